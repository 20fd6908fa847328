// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pictures.h"
#include "tests/ui/studio.h"
#include "ui/controllers/allowsettings.h"
#include "ui/mainwindow/stacktab.h"
#include "ui/panes/allowbanner.h"
#include "ui/panes/templatedetails.h"

#include <QScrollArea>
#include <QSignalSpy>

using namespace creact;
using namespace Qt::StringLiterals;
using Status = StackInfo::Status;

/// What a person allows a stack beyond its folder: from the plan and from the inspector, and taken
/// back.
class TestAllowBanner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void commandsAreAllowedFromThePlan();
    void aRefusedCommandIsAllowedInTheInspector();
    void foldersAreAllowedAndTakenBack();
    void whatIsAllowedIsOfThatDocument();
    void aTemplateHasAPageOfHelp();
    void pictures_data() { Pictures::addThemes(); }
    void pictures();

private:
    void open(const QByteArray &elements);
    void plan();
    void apply(Status status = Status::Live);
    void stop();
    AllowBanner *select(const QString &title);
    template <typename T> T *find(const char *name) const
    {
        return m_studio->window.findChild<T *>(QString::fromLatin1(name));
    }
    AllowSettings &allowed() { return *m_studio->controller.allowed(); }

    std::unique_ptr<Pictures> m_pictures;
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_document;
    std::unique_ptr<Studio> m_studio;
};

namespace {

const QByteArray command =
    R"({"construct": "RunCommand", "props": {"command": "printf", "args": ["done"]}})";

} // namespace

void TestAllowBanner::initTestCase()
{
    for (const char *name : {"OPENAI_API_KEY", "OPENAI_BASE_URL", "CREACT_ENDPOINT"})
        qunsetenv(name);
    m_pictures = std::make_unique<Pictures>();
}

void TestAllowBanner::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_document = m_dir->filePath(u"job.stack.json"_s);
    m_studio = std::make_unique<Studio>(m_pictures->theme(), m_dir->path());
    m_studio->window.resize(1280, 800);
}

void TestAllowBanner::cleanup()
{
    m_studio.reset();
}

void TestAllowBanner::open(const QByteArray &elements)
{
    QFile file(m_document);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"creact": 1, "stack": "job", "children": [)" + elements + "]}");
    file.close();
    m_studio->window.openStack(m_document);
    QTRY_COMPARE_WITH_TIMEOUT(m_studio->status(), Status::Idle, patience);
}

