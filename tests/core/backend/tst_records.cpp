// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/backend/answers.h"

#include <QJsonArray>
#include <QTest>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

QJsonObject fileObject(const QString &name)
{
    return QJsonDocument::fromJson(contentOf(u"" TEST_DATA_DIR "/creact-0.2/"_s + name)).object();
}

QJsonObject withoutAdditions(QJsonObject object)
{
    object.remove(u"creactStudio"_s);
    object.remove(u"applyingNodeIds"_s);
    QJsonArray nodes = object.value(u"nodes"_s).toArray();
    for (qsizetype i = 0; i < nodes.size(); ++i) {
        QJsonObject node = nodes.at(i).toObject();
        node.remove(u"creactStudio"_s);
        node.remove(u"state"_s);
        nodes[i] = node;
    }
    object.insert(u"nodes"_s, nodes);
    return object;
}

StackRecord fullRecord()
{
    StackRecord state = stackWith(u"agent"_s, 2);
    NodeRecord node = nodeNamed({u"parent"_s, u"a.b"_s});
    node.outputs.reset();
    node.store = {{u"inbox"_s, QJsonArray{1, 2}}};
    node.state = NodeState::Waiting;
    node.error = Error{ErrorCode::ModelFailed, u"It broke."_s, u"there"_s, u"try"_s};
    node.attempts = 3;
    node.cause = {u"props"_s, {u"x"_s}, u"parent"_s, u"out"_s, {u"message"_s, u"m1"_s, u"n"_s, 9}};
    node.appliedAt = 17;
    node.durationMs = 4;
    node.unknown = {{u"future"_s, true}};
    state.put(node);
    NodeRecord pinned = nodeNamed({u"pinned"_s});
    pinned.pinned = true;
    state.put(pinned);
    state.status = StackStatus::Applying;
    state.applyingNodeIds = {u"parent.tool-0"_s, u"parent.tool-1"_s};
    state.lastDeployedAt = 1'795'312'180'678;
    state.user = u"ada"_s;
    state.stores = {{u"counter"_s, QJsonObject{{u"count"_s, 1}}}};
    state.latches.insert(u"n#messages"_s, {u"untrack(x)"_s, u"hash"_s, QJsonArray{1}});
    state.latches.insert(u"n#none"_s,
                         {u"untrack(y)"_s, u"hash"_s, QJsonValue(QJsonValue::Undefined)});
    state.unknown = {{u"somethingNew"_s, QJsonArray{1, QJsonValue::Null}}};
    return state;
}

} // namespace

