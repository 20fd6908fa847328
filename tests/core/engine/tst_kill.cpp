// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filebackend.h"
#include "tests/core/backend/answers.h"
#include "tests/core/engine/enginebench.h"
#include "tests/core/engine/modelcalls.h"
#include "tests/support/spin.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QNetworkReply>
#include <QProcess>
#include <QRandomGenerator>

#include <csignal>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr auto patience = 60s;

/// `creact run`, for as long as it is let live.
class Served {
public:
    explicit Served(const StackBench &bench)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, bench.folder());
        environment.insert(u"CREACT_WIKIPEDIA_URL"_s, bench.demo.wikipediaUrl().toString());
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(CREACT_PROGRAM),
                        {u"run"_s, bench.document, u"--port"_s, u"0"_s, u"--endpoint"_s,
                         bench.demo.baseUrl().toString()});
        m_process.waitForStarted();
    }
    ~Served() { kill(); }

    bool isRunning() const { return m_process.state() == QProcess::Running; }
    /// The address of its server once it listens; empty when it ended before.
    QString address()
    {
        spinUntil(
            [this] {
                m_output += m_process.readAllStandardOutput();
                return m_output.contains("listening  http") || !isRunning();
            },
            patience);
        const qsizetype begin = m_output.indexOf("http://127", m_output.indexOf("listening  "));
        return begin < 0
            ? QString()
            : QString::fromUtf8(m_output.mid(begin, m_output.indexOf('\n', begin) - begin));
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    void terminate() { ::kill(pid_t(m_process.processId()), SIGTERM); }
    /// Ends it as a person does; its exit code.
    int end()
    {
        terminate();
        spinUntil([this] { return !isRunning(); }, patience);
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    QString told() { return QString::fromUtf8(m_output + m_process.readAllStandardError()); }

private:
    QProcess m_process;
    QByteArray m_output;
};

} // namespace

/// The real program, killed at random moments while messages come in over HTTP: what it took it
/// answers, once, and what it asked and stored it does not ask again.
class TestKill : public QObject {
    Q_OBJECT

    struct Answer {
        int status = 0;
        QJsonObject body;
    };
    enum class When { Starting, Working, Answered, Stopping };

    std::unique_ptr<StackBench> m_bench;
    QRandomGenerator m_random;
    QNetworkAccessManager m_network;
    SystemClock m_clock;
    /// How long things take here and now: lots are drawn from it.
    qint64 m_startMs = 60;
    qint64 m_turnMs = 60;

    /// Of every message that was sent at least once: its id; true when it was certainly accepted.
    QMap<QString, bool> m_accepted;
    std::unique_ptr<ModelCalls> m_calls;
    int m_kills = 0;
    QJsonArray m_audit;

    static QString questionOf(const QString &id) { return u"Who was Ada Lovelace, %1?"_s.arg(id); }

