// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakestack.h"
#include "ui/models/auditfilter.h"
#include "ui/models/chatmodel.h"
#include "ui/models/historymodel.h"
#include "ui/models/problemsmodel.h"
#include "ui/models/recoverywords.h"
#include "ui/models/statelook.h"
#include "ui/models/words.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

QList<AuditEntry> makeEntries(int count, int from = 0)
{
    QList<AuditEntry> entries;
    for (int i = from; i < from + count; ++i)
        entries.append({1000 + i, u"resource_applied"_s, u"node-%1"_s.arg(i), {{u"n"_s, i}}, {}});
    return entries;
}

AuditPage makePage(int count, int from = 0)
{
    return {makeEntries(count, from), from, from + count};
}

ChatTurn makeTurn(const QString &id, qint64 at, ChatTurn::State state = ChatTurn::State::Running)
{
    ChatTurn turn;
    turn.id = id;
    turn.acceptedAt = at;
    turn.state = state;
    turn.question = id;
    return turn;
}

QStringList ids(const ChatModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.turn(row).id);
    return list;
}

} // namespace

class TestListModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void auditAppendsLive();
    void auditKeepsTheNewest();
    void olderPagesComeBefore();
    void anEmptyPageEndsTheLog();
    void auditFilterLooksAtAllColumns();
    void auditFilterGoesOnInOlderPages();
    void statesSayWhatTheyAre();
    void statesAreCompared();
    void aRecoveryIsToldInOneLine();
    void turnsStandInTheOrderOfAcceptance();
    void aTurnKeepsItsRow();
    void activityEndsWithTheTurn();
    void problemsTellTheirPlace();
    void causesReadAsSentences();
    void auditDetailsAreWords();
    void jsonFitsOneLine();
};

void TestListModels::auditAppendsLive()
{
    AuditModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    model.setPage(makePage(3));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.append(makeEntries(2, 3));
    model.append({});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.index(4, AuditModel::NodeColumn).data().toString(), u"node-4"_s);
    QCOMPARE(model.index(4, AuditModel::ActionColumn).data().toString(), u"Applied"_s);
    QCOMPARE(model.index(4, AuditModel::DetailsColumn).data().toString(), u"n: 4"_s);
}

void TestListModels::auditKeepsTheNewest()
{
    constexpr int limit = 2000;
    AuditModel model(nullptr, limit);
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    model.setPage(makePage(limit));
    model.append(makeEntries(10, limit));
    QVERIFY(model.rowCount() <= limit);
    QCOMPARE(model.total(), limit + 10);
    QVERIFY(model.hasOlder());
    QCOMPARE(model.at(model.size() - 1).nodeId, u"node-%1"_s.arg(limit + 9));
    model.append(makeEntries(limit + 50, 1'000'000));
    QCOMPARE(model.rowCount(), limit);
    QCOMPARE(model.total(), 2 * limit + 60);
}

void TestListModels::olderPagesComeBefore()
{
    AuditModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    model.setPage(makePage(10, 90));
    QVERIFY(model.hasOlder());
    QCOMPARE(model.total(), 100);
    model.prepend(makePage(50, 40));
    QCOMPARE(model.first(), 40);
    QCOMPARE(model.index(0, AuditModel::NodeColumn).data().toString(), u"node-40"_s);
    // Ten were dropped from the log's beginning: what was number 40 is number 30 now.
    AuditPage moved{makeEntries(40, 10), 0, 90};
    model.prepend(moved);
    QCOMPARE(model.rowCount(), 90);
    QVERIFY(!model.hasOlder());
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.at(row).nodeId, u"node-%1"_s.arg(row + 10));
}

void TestListModels::anEmptyPageEndsTheLog()
{
    AuditModel model;
    model.setPage(makePage(10, 90));
    model.prepend({});
    QVERIFY(!model.hasOlder());
    QCOMPARE(model.total(), 10);
}

void TestListModels::auditFilterLooksAtAllColumns()
{
    AuditModel model;
    AuditFilter filter(&model);
    QAbstractItemModelTester tester(&filter, Mode::QtTest);
    model.setPage(makePage(30));
    filter.setText(u"applied node-2"_s);
    QTRY_COMPARE(filter.rowCount(), 11);
    model.append(makeEntries(1, 200));
    QCOMPARE(filter.rowCount(), 12);
    QCOMPARE(filter.index(11, AuditModel::NodeColumn).data().toString(), u"node-200"_s);
    filter.setText({});
    QCOMPARE(filter.rowCount(), 31);
    filter.setText(u"nothing"_s);
    QCOMPARE(filter.rowCount(), 0);
}

