// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakeengine.h"
#include "tests/ui/fakestack.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/recentstacks.h"
#include "ui/controllers/secretstore.h"
#include "ui/controllers/stackcontroller.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/panes/endpointpane.h"
#include "ui/panes/treepane.h"
#include "ui/panes/welcomepane.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

class NoSecrets : public SecretStore {
public:
    void read(const QString &, Done<QString> done) override
    {
        done(Error{ErrorCode::Unsupported, {}, {}, {}});
    }
    void write(const QString &, const QString &, Done<void> done) override
    {
        done(Error{ErrorCode::Unsupported, {}, {}, {}});
    }
    void remove(const QString &) override { }
};

/// One window on a scripted engine.
struct Stage {
    Stage(Theme &theme, QSettings &settings)
        : endpoint(settings, secrets)
        , recent(settings)
        , controller(engine, endpoint, recent)
        , window({controller, endpoint, recent, theme, settings})
    {
    }

    void showAgent(const StackInfo &info)
    {
        EngineScript &script = EngineScript::of(engine);
        script.audit = FakeStack::audit();
        script.turns = FakeStack::turns();
        script.onOpen = [this, info](const OpenRequest &) {
            Q_EMIT engine.infoChanged(info);
            Q_EMIT engine.treeChanged(FakeStack::tree());
        };
        controller.open(u"agent.stack.json"_s);
        Q_EMIT engine.turnActivity(u"m3"_s, u"calling wikipedia"_s);
    }

    void select(TreeRow::Uid uid, const RowDetail &detail)
    {
        window.findChild<TreePane *>(u"treePane"_s)->select(uid);
        Q_EMIT engine.rowDetailChanged(detail);
    }

    Engine engine;
    NoSecrets secrets;
    EndpointSettings endpoint;
    RecentStacks recent;
    StackController controller;
    MainWindow window;
};

} // namespace

/// Makes the pictures that people look at; fails only when one cannot be made.
class TestScreenshots : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void welcome_data() { themes(); }
    void welcome();
    void workspace_data() { themes(); }
    void workspace();
    void small_data() { themes(); }
    void small();
    void failedNode_data() { themes(); }
    void failedNode();
    void lockedAndProblems_data() { themes(); }
    void lockedAndProblems();
    void idleAndEmpty_data() { themes(); }
    void idleAndEmpty();
    void endpoint_data() { themes(); }
    void endpoint();

private:
    static void themes()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void shoot(QWidget &widget, const QString &name);

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QSettings> m_settings;
    QString m_folder;
    bool m_dark = false;
};

void TestScreenshots::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp);
    m_folder = qEnvironmentVariable("CREACT_SCREENSHOT_DIR",
                                    QCoreApplication::applicationDirPath() + u"/screenshots"_s);
    QVERIFY(QDir().mkpath(m_folder));
}

void TestScreenshots::init()
{
    QFETCH(bool, dark);
    m_dark = dark;
    m_theme->setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_dir->filePath(u"s.ini"_s), QSettings::IniFormat);
}

void TestScreenshots::shoot(QWidget &widget, const QString &name)
{
    widget.show();
    // Layouts of word-wrapped texts settle over several passes.
    for (int pass = 0; pass < 8; ++pass)
        QCoreApplication::processEvents();
    const QString path = u"%1/%2-%3.png"_s.arg(m_folder, name, m_dark ? u"dark"_s : u"light"_s);
    QVERIFY(widget.grab().save(path));
}

void TestScreenshots::welcome()
{
    RecentStacks seed(*m_settings);
    seed.add(u"/home/ada/CReact/watcher/watcher.stack.json"_s);
    const QString real = m_dir->filePath(u"agent.stack.json"_s);
    QFile file(real);
    QVERIFY(file.open(QIODevice::WriteOnly));
    seed.add(real);
    Stage stage(*m_theme, *m_settings);
    stage.window.resize(1100, 700);
    shoot(stage.window, u"welcome"_s);
    stage.window.findChild<WelcomePane *>(u"welcomePane"_s)->choose(u"agent"_s);
    shoot(stage.window, u"welcome-chosen"_s);
}

void TestScreenshots::workspace()
{
    Stage stage(*m_theme, *m_settings);
    stage.window.resize(1600, 1000);
    stage.showAgent(FakeStack::live());
    stage.select(FakeStack::CompletionUid, FakeStack::completionDetail());
    shoot(stage.window, u"workspace"_s);
}

void TestScreenshots::small()
{
    Stage stage(*m_theme, *m_settings);
    stage.window.resize(1100, 700);
    stage.showAgent(FakeStack::live());
    shoot(stage.window, u"small"_s);
}

void TestScreenshots::failedNode()
{
    Stage stage(*m_theme, *m_settings);
    stage.window.resize(1600, 1000);
    stage.showAgent(FakeStack::liveWithFailure());
    stage.select(FakeStack::FailedUid, FakeStack::failedDetail());
    shoot(stage.window, u"failed"_s);
    stage.select(FakeStack::CompletionUid, FakeStack::completionDetail());
    stage.window.findChild<QToolButton *>(u"segmentWhy"_s)->click();
    shoot(stage.window, u"why"_s);
}

void TestScreenshots::lockedAndProblems()
{
    Stage stage(*m_theme, *m_settings);
    stage.window.resize(1100, 700);
    stage.showAgent(FakeStack::lockedByAnother());
    Q_EMIT stage.engine.problemsChanged(FakeStack::problems());
    shoot(stage.window, u"locked"_s);
}

void TestScreenshots::idleAndEmpty()
{
    Stage stage(*m_theme, *m_settings);
    stage.window.resize(1440, 900);
    StackInfo info = FakeStack::idle();
    info.error = Error{ErrorCode::PortInUse, u"Port 3000 is taken by another program."_s,
                       u"http-server"_s, u"Choose another port, or 0 for any free one."_s};
    stage.showAgent(info);
    EngineScript::of(stage.engine).turns.clear();
    EngineScript::of(stage.engine).audit.clear();
    stage.controller.open(u"agent.stack.json"_s);
    shoot(stage.window, u"idle"_s);
}

void TestScreenshots::endpoint()
{
    Stage stage(*m_theme, *m_settings);
    QVERIFY(stage.endpoint.use(u"https://api.openai.com/v1"_s, u"sk-test"_s).ok());
    auto *pane = stage.window.findChild<EndpointPane *>(u"endpointPane"_s);
    shoot(*pane, u"endpoint"_s);
    pane->hide();
}

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
