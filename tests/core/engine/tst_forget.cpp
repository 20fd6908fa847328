// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/forgetplan.h"
#include "tests/core/engine/enginebench.h"

#include <QDirIterator>
#include <QJsonArray>

using namespace creact;
using namespace Qt::StringLiterals;
using Fault = DemoServer::Fault;

namespace {

const QString phrase = u"heliotrope marmalade"_s;
const QString other = u"Who was Alan Turing?"_s;

/// Files below the folder that have the text in them.
QStringList filesWith(const QString &folder, const QString &text)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text.toUtf8()))
            found.append(file.fileName());
    }
    return found;
}

Result<void> forget(EngineUser &user, const ForgetRequest &request = {})
{
    return user.await<void>([&](const Done<void> &done) { user.engine().forget(request, done); });
}

Result<ChatTurn> ask(EngineUser &user, const QString &message, const QString &session,
                     const QString &id)
{
    const Result<ChatTurn> accepted = user.await<ChatTurn>([&](const Done<ChatTurn> &done) {
        user.engine().sendMessage({}, {message, session, id}, done);
    });
    if (!accepted.ok())
        return accepted;
    if (!QTest::qWaitFor([&] { return user.turn(id).endedAt != 0; }, EngineUser::patience))
        return Error{ErrorCode::TimedOut, u"the turn never ended"_s, {}, {}};
    return user.turn(id);
}

NodeRecord node(const QStringList &path, const QString &type, const QJsonObject &outputs = {})
{
    NodeRecord record;
    record.id = NodeId::fromPath(path);
    record.constructType = type;
    record.outputs = outputs;
    record.state = NodeState::Deployed;
    return record;
}

} // namespace

/// "Forget this conversation": what was said is nowhere any more, and nothing else is gone.
class TestForget : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingOfItIsLeft_data();
    void nothingOfItIsLeft();
    void turnThatIsWorkedOnEndsFirst();
    void oneSessionIsForgottenAndTheOthersKept_data();
    void oneSessionIsForgottenAndTheOthersKept();
    void anotherSessionsTurnIsNotGivenAway();
    void interruptedTurnIsForgottenToo();
    void refusals();
    void planKnowsWhoseMemoryItIs();
    void planDropsNodesAndLatchesOfItsTurns();
    void auditLogHasNoMessageText();
};

void TestForget::nothingOfItIsLeft_data()
{
    QTest::addColumn<bool>("live");
    QTest::newRow("live") << true;
    QTest::newRow("stored") << false;
}

void TestForget::nothingOfItIsLeft()
{
    QFETCH(bool, live);
    const StackBench bench;
    const QString folder = bench.folder() + u"/.creact-state"_s;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    // Several runs: earlier states are kept.
    for (int run = 0; run < 2; ++run) {
        QVERIFY(user.deploy().ok());
        QCOMPARE(user.ask(u"Please keep %1 in mind"_s.arg(phrase))->state,
                 ChatTurn::State::Answered);
        if (run == 0 || !live)
            QVERIFY(user.stop().ok());
    }
    QVERIFY(!filesWith(folder, phrase).isEmpty());
    const int rows = user.tree.ofKind(TreeRow::Kind::Turn).size();
    const Result<void> forgotten = forget(user);
    QVERIFY2(forgotten.ok(), qPrintable(forgotten.ok() ? QString() : forgotten.error().message));
    QCOMPARE(filesWith(folder, phrase), QStringList());
    QCOMPARE(user.turns()->size(), 0);
    QVERIFY(rows > 0);
    QTRY_COMPARE(user.tree.ofKind(TreeRow::Kind::Turn).size(), 0);
    QCOMPARE(bench.remembered().size(), 0);
    const Result<QList<AuditEntry>> log = user.auditLog();
    const auto entry = std::find_if(log->begin(), log->end(), [](const AuditEntry &each) {
        return each.action == u"conversation_forgotten"_s;
    });
    QVERIFY(entry != log->end());
    QCOMPARE(entry->details.value("turns"_L1).toInt(), 2);
    // With the calls of tools and what they found.
    QVERIFY(entry->details.value("messages"_L1).toInt() > 4);

    if (!live)
        QVERIFY(user.deploy().ok());
    const Result<ChatTurn> next = user.ask(u"What did I ask before?"_s);
    QCOMPARE(next->state, ChatTurn::State::Answered);
    QVERIFY2(!next->answer.contains(phrase), qPrintable(next->answer));
    QVERIFY(user.stop().ok());
    QCOMPARE(filesWith(folder, phrase), QStringList());
    QCOMPARE(bench.remembered().size(), 2);
    QVERIFY(!QFile::exists(bench.lockPath()));
    QCOMPARE(user.tree.faults(), QStringList());
}

