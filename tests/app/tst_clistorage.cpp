// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/demoserver.h"
#include "tests/app/cliprocess.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

const QString phrase = u"heliotrope marmalade"_s;

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

} // namespace

/// The durable side of the program, by real processes: earlier states, unreadable ones, locks,
/// recovery after SIGKILL, forgetting, and the files of CReact 0.2.
class TestCliStorage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatWasNeverDeployedHasNothingToForget();
    void earlierStatesAreListedAndGoneBackTo();
    void exportIsTheWholeState();
    void unreadableStateIsExitCode4_data();
    void unreadableStateIsExitCode4();
    void unreadableStateIsRepaired_data();
    void unreadableStateIsRepaired();
    void lockIsReleasedOnlyByForceWhileSomebodyHoldsIt();
    void recoveryIsToldAndTheTurnGoesOn();
    void conversationIsForgotten();
    void keepOptionsAreHeeded();
    void wrongUse_data();
    void wrongUse();
    void filesOfCReact02_data();
    void filesOfCReact02();
    void unknownTypesAreShownAndNotDeployed();

private:
    struct Answer {
        int status = 0;
        QJsonObject body;
    };

    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString stateFolder() const { return path(u"demo/.creact-state"_s); }
    CliResult cli(const QStringList &arguments) const
    {
        return runCli(m_folder->path(), arguments);
    }
    /// Two runs with a message each, so that there is an earlier state.
    void talkTwice() const;
    void spoil(const QByteArray &bytes) const;
    Answer wait(QNetworkReply *reply) const;
    QNetworkReply *post(const QString &url, const QJsonObject &body);
    qsizetype remembered() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QNetworkAccessManager m_network;
};

void TestCliStorage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QCOMPARE(cli({u"new"_s, u"agent"_s, u"demo"_s}).exitCode, 0);
}

void TestCliStorage::whatWasNeverDeployedHasNothingToForget()
{
    for (const QStringList &arguments :
         {QStringList{u"state"_s, u"reset"_s, u"demo"_s},
          QStringList{u"state"_s, u"forget"_s, u"demo"_s, u"--yes"_s}}) {
        const CliResult result = cli(arguments);
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.errors.contains(u"Nothing of this stack is stored."_s),
                 qPrintable(result.errors));
    }
    QVERIFY(!QFileInfo::exists(stateFolder()));
}

void TestCliStorage::talkTwice() const
{
    for (int i = 0; i < 2; ++i) {
        const CliResult chat = cli({u"chat"_s, u"demo"_s, u"Hello!"_s, u"--port"_s, u"0"_s});
        QVERIFY2(chat.exitCode == 0, qPrintable(chat.errors));
    }
}

void TestCliStorage::spoil(const QByteArray &bytes) const
{
    QFile::remove(stateFolder() + u"/agent.journal"_s);
    QFile file(stateFolder() + u"/agent.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

TestCliStorage::Answer TestCliStorage::wait(QNetworkReply *reply) const
{
    const std::unique_ptr<QNetworkReply> owned(reply);
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, CliProcess::limit))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            QJsonDocument::fromJson(reply->readAll()).object()};
}

