// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/approvals.h"

#include "core/provider/tools/toolprint.h"
#include "tests/support/fakehost.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QString toolId = u"tool"_s;

QJsonObject postTool(const QString &url = u"https://api.example.org/items"_s)
{
    return {{u"id"_s, toolId},         {u"name"_s, u"add_item"_s}, {u"kind"_s, u"http"_s},
            {u"approval"_s, u"ask"_s}, {u"method"_s, u"POST"_s},   {u"url"_s, url}};
}

ApprovalRequest requestAt(const QString &nodeId)
{
    ApprovalRequest request;
    request.nodeId = nodeId;
    request.toolNode = toolId;
    request.tool = u"add_item"_s;
    request.kind = u"http"_s;
    request.args = {{u"title"_s, u"planted words"_s}};
    request.mayAllowAlways = true;
    return request;
}

} // namespace

class TestApprovals : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();

    void waitingCallsStandInTheOrderOfTheirAsking();
    void onceAllowsOneCall();
    void denialTellsWhy();
    void nothingToDecide();
    void alwaysIsKeptInTheToolsStore();
    void alwaysLetsTheOthersOfTheToolGoOn();
    void callGoesOnOnlyWhenTheGrantIsStored();
    void grantThatCannotBeStoredLeavesTheCallWaiting();
    void alwaysIsRefusedWhereEachCallIsAsked();
    void grantEndsWhenTheToolMayDoSomethingElse_data();
    void grantEndsWhenTheToolMayDoSomethingElse();
    void grantIsRevocable();
    void withdrawnCallIsNotAnswered();
    void grantOnlyAtTools();

private:
    void putTool(const QJsonObject &tool, const QJsonObject &store = {});
    void ask(const QString &nodeId, const QJsonObject &tool = postTool());
    Result<void> decide(const QString &nodeId, ApprovalDecision decision,
                        const QString &reason = {});

    std::unique_ptr<FakeHost> m_host;
    std::unique_ptr<ToolApprovals> m_approvals;
    QStringList m_answers;
};

void TestApprovals::init()
{
    m_host = std::make_unique<FakeHost>();
    m_approvals = std::make_unique<ToolApprovals>();
    m_approvals->start(*m_host);
    m_answers.clear();
    putTool(postTool());
}

void TestApprovals::putTool(const QJsonObject &tool, const QJsonObject &store)
{
    NodeRecord record;
    record.id = NodeId::root(toolId);
    record.constructType = u"Tool"_s;
    record.props = tool;
    record.outputs = tool;
    record.store = store;
    if (const NodeRecord *before = m_host->records.find(record.id); before && store.isEmpty())
        record.store = before->store;
    m_host->records.put(record);
}

void TestApprovals::ask(const QString &nodeId, const QJsonObject &tool)
{
    m_approvals->ask(requestAt(nodeId), tool, [this, nodeId](const ToolApprovals::Answer &answer) {
        m_answers += nodeId + (answer.allowed ? u" goes on"_s : u" denied: "_s) + answer.reason;
    });
}

Result<void> TestApprovals::decide(const QString &nodeId, ApprovalDecision decision,
                                   const QString &reason)
{
    // The answer may come when nobody waits for it any more.
    const auto outcome =
        std::make_shared<Result<void>>(Error{ErrorCode::Internal, u"no answer"_s, {}, {}});
    m_approvals->decide(nodeId, decision, reason, u"ada"_s,
                        [outcome](Result<void> result) { *outcome = std::move(result); });
    return *outcome;
}

void TestApprovals::waitingCallsStandInTheOrderOfTheirAsking()
{
    const QSignalSpy changed(m_approvals.get(), &ToolApprovals::changed);
    ask(u"z"_s);
    ask(u"a"_s);
    QCOMPARE(m_approvals->pending(), QList({requestAt(u"z"_s), requestAt(u"a"_s)}));
    QCOMPARE(changed.size(), 2);
}

