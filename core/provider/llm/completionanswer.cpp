// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/completionanswer.h"

#include "core/provider/llm/completionstream.h"
#include "core/provider/tools/toolarguments.h"

#include <QJsonDocument>
#include <QJsonParseError>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestServerMessage = 500;

/// Text, or the text parts of a list; a refusal is an answer too.
Result<QString> contentOf(const QJsonObject &message)
{
    const QJsonValue content = message.value("content"_L1);
    QString text = content.toString();
    if (content.isArray()) {
        const QJsonArray parts = content.toArray();
        for (const QJsonValue &part : parts)
            text += part["text"_L1].toString();
    } else if (!content.isString() && !content.isNull() && !content.isUndefined()) {
        return unreadableAnswer(u"its content is no text"_s);
    }
    return text.isEmpty() ? message.value("refusal"_L1).toString() : text;
}

QJsonObject argumentsOf(const QJsonValue &arguments)
{
    if (arguments.isObject())
        return arguments.toObject();
    const QString text = arguments.toString();
    if (text.trimmed().isEmpty())
        return {};
    const QJsonDocument parsed = QJsonDocument::fromJson(text.toUtf8());
    return parsed.isObject() ? parsed.object() : QJsonObject{{rawArgumentsName(), text}};
}

QString uniqueCallId(const QString &wanted, QSet<QString> &used, qsizetype index)
{
    const QString base = wanted.isEmpty() ? u"call_%1"_s.arg(index + 1) : wanted;
    QString id = base;
    for (int n = 2; used.contains(id); ++n)
        id = u"%1_%2"_s.arg(base).arg(n);
    used.insert(id);
    return id;
}

Result<QJsonArray> callsOf(const QJsonObject &message, const CompletionRequest &request)
{
    QJsonValue value = message.value("tool_calls"_L1);
    if (const QJsonValue legacy = message.value("function_call"_L1);
        legacy.isObject() && value.toArray().isEmpty())
        value = QJsonArray{QJsonObject{{u"function"_s, legacy}}};
    if (!value.isArray() && !value.isNull() && !value.isUndefined())
        return unreadableAnswer(u"its tool_calls are no list"_s);
    const QJsonArray calls = value.toArray();
    QSet<QString> used = request.usedCallIds;
    QJsonArray out;
    for (qsizetype i = 0; i < calls.size(); ++i) {
        const QJsonObject function = calls.at(i)["function"_L1].toObject();
        const QString name = function.value("name"_L1).toString();
        if (name.isEmpty())
            return unreadableAnswer(u"a tool call has no name"_s);
        if (!request.offered.contains(name))
            return Error{
                ErrorCode::UnknownTool,
                u"The model called the tool \"%1\", which it was not offered."_s.arg(name.left(80)),
                {},
                u"Retry, offer a tool of that name, or use a model that is better "
                "at calling tools."_s};
        out.append(QJsonObject{{u"id"_s, uniqueCallId(calls.at(i)["id"_L1].toString(), used, i)},
                               {u"name"_s, name},
                               {u"args"_s, argumentsOf(function.value("arguments"_L1))}});
    }
    return out;
}

QJsonObject usageOf(const QJsonObject &usage)
{
    QJsonObject out;
    const auto copy = [&](QLatin1StringView from, QLatin1StringView to) {
        if (usage.value(from).isDouble())
            out.insert(to, usage.value(from));
    };
    copy("prompt_tokens"_L1, "promptTokens"_L1);
    copy("completion_tokens"_L1, "completionTokens"_L1);
    copy("total_tokens"_L1, "totalTokens"_L1);
    return out;
}

QString noticeOf(const QString &finishReason)
{
    if (finishReason == "length"_L1)
        return u"The answer was cut off: the model had used up the tokens that it may write."_s;
    if (finishReason == "content_filter"_L1)
        return u"The rest of the answer was withheld by the model's content filter."_s;
    if (finishReason == CompletionStream::incompleteReason())
        return u"The answer may not be complete: the server ended it without saying why."_s;
    return {};
}

QString reasoningOf(const QJsonObject &message)
{
    const QString text = message.value("reasoning_content"_L1).toString();
    return text.isEmpty() ? message.value("reasoning"_L1).toString() : text;
}

Error emptyAnswer(const QString &finishReason, bool ignoredCalls)
{
    Error error{
        ErrorCode::ModelAnswerEmpty, u"The model answered with nothing."_s, {}, u"Retry."_s};
    if (ignoredCalls) {
        error.message = u"The model only called tools, though it was offered none."_s;
        error.hint = u"Retry, or offer it tools."_s;
    } else if (finishReason == "length"_L1) {
        error.message = u"The model used up its tokens before it had written any text."_s;
        error.hint = u"Raise maxTokens of the ChatModel, or leave it out."_s;
    } else if (finishReason == "content_filter"_L1) {
        error.message = u"The answer was withheld by the model's content filter."_s;
        error.hint = u"Ask in other words."_s;
    }
    return error;
}

} // namespace

