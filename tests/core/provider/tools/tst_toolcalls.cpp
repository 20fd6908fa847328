// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/provider/tools/toolstage.h"

#include "core/provider/tools/toolturns.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

/// Approval, limits, and calls that must not be repeated.
class TestToolCalls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void asksWithAllThatWillBeDone();
    void allowedCallGoesOn();
    void deniedCallIsAResult();
    void invalidCallIsNotAskedFor();
    void timeDoesNotRunWhileItWaits();
    void cancelEndsTheWaiting();
    void alwaysAllowedIsNotAskedAgain();
    void otherAddressIsAskedForAgain();
    void askedEachTimeHasNoAlways();
    void toolWithoutANodeHasNoAlways();
    void waitingCallIsAskedAgainAfterARestart();
    void grantIsGoodAfterARestart();

    void writeIsMarkedBeforeItIsSent();
    void writeThatCannotBeMarkedIsNotSent();
    void writeCancelledBeforeItIsSentIsCancelled();
    void writeThatWasSentIsNotSentAgainAfterARestart();
    void writeIsSentAgainWhenAPersonWantsIt();
    void readIsSentAgainAfterARestart();
    void stoppedWriteIsAResult();
    void stoppedReadIsCancelled();

    void callsOfATurnAreLimited();
    void callsBeforeARestartCount();
    void whatEndedOrWaitedIsFreed();
    void otherTurnsAndToolsCountAlone();
    void noTurnNoLimit();
    void turnsAreForgotten();

private:
    QJsonObject http(const QString &method, const QString &approval = u"never"_s,
                     const QString &path = u"/a"_s, const QJsonObject &more = {});
    void restart() { m_stage = std::make_unique<ToolStage>(*m_host); }
    void decide(ApprovalDecision decision, const QString &reason = {});
    void serverSawNoMoreThan(int requests);

    std::unique_ptr<FakeHost> m_host;
    std::unique_ptr<ToolServer> m_server;
    std::unique_ptr<ToolStage> m_stage;
};

void TestToolCalls::init()
{
    m_host = std::make_unique<FakeHost>();
    m_server = std::make_unique<ToolServer>();
    m_server->answer("/a", "text/plain", "fine");
    m_stage = std::make_unique<ToolStage>(*m_host);
}

void TestToolCalls::cleanup()
{
    m_stage.reset();
    m_server.reset();
    QCOMPARE(m_host->time.pendingTimers(), 0);
}