void TestApprovals::onceAllowsOneCall()
{
    ask(u"a"_s);
    ask(u"b"_s);
    QVERIFY(decide(u"a"_s, ApprovalDecision::Once));
    QCOMPARE(m_answers, QStringList{u"a goes on"_s});
    QCOMPARE(m_approvals->pending().size(), 1);
    QVERIFY(!m_approvals->isGranted(postTool()));
    QCOMPARE(m_host->audits, QStringList{u"tool_approved"_s});
}

void TestApprovals::denialTellsWhy()
{
    ask(u"a"_s);
    QVERIFY(decide(u"a"_s, ApprovalDecision::Deny, u"not on a Sunday"_s));
    QCOMPARE(m_answers, QStringList{u"a denied: not on a Sunday"_s});
    QCOMPARE(m_host->audits, QStringList{u"tool_denied"_s});
}

void TestApprovals::nothingToDecide()
{
    QCOMPARE(decide(u"a"_s, ApprovalDecision::Once).error().code, ErrorCode::NotFound);
    ask(u"a"_s);
    QVERIFY(decide(u"a"_s, ApprovalDecision::Once));
    QCOMPARE(decide(u"a"_s, ApprovalDecision::Once).error().code, ErrorCode::NotFound);
    QCOMPARE(m_answers.size(), 1);
}

void TestApprovals::alwaysIsKeptInTheToolsStore()
{
    putTool(postTool(), {{u"other"_s, 1}});
    ask(u"a"_s);
    QVERIFY(decide(u"a"_s, ApprovalDecision::Always));
    QCOMPARE(m_answers, QStringList{u"a goes on"_s});
    QVERIFY(m_approvals->isGranted(postTool()));
    const QJsonObject store = m_host->records.find(toolId)->store;
    QCOMPARE(store.value(u"other"_s).toInt(), 1);
    const QJsonObject approved = store.value(u"approved"_s).toObject();
    QCOMPARE(approved.value(u"since"_s).toInteger(), m_host->time.now());
    QCOMPARE(approved.value(u"by"_s).toString(), u"ada"_s);
    const std::optional<ToolGrant> grant = m_approvals->grant(toolId);
    QVERIFY(grant);
    QCOMPARE(*grant, (ToolGrant{toolId, u"add_item"_s, u"http"_s, m_host->time.now(), u"ada"_s}));
    // Nothing of what was said is kept with it.
    QVERIFY(!QJsonDocument(store).toJson().contains("planted"));

    // A new run reads it from the store.
    ToolApprovals later;
    later.start(*m_host);
    QVERIFY(later.isGranted(postTool()));
}

void TestApprovals::alwaysLetsTheOthersOfTheToolGoOn()
{
    ask(u"a"_s);
    ask(u"b"_s);
    ask(u"c"_s, postTool(u"https://elsewhere.example.org/"_s));
    QVERIFY(decide(u"b"_s, ApprovalDecision::Always));
    QCOMPARE(m_answers, QStringList({u"b goes on"_s, u"a goes on"_s}));
    QCOMPARE(m_approvals->pending().size(), 1);
    QCOMPARE(m_host->audits, QStringList({u"tool_approved"_s, u"tool_approved"_s}));
}

void TestApprovals::callGoesOnOnlyWhenTheGrantIsStored()
{
    ask(u"a"_s);
    m_host->holdSaves = true;
    QCOMPARE(decide(u"a"_s, ApprovalDecision::Always).error().code, ErrorCode::Internal);
    QCOMPARE(m_answers, QStringList());
    QCOMPARE(decide(u"a"_s, ApprovalDecision::Deny).error().code, ErrorCode::NotFound);
    m_host->releaseSaves();
    QCOMPARE(m_answers, QStringList{u"a goes on"_s});
}

void TestApprovals::grantThatCannotBeStoredLeavesTheCallWaiting()
{
    ask(u"a"_s);
    m_host->saveError = Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
    QCOMPARE(decide(u"a"_s, ApprovalDecision::Always).error().code, ErrorCode::DiskFull);
    QCOMPARE(m_answers, QStringList());
    QCOMPARE(m_approvals->pending().size(), 1);
    QVERIFY(decide(u"a"_s, ApprovalDecision::Once));
    QCOMPARE(m_answers, QStringList{u"a goes on"_s});
}

