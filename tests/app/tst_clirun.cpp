// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cliprocess.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int stopLimit = 5000;
const QString question = u"Who was Ada Lovelace?"_s;

} // namespace

/// The agent template served by the real program: what a person does with `creact run`, `creact
/// chat` and curl, without a key and without a network.
class TestCliRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void answersAndStopsAndRemembers();
    void secondRunIsLockedOut();
    void chatTalksToTheRunThatHoldsTheStack();
    void chatAnswersOnce();
    void chatReadsLines();
    void interruptEndsTheRun();
    void eventsAreJsonLines();
    void aPortThatIsTakenIsTold();
    void aTurnThatWasStoppedGoesOn();
    void anEmptyMessageIsWrongUse();

private:
    struct Answer {
        int status = 0;
        QJsonObject body;
    };

    QString path(const QString &name) const { return m_folder->filePath(name); }
    CliResult cli(const QStringList &arguments, const QString &input = {})
    {
        return runCli(m_folder->path(), arguments, input);
    }
    /// Starts `creact run` and waits until it is live; the address of its server.
    QString startRun(CliProcess &run);
    /// SIGTERM was sent: exit code 0, in time.
    static void endsWell(CliProcess &run);
    Answer post(const QString &url, const QString &message);
    QJsonArray remembered();

    std::unique_ptr<QTemporaryDir> m_folder;
    QNetworkAccessManager m_network;
};

void TestCliRun::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QCOMPARE(cli({u"new"_s, u"agent"_s, u"demo"_s}).exitCode, 0);
}

QString TestCliRun::startRun(CliProcess &run)
{
    run.start({u"run"_s, u"demo/agent.stack.json"_s, u"--port"_s, u"0"_s});
    const QString url = run.waitForLine(u"listening  "_s);
    return run.waitForLine(u"agent is live"_s).isNull() ? QString() : url;
}

void TestCliRun::endsWell(CliProcess &run)
{
    const CliResult ended = run.finish(stopLimit);
    QVERIFY2(ended.exitCode == 0, qPrintable(ended.errors));
}

TestCliRun::Answer TestCliRun::post(const QString &url, const QString &message)
{
    QNetworkRequest request(QUrl(url + u"/chat"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const QJsonObject body{{u"message"_s, message}};
    const std::unique_ptr<QNetworkReply> reply(
        m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact)));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, CliProcess::limit))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            QJsonDocument::fromJson(reply->readAll()).object()};
}

QJsonArray TestCliRun::remembered()
{
    const QJsonObject state = cli({u"state"_s, u"show"_s, u"demo"_s}).json().object();
    for (const QJsonValue &node : state.value("nodes"_L1).toArray()) {
        if (node["constructType"_L1].toString() == "Memory"_L1)
            return spoken(node["outputs"_L1]["messages"_L1].toArray());
    }
    return {};
}

void TestCliRun::answersAndStopsAndRemembers()
{
    for (int round = 1; round <= 2; ++round) {
        CliProcess run(m_folder->path());
        const QString url = startRun(run);
        QVERIFY2(!url.isEmpty(), qPrintable(run.finish(0).errors));

        const Answer answer = post(url, question);
        QCOMPARE(answer.status, 200);
        const QString response = answer.body.value("response"_L1).toString();
        // From the encyclopedia: the question does not name him.
        QVERIFY2(response.contains(u"Babbage"_s), qPrintable(response));
        QVERIFY(run.waitForLine(QString()).contains(question));

        run.signal(SIGTERM);
        const CliResult ended = run.finish(stopLimit);
        QVERIFY2(ended.exitCode == 0, qPrintable(ended.errors));
        QVERIFY2(ended.output.contains(u"demo model (offline)"_s), qPrintable(ended.output));

        QVERIFY(!QFile::exists(path(u"demo/.creact-state/agent.lock"_s)));
        QFile file(path(u"demo/.creact-state/agent.json"_s));
        QVERIFY(file.open(QFile::ReadOnly));
        const QJsonObject state = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(state.value("stackName"_L1).toString(), u"agent"_s);
        QCOMPARE(state.value("status"_L1).toString(), u"deployed"_s);
        QCOMPARE(remembered().size(), 2 * round);
    }
    const CliResult audit = cli({u"audit"_s, u"demo"_s, u"--limit"_s, u"0"_s});
    QVERIFY2(audit.output.contains(u"turn_answered"_s), qPrintable(audit.output));
}

void TestCliRun::secondRunIsLockedOut()
{
    CliProcess run(m_folder->path());
    QVERIFY(!startRun(run).isEmpty());
    const QString pid = QString::number(run.process().processId());

    for (const QString &command : {u"run"_s, u"deploy"_s}) {
        const CliResult second = cli({command, u"demo"_s, u"--port"_s, u"0"_s});
        QCOMPARE(second.exitCode, 3);
        QVERIFY2(second.errors.contains(pid), qPrintable(second.errors));
    }
    const CliResult text = cli({u"lock"_s, u"show"_s, u"demo"_s});
    QVERIFY2(text.output.contains(pid), qPrintable(text.output));
    const CliResult json = cli({u"lock"_s, u"show"_s, u"demo"_s, u"--json"_s});
    QCOMPARE(json.json().object().value("locked"_L1), QJsonValue(true));
    run.signal(SIGTERM);
    endsWell(run);
}

void TestCliRun::chatTalksToTheRunThatHoldsTheStack()
{
    CliProcess run(m_folder->path());
    const QString url = startRun(run);
    QVERIFY(!url.isEmpty());
    const CliResult chat = cli({u"chat"_s, u"demo"_s, question});
    QVERIFY2(chat.exitCode == 0, qPrintable(chat.errors));
    QVERIFY2(chat.errors.contains(url), qPrintable(chat.errors));
    QVERIFY2(chat.output.contains(u"Babbage"_s), qPrintable(chat.output));
    QVERIFY(!run.waitForLine(QString()).isNull());
    run.signal(SIGTERM);
    endsWell(run);
}

