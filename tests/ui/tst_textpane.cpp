// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakeengine.h"
#include "ui/panes/editorgutter.h"
#include "ui/editing/stackdraft.h"
#include "ui/models/problemsmodel.h"
#include "ui/panes/jsoneditor.h"
#include "ui/panes/jsonhighlighter.h"
#include "ui/panes/textfolds.h"
#include "ui/panes/textpane.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>
#include <QUndoStack>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QByteArray text = R"({
  "creact": 1,
  "stack": "wörter 😀",
  "children": [
    { "construct": "Memory", "as": "memory" },
    {
      "construct": "Memory",
      "as": "other",
      "props": {
        "windowSize": 3
      }
    }
  ]
}
)";

/// Lines of it when all is folded: the document's own members, and the end.
constexpr int outline = 7;

} // namespace

class TestTextPane : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void nothingIsReadBeforeItIsLookedAt();
    void typingGoesToTheDraft();
    void typingBesideLongCharacters();
    void undoKeysAreTheDrafts();
    void whatElseChangesTheDraftIsSplicedIn();
    void textAndDraftStayTheSame();
    void refusedTypingIsTakenBack();
    void newLinesAreIndented();
    void bracketsCloseWhereTheyOpened();
    void tabsAreSpaces();
    void foldsByKeyAndByGutter();
    void foldAllLeavesTheOutline();
    void editsInAFoldKeepItRight();
    void aPointerIsShownAndRevealed();
    void theCursorTellsItsElement();
    void problemsAreMarkedInPlace();
    void unparsableTextIsToldBelow();
    void findsAndCounts();
    void goesToALine();
    void comparesInItsPlace();
    void largeTextIsTypedInto();
    void largeTextIsColouredInSlices();

private:
    void load(const QByteArray &bytes)
    {
        m_draft->load(readStackDocument(bytes, u"a.stack.json"_s), u"/x/a.stack.json"_s);
    }
    QString shown() const { return m_editor->toPlainText(); }
    void setCursor(qsizetype byte)
    {
        QTextCursor cursor = m_editor->textCursor();
        cursor.setPosition(int(QString::fromUtf8(m_draft->text().first(byte)).size()));
        m_editor->setTextCursor(cursor);
    }
    int visibleLines() const
    {
        int lines = 0;
        for (QTextBlock each = m_editor->document()->begin(); each.isValid(); each = each.next())
            lines += each.isVisible() ? 1 : 0;
        return lines;
    }
    template <typename T> T *find(const char *name) const
    {
        return m_pane->findChild<T *>(QString::fromLatin1(name));
    }

    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<StackDraft> m_draft;
    std::unique_ptr<ProblemsModel> m_problems;
    std::unique_ptr<TextPane> m_pane;
    JsonEditor *m_editor = nullptr;
};

void TestTextPane::init()
{
    m_pane.reset();
    m_draft.reset();
    m_engine = std::make_unique<Engine>();
    m_draft = std::make_unique<StackDraft>(*m_engine);
    m_problems = std::make_unique<ProblemsModel>();
    m_pane = std::make_unique<TextPane>(*m_draft, m_problems.get());
    m_editor = m_pane->editor();
    load(text);
    m_pane->resize(600, 500);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    m_pane->focusText();
}

void TestTextPane::nothingIsReadBeforeItIsLookedAt()
{
    TextPane pane(*m_draft, m_problems.get());
    QCOMPARE(pane.editor()->blockCount(), 1);
    QVERIFY(m_draft->replace(u"x"_s, "{\n}"));
    QCOMPARE(pane.editor()->blockCount(), 1);
    pane.show();
    QCOMPARE(pane.editor()->toPlainText(), u"{\n}"_s);
}

void TestTextPane::typingGoesToTheDraft()
{
    QCOMPARE(shown().toUtf8(), text);
    setCursor(text.indexOf("memory\"") + 6);
    QTest::keyClicks(m_editor, u"2"_s);
    QCOMPARE(m_draft->text(), QByteArray(text).replace("memory\"", "memory2\""));
    QTest::keyClick(m_editor, Qt::Key_Backspace);
    QTest::keyClick(m_editor, Qt::Key_Backspace);
    QCOMPARE(m_draft->text(), QByteArray(text).replace("memory\"", "memor\""));
    QCOMPARE(m_draft->undoStack()->count(), 1);
}

