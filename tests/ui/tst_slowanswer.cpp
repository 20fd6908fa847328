// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/faultstage.h"
#include "ui/panes/markdownview.h"
#include "ui/panes/turnview.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>

using namespace creact;
using namespace Qt::StringLiterals;

/// The chat panel on a real engine whose model says a word each 30 ms.
class TestSlowAnswer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void wordsAppearInOrderInOneWidget();
    void theReaderIsFollowedOnlyAtTheEnd();
    void escapeClosesTheSocketAtOnce();
    void aSecondMessageWaitsForTheFirst();

private:
    void ask(const QString &question) const;
    /// Says words, numbered, until finish().
    void speak(const QString &word);
    void finish();
    QString shownText() const { return m_stage->shownAnswer(); }

    std::unique_ptr<FaultStage> m_stage;
    QTimer m_speaker;
    QString m_word;
    int m_said = 0;
};

namespace {

ScriptServer::Answer silence()
{
    return {ScriptServer::sse({}), true};
}

const QByteArray callsWikipedia = ScriptServer::sse(
    R"(data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"wikipedia","arguments":"{\"query\":\"Ada\"}"}}]},"finish_reason":"tool_calls"}]})"
    "\n\ndata: [DONE]\n\n");

const QByteArray usage =
    R"(data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1200,"completion_tokens":34,"total_tokens":1234}})"
    "\n\ndata: [DONE]\n\n";

} // namespace

void TestSlowAnswer::init()
{
    for (const char *name : {"OPENAI_API_KEY", "OPENAI_BASE_URL", "CREACT_ENDPOINT"})
        qunsetenv(name);
    m_said = 0;
    m_speaker.setInterval(30);
    m_stage = std::make_unique<FaultStage>();
    connect(&m_speaker, &QTimer::timeout, this, [this] {
        m_stage->model.sendMore(
            ScriptServer::text(m_word.arg(m_said++, 4, 10, QChar(u'0')).toUtf8()));
    });
}

void TestSlowAnswer::cleanup()
{
    m_speaker.stop();
    m_speaker.disconnect();
    m_stage.reset();
}

void TestSlowAnswer::ask(const QString &question) const
{
    auto *edit = m_stage->pane->findChild<QPlainTextEdit *>(u"messageEdit"_s);
    QTRY_VERIFY(edit->isEnabled());
    edit->setPlainText(question);
    QTest::keyClick(edit, Qt::Key_Return);
}

void TestSlowAnswer::speak(const QString &word)
{
    m_word = word;
    m_speaker.start();
}

void TestSlowAnswer::finish()
{
    m_speaker.stop();
    m_stage->model.sendMore(usage);
}

void TestSlowAnswer::wordsAppearInOrderInOneWidget()
{
    m_stage->bench.demo.failNextSearch(DemoServer::Fault::Slow);
    m_stage->model.answers = {{callsWikipedia}, silence()};
    QVERIFY(m_stage->start().ok());
    ask(u"Who was Ada Lovelace?"_s);
    QTRY_VERIFY(m_stage->activities.contains(u"Calling wikipedia…"_s));
    QTRY_COMPARE(m_stage->model.requests.size(), 2);

    // All that is ever shown: each text goes on with the one before, in the same widget.
    QStringList shown;
    QSet<const QWidget *> widgets;
    connect(m_stage->turns.get(), &ChatModel::liveChanged, this, [&] {
        if (const QString text = shownText(); shown.isEmpty() || text != shown.last())
            shown.append(text);
        widgets.insert(m_stage->lastTurn()->findChild<MarkdownView *>(u"markdown"_s));
    });
    speak(u"w%1 "_s);
    QTRY_VERIFY(m_said >= 40);
    finish();
    QTRY_COMPARE(m_stage->turns->turn(0).state, ChatTurn::State::Answered);
    QTRY_VERIFY(!m_stage->shown("turnTokens").isEmpty());
    const int said = m_said;
    QVERIFY2(shown.size() > said / 4, qPrintable(QString::number(shown.size())));
    for (qsizetype i = 1; i < shown.size(); ++i)
        QVERIFY2(shown.at(i).startsWith(shown.at(i - 1).trimmed()), qPrintable(shown.at(i)));
    QCOMPARE(widgets.size(), 1);
    widgets.insert(m_stage->lastTurn()->findChild<MarkdownView *>(u"markdown"_s));
    QCOMPARE(widgets.size(), 1);
    QStringList words;
    for (int i = 0; i < said; ++i)
        words.append(u"w%1"_s.arg(i, 4, 10, QChar(u'0')));
    QCOMPARE(shownText().simplified(), words.join(u' '));
    QVERIFY(m_stage->shown("turnTokens").contains(u"234"_s));
    QVERIFY(!m_stage->shown("turnTime").isEmpty());
    QVERIFY(!m_stage->openedCard().isEmpty());
}