class TestRecords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyMemberSurvivesJson()
    {
        const StackRecord state = fullRecord();
        const auto again = stackRecordFromJson(toJson(state), u"f"_s);
        VERIFY_OK(again);
        QCOMPARE(again->nodes(), state.nodes());
        QCOMPARE(again->status, state.status);
        QCOMPARE(again->applyingNodeIds, state.applyingNodeIds);
        QCOMPARE(again->lastDeployedAt, state.lastDeployedAt);
        QCOMPARE(again->user, state.user);
        QCOMPARE(again->stores, state.stores);
        QCOMPARE(again->latches, state.latches);
        QCOMPARE(again->unknown, state.unknown);
        QCOMPARE(toJson(*again), toJson(state));
    }

    void nodeStatesSurvive_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("outputs");
        for (int state = 0; state <= static_cast<int>(NodeState::Destroying); ++state) {
            QTest::addRow("%d with outputs", state) << state << true;
            QTest::addRow("%d without", state) << state << false;
        }
    }
    void nodeStatesSurvive()
    {
        QFETCH(int, state);
        QFETCH(bool, outputs);
        NodeRecord node = nodeNamed({u"a"_s});
        node.state = static_cast<NodeState>(state);
        if (!outputs)
            node.outputs.reset();
        const QJsonObject object = toJson(node);
        QCOMPARE(nodeRecordFromJson(object), node);
        // CReact 0.2 knows four.
        const QString written = object.value(u"state"_s).toString(u"deployed"_s);
        QVERIFY(QStringList({u"pending"_s, u"applying"_s, u"deployed"_s, u"failed"_s})
                    .contains(written));
    }

    void whatIsPinnedIsOursAndWrittenOnlyThen()
    {
        NodeRecord node = nodeNamed({u"a"_s});
        QVERIFY(!toJson(node).contains(u"creactStudio"_s));
        node.pinned = true;
        QCOMPARE(toJson(node).value(u"creactStudio"_s), (QJsonObject{{u"pinned"_s, true}}));
        QVERIFY(nodeRecordFromJson(toJson(node)).pinned);
    }

    void whatIsPinnedButHasNoOutputsIsNotPinned()
    {
        QJsonObject object = toJson(nodeNamed({u"a"_s}));
        object.insert(u"creactStudio"_s, QJsonObject{{u"pinned"_s, true}});
        QVERIFY(nodeRecordFromJson(object).pinned);
        object.remove(u"outputs"_s);
        QVERIFY(!nodeRecordFromJson(object).pinned);
    }

    void aPinOfAnotherTypeIsUnreadable()
    {
        QJsonObject object = toJson(nodeNamed({u"a"_s}));
        object.insert(u"creactStudio"_s, QJsonObject{{u"pinned"_s, u"yes"_s}});
        const auto read = nodeRecordFromJson(object, u"f"_s);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, ErrorCode::StateUnreadable);
        QVERIFY2(read.error().message.contains(u"creactStudio/pinned"_s),
                 qPrintable(read.error().message));
    }

    void plainNodesAddNothingToCreactsMembers()
    {
        QCOMPARE(toJson(nodeNamed({u"a"_s, u"b"_s})).keys(),
                 QStringList({u"constructType"_s, u"id"_s, u"outputs"_s, u"path"_s, u"props"_s}));
    }

    void creactsFilesSurvive_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("nodes");
        QTest::newRow("chat") << u"chat/agent.json"_s << 4;
        QTest::newRow("interrupted") << u"interrupted/agent.json"_s << 9;
        QTest::newRow("chain") << u"chain/bench.json"_s << 100;
    }
    void creactsFilesSurvive()
    {
        QFETCH(QString, file);
        QFETCH(int, nodes);
        const QJsonObject object = fileObject(file);
        const auto state = stackRecordFromJson(object, file);
        VERIFY_OK(state);
        QCOMPARE(state->nodes().size(), nodes);
        QCOMPARE(withoutAdditions(toJson(*state)), object);
    }

    void interruptedNodeIsApplying()
    {
        const auto state = stackRecordFromJson(fileObject(u"interrupted/agent.json"_s), {});
        VERIFY_OK(state);
        QCOMPARE(state->status, StackStatus::Applying);
        QCOMPARE(state->applyingNodeIds.size(), 1);
        const NodeRecord *node = state->find(state->applyingNodeIds.first());
        QVERIFY(node);
        QCOMPARE(node->constructType, u"ChatResponse"_s);
        QCOMPARE(node->state, NodeState::Applying);
        QCOMPARE(state->nodes().at(2).state, NodeState::Deployed);
        QCOMPARE(state->nodes().at(0).state, NodeState::Pending);
    }

    void chainSharesItsIds()
    {
        const auto state = stackRecordFromJson(fileObject(u"chain/bench.json"_s), {});
        VERIFY_OK(state);
        for (const NodeRecord &node : state->nodes()) {
            QCOMPARE(state->find(node.id.toString()), state->find(node.id));
            QVERIFY(state->find(node.id));
        }
    }

    void wrongStateIsTold_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("message");
        const QJsonValue gone(QJsonValue::Undefined);
        QTest::newRow("no nodes") << u"nodes"_s << gone << u"/nodes is missing"_s;
        QTest::newRow("nodes null") << u"nodes"_s << QJsonValue() << u"/nodes must be an array"_s;
        QTest::newRow("nodes text") << u"nodes"_s << QJsonValue(u"x"_s) << u"is a string"_s;
        QTest::newRow("node") << u"nodes"_s << QJsonValue(QJsonArray{1})
                              << u"/nodes/0 must be an object, but is a number"_s;
        QTest::newRow("empty node")
            << u"nodes"_s << QJsonValue(QJsonArray{QJsonObject()}) << u"/nodes/0/id is missing"_s;
        QTest::newRow("status") << u"status"_s << QJsonValue(u"green"_s) << u"\"green\""_s;
        QTest::newRow("name") << u"stackName"_s << QJsonValue(5) << u"/stackName"_s;
        QTest::newRow("applying") << u"applyingNodeIds"_s << QJsonValue(QJsonArray{1})
                                  << u"/applyingNodeIds/0"_s;
        QTest::newRow("ours") << u"creactStudio"_s << QJsonValue(1) << u"/creactStudio"_s;
        QTest::newRow("stores") << u"creactStudio"_s
                                << QJsonValue(QJsonObject{{u"version"_s, 1},
                                                          {u"stores"_s, QJsonObject{{u"c"_s, 1}}}})
                                << u"/creactStudio/stores/c"_s;
    }
    void wrongStateIsTold()
    {
        QFETCH(QString, path);
        QFETCH(QJsonValue, value);
        QFETCH(QString, message);
        QJsonObject object = fileObject(u"chat/agent.json"_s);
        object.insert(path, value);
        const auto state = stackRecordFromJson(object, u"agent.json"_s);
        VERIFY_FAILS(state, ErrorCode::StateUnreadable);
        QVERIFY2(state.error().message.contains(message), qPrintable(state.error().message));
        QCOMPARE(state.error().where, u"agent.json"_s);
        QVERIFY(!state.error().hint.isEmpty());
    }

    void wrongNodeIsTold_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("id") << u"id"_s << QJsonValue(u"other"_s);
        QTest::newRow("path") << u"path"_s << QJsonValue(QJsonArray());
        QTest::newRow("segment") << u"path"_s << QJsonValue(QJsonArray{1});
        QTest::newRow("type") << u"constructType"_s << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("props") << u"props"_s << QJsonValue(QJsonArray());
        QTest::newRow("outputs") << u"outputs"_s << QJsonValue(u"x"_s);
        QTest::newRow("state") << u"state"_s << QJsonValue(u"happy"_s);
        QTest::newRow("store") << u"store"_s << QJsonValue(3);
        QTest::newRow("ours") << u"creactStudio"_s << QJsonValue(QJsonObject{{u"error"_s, 1}});
    }
    void wrongNodeIsTold()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QJsonObject object = fileObject(u"chat/agent.json"_s);
        QJsonArray nodes = object.value(u"nodes"_s).toArray();
        QJsonObject node = nodes.at(1).toObject();
        node.insert(member, value);
        nodes[1] = node;
        object.insert(u"nodes"_s, nodes);
        const auto state = stackRecordFromJson(object, {});
        VERIFY_FAILS(state, ErrorCode::StateUnreadable);
        QVERIFY2(state.error().message.contains(u"/nodes/1/"_s), qPrintable(state.error().message));
    }

    void twoNodesWithOneIdAreTold()
    {
        QJsonObject object = fileObject(u"chat/agent.json"_s);
        QJsonArray nodes = object.value(u"nodes"_s).toArray();
        nodes.append(nodes.first());
        object.insert(u"nodes"_s, nodes);
        VERIFY_FAILS(stackRecordFromJson(object, {}), ErrorCode::StateUnreadable);
    }

    void newerVersionIsRefused()
    {
        QJsonObject object = toJson(fullRecord());
        object.insert(u"creactStudio"_s, QJsonObject{{u"version"_s, 2}, {u"stores"_s, 1}});
        VERIFY_FAILS(stackRecordFromJson(object, {}), ErrorCode::StateNewer);
    }

    void turnsAndSmallRecordsSurvive()
    {
        TurnRecord turn;
        turn.id = u"t1"_s;
        turn.session = u"s"_s;
        turn.question = u"who?"_s;
        turn.error = Error{ErrorCode::TimedOut, u"late"_s, {}, {}};
        turn.endedAt = 12;
        turn.elementPointer = u"/children/0"_s;
        turn.nodes = fullRecord().nodes();
        const TurnRecord again = TurnRecord::fromJson(turn.toJson());
        QCOMPARE(again.toJson(), turn.toJson());
        QCOMPARE(again.nodes, turn.nodes);
        const AuditEntry entry = entryNamed(u"x"_s, 4);
        QCOMPARE(auditEntryFromJson(toJson(entry)), entry);
        const LockInfo info{u"h"_s, u"host"_s, 7, 1, 2};
        QCOMPARE(LockInfo::fromJson(info.toJson()), info);
    }

    void orderIsKeptAcrossRemovals()
    {
        StackRecord state = stackWith(u"s"_s, 200);
        for (int i = 0; i < 200; i += 2)
            QVERIFY(state.remove(NodeId::fromPath({u"parent"_s, u"tool-%1"_s.arg(i)})));
        QVERIFY(!state.remove(NodeId::fromPath({u"parent"_s, u"tool-0"_s})));
        QVERIFY(!state.find(u"parent.tool-0"_s));
        QVERIFY(state.find(u"parent.tool-1"_s));
        state.put(nodeNamed({u"parent"_s, u"tool-0"_s}));
        QStringList names;
        QStringList expected;
        for (const NodeRecord &node : state.nodes())
            names.append(node.id.segment());
        for (int i = 1; i < 200; i += 2)
            expected.append(u"tool-%1"_s.arg(i));
        QCOMPARE(names, expected << u"tool-0"_s);
        QCOMPARE(state.nodeCount(), 101);
        state.eachNode([&](const NodeRecord &node) {
            QCOMPARE(state.find(node.id), &node);
            QCOMPARE(state.find(node.id.toString()), &node);
        });
    }

    void textOfAnIdFindsItsNode()
    {
        StackRecord state;
        // The same text in two ways, and a child whose parent is not there.
        state.put(nodeNamed({u"a"_s, u"b.c"_s}));
        state.put(nodeNamed({u"x"_s, u"y"_s, u"z"_s}));
        state.put(nodeNamed({u"a"_s}));
        state.put(nodeNamed({u"a"_s, u"d"_s}));
        for (const QString &id : {u"a.b.c"_s, u"x.y.z"_s, u"a"_s, u"a.d"_s}) {
            QVERIFY(state.find(id));
            QCOMPARE(state.find(id)->id.toString(), id);
        }
        QVERIFY(!state.find(u"a.b"_s));
        QVERIFY(!state.find(QString()));
    }

    void removingAllFromTheFrontIsCheap()
    {
        // Were the rest to move up each time, it would be 20 thousand million moves.
        const int count = 200'000;
        StackRecord state = stackWith(u"s"_s, count);
        for (int i = 0; i < count; ++i) {
            const NodeId id = NodeId::fromPath({u"parent"_s, u"tool-%1"_s.arg(i)});
            QVERIFY(state.find(id));
            QVERIFY(state.remove(id));
        }
        QVERIFY(state.nodes().isEmpty());
    }

    void lookingAtAllMovesNothing()
    {
        StackRecord state = stackWith(u"s"_s, 4);
        const NodeRecord *last = state.find(u"parent.tool-3"_s);
        QVERIFY(last);
        state.remove(NodeId::fromPath({u"parent"_s, u"tool-1"_s}));
        QCOMPARE(state.nodes().size(), 3);
        QStringList seen;
        state.eachNode([&](const NodeRecord &node) { seen += node.id.segment(); });
        QCOMPARE(seen, QStringList({u"tool-0"_s, u"tool-2"_s, u"tool-3"_s}));
        QCOMPARE(state.find(u"parent.tool-3"_s), last);
        QCOMPARE(last->id.segment(), u"tool-3"_s);
        // What is put while a list is gone through is not seen in it, and harms nothing.
        qsizetype count = 0;
        for (const NodeRecord &node : state.nodes()) {
            state.put(nodeNamed({u"parent"_s, u"again-%1"_s.arg(++count)}));
            QVERIFY(node.id.segment().startsWith(u"tool-"_s));
        }
        QCOMPARE(count, 3);
        QCOMPARE(state.nodes().size(), 6);
    }

    void copiesAreIndependent()
    {
        StackRecord state = stackWith(u"s"_s, 3);
        const StackRecord before = state;
        state.remove(NodeId::fromPath({u"parent"_s, u"tool-1"_s}));
        QCOMPARE(state.nodes().size(), 2);
        QCOMPARE(before.nodes().size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestRecords)
#include "tst_records.moc"