QJsonObject TestToolCalls::http(const QString &method, const QString &approval, const QString &path,
                                const QJsonObject &more)
{
    QJsonObject props{
        {u"name"_s, u"call"_s},          {u"kind"_s, u"http"_s},
        {u"url"_s, m_server->url(path)}, {u"method"_s, method},
        {u"approval"_s, approval},       {u"allowedHosts"_s, QJsonArray{u"127.0.0.1"_s}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        props.insert(it.key(), it.value());
    return m_stage->tool(props);
}

void TestToolCalls::decide(ApprovalDecision decision, const QString &reason)
{
    QCOMPARE(m_stage->approvals.pending().size(), 1);
    m_stage->approvals.decide(m_stage->approvals.pending().first().nodeId, decision, reason,
                              u"ada"_s);
}

/// Sends one more: what was sent before it has arrived by then.
void TestToolCalls::serverSawNoMoreThan(int requests)
{
    const Event event{u"deploy"_s, u"1"_s, {}, 1};
    const JobRun last = m_stage->call(http(u"GET"_s), {}, event, u"last"_s);
    QTRY_VERIFY(last.ended());
    QCOMPARE(m_server->requests.size(), requests + 1);
}

void TestToolCalls::asksWithAllThatWillBeDone()
{
    const QJsonObject tool = http(u"POST"_s, u"ask"_s, u"/items/{id}"_s,
                                  {{u"body"_s, QJsonObject{{u"title"_s, u"{title}"_s}}}});
    const QJsonObject args{{u"id"_s, u"a b"_s}, {u"title"_s, u"T"_s}};
    const JobRun run = m_stage->call(tool, args);
    QVERIFY(!run.ended());
    QCOMPARE(m_stage->approvals.pending().size(), 1);
    const ApprovalRequest request = m_stage->approvals.pending().first();
    QCOMPARE(request.nodeId, u"exec"_s);
    QCOMPARE(request.toolNode, u"tool"_s);
    QCOMPARE(request.tool, u"call"_s);
    QCOMPARE(request.kind, u"http"_s);
    QCOMPARE(request.args, args);
    QCOMPARE(request.action, u"POST "_s + m_server->url(u"/items/a%20b"_s));
    QCOMPARE(request.body, u"{\"title\":\"T\"}"_s);
    QCOMPARE(request.turnId, u"m1"_s);
    QCOMPARE(request.askedAt, m_host->time.now());
    QVERIFY(request.mayAllowAlways);
    QCOMPARE(m_server->requests.size(), 0);
    run.job->cancel();
}

void TestToolCalls::allowedCallGoesOn()
{
    const JobRun run = m_stage->call(http(u"GET"_s, u"ask"_s), {});
    decide(ApprovalDecision::Once);
    QTRY_VERIFY(run.ended());
    QCOMPARE(resultOf(run), u"fine"_s);
    QCOMPARE(m_host->audits, QStringList({u"tool_approved"_s, u"tool_call"_s}));
    // Once is once.
    const JobRun again = m_stage->call(http(u"GET"_s, u"ask"_s), {});
    QVERIFY(!again.ended());
    again.job->cancel();
}

void TestToolCalls::deniedCallIsAResult()
{
    const JobRun run = m_stage->call(http(u"GET"_s, u"ask"_s), {});
    decide(ApprovalDecision::Deny, u" not today "_s);
    QVERIFY(run.ok());
    QVERIFY(isErrorResult(run));
    QVERIFY2(resultOf(run).startsWith(u"Error: the person did not allow this call."_s),
             qPrintable(resultOf(run)));
    QVERIFY(resultOf(run).endsWith(u"They said: not today"_s));
    QCOMPARE(m_server->requests.size(), 0);
    QCOMPARE(m_host->audits, QStringList({u"tool_denied"_s, u"tool_call"_s}));
}

void TestToolCalls::invalidCallIsNotAskedFor()
{
    const JobRun run = m_stage->call(http(u"GET"_s, u"ask"_s, u"/{id}"_s), {{u"id"_s, u".."_s}});
    QVERIFY(run.ok());
    QVERIFY(isErrorResult(run));
    QCOMPARE(m_stage->approvals.pending().size(), 0);
}

void TestToolCalls::timeDoesNotRunWhileItWaits()
{
    const JobRun run = m_stage->call(http(u"GET"_s, u"ask"_s), {});
    m_host->time.advance(std::chrono::hours(100));
    QVERIFY(!run.ended());
    decide(ApprovalDecision::Once);
    QTRY_VERIFY(run.ended());
    QCOMPARE(resultOf(run), u"fine"_s);
}

void TestToolCalls::cancelEndsTheWaiting()
{
    const JobRun run = m_stage->call(http(u"GET"_s, u"ask"_s), {});
    run.job->cancel();
    QCOMPARE(run.error().code, ErrorCode::Cancelled);
    QCOMPARE(m_stage->approvals.pending().size(), 0);
}

void TestToolCalls::alwaysAllowedIsNotAskedAgain()
{
    const QJsonObject tool = http(u"GET"_s, u"ask"_s);
    const JobRun run = m_stage->call(tool, {});
    decide(ApprovalDecision::Always);
    QTRY_VERIFY(run.ended());
    const JobRun again = m_stage->call(tool, {});
    QTRY_VERIFY(again.ended());
    QCOMPARE(resultOf(again), u"fine"_s);
    // And is when it is taken back.
    m_stage->approvals.revoke(u"tool"_s, u"ada"_s);
    const JobRun asked = m_stage->call(tool, {});
    QCOMPARE(m_stage->approvals.pending().size(), 1);
    asked.job->cancel();
}

void TestToolCalls::otherAddressIsAskedForAgain()
{
    const JobRun run = m_stage->call(http(u"GET"_s, u"ask"_s), {});
    decide(ApprovalDecision::Always);
    QTRY_VERIFY(run.ended());
    const JobRun other = m_stage->call(http(u"GET"_s, u"ask"_s, u"/b"_s), {});
    QVERIFY(!other.ended());
    QCOMPARE(m_stage->approvals.pending().size(), 1);
    other.job->cancel();
}

void TestToolCalls::askedEachTimeHasNoAlways()
{
    // Allowed for good while it was "ask".
    const JobRun before = m_stage->call(http(u"GET"_s, u"ask"_s), {});
    decide(ApprovalDecision::Always);
    QTRY_VERIFY(before.ended());
    const JobRun run = m_stage->call(http(u"GET"_s, u"always"_s), {});
    QCOMPARE(m_stage->approvals.pending().size(), 1);
    QVERIFY(!m_stage->approvals.pending().first().mayAllowAlways);
    run.job->cancel();
}

void TestToolCalls::toolWithoutANodeHasNoAlways()
{
    QJsonObject tool = http(u"GET"_s, u"ask"_s);
    tool.insert(u"id"_s, u"nowhere"_s);
    const JobRun run = m_stage->call(tool, {});
    QCOMPARE(m_stage->approvals.pending().size(), 1);
    QVERIFY(!m_stage->approvals.pending().first().mayAllowAlways);
    QVERIFY(m_stage->approvals.pending().first().toolNode.isEmpty());
    run.job->cancel();
}

void TestToolCalls::waitingCallIsAskedAgainAfterARestart()
{
    const QJsonObject tool = http(u"POST"_s, u"ask"_s);
    const JobRun lost = m_stage->call(tool, {});
    QVERIFY(!lost.ended());
    restart();
    const JobRun run = m_stage->call(tool, {});
    decide(ApprovalDecision::Once);
    QTRY_VERIFY(run.ended());
    QCOMPARE(resultOf(run), u"fine"_s);
    QCOMPARE(m_server->requests.size(), 1);
}

void TestToolCalls::grantIsGoodAfterARestart()
{
    const QJsonObject tool = http(u"GET"_s, u"ask"_s);
    const JobRun run = m_stage->call(tool, {});
    decide(ApprovalDecision::Always);
    QTRY_VERIFY(run.ended());
    restart();
    const JobRun again = m_stage->call(tool, {});
    QTRY_VERIFY(again.ended());
    QCOMPARE(resultOf(again), u"fine"_s);
}

void TestToolCalls::writeIsMarkedBeforeItIsSent()
{
    m_host->holdSaves = true;
    const JobRun run = m_stage->call(http(u"POST"_s), {});
    QVERIFY(m_host->records.find(u"exec"_s)->store.contains(u"sent"_s));
    serverSawNoMoreThan(0);
    m_host->releaseSaves();
    QTRY_VERIFY(run.ended());
    QCOMPARE(resultOf(run), u"fine"_s);
    // What is done is done: the mark goes with the result.
    QCOMPARE(m_host->records.find(u"exec"_s)->store, QJsonObject());
}

void TestToolCalls::writeThatCannotBeMarkedIsNotSent()
{
    m_host->saveError = Error{ErrorCode::DiskFull, u"The disk is full."_s, {}, {}};
    const JobRun run = m_stage->call(http(u"POST"_s), {});
    QVERIFY(run.ended());
    QVERIFY(isErrorResult(run));
    QVERIFY2(resultOf(run).contains(u"was not sent"_s), qPrintable(resultOf(run)));
    serverSawNoMoreThan(0);
}

void TestToolCalls::writeCancelledBeforeItIsSentIsCancelled()
{
    m_host->holdSaves = true;
    const JobRun run = m_stage->call(http(u"POST"_s), {});
    run.job->cancel();
    QVERIFY(!run.ended());
    m_host->releaseSaves();
    QCOMPARE(run.error().code, ErrorCode::Cancelled);
    serverSawNoMoreThan(0);
}

void TestToolCalls::writeThatWasSentIsNotSentAgainAfterARestart()
{
    m_server->hangs = true;
    const QJsonObject tool = http(u"POST"_s);
    {
        const JobRun lost = m_stage->call(tool, {});
        QTRY_COMPARE(m_server->requests.size(), 1);
        // A crash: what is durable stays as it is.
        const StackRecord durable = m_host->records;
        restart();
        m_host->records = durable;
    }
    m_server->hangs = false;
    const JobRun run = m_stage->call(tool, {});
    QVERIFY(run.ended());
    QVERIFY(isErrorResult(run));
    QVERIFY2(resultOf(run).startsWith(u"Error: it is not known whether this call took effect"_s),
             qPrintable(resultOf(run)));
    serverSawNoMoreThan(1);
    QCOMPARE(m_host->records.find(u"exec"_s)->store, QJsonObject());
}

void TestToolCalls::writeIsSentAgainWhenAPersonWantsIt()
{
    m_server->hangs = true;
    const QJsonObject tool = http(u"POST"_s);
    {
        const JobRun lost = m_stage->call(tool, {});
        QTRY_COMPARE(m_server->requests.size(), 1);
        const StackRecord durable = m_host->records;
        restart();
        m_host->records = durable;
    }
    m_server->hangs = false;
    const JobRun run = m_stage->call(tool, {}, {u"rerun"_s, {}, u"exec"_s, 7});
    QTRY_VERIFY(run.ended());
    QCOMPARE(resultOf(run), u"fine"_s);
}

void TestToolCalls::readIsSentAgainAfterARestart()
{
    m_server->hangs = true;
    const QJsonObject tool = http(u"GET"_s);
    {
        const JobRun lost = m_stage->call(tool, {});
        QTRY_COMPARE(m_server->requests.size(), 1);
        const StackRecord durable = m_host->records;
        restart();
        m_host->records = durable;
    }
    m_server->hangs = false;
    const JobRun run = m_stage->call(tool, {});
    QTRY_VERIFY(run.ended());
    QCOMPARE(resultOf(run), u"fine"_s);
    QCOMPARE(m_server->requests.size(), 2);
}

/// A node that is cancelled is begun anew at the next start: this one must not be.
void TestToolCalls::stoppedWriteIsAResult()
{
    m_server->hangs = true;
    const JobRun run = m_stage->call(http(u"POST"_s), {});
    QTRY_COMPARE(m_server->requests.size(), 1);
    run.job->cancel();
    QVERIFY(run.ok());
    QVERIFY(isErrorResult(run));
    QVERIFY2(resultOf(run).contains(u"it was stopped after it had been sent"_s),
             qPrintable(resultOf(run)));
}

void TestToolCalls::stoppedReadIsCancelled()
{
    m_server->hangs = true;
    const JobRun run = m_stage->call(http(u"GET"_s), {});
    QTRY_COMPARE(m_server->requests.size(), 1);
    run.job->cancel();
    QCOMPARE(run.error().code, ErrorCode::Cancelled);
}

void TestToolCalls::callsOfATurnAreLimited()
{
    const QJsonObject tool = http(u"GET"_s, u"never"_s, u"/a"_s, {{u"maxCallsPerTurn"_s, 2}});
    const Event turn{u"message"_s, u"m1"_s, u"chat"_s, 1};
    for (int i = 0; i < 2; ++i) {
        const JobRun run = m_stage->call(tool, {}, turn, u"exec-%1"_s.arg(i));
        QTRY_VERIFY(run.ended());
        QVERIFY(!isErrorResult(run));
    }
    // The same node again is the same call.
    const JobRun same = m_stage->call(tool, {}, turn, u"exec-1"_s);
    QTRY_VERIFY(same.ended());
    QVERIFY(!isErrorResult(same));
    const JobRun third = m_stage->call(tool, {}, turn, u"exec-2"_s);
    QVERIFY(third.ended());
    QVERIFY(isErrorResult(third));
    QVERIFY2(resultOf(third).startsWith(u"Error: the tool was called 3 times in this turn"_s),
             qPrintable(resultOf(third)));
    QCOMPARE(m_server->requests.size(), 3);
}

void TestToolCalls::callsBeforeARestartCount()
{
    const QJsonObject tool = http(u"GET"_s, u"never"_s, u"/a"_s, {{u"maxCallsPerTurn"_s, 2}});
    const Event turn{u"message"_s, u"m1"_s, u"chat"_s, 1};
    const Event other{u"message"_s, u"m2"_s, u"chat"_s, 1};
    const auto call = [&](const Event &event, const QString &node) {
        const JobRun run = m_stage->call(tool, {}, event, node);
        return QTest::qWaitFor([&] { return run.ended(); }) && !isErrorResult(run);
    };
    QVERIFY(call(turn, u"exec-0"_s));
    QVERIFY(call(turn, u"exec-1"_s));
    QVERIFY(call(other, u"exec-2"_s));
    restart();
    // The same node again is the same call.
    QVERIFY(call(turn, u"exec-1"_s));
    QVERIFY(!call(turn, u"exec-3"_s));
    QVERIFY(call(other, u"exec-4"_s));
}

void TestToolCalls::whatEndedOrWaitedIsFreed()
{
    const QJsonObject tool = http(u"GET"_s, u"ask"_s);
    JobRun denied = m_stage->call(tool, {}, {}, u"exec-1"_s);
    JobRun waits = m_stage->call(tool, {}, {}, u"exec-2"_s);
    m_stage->approvals.decide(u"exec-1"_s, ApprovalDecision::Deny, {}, u"ada"_s);
    const std::weak_ptr<ApplyJob> first = std::exchange(denied.job, {});
    const std::weak_ptr<ApplyJob> second = std::exchange(waits.job, {});
    QVERIFY(first.expired());
    QVERIFY(!second.expired());
    restart();
    QVERIFY(second.expired());
    QVERIFY(waits.ended());
}

void TestToolCalls::otherTurnsAndToolsCountAlone()
{
    const QJsonObject tool = http(u"GET"_s, u"never"_s, u"/a"_s, {{u"maxCallsPerTurn"_s, 1}});
    QJsonObject other = tool;
    other.insert(u"name"_s, u"other"_s);
    int node = 0;
    for (const auto &[called, turn] : QList<std::pair<QJsonObject, QString>>{
             {tool, u"m1"_s}, {tool, u"m2"_s}, {other, u"m1"_s}}) {
        const JobRun run =
            m_stage->call(called, {}, {u"message"_s, turn, u"chat"_s, 1}, u"exec-%1"_s.arg(++node));
        QTRY_VERIFY(run.ended());
        QVERIFY2(!isErrorResult(run), qPrintable(resultOf(run)));
    }
}

void TestToolCalls::noTurnNoLimit()
{
    const QJsonObject tool = http(u"GET"_s, u"never"_s, u"/a"_s, {{u"maxCallsPerTurn"_s, 1}});
    for (int i = 0; i < 3; ++i) {
        const JobRun run =
            m_stage->call(tool, {}, {u"deploy"_s, u"1"_s, {}, 1}, u"exec-%1"_s.arg(i));
        QTRY_VERIFY(run.ended());
        QVERIFY(!isErrorResult(run));
    }
}

void TestToolCalls::turnsAreForgotten()
{
    ToolTurns turns;
    QCOMPARE(turns.count(u"first"_s, u"t"_s, u"a"_s), 1);
    QCOMPARE(turns.count(u"first"_s, u"t"_s, u"b"_s), 2);
    for (int i = 0; i < 200; ++i)
        turns.count(QString::number(i), u"t"_s, u"a"_s);
    QCOMPARE(turns.count(u"first"_s, u"t"_s, u"c"_s), 1);
    QCOMPARE(turns.count(u"199"_s, u"t"_s, u"b"_s), 2);
}

QTEST_GUILESS_MAIN(TestToolCalls)
#include "tst_toolcalls.moc"
