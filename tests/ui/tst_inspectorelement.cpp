// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/inspectorstage.h"
#include "ui/panes/inspector/noteedit.h"

#include <QApplication>
#include <QTreeView>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

/// Names of the windows that were shown.
class WindowsShown : public QObject {
public:
    QStringList names;

protected:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() == QEvent::Show && object->isWidgetType()
            && static_cast<QWidget *>(object)->isWindow())
            names.append(object->objectName());
        return false;
    }
};

} // namespace

/// What the inspector does with an element as a whole: names, members, note, live values.
class TestInspectorElement : public InspectorStage {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void renamesWithEveryReader();
    void saysWhyANameCannotBe();
    void saysWhyNothingCanBeEdited();
    void addsAndRemovesMembers();
    void writesANoteAndLeavesOut();
    void saysHowManyUsesAChangeHas();
    void setsAValueOfALiveStore();
    void runsAndPinsTheNode();
    void opensNoWindowOfItsOwn();
    void givesAKeyAnotherName();
    void saysWhyAKeyCannotBe();
    void takesOutWhatIsGathered();
    void anItemHasTheFieldsOfWhatItIsOneOf();
};

void TestInspectorElement::renamesWithEveryReader()
{
    select(modelAt);
    enter(u"/as"_s, u"brain"_s);
    QTest::keyClick(input(u"/as"_s), Qt::Key_Return);
    QCOMPARE(text(),
             withReplaced("\"as\": \"model\"", "\"as\": \"brain\"")
                 .replace("{\"$\": \"model\"}", "{\"$\": \"brain\"}"));
    QCOMPARE(m_stage->controller.draft()->undoStack()->undoText(), u"rename model to brain"_s);
    undo();
    QCOMPARE(text(), stackText);
}

void TestInspectorElement::saysWhyANameCannotBe()
{
    select(modelAt);
    enter(u"/as"_s, u"no name"_s);
    QTest::keyClick(input(u"/as"_s), Qt::Key_Return);
    QVERIFY(!error(u"/as"_s)->text().isEmpty());
    QCOMPARE(text(), stackText);
    enter(u"/as"_s, u""_s);
    QTest::keyClick(input(u"/as"_s), Qt::Key_Delete);
    QTest::keyClick(input(u"/as"_s), Qt::Key_Return);
    QVERIFY(error(u"/as"_s)->text().contains(u"one place"_s));
    QCOMPARE(text(), stackText);
    QTest::keyClick(input(u"/as"_s), Qt::Key_Escape);
    QVERIFY(error(u"/as"_s)->isHidden());
    QCOMPARE(qobject_cast<QLineEdit *>(input(u"/as"_s))->text(), u"model"_s);
}

void TestInspectorElement::saysWhyNothingCanBeEdited()
{
    select(modelAt);
    auto *obstacle = m_stage->find<ElementForm>("elementForm")->findChild<QLabel *>(u"obstacle"_s);
    QVERIFY(obstacle->isHidden());
    StackDraft *draft = m_stage->controller.draft();
    draft->type({0, "{", "["});
    QTRY_VERIFY(!obstacle->isHidden());
    QVERIFY(qobject_cast<QLineEdit *>(input(u"/props/model"_s))->isReadOnly());
    select(u"/children/1"_s);
    QVERIFY(!obstacle->isHidden());
    QVERIFY(qobject_cast<QLineEdit *>(input(u"/props/host"_s))->isReadOnly());
    select(modelAt);
    draft->undoStack()->undo();
    QTRY_VERIFY(obstacle->isHidden());
    QVERIFY(!qobject_cast<QLineEdit *>(input(u"/props/model"_s))->isReadOnly());
}

