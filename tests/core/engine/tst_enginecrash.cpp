// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/enginebench.h"

#include <QJsonArray>
#include <QProcess>

using namespace creact;
using namespace Qt::StringLiterals;
using Fault = DemoServer::Fault;

namespace {

/// The child: serves the stack and posts one message. It is killed, so nothing after that happens.
int serve(QCoreApplication &app)
{
    const QStringList arguments = app.arguments();
    OpenRequest request;
    request.documentPath = arguments.at(2);
    request.options.port = 0;
    request.options.endpoint = QUrl(arguments.at(3));
    request.options.wikipedia = QUrl(arguments.at(4));
    Engine engine;
    engine.open(request);
    engine.deploy([&](const Result<void> &deployed) {
        if (!deployed.ok())
            app.exit(1);
        engine.sendMessage({}, {u"Who was Ada Lovelace?"_s, {}, u"one"_s},
                           [&](const Result<ChatTurn> &turn) {
                               if (!turn.ok())
                                   app.exit(2);
                           });
    });
    return app.exec();
}

} // namespace

/// SIGKILL in the middle of a turn: this program runs itself as the one that dies.
class TestEngineCrash : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void turnGoesOnAfterSigkill_data();
    void turnGoesOnAfterSigkill();
};

void TestEngineCrash::turnGoesOnAfterSigkill_data()
{
    QTest::addColumn<int>("callsBefore");
    QTest::addColumn<bool>("inTool");
    QTest::addColumn<int>("callsAfter");
    QTest::addColumn<int>("searchesAfter");
    // A call that had ended is not made again; the one under way is.
    QTest::newRow("first model call") << 1 << false << 3 << 1;
    QTest::newRow("tool") << 1 << true << 2 << 2;
    QTest::newRow("second model call") << 2 << false << 3 << 1;
}

void TestEngineCrash::turnGoesOnAfterSigkill()
{
    QFETCH(int, callsBefore);
    QFETCH(bool, inTool);
    QFETCH(int, callsAfter);
    QFETCH(int, searchesAfter);
    StackBench bench;
    if (inTool) {
        bench.demo.failNextSearch(Fault::Hang);
    } else {
        bench.demo.failNext(Fault::None, callsBefore - 1);
        bench.demo.failNext(Fault::Hang);
    }
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {u"--serve"_s, bench.document, bench.demo.baseUrl().toString(),
                 bench.demo.wikipediaUrl().toString()});
    QTRY_COMPARE_WITH_TIMEOUT(bench.modelCalls(), callsBefore, EngineUser::patience);
    if (inTool)
        QTRY_COMPARE_WITH_TIMEOUT(bench.searches(), 1, EngineUser::patience);
    QCOMPARE(child.state(), QProcess::Running);
    child.kill();
    QTRY_COMPARE(child.state(), QProcess::NotRunning);
    QVERIFY(QFile::exists(bench.lockPath()));
    QCOMPARE(bench.stateFile()["status"_L1].toString(), u"applying"_s);

    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QTRY_COMPARE(user.info.status, StackInfo::Status::Idle);
    QVERIFY2(!user.info.readOnly, "the dead hold no lock");
    QCOMPARE(user.turns()->size(), 1);
    const Result<void> deployed = user.deploy();
    QVERIFY2(deployed.ok(), qPrintable(deployed.ok() ? QString() : deployed.error().message));
    QTRY_COMPARE_WITH_TIMEOUT(user.turns()->first().state, ChatTurn::State::Answered,
                              EngineUser::patience);
    QVERIFY(user.turns()->first().answer.contains(u"mathematician"_s));
    QCOMPARE(bench.modelCalls(), callsAfter);
    QCOMPARE(bench.searches(), searchesAfter);
    QCOMPARE(bench.remembered().size(), 2);
    QTRY_COMPARE(user.tree.ofKind(TreeRow::Kind::Turn).size(), 1);
    const Result<ChatTurn> next = user.ask(u"What did I ask before?"_s);
    QVERIFY2(next->answer.contains(u"Who was Ada Lovelace?"_s), qPrintable(next->answer));
    QCOMPARE(bench.remembered().size(), 4);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == u"--serve"_s)
        return serve(app);
    TestEngineCrash test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_enginecrash.moc"
