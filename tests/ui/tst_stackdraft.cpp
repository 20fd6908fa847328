// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakeengine.h"
#include "ui/editing/stackdraft.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QByteArray small = R"({
  "creact": 1,
  "stack": "s",
  "children": [
    { "construct": "Memory", "as": "memory" },
    { "construct": "Memory", "as": "other" }
  ]
}
)";

} // namespace

class TestStackDraft : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void typingIsOneStep();
    void aPauseEndsTheStep();
    void aJumpOfTheCursorEndsTheStep();
    void anotherCommandEndsTheStep();
    void savingEndsTheStep();
    void deletingJoinsTheRun();
    void typedAndTakenBackIsNoStep();
    void theSameTextAsTheFileIsUnmodified();
    void editsThatDoNotFitAreToldAndNotMade();
    void undoSelectsWhatChanged();
    void bytesAreWrittenAsTheyWere_data();
    void bytesAreWrittenAsTheyWere();
    void mixedLineEndsAreKeptUntilEdited();
    void bytesThatAreNoTextCannotBeEdited();
    void readOnlyTakesNoEdit();
    void editsByRowsWaitForTheirTree();
    void unparsableTextRefusesEditsByRows();
    void whatWaitsEndsWhenTheTextCannotBeReadAnyMore();
    void anotherDocumentWaitsForNothing();
    void allThatWaitsIsDoneOrDropped_data();
    void allThatWaitsIsDoneOrDropped();
    void anyEditsUndoneGiveTheFirstBytes_data();
    void anyEditsUndoneGiveTheFirstBytes();

private:
    void load(const QByteArray &bytes)
    {
        m_draft->load(readStackDocument(bytes, u"a.stack.json"_s), u"/x/a.stack.json"_s);
    }
    /// Types at the place where `before` ends.
    void typeAt(qsizetype at, const QByteArray &text)
    {
        for (const char c : text)
            QVERIFY(m_draft->type({at++, {}, QByteArray(1, c)}));
    }

    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<StackDraft> m_draft;
    qint64 m_now = 0;
};

void TestStackDraft::init()
{
    m_draft.reset();
    m_engine = std::make_unique<Engine>();
    m_draft = std::make_unique<StackDraft>(*m_engine);
    m_draft->setClock([this] { return m_now; });
    load(small);
}

void TestStackDraft::typingIsOneStep()
{
    QSignalSpy modified(m_draft.get(), &StackDraft::modifiedChanged);
    typeAt(1, "hello");
    QCOMPARE(m_draft->text(), "{hello" + small.mid(1));
    QCOMPARE(m_draft->undoStack()->count(), 1);
    QCOMPARE(m_draft->revision(), 5);
    QCOMPARE(EngineScript::of(*m_engine).edits.constLast().first, m_draft->text());
    QCOMPARE(EngineScript::of(*m_engine).edits.constLast().second, 5);
    m_draft->undoStack()->undo();
    QCOMPARE(m_draft->text(), small);
    m_draft->undoStack()->redo();
    QCOMPARE(m_draft->text(), "{hello" + small.mid(1));
    QCOMPARE(modified.count(), 3);
}

void TestStackDraft::aPauseEndsTheStep()
{
    typeAt(1, "ab");
    m_now += 1001;
    typeAt(3, "cd");
    QCOMPARE(m_draft->undoStack()->count(), 2);
    m_draft->undoStack()->undo();
    QCOMPARE(m_draft->text(), "{ab" + small.mid(1));
}

void TestStackDraft::aJumpOfTheCursorEndsTheStep()
{
    typeAt(1, "abc");
    typeAt(2, "x");
    QCOMPARE(m_draft->undoStack()->count(), 2);
    typeAt(3, "y");
    QCOMPARE(m_draft->undoStack()->count(), 2);
    QCOMPARE(m_draft->text(), "{axybc" + small.mid(1));
}

void TestStackDraft::anotherCommandEndsTheStep()
{
    typeAt(1, " ");
    QVERIFY(m_draft->make(u"note"_s, DocumentEdit{{{2, {}, "\n"}}, {}}));
    typeAt(2, " ");
    QCOMPARE(m_draft->undoStack()->count(), 3);
    QCOMPARE(m_draft->undoStack()->text(1), u"note"_s);
}

void TestStackDraft::savingEndsTheStep()
{
    typeAt(1, "a");
    m_draft->setSaved(m_draft->bytes());
    QVERIFY(!m_draft->isModified());
    typeAt(2, "b");
    QCOMPARE(m_draft->undoStack()->count(), 2);
    m_draft->undoStack()->undo();
    QVERIFY(!m_draft->isModified());
    m_draft->undoStack()->undo();
    QVERIFY(m_draft->isModified());
}

