// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakestack.h"
#include "tests/ui/pictures.h"
#include "ui/models/chatmodel.h"
#include "ui/panes/approvalcard.h"
#include "ui/panes/chatpane.h"
#include "ui/panes/disclosure.h"
#include "ui/panes/markdownview.h"
#include "ui/panes/toolcard.h"
#include "ui/panes/turnview.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;
using State = TurnStep::State;

/// What a turn shows while it is worked on and afterwards.
class TestChatTurns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_pane.reset(); }

    void wordsAppearAsTheyAreSaid();
    void whatWasSaidBeforeACallIsNotSaidTwice();
    void thoughtsAreFoldedAway();
    void aToolCardOpensByKeyboard();
    void aToolThatWentWrongSaysSo();
    void aRetryCountsDown();
    void theFooterCountsTokens();
    void escapeStopsWhatIsAnswered();
    void whatWasSaidStaysAfterAStop();
    void theLastTurnCanBeAskedAgain();
    void anApprovalShowsEverythingAndTakesNoFocus();
    void anApprovalIsAnsweredByKeyboard();
    void theNextApprovalIsNotAnsweredByADoubleClick();
    void pictures_data() { Pictures::addThemes(); }
    void pictures();

private:
    template <typename T> T *find(const char *name) const
    {
        return m_pane->findChild<T *>(QString::fromLatin1(name));
    }
    void say(const QString &node, const QString &content, const QString &reasoning = {})
    {
        m_model->addText(m_turn.id, node, {content, reasoning, false}, m_now);
    }
    TurnStep model(State state) const;
    TurnStep tool(State state) const;
    void answer(const QString &text);
    void shoot(Pictures &pictures, const QString &name);

    ChatTurn m_turn;
    qint64 m_now = 0;
    std::unique_ptr<ChatModel> m_model;
    std::unique_ptr<ChatPane> m_pane;
};

namespace {

ApprovalRequest approval(const QString &node = u"agent.call-1"_s)
{
    ApprovalRequest request;
    request.nodeId = node;
    request.toolNode = u"agent.tool-send"_s;
    request.tool = u"send_mail"_s;
    request.kind = u"http"_s;
    request.args = {{u"to"_s, u"ada@example.org"_s},
                    {u"subject"_s, u"Note G"_s},
                    {u"text"_s, u"Dear Ada,\nthe table is done."_s}};
    request.action = u"POST https://mail.example.org/v1/messages"_s;
    request.mayAllowAlways = true;
    return request;
}

} // namespace

