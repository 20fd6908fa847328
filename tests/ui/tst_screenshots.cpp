// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/documenttree.h"
#include "tests/ui/stage.h"
#include "ui/mainwindow/stacktabs.h"
#include "ui/panes/endpointpane.h"
#include "ui/panes/keepingpane.h"
#include "ui/panes/sidepanels.h"
#include "ui/panes/jsoneditor.h"
#include "ui/panes/textfolds.h"
#include "ui/panes/textpane.h"
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

/// The agent's document, opened and shown as text.
QByteArray showText(Stage &stage)
{
    QFile source(u":/assets/templates/agent/agent.stack.json"_s);
    if (!source.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = source.readAll();
    const QString path = stage.dir.filePath(u"agent.stack.json"_s);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
    file.close();
    stage.script().turns = FakeStack::turns();
    stage.script().audit = FakeStack::audit();
    stage.script().onOpen = [&stage, text, path](const OpenRequest &) {
        StackInfo info = FakeStack::idle();
        info.documentPath = path;
        Q_EMIT stage.engine.infoChanged(info);
        Q_EMIT stage.engine.documentRead(readStackDocument(text, path));
        Q_EMIT stage.engine.treeChanged(FakeStack::tree());
    };
    stage.script().onEdit = [&stage](const QByteArray &edited, quint64 revision) {
        Q_EMIT stage.engine.problemsChanged(
            readStackDocument(edited, u"agent.stack.json"_s).problems);
        TreeDelta shown;
        shown.revision = revision;
        Q_EMIT stage.engine.treeChanged(shown);
    };
    stage.window.resize(1600, 1000);
    stage.window.show();
    stage.controller.open(path);
    stage.find<QAction>("textAction")->setChecked(true);
    return text;
}

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
    void tabs_data() { themes(); }
    void tabs();
    void stateFolder_data() { themes(); }
    void stateFolder();

    void inspector_data() { themes(); }
    void inspector();

    void textBesideTree_data() { themes(); }
    void textBesideTree();
    void textProblems_data() { themes(); }
    void textProblems();
    void textChangedOutside_data() { themes(); }
    void textChangedOutside();
    void textRestore_data() { themes(); }
    void textRestore();

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

void TestScreenshots::tabs()
{
    Stage stage(*m_theme);
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
    Stage stage(*m_theme);
    stage.window.resize(1100, 700);
    FolderLook look;
    look.isFolder = true;
    look.stateFolder = u"/home/ada/CReact/agent/.creact-state"_s;
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(1'767'000'000'000);
    look.stacks = {{u"agent"_s, at}, {u"counter"_s, at.addDays(-3)}};
    stage.window.tabs()->openStates(look);
    shoot(stage.window, u"state-folder"_s);
}

namespace {

/// Fields of every kind, and one of each thing that can be wrong with them.
const QByteArray fieldsText = R"({
  "creact": 1,
  "stack": "agent",
  "components": {
    "Agent": {
      "props": ["question", "model"],
      "children": [
        { "construct": "Completion", "as": "completion", "note": "Asks again while there are tool calls.", "props": {
          "model": {"$": "model"},
          "messages": {"$": "[...history, {role: 'user', content: question}]"},
          "tools": {"$": "model."},
          "stream": true
        } },
        { "yield": { "response": {"$": "completion.content ?? ''"} } }
      ]
    }
  },
  "children": [
    { "store": { "count": 1, "greeting": "Hello", "limits": { "day": 100 } }, "as": "numbers" },
    { "construct": "HttpServer", "as": "server", "props": { "port": 3000 }, "children": [
      { "construct": "ChatModel", "as": "model", "props": { "model": "gpt-4o-mini", "temperature": 0.20 }, "children": [
        { "construct": "Memory", "as": "memory", "children": [
          { "construct": "Tool", "as": "wiki", "props": {
            "name": "wikipedia", "kind": "wikipedia",
            "description": "Search Wikipedia for information.\nUse it for facts about people, places and history.",
            "parameters": { "type": "object", "properties": { "query": { "type": "string" } }, "required": ["query"] }
          } },
          { "show": {"$": "memory.messages.length > 0"}, "key": {"$": "memory.id"}, "children": [
            { "construct": "Completion", "as": "fixed", "props": { "messages": [
              { "role": "system", "content": "You are a librarian. Answer in two sentences, and name your source." },
              { "role": "user", "content": "Who was Ada Lovelace?" } ] } }
          ] },
          { "for": {"$": "memory.messages"}, "item": "message", "key": {"$": "message.id"}, "children": [],
            "gather": { "as": "words", "value": {"$": "message.content"} } },
          { "component": "Agent", "as": "answer", "props": { "question": "Who was Ada?", "model": {"$": "model"} } },
          { "component": "Agent", "as": "second", "props": { "question": "And Babbage?" } }
        ] }
      ] }
    ] }
  ]
}
)";

LiveValue liveValueOf(const QString &expression)
{
    LiveValue live;
    if (expression == u"model"_s)
        live.value =
            QJsonObject{{u"id"_s, u"http-server.chat-model"_s}, {u"model"_s, u"gpt-4o-mini"_s}};
    else if (expression.endsWith(u'.'))
        live.error = Error{ErrorCode::ExpressionFailed,
                           u"The expression ends where a name is expected."_s,
                           u"1:7"_s,
                           {}};
    else if (expression.startsWith(u"memory.messages.length"_s))
        live.value = true;
    else
        live.waitsFor = {u"question"_s};
    return live;
}

} // namespace