void TestApprovals::alwaysIsRefusedWhereEachCallIsAsked()
{
    ApprovalRequest request = requestAt(u"a"_s);
    request.mayAllowAlways = false;
    m_approvals->ask(request, postTool(),
                     [this](const ToolApprovals::Answer &) { m_answers += u"answered"_s; });
    QCOMPARE(decide(u"a"_s, ApprovalDecision::Always).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(m_answers, QStringList());
    QVERIFY(!m_approvals->isGranted(postTool()));
}

void TestApprovals::grantEndsWhenTheToolMayDoSomethingElse_data()
{
    QTest::addColumn<QString>("prop");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("ends");
    QTest::newRow("kind") << u"kind"_s << QJsonValue(u"web_page"_s) << true;
    QTest::newRow("url") << u"url"_s << QJsonValue(u"https://evil.example/"_s) << true;
    QTest::newRow("method") << u"method"_s << QJsonValue(u"DELETE"_s) << true;
    QTest::newRow("headers") << u"headers"_s << QJsonValue(QJsonObject{{u"X-Key"_s, u"1"_s}})
                             << true;
    QTest::newRow("hosts") << u"allowedHosts"_s << QJsonValue(QJsonArray{u"*"_s}) << true;
    QTest::newRow("body") << u"body"_s << QJsonValue(u"{title}"_s) << true;
    QTest::newRow("unknown") << u"command"_s << QJsonValue(u"rm"_s) << true;
    QTest::newRow("description") << u"description"_s << QJsonValue(u"Adds."_s) << false;
    QTest::newRow("limit") << u"timeoutSeconds"_s << QJsonValue(5) << false;
}

void TestApprovals::grantEndsWhenTheToolMayDoSomethingElse()
{
    QFETCH(QString, prop);
    QFETCH(QJsonValue, value);
    QFETCH(bool, ends);
    ask(u"a"_s);
    QVERIFY(decide(u"a"_s, ApprovalDecision::Always));
    QJsonObject tool = postTool();
    tool.insert(prop, value);
    putTool(tool);
    QCOMPARE(m_approvals->isGranted(tool), !ends);
    QCOMPARE(m_approvals->grant(toolId).has_value(), !ends);
}

void TestApprovals::grantIsRevocable()
{
    Result<void> outcome;
    const auto revoke = [&] {
        m_approvals->revoke(toolId, u"ada"_s,
                            [&outcome](Result<void> result) { outcome = std::move(result); });
    };
    revoke();
    QCOMPARE(outcome.error().code, ErrorCode::NotFound);
    ask(u"a"_s);
    QVERIFY(decide(u"a"_s, ApprovalDecision::Always));
    const QSignalSpy changed(m_approvals.get(), &ToolApprovals::changed);
    revoke();
    QVERIFY(outcome);
    QVERIFY(!m_approvals->isGranted(postTool()));
    QVERIFY(!m_approvals->grant(toolId));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_host->audits.last(), u"tool_approval_revoked"_s);
}

void TestApprovals::withdrawnCallIsNotAnswered()
{
    ask(u"a"_s);
    m_approvals->withdraw(u"a"_s);
    QCOMPARE(m_approvals->pending().size(), 0);
    QCOMPARE(decide(u"a"_s, ApprovalDecision::Once).error().code, ErrorCode::NotFound);
    QCOMPARE(m_answers, QStringList());
}

/// A document may name any node as a call's tool.
void TestApprovals::grantOnlyAtTools()
{
    NodeRecord memory;
    memory.id = NodeId::root(u"memory"_s);
    memory.constructType = u"Memory"_s;
    m_host->records.put(memory);
    ApprovalRequest request = requestAt(u"a"_s);
    request.toolNode = u"memory"_s;
    m_approvals->ask(request, postTool(),
                     [this](const ToolApprovals::Answer &) { m_answers += u"answered"_s; });
    QCOMPARE(decide(u"a"_s, ApprovalDecision::Always).error().code, ErrorCode::NotFound);
    QCOMPARE(m_host->records.find(u"memory"_s)->store, QJsonObject());
    QCOMPARE(m_answers, QStringList());
}

QTEST_GUILESS_MAIN(TestApprovals)
#include "tst_approvals.moc"