void TestAllowBanner::plan()
{
    QTest::keyClick(&m_studio->window, Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(m_studio->controller.plan()->state(), PlanController::State::Ready,
                              patience);
}

void TestAllowBanner::apply(Status status)
{
    QTest::keyClick(&m_studio->window, Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(m_studio->status(), status, patience);
}

void TestAllowBanner::stop()
{
    QTest::keyClick(&m_studio->window, Qt::Key_F5, Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(m_studio->status(), Status::Idle, patience);
}

AllowBanner *TestAllowBanner::select(const QString &title)
{
    QTest::keyClick(&m_studio->window, Qt::Key_2, Qt::ControlModifier);
    auto *tree = find<TreePane>("treePane");
    const QList<const TreeRow *> rows = m_studio->rowsNamed(title);
    if (!rows.isEmpty())
        tree->selectNode(rows.first()->nodeId);
    return find<AllowBanner>("allowBanner");
}

void TestAllowBanner::commandsAreAllowedFromThePlan()
{
    open(command);
    plan();
    auto *touches = find<Banner>("planTouches");
    QVERIFY(touches->isVisible());
    QVERIFY2(touches->text().contains(u"Command: printf"_s), qPrintable(touches->text()));
    QVERIFY(touches->text().contains(u"refused until you allow"_s));
    auto *allow = find<QPushButton>("planTouchesAction");
    QVERIFY(allow->isVisible());
    // The plan is made anew: what was refused before would be done now.
    QSignalSpy planned(m_studio->controller.plan(), &PlanController::changed);
    QTest::mouseClick(allow, Qt::LeftButton);
    QTRY_VERIFY(!touches->text().contains(u"refused"_s));
    QVERIFY(!allow->isVisible());
    QTRY_VERIFY(!planned.isEmpty());
    apply();
    QTRY_COMPARE(m_studio->controller.info().failed, 0);
    QTRY_COMPARE(m_studio->rowsNamed(u"RunCommand"_s).first()->state, NodeState::Deployed);
    // In the settings, and not in the document.
    QFile file(m_document);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("llow"));
    QVERIFY(AllowSettings(m_studio->settings).commands(m_document));

    const AllowBanner *banner = select(u"RunCommand"_s);
    QTRY_VERIFY(banner->isVisible());
    QCOMPARE(banner->title(), u"This stack may run commands"_s);
    QTest::mouseClick(find<QPushButton>("allowBannerSecondAction"), Qt::LeftButton);
    QCOMPARE(banner->title(), u"This stack may not run commands"_s);
    QVERIFY(!AllowSettings(m_studio->settings).commands(m_document));
}

void TestAllowBanner::aRefusedCommandIsAllowedInTheInspector()
{
    open(command);
    plan();
    apply();
    QTRY_COMPARE(m_studio->controller.info().failed, 1);
    m_studio->controller.plan()->close();
    const AllowBanner *banner = select(u"RunCommand"_s);
    QTRY_VERIFY(banner->isVisible());
    QVERIFY(banner->text().contains(u"from the next start"_s));
    auto *allow = find<QPushButton>("allowBannerAction");
    allow->setFocus();
    QTest::keyClick(allow, Qt::Key_Space);
    QVERIFY(allowed().commands(m_document));
    stop();
    // It was refused before, and is done now without a hand.
    plan();
    QVERIFY(!find<Banner>("planTouches")->isVisible());
    apply();
    QTRY_COMPARE(m_studio->controller.info().failed, 0);
    QTRY_COMPARE(m_studio->rowsNamed(u"RunCommand"_s).first()->state, NodeState::Deployed);
}

void TestAllowBanner::foldersAreAllowedAndTakenBack()
{
    open(R"({"construct": "ReadFile", "props": {"path": "a.txt"}},
            {"construct": "Message", "props": {"role": "user", "content": "x"}})");
    const AllowBanner *banner = select(u"ReadFile"_s);
    QTRY_VERIFY(banner->isVisible());
    QCOMPARE(banner->title(), u"Files in the folder of the document only"_s);
    QVERIFY(!find<QPushButton>("allowBannerSecondAction")->isVisible());
    const QTemporaryDir other;
    allowed().setFolders(m_document, {other.path(), other.path() + u"/."_s, other.path()});
    QCOMPARE(banner->text(), QDir::toNativeSeparators(other.path()));
    ProviderOptions options;
    allowed().fill(options, m_document);
    QCOMPARE(options.allowedDirs, QStringList{QFileInfo(other.path()).canonicalFilePath()});
    QTest::mouseClick(find<QPushButton>("allowBannerSecondAction"), Qt::LeftButton);
    QCOMPARE(allowed().folders(m_document), QStringList());
    select(u"Message"_s);
    QTRY_VERIFY(!banner->isVisible());
}

void TestAllowBanner::whatIsAllowedIsOfThatDocument()
{
    const QString other = m_dir->filePath(u"other.stack.json"_s);
    allowed().setCommands(m_document, true);
    allowed().setFolders(m_document, {m_dir->path()});
    QVERIFY(!allowed().commands(other));
    QVERIFY(!allowed().commands(QString()));
    QCOMPARE(allowed().folders(other), QStringList());
    ProviderOptions options;
    allowed().fill(options, other);
    QVERIFY(!options.allowCommands && options.allowedDirs.isEmpty());
    allowed().setFolders(m_document, {u"/no/such/folder"_s});
    allowed().fill(options, m_document);
    QVERIFY(options.allowCommands && options.allowedDirs.isEmpty());
}

void TestAllowBanner::aTemplateHasAPageOfHelp()
{
    TemplateDetails details;
    TemplateInfo info;
    info.name = u"watcher"_s;
    details.setTemplate(info, {});
    details.show();
    auto *page = details.findChild<QScrollArea *>(u"templateHelp"_s);
    auto *button = details.findChild<QPushButton *>(u"showHelp"_s);
    auto *text = page->findChild<MarkdownView *>();
    QVERIFY(button->isVisible() && !page->isVisible());
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(page->isVisible());
    QVERIFY(!details.findChild<QWidget *>(u"templateTree"_s)->isVisible());
    QTRY_VERIFY(text->toPlainText().size() > 200);
    QVERIFY(!text->toPlainText().contains(u"```"_s));
    Q_EMIT text->anchorClicked(QUrl(u"https://example.org/a"_s));
    QVERIFY(
        details.findChild<QLabel *>(u"helpAddress"_s)->text().contains(u"https://example.org/a"_s));
    // Another template begins with its tree.
    info.name = u"counter"_s;
    details.setTemplate(info, {});
    QVERIFY(!page->isVisible());
}

void TestAllowBanner::pictures()
{
    QFETCH(bool, dark);
    m_pictures->setDark(dark);
    open(command + R"(, {"construct": "ReadFile", "props": {"path": "notes/today.txt"}})");
    plan();
    m_pictures->shoot(m_studio->window, u"allow-plan"_s);
    m_studio->controller.plan()->close();
    QTRY_VERIFY(select(u"RunCommand"_s)->isVisible());
    m_pictures->shoot(m_studio->window, u"allow-commands-off"_s);
    allowed().setCommands(m_document, true);
    m_pictures->shoot(m_studio->window, u"allow-commands-on"_s);
    allowed().setFolders(m_document, {u"/srv/notes"_s, u"/home/ada/Documents"_s});
    select(u"ReadFile"_s);
    QTRY_VERIFY(find<AllowBanner>("allowBanner")->title().contains(u"and in"_s));
    m_pictures->shoot(m_studio->window, u"allow-folders"_s);
}

QTEST_MAIN(TestAllowBanner)
#include "tst_allowbanner.moc"
