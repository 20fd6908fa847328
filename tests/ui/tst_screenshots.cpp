// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pictures.h"
#include "tests/ui/stage.h"
#include "ui/mainwindow/stacktabs.h"
#include "ui/panes/endpointpane.h"
#include "ui/panes/keepingpane.h"
#include "ui/panes/welcomepane.h"

#include <QAction>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
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

/// Fails only when a picture cannot be made.
class TestScreenshots : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_pictures = std::make_unique<Pictures>(); }
    void init();
    void welcome_data() { Pictures::addThemes(); }
    void welcome();
    void workspace_data() { Pictures::addThemes(); }
    void workspace();
    void small_data() { Pictures::addThemes(); }
    void small();
    void failedNode_data() { Pictures::addThemes(); }
    void failedNode();
    void lockedAndProblems_data() { Pictures::addThemes(); }
    void lockedAndProblems();
    void idleAndEmpty_data() { Pictures::addThemes(); }
    void idleAndEmpty();
    void recovered_data() { Pictures::addThemes(); }
    void recovered();
    void unreadable_data() { Pictures::addThemes(); }
    void unreadable();
    void history_data() { Pictures::addThemes(); }
    void history();
    void takeOver_data() { Pictures::addThemes(); }
    void takeOver();
    void searchAndForget_data() { Pictures::addThemes(); }
    void searchAndForget();
    void keeping_data() { Pictures::addThemes(); }
    void keeping();
    void endpoint_data() { Pictures::addThemes(); }
    void endpoint();
    void tabs_data() { Pictures::addThemes(); }
    void tabs();
    void stateFolder_data() { Pictures::addThemes(); }
    void stateFolder();

private:
    void shoot(QWidget &widget, const QString &name) { m_pictures->shoot(widget, name); }
    Theme &theme() { return m_pictures->theme(); }

    std::unique_ptr<Pictures> m_pictures;
};

void TestScreenshots::init()
{
    QFETCH(bool, dark);
    m_pictures->setDark(dark);
}

void TestScreenshots::welcome()
{
    Stage stage(theme());
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
    Stage stage(theme());
    stage.window.resize(1600, 1000);
    showAgent(stage, FakeStack::live());
    select(stage, FakeStack::CompletionUid, FakeStack::completionDetail());
    shoot(stage.window, u"workspace"_s);
}

void TestScreenshots::small()
{
    Stage stage(theme());
    stage.window.resize(1100, 700);
    showAgent(stage, FakeStack::live());
    shoot(stage.window, u"small"_s);
}

void TestScreenshots::failedNode()
{
    Stage stage(theme());
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
    Stage stage(theme());
    stage.window.resize(1100, 700);
    showAgent(stage, FakeStack::lockedByAnother());
    Q_EMIT stage.engine.problemsChanged(FakeStack::problems());
    shoot(stage.window, u"locked"_s);
}

void TestScreenshots::idleAndEmpty()
{
    Stage stage(theme());
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
    Stage stage(theme());
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
    Stage stage(theme());
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
    Stage stage(theme());
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
    Stage stage(theme());
    stage.window.resize(1440, 900);
    showAgent(stage, FakeStack::lockedByAnother());
    stage.window.show();
    stage.find<QPushButton>("lockBannerSecondAction")->click();
    shoot(stage.window, u"takeover"_s);
}

void TestScreenshots::searchAndForget()
{
    Stage stage(theme());
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
    Stage stage(theme());
    stage.window.resize(1440, 900);
    stage.window.show();
    stage.find<QAction>("keepingAction")->trigger();
    auto *pane = stage.find<KeepingPane>("keepingPane");
    shoot(*pane, u"keeping"_s);
    pane->hide();
}

void TestScreenshots::endpoint()
{
    Stage stage(theme());
    auto *pane = stage.find<EndpointPane>("endpointPane");
    shoot(*pane, u"endpoint"_s);
    pane->hide();
}

void TestScreenshots::tabs()
{
    Stage stage(theme());
    stage.window.resize(1440, 900);
    showAgent(stage, FakeStack::live());
    const QList<std::pair<QString, StackInfo>> others{{u"watcher"_s, FakeStack::lockedByAnother()},
                                                      {u"digest"_s, FakeStack::liveWithFailure()},
                                                      {u"counter"_s, FakeStack::idle()}};
    for (const auto &[name, given] : others) {
        stage.window.openStack(u"/home/ada/CReact/%1/%1.stack.json"_s.arg(name));
        StackTab *tab = stage.window.currentTab();
        StackInfo info = given;
        info.name = name;
        info.documentPath = tab->path();
        Q_EMIT tab->engine().documentRead(
            readStackDocument("{\"creact\": 1, \"stack\": \"s\", \"children\": []}", tab->path()));
        Q_EMIT tab->engine().infoChanged(info);
        Q_EMIT tab->engine().treeChanged(FakeStack::tree());
    }
    StackTab *counter = stage.window.currentTab();
    counter->controller().draft()->type({0, 0, " "});
    stage.window.show();
    shoot(stage.window, u"tabs"_s);
    stage.find<QAction>("closeTabAction")->trigger();
    shoot(stage.window, u"tabs-close-unsaved"_s);
    stage.find<QPushButton>("questionBack")->click();
    stage.find<QAction>("destroyStackAction")->trigger();
    shoot(stage.window, u"tabs-destroy"_s);
    stage.find<QPushButton>("questionBack")->click();
    stage.window.close();
    shoot(stage.window, u"tabs-quit"_s);
}

void TestScreenshots::stateFolder()
{
    Stage stage(theme());
    stage.window.resize(1100, 700);
    FolderLook look;
    look.isFolder = true;
    look.stateFolder = u"/home/ada/CReact/agent/.creact-state"_s;
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(1'767'000'000'000);
    look.stacks = {{u"agent"_s, at}, {u"counter"_s, at.addDays(-3)}};
    stage.window.tabs()->openStates(look);
    shoot(stage.window, u"state-folder"_s);
}

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