void TestCliRun::chatAnswersOnce()
{
    const CliResult text = cli({u"chat"_s, u"demo"_s, question, u"--port"_s, u"0"_s});
    QVERIFY2(text.exitCode == 0, qPrintable(text.errors));
    QVERIFY2(text.output.contains(u"Babbage"_s), qPrintable(text.output));
    const CliResult json = cli({u"chat"_s, u"demo"_s, question, u"--port"_s, u"0"_s, u"--json"_s});
    QCOMPARE(json.exitCode, 0);
    QVERIFY(json.json().object().value("response"_L1).toString().contains(u"Babbage"_s));
    QCOMPARE(remembered().size(), 4);
    QVERIFY(!QFile::exists(path(u"demo/.creact-state/agent.lock"_s)));
}

void TestCliRun::chatReadsLines()
{
    const CliResult result =
        cli({u"chat"_s, u"demo"_s, u"--port"_s, u"0"_s}, question + u"\n\nWho was Alan Turing?"_s);
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    QVERIFY2(result.output.contains(u"Babbage"_s), qPrintable(result.output));
    QVERIFY2(result.output.contains(u"Turing"_s), qPrintable(result.output));
    QCOMPARE(remembered().size(), 4);
}

void TestCliRun::interruptEndsTheRun()
{
    CliProcess run(m_folder->path());
    QVERIFY(!startRun(run).isEmpty());
    run.signal(SIGINT);
    endsWell(run);
}

void TestCliRun::eventsAreJsonLines()
{
    CliProcess run(m_folder->path());
    run.start({u"run"_s, u"demo"_s, u"--port"_s, u"0"_s, u"--json"_s});
    const QJsonObject live = QJsonDocument::fromJson(run.waitForLine(QString()).toUtf8()).object();
    QCOMPARE(live.value("event"_L1).toString(), u"live"_s);
    QCOMPARE(live.value("demo"_L1), QJsonValue(true));
    const QString url = live.value("urls"_L1).toArray().first().toString();
    QCOMPARE(post(url, question).status, 200);
    const QJsonObject turn = QJsonDocument::fromJson(run.waitForLine(QString()).toUtf8()).object();
    QCOMPARE(turn.value("event"_L1).toString(), u"turn"_s);
    QCOMPARE(turn.value("question"_L1).toString(), question);
    run.signal(SIGTERM);
    endsWell(run);
}

void TestCliRun::aPortThatIsTakenIsTold()
{
    CliProcess run(m_folder->path());
    const QString url = startRun(run);
    QVERIFY(!url.isEmpty());
    const QString port = QString::number(QUrl(url).port());

    QCOMPARE(cli({u"new"_s, u"agent"_s, u"other"_s}).exitCode, 0);
    CliProcess other(m_folder->path());
    other.start({u"run"_s, u"other"_s, u"--port"_s, port});
    QVERIFY(!other.waitForLine(u"agent is live"_s).isNull());
    QVERIFY(other.waitForError(port));
    other.signal(SIGTERM);
    endsWell(other);

    const CliResult chat = cli({u"chat"_s, u"other"_s, question, u"--port"_s, port});
    QVERIFY2(chat.output.contains(u"Babbage"_s), qPrintable(chat.errors));
    run.signal(SIGTERM);
    endsWell(run);
}

/// SIGTERM while the model keeps us waiting: the run ends all the same, and the next one answers.
void TestCliRun::aTurnThatWasStoppedGoesOn()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    CliProcess run(m_folder->path());
    run.start({u"run"_s, u"demo"_s, u"--port"_s, u"0"_s, u"--endpoint"_s,
               u"http://127.0.0.1:%1/v1"_s.arg(silent.serverPort())});
    const QString url = run.waitForLine(u"listening  "_s);
    QVERIFY(!url.isEmpty());
    QNetworkRequest request(QUrl(url + u"/chat"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const std::unique_ptr<QNetworkReply> asked(m_network.post(
        request, QJsonDocument({{u"message"_s, question}, {u"id"_s, u"turn-1"_s}}).toJson()));
    QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingConnections(), CliProcess::limit);
    run.signal(SIGTERM);
    const CliResult ended = run.finish(stopLimit);
    QVERIFY2(ended.exitCode == 0, qPrintable(ended.errors));
    QVERIFY(!QFile::exists(path(u"demo/.creact-state/agent.lock"_s)));
    const QJsonObject state = cli({u"state"_s, u"show"_s, u"demo"_s}).json().object();
    QVERIFY(state.value("status"_L1).toString() != "applying"_L1);

    CliProcess again(m_folder->path());
    const QString secondUrl = startRun(again);
    QVERIFY(!secondUrl.isEmpty());
    const std::unique_ptr<QNetworkReply> fetched(
        m_network.get(QNetworkRequest(QUrl(secondUrl + u"/chat/turn-1"_s))));
    QTRY_VERIFY(fetched->isFinished());
    const QJsonObject turn = QJsonDocument::fromJson(fetched->readAll()).object();
    QVERIFY(turn.value("response"_L1).toString().contains(u"Babbage"_s));
    again.signal(SIGTERM);
    endsWell(again);
}

void TestCliRun::anEmptyMessageIsWrongUse()
{
    const CliResult result = cli({u"chat"_s, u"demo"_s, u""_s, u"--port"_s, u"0"_s});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.contains(u"empty"_s), qPrintable(result.errors));
}

QTEST_GUILESS_MAIN(TestCliRun)
#include "tst_clirun.moc"
