// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/completioncall.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

/// Against a server that is not ours: the npm package @dwmkerr/mock-llm, where it is installed (on
/// the PATH, or named by CREACT_MOCK_LLM).
class TestMockLlm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void echoes_data();
    void echoes();
    void errorsAreTold();
    void callsTools();

private:
    CompletionCall::Ask question(const QString &text) const;
    std::optional<Result<CompletionAnswer>> ask(const CompletionCall::Ask &ask);

    QTemporaryDir m_dir;
    QProcess m_server;
    QUrl m_url;
    int m_pieces = 0;
    QString m_text;
};

void TestMockLlm::initTestCase()
{
    QString program = qEnvironmentVariable("CREACT_MOCK_LLM");
    if (program.isEmpty())
        program = QStandardPaths::findExecutable(u"mock-llm"_s);
    if (program.isEmpty())
        QSKIP("mock-llm is not installed (npm install -g @dwmkerr/mock-llm)");
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    const QString port = QString::number(free.serverPort());
    free.close();
    QFile config(m_dir.filePath(u"mock-llm.yaml"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(R"yaml(streaming:
  chunkSize: 7
  chunkIntervalMs: 2
rules:
  - path: "/v1/chat/completions"
    match: "@"
    response:
      status: 200
      content: |
        {"id": "x", "object": "chat.completion", "model": "m",
         "choices": [{"message": {"role": "assistant",
           "content": "{{jmes request body.messages[-1].content}}"}, "finish_reason": "stop"}],
         "usage": {"prompt_tokens": 5, "completion_tokens": 7, "total_tokens": 12}}
  - path: "/v1/chat/completions"
    match: "contains(body.messages[-1].content, 'error-401')"
    response:
      status: 401
      content: |
        {"error": {"message": "Incorrect API key provided.", "type": "invalid_request_error", "code": "invalid_api_key"}}
  - path: "/v1/chat/completions"
    match: "contains(body.messages[-1].content, 'weather')"
    response:
      status: 200
      content: |
        {"id": "x", "object": "chat.completion", "model": "m",
         "choices": [{"message": {"role": "assistant", "content": null, "tool_calls": [
           {"id": "call_1", "type": "function",
            "function": {"name": "get_weather", "arguments": "{\"city\":\"Paris\"}"}}]},
           "finish_reason": "tool_calls"}]}
)yaml");
    config.close();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOST"_s, u"127.0.0.1"_s);
    environment.insert(u"PORT"_s, port);
    m_server.setProcessEnvironment(environment);
    m_server.setWorkingDirectory(m_dir.path());
    m_server.start(program, {u"--config"_s, config.fileName()});
    m_url = QUrl(u"http://127.0.0.1:%1/v1"_s.arg(port));
    const auto listens = [&] {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, port.toUShort());
        return socket.waitForConnected(1000);
    };
    QTRY_VERIFY_WITH_TIMEOUT(listens(), 20'000);
}

void TestMockLlm::cleanupTestCase()
{
    m_server.kill();
    m_server.waitForFinished();
}

CompletionCall::Ask TestMockLlm::question(const QString &text) const
{
    CompletionCall::Ask ask;
    ask.request.model = u"m"_s;
    ask.request.offered = {u"get_weather"_s};
    ask.request.body = {
        {u"model"_s, u"m"_s},
        {u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, text}}}}};
    ask.endpoint = {ModelEndpoint::Source::Option, m_url, {}};
    ask.timeout = std::chrono::seconds(20);
    return ask;
}

std::optional<Result<CompletionAnswer>> TestMockLlm::ask(const CompletionCall::Ask &ask)
{
    SystemClock clock;
    JsonHttp http(clock);
    CompletionCall call(http, clock, ask);
    std::optional<Result<CompletionAnswer>> end;
    m_pieces = 0;
    m_text.clear();
    connect(&call, &CompletionCall::said, this, [&](const TextDelta &delta) {
        m_pieces += delta.content.isEmpty() ? 0 : 1;
        m_text += delta.content;
    });
    connect(&call, &CompletionCall::ended, this,
            [&](const Result<CompletionAnswer> &answer) { end = answer; });
    call.start();
    (void)QTest::qWaitFor([&] { return end.has_value(); }, 20'000);
    return end;
}

void TestMockLlm::echoes_data()
{
    QTest::addColumn<bool>("stream");
    QTest::newRow("streaming") << true;
    QTest::newRow("whole") << false;
}

void TestMockLlm::echoes()
{
    QFETCH(bool, stream);
    const QString text = u"Grüße an alle, die das hier lesen, von Zürich bis 東京 🏔"_s;
    CompletionCall::Ask asked = question(text);
    asked.stream = stream;
    const auto answer = ask(asked);
    QVERIFY(answer);
    QVERIFY2(answer->ok(), answer->ok() ? "" : qPrintable(answer->error().message));
    QCOMPARE(answer->value().content, text);
    if (stream) {
        QCOMPARE(m_text, text);
        QVERIFY2(m_pieces > 1, qPrintable(QString::number(m_pieces)));
    }
}

void TestMockLlm::errorsAreTold()
{
    const auto answer = ask(question(u"error-401"_s));
    QVERIFY(answer && !answer->ok());
    QCOMPARE(answer->error().code, ErrorCode::ModelUnauthorized);
    QVERIFY(answer->error().message.contains(u"Incorrect API key"_s));
}

/// It streams no tool calls.
void TestMockLlm::callsTools()
{
    CompletionCall::Ask asked = question(u"the weather"_s);
    asked.stream = false;
    const auto answer = ask(asked);
    QVERIFY(answer);
    QVERIFY2(answer->ok(), answer->ok() ? "" : qPrintable(answer->error().message));
    QCOMPARE(answer->value().toolCalls.size(), 1);
    QCOMPARE(answer->value().toolCalls.first()[u"args"_s][u"city"_s].toString(), u"Paris"_s);
}

QTEST_GUILESS_MAIN(TestMockLlm)
#include "tst_mockllm.moc"
