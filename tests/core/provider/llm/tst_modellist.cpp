// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/modellist.h"

#include "core/provider/llm/endpoint.h"
#include "core/provider/llm/jsonhttp.h"
#include "tests/support/manualclock.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QString theKey = u"sk-this-is-the-key"_s;

/// Answers with these bytes, and keeps what it was sent. No bytes: it never answers.
class ModelServer : public QTcpServer {
public:
    ModelServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, this, [this] { ++closed; });
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                received += socket->readAll();
                if (answer.isEmpty() || !received.endsWith("\r\n\r\n"))
                    return;
                socket->write(answer);
                socket->disconnectFromHost();
            });
        });
    }
    void answerWith(int status, const QByteArray &body, const QByteArray &headers = {})
    {
        answer = "HTTP/1.1 " + QByteArray::number(status) + " x\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
    }
    QUrl url(const QString &path = u"/v1"_s) const
    {
        return QUrl(u"http://127.0.0.1:%1%2"_s.arg(serverPort()).arg(path));
    }

    QByteArray answer;
    QByteArray received;
    int closed = 0;
};

} // namespace

/// What an endpoint says of its models, through the client that model calls go through.
class TestModelList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();

    void readsNames_data();
    void readsNames();
    void saysWhyThereAreNone_data();
    void saysWhyThereAreNone();
    void asksWithTheKeyOfItsOrigin();
    void takesTheKeyNowhereElse();
    void demoEndpointHasItsModel();
    void readsTheEndpointBesideTheDocument();
    void nobodyListens();
    void endsAtTheDeadline();
    void cancelClosesTheSocket();
    void destructionAnswers();
    void unknownProfile();

private:
    void ask(const QString &endpoint = {});
    bool failedWith(ErrorCode code) const
    {
        return m_names && !m_names->ok() && m_names->error().code == code;
    }

    ManualClock m_clock;
    QProcessEnvironment m_environment;
    ProviderOptions m_options;
    std::unique_ptr<ModelServer> m_server;
    std::unique_ptr<ModelList> m_list;
    std::optional<Result<QStringList>> m_names;
};

void TestModelList::init()
{
    m_environment = {};
    m_list = std::make_unique<ModelList>(m_clock, m_environment);
    m_server = std::make_unique<ModelServer>();
    m_options = {};
    m_options.endpoint = m_server->url();
    m_options.apiKey = theKey;
    m_names.reset();
}

void TestModelList::ask(const QString &endpoint)
{
    m_names.reset();
    m_list->ask(m_options, endpoint, [this](const Result<QStringList> &names) {
        QVERIFY(!m_names);
        m_names = names;
    });
}

void TestModelList::readsNames_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("names");
    const QStringList two{u"gpt-4o"_s, u"o3"_s};
    QTest::newRow("openai") << QByteArray(
        R"({"object": "list", "data": [{"id": "o3", "object": "model"}, {"id": "gpt-4o"}]})")
                            << two;
    QTest::newRow("only ids") << QByteArray(R"({"data": ["o3", "gpt-4o"]})") << two;
    QTest::newRow("list alone") << QByteArray(R"([{"id": "o3"}, {"id": "gpt-4o"}])") << two;
    QTest::newRow("ollama's own") << QByteArray(
        R"({"models": [{"name": "o3", "model": "o3"}, {"name": "gpt-4o"}]})")
                                  << two;
    QTest::newRow("repeated") << QByteArray(R"({"data": [{"id": "o3"}, {"id": "o3"}]})")
                              << QStringList{u"o3"_s};
    QTest::newRow("by letter") << QByteArray(R"({"data": ["b", "A", "a", "B"]})")
                               << QStringList{u"A"_s, u"a"_s, u"B"_s, u"b"_s};
    QTest::newRow("no names in it")
        << QByteArray(R"({"data": [null, 3, {}, {"id": 5}, {"id": ""}, " ", {"id": "a\nb"}]})")
        << QStringList();
    QTest::newRow("too long a name")
        << QByteArray(R"({"data": [")" + QByteArray(201, 'x') + R"(", "o3"]})")
        << QStringList{u"o3"_s};
    QTest::newRow("none") << QByteArray(R"({"data": []})") << QStringList();
}

void TestModelList::readsNames()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, names);
    m_server->answerWith(200, body);
    ask();
    QTRY_VERIFY(m_names);
    QVERIFY(m_names->ok());
    QCOMPARE(m_names->value(), names);
    QVERIFY(m_server->received.startsWith("GET /v1/models HTTP/1.1\r\n"));
}