void TestStackDraft::deletingJoinsTheRun()
{
    typeAt(1, "abc");
    QVERIFY(m_draft->type({3, "c", {}}));
    QVERIFY(m_draft->type({2, "b", {}}));
    QVERIFY(m_draft->type({1, "a", {}}));
    QVERIFY(m_draft->type({0, "{", {}})); // and on, over what was there before
    QCOMPARE(m_draft->text(), small.mid(1));
    QVERIFY(m_draft->type({0, {}, "["}));
    QVERIFY(m_draft->type({1, "\n", {}})); // Delete
    QCOMPARE(m_draft->undoStack()->count(), 1);
    m_draft->undoStack()->undo();
    QCOMPARE(m_draft->text(), small);
    m_draft->undoStack()->redo();
    QCOMPARE(m_draft->text(), "[" + small.mid(2));
}

void TestStackDraft::typedAndTakenBackIsNoStep()
{
    typeAt(1, "a");
    QVERIFY(m_draft->type({1, "a", {}}));
    QCOMPARE(m_draft->undoStack()->count(), 0);
    QVERIFY(!m_draft->isModified());
}

void TestStackDraft::theSameTextAsTheFileIsUnmodified()
{
    typeAt(1, "a");
    m_now += 2000;
    QVERIFY(m_draft->type({1, "a", {}}));
    QCOMPARE(m_draft->undoStack()->count(), 2);
    QVERIFY(!m_draft->isModified());
    QCOMPARE(m_draft->bytes(), small);
}

void TestStackDraft::editsThatDoNotFitAreToldAndNotMade()
{
    QSignalSpy failed(m_draft.get(), &StackDraft::failed);
    QVERIFY(!m_draft->type({0, "x", "y"}));
    QVERIFY(!m_draft->type({small.size() + 1, {}, "y"}));
    QVERIFY(!m_draft->make(u"x"_s, DocumentEdit{{{-1, {}, "y"}}, {}}));
    QVERIFY(!m_draft->make(u"x"_s, Error{ErrorCode::InvalidArgument, u"No."_s, {}, {}}));
    QCOMPARE(failed.count(), 4);
    QCOMPARE(m_draft->undoStack()->count(), 0);
    QCOMPARE(m_draft->text(), small);
}

void TestStackDraft::undoSelectsWhatChanged()
{
    QSignalSpy selected(m_draft.get(), &StackDraft::selectRequested);
    const qsizetype at = small.indexOf("other");
    QVERIFY(
        m_draft->make(u"rename"_s, DocumentEdit{{{at, "other", "second"}}, {u"/children/1"_s}}));
    QCOMPARE(selected.takeFirst().first().toStringList(), QStringList{u"/children/1"_s});
    m_draft->undoStack()->undo();
    QCOMPARE(selected.takeFirst().first().toStringList(), QStringList{u"/children/1"_s});
    m_draft->undoStack()->redo();
    QCOMPARE(selected.takeFirst().first().toStringList(), QStringList{u"/children/1"_s});
    typeAt(small.indexOf("memory") + 1, "x");
    QVERIFY(selected.isEmpty());
    m_draft->undoStack()->undo();
    QCOMPARE(selected.takeFirst().first().toStringList(), QStringList{u"/children/0"_s});
}

void TestStackDraft::bytesAreWrittenAsTheyWere_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("lf") << small;
    QTest::newRow("crlf") << QByteArray(small).replace("\n", "\r\n");
    QTest::newRow("cr") << QByteArray(small).replace("\n", "\r");
    QTest::newRow("mark") << "\xEF\xBB\xBF" + small;
    QTest::newRow("mark and crlf") << "\xEF\xBB\xBF" + QByteArray(small).replace("\n", "\r\n");
}

void TestStackDraft::bytesAreWrittenAsTheyWere()
{
    QFETCH(QByteArray, bytes);
    load(bytes);
    QCOMPARE(m_draft->text(), small);
    QCOMPARE(m_draft->bytes(), bytes);
    QVERIFY(m_draft->document().document);
    typeAt(1, "\n");
    QCOMPARE(m_draft->text(), "{\n" + small.mid(1));
    QCOMPARE(normalizedText(m_draft->bytes()), m_draft->text());
    QCOMPARE(lineStyleOf(m_draft->bytes()), lineStyleOf(bytes));
    m_draft->undoStack()->undo();
    QCOMPARE(m_draft->bytes(), bytes);
}

