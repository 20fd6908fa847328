// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/memory/memorybackend.h"
#include "core/provider/studioprovider.h"
#include "core/provider/tools/approvals.h"
#include "core/runtime/runtime.h"
#include "core/stack/documentcheck.h"
#include "core/stack/element.h"
#include "core/stack/expression/scriptengine.h"
#include "tests/core/provider/tools/toolstage.h"
#include "tests/support/spin.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QString execId = u"tool.tool-exec"_s;

/// One run of a program with the real runtime and providers; the destructor is a crash.
struct ToolRun {
    ToolRun(const std::shared_ptr<MemoryStore> &store, ManualClock &clock)
        : backend(clock, store)
        , provider(ProviderOptions(), QProcessEnvironment())
        , runtime(backend, provider, clock)
    {
    }

    void start(const QByteArray &text)
    {
        ScriptEngine script;
        const LoadedDocument load =
            loadStackDocument(text, u"s.stack.json"_s, provider.constructTypes(), script);
        QVERIFY(load.document);
        provider.initialize(runtime, [](const Result<void> &) {});
        runtime.load(u"s"_s, [](const Result<void> &) {});
        runtime.start(load.document, [this](const Result<void> &result) { settled = result; });
    }
    /// In good order.
    bool stop()
    {
        std::optional<Result<void>> ended;
        runtime.stop([&](const Result<void> &result) { ended = result; });
        const bool all = test::spinUntil([&] { return ended.has_value(); });
        provider.stop([](const Result<void> &) {});
        return all && ended->ok();
    }
    QString result() const
    {
        const NodeRecord *record = runtime.state().find(execId);
        return record && record->outputs ? record->outputs->value(u"result"_s).toString()
                                         : QString();
    }

    MemoryBackend backend;
    StudioProvider provider;
    Runtime runtime;
    std::optional<Result<void>> settled;
};

} // namespace

/// What the real runtime keeps of a call while the program ends and begins again.
class TestToolRestart : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_run.reset(); }

    void writeIsNotSentAgainAfterACrash();
    void writeIsNotSentAgainAfterAStop();
    void writeIsSentAgainWhenAPersonWantsIt();
    void readIsSentAgainAfterACrash();
    void waitingCallIsAskedAgain_data();
    void waitingCallIsAskedAgain();
    void grantStaysWithTheTool();

private:
    void start(const QString &method, const QString &approval = u"never"_s);

    ManualClock m_clock;
    std::shared_ptr<MemoryStore> m_store;
    std::unique_ptr<ToolServer> m_server;
    std::unique_ptr<ToolRun> m_run;
};

void TestToolRestart::init()
{
    m_store = std::make_shared<MemoryStore>();
    m_server = std::make_unique<ToolServer>();
    m_server->answer("/a", "text/plain", "fine");
}

void TestToolRestart::start(const QString &method, const QString &approval)
{
    m_run.reset();
    m_run = std::make_unique<ToolRun>(m_store, m_clock);
    const QJsonObject tool{{u"name"_s, u"call"_s},
                           {u"kind"_s, u"http"_s},
                           {u"url"_s, m_server->url(u"/a"_s)},
                           {u"method"_s, method},
                           {u"approval"_s, approval},
                           {u"allowedHosts"_s, QJsonArray{u"127.0.0.1"_s}}};
    const QJsonObject exec{
        {u"construct"_s, u"ToolExec"_s},
        {u"props"_s,
         QJsonObject{{u"name"_s, u"call"_s}, {u"tools"_s, QJsonObject{{u"$"_s, u"[t]"_s}}}}}};
    const QJsonObject root{{u"construct"_s, u"Tool"_s},
                           {u"as"_s, u"t"_s},
                           {u"props"_s, tool},
                           {u"children"_s, QJsonArray{exec}}};
    m_run->start(
        QJsonDocument(
            QJsonObject{{u"creact"_s, 1}, {u"stack"_s, u"s"_s}, {u"children"_s, QJsonArray{root}}})
            .toJson());
}

