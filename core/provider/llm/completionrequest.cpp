// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/completionrequest.h"

#include <QJsonDocument>
#include <QStringList>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

Error invalidCompletion(const QString &message, const QString &hint = {})
{
    return {ErrorCode::InvalidProps, message, {}, hint};
}

Error invalidMessage(qsizetype index, const QString &what)
{
    return invalidCompletion(u"Message %1 %2."_s.arg(index + 1).arg(what),
                             u"A message is {\"role\": \"user\", \"content\": \"…\"}."_s);
}

bool isAbsent(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

QString jsonText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

/// {id, name, args} → {id, type, function: {name, arguments}}; what has that form already stays.
QJsonObject toApiCall(const QJsonObject &call)
{
    if (call.contains("function"_L1))
        return call;
    return {{u"id"_s, call.value("id"_L1)},
            {u"type"_s, u"function"_s},
            {u"function"_s,
             QJsonObject{{u"name"_s, call.value("name"_L1)},
                         {u"arguments"_s, jsonText(call.value("args"_L1).toObject())}}}};
}

QJsonArray apiCallsOf(const QJsonObject &message)
{
    const QString ours = u"toolCalls"_s;
    const QString theirs = u"tool_calls"_s;
    const QJsonArray calls = message.value(message.contains(theirs) ? theirs : ours).toArray();
    QJsonArray out;
    for (const QJsonValue &call : calls)
        out.append(toApiCall(call.toObject()));
    return out;
}

/// One message at a time, since a tool's result needs the call before it.
class MessageReader {
public:
    Result<void> add(const QJsonValue &value, qsizetype index)
    {
        const QJsonObject message = value.toObject();
        const QString role = message.value("role"_L1).toString();
        static const QStringList roles{u"system"_s, u"developer"_s, u"user"_s, u"assistant"_s,
                                       u"tool"_s};
        if (!value.isObject())
            return invalidMessage(index, u"is no object"_s);
        if (!roles.contains(role))
            return invalidMessage(index, u"has no role that is known"_s);
        m_out = {{u"role"_s, role}};
        if (message.value("name"_L1).isString())
            m_out.insert("name"_L1, message.value("name"_L1));
        if (role == "tool"_L1)
            return addToolResult(message, index);
        if (role == "assistant"_L1)
            return addAnswer(message, index);
        return addContent(message, index);
    }
    const QJsonArray &messages() const { return m_messages; }

private:
    Result<void> addContent(const QJsonObject &message, qsizetype index)
    {
        const QJsonValue content = message.value("content"_L1);
        if (!content.isString() && !content.isArray())
            return invalidMessage(index, u"has no text content"_s);
        m_out.insert("content"_L1, content);
        m_messages.append(m_out);
        return {};
    }
    Result<void> addAnswer(const QJsonObject &message, qsizetype index)
    {
        const QJsonArray calls = apiCallsOf(message);
        if (calls.isEmpty())
            return addContent(message, index);
        for (const QJsonValue &call : calls)
            m_callIds.insert(call["id"_L1].toString());
        const QJsonValue content = message.value("content"_L1);
        m_out.insert("content"_L1, content.isString() ? content : QJsonValue());
        m_out.insert("tool_calls"_L1, calls);
        m_messages.append(m_out);
        return {};
    }
    Result<void> addToolResult(const QJsonObject &message, qsizetype index)
    {
        QString callId = message.value("tool_call_id"_L1).toString();
        if (callId.isEmpty())
            callId = message.value("callId"_L1).toString();
        if (callId.isEmpty())
            return invalidMessage(index, u"has no tool_call_id"_s);
        if (!m_callIds.contains(callId))
            return {};
        m_out.insert("tool_call_id"_L1, callId);
        m_out.insert("content"_L1, jsonText(message.value("content"_L1)));
        m_messages.append(m_out);
        return {};
    }

    QJsonObject m_out;
    QJsonArray m_messages;
    QSet<QString> m_callIds;
};

Result<void> readModel(const QJsonValue &model, CompletionRequest &request)
{
    const QJsonObject chatModel = model.toObject();
    request.model = model.isString() ? model.toString() : chatModel.value("model"_L1).toString();
    request.endpoint = chatModel.value("endpoint"_L1).toString();
    if (request.model.trimmed().isEmpty())
        return invalidCompletion(u"The Completion has no model."_s,
                                 u"Give a model's name, or a ChatModel's outputs."_s);
    request.body.insert("model"_L1, request.model);
    if (const QJsonValue value = chatModel.value("temperature"_L1); !isAbsent(value))
        request.body.insert("temperature"_L1, value);
    if (const QJsonValue value = chatModel.value("maxTokens"_L1); !isAbsent(value))
        request.body.insert("max_tokens"_L1, value);
    request.modelId = chatModel.value("id"_L1).toString();
    request.stream = chatModel.value("stream"_L1).toBool(true);
    if (const QJsonValue value = chatModel.value("maxRetries"_L1); value.isDouble())
        request.maxRetries = value.toInt();
    request.limits = BudgetLimits::of(chatModel);
    return {};
}

Result<void> readTools(const QJsonValue &value, CompletionRequest &request)
{
    const QJsonArray tools = value.toArray();
    QJsonArray offered;
    for (const QJsonValue &item : tools) {
        const QString name = item["name"_L1].toString();
        if (name.isEmpty())
            return invalidCompletion(u"A tool of the Completion has no name."_s,
                                     u"Give the outputs of Tool nodes."_s);
        if (request.offered.contains(name))
            return invalidCompletion(u"Two tools of the Completion are called \"%1\"."_s.arg(name),
                                     u"Give each Tool a name of its own."_s);
        request.offered.insert(name);
        QJsonObject function{{u"name"_s, name}};
        if (item["description"_L1].isString())
            function.insert("description"_L1, item["description"_L1]);
        if (item["parameters"_L1].isObject())
            function.insert("parameters"_L1, item["parameters"_L1]);
        offered.append(QJsonObject{{u"type"_s, u"function"_s}, {u"function"_s, function}});
    }
    if (!offered.isEmpty())
        request.body.insert("tools"_L1, offered);
    return {};
}

} // namespace

Result<QJsonArray> toApiMessages(const QJsonArray &messages)
{
    MessageReader reader;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        if (const Result<void> added = reader.add(messages.at(i), i); !added)
            return added.error();
    }
    if (reader.messages().isEmpty())
        return invalidCompletion(u"The Completion has no messages."_s,
                                 u"Give at least one message of the user."_s);
    return reader.messages();
}

Result<CompletionRequest> makeCompletionRequest(const QJsonObject &props)
{
    CompletionRequest request;
    if (const Result<void> read = readModel(props.value("model"_L1), request); !read)
        return read.error();
    const Result<QJsonArray> messages = toApiMessages(props.value("messages"_L1).toArray());
    if (!messages)
        return messages.error();
    request.body.insert("messages"_L1, *messages);
    for (const QJsonValue &message : *messages) {
        const QJsonArray calls = message["tool_calls"_L1].toArray();
        for (const QJsonValue &call : calls)
            request.usedCallIds.insert(call["id"_L1].toString());
    }
    if (const Result<void> read = readTools(props.value("tools"_L1), request); !read)
        return read.error();
    return request;
}

} // namespace creact