    std::shared_ptr<Answer> ask(QNetworkReply *reply)
    {
        auto answer = std::make_shared<Answer>();
        connect(reply, &QNetworkReply::finished, this, [reply, answer] {
            answer->status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            answer->body = QJsonDocument::fromJson(reply->readAll()).object();
            if (answer->status == 0)
                answer->status = -1;
            reply->deleteLater();
        });
        return answer;
    }
    std::shared_ptr<Answer> post(const QString &url, const QString &id)
    {
        m_accepted.insert(id, m_accepted.value(id));
        QNetworkRequest request{QUrl(url + u"/chat"_s)};
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const QJsonObject body{{u"message"_s, questionOf(id)}, {u"id"_s, id}};
        return ask(m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact)));
    }
    std::shared_ptr<Answer> get(const QString &url, const QString &id)
    {
        return ask(m_network.get(QNetworkRequest{QUrl(url + u"/chat/"_s + id)}));
    }

    static QString toldBy(const Answer &answer, Served &run)
    {
        const QByteArray body = QJsonDocument(answer.body).toJson(QJsonDocument::Compact);
        return u"%1 %2\n%3"_s.arg(answer.status).arg(QString::fromUtf8(body), run.told());
    }

    milliseconds lot(qint64 upTo)
    {
        return milliseconds(m_random.bounded(int(qMax<qint64>(1, upTo))));
    }

    void begin(int rounds)
    {
        const quint32 seed = seedFrom(QRandomGenerator::global()->generate());
        qInfo("CREACT_SEED=%u, %d kills", seed, rounds);
        m_random.seed(seed);
        m_bench = std::make_unique<StackBench>();
        // Every message is counted at the end.
        QVERIFY(m_bench->edit(R"(, "keep": 1000)", {}));
        m_calls = std::make_unique<ModelCalls>(m_bench->demo);
    }

    /// The state on the disk can be read, and tells which calls have their results.
    void readState()
    {
        FileBackend::Options options;
        options.directory = m_bench->folder() + u"/.creact-state"_s;
        FileBackend backend(options, m_clock);
        const auto state = stateOf(backend, u"agent"_s);
        VERIFY_OK(state);
        if (!*state)
            return;
        m_calls->store(**state);
    }

    void checkAudit()
    {
        FileBackend::Options options;
        options.directory = m_bench->folder() + u"/.creact-state"_s;
        FileBackend backend(options, m_clock);
        const auto entries = auditOf(backend, u"agent"_s);
        VERIFY_OK(entries);
        QJsonArray now;
        for (const AuditEntry &entry : *entries)
            now.append(toJson(entry));
        QVERIFY(now.size() >= m_audit.size());
        for (qsizetype i = 0; i < m_audit.size(); ++i)
            QVERIFY2(now.at(i) == m_audit.at(i), "an earlier entry of the audit log is gone");
        m_audit = now;
    }

    /// What became of a message that nobody heard of: there, or sent again, or given up.
    void followUp(const QString &url, const QString &id)
    {
        const auto known = get(url, id);
        QVERIFY(spinUntil([&] { return known->status != 0; }, patience));
        if (known->status == 200) {
            m_accepted[id] = true;
            return;
        }
        QCOMPARE(known->status, 404);
        QVERIFY2(!m_accepted.value(id), qPrintable(id + u" was accepted, and is lost"_s));
        if (m_random.bounded(2) != 0)
            post(url, id);
    }

    void round(int number)
    {
        const When when = When(m_random.bounded(4));
        QElapsedTimer timer;
        timer.start();
        Served run(*m_bench);
        if (when == When::Starting) {
            spinFor(lot(m_startMs * 3 / 2));
            return kill(run);
        }
        const QString url = run.address();
        QVERIFY2(!url.isEmpty(), qPrintable(run.told()));
        m_startMs = timer.elapsed();
        if (!m_accepted.isEmpty()) {
            const QStringList sent = m_accepted.keys();
            followUp(url, sent.last());
            if (QTest::currentTestFailed())
                return;
        }
        const QString id = u"m%1"_s.arg(number, 5, 10, QLatin1Char('0'));
        timer.start();
        const auto answer = post(url, id);
        if (when == When::Answered) {
            QVERIFY2(spinUntil([&] { return answer->status != 0; }, patience), "no answer");
            QVERIFY2(answer->status == 200, qPrintable(toldBy(*answer, run)));
            m_turnMs = qMin<qint64>(timer.elapsed(), m_turnMs * 2);
            spinFor(lot(5));
        } else {
            const auto known = get(url, id);
            spinFor(lot(m_turnMs * 3 / 2));
            if (when == When::Stopping) {
                run.terminate();
                spinFor(lot(30));
            }
            if (known->status == 200)
                m_accepted[id] = true;
        }
        if (answer->status == 200)
            m_accepted[id] = true;
        kill(run);
    }

    void kill(Served &run)
    {
        run.kill();
        ++m_kills;
        const QString wrong = m_calls->look();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        readState();
        if (m_kills % 20 == 0)
            checkAudit();
    }

    void finish()
    {
        Served run(*m_bench);
        const QString url = run.address();
        QVERIFY2(!url.isEmpty(), qPrintable(run.told()));
        const auto answer = post(url, u"the-last"_s);
        QVERIFY2(spinUntil([&] { return answer->status != 0; }, patience), "no last answer");
        QVERIFY2(answer->status == 200, qPrintable(toldBy(*answer, run)));
        m_accepted[u"the-last"_s] = true;
        const int code = run.end();
        QVERIFY2(code == 0, qPrintable(run.told()));
        QVERIFY(!QFile::exists(m_bench->lockPath()));
        const QString wrong = m_calls->look();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void checkMemory()
    {
        FileBackend::Options options;
        options.directory = m_bench->folder() + u"/.creact-state"_s;
        FileBackend backend(options, m_clock);
        const auto state = stateOf(backend, u"agent"_s);
        VERIFY_OK(state);
        QVERIFY(*state);
        QJsonArray messages;
        for (const NodeRecord &node : (*state)->nodes()) {
            QVERIFY2(node.state == NodeState::Deployed, qPrintable(node.id.toString()));
            if (node.constructType == "Memory"_L1)
                messages = node.store["messages"_L1].toArray();
        }
        QHash<QString, int> times;
        int answered = 0;
        // A question, perhaps calls of tools with their results, the answer.
        for (qsizetype i = 0; i < messages.size(); ++i) {
            const bool asks = messages.at(i)["role"_L1] == "user"_L1;
            QVERIFY(asks || i > 0);
            if (asks)
                ++times[messages.at(i)["content"_L1].toString()];
            const bool isLast =
                i + 1 == messages.size() || messages.at(i + 1)["role"_L1] == "user"_L1;
            if (!isLast)
                continue;
            QCOMPARE(messages.at(i)["role"_L1].toString(), u"assistant"_s);
            QVERIFY(!messages.at(i)["content"_L1].toString().isEmpty());
            ++answered;
        }
        int accepted = 0;
        for (auto it = m_accepted.constBegin(); it != m_accepted.constEnd(); ++it) {
            const int found = times.take(questionOf(it.key()));
            accepted += it.value();
            QVERIFY2(found == 1 || (found == 0 && !it.value()),
                     qPrintable(u"%1 stands %2 times in the memory"_s.arg(it.key()).arg(found)));
        }
        QVERIFY(times.isEmpty());
        qInfo("%d kills, %lld messages sent, %d known as accepted, %d answered; %d model calls, "
              "%d of them again",
              m_kills, qlonglong(m_accepted.size()), accepted, answered, m_calls->total(),
              m_calls->again());
    }

private Q_SLOTS:
    void whatWasAcceptedIsAnsweredOnce()
    {
        const int rounds = roundsFrom("CREACT_KILLS", 200);
        begin(rounds);
        for (int i = 0; i < rounds; ++i) {
            round(i);
            if (QTest::currentTestFailed()) {
                qWarning("in round %d", i);
                return;
            }
        }
        finish();
        if (QTest::currentTestFailed())
            return;
        checkMemory();
        checkAudit();
        QFile audit(m_bench->folder() + u"/.creact-state/agent.audit.json"_s);
        QVERIFY(audit.open(QIODevice::ReadOnly));
        QVERIFY(QJsonDocument::fromJson(audit.readAll()).isArray());
        QVERIFY2(m_calls->again() <= m_kills, "a kill costs at most the call under way");
    }
};

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
