// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/completionstream.h"

#include "core/provider/llm/completionanswer.h"

#include <QJsonDocument>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

ErrorCode codeOfStreamError(const QJsonValue &error)
{
    const QJsonValue code = error["code"_L1];
    const int status = code.isString() ? code.toString().toInt() : code.toInt();
    const QString words = error["type"_L1].toString() + u' ' + code.toString();
    if (status == 401 || status == 403 || words.contains("api_key"_L1))
        return ErrorCode::ModelUnauthorized;
    if (status == 429 || words.contains("rate_limit"_L1))
        return ErrorCode::ModelRateLimited;
    return status >= 400 && status < 500 ? ErrorCode::ModelRejected : ErrorCode::ModelFailed;
}

/// Text, or the text of a list of parts.
QString pieceOf(const QJsonValue &value)
{
    if (!value.isArray())
        return value.toString();
    QString text;
    const QJsonArray parts = value.toArray();
    for (const QJsonValue &part : parts)
        text += part["text"_L1].toString();
    return text;
}

} // namespace

QString CompletionStream::incompleteReason()
{
    return u"incomplete"_s;
}

TextDelta CompletionStream::append(const QByteArray &bytes)
{
    if (isOver())
        return {};
    if (m_form == Form::Unknown) {
        m_whole += bytes;
        const QByteArray seen = m_whole.trimmed();
        if (seen.isEmpty())
            return {};
        // What a stream begins with: a field's name, a comment, a byte order mark.
        m_form = QByteArrayView("deir:\xEF").contains(seen.front()) ? Form::Events : Form::Whole;
        return m_form == Form::Events ? take(m_reader.append(std::exchange(m_whole, {})))
                                      : TextDelta();
    }
    if (m_form == Form::Events)
        return take(m_reader.append(bytes));
    m_whole += bytes;
    return {};
}

Result<QByteArray> CompletionStream::finish()
{
    if (m_form != Form::Events)
        return m_whole;
    if (!isOver())
        take(m_reader.finish());
    if (m_error)
        return *m_error;
    if (!m_hasChoice && !m_done)
        failUnreadable(u"the stream ended before it had begun"_s);
    else if (!m_done && m_finishReason.isEmpty() && !m_calls.isComplete())
        failUnreadable(u"the stream ended in the middle of a tool call"_s);
    if (m_error)
        return *m_error;
    if (!m_done && m_finishReason.isEmpty() && m_calls.isEmpty())
        m_finishReason = incompleteReason();
    QJsonArray choices;
    if (m_hasChoice)
        choices.append(
            QJsonObject{{u"message"_s, message()}, {u"finish_reason"_s, m_finishReason}});
    const QJsonObject body{{u"choices"_s, choices}, {u"usage"_s, m_usage}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QJsonObject CompletionStream::message() const
{
    QJsonObject message{{u"content"_s, m_content},
                        {u"reasoning_content"_s, m_reasoning},
                        {u"refusal"_s, m_refusal}};
    if (!m_calls.isEmpty())
        message.insert("tool_calls"_L1, m_calls.calls());
    return message;
}

TextDelta CompletionStream::take(const QList<SseEvent> &events)
{
    TextDelta delta;
    for (const SseEvent &event : events) {
        if (isOver())
            break;
        if (event.type == "error") {
            const QJsonDocument told = QJsonDocument::fromJson(event.data);
            fail(told.isObject() ? QJsonValue(told.object())
                                 : QJsonValue(QString::fromUtf8(event.data)));
        } else {
            takeData(event.data, delta);
        }
    }
    if (m_reader.isTooLong() && !isOver())
        failUnreadable(u"one event of the stream is too long"_s);
    return delta;
}

void CompletionStream::takeData(const QByteArray &data, TextDelta &delta)
{
    const QByteArray text = data.trimmed();
    m_done = text == "[DONE]";
    if (m_done || text.isEmpty())
        return;
    const QJsonDocument chunk = QJsonDocument::fromJson(text);
    if (chunk.isObject())
        return takeChunk(chunk.object(), delta);
    // Some servers end each line with one LF only, and so several events look like one.
    const QList<QByteArray> lines = text.split('\n');
    if (lines.size() < 2)
        return failUnreadable(u"an event of the stream is no JSON object"_s);
    for (const QByteArray &line : lines) {
        if (!isOver())
            takeData(line, delta);
    }
}

void CompletionStream::takeChunk(const QJsonObject &chunk, TextDelta &delta)
{
    const QJsonValue error = chunk.value("error"_L1);
    if (error.isObject() || (error.isString() && !error.toString().isEmpty()))
        return fail(chunk);
    if (chunk.value("object"_L1) == "error"_L1)
        return fail(chunk);
    // Null until the last one; with some servers in each, and the last one counts all.
    if (const QJsonObject usage = chunk.value("usage"_L1).toObject(); !usage.isEmpty())
        m_usage = usage;
    const QJsonArray choices = chunk.value("choices"_L1).toArray();
    for (const QJsonValue &choice : choices) {
        if (choice["index"_L1].toInt() == 0)
            takeChoice(choice.toObject(), delta);
    }
}

void CompletionStream::takeChoice(const QJsonObject &choice, TextDelta &delta)
{
    m_hasChoice = true;
    if (const QString reason = choice.value("finish_reason"_L1).toString(); !reason.isEmpty())
        m_finishReason = reason;
    if (m_finishReason == "error"_L1)
        return fail(u"no more than that it failed"_s);
    const bool whole = !choice.value("delta"_L1).isObject();
    const QJsonObject message = choice.value(whole ? "message"_L1 : "delta"_L1).toObject();
    for (const auto name : {"reasoning_content"_L1, "reasoning"_L1}) {
        const QString piece = pieceOf(message.value(name));
        addText(m_reasoning, piece, whole, delta.reasoning);
        // The same under both names, with some servers.
        if (!piece.isEmpty())
            break;
    }
    addText(m_content, pieceOf(message.value("content"_L1)), whole, delta.content);
    addText(m_refusal, message.value("refusal"_L1).toString(), whole, delta.content);
    if (whole && !m_calls.isEmpty())
        return;
    const QJsonArray calls = message.value("tool_calls"_L1).toArray();
    for (const QJsonValue &call : calls)
        m_calls.add(call.toObject());
    if (const QJsonValue legacy = message.value("function_call"_L1); legacy.isObject())
        m_calls.add({{u"index"_s, 0}, {u"function"_s, legacy}});
}

/// `whole`: the text so far again, and perhaps more.
void CompletionStream::addText(QString &text, const QString &piece, bool whole, QString &delta)
{
    const QString more = whole && piece.startsWith(text) ? piece.sliced(text.size()) : piece;
    text += more;
    delta += more;
}

void CompletionStream::fail(const QJsonValue &told)
{
    const QJsonValue inner = told["error"_L1];
    const QString words = told.isString()
        ? told.toString()
        : serverMessage(QJsonDocument(told.toObject()).toJson(QJsonDocument::Compact));
    m_error = Error{codeOfStreamError(inner.isObject() ? inner : told),
                    u"The model endpoint broke off its answer."_s + itSays(words),
                    {},
                    u"Retry. If it stays, look at the server's own log."_s};
}

void CompletionStream::failUnreadable(const QString &what)
{
    m_error = unreadableAnswer(what);
}

} // namespace creact
