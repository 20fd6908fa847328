// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/completionanswer.h"

#include <QJsonDocument>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestCompletionAnswer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void invalid_data();
    void invalid();
    void reads_data();
    void reads();
    void callIdsAreUnique();
    void callsAreIgnoredWhenNoToolsAreOffered();
    void statuses_data();
    void statuses();

private:
    static QByteArray withMessage(const QByteArray &message, const QByteArray &more = {})
    {
        return R"({"choices": [{"message": )" + message + more + "}]}";
    }
    static CompletionRequest offering(const QSet<QString> &tools)
    {
        CompletionRequest request;
        request.offered = tools;
        return request;
    }
};

void TestCompletionAnswer::invalid_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    const ErrorCode invalid = ErrorCode::ModelAnswerInvalid;
    const ErrorCode empty = ErrorCode::ModelAnswerEmpty;
    QTest::newRow("nothing") << QByteArray() << invalid;
    QTest::newRow("HTML") << QByteArray("<html></html>") << invalid;
    QTest::newRow("a list") << QByteArray("[]") << invalid;
    QTest::newRow("choices is an object") << QByteArray(R"({"choices": {}})") << invalid;
    QTest::newRow("error with 200")
        << QByteArray(R"({"error": {"message": "out of memory"}})") << invalid;
    QTest::newRow("no message") << QByteArray(R"({"choices": [{}]})") << invalid;
    QTest::newRow("choice is null") << QByteArray(R"({"choices": [null]})") << invalid;
    QTest::newRow("content is a number") << withMessage(R"({"content": 1})") << invalid;
    QTest::newRow("calls are text") << withMessage(R"({"tool_calls": "x"})") << invalid;
    QTest::newRow("call without a name")
        << withMessage(R"({"tool_calls": [{"function": {}}]})") << invalid;
    QTest::newRow("call is null") << withMessage(R"({"tool_calls": [null]})") << invalid;
    QTest::newRow("content null") << withMessage(R"({"content": null})") << empty;
    QTest::newRow("no content") << withMessage("{}") << empty;
    QTest::newRow("empty list of calls")
        << withMessage(R"({"content": "", "tool_calls": []})") << empty;
    QTest::newRow("too long") << withMessage(R"({"content": ""})", R"(, "finish_reason": "length")")
                              << empty;
}

void TestCompletionAnswer::invalid()
{
    QFETCH(QByteArray, body);
    const Result<CompletionAnswer> answer = readCompletionAnswer(body, offering({u"t"_s}));
    QVERIFY(!answer.ok());
    QTEST(answer.error().code, "code");
    QVERIFY(!answer.error().hint.isEmpty());
}

void TestCompletionAnswer::reads_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("content");
    QTest::addColumn<QByteArray>("calls");
    QTest::addColumn<QString>("finishReason");
    const QByteArray none = "[]";
    QTest::newRow("text") << withMessage(R"({"content": "a"})") << u"a"_s << none << u"stop"_s;
    QTest::newRow("parts") << withMessage(
        R"({"content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]})")
                           << u"ab"_s << none << u"stop"_s;
    QTest::newRow("refusal") << withMessage(R"({"content": null, "refusal": "no"})") << u"no"_s
                             << none << u"stop"_s;
    QTest::newRow("reason") << withMessage(R"({"content": "a"})", R"(, "finish_reason": "length")")
                            << u"a"_s << none << u"length"_s;
    QTest::newRow("reason null") << withMessage(R"({"content": "a"})", R"(, "finish_reason": null)")
                                 << u"a"_s << none << u"stop"_s;
    QTest::newRow("call") << withMessage(
        R"({"content": null, "tool_calls": [{"id": "x", "function": {"name": "t", "arguments": "{\"q\": 1}"}}]})")
                          << u""_s << QByteArray(R"([{"id":"x","name":"t","args":{"q":1}}])")
                          << u"tool_calls"_s;
    QTest::newRow("arguments as an object")
        << withMessage(
               R"({"tool_calls": [{"id": "x", "function": {"name": "t", "arguments": {"q": 1}}}]})")
        << u""_s << QByteArray(R"([{"id":"x","name":"t","args":{"q":1}}])") << u"tool_calls"_s;
    QTest::newRow("arguments empty")
        << withMessage(
               R"({"tool_calls": [{"id": "x", "function": {"name": "t", "arguments": ""}}]})")
        << u""_s << QByteArray(R"([{"id":"x","name":"t","args":{}}])") << u"tool_calls"_s;
    QTest::newRow("arguments a list")
        << withMessage(
               R"({"tool_calls": [{"id": "x", "function": {"name": "t", "arguments": "[1]"}}]})")
        << u""_s << QByteArray(R"([{"id":"x","name":"t","args":{"_raw":"[1]"}}])")
        << u"tool_calls"_s;
}

