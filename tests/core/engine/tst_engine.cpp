// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/enginebench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

using namespace creact;
using namespace Qt::StringLiterals;

/// The agent template, as the window uses it.
class TestEngine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void openingShowsTheTreeAndHasNoEffect();
    void planSaysWhatADeployWouldDo();
    void answersFromTheEncyclopediaAndKeepsTheTurn();
    void secondRunRemembersTheConversation();
    void answersWithWhatTheTestPutIntoTheEncyclopedia();
    void saysWhyWhenTheEncyclopediaFails();
    void keptTurnIsWhatTheServerLogged();
    void counterCountsAcrossRestarts();
    void redeployWhileLiveUpdatesOnlyWhatWasEdited();
};

void TestEngine::openingShowsTheTreeAndHasNoEffect()
{
    const StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QTRY_COMPARE(user.info.status, StackInfo::Status::Idle);
    QCOMPARE(user.info.name, u"agent"_s);
    QVERIFY(!user.info.readOnly);
    for (const QString &title : {u"HttpServer"_s, u"ChatHandler"_s, u"ChatModel"_s, u"Memory"_s,
                                 u"Tool"_s, u"ChatResponse"_s})
        QVERIFY2(!user.tree.withTitle(title).isEmpty(), qPrintable(user.tree.print()));
    QCOMPARE(user.tree.faults(), QStringList());
    QVERIFY(!QFile::exists(bench.folder() + u"/.creact-state"_s));
    QCOMPARE(bench.modelCalls(), 0);
}

void TestEngine::planSaysWhatADeployWouldDo()
{
    const StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    const Result<Plan> plan = user.plan();
    QVERIFY(plan.ok());
    QCOMPARE(plan->count(u"create"_s), 5);
    QCOMPARE(plan->items.first().nodeId, u"http-server"_s);
    QVERIFY(user.deploy().ok());
    QVERIFY(user.stop().ok());
    const Result<Plan> again = user.plan();
    QVERIFY(again.ok());
    QCOMPARE(again->count(u"create"_s), 0);
    QCOMPARE(again->count(u"update"_s), 0);
    QCOMPARE(again->count(u"delete"_s), 0);
}

void TestEngine::answersFromTheEncyclopediaAndKeepsTheTurn()
{
    const StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QTRY_COMPARE(user.info.status, StackInfo::Status::Live);
    QCOMPARE(user.info.urls.size(), 1);
    QCOMPARE(user.info.chatHandlers, QStringList(u"http-server.chat-handler"_s));
    QCOMPARE(user.info.failed, 0);
    QVERIFY(QFile::exists(bench.lockPath()));

    const auto before = user.appeared.size();
    const Result<ChatTurn> turn = user.ask(u"Who was Ada Lovelace?"_s);
    QVERIFY(turn.ok());
    QCOMPARE(turn->state, ChatTurn::State::Answered);
    QVERIFY2(turn->answer.contains(u"mathematician"_s), qPrintable(turn->answer));
    const QList<ChatTurn> told = user.told(turn->id);
    QCOMPARE(told.first().state, ChatTurn::State::Running);
    QCOMPARE(told.last(), *turn);
    QCOMPARE(bench.modelCalls(), 2);
    QCOMPARE(bench.searches(), 1);

    QStringList live;
    for (const TreeRow &row : user.appeared.mid(before))
        live += row.title;
    QCOMPARE(live.count(u"Completion"_s), 2);
    QCOMPARE(live.count(u"ToolExec"_s), 1);
    QVERIFY(live.indexOf(u"Completion"_s) < live.indexOf(u"ToolExec"_s));
    QVERIFY(live.indexOf(u"ToolExec"_s) < live.lastIndexOf(u"Completion"_s));

    // Afterwards they are there, dimmed, below a row of the turn.
    QTRY_COMPARE(user.tree.ofKind(TreeRow::Kind::Turn).size(), 1);
    const TreeRow row = user.tree.ofKind(TreeRow::Kind::Turn).first();
    QCOMPARE(row.title, u"Who was Ada Lovelace?"_s);
    QVERIFY(!row.active);
    QCOMPARE(user.tree.row(row.parent).kind, TreeRow::Kind::Show);
    QStringList kept;
    const QList<TreeRow> below = user.tree.all(row.uid);
    for (const TreeRow &each : below) {
        QVERIFY(!each.active);
        QCOMPARE(each.state, NodeState::Deployed);
        kept += each.title;
    }
    kept.sort();
    QCOMPARE(kept,
             QStringList({u"AddMessages"_s, u"ChatResponse"_s, u"Completion"_s, u"Completion"_s,
                          u"ToolExec"_s}));
    QTRY_COMPARE(user.tree.active().size(), 5);
    QVERIFY(!user.activities.isEmpty());

    QTRY_VERIFY(std::any_of(user.audit.begin(), user.audit.end(), [](const AuditEntry &entry) {
        return entry.action == u"turn_answered"_s;
    }));
    QVERIFY(user.stop().ok());
    QTRY_COMPARE(user.info.status, StackInfo::Status::Idle);
    QVERIFY(!QFile::exists(bench.lockPath()));
    QCOMPARE(bench.stateFile()["status"_L1].toString(), u"deployed"_s);
    QStringList actions;
    const Result<QList<AuditEntry>> log = user.auditLog();
    QVERIFY(log.ok());
    for (const AuditEntry &entry : *log)
        actions += entry.action;
    for (const QString &action : {u"deploy_start"_s, u"deploy_complete"_s, u"turn_accepted"_s,
                                  u"turn_answered"_s, u"resource_applied"_s, u"stopped"_s})
        QVERIFY2(actions.contains(action), qPrintable(action));
    QCOMPARE(user.tree.faults(), QStringList());
}