Error unreadableAnswer(const QString &what)
{
    return {ErrorCode::ModelAnswerInvalid,
            u"The model's answer cannot be read: %1."_s.arg(what),
            {},
            u"Check that the endpoint speaks the Chat Completions API. Retry."_s};
}

QString serverMessage(const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    const QJsonValue error = object.value("error"_L1);
    QString text = error.isString() ? error.toString() : error["message"_L1].toString();
    if (text.isEmpty())
        text = object.value("message"_L1).toString();
    if (text.isEmpty())
        text = object.value("detail"_L1).toString();
    return text.simplified().left(longestServerMessage);
}

QString itSays(const QString &words)
{
    const QString said = words.simplified().left(longestServerMessage);
    if (said.isEmpty())
        return {};
    const bool ends = u".!?…"_s.contains(said.back());
    return u" It says: %1%2"_s.arg(said, ends ? QString() : u"."_s);
}

Result<CompletionAnswer> readCompletionAnswer(const QByteArray &body,
                                              const CompletionRequest &request)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(body, &parseError);
    if (document.isNull())
        return unreadableAnswer(body.isEmpty() ? u"it is empty"_s : u"it is not valid JSON"_s);
    const QJsonArray choices = document.object().value("choices"_L1).toArray();
    if (choices.isEmpty()) {
        const QString said = serverMessage(body);
        return unreadableAnswer(said.isEmpty() ? u"it has no choices"_s
                                               : u"it has no choices (%1)"_s.arg(said));
    }
    const QJsonObject choice = choices.first().toObject();
    if (!choice.value("message"_L1).isObject())
        return unreadableAnswer(u"its first choice has no message"_s);
    const QJsonObject message = choice.value("message"_L1).toObject();

    const Result<QString> content = contentOf(message);
    if (!content)
        return content.error();
    // A model that was offered no tools is expected to answer, whatever else it adds.
    const bool ignoredCalls =
        request.offered.isEmpty() && !message.value("tool_calls"_L1).toArray().isEmpty();
    const Result<QJsonArray> calls =
        request.offered.isEmpty() ? QJsonArray() : callsOf(message, request);
    if (!calls)
        return calls.error();

    CompletionAnswer answer;
    answer.content = *content;
    answer.reasoning = reasoningOf(message);
    answer.toolCalls = *calls;
    answer.finishReason = choice.value("finish_reason"_L1).toString();
    answer.notice = noticeOf(answer.finishReason);
    answer.usage = usageOf(document.object().value("usage"_L1).toObject());
    if (answer.content.isEmpty() && answer.toolCalls.isEmpty())
        return emptyAnswer(answer.finishReason, ignoredCalls);
    if (answer.finishReason.isEmpty())
        answer.finishReason = answer.toolCalls.isEmpty() ? u"stop"_s : u"tool_calls"_s;
    return answer;
}

Error errorOfStatus(int status, const QByteArray &body, const QString &retryAfter,
                    const QString &who, bool hadKey)
{
    const QString because = itSays(serverMessage(body));
    const QString code = QString::number(status);
    if ((status == 401 || status == 403) && !hadKey)
        return {ErrorCode::ModelUnauthorized,
                u"%1 wants a key, and none is set up for it (HTTP %2).%3"_s.arg(who, code, because),
                {},
                u"Set OPENAI_API_KEY together with OPENAI_BASE_URL, or enter the key."_s};
    if (status == 401 || status == 403)
        return {ErrorCode::ModelUnauthorized,
                u"%1 does not accept the key (HTTP %2).%3"_s.arg(who, code, because),
                {},
                u"Check the key, and that it is meant for this endpoint."_s};
    if (status == 429) {
        const QString wait = retryAfter.isEmpty()
            ? u"Retry later."_s
            : u"The server asks to wait (Retry-After: %1)."_s.arg(retryAfter.left(64));
        return {ErrorCode::ModelRateLimited,
                u"%1 takes no more requests for now (HTTP 429).%2"_s.arg(who, because),
                {},
                wait};
    }
    if (status >= 500)
        return {ErrorCode::ModelFailed,
                u"%1 failed (HTTP %2).%3"_s.arg(who, code, because),
                {},
                u"Retry. If it stays, look at the server's own log."_s};
    if (status >= 400)
        return {ErrorCode::ModelRejected,
                u"%1 refused the request (HTTP %2).%3"_s.arg(who, code, because),
                {},
                status == 404 ? u"Check the base URL and the model's name."_s
                              : u"Check the model's name, the messages and the tools."_s};
    return {
        ErrorCode::ModelAnswerInvalid,
        u"%1 answered with HTTP %2, which is no answer to a question.%3"_s.arg(who, code, because),
        {},
        u"Check the base URL."_s};
}

} // namespace creact