void TestToolRestart::writeIsNotSentAgainAfterACrash()
{
    m_server->hangs = true;
    start(u"POST"_s);
    QTRY_COMPARE(m_server->requests.size(), 1);
    m_server->hangs = false;
    start(u"POST"_s);
    QTRY_VERIFY(m_run->settled);
    QVERIFY2(m_run->result().contains(u"the program ended after it had been sent"_s),
             qPrintable(m_run->result()));
    QCOMPARE(m_server->requests.size(), 1);
    // And that is its result from now on.
    start(u"POST"_s);
    QTRY_VERIFY(m_run->settled);
    QVERIFY(m_run->result().contains(u"not known"_s));
    QCOMPARE(m_server->requests.size(), 1);
}

void TestToolRestart::writeIsNotSentAgainAfterAStop()
{
    m_server->hangs = true;
    start(u"POST"_s);
    QTRY_COMPARE(m_server->requests.size(), 1);
    QVERIFY(m_run->stop());
    m_server->hangs = false;
    start(u"POST"_s);
    QTRY_VERIFY(m_run->settled);
    QVERIFY2(m_run->result().contains(u"it was stopped after it had been sent"_s),
             qPrintable(m_run->result()));
    QCOMPARE(m_server->requests.size(), 1);
}

void TestToolRestart::writeIsSentAgainWhenAPersonWantsIt()
{
    m_server->hangs = true;
    start(u"POST"_s);
    QTRY_COMPARE(m_server->requests.size(), 1);
    m_server->hangs = false;
    start(u"POST"_s);
    QTRY_VERIFY(m_run->settled);
    QVERIFY(m_run->runtime.rerun(execId));
    QTRY_COMPARE(m_run->result(), u"fine"_s);
    QCOMPARE(m_server->requests.size(), 2);
}

void TestToolRestart::readIsSentAgainAfterACrash()
{
    m_server->hangs = true;
    start(u"GET"_s);
    QTRY_COMPARE(m_server->requests.size(), 1);
    m_server->hangs = false;
    start(u"GET"_s);
    QTRY_COMPARE(m_run->result(), u"fine"_s);
    QCOMPARE(m_server->requests.size(), 2);
}

void TestToolRestart::waitingCallIsAskedAgain_data()
{
    QTest::addColumn<bool>("stops");
    QTest::newRow("crash") << false;
    QTest::newRow("stop") << true;
}

void TestToolRestart::waitingCallIsAskedAgain()
{
    QFETCH(bool, stops);
    start(u"POST"_s, u"ask"_s);
    QTRY_COMPARE(m_run->provider.approvals().pending().size(), 1);
    const QString nodeId = m_run->provider.approvals().pending().first().nodeId;
    QCOMPARE(nodeId, execId);
    if (stops)
        QVERIFY(m_run->stop());
    start(u"POST"_s, u"ask"_s);
    QTRY_COMPARE(m_run->provider.approvals().pending().size(), 1);
    QCOMPARE(m_run->provider.approvals().pending().first().nodeId, nodeId);
    QCOMPARE(m_server->requests.size(), 0);
    m_run->provider.approvals().decide(nodeId, ApprovalDecision::Once, {}, {});
    QTRY_COMPARE(m_run->result(), u"fine"_s);
    QCOMPARE(m_server->requests.size(), 1);
}

void TestToolRestart::grantStaysWithTheTool()
{
    start(u"GET"_s, u"ask"_s);
    QTRY_COMPARE(m_run->provider.approvals().pending().size(), 1);
    std::optional<Result<void>> decided;
    m_run->provider.approvals().decide(execId, ApprovalDecision::Always, {}, u"ada"_s,
                                       [&](const Result<void> &result) { decided = result; });
    QTRY_COMPARE(m_run->result(), u"fine"_s);
    QVERIFY(decided && decided->ok());
    start(u"GET"_s, u"ask"_s);
    QTRY_VERIFY(m_run->settled);
    QVERIFY(m_run->provider.approvals().grant(u"tool"_s));
    QVERIFY(m_run->runtime.rerun(execId));
    QTRY_COMPARE(m_server->requests.size(), 2);
    // Another address is another thing to allow.
    m_server->answer("/b", "text/plain", "other");
    start(u"PUT"_s, u"ask"_s);
    QTRY_COMPARE(m_run->provider.approvals().pending().size(), 1);
    QVERIFY(!m_run->provider.approvals().grant(u"tool"_s));
}

QTEST_GUILESS_MAIN(TestToolRestart)
#include "tst_toolrestart.moc"