void TestEngine::secondRunRemembersTheConversation()
{
    const StackBench bench;
    {
        EngineUser user;
        QVERIFY(user.open(bench.request()).ok());
        QVERIFY(user.deploy().ok());
        QVERIFY(user.ask(u"Who was Ada Lovelace?"_s).ok());
    }
    QVERIFY(!QFile::exists(bench.lockPath()));
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    const Result<QList<ChatTurn>> turns = user.turns();
    QVERIFY(turns.ok());
    QCOMPARE(turns->size(), 1);
    QCOMPARE(turns->first().state, ChatTurn::State::Answered);
    QTRY_COMPARE(user.tree.ofKind(TreeRow::Kind::Turn).size(), 1);
    QCOMPARE(bench.remembered().size(), 2);
    QVERIFY(user.deploy().ok());
    QCOMPARE(bench.modelCalls(), 2);
    const Result<ChatTurn> turn = user.ask(u"What did I ask before?"_s);
    QVERIFY(turn.ok());
    QVERIFY2(turn->answer.contains(u"Who was Ada Lovelace?"_s), qPrintable(turn->answer));
    QCOMPARE(bench.remembered().size(), 4);
    QTRY_COMPARE(user.tree.ofKind(TreeRow::Kind::Turn).size(), 2);
}

void TestEngine::answersWithWhatTheTestPutIntoTheEncyclopedia()
{
    StackBench bench;
    const QString word = u"zq%1"_s.arg(QRandomGenerator::global()->generate(), 0, 36);
    bench.demo.encyclopedia().addArticle(u"Bilwocke"_s,
                                         u"The Bilwocke is a bird whose call is %1."_s.arg(word));
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    const Result<ChatTurn> turn = user.ask(u"What is the Bilwocke?"_s);
    QVERIFY(turn.ok());
    QVERIFY2(turn->answer.contains(word), qPrintable(turn->answer));
}

void TestEngine::saysWhyWhenTheEncyclopediaFails()
{
    StackBench bench;
    const QString word = u"zq%1"_s.arg(QRandomGenerator::global()->generate(), 0, 36);
    bench.demo.encyclopedia().addArticle(u"Bilwocke"_s, u"The Bilwocke says %1."_s.arg(word));
    bench.demo.failNextSearch(DemoServer::Fault::ServerError, 10);
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    const Result<ChatTurn> turn = user.ask(u"What is the Bilwocke?"_s);
    QVERIFY(turn.ok());
    const QString said = turn->error ? turn->error->message : turn->answer;
    QVERIFY2(!said.contains(word), qPrintable(said));
    QVERIFY2(said.contains(u"500"_s), qPrintable(said));
}