QNetworkReply *TestCliStorage::post(const QString &url, const QJsonObject &body)
{
    QNetworkRequest request(QUrl(url + u"/chat"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    return m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

qsizetype TestCliStorage::remembered() const
{
    const QJsonObject state = cli({u"state"_s, u"show"_s, u"demo"_s}).json().object();
    for (const QJsonValue &node : state.value("nodes"_L1).toArray()) {
        if (node["constructType"_L1].toString() == "Memory"_L1)
            return spoken(node["outputs"_L1]["messages"_L1].toArray()).size();
    }
    return -1;
}

void TestCliStorage::earlierStatesAreListedAndGoneBackTo()
{
    const CliResult none = cli({u"state"_s, u"history"_s, u"demo"_s});
    QCOMPARE(none.exitCode, 0);
    QCOMPARE(cli({u"state"_s, u"rollback"_s, u"demo"_s, u"--newest"_s}).exitCode, 1);
    talkTwice();
    QCOMPARE(remembered(), 4);
    const CliResult table = cli({u"state"_s, u"history"_s, u"demo"_s});
    QCOMPARE(table.exitCode, 0);
    const QJsonArray list = cli({u"state"_s, u"history"_s, u"demo"_s, u"--json"_s}).json().array();
    QVERIFY(!list.isEmpty());
    const QString oldest = list.last()["id"_L1].toString();
    QVERIFY2(table.output.contains(oldest), qPrintable(table.output));

    const CliResult back = cli({u"state"_s, u"rollback"_s, u"demo"_s, oldest});
    QVERIFY2(back.exitCode == 0, qPrintable(back.errors));
    QVERIFY2(back.output.contains(u"nodes"_s), qPrintable(back.output));
    QVERIFY(remembered() < 4);
    // And forth again: what was there is the newest now.
    const CliResult forth = cli({u"state"_s, u"rollback"_s, u"demo"_s, u"--newest"_s, u"--json"_s});
    QCOMPARE(forth.exitCode, 0);
    QCOMPARE(forth.json()["rolledBack"_L1].toBool(), true);
    QCOMPARE(remembered(), 4);
    const CliResult audit = cli({u"audit"_s, u"demo"_s});
    QCOMPARE(audit.output.count(u"state_rolled_back"_s), 2);
    QCOMPARE(cli({u"deploy"_s, u"demo"_s, u"--port"_s, u"0"_s}).exitCode, 0);
}

void TestCliStorage::exportIsTheWholeState()
{
    talkTwice();
    const CliResult printed = cli({u"state"_s, u"export"_s, u"demo"_s});
    QCOMPARE(printed.exitCode, 0);
    const CliResult written =
        cli({u"state"_s, u"export"_s, u"demo"_s, u"--output"_s, u"out.json"_s});
    QVERIFY2(written.exitCode == 0, qPrintable(written.errors));
    QFile file(path(u"out.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(file.readAll()), printed.json());
    QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    QCOMPARE(printed.json()["status"_L1].toString(), u"deployed"_s);
    QCOMPARE(printed.json()["stackName"_L1].toString(), u"agent"_s);
    // It can stand in the place of the state.
    QVERIFY(QDir(m_folder->path()).mkdir(u"copy"_s));
    QVERIFY(QFile::copy(path(u"out.json"_s), path(u"copy/agent.json"_s)));
    const CliResult copy =
        cli({u"state"_s, u"export"_s, u"agent"_s, u"--backend"_s, u"file:copy"_s});
    QVERIFY2(copy.exitCode == 0, qPrintable(copy.errors));
    QCOMPARE(copy.json(), printed.json());
    QCOMPARE(cli({u"state"_s, u"export"_s, u"demo"_s, u"--output"_s, u"no/such/folder"_s}).exitCode,
             1);
}

void TestCliStorage::unreadableStateIsExitCode4_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<int>("code");
    const auto row = [](const QStringList &command, int code) {
        QTest::newRow(qPrintable(command.join(u' '))) << command << code;
    };
    for (const QString &name : {u"plan"_s, u"deploy"_s, u"run"_s})
        row({name}, 4);
    row({u"state"_s, u"list"_s}, 4);
    row({u"state"_s, u"show"_s}, 4);
    row({u"state"_s, u"export"_s}, 4);
    row({u"state"_s, u"forget"_s, u"--yes"_s}, 4);
    row({u"destroy"_s, u"--yes"_s}, 4);
    row({u"chat"_s, u"demo"_s, u"Hello!"_s}, 4);
    row({u"state"_s, u"history"_s}, 0);
    row({u"audit"_s}, 0);
    row({u"lock"_s, u"show"_s}, 0);
    row({u"lock"_s, u"release"_s}, 0);
}

void TestCliStorage::unreadableStateIsExitCode4()
{
    QFETCH(QStringList, command);
    QFETCH(int, code);
    talkTwice();
    spoil("{\"nodes\": [");
    if (!command.contains(u"demo"_s))
        command.append(u"demo"_s);
    const CliResult result = cli(command);
    QVERIFY2(result.exitCode == code, qPrintable(result.output + result.errors));
    if (code == 4) {
        QVERIFY2(result.errors.contains(u"creact state rollback demo --newest"_s),
                 qPrintable(result.errors));
        QVERIFY2(result.errors.contains(u"Go back to the state of 20"_s),
                 qPrintable(result.errors));
    }
    QFile file(stateFolder() + u"/agent.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "{\"nodes\": ["_ba);
}

void TestCliStorage::unreadableStateIsRepaired_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<bool>("remembers");
    QTest::newRow("rollback") << QStringList{u"state"_s, u"rollback"_s, u"demo"_s, u"--newest"_s}
                              << true;
    QTest::newRow("reset") << QStringList{u"state"_s, u"reset"_s, u"demo"_s} << false;
}

void TestCliStorage::unreadableStateIsRepaired()
{
    QFETCH(QStringList, command);
    QFETCH(bool, remembers);
    talkTwice();
    QCOMPARE(cli({u"state"_s, u"reset"_s, u"demo"_s}).exitCode, 2); // nothing is wrong
    spoil(QByteArray(50, '\0'));
    const CliResult repaired = cli(command);
    QVERIFY2(repaired.exitCode == 0, qPrintable(repaired.errors));
    const CliResult chat = cli({u"chat"_s, u"demo"_s, u"Hello!"_s, u"--port"_s, u"0"_s});
    QVERIFY2(chat.exitCode == 0, qPrintable(chat.errors));
    QCOMPARE(remembered() > 2, remembers);
    QVERIFY(cli({u"state"_s, u"history"_s, u"demo"_s}).output.contains(u"set aside"_s));
}

void TestCliStorage::lockIsReleasedOnlyByForceWhileSomebodyHoldsIt()
{
    CliProcess run(m_folder->path());
    run.start({u"run"_s, u"demo"_s, u"--port"_s, u"0"_s});
    const QString url = run.waitForLine(u"listening  "_s);
    QVERIFY(!run.waitForLine(u"agent is live"_s).isNull());
    const QString pid = QString::number(run.process().processId());

    const CliResult refused = cli({u"lock"_s, u"release"_s, u"demo"_s});
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.errors.contains(pid) && refused.errors.contains(u"until"_s)
                 && refused.errors.contains(u"--force"_s),
             qPrintable(refused.errors));
    const CliResult forced = cli({u"lock"_s, u"release"_s, u"demo"_s, u"--force"_s});
    QCOMPARE(forced.exitCode, 0);
    QVERIFY2(forced.output.contains(pid), qPrintable(forced.output));
    QVERIFY(cli({u"audit"_s, u"demo"_s}).output.contains(u"lock_broken"_s));
    const QJsonObject again =
        cli({u"lock"_s, u"release"_s, u"demo"_s, u"--force"_s, u"--json"_s}).json().object();
    QVERIFY(!again.contains(u"lock"_s));

    // Its next write is refused, and that ends it.
    QVERIFY(wait(post(url, {{u"message"_s, u"Hello!"_s}})).status != 200);
    QCOMPARE(run.finish().exitCode, 3);
    QCOMPARE(cli({u"deploy"_s, u"demo"_s, u"--port"_s, u"0"_s}).exitCode, 0);
}

void TestCliStorage::recoveryIsToldAndTheTurnGoesOn()
{
    SystemClock clock;
    DemoServer model(clock);
    QVERIFY(model.start().ok());
    const QStringList arguments{u"run"_s, u"demo"_s,       u"--port"_s,
                                u"0"_s,   u"--endpoint"_s, model.baseUrl().toString()};
    const QJsonObject message{{u"message"_s, u"Hello!"_s}, {u"id"_s, u"one"_s}};
    const auto requests = [&] { return model.requestCount(u"/v1/chat/completions"_s); };
    {
        CliProcess run(m_folder->path());
        run.start(arguments);
        const QString url = run.waitForLine(u"listening  "_s);
        QVERIFY(!run.waitForLine(u"agent is live"_s).isNull());
        model.failNext(DemoServer::Fault::Hang);
        const std::unique_ptr<QNetworkReply> lost(post(url, message));
        QTRY_COMPARE(requests(), 1);
        run.signal(SIGKILL);
        QCOMPARE(run.finish().exitCode, -2);
    }
    // The first answer after the restart hangs, too: the repeated post finds the turn at work.
    model.failNext(DemoServer::Fault::Hang);
    CliProcess run(m_folder->path());
    run.start(arguments + QStringList{u"--json"_s});
    QTRY_COMPARE_WITH_TIMEOUT(requests(), 2, CliProcess::limit);
    run.signal(SIGKILL);
    QCOMPARE(run.finish().exitCode, -2);

    CliProcess third(m_folder->path());
    third.start(arguments);
    const QString url = third.waitForLine(u"listening  "_s);
    QVERIFY(!url.isEmpty());
    // GET gives the state or the answer, from the first moment on.
    const Answer state = wait(m_network.get(QNetworkRequest(QUrl(url + u"/chat/one"_s))));
    QCOMPARE(state.status, 200);
    QVERIFY(QStringList({u"running"_s, u"answered"_s})
                .contains(state.body.value("state"_L1).toString()));
    const Answer first = wait(post(url, message));
    const Answer second = wait(post(url, message));
    QCOMPARE(first.status, 200);
    QVERIFY(!first.body.value("response"_L1).toString().isEmpty());
    QCOMPARE(second.body, first.body);
    const Answer fetched = wait(m_network.get(QNetworkRequest(QUrl(url + u"/chat/one"_s))));
    QCOMPARE(fetched.body.value("response"_L1), first.body.value("response"_L1));
    QCOMPARE(wait(post(url, {{u"message"_s, u"Another"_s}, {u"id"_s, u"one"_s}})).status, 409);
    QCOMPARE(requests(), 3);
    QVERIFY(!third.waitForLine(u"agent is live"_s).isNull());
    third.signal(SIGTERM);
    const CliResult ended = third.finish();
    QCOMPARE(ended.exitCode, 0);
    QVERIFY2(ended.errors.contains(u"the last run ended without stopping"_s),
             qPrintable(ended.errors));
    QVERIFY2(ended.errors.contains(u"one"_s), qPrintable(ended.errors));
    QCOMPARE(remembered(), 2);

    // Told once; a run that ended well gives nothing to tell. The answer is still known.
    CliProcess last(m_folder->path());
    last.start(arguments + QStringList{u"--json"_s});
    const QString live = last.waitForLine(u"{\"backend\""_s);
    const QJsonObject event = QJsonDocument::fromJson("{\"backend\"" + live.toUtf8()).object();
    const QString lastUrl = event["urls"_L1].toArray().first().toString();
    QCOMPARE(wait(post(lastUrl, message)).body, first.body);
    last.signal(SIGTERM);
    const CliResult clean = last.finish();
    QVERIFY2(!clean.errors.contains(u"without stopping"_s), qPrintable(clean.errors));
    QVERIFY(!clean.output.contains(u"\"recovered\""_s));
    QCOMPARE(requests(), 3);
}

void TestCliStorage::conversationIsForgotten()
{
    const QString words = u"Please keep %1 in mind"_s.arg(phrase);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(cli({u"chat"_s, u"demo"_s, words, u"--port"_s, u"0"_s}).exitCode, 0);
    QVERIFY(!filesWith(stateFolder(), phrase).isEmpty());
    const CliResult asked = cli({u"state"_s, u"forget"_s, u"demo"_s});
    QCOMPARE(asked.exitCode, 2);
    QVERIFY2(asked.errors.contains(u"--yes"_s), qPrintable(asked.errors));
    QVERIFY(!filesWith(stateFolder(), phrase).isEmpty());
    QCOMPARE(
        cli({u"state"_s, u"forget"_s, u"demo"_s, u"--yes"_s, u"--session"_s, u"nobody"_s}).exitCode,
        0);
    QVERIFY(!filesWith(stateFolder(), phrase).isEmpty());
    const CliResult forgotten = cli({u"state"_s, u"forget"_s, u"demo"_s, u"--yes"_s});
    QVERIFY2(forgotten.exitCode == 0, qPrintable(forgotten.errors));
    QCOMPARE(filesWith(stateFolder(), phrase), QStringList());
    QCOMPARE(remembered(), 0);
    const CliResult next =
        cli({u"chat"_s, u"demo"_s, u"What did I ask before?"_s, u"--port"_s, u"0"_s});
    QCOMPARE(next.exitCode, 0);
    QVERIFY2(!next.output.contains(phrase), qPrintable(next.output));
    QVERIFY(cli({u"audit"_s, u"demo"_s}).output.contains(u"conversation_forgotten"_s));
}

void TestCliStorage::keepOptionsAreHeeded()
{
    for (int i = 0; i < 4; ++i) {
        const CliResult chat = cli({u"chat"_s, u"demo"_s, u"Hello!"_s, u"--port"_s, u"0"_s,
                                    u"--keep-turns"_s, u"2"_s, u"--keep-snapshots"_s, u"1"_s});
        QVERIFY2(chat.exitCode == 0, qPrintable(chat.errors));
    }
    const QDir turns(stateFolder() + u"/agent.turns"_s);
    QCOMPARE(turns.entryList({u"*.json"_s}, QDir::Files).size(), 2);
    QCOMPARE(cli({u"state"_s, u"history"_s, u"demo"_s, u"--json"_s}).json().array().size(), 1);
}

void TestCliStorage::wrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no word") << QStringList{u"state"_s};
    QTest::newRow("no stack") << QStringList{u"state"_s, u"history"_s};
    QTest::newRow("rollback to nothing") << QStringList{u"state"_s, u"rollback"_s, u"demo"_s};
    QTest::newRow("rollback to two")
        << QStringList{u"state"_s, u"rollback"_s, u"demo"_s, u"x"_s, u"--newest"_s};
    QTest::newRow("negative") << QStringList{u"deploy"_s, u"demo"_s, u"--keep-turns=-1"_s};
    QTest::newRow("not a number") << QStringList{u"deploy"_s, u"demo"_s, u"--keep-days"_s,
                                                 u"many"_s};
    QTest::newRow("force what") << QStringList{u"lock"_s, u"show"_s, u"demo"_s, u"--force"_s};
}

void TestCliStorage::wrongUse()
{
    QFETCH(QStringList, arguments);
    const CliResult result = cli(arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(!result.errors.isEmpty());
    QVERIFY(!QFile::exists(stateFolder()));
}

void TestCliStorage::filesOfCReact02_data()
{
    QTest::addColumn<bool>("interrupted");
    QTest::newRow("chat") << false;
    QTest::newRow("interrupted") << true;
}

void TestCliStorage::filesOfCReact02()
{
    QFETCH(bool, interrupted);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QString data = QStringLiteral(TEST_DATA_DIR "/creact-0.2/") + name;
    QVERIFY(QDir(m_folder->path()).mkpath(u"old/.creact-state"_s));
    QVERIFY(QFile::copy(data + u".stack.json"_s, path(u"old/agent.stack.json"_s)));
    QVERIFY(QFile::copy(data + u"/agent.json"_s, path(u"old/.creact-state/agent.json"_s)));
    const CliResult deployed = cli({u"deploy"_s, u"old"_s, u"--port"_s, u"0"_s, u"--json"_s});
    QVERIFY2(deployed.exitCode == 0, qPrintable(deployed.errors));
    QCOMPARE(deployed.errors.contains(u"ChatResponse could not be delivered"_s), interrupted);
    QCOMPARE(deployed.json().object().contains(u"recovered"_s), interrupted);
    const QJsonArray log = cli({u"audit"_s, u"old"_s, u"--json"_s}).json().array();
    QStringList applied;
    for (const QJsonValue &entry : log) {
        if (entry["action"_L1].toString() == "resource_applied"_L1)
            applied.append(entry["nodeId"_L1].toString());
    }
    QCOMPARE(applied, (QStringList{u"http-server-main"_s, u"http-server-main.chat-handler"_s}));
    const CliResult chat = cli({u"chat"_s, u"old"_s, u"Hello!"_s, u"--port"_s, u"0"_s});
    QVERIFY2(chat.exitCode == 0, qPrintable(chat.errors));
    QVERIFY(!chat.output.trimmed().isEmpty());
}

void TestCliStorage::unknownTypesAreShownAndNotDeployed()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"chain"_s));
    const QString source = QStringLiteral(TEST_DATA_DIR "/creact-0.2/chain/bench.json");
    const QString copy = path(u"chain/bench.json"_s);
    QVERIFY(QFile::copy(source, copy));
    const QStringList stack{u"bench"_s, u"--backend"_s, u"file:chain"_s};
    const CliResult list = cli(QStringList{u"state"_s, u"list"_s} + stack);
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(list.output.count(u"Link "_s), 100);
    const CliResult node = cli({u"state"_s, u"show"_s, u"bench"_s, u"link-1.link-2"_s,
                                u"--backend"_s, u"file:chain"_s, u"--json"_s});
    QCOMPARE(node.json()["props"_L1]["prev"_L1].toString(), u"link-1"_s);
    const CliResult refused = cli(QStringList{u"deploy"_s} + stack);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.errors.contains(u"document"_s), qPrintable(refused.errors));
    QFile before(source);
    QFile after(copy);
    QVERIFY(before.open(QIODevice::ReadOnly) && after.open(QIODevice::ReadOnly));
    QCOMPARE(after.readAll(), before.readAll());
}

QTEST_GUILESS_MAIN(TestCliStorage)
#include "tst_clistorage.moc"
