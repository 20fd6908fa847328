// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/documenttree.h"
#include "tests/ui/pictures.h"
#include "tests/ui/stage.h"
#include "ui/panes/jsoneditor.h"
#include "ui/panes/sidepanels.h"
#include "ui/panes/textfolds.h"
#include "ui/panes/textpane.h"

#include <QAction>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

void select(Stage &stage, TreeRow::Uid uid, const RowDetail &detail)
{
    stage.find<TreePane>("treePane")->select(uid);
    Q_EMIT stage.engine.rowDetailChanged(detail);
}

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

int bindingsShown(const Stage &stage)
{
    const auto edits = stage.window.findChildren<QPlainTextEdit *>(u"bindingEdit"_s);
    return int(std::count_if(edits.cbegin(), edits.cend(),
                             [](const QWidget *edit) { return edit->isVisible(); }));
}

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

/// Fails only when a picture cannot be made.
class TestEditPictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_pictures = std::make_unique<Pictures>(); }
    void init();
    void inspector_data() { Pictures::addThemes(); }
    void inspector();
    void textBesideTree_data() { Pictures::addThemes(); }
    void textBesideTree();
    void textProblems_data() { Pictures::addThemes(); }
    void textProblems();
    void textChangedOutside_data() { Pictures::addThemes(); }
    void textChangedOutside();
    void textRestore_data() { Pictures::addThemes(); }
    void textRestore();

private:
    void shoot(QWidget &widget, const QString &name) { m_pictures->shoot(widget, name); }
    Theme &theme() { return m_pictures->theme(); }

    std::unique_ptr<Pictures> m_pictures;
};

void TestEditPictures::init()
{
    QFETCH(bool, dark);
    m_pictures->setDark(dark);
}

void TestEditPictures::inspector()
{
    Stage stage(theme());
    DocumentTree tree(stage.engine);
    stage.window.resize(1280, 860);
    stage.window.show();
    int evaluated = 0;
    stage.script().onEvaluate = [&evaluated](TreeRow::Uid, const QString &text) {
        ++evaluated;
        return liveValueOf(text);
    };
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
        evaluated = 0;
        select(stage, detail.row.uid, detail);
        // The value of each binding is shown beside it.
        QTRY_VERIFY(evaluated >= bindingsShown(stage));
        shoot(stage.window, u"inspector-"_s + name);
    }
    auto *edit = stage.window.findChild<QWidget *>(u"field:/props/messages"_s)
                     ->findChild<QPlainTextEdit *>(u"bindingEdit"_s);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, u"m"_s);
    shoot(stage.window, u"inspector-names"_s);
}

void TestEditPictures::textBesideTree()
{
    Stage stage(theme());
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

void TestEditPictures::textProblems()
{
    Stage stage(theme());
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

void TestEditPictures::textChangedOutside()
{
    Stage stage(theme());
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

void TestEditPictures::textRestore()
{
    Stage stage(theme());
    stage.controller.draftFile()->setDraftsFolder(stage.dir.filePath(u"drafts"_s));
    const QByteArray text = showText(stage);
    stage.controller.draft()->replace(u"x"_s,
                                      QByteArray(text).replace("gpt-4o-mini", "llama3.1:8b"));
    stage.controller.open(stage.controller.draft()->path());
    shoot(stage.window, u"text-restore"_s);
}

QTEST_MAIN(TestEditPictures)
#include "tst_editpictures.moc"