void TestCompletionAnswer::reads()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, calls);
    const Result<CompletionAnswer> answer = readCompletionAnswer(body, offering({u"t"_s}));
    QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().message));
    QTEST(answer->content, "content");
    QCOMPARE(answer->toolCalls, QJsonDocument::fromJson(calls).array());
    QTEST(answer->finishReason, "finishReason");
    QVERIFY(answer->usage.isEmpty());
}

void TestCompletionAnswer::callIdsAreUnique()
{
    CompletionRequest request = offering({u"t"_s});
    request.usedCallIds = {u"a"_s};
    const Result<CompletionAnswer> answer = readCompletionAnswer(withMessage(R"({"tool_calls": [
            {"id": "a", "function": {"name": "t"}}, {"id": "b", "function": {"name": "t"}},
            {"id": "b", "function": {"name": "t"}}, {"function": {"name": "t"}},
            {"id": null, "function": {"name": "t"}}]})"),
                                                                 request);
    QVERIFY(answer.ok());
    QStringList ids;
    for (const QJsonValue &call : answer->toolCalls)
        ids += call[u"id"_s].toString();
    QCOMPARE(ids, QStringList({u"a_2"_s, u"b"_s, u"b_2"_s, u"call_4"_s, u"call_5"_s}));
}

void TestCompletionAnswer::callsAreIgnoredWhenNoToolsAreOffered()
{
    const QByteArray call = R"("tool_calls": [{"id": "a", "function": {"name": "t"}}])";
    const Result<CompletionAnswer> text =
        readCompletionAnswer(withMessage(R"({"content": "x", )" + call + "}"), {});
    QVERIFY(text.ok());
    QVERIFY(text->toolCalls.isEmpty());
    const Result<CompletionAnswer> nothing =
        readCompletionAnswer(withMessage("{" + call + "}"), {});
    QVERIFY(!nothing.ok());
    QCOMPARE(nothing.error().code, ErrorCode::ModelAnswerEmpty);
}

void TestCompletionAnswer::statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("404 detail") << 404 << QByteArray(R"({"detail": "Not Found"})")
                                << ErrorCode::ModelRejected << u"Not Found"_s;
    QTest::newRow("400 text") << 400 << QByteArray(R"({"error": "model x not found"})")
                              << ErrorCode::ModelRejected << u"model x not found"_s;
    QTest::newRow("403") << 403 << QByteArray() << ErrorCode::ModelUnauthorized << u"wants a key"_s;
    QTest::newRow("503 HTML") << 503 << QByteArray("<h1>busy</h1>") << ErrorCode::ModelFailed
                              << u"HTTP 503"_s;
    QTest::newRow("304") << 304 << QByteArray() << ErrorCode::ModelAnswerInvalid << u"HTTP 304"_s;
}

void TestCompletionAnswer::statuses()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    const Error error = errorOfStatus(status, body, {}, u"The model endpoint at x"_s, false);
    QTEST(error.code, "code");
    QVERIFY2(error.message.contains(says), qPrintable(error.message));
}

QTEST_GUILESS_MAIN(TestCompletionAnswer)
#include "tst_completionanswer.moc"