void TestEngine::keptTurnIsWhatTheServerLogged()
{
    const StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    const Result<ChatTurn> turn = user.ask(u"Who was Alan Turing?"_s);
    QVERIFY(turn.ok());
    QTRY_COMPARE(user.tree.ofKind(TreeRow::Kind::Turn).size(), 1);

    QStringList contents;
    QJsonArray calls;
    QStringList found;
    for (const DemoServer::Exchange &exchange : bench.demo.log()) {
        const QJsonObject body = QJsonDocument::fromJson(exchange.response).object();
        if (exchange.path == u"/v1/chat/completions"_s) {
            const QJsonValue message = body["choices"_L1][0]["message"_L1];
            contents += message["content"_L1].toString();
            const QJsonArray made = message["tool_calls"_L1].toArray();
            for (const QJsonValue &call : made)
                calls.append(call);
        } else {
            found += body["query"_L1]["search"_L1][0]["title"_L1].toString();
        }
    }
    QCOMPARE(contents.size(), 2);
    QCOMPARE(calls.size(), 1);

    QStringList answered;
    const QList<TreeRow> below = user.tree.all(user.tree.ofKind(TreeRow::Kind::Turn).first().uid);
    for (const TreeRow &row : below) {
        const RowDetail detail = user.inspect(row.uid);
        QCOMPARE(detail.row.nodeId, row.nodeId);
        QVERIFY(detail.outputs.has_value());
        QVERIFY(!detail.causes.isEmpty());
        QCOMPARE(detail.causes.last().event.id, turn->id);
        if (row.title == u"Completion"_s) {
            answered += detail.outputs->value("content"_L1).toString();
        } else if (row.title == u"ToolExec"_s) {
            QCOMPARE(detail.props["callId"_L1].toString(), calls[0]["id"_L1].toString());
            QVERIFY(detail.outputs->value("result"_L1).toString().contains(found.first()));
        } else if (row.title == u"ChatResponse"_s) {
            QCOMPARE(detail.props["content"_L1].toString(), turn->answer);
        }
    }
    QCOMPARE(answered, contents);
    QCOMPARE(turn->answer, contents.last());
}

void TestEngine::counterCountsAcrossRestarts()
{
    const StackBench bench(u"counter"_s);
    {
        EngineUser user;
        QVERIFY(user.open(bench.request()).ok());
        QVERIFY(user.deploy().ok());
        for (int i = 1; i <= 3; ++i) {
            const Result<ChatTurn> turn = user.ask(u"hello"_s);
            QVERIFY(turn.ok());
            QCOMPARE(turn->answer, u"This is message number %1."_s.arg(i));
            QTRY_COMPARE(user.tree.ofKind(TreeRow::Kind::Store).value(0).summary,
                         u"{\"count\":%1}"_s.arg(i));
        }
    }
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QCOMPARE(user.ask(u"hello again"_s)->answer, u"This is message number 4."_s);
}

void TestEngine::redeployWhileLiveUpdatesOnlyWhatWasEdited()
{
    const StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QTRY_COMPARE(user.info.status, StackInfo::Status::Live);
    const QStringList urls = user.info.urls;
    QTRY_COMPARE(user.audit.isEmpty() ? QString() : user.audit.last().action, u"deploy_complete"_s);
    user.audit.clear();
    QVERIFY(bench.edit("Search Wikipedia for information", "Look it up"));
    const Result<Plan> plan = user.plan();
    QVERIFY(plan.ok());
    QCOMPARE(plan->count(u"update"_s), 1);
    QVERIFY(user.deploy().ok());
    QTRY_COMPARE(user.audit.isEmpty() ? QString() : user.audit.last().action, u"deploy_complete"_s);
    QStringList applied;
    for (const AuditEntry &entry : std::as_const(user.audit)) {
        if (entry.action.startsWith(u"resource_"_s))
            applied += entry.nodeId;
    }
    QCOMPARE(applied, QStringList(u"http-server.chat-handler.chat-model.memory.tool"_s));
    QTRY_COMPARE(user.info.urls, urls);
    QTRY_COMPARE(user.info.status, StackInfo::Status::Live);
    QCOMPARE(user.ask(u"Who was Ada Lovelace?"_s)->state, ChatTurn::State::Answered);
    QVERIFY(bench.demo.log().first().request.contains("Look it up"));
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