void TestChatTurns::init()
{
    m_turn = FakeStack::turns().last();
    m_now = QDateTime::currentMSecsSinceEpoch();
    m_turn.acceptedAt = m_now - 4200;
    m_turn.question = u"Who was Ada Lovelace?"_s;
    m_model = std::make_unique<ChatModel>();
    m_pane = std::make_unique<ChatPane>(m_model.get());
    m_pane->resize(420, 640);
    m_pane->setInfo(FakeStack::live());
    m_model->setTurns({m_turn});
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

TurnStep TestChatTurns::model(State state) const
{
    TurnStep step;
    step.turnId = m_turn.id;
    step.nodeId = u"agent.completion-1"_s;
    step.state = state;
    step.name = u"gpt-demo"_s;
    step.startedAt = m_turn.acceptedAt;
    if (step.isOver()) {
        step.durationMs = 900;
        step.usage = {1200, 34, 1234};
    }
    return step;
}

TurnStep TestChatTurns::tool(State state) const
{
    TurnStep step = model(state);
    step.kind = TurnStep::Kind::Tool;
    step.nodeId = u"agent.call-1"_s;
    step.name = u"wikipedia"_s;
    step.args = QJsonObject{{u"query"_s, u"Ada Lovelace"_s}};
    step.usage = {};
    if (step.isOver())
        step.text = u"Ada Lovelace: English mathematician and writer …"_s;
    return step;
}

void TestChatTurns::answer(const QString &text)
{
    m_turn.state = ChatTurn::State::Answered;
    m_turn.answer = text;
    m_turn.endedAt = m_turn.acceptedAt + 4200;
    m_model->update(m_turn);
}

void TestChatTurns::wordsAppearAsTheyAreSaid()
{
    m_model->setSteps(m_turn.id, {model(State::Running)});
    auto *view = find<MarkdownView>("markdown");
    QVERIFY(!view->isVisible());
    QVERIFY(find<QLabel>("activity")->text().startsWith(u"Asking gpt-demo"_s));
    say(u"agent.completion-1"_s, u"She wrote "_s);
    say(u"agent.completion-1"_s, u"**Note G**."_s);
    QVERIFY(view->isVisible());
    QCOMPARE(view->toPlainText(), u"She wrote Note G."_s);
    QCOMPARE(find<QLabel>("activity")->text(), u"gpt-demo answers…"_s);
    answer(u"She wrote **Note G**."_s);
    QCOMPARE(view->toPlainText(), u"She wrote Note G."_s);
    QVERIFY(!find<QLabel>("activity")->isVisible());
}

void TestChatTurns::whatWasSaidBeforeACallIsNotSaidTwice()
{
    m_model->setSteps(m_turn.id, {model(State::Running)});
    say(u"agent.completion-1"_s, u"Let me look."_s);
    TurnStep said = model(State::Done);
    said.text = u"Let me look."_s;
    m_model->setSteps(m_turn.id, {said, tool(State::Running)});
    QVERIFY(!find<MarkdownView>("markdown")->isVisible());
    QCOMPARE(find<MarkdownView>("saidBefore")->toPlainText(), u"Let me look."_s);
    QVERIFY(find<MarkdownView>("saidBefore")->isVisible());
    QCOMPARE(find<QLabel>("activity")->text(), u"Calling wikipedia…"_s);
}

void TestChatTurns::thoughtsAreFoldedAway()
{
    m_model->setSteps(m_turn.id, {model(State::Running)});
    say(u"agent.completion-1"_s, {}, u"Who is that? "_s);
    auto *thinking = find<Disclosure>("thinking");
    auto *thoughts = find<QLabel>("thoughts");
    QVERIFY(thinking->isVisible());
    QCOMPARE(thinking->title(), u"Thinking…"_s);
    QVERIFY(!thoughts->isVisible());
    m_now += 4000;
    say(u"agent.completion-1"_s, u"She"_s);
    QCOMPARE(thinking->title(), u"Thought for 4.0 s"_s);
    thinking->setFocus();
    QTest::keyClick(thinking, Qt::Key_Space);
    QVERIFY(thoughts->isVisible());
    QCOMPARE(thoughts->text(), u"Who is that? "_s);
    TurnStep done = model(State::Done);
    done.reasoning = u"Who is that? A mathematician."_s;
    m_model->setSteps(m_turn.id, {done});
    QCOMPARE(thinking->title(), u"Thought for 4.0 s"_s);
    QCOMPARE(thoughts->text(), done.reasoning);
}

void TestChatTurns::aToolCardOpensByKeyboard()
{
    m_model->setSteps(m_turn.id, {model(State::Done), tool(State::Running)});
    auto *head = find<Disclosure>("toolHead");
    QCOMPARE(head->title(), u"wikipedia"_s);
    QCOMPARE(head->summary(), u"Ada Lovelace"_s);
    QVERIFY(head->accessibleName().contains(u"wikipedia"_s));
    auto *args = find<QWidget>("toolArguments");
    auto *result = find<QWidget>("toolResult");
    QVERIFY(!args->isVisible());
    head->setFocus();
    QTest::keyClick(head, Qt::Key_Return);
    QVERIFY(args->isVisible() && !result->isVisible());
    QVERIFY(args->findChild<QPlainTextEdit *>()->toPlainText().contains(u"Ada Lovelace"_s));
    m_model->setSteps(m_turn.id, {model(State::Done), tool(State::Done)});
    QVERIFY(result->isVisible());
    QCOMPARE(result->findChild<QPlainTextEdit *>()->toPlainText(), tool(State::Done).text);
    QVERIFY(head->isChecked() && head->hasFocus());
    QTest::keyClick(head, Qt::Key_Space);
    QVERIFY(!args->isVisible());
}

void TestChatTurns::aToolThatWentWrongSaysSo()
{
    TurnStep step = tool(State::Done);
    step.isError = true;
    step.text = u"Error: search failed: <b>no</b> network"_s;
    m_model->setSteps(m_turn.id, {step});
    auto *head = find<Disclosure>("toolHead");
    QVERIFY(!head->accessibleDescription().isEmpty());
    head->click();
    QCOMPARE(find<QWidget>("toolResult")->findChild<QPlainTextEdit *>()->toPlainText(), step.text);
}

void TestChatTurns::aRetryCountsDown()
{
    TurnStep step = model(State::Waiting);
    step.retryAt = QDateTime::currentMSecsSinceEpoch() + 2500;
    step.retry = 1;
    step.retryReason = ErrorCode::ModelRateLimited;
    m_model->setSteps(m_turn.id, {step});
    auto *activity = find<QLabel>("activity");
    QTRY_COMPARE(activity->text(), u"gpt-demo is asked again in 3 s (attempt 2): rate limited"_s);
    QTRY_COMPARE(activity->text(), u"gpt-demo is asked again in 1 s (attempt 2): rate limited"_s);
    QTRY_COMPARE(activity->text(), u"gpt-demo is asked again (attempt 2): rate limited"_s);
}

void TestChatTurns::theFooterCountsTokens()
{
    m_model->setSteps(m_turn.id, {model(State::Done), tool(State::Done), model(State::Done)});
    answer(u"Yes."_s);
    auto *tokens = find<QLabel>("turnTokens");
    QVERIFY(tokens->isVisible());
    QVERIFY2(tokens->text().contains(u"2468"_s) || tokens->text().contains(u"2,468"_s),
             qPrintable(tokens->text()));
    m_pane->setUsage({3000, 468, 3468});
    QVERIFY(find<QLabel>("chatUsage")->isVisible());
    QVERIFY(find<QLabel>("chatUsage")->text().contains(u"468"_s));
}

void TestChatTurns::escapeStopsWhatIsAnswered()
{
    QSignalSpy cancel(m_pane.get(), &ChatPane::cancelRequested);
    QTest::keyClick(find<QPlainTextEdit>("messageEdit"), Qt::Key_Escape);
    QCOMPARE(cancel.size(), 1);
    QCOMPARE(cancel.first().at(1).toString(), m_turn.id);
    answer(u"Yes."_s);
    QTest::keyClick(find<QPlainTextEdit>("messageEdit"), Qt::Key_Escape);
    QCOMPARE(cancel.size(), 1);
}

void TestChatTurns::whatWasSaidStaysAfterAStop()
{
    m_model->setSteps(m_turn.id, {model(State::Running)});
    say(u"agent.completion-1"_s, u"She was"_s);
    m_turn.state = ChatTurn::State::Failed;
    m_turn.error = Error{ErrorCode::Cancelled, u"The turn was cancelled."_s, {}, {}};
    m_turn.endedAt = m_turn.acceptedAt + 1;
    m_model->setSteps(m_turn.id, {model(State::Stopped)});
    m_model->update(m_turn);
    QCOMPARE(find<MarkdownView>("markdown")->toPlainText(), u"She was"_s);
    QVERIFY(find<MarkdownView>("markdown")->isVisible());
}

void TestChatTurns::theLastTurnCanBeAskedAgain()
{
    answer(u"Yes."_s);
    QVERIFY(find<QPushButton>("askAgain")->isVisible());
    ChatTurn next = m_turn;
    next.id = u"next"_s;
    next.acceptedAt += 10'000;
    next.question = u"And Turing?"_s;
    m_model->update(next);
    QList<QPushButton *> shown = m_pane->findChildren<QPushButton *>(u"askAgain"_s);
    shown.removeIf([](const QPushButton *button) { return !button->isVisible(); });
    QCOMPARE(shown.size(), 1);
    QSignalSpy sent(m_pane.get(), &ChatPane::sendRequested);
    shown.first()->click();
    QCOMPARE(sent.first().at(1).toString(), next.question);
}

void TestChatTurns::anApprovalShowsEverythingAndTakesNoFocus()
{
    auto *edit = find<QPlainTextEdit>("messageEdit");
    m_pane->activateWindow();
    edit->setFocus();
    StackInfo info = FakeStack::live();
    ApprovalRequest request = approval();
    request.args.insert(u"long"_s, QString(5000, u'x') + u"the end"_s);
    info.approvals = {request, approval(u"agent.call-2"_s)};
    m_pane->setInfo(info);
    QVERIFY(find<ApprovalCard>("approvalCard")->isVisible());
    QVERIFY(edit->hasFocus());
    const QString args =
        find<QWidget>("approvalArguments")->findChild<QPlainTextEdit *>()->toPlainText();
    QVERIFY(args.contains(u"ada@example.org"_s) && args.contains(u"the end"_s));
    QCOMPARE(find<QLabel>("approvalAction")->text(), request.action);
    QVERIFY(find<QLabel>("approvalMore")->text().contains(u'2'));
    m_pane->setInfo(FakeStack::live());
    QVERIFY(!find<ApprovalCard>("approvalCard")->isVisible());
}

void TestChatTurns::anApprovalIsAnsweredByKeyboard()
{
    QSignalSpy decided(m_pane.get(), &ChatPane::approvalDecided);
    StackInfo info = FakeStack::live();
    info.approvals = {approval()};
    m_pane->setInfo(info);
    for (const auto &[name, decision] :
         QList<std::pair<const char *, ApprovalDecision>>{{"allowOnce", ApprovalDecision::Once},
                                                          {"allowAlways", ApprovalDecision::Always},
                                                          {"denyCall", ApprovalDecision::Deny}}) {
        m_pane->setInfo(FakeStack::live());
        m_pane->setInfo(info);
        auto *button = find<QPushButton>(name);
        QTRY_VERIFY(button->isEnabled());
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(decided.last().at(0).toString(), approval().nodeId);
        QCOMPARE(decided.last().at(1).value<ApprovalDecision>(), decision);
    }
    info.approvals.first().mayAllowAlways = false;
    m_pane->setInfo(info);
    QVERIFY(!find<QPushButton>("allowAlways")->isVisible());
}

void TestChatTurns::theNextApprovalIsNotAnsweredByADoubleClick()
{
    QSignalSpy decided(m_pane.get(), &ChatPane::approvalDecided);
    StackInfo info = FakeStack::live();
    info.approvals = {approval(), approval(u"agent.call-2"_s)};
    m_pane->setInfo(info);
    auto *once = find<QPushButton>("allowOnce");
    QTRY_VERIFY(once->isEnabled());
    QTest::mouseClick(once, Qt::LeftButton);
    info.approvals.removeFirst();
    m_pane->setInfo(info);
    QTest::mouseClick(once, Qt::LeftButton);
    QCOMPARE(decided.size(), 1);
    QTRY_VERIFY(once->isEnabled());
    QTest::mouseClick(once, Qt::LeftButton);
    QCOMPARE(decided.size(), 2);
    QCOMPARE(decided.last().at(0).toString(), u"agent.call-2"_s);
}

void TestChatTurns::shoot(Pictures &pictures, const QString &name)
{
    pictures.shoot(*m_pane, u"chat-"_s + name);
}

void TestChatTurns::pictures()
{
    QFETCH(bool, dark);
    static Pictures pictures;
    pictures.setDark(dark);
    m_model->setSteps(m_turn.id, {model(State::Running)});
    say(u"agent.completion-1"_s, {},
        u"The person asks about Ada Lovelace. I should look her up."_s);
    shoot(pictures, u"thinking"_s);
    m_now += 4000;
    TurnStep first = model(State::Done);
    first.reasoning = u"The person asks about Ada Lovelace. I should look her up."_s;
    first.text = u"Let me look that up."_s;
    say(first.nodeId, first.text);
    m_model->setSteps(m_turn.id, {first, tool(State::Running)});
    shoot(pictures, u"calling"_s);
    TurnStep wrong = tool(State::Done);
    wrong.nodeId += u"b"_s;
    wrong.isError = true;
    wrong.args = QJsonObject{{u"query"_s, u"Note G"_s}, {u"limit"_s, 3}};
    wrong.text = u"Error: search failed: the server answered 503."_s;
    TurnStep last = model(State::Running);
    last.nodeId = u"agent.completion-2"_s;
    m_model->setSteps(m_turn.id, {first, tool(State::Done), wrong, last});
    say(last.nodeId,
        u"**Ada Lovelace** (1815–1852) was an English mathematician.\n\n- She wrote *Note G*, "
        "the first program.\n- She worked with Charles Babbage.\n\n```python\nprint(\"Note "
        "G\")\n```"
        "\n\nShe saw that the engine could"_s);
    shoot(pictures, u"streaming"_s);
    for (auto *head : m_pane->findChildren<Disclosure *>())
        head->setChecked(true);
    shoot(pictures, u"open"_s);
    for (auto *head : m_pane->findChildren<Disclosure *>())
        head->setChecked(false);
    StackInfo info = FakeStack::live();
    info.approvals = {approval(), approval(u"agent.call-2"_s)};
    TurnStep asking = tool(State::Asking);
    asking.name = u"send_mail"_s;
    asking.args = approval().args;
    m_model->setSteps(m_turn.id, {first, asking});
    m_pane->setInfo(info);
    QTRY_VERIFY(find<QPushButton>("allowOnce")->isEnabled());
    shoot(pictures, u"approval"_s);
    m_pane->setInfo(FakeStack::live());
    TurnStep waiting = model(State::Waiting);
    waiting.nodeId = last.nodeId;
    waiting.retryAt = QDateTime::currentMSecsSinceEpoch() + 8000;
    waiting.retry = 1;
    waiting.retryReason = ErrorCode::ModelRateLimited;
    m_model->setSteps(m_turn.id, {first, tool(State::Done), waiting});
    QTRY_VERIFY(find<QLabel>("activity")->text().contains(u" s ("_s));
    shoot(pictures, u"retry"_s);
    last.state = State::Done;
    last.usage = {2200, 70, 2270};
    m_model->setSteps(m_turn.id, {first, tool(State::Done), last});
    const ChatTurn running = m_turn;
    answer(u"**Ada Lovelace** was an English mathematician. She saw that\n\n*[The answer is not "
           "complete: the model reached its limit of tokens.]*"_s);
    shoot(pictures, u"length"_s);
    m_turn = running;
    m_turn.state = ChatTurn::State::Failed;
    m_turn.error = Error{ErrorCode::Cancelled, u"The turn was cancelled."_s, {}, {}};
    m_turn.endedAt = m_turn.acceptedAt + 1200;
    m_model->update(m_turn);
    shoot(pictures, u"stopped"_s);
}

QTEST_MAIN(TestChatTurns)
#include "tst_chatturns.moc"