void TestForget::turnThatIsWorkedOnEndsFirst()
{
    StackBench bench;
    const QString folder = bench.folder() + u"/.creact-state"_s;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(Fault::Hang);
    QVERIFY(user.send(phrase, u"one"_s).ok());
    QVERIFY(user.send(phrase + u" again"_s, u"two"_s).ok());
    QTRY_COMPARE(bench.modelCalls(), 1);
    QVERIFY(forget(user).ok());
    QCOMPARE(user.turn(u"one"_s).error->code, ErrorCode::Cancelled);
    QCOMPARE(user.turn(u"two"_s).error->code, ErrorCode::Cancelled);
    QCOMPARE(filesWith(folder, phrase), QStringList());
    QCOMPARE(user.ask(other)->state, ChatTurn::State::Answered);
    QVERIFY(user.stop().ok());
    QCOMPARE(filesWith(folder, phrase), QStringList());
}

void TestForget::oneSessionIsForgottenAndTheOthersKept_data()
{
    nothingOfItIsLeft_data();
}

void TestForget::oneSessionIsForgottenAndTheOthersKept()
{
    QFETCH(bool, live);
    const StackBench bench;
    const QString folder = bench.folder() + u"/.creact-state"_s;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(ask(user, phrase, u"ada"_s, u"a1"_s).ok());
    QVERIFY(ask(user, other, u"alan"_s, u"b1"_s).ok());
    QVERIFY(ask(user, phrase + u", more of it"_s, u"ada"_s, u"a2"_s).ok());
    if (!live)
        QVERIFY(user.stop().ok());
    const Result<void> forgotten = forget(user, {{}, u"ada"_s});
    QVERIFY2(forgotten.ok(), qPrintable(forgotten.ok() ? QString() : forgotten.error().message));
    QCOMPARE(filesWith(folder, phrase), QStringList());
    QCOMPARE(user.turns()->size(), 1);
    QCOMPARE(user.turns()->first().question, other);
    if (!live)
        QVERIFY(user.deploy().ok());
    QVERIFY(user.ask(u"What did I ask before?"_s)->answer.contains(other));
    QVERIFY(user.stop().ok());
    QCOMPARE(bench.remembered().size(), 4);
}

void TestForget::anotherSessionsTurnIsNotGivenAway()
{
    StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(ask(user, phrase, u"ada"_s, u"a1"_s).ok());
    bench.demo.failNext(Fault::Hang);
    const int calls = bench.modelCalls();
    QVERIFY(user.await<ChatTurn>([&](const Done<ChatTurn> &done) {
                    user.engine().sendMessage({}, {other, u"alan"_s, u"b1"_s}, done);
                })
                .ok());
    QTRY_COMPARE(bench.modelCalls(), calls + 1);
    const Result<void> refused = forget(user, {{}, u"ada"_s});
    QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(refused.error().where, u"b1"_s);
    QCOMPARE(user.turns()->size(), 2);
    QCOMPARE(user.turn(u"b1"_s).endedAt, 0);
}