void TestModelList::saysWhyThereAreNone_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("no such route") << 404 << QByteArray("nope") << ErrorCode::NotFound;
    QTest::newRow("not by GET") << 405 << QByteArray() << ErrorCode::NotFound;
    QTest::newRow("key refused") << 401
                                 << QByteArray(R"({"error": {"message": "bad key )"
                                               + theKey.toUtf8() + R"("}})")
                                 << ErrorCode::ModelUnauthorized;
    QTest::newRow("broken") << 500 << QByteArray("oops") << ErrorCode::ModelFailed;
    QTest::newRow("no JSON") << 200 << QByteArray("<html>") << ErrorCode::ModelAnswerInvalid;
    QTest::newRow("empty") << 200 << QByteArray() << ErrorCode::ModelAnswerInvalid;
    QTest::newRow("no data") << 200 << QByteArray(R"({"object": "list"})")
                             << ErrorCode::ModelAnswerInvalid;
    QTest::newRow("data is no list")
        << 200 << QByteArray(R"({"data": {"id": "o3"}})") << ErrorCode::ModelAnswerInvalid;
}

void TestModelList::saysWhyThereAreNone()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorCode, code);
    m_server->answerWith(status, body);
    ask();
    QTRY_VERIFY(m_names);
    QVERIFY(failedWith(code));
    const Error error = m_names->error();
    QVERIFY(error.message.contains(u"127.0.0.1"_s));
    QVERIFY(error.where.endsWith(u"/v1/models"_s));
    QVERIFY(!error.hint.isEmpty());
    QVERIFY(!(error.message + error.hint + error.where).contains(theKey));
}

void TestModelList::asksWithTheKeyOfItsOrigin()
{
    m_server->answerWith(200, R"({"data": []})");
    ask();
    QTRY_VERIFY(m_names);
    QVERIFY(m_server->received.contains("Authorization: Bearer " + theKey.toUtf8()));
}

void TestModelList::takesTheKeyNowhereElse()
{
    ModelServer other;
    other.answerWith(200, R"({"data": ["o3"]})");
    m_server->answerWith(302, {}, "Location: " + other.url(u"/v1/models"_s).toEncoded() + "\r\n");
    ask();
    QTRY_VERIFY(m_names);
    QVERIFY(m_names->ok());
    QVERIFY(!other.received.isEmpty());
    QVERIFY(!other.received.contains("Authorization"));
    // Nor does an address of the settings get the key of the environment.
    m_environment.insert(u"OPENAI_API_KEY"_s, theKey);
    m_environment.insert(u"OPENAI_BASE_URL"_s, u"https://api.openai.com/v1"_s);
    m_list = std::make_unique<ModelList>(m_clock, m_environment);
    m_options.endpoint = other.url();
    m_options.apiKey.clear();
    other.received.clear();
    ask();
    QTRY_VERIFY(m_names);
    QVERIFY(!other.received.isEmpty());
    QVERIFY(!other.received.contains(theKey.toUtf8()));
}

void TestModelList::demoEndpointHasItsModel()
{
    ask(u"demo"_s);
    QTRY_VERIFY(m_names);
    QVERIFY(m_names->ok());
    QCOMPARE(m_names->value().size(), 1);
    QVERIFY(m_server->received.isEmpty());
}

void TestModelList::readsTheEndpointBesideTheDocument()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u".env"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("OPENAI_BASE_URL=" + m_server->url().toEncoded() + "\n");
    file.close();
    m_options = {};
    m_options.documentDir = folder.path();
    m_server->answerWith(200, R"({"data": ["local"]})");
    ask();
    QTRY_VERIFY(m_names);
    QVERIFY(m_names->ok());
    QCOMPARE(m_names->value(), QStringList{u"local"_s});
}

void TestModelList::nobodyListens()
{
    m_server->close();
    ask();
    QTRY_VERIFY(m_names);
    QVERIFY(failedWith(ErrorCode::ModelUnreachable));
    QCOMPARE(m_names->error().message.count(u"127.0.0.1"_s), 1);
}

void TestModelList::endsAtTheDeadline()
{
    ask();
    QTRY_VERIFY(!m_server->received.isEmpty());
    QVERIFY(!m_names);
    m_clock.advance(std::chrono::seconds(10));
    QVERIFY(failedWith(ErrorCode::TimedOut));
}

void TestModelList::cancelClosesTheSocket()
{
    ask();
    QTRY_VERIFY(!m_server->received.isEmpty());
    m_list->cancel();
    QVERIFY(failedWith(ErrorCode::Cancelled));
    QTRY_COMPARE(m_server->closed, 1);
    // The next question is another.
    m_server->answerWith(200, R"({"data": ["o3"]})");
    m_server->received.clear();
    ask();
    QTRY_VERIFY(m_names && m_names->ok());
}

void TestModelList::destructionAnswers()
{
    ask();
    QTRY_VERIFY(!m_server->received.isEmpty());
    m_list.reset();
    QVERIFY(failedWith(ErrorCode::Cancelled));
}

void TestModelList::unknownProfile()
{
    ask(u"http://elsewhere.example"_s);
    QVERIFY(failedWith(ErrorCode::NotFound));
    QVERIFY(m_server->received.isEmpty());
}

QTEST_GUILESS_MAIN(TestModelList)
#include "tst_modellist.moc"
