// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/stage.h"
#include "ui/panes/endpointpane.h"
#include "ui/panes/keepingpane.h"
#include "ui/panes/welcomepane.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

void showAgent(Stage &stage, const StackInfo &info)
{
    stage.script().audit = FakeStack::audit();
    stage.script().turns = FakeStack::turns();
    stage.openAgent(info);
    Q_EMIT stage.engine.turnActivity(u"m3"_s, u"calling wikipedia"_s);
}

void select(Stage &stage, TreeRow::Uid uid, const RowDetail &detail)
{
    stage.find<TreePane>("treePane")->select(uid);
    Q_EMIT stage.engine.rowDetailChanged(detail);
}

void setStates(Stage &stage)
{
    stage.script().snapshots = FakeStack::snapshots();
    stage.script().states = {{FakeStack::snapshots().at(1).id, FakeStack::earlierState()}};
    stage.script().state = FakeStack::stateNow();
}

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
    void recovered_data() { themes(); }
    void recovered();
    void unreadable_data() { themes(); }
    void unreadable();
    void history_data() { themes(); }
    void history();
    void takeOver_data() { themes(); }
    void takeOver();
    void searchAndForget_data() { themes(); }
    void searchAndForget();
    void keeping_data() { themes(); }
    void keeping();
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
    Stage stage(*m_theme);
    stage.recent.add(u"/home/ada/CReact/watcher/watcher.stack.json"_s);
    const QString real = stage.dir.filePath(u"agent.stack.json"_s);
    QFile file(real);
    QVERIFY(file.open(QIODevice::WriteOnly));
    stage.recent.add(real);
    stage.window.resize(1100, 700);
    shoot(stage.window, u"welcome"_s);
    stage.find<WelcomePane>("welcomePane")->choose(u"agent"_s);
    shoot(stage.window, u"welcome-chosen"_s);
}

void TestScreenshots::workspace()
{
    Stage stage(*m_theme);
    stage.window.resize(1600, 1000);
    showAgent(stage, FakeStack::live());
    select(stage, FakeStack::CompletionUid, FakeStack::completionDetail());
    shoot(stage.window, u"workspace"_s);
}

void TestScreenshots::small()
{
    Stage stage(*m_theme);
    stage.window.resize(1100, 700);
    showAgent(stage, FakeStack::live());
    shoot(stage.window, u"small"_s);
}

void TestScreenshots::failedNode()
{
    Stage stage(*m_theme);
    stage.window.resize(1600, 1000);
    showAgent(stage, FakeStack::liveWithFailure());
    select(stage, FakeStack::FailedUid, FakeStack::failedDetail());
    shoot(stage.window, u"failed"_s);
    select(stage, FakeStack::CompletionUid, FakeStack::completionDetail());
    stage.find<QToolButton>("segmentWhy")->click();
    shoot(stage.window, u"why"_s);
}

void TestScreenshots::lockedAndProblems()
{
    Stage stage(*m_theme);
    stage.window.resize(1100, 700);
    showAgent(stage, FakeStack::lockedByAnother());
    Q_EMIT stage.engine.problemsChanged(FakeStack::problems());
    shoot(stage.window, u"locked"_s);
}

void TestScreenshots::idleAndEmpty()
{
    Stage stage(*m_theme);
    stage.window.resize(1440, 900);
    StackInfo info = FakeStack::idle();
    info.error = Error{ErrorCode::PortInUse, u"Port 3000 is taken by another program."_s,
                       u"http-server"_s, u"Choose another port, or 0 for any free one."_s};
    showAgent(stage, info);
    stage.script().turns.clear();
    stage.script().audit.clear();
    stage.controller.open(u"agent.stack.json"_s);
    shoot(stage.window, u"idle"_s);
}

void TestScreenshots::recovered()
{
    Stage stage(*m_theme);
    stage.window.resize(1440, 900);
    StackInfo info = FakeStack::live();
    info.recovery = FakeStack::recovery();
    info.recovery->interrupted.append(
        {FakeStack::failedDetail().row.nodeId, u"ToolExec"_s, u"left"_s});
    showAgent(stage, info);
    shoot(stage.window, u"recovered"_s);
    stage.find<QPushButton>("recoveryBannerSecondAction")->click();
    shoot(stage.window, u"recovered-details"_s);
}

void TestScreenshots::unreadable()
{
    Stage stage(*m_theme);
    stage.window.resize(1440, 900);
    setStates(stage);
    stage.script().onOpen = [&stage](const OpenRequest &) {
        Q_EMIT stage.engine.infoChanged(FakeStack::unreadable());
    };
    stage.window.show();
    stage.controller.open(u"agent.stack.json"_s);
    QTRY_VERIFY(!stage.find<QPlainTextEdit>("earlierLines")->toPlainText().isEmpty());
    shoot(stage.window, u"unreadable"_s);
    Q_EMIT stage.engine.infoChanged(FakeStack::newer());
    shoot(stage.window, u"newer"_s);
    stage.script().snapshots.clear();
    stage.controller.history()->refresh();
    Q_EMIT stage.engine.infoChanged(FakeStack::unreadable());
    shoot(stage.window, u"unreadable-alone"_s);
}

void TestScreenshots::history()
{
    Stage stage(*m_theme);
    stage.window.resize(1440, 900);
    setStates(stage);
    showAgent(stage, FakeStack::idle());
    stage.window.show();
    stage.find<QAction>("historyAction")->trigger();
    QTRY_VERIFY(!stage.find<QPlainTextEdit>("historyLines")->toPlainText().isEmpty());
    shoot(stage.window, u"history"_s);
    stage.find<QPushButton>("goBack")->click();
    shoot(stage.window, u"history-question"_s);
}

void TestScreenshots::takeOver()
{
    Stage stage(*m_theme);
    stage.window.resize(1440, 900);
    showAgent(stage, FakeStack::lockedByAnother());
    stage.window.show();
    stage.find<QPushButton>("lockBannerSecondAction")->click();
    shoot(stage.window, u"takeover"_s);
}

void TestScreenshots::searchAndForget()
{
    Stage stage(*m_theme);
    stage.window.resize(1440, 900);
    QList<AuditEntry> audit;
    while (audit.size() < 20'000)
        audit += FakeStack::audit();
    stage.script().audit = audit;
    stage.script().turns = FakeStack::turns();
    stage.openAgent(FakeStack::live());
    stage.window.show();
    stage.find<QLineEdit>("auditFilter")->setText(u"message"_s);
    stage.find<QAction>("forgetConversation")->trigger();
    shoot(stage.window, u"forget"_s);
}

void TestScreenshots::keeping()
{
    Stage stage(*m_theme);
    stage.window.resize(1440, 900);
    stage.window.show();
    stage.find<QAction>("keepingAction")->trigger();
    auto *pane = stage.find<KeepingPane>("keepingPane");
    shoot(*pane, u"keeping"_s);
    pane->hide();
}

void TestScreenshots::endpoint()
{
    Stage stage(*m_theme);
    QVERIFY(stage.endpoint.use(u"https://api.openai.com/v1"_s, u"sk-test"_s).ok());
    auto *pane = stage.find<EndpointPane>("endpointPane");
    shoot(*pane, u"endpoint"_s);
    pane->hide();
}

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