void TestTextPane::typingBesideLongCharacters()
{
    setCursor(text.indexOf("\",\n  \"children"));
    QTest::keyClicks(m_editor, u"x"_s);
    QCOMPARE(m_draft->text(), QByteArray(text).replace("😀", "😀x"));
    QTest::keyClick(m_editor, Qt::Key_Backspace);
    QTest::keyClick(m_editor, Qt::Key_Backspace);
    QCOMPARE(m_draft->text(), QByteArray(text).replace("😀", ""));
    setCursor(0);
    m_editor->textCursor().insertText(u"ä😀"_s);
    QCOMPARE(m_draft->text(), "ä😀" + QByteArray(text).replace("😀", ""));
}

void TestTextPane::undoKeysAreTheDrafts()
{
    setCursor(1);
    QTest::keyClicks(m_editor, u"abc"_s);
    setCursor(text.size());
    QTest::keyClick(m_editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_draft->text(), text);
    QCOMPARE(shown().toUtf8(), text);
    QCOMPARE(m_editor->textCursor().position(), 1);
    QTest::keyClick(m_editor, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(shown().toUtf8(), "{abc" + text.mid(1));
    QCOMPARE(m_editor->textCursor().position(), 4);
}

void TestTextPane::whatElseChangesTheDraftIsSplicedIn()
{
    setCursor(text.indexOf("other"));
    const int before = m_editor->textCursor().position();
    m_editor->clearFocus();
    QVERIFY(m_draft->make(u"x"_s, DocumentEdit{{{2, {}, "ää"}, {0, "{", "[["}}, {}}));
    QCOMPARE(shown().toUtf8(), m_draft->text());
    QCOMPARE(m_editor->textCursor().position(), before + 3);
}

void TestTextPane::textAndDraftStayTheSame()
{
    QRandomGenerator random(3);
    const QStringList pieces{u"x"_s, u"ä"_s, u"😀"_s, u"\n"_s, u"{\n"_s, u""_s, u"abc\ndef"_s};
    for (int round = 0; round < 400; ++round) {
        const int size = m_editor->document()->characterCount();
        QTextCursor cursor = m_editor->textCursor();
        switch (random.bounded(5)) {
        case 0:
            m_draft->undoStack()->undo();
            break;
        case 1:
            m_draft->undoStack()->redo();
            break;
        case 2: {
            QByteArray other = m_draft->text();
            other.insert(other.indexOf('\n', random.bounded(int(other.size()))) + 1, "é😀");
            m_draft->replace(u"x"_s, other);
            break;
        }
        default:
            cursor.setPosition(random.bounded(size));
            cursor.setPosition(std::min(size - 1, cursor.position() + random.bounded(4)),
                               QTextCursor::KeepAnchor);
            // Not within a character: no key does that.
            if (!m_editor->document()->characterAt(cursor.selectionStart()).isLowSurrogate()
                && !m_editor->document()->characterAt(cursor.selectionEnd()).isLowSurrogate())
                cursor.insertText(pieces.at(random.bounded(int(pieces.size()))));
        }
        QCOMPARE(shown().toUtf8(), m_draft->text());
    }
    m_draft->undoStack()->setIndex(0);
    QCOMPARE(shown().toUtf8(), text);
}

void TestTextPane::refusedTypingIsTakenBack()
{
    QCOMPARE(m_editor->isReadOnly(), false);
    m_draft->setReadOnly(Error{ErrorCode::Locked, u"Another has it."_s, {}, {}});
    QCOMPARE(m_editor->isReadOnly(), true);
    QVERIFY(find<QLabel>("textStrip")->text().contains(u"Another has it."_s));
    m_editor->textCursor().insertText(u"x"_s);
    QCOMPARE(shown().toUtf8(), text);
    QCOMPARE(m_draft->text(), text);
}

void TestTextPane::newLinesAreIndented()
{
    load("{\n  \"a\": []\n}");
    setCursor(m_draft->text().indexOf(']'));
    QTest::keyClick(m_editor, Qt::Key_Return);
    QCOMPARE(m_draft->text(), "{\n  \"a\": [\n    \n  ]\n}");
    QTest::keyClicks(m_editor, u"1,"_s);
    QTest::keyClick(m_editor, Qt::Key_Return);
    QCOMPARE(m_draft->text(), "{\n  \"a\": [\n    1,\n    \n  ]\n}");
    m_draft->undoStack()->setIndex(0);
    QCOMPARE(m_draft->text(), "{\n  \"a\": []\n}");
}

void TestTextPane::bracketsCloseWhereTheyOpened()
{
    load("{\n  \"a\": {\n    ");
    setCursor(m_draft->text().size());
    QTest::keyClicks(m_editor, u"}"_s);
    QCOMPARE(m_draft->text(), "{\n  \"a\": {\n  }");
}

void TestTextPane::tabsAreSpaces()
{
    load("{\n\"a\": 1,\n\"b\": 2\n}");
    setCursor(2);
    QTest::keyClick(m_editor, Qt::Key_Tab);
    QCOMPARE(m_draft->text(), "{\n  \"a\": 1,\n\"b\": 2\n}");
    QTextCursor cursor = m_editor->textCursor();
    cursor.movePosition(QTextCursor::Down, QTextCursor::KeepAnchor);
    m_editor->setTextCursor(cursor);
    QTest::keyClick(m_editor, Qt::Key_Tab);
    QCOMPARE(m_draft->text(), "{\n    \"a\": 1,\n  \"b\": 2\n}");
    QTest::keyClick(m_editor, Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(m_draft->text(), "{\n  \"a\": 1,\n\"b\": 2\n}");
}

void TestTextPane::foldsByKeyAndByGutter()
{
    const int all = visibleLines();
    setCursor(text.indexOf("windowSize"));
    QTest::keyClick(m_editor, Qt::Key_BracketLeft, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(visibleLines(), all - 1);
    QVERIFY(m_editor->textCursor().block().isVisible());
    QVERIFY(TextFolds::isFolded(m_editor->textCursor().block()));
    QTest::keyClick(m_editor, Qt::Key_BracketRight, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(visibleLines(), all);
    QCOMPARE(shown().toUtf8(), text);

    const QTextBlock list = m_editor->document()->findBlockByNumber(3);
    const QRectF line = m_editor->geometryOf(list);
    auto *gutter = static_cast<QWidget *>(m_editor->gutter());
    QTest::mouseClick(gutter, Qt::LeftButton, {},
                      QPoint(gutter->width() - 8, int(line.center().y())));
    QCOMPARE(visibleLines(), outline);
}

void TestTextPane::foldAllLeavesTheOutline()
{
    const int all = visibleLines();
    find<QToolButton>("foldAll")->click();
    QCOMPARE(visibleLines(), outline);
    find<QToolButton>("foldAll")->click();
    QCOMPARE(visibleLines(), all);
}

void TestTextPane::editsInAFoldKeepItRight()
{
    m_editor->folds()->foldAll();
    m_editor->clearFocus();
    QByteArray changed = text;
    changed.replace("    { \"construct\": \"Memory\", \"as\": \"memory\" },\n",
                    "    { \"construct\": \"Memory\",\n      \"as\": \"memory\" },\n    {},\n");
    QVERIFY(m_draft->replace(u"x"_s, changed));
    QCOMPARE(visibleLines(), outline);
    m_editor->folds()->unfoldAll();
    QCOMPARE(visibleLines(), m_editor->blockCount());
}

void TestTextPane::aPointerIsShownAndRevealed()
{
    m_editor->folds()->foldAll();
    m_editor->clearFocus();
    m_pane->showPointer(u"/children/1/props/windowSize"_s);
    QCOMPARE(m_editor->textCursor().block().text().trimmed(), u"\"windowSize\": 3"_s);
    QVERIFY(m_editor->textCursor().block().isVisible());
    const auto [from, to] = m_editor->rangeLines();
    QCOMPARE(from, 5);
    QCOMPARE(to, 11);
    // Not there: the nearest that is.
    m_pane->showPointer(u"/children/0/props/x"_s);
    QCOMPARE(m_editor->textCursor().blockNumber(), 4);
}

void TestTextPane::theCursorTellsItsElement()
{
    QSignalSpy told(m_pane.get(), &TextPane::pointerChanged);
    setCursor(text.indexOf("windowSize"));
    QTRY_COMPARE(told.count(), 1);
    QCOMPARE(told.first().first().toString(), u"/children/1"_s);
    setCursor(text.indexOf("other"));
    setCursor(text.indexOf("\"memory\""));
    QTRY_COMPARE(told.count(), 2);
    QCOMPARE(told.last().first().toString(), u"/children/0"_s);
}

void TestTextPane::problemsAreMarkedInPlace()
{
    Problem problem;
    problem.message = u"There is no <b>Memory</b>."_s;
    problem.hint = u"Did you mean…"_s;
    problem.line = 5;
    problem.column = 20;
    Problem warning = problem;
    warning.severity = Problem::Severity::Warning;
    warning.line = 10;
    m_problems->setProblems({problem, warning});
    const QTextDocument *document = m_editor->document();
    QCOMPARE(m_editor->problemMarks().severityIn(document->findBlockByNumber(4)),
             Problem::Severity::Error);
    QCOMPARE(m_editor->problemMarks().severityIn(document->findBlockByNumber(9)),
             Problem::Severity::Warning);
    QVERIFY(!m_editor->problemMarks().severityIn(document->findBlockByNumber(5)));
    const QStringList told = m_editor->problemMarks().textsAt(document->findBlockByNumber(4));
    QCOMPARE(told.size(), 1);
    QVERIFY(told.first().contains(u"&lt;b&gt;"_s)); // no markup out of a document
    // It goes with its text.
    setCursor(0);
    QTest::keyClick(m_editor, Qt::Key_Return);
    QCOMPARE(m_editor->problemMarks().severityIn(document->findBlockByNumber(5)),
             Problem::Severity::Error);
    find<QPushButton>("textProblems")->click();
    QCOMPARE(m_editor->textCursor().blockNumber(), 5);
}

void TestTextPane::unparsableTextIsToldBelow()
{
    QVERIFY(find<QLabel>("textStrip")->isHidden() || !find<QLabel>("textStrip")->isVisible());
    m_problems->setProblems(
        readStackDocument(QByteArray(text).replace("3\n", "3 4\n"), u"a.stack.json"_s).problems);
    QVERIFY(find<QLabel>("textStrip")->isVisible());
    QVERIFY2(find<QLabel>("textStrip")->text().startsWith(u"Line 10: "_s),
             qPrintable(find<QLabel>("textStrip")->text()));
    find<QPushButton>("textStripAction")->click();
    QCOMPARE(m_editor->textCursor().blockNumber(), 9);
    m_problems->setProblems({});
    QVERIFY(!find<QLabel>("textStrip")->isVisible());
}

void TestTextPane::findsAndCounts()
{
    QTest::keyClick(m_editor, Qt::Key_F, Qt::ControlModifier);
    auto *find = this->find<QLineEdit>("findInText");
    QVERIFY(find->isVisible());
    QTest::keyClicks(find, u"memory"_s);
    auto *count = this->find<QLabel>("findCount");
    QCOMPARE(count->text(), u"1 of 3"_s);
    QTest::keyClick(find, Qt::Key_Return);
    QCOMPARE(count->text(), u"2 of 3"_s);
    QCOMPARE(m_editor->textCursor().selectedText(), u"memory"_s);
    QTest::keyClick(find, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(find, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(count->text(), u"3 of 3"_s);
    QTest::keyClicks(find, u"!"_s);
    QCOMPARE(count->text(), u"nothing found"_s);
    QTest::keyClick(find, Qt::Key_Escape);
    QVERIFY(!find->isVisible());
    QVERIFY(m_editor->hasFocus());
}

void TestTextPane::goesToALine()
{
    QTest::keyClick(m_editor, Qt::Key_G, Qt::ControlModifier);
    auto *line = find<QLineEdit>("goToLine");
    QVERIFY(line->isVisible());
    QTest::keyClicks(line, u"8"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(m_editor->textCursor().blockNumber(), 7);
    QVERIFY(m_editor->hasFocus());
}

void TestTextPane::comparesInItsPlace()
{
    int chosen = 0;
    const auto compare = [&] {
        m_pane->compare(
            {u"Mine and theirs"_s, u"mine"_s, u"theirs"_s, u"a\nb"_s, u"a\nc"_s, u"Keep mine"_s,
             u"Take theirs"_s},
            [&] { chosen = 1; }, [&] { chosen = 2; });
    };
    compare();
    auto *diff = find<QPlainTextEdit>("diffText");
    QVERIFY(diff->isVisible());
    QCOMPARE(diff->toPlainText(), u"  a\n− b\n+ c"_s);
    QTest::keyClick(diff, Qt::Key_Escape);
    QVERIFY(m_editor->isVisible());
    QCOMPARE(chosen, 0);
    compare();
    find<QPushButton>("keepOld")->click();
    QCOMPARE(chosen, 1);
    compare();
    find<QPushButton>("takeNew")->click();
    QCOMPARE(chosen, 2);
    QVERIFY(m_editor->isVisible());
}

void TestTextPane::largeTextIsTypedInto()
{
    QByteArray large = "{\n  \"creact\": 1,\n  \"stack\": \"s\",\n  \"children\": [\n";
    while (large.size() < 1'000'000)
        large +=
            "    { \"construct\": \"Memory\", \"as\": \"m\", \"props\": { \"windowSize\": 3 } },\n";
    large += "    {}\n  ]\n}\n";
    QElapsedTimer clock;
    clock.start();
    load(large);
    QCoreApplication::processEvents();
    qInfo("1 MB opened in %lld ms", clock.elapsed());
    setCursor(large.indexOf("windowSize", large.size() / 2));
    QCoreApplication::processEvents();
    QList<qint64> times;
    for (int i = 0; i < 60; ++i) {
        clock.start();
        QTest::keyClick(m_editor, Qt::Key_X);
        QCoreApplication::processEvents();
        times.append(clock.nsecsElapsed() / 1000);
    }
    std::sort(times.begin(), times.end());
    qInfo("a key in 1 MB: median %lld us, worst %lld us", times.at(30), times.constLast());
    QCOMPARE(m_draft->text().size(), large.size() + 60);
    QCOMPARE(m_draft->undoStack()->count(), 1);
}

void TestTextPane::largeTextIsColouredInSlices()
{
    const int lines = 20'000;
    const QByteArray line = "    { \"construct\": \"Memory\", \"as\": \"m\" },\n";
    const auto isColoured = [this](int number) {
        return !m_editor->document()->findBlockByNumber(number).layout()->formats().isEmpty();
    };
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    QElapsedTimer clock;
    clock.start();
    load("{\n  \"creact\": 1,\n  \"stack\": \"s\",\n  \"children\": [\n" + line.repeated(lines)
         + "    {}\n  ]\n}\n");
    qInfo("shown after %lld ms", clock.elapsed());
    auto *highlighter = m_editor->findChild<JsonHighlighter *>();
    if (!highlighter)
        highlighter = m_editor->document()->findChild<JsonHighlighter *>();
    QVERIFY(highlighter);
    QVERIFY(!highlighter->isDone());
    // What is looked at has its colours, and brackets are counted everywhere.
    QVERIFY(isColoured(1) && isColoured(60));
    QVERIFY(!isColoured(lines));
    QCOMPARE(LineData::of(m_editor->document()->findBlockByNumber(3))->opens, 1);
    m_editor->goToLine(lines / 2, 1);
    QTRY_VERIFY(isColoured(lines / 2 - 1));
    QVERIFY(!highlighter->isDone());
    // Taking lines away above what waits leaves none of it out.
    QTRY_VERIFY(isColoured(2000));
    m_draft->type({m_draft->text().indexOf(line), line.repeated(1000), QByteArray()});
    QTRY_VERIFY_WITH_TIMEOUT(highlighter->isDone(), 30'000);
    qInfo("coloured after %lld ms", clock.elapsed());
    for (int number = 1; number < m_editor->document()->blockCount() - 1; ++number)
        QVERIFY2(isColoured(number), QByteArray::number(number).constData());
}

QTEST_MAIN(TestTextPane)
#include "tst_textpane.moc"