void TestInspectorElement::addsAndRemovesMembers()
{
    select(u"/children/0"_s);
    auto *name = m_stage->find<QLineEdit>("newMember");
    QVERIFY(name->isVisible());
    name->setFocus();
    QTest::keyClicks(name, u"extra"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(text().contains("\"extra\": null"));
    QTRY_VERIFY(field(u"/store/extra"_s));
    QVERIFY(fx(u"/store/extra"_s)->isHidden());
    enter(u"/store/extra"_s, u"[1, 2.0]"_s);
    QTest::keyClick(input(u"/store/extra"_s), Qt::Key_Return);
    QVERIFY(text().contains("\"extra\": [1, 2.0]"));
    QTRY_VERIFY(in<QToolButton>(u"/store/count"_s, "resetField")->isVisible());
    QTest::mouseClick(in<QToolButton>(u"/store/count"_s, "resetField"), Qt::LeftButton);
    QTRY_VERIFY(!text().contains("\"count\""));
}

void TestInspectorElement::writesANoteAndLeavesOut()
{
    select(modelAt);
    auto *note = m_stage->find<NoteEdit>("noteEdit");
    note->setFocus();
    QTest::keyClicks(note, u"the cheap one"_s);
    QTest::keyClick(note, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(text().contains("\"note\": \"the cheap one\""));
    QCOMPARE(m_stage->controller.draft()->undoStack()->undoText(), u"note on model"_s);
    auto *disable = m_stage->find<QToolButton>("disableElement");
    QTRY_VERIFY(disable->isVisible());
    QTest::mouseClick(disable, Qt::LeftButton);
    QTRY_VERIFY(text().contains("\"disabled\": true"));
}

void TestInspectorElement::saysHowManyUsesAChangeHas()
{
    select(modelAt);
    auto *strip = m_stage->find<QLabel>("componentStrip");
    QVERIFY(strip->isHidden());
    select(u"/components/Agent/children/0"_s);
    QTRY_VERIFY(!strip->isHidden());
    QVERIFY(strip->text().contains(u"Agent"_s));
    QVERIFY(strip->text().contains(u"2"));
}

void TestInspectorElement::setsAValueOfALiveStore()
{
    select(u"/children/0"_s);
    m_detail.row.name = u"numbers"_s;
    m_detail.store = {{u"count"_s, 4}, {u"name"_s, u"Ada"_s}};
    detail(m_detail);
    auto *view = m_stage->find<QTreeView>("valueTree");
    QTRY_VERIFY(view->isVisible());
    const QModelIndex store = view->model()->index(0, 0);
    view->setCurrentIndex(view->model()->index(0, 0, store));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_F2);
    auto *edit = view->findChild<QLineEdit *>(u"storeValueEdit"_s);
    QVERIFY(edit);
    QCOMPARE(edit->text(), u"4"_s);
    m_stage->script().refuse = Error{ErrorCode::InvalidArgument, u"Not now."_s, {}, {}};
    edit->selectAll();
    QTest::keyClicks(edit, u"5"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_stage->script().storeEdits.size(), 1);
    const StoreEdit sent = m_stage->script().storeEdits.first();
    QCOMPARE(sent.store, u"numbers"_s);
    QCOMPARE(sent.key, u"count"_s);
    QCOMPARE(sent.value, QJsonValue(5));
    QVERIFY(m_stage->find<QLabel>("storeError")->text().contains(u"Not now."_s));
    QCOMPARE(text(), stackText);
}

void TestInspectorElement::runsAndPinsTheNode()
{
    select(modelAt);
    m_detail.row.nodeId = u"http-server.chat-model"_s;
    m_detail.outputs = QJsonObject{{u"id"_s, u"x"_s}};
    detail(m_detail);
    auto *rerun = m_stage->find<QToolButton>("rerunNode");
    auto *pin = m_stage->find<QToolButton>("pinNode");
    QVERIFY(rerun->isVisible() && pin->isVisible());
    QVERIFY(m_stage->find<QToolButton>("retryNode")->isHidden());
    QTest::mouseClick(rerun, Qt::LeftButton);
    QTest::mouseClick(pin, Qt::LeftButton);
    QVERIFY(m_stage->script().calls.contains(u"rerun http-server.chat-model"_s));
    QVERIFY(m_stage->script().calls.contains(u"pin http-server.chat-model"_s));
}

void TestInspectorElement::opensNoWindowOfItsOwn()
{
    // A part that is shown before it has a parent flashes, and takes the focus from the window.
    WindowsShown shown;
    qApp->installEventFilter(&shown);
    select(modelAt);
    select(u"/children/0"_s);
    QCOMPARE(shown.names, QStringList());
}

void TestInspectorElement::givesAKeyAnotherName()
{
    select(u"/children/0"_s);
    input(u"/store/count"_s)->setFocus();
    press(u"/store/count"_s, Qt::Key_F2);
    auto *key = in<QLineEdit>(u"/store/count"_s, "fieldKey");
    QVERIFY(key);
    QCOMPARE(m_stage->window.focusWidget(), key);
    QTest::keyClicks(key, u"total"_s);
    QTest::keyClick(key, Qt::Key_Return);
    QTRY_COMPARE(text(), withReplaced("\"count\"", "\"total\""));
    QTRY_VERIFY(field(u"/store/total"_s));
    QTRY_COMPARE(m_stage->window.focusWidget(), input(u"/store/total"_s));
    // What a component yields, with who reads it.
    select(u"/components/Agent/children/1"_s);
    QTest::mouseDClick(in<QAbstractButton>(u"/yield/response"_s, "fieldLabel"), Qt::LeftButton);
    key = in<QLineEdit>(u"/yield/response"_s, "fieldKey");
    QVERIFY(key);
    QTest::keyClick(key, Qt::Key_Escape);
    QVERIFY(!in<QLineEdit>(u"/yield/response"_s, "fieldKey"));
    QVERIFY(!in<QAbstractButton>(u"/yield/response"_s, "fieldLabel")->isHidden());
    QVERIFY(text().contains("\"response\""));
}

void TestInspectorElement::saysWhyAKeyCannotBe()
{
    select(u"/children/0"_s);
    input(u"/store/count"_s)->setFocus();
    press(u"/store/count"_s, Qt::Key_F2);
    auto *key = in<QLineEdit>(u"/store/count"_s, "fieldKey");
    QTest::keyClicks(key, u"name"_s);
    QTest::keyClick(key, Qt::Key_Return);
    QVERIFY(error(u"/store/count"_s)->text().contains(u"already"_s));
    QCOMPARE(text(), stackText);
}

void TestInspectorElement::takesOutWhatIsGathered()
{
    const QByteArray before = QByteArray(stackText).replace(
        "{ \"show\": {\"$\": \"memory.messages\"}, \"children\": [] }",
        "{ \"for\": [1], \"item\": \"i\", \"children\": [], "
        "\"gather\": { \"as\": \"all\", \"value\": 1 } }");
    m_tree->open(m_stage->controller, before, FakeStack::live());
    select(inMemory + u'2');
    QTRY_VERIFY(field(u"/gather/as"_s));
    auto *remove = in<QToolButton>(u"/gather/as"_s, "resetField");
    QTRY_VERIFY(remove->isVisible());
    QTest::mouseClick(remove, Qt::LeftButton);
    QTRY_VERIFY(!text().contains("gather"));
    undo();
    QCOMPARE(text(), before);
}

void TestInspectorElement::anItemHasTheFieldsOfWhatItIsOneOf()
{
    const QByteArray before = QByteArray(stackText).replace(
        "{ \"show\": {\"$\": \"memory.messages\"}, \"children\": [] }",
        "{ \"for\": [1, 2], \"item\": \"each\", \"children\": [] }");
    m_tree->open(m_stage->controller, before, FakeStack::live());
    QTRY_VERIFY(m_tree->uidAt(inMemory + u'2') != 0);
    const TreeRow::Uid loop = m_tree->uidAt(inMemory + u'2');
    TreeDelta items;
    for (const TreeRow::Uid uid : {901, 902}) {
        TreeRow row;
        row.uid = uid;
        row.parent = loop;
        row.kind = TreeRow::Kind::Item;
        row.elementKind = Element::Kind::For;
        row.title = u"each"_s;
        row.pointer = inMemory + u'2';
        items.changes.append({TreeDelta::Change::Kind::Insert, row, int(uid - 901)});
    }
    Q_EMIT m_stage->engine.treeChanged(items);
    auto *pane = m_stage->find<TreePane>("treePane");
    pane->select(902);
    QCOMPARE(pane->selected(), TreeRow::Uid(902));
    RowDetail told;
    told.row = *m_stage->controller.tree()->row(902);
    detail(told);
    QTRY_VERIFY(field(u"/item"_s));
    QCOMPARE(m_stage->find<QLabel>("componentStrip")->text(),
             u"One of 2 items of “for each”: a change changes all."_s);
    // F2 in the tree leads to the fields, for there is no name of its own.
    auto *view = m_stage->find<QTreeView>("stackTree");
    view->setFocus();
    QTest::keyClick(view, Qt::Key_F2);
    QVERIFY(m_stage->find<ElementForm>("elementForm")->isAncestorOf(QApplication::focusWidget()));
    enter(u"/item"_s, u"one"_s);
    QTest::keyClick(input(u"/item"_s), Qt::Key_Return);
    QVERIFY(text().contains("\"item\": \"one\""));
    undo();
    QCOMPARE(text(), before);
}

QTEST_MAIN(TestInspectorElement)
#include "tst_inspectorelement.moc"