void TestForget::interruptedTurnIsForgottenToo()
{
    StackBench bench;
    const QString folder = bench.folder() + u"/.creact-state"_s;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(Fault::Hang);
    QVERIFY(user.send(phrase, u"one"_s).ok());
    QTRY_COMPARE(bench.modelCalls(), 1);
    QVERIFY(user.stop().ok()); // in the middle of it: the turn stays to be gone on with
    QVERIFY(!filesWith(folder, phrase).isEmpty());
    QVERIFY(forget(user).ok());
    QCOMPARE(filesWith(folder, phrase), QStringList());
    QVERIFY(user.deploy().ok());
    QCOMPARE(user.ask(other)->state, ChatTurn::State::Answered);
    QCOMPARE(user.turns()->size(), 1);
}

void TestForget::refusals()
{
    const StackBench bench;
    EngineUser user;
    QCOMPARE(forget(user).error().code, ErrorCode::InvalidArgument);
    QVERIFY(user.open(bench.request()).ok());
    QCOMPARE(forget(user).error().code, ErrorCode::NotFound);
    QVERIFY(user.deploy().ok());
    QCOMPARE(forget(user, {u"http-server"_s, {}}).error().code, ErrorCode::NotFound);
    EngineUser second;
    QVERIFY(second.open(bench.request()).ok());
    QCOMPARE(forget(second).error().code, ErrorCode::Locked);
    QVERIFY(user.stop().ok());
    QVERIFY(forget(second).ok());
}

void TestForget::planKnowsWhoseMemoryItIs()
{
    const auto memory = [](const QStringList &path, const QStringList &onces) {
        QJsonArray messages;
        for (const QString &once : onces) {
            QJsonObject message{{u"role"_s, u"user"_s}, {u"content"_s, u"said in "_s + once}};
            if (!once.isEmpty())
                message.insert(u"once"_s, once);
            messages.append(message);
        }
        NodeRecord record = node(path, u"Memory"_s, {{u"messages"_s, messages}});
        record.store = {{u"messages"_s, messages}};
        return record;
    };
    StackRecord state;
    state.stackName = u"s"_s;
    NodeRecord handler = node({u"server"_s, u"chat"_s}, u"ChatHandler"_s);
    const QJsonObject a1{{u"id"_s, u"a1"_s},   {u"session"_s, u"ada"_s}, {u"content"_s, u"x"_s},
                         {u"acceptedAt"_s, 1}, {u"endedAt"_s, 2},        {u"response"_s, u"y"_s}};
    handler.store = {{u"answers"_s, QJsonArray{a1}}, {u"inbox"_s, QJsonArray{}}};
    state.put(handler);
    state.put(memory({u"server"_s, u"chat"_s, u"below"_s}, {u"a1"_s, u"b1"_s, u"old"_s, {}}));
    state.put(memory({u"elsewhere"_s}, {u"a1"_s, u"foreign"_s}));
    state.put(memory({u"used"_s}, {u"foreign"_s}));
    NodeRecord adds = node({u"server"_s, u"chat"_s, u"add"_s}, u"AddMessages"_s);
    adds.props = {{u"memoryId"_s, u"used"_s}};
    adds.cause.event = {u"message"_s, u"a1"_s, u"server.chat"_s, 1};
    TurnRecord turn;
    turn.id = u"a1"_s;
    turn.session = u"ada"_s;
    turn.handlerId = u"server.chat"_s;
    turn.nodes = {adds};
    // Answered so long ago that only the audit log knows of it.
    const AuditEntry accepted{1,
                              u"turn_accepted"_s,
                              u"server.chat"_s,
                              {{u"turn"_s, u"old"_s}, {u"session"_s, u"ada"_s}},
                              {}};
    const auto left = [&](const ForgetRequest &request) {
        const Result<ForgetPlan> plan = ForgetPlan::make(request, state, {turn}, {accepted});
        const StackRecord without = plan->without(state);
        QList<int> counts;
        for (const QString &id : {u"server.chat.below"_s, u"elsewhere"_s, u"used"_s}) {
            const NodeRecord *record = without.find(id);
            const int stored = int(record->store["messages"_L1].toArray().size());
            const int shown = int((*record->outputs)["messages"_L1].toArray().size());
            counts.append(stored == shown ? stored : -1);
        }
        return counts;
    };
    QCOMPARE(left({}), (QList<int>{0, 1, 0}));
    QCOMPARE(left({{}, u"ada"_s}), (QList<int>{2, 1, 1}));
    QCOMPARE(left({{}, u"nobody"_s}), (QList<int>{4, 2, 1}));
}