void TestListModels::auditFilterGoesOnInOlderPages()
{
    AuditModel model(nullptr, 1500);
    AuditFilter filter(&model);
    QAbstractItemModelTester tester(&filter, Mode::QtTest);
    model.setPage(makePage(100, 900));
    filter.setText(u"7"_s);
    QTRY_COMPARE(filter.left(), 0);
    const int newest = filter.rowCount();
    model.prepend(makePage(900, 0));
    QTRY_COMPARE(filter.left(), 0);
    QVERIFY(filter.rowCount() > newest);
    int expected = 0;
    for (int i = 0; i < 1000; ++i)
        expected +=
            filter.at(std::min(expected, filter.rowCount() - 1)).nodeId == u"node-%1"_s.arg(i) ? 1
                                                                                               : 0;
    QCOMPARE(expected, filter.rowCount());
    // Entries that are dropped go from the matches too.
    model.append(makeEntries(1000, 1000));
    QTRY_COMPARE(filter.left(), 0);
    QVERIFY(filter.at(0).timestamp >= model.at(0).timestamp);
}

void TestListModels::statesSayWhatTheyAre()
{
    HistoryModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    QCOMPARE(model.newestUsable(), -1);
    model.setSnapshots(FakeStack::snapshots());
    QCOMPARE(model.newestUsable(), 1);
    QCOMPARE(model.index(0, HistoryModel::StatusColumn).data().toString(), u"Cannot be read"_s);
    QVERIFY(!model.index(0, 0).data(HistoryModel::UsableRole).toBool());
    QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"byte 1,204"_s));
    QCOMPARE(model.index(1, HistoryModel::StatusColumn).data().toString(), u"Deployed"_s);
    QCOMPARE(model.index(1, HistoryModel::NodesColumn).data().toString(), u"3"_s);
    QCOMPARE(model.index(3, HistoryModel::StatusColumn).data().toString(), u"Set aside"_s);
    QVERIFY(!model.index(3, 0).data(HistoryModel::UsableRole).toBool());
}

void TestListModels::statesAreCompared()
{
    const StackRecord then = FakeStack::earlierState();
    StackRecord now = FakeStack::stateNow();
    StateDiff diff = StateDiff::between(then, now);
    QCOMPARE(diff.added.size(), 2);
    QCOMPARE(diff.changed, QStringList{u"http-server.chat-handler.memory"_s});
    QVERIFY(diff.removed.isEmpty());
    QCOMPARE(StateLook::compared(then, now).summary,
             u"Since then: 2 nodes added, 1 node changed"_s);
    QCOMPARE(StateLook::compared(now, then).summary,
             u"Since then: 2 nodes removed, 1 node changed"_s);
    QVERIFY(StateLook::compared(then, then).lines.isEmpty());
    QCOMPARE(StateLook::of(then).lines, u"HttpServer\n  ChatHandler\n    Memory"_s);
    // When it ran is no difference.
    now = then;
    NodeRecord later = now.nodes().first();
    later.appliedAt = 99;
    later.durationMs = 5;
    now.put(later);
    QVERIFY(StateDiff::between(then, now).isEmpty());
}

void TestListModels::aRecoveryIsToldInOneLine()
{
    RecoveryReport report = FakeStack::recovery();
    QCOMPARE(RecoveryWords::summary(report), u"1 message goes on; 1 node was run again."_s);
    QCOMPARE(RecoveryWords::facts(report).size(), 3);
    QVERIFY(!RecoveryWords::facts(report).first().nodeId.isEmpty());
    report.interrupted.append({u"a.chat-response"_s, u"ChatResponse"_s, u"undelivered"_s});
    report.interrupted.append({u"a.x"_s, u"X"_s, u"left"_s});
    report.turns.append(u"m4"_s);
    QCOMPARE(RecoveryWords::summary(report),
             u"2 messages go on; 1 node was run again; 1 node waits for your decision; 1 answer "
             "could not be delivered."_s);
    QCOMPARE(RecoveryWords::summary(RecoveryReport()), u"Nothing was lost."_s);
    // The audit log says it in the same words.
    QCOMPARE(AuditModel::details({1, u"recovered"_s, {}, report.toJson(), {}}),
             RecoveryWords::summary(report));
}