void TestStackDraft::mixedLineEndsAreKeptUntilEdited()
{
    QByteArray bytes = QByteArray(small).replace("\n", "\r\n");
    bytes.replace(bytes.indexOf('\r'), 2, "\n");
    load(bytes);
    QVERIFY(m_draft->lineStyle().mixed);
    QCOMPARE(m_draft->bytes(), bytes);
    typeAt(1, " ");
    QCOMPARE(m_draft->bytes(), QByteArray("{ " + small.mid(1)).replace("\n", "\r\n"));
    m_draft->undoStack()->undo();
    QCOMPARE(m_draft->bytes(), bytes);
}

void TestStackDraft::bytesThatAreNoTextCannotBeEdited()
{
    QSignalSpy readOnly(m_draft.get(), &StackDraft::readOnlyChanged);
    load("{\"stack\": \"\xff\"}\r\n");
    QCOMPARE(readOnly.count(), 1);
    QVERIFY(m_draft->readOnly());
    QVERIFY(!m_draft->type({0, {}, " "}));
    QVERIFY(!m_draft->replace(u"x"_s, "{}"));
    QCOMPARE(m_draft->bytes(), "{\"stack\": \"\xff\"}\r\n");
    load(small);
    QVERIFY(!m_draft->readOnly());
}

void TestStackDraft::readOnlyTakesNoEdit()
{
    const Error why{ErrorCode::Locked, u"Another has it."_s, {}, {}};
    m_draft->setReadOnly(why);
    QVERIFY(!m_draft->type({0, {}, " "}));
    QSignalSpy failed(m_draft.get(), &StackDraft::failed);
    QVERIFY(!m_draft->make(u"x"_s, DocumentEdit{{{0, {}, " "}}, {}}));
    QCOMPARE(failed.first().first().value<Error>(), why);
    m_draft->setReadOnly({});
    QVERIFY(m_draft->type({0, {}, " "}));
}

void TestStackDraft::editsByRowsWaitForTheirTree()
{
    QList<int> order;
    m_draft->whenShown([&] { order.append(1); });
    QCOMPARE(order, QList<int>{1});
    typeAt(1, " ");
    m_draft->whenShown([&] {
        order.append(2);
        m_draft->make(u"x"_s, DocumentEdit{{{1, {}, " "}}, {}});
    });
    m_draft->whenShown([&] { order.append(3); });
    QCOMPARE(order, QList<int>{1});
    m_draft->setShown(1);
    QCOMPARE(order, (QList<int>{1, 2}));
    m_draft->setShown(2);
    QCOMPARE(order, (QList<int>{1, 2, 3}));
}

void TestStackDraft::unparsableTextRefusesEditsByRows()
{
    typeAt(1, "x");
    QSignalSpy failed(m_draft.get(), &StackDraft::failed);
    int ran = 0;
    m_draft->whenShown([&] {
        ++ran;
        m_draft->make(u"x"_s, DocumentEdit{{{1, {}, " "}}, {}});
    });
    QCOMPARE(failed.count(), 1);
    m_draft->undoStack()->undo();
    m_draft->setShown(m_draft->revision());
    QCOMPARE(ran, 1);
    QCOMPARE(m_draft->text(), small);
}

void TestStackDraft::whatWaitsEndsWhenTheTextCannotBeReadAnyMore()
{
    QSignalSpy failed(m_draft.get(), &StackDraft::failed);
    typeAt(1, " ");
    int ran = 0;
    m_draft->whenShown([&] {
        ++ran;
        m_draft->make(u"x"_s, DocumentEdit{{{1, {}, " "}}, {}});
        m_draft->whenShown([&] { ++ran; });
    });
    typeAt(2, "x"); // its tree is never shown, and that of the one before is overtaken
    m_draft->setShown(1);
    QCOMPARE(ran, 0);
    QTRY_COMPARE(ran, 2);
    QCOMPARE(failed.count(), 1);
    QCOMPARE(m_draft->text(), "{ x" + small.mid(1));
}

void TestStackDraft::anotherDocumentWaitsForNothing()
{
    typeAt(1, " ");
    int ran = 0;
    m_draft->whenShown([&] {
        m_draft->whenShown([] {});
        typeAt(1, " ");
        m_draft->whenShown([&] { ran += 100; });
        load(small);
        typeAt(1, " ");
        m_draft->whenShown([&] { ++ran; });
    });
    m_draft->whenShown([&] { ran += 100; });
    m_draft->setShown(1);
    QCOMPARE(ran, 0);
    m_draft->setShown(m_draft->revision());
    QCOMPARE(ran, 1);
}