void TestForget::planDropsNodesAndLatchesOfItsTurns()
{
    StackRecord state;
    state.stackName = u"s"_s;
    NodeRecord handler = node({u"chat"_s}, u"ChatHandler"_s, {{u"id"_s, u"chat"_s}});
    const QJsonObject waiting{{u"id"_s, u"a-1"_s},
                              {u"session"_s, u"ada"_s},
                              {u"content"_s, u"x"_s},
                              {u"acceptedAt"_s, 1}};
    handler.store = {{u"inbox"_s, QJsonArray{waiting}}};
    state.put(handler);
    NodeRecord made = node({u"chat"_s, u"completion-a%2D1"_s}, u"Completion"_s);
    made.cause.event = {u"message"_s, u"a-1"_s, u"chat"_s, 1};
    state.put(made);
    state.put(node({u"chat"_s, u"completion-a%2D1"_s, u"child"_s}, u"Message"_s));
    state.put(node({u"chat"_s, u"stays"_s}, u"Message"_s));
    state.applyingNodeIds = QStringList{made.id.toString(), u"chat.stays"_s};
    state.latches.insert(u"chat.answer-a%2D1#messages"_s, {u"t"_s, {}, u"x"_s});
    state.latches.insert(u"chat.answer-b1#messages"_s, {u"t"_s, {}, u"x"_s});
    state.latches.insert(u"apart.answer-b1#messages"_s, {u"t"_s, {}, u"x"_s});

    const StackRecord session = ForgetPlan::make({{}, u"ada"_s}, state, {}, {})->without(state);
    QCOMPARE(session.nodeCount(), 2);
    QVERIFY(session.find(u"chat.stays"_s));
    QCOMPARE(session.applyingNodeIds, QStringList{u"chat.stays"_s});
    QCOMPARE(session.latches.size(), 2);
    QVERIFY(session.find(u"chat"_s)->outputs->value("pending"_L1).isNull());
    QCOMPARE(session.find(u"chat"_s)->store["inbox"_L1].toArray().size(), 0);
    const StackRecord whole = ForgetPlan::make({}, state, {}, {})->without(state);
    QCOMPARE(whole.latches.keys(), QStringList{u"apart.answer-b1#messages"_s});
}

void TestForget::auditLogHasNoMessageText()
{
    StackBench bench;
    bench.options.modelRetries = 0;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(user.ask(phrase).ok());
    QVERIFY(user.ask(u"Who was %1?"_s.arg(phrase)).ok()); // into a tool and back
    for (const Fault fault : {Fault::ServerError, Fault::BadToolArguments, Fault::UnknownTool,
                              Fault::InvalidJson, Fault::EmptyContent}) {
        bench.demo.failNext(fault);
        QVERIFY(user.ask(phrase).ok());
    }
    bench.demo.failNextSearch(Fault::ServerError);
    QVERIFY(user.ask(u"Who was %1?"_s.arg(phrase)).ok());
    QVERIFY(user.stop().ok());
    const QStringList with = filesWith(bench.folder() + u"/.creact-state"_s, phrase);
    QVERIFY(!with.isEmpty());
    for (const QString &file : with)
        QVERIFY2(!file.contains(u".audit."_s), qPrintable(file));
}

QTEST_GUILESS_MAIN(TestForget)
#include "tst_forget.moc"