void TestListModels::turnsStandInTheOrderOfAcceptance()
{
    ChatModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    model.setTurns({makeTurn(u"b"_s, 20), makeTurn(u"a"_s, 10)});
    model.update(makeTurn(u"d"_s, 40));
    model.update(makeTurn(u"c"_s, 30));
    QCOMPARE(ids(model), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
}

void TestListModels::aTurnKeepsItsRow()
{
    ChatModel model;
    model.setTurns({makeTurn(u"a"_s, 10), makeTurn(u"b"_s, 20)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QVERIFY(model.busy());
    model.update(makeTurn(u"a"_s, 10, ChatTurn::State::Answered));
    model.update(makeTurn(u"b"_s, 20, ChatTurn::State::Failed));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(ids(model), (QStringList{u"a"_s, u"b"_s}));
    QVERIFY(!model.busy());
}

void TestListModels::activityEndsWithTheTurn()
{
    ChatModel model;
    model.setTurns({makeTurn(u"a"_s, 10)});
    model.setActivity(u"a"_s, u"calling wikipedia"_s);
    QCOMPARE(model.activity(0), u"calling wikipedia"_s);
    model.update(makeTurn(u"a"_s, 10, ChatTurn::State::Answered));
    QCOMPARE(model.activity(0), QString());
    model.setActivity(u"a"_s, u"too late"_s);
    QCOMPARE(model.activity(0), QString());
}

void TestListModels::problemsTellTheirPlace()
{
    ProblemsModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    Problem problem;
    problem.message = u"There is no construct type “Tol”."_s;
    problem.hint = u"Did you mean “Tool”?"_s;
    problem.code = u"unknown_construct"_s;
    problem.line = 12;
    problem.column = 7;
    model.setProblems({problem});
    QCOMPARE(model.index(0, ProblemsModel::PlaceColumn).data().toString(), u"12:7"_s);
    QVERIFY(model.index(0, 0).data().toString().endsWith(problem.hint));
    model.setProblems({});
    QCOMPARE(model.rowCount(), 0);
}

void TestListModels::causesReadAsSentences()
{
    Cause near{u"props"_s, {u"messages"_s}, u"agent.tool-exec"_s, u"result"_s, {}};
    Cause far{u"created"_s, {}, {}, {}, {u"message"_s, u"m1"_s, u"http-server.chat-handler"_s, 1}};
    const QStringList sentences = Words::causes({near, far});
    QCOMPARE(sentences.size(), 3);
    QCOMPARE(sentences.at(0),
             u"Applied because messages changed when the output result of tool-exec changed."_s);
    QCOMPARE(sentences.at(1), u"Applied because it was created."_s);
    QVERIFY(sentences.at(2).startsWith(u"It began with the message m1 to chat-handler at "_s));
}

void TestListModels::auditDetailsAreWords()
{
    QCOMPARE(
        Words::details(
            {{u"outputKeys"_s, QJsonArray{u"id"_s}}, {u"cause"_s, u"created"_s}, {u"ms"_s, 18}}),
        u"created  ·  18 ms"_s);
    QCOMPARE(Words::details({{u"model"_s, u"gpt"_s},
                             {u"ms"_s, 1},
                             {u"toolCalls"_s, 0},
                             {u"promptTokens"_s, 5},
                             {u"totalTokens"_s, 9}}),
             u"gpt  ·  tokens: 9  ·  1 ms"_s);
    QCOMPARE(Words::details(
                 {{u"ms"_s, 2},
                  {u"error"_s, QJsonObject{{u"code"_s, u"x"_s}, {u"message"_s, u"It fell."_s}}}}),
             u"It fell.  ·  2 ms"_s);
    QCOMPARE(Words::details({{u"surprise"_s, 7}}), u"surprise: 7"_s);
}

void TestListModels::jsonFitsOneLine()
{
    QCOMPARE(Words::jsonLine(u"a\n  b"_s), u"a b"_s);
    QCOMPARE(Words::jsonLine(QString(500, u'x'), 10).size(), 10);
    QCOMPARE(Words::jsonLine(0.1), u"0.1"_s);
    QCOMPARE(Words::duration(0), u"< 1 ms"_s);
    QCOMPARE(Words::duration(999), u"999 ms"_s);
    QCOMPARE(Words::duration(3400), u"3.4 s"_s);
}

QTEST_MAIN(TestListModels)
#include "tst_listmodels.moc"