void TestScreenshots::inspector()
{
    Stage stage(*m_theme);
    DocumentTree tree(stage.engine);
    stage.window.resize(1280, 860);
    stage.window.show();
    stage.script().onEvaluate = [](TreeRow::Uid, const QString &text) { return liveValueOf(text); };
    stage.find<SidePanels>("sidePanels")->show(SidePanels::InspectorPanel);
    tree.open(stage.controller, fieldsText, FakeStack::live());
    const QString below = u"/children/1/children/0/children/0/children/"_s;
    const QList<QPair<QString, QString>> pictures{
        {u"server"_s, u"/children/1"_s},
        {u"model"_s, u"/children/1/children/0"_s},
        {u"tool"_s, below + u'0'},
        {u"show"_s, below + u'1'},
        {u"messages"_s, below + u"1/children/0"_s},
        {u"for"_s, below + u'2'},
        {u"use"_s, below + u'3'},
        {u"store"_s, u"/children/0"_s},
        {u"component"_s, u"/components/Agent"_s},
        {u"inside"_s, u"/components/Agent/children/0"_s},
    };
    for (const auto &[name, pointer] : pictures) {
        QTRY_VERIFY(tree.uidAt(pointer) != 0);
        RowDetail detail;
        QTRY_VERIFY(stage.controller.tree()->row(tree.uidAt(pointer)));
        detail.row = *stage.controller.tree()->row(tree.uidAt(pointer));
        detail.outputs =
            QJsonObject{{u"id"_s, u"http-server.chat-model"_s}, {u"model"_s, u"gpt-4o-mini"_s}};
        if (detail.row.kind == TreeRow::Kind::Store)
            detail.store = {{u"count"_s, 4}, {u"greeting"_s, u"Hello"_s}};
        if (detail.row.kind != TreeRow::Kind::Construct)
            detail.outputs.reset();
        else
            detail.row.nodeId = u"http-server.chat-model"_s;
        select(stage, detail.row.uid, detail);
        QTest::qWait(250);
        shoot(stage.window, u"inspector-"_s + name);
    }
    auto *edit = stage.window.findChild<QWidget *>(u"field:/props/messages"_s)
                     ->findChild<QPlainTextEdit *>(u"bindingEdit"_s);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, u"m"_s);
    shoot(stage.window, u"inspector-names"_s);
}

void TestScreenshots::textBesideTree()
{
    Stage stage(*m_theme);
    showText(stage);
    auto *pane = stage.find<TextPane>("textPane");
    pane->showPointer(u"/children/0/children/0/children/0"_s);
    shoot(stage.window, u"text"_s);
    pane->editor()->folds()->foldAll();
    pane->editor()->goToLine(1);
    shoot(stage.window, u"text-folded"_s);
    pane->editor()->folds()->unfoldAll();
    pane->focusText();
    QTest::keyClick(pane->editor(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(stage.find<QLineEdit>("findInText"), u"completion"_s);
    shoot(stage.window, u"text-find"_s);
}

void TestScreenshots::textProblems()
{
    Stage stage(*m_theme);
    const QByteArray text = showText(stage);
    auto *pane = stage.find<TextPane>("textPane");
    StackDraft *draft = stage.controller.draft();
    draft->replace(u"x"_s, QByteArray(text).replace("\"as\": \"exec\"", "\"az\": \"exec\""));
    pane->focusText();
    QVERIFY(pane->editor()->goToNextProblem());
    shoot(stage.window, u"text-problem"_s);
    draft->replace(u"x"_s, QByteArray(text).replace("\"as\": \"exec\"", "\"as\" \"exec\""));
    stage.find<QPushButton>("textStripAction")->click();
    shoot(stage.window, u"text-unparsable"_s);
}

void TestScreenshots::textChangedOutside()
{
    Stage stage(*m_theme);
    QByteArray text = showText(stage);
    stage.controller.draft()->replace(u"x"_s,
                                      QByteArray(text).replace("gpt-4o-mini", "llama3.1:8b"));
    QFile file(stage.controller.draft()->path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.replace("\"port\": 3000", "\"port\": 3100"));
    file.close();
    QTRY_COMPARE(stage.controller.draftFile()->outside(), DraftFile::Outside::Changed);
    shoot(stage.window, u"text-outside"_s);
    stage.find<QPushButton>("outsideBannerAction")->click();
    shoot(stage.window, u"text-compare"_s);
    stage.find<QPushButton>("takeNew")->click();
    shoot(stage.window, u"text-reloaded"_s);
}

void TestScreenshots::textRestore()
{
    Stage stage(*m_theme);
    stage.controller.draftFile()->setDraftsFolder(stage.dir.filePath(u"drafts"_s));
    const QByteArray text = showText(stage);
    stage.controller.draft()->replace(u"x"_s,
                                      QByteArray(text).replace("gpt-4o-mini", "llama3.1:8b"));
    stage.controller.open(stage.controller.draft()->path());
    shoot(stage.window, u"text-restore"_s);
}

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
