// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/enginebench.h"

using namespace creact;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Commands in the orders that people find, and an engine that goes at any moment.
class TestCommandOrders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCommandIsAnsweredOnceWhateverTheOrder_data();
    void everyCommandIsAnsweredOnceWhateverTheOrder();
    void engineDestroyedAtAnyMoment_data();
    void engineDestroyedAtAnyMoment();
};

void TestCommandOrders::everyCommandIsAnsweredOnceWhateverTheOrder_data()
{
    QTest::addColumn<QString>("orders");
    for (const char *orders : {"ods",   "odd",     "oss",   "odss", "odsd", "odsds", "odso", "oodd",
                               "dso",   "odmss",   "odmcs", "odsm", "odxs", "ox",    "odsx", "oxd",
                               "odpst", "odsosds", "oxo",   "oxs",  "oooo", "odmd",  "odmsd"})
        QTest::newRow(orders) << QString::fromLatin1(orders);
}

void TestCommandOrders::everyCommandIsAnsweredOnceWhateverTheOrder()
{
    QFETCH(QString, orders);
    const StackBench bench;
    EngineUser user;
    for (const QChar order : orders) {
        switch (order.unicode()) {
        case 'o':
            user.engine().open(bench.request(), user.counted<void>());
            break;
        case 'd':
            user.engine().deploy(user.counted<void>());
            break;
        case 's':
            user.engine().stop(user.counted<void>());
            break;
        case 'x':
            user.engine().destroyStack(user.counted<void>());
            break;
        case 'm':
            user.engine().sendMessage({}, {u"Who was Ada Lovelace?"_s, {}, u"one"_s},
                                      user.counted<ChatTurn>());
            break;
        case 'c':
            user.engine().cancelTurn(u"http-server.chat-handler"_s, u"one"_s, user.counted<void>());
            break;
        case 'p':
            user.engine().plan(user.counted<Plan>());
            break;
        case 't':
            user.engine().turns(user.counted<QList<ChatTurn>>());
            break;
        default:
            QFAIL("no such order");
        }
    }
    const QList<int> once(orders.size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(user.answers(), once, EngineUser::patience);
    QVERIFY(user.open(bench.request()).ok() || user.stop().ok());
    QVERIFY(user.stop().ok());
    QCOMPARE(user.answers().mid(0, orders.size()), once);
    QVERIFY(!QFile::exists(bench.lockPath()));
    QCOMPARE(user.tree.faults(), QStringList());
}

void TestCommandOrders::engineDestroyedAtAnyMoment_data()
{
    QTest::addColumn<int>("moment");
    for (int moment = 0; moment < 24; ++moment)
        QTest::addRow("%d", moment) << moment;
}

/// The moment is a number of turns of this thread's event loop, and of things seen before it.
void TestCommandOrders::engineDestroyedAtAnyMoment()
{
    QFETCH(int, moment);
    StackBench bench;
    {
        EngineUser user;
        user.engine().open(bench.request(), user.counted<void>());
        if (moment > 0)
            user.engine().deploy(user.counted<void>());
        if (moment > 2)
            user.engine().sendMessage({}, {u"Who was Ada Lovelace?"_s, {}, u"one"_s},
                                      user.counted<ChatTurn>());
        if (moment % 4 == 3)
            user.engine().stop(user.counted<void>());
        if (moment > 8 && moment % 2)
            QTRY_VERIFY(user.info.status >= StackInfo::Status::Deploying || moment % 4 == 3);
        if (moment > 12 && moment % 4 != 3)
            QTRY_VERIFY(bench.modelCalls() > 0);
        if (moment > 20 && moment % 4 != 3)
            QTRY_VERIFY(bench.modelCalls() > 1);
        for (int i = 0; i < moment; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents);
    }
    QVERIFY(!QFile::exists(bench.lockPath()));
    bool accepted = false;
    if (QFile::exists(bench.statePath())) {
        const QJsonObject state = bench.stateFile();
        QVERIFY(!state.isEmpty());
        QVERIFY(state["status"_L1].toString() != u"applying"_s);
        EngineUser reader;
        QVERIFY(reader.open(bench.request()).ok());
        accepted = !reader.turns()->isEmpty();
    }
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    if (accepted) {
        QTRY_COMPARE_WITH_TIMEOUT(user.turns()->first().state, ChatTurn::State::Answered, 20'000);
        QVERIFY(user.turns()->first().answer.contains(u"mathematician"_s));
    } else {
        QCOMPARE(user.ask(u"Who was Ada Lovelace?"_s)->state, ChatTurn::State::Answered);
    }
    QCOMPARE(bench.remembered().size(), 2);
}

QTEST_GUILESS_MAIN(TestCommandOrders)
#include "tst_commandorders.moc"
