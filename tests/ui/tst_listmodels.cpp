// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/auditmodel.h"
#include "ui/models/chatmodel.h"
#include "ui/models/problemsmodel.h"
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
    void auditFilterLooksAtAllColumns();
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
    model.setEntries(makeEntries(3));
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
    AuditModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    model.setEntries(makeEntries(int(AuditModel::Limit)));
    model.append(makeEntries(10, int(AuditModel::Limit)));
    QVERIFY(model.rowCount() <= AuditModel::Limit);
    QCOMPARE(model.entries().last().nodeId, u"node-%1"_s.arg(AuditModel::Limit + 9));
    model.append(makeEntries(int(AuditModel::Limit) + 50, 1'000'000));
    QCOMPARE(model.rowCount(), int(AuditModel::Limit));
}

void TestListModels::auditFilterLooksAtAllColumns()
{
    AuditModel model;
    AuditFilter filter;
    filter.setSourceModel(&model);
    QAbstractItemModelTester tester(&filter, Mode::QtTest);
    model.setEntries(makeEntries(30));
    filter.setText(u"applied node-2"_s);
    QCOMPARE(filter.rowCount(), 11);
    model.append(makeEntries(1, 200));
    QCOMPARE(filter.rowCount(), 12);
    filter.setText({});
    QCOMPARE(filter.rowCount(), 31);
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