void TestSlowAnswer::theReaderIsFollowedOnlyAtTheEnd()
{
    m_stage->model.answers = {silence()};
    QVERIFY(m_stage->start().ok());
    m_stage->pane->resize(360, 320);
    ask(u"Who was Ada Lovelace?"_s);
    QTRY_COMPARE(m_stage->model.requests.size(), 1);
    auto *bar = m_stage->pane->findChild<QScrollArea *>(u"transcript"_s)->verticalScrollBar();
    speak(u"A line of its own, number %1.\\n\\n"_s);
    QTRY_VERIFY(bar->maximum() > 300);
    QCOMPARE(bar->value(), bar->maximum());
    // Up, to read: it stays there while more is said.
    bar->setValue(40);
    const int before = m_said;
    QTRY_VERIFY(m_said > before + 15);
    QCOMPARE(bar->value(), 40);
    QVERIFY(bar->maximum() > 400);
    // Back to the end: followed again.
    bar->setValue(bar->maximum());
    const int end = bar->maximum();
    QTRY_VERIFY(bar->maximum() > end + 100);
    QCOMPARE(bar->value(), bar->maximum());
    finish();
    QTRY_COMPARE(m_stage->turns->turn(0).state, ChatTurn::State::Answered);
}

void TestSlowAnswer::escapeClosesTheSocketAtOnce()
{
    m_stage->model.answers = {
        silence(), silence(), {ScriptServer::sse(ScriptServer::text("Again") + usage)}};
    QVERIFY(m_stage->start().ok());
    ask(u"Who was Ada Lovelace?"_s);
    QTRY_COMPARE(m_stage->model.requests.size(), 1);
    speak(u"w%1 "_s);
    QTRY_VERIFY(shownText().contains(u"w0005"_s));
    QTest::keyClick(m_stage->pane->findChild<QPlainTextEdit *>(u"messageEdit"_s), Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(m_stage->model.gone, 1, 2000);
    m_speaker.stop();
    QTRY_COMPARE(m_stage->shown("turnErrorTitle"), u"You stopped this turn."_s);
    QVERIFY(shownText().contains(u"w0005"_s));

    // The same again, from the banner and from the foot of an answer.
    const auto press = [this](const QString &name) {
        auto *button = m_stage->lastTurn()->findChild<QPushButton *>(name);
        QTRY_VERIFY(button->isVisible());
        button->click();
    };
    press(u"turnErrorAction"_s);
    QTRY_COMPARE(m_stage->turns->rowCount(), 2);
    QTRY_COMPARE(m_stage->model.requests.size(), 2);
    speak(u"x%1 "_s);
    QTRY_VERIFY(shownText().startsWith(u'x'));
    finish();
    QTRY_COMPARE(m_stage->turns->turn(1).state, ChatTurn::State::Answered);
    press(u"askAgain"_s);
    QTRY_COMPARE(m_stage->turns->rowCount(), 3);
    QTRY_COMPARE(shownText(), u"Again"_s);
    QCOMPARE(m_stage->turns->turn(2).question, m_stage->turns->turn(0).question);
}

void TestSlowAnswer::aSecondMessageWaitsForTheFirst()
{
    m_stage->model.answers = {silence(), {ScriptServer::sse(ScriptServer::text("Two") + usage)}};
    QVERIFY(m_stage->start().ok());
    ask(u"First?"_s);
    QTRY_COMPARE(m_stage->model.requests.size(), 1);
    speak(u"w%1 "_s);
    QTRY_VERIFY(shownText().startsWith(u'w'));
    ask(u"Second?"_s);
    QTRY_COMPARE(m_stage->turns->rowCount(), 2);
    QTRY_COMPARE(m_stage->shown("activity"), u"Waiting for its turn…"_s);
    const int before = m_said;
    QTRY_VERIFY(m_said > before + 5);
    QCOMPARE(m_stage->model.requests.size(), 1);
    finish();
    QTRY_COMPARE(shownText(), u"Two"_s);
    QTRY_COMPARE(m_stage->turns->turn(1).state, ChatTurn::State::Answered);
    QCOMPARE(m_stage->turns->turn(0).state, ChatTurn::State::Answered);
    QVERIFY(m_stage->turns->turn(0).answer.startsWith(u'w'));
    QCOMPARE(m_stage->model.requests.size(), 2);
}

QTEST_MAIN(TestSlowAnswer)
#include "tst_slowanswer.moc"