void TestStackDraft::allThatWaitsIsDoneOrDropped_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 40; ++seed)
        QTest::addRow("%d", seed) << seed;
}

/// The engine shows some of the texts that can be read, late, and the last one at last.
void TestStackDraft::allThatWaitsIsDoneOrDropped()
{
    QFETCH(int, seed);
    QRandomGenerator random(seed);
    QList<int> waiting;
    int next = 0;
    std::function<void(int)> wait = [&](int depth) {
        const int id = next++;
        waiting.append(id);
        m_draft->whenShown([&, id, depth, edits = random.bounded(3) == 0] {
            QCOMPARE(waiting.count(id), 1);
            waiting.removeOne(id);
            if (edits)
                m_draft->make(u"x"_s, DocumentEdit{{{1, {}, " "}}, {}});
            if (depth < 2)
                wait(depth + 1);
        });
    };
    const auto isReadable = [](const QByteArray &text) {
        return readStackDocument(text, {}).document != nullptr;
    };
    const auto show = [&](bool last) {
        const auto &edits = EngineScript::of(*m_engine).edits;
        const qsizetype at = last ? edits.size() - 1 : random.bounded(int(edits.size()));
        if (isReadable(edits.at(at).first))
            m_draft->setShown(
                std::max(edits.at(at).second,
                         m_draft->isShown() ? m_draft->revision() : edits.at(at).second));
    };
    for (int step = 0; step < 100; ++step) {
        switch (random.bounded(7)) {
        case 0:
        case 1:
            wait(0);
            break;
        case 2:
            m_draft->type({1, {}, random.bounded(3) ? " " : "x"});
            break;
        case 3:
            m_draft->undoStack()->undo();
            break;
        case 4:
            m_draft->undoStack()->redo();
            break;
        case 5:
            if (!EngineScript::of(*m_engine).edits.isEmpty())
                show(false);
            break;
        default:
            if (random.bounded(15) == 0) {
                load(small);
                waiting.clear();
                EngineScript::of(*m_engine).edits.clear();
            }
        }
    }
    for (int i = 0; i < 1000 && !waiting.isEmpty() && isReadable(m_draft->text()); ++i)
        show(true);
    QTRY_COMPARE(waiting, QList<int>());
}

void TestStackDraft::anyEditsUndoneGiveTheFirstBytes_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 60; ++seed)
        QTest::addRow("%d", seed) << seed;
}

void TestStackDraft::anyEditsUndoneGiveTheFirstBytes()
{
    QFETCH(int, seed);
    QRandomGenerator random(seed);
    QByteArray bytes = small;
    if (seed % 3 == 0)
        bytes.replace("\n", "\r\n");
    load(bytes);
    QByteArray mirror = m_draft->text();
    connect(m_draft.get(), &StackDraft::textChanged, this, [&](const TextEdits &edits) {
        const Result<QByteArray> next = edited(mirror, edits);
        QVERIFY(next);
        mirror = *next;
    });
    qsizetype cursor = 1;
    for (int step = 0; step < 200; ++step) {
        m_now += random.bounded(700);
        const qsizetype size = m_draft->text().size();
        switch (random.bounded(8)) {
        case 0:
            cursor = random.bounded(int(size + 1));
            break;
        case 1:
        case 2:
        case 3:
            if (cursor <= size && m_draft->type({cursor, {}, "x"}))
                ++cursor;
            break;
        case 4:
            if (cursor > 0 && cursor <= size
                && m_draft->type({cursor - 1, m_draft->text().mid(cursor - 1, 1), {}}))
                --cursor;
            break;
        case 5: {
            const qsizetype at = random.bounded(int(size + 1));
            const QByteArray removed = m_draft->text().mid(at, random.bounded(5));
            m_draft->replace(u"replace"_s,
                             QByteArray(m_draft->text()).replace(at, removed.size(), "äöü"));
            break;
        }
        case 6:
            m_draft->undoStack()->undo();
            break;
        default:
            m_draft->undoStack()->redo();
        }
        QCOMPARE(mirror, m_draft->text());
    }
    const QByteArray last = m_draft->bytes();
    const int index = m_draft->undoStack()->index();
    m_draft->undoStack()->setIndex(0);
    QCOMPARE(m_draft->bytes(), bytes);
    QVERIFY(!m_draft->isModified());
    m_draft->undoStack()->setIndex(index);
    QCOMPARE(m_draft->bytes(), last);
    QCOMPARE(mirror, m_draft->text());
}

QTEST_GUILESS_MAIN(TestStackDraft)
#include "tst_stackdraft.moc"
