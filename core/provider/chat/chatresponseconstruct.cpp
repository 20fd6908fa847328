// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/chatresponseconstruct.h"

#include <QJsonDocument>
#include <QPointer>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

Error errorFromProp(const QJsonValue &value)
{
    if (value.isObject()) {
        Error error = Error::fromJson(value.toObject());
        if (error.message.isEmpty())
            error.message = u"The message could not be answered."_s;
        return error;
    }
    return {ErrorCode::Internal,
            value.isString() ? value.toString() : u"The message could not be answered."_s,
            {},
            {}};
}

/// Text as it is; anything else as JSON.
QString contentText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isNull() || value.isUndefined())
        return {};
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2));
}

} // namespace

ConstructType ChatResponseConstruct::type() const
{
    ConstructType type;
    type.name = u"ChatResponse"_s;
    // The answer is a part of its result, and goes out when that is stored.
    type.effect = Effect::Pure;
    type.doc = u"Answers a message of a ChatHandler, with content or with an error."_s;
    type.props = {
        {u"handlerId"_s, ValueType::String, u"Id of the ChatHandler."_s, true},
        {u"messageId"_s, ValueType::String, u"Id of the message that this answers."_s, true},
        {.name = u"content"_s,
         .doc = u"The answer; an empty one is an answer too."_s,
         .format = u"multiline"_s},
        {.name = u"error"_s,
         .doc = u"Instead of content: what went wrong, as text or {code, message}."_s,
         .format = u"multiline"_s},
    };
    type.outputs = {
        {u"sent"_s, ValueType::Boolean,
         u"False when the message had its answer already, or is not known."_s},
    };
    return type;
}

void ChatResponseConstruct::materialize(const ApplyJobPtr &job)
{
    const QString handlerId = job->prop("handlerId"_L1).toString();
    const NodeRecord *handler = host().node(handlerId);
    if (!handler || handler->constructType != u"ChatHandler")
        return job->fail({ErrorCode::InvalidProps, u"There is no ChatHandler %1."_s.arg(handlerId),
                          job->nodeId(),
                          u"Bind handlerId to the id of a ChatHandler: {\"$\": \"chat.id\"}."_s});

    const QJsonValue error = job->prop("error"_L1);
    ChatOutcome outcome;
    if (error.isUndefined() || error.isNull())
        outcome.answer = contentText(job->prop("content"_L1));
    else
        outcome.error = errorFromProp(error);
    const auto ending = m_chat.end(handlerId, job->prop("messageId"_L1).toString(), outcome);

    ApplyResult result;
    if (!ending) {
        // Applied again for a turn that has ended: what was sent stays as it was.
        const bool before =
            job->request().previousOutputs.value_or(QJsonObject()).value("sent"_L1).toBool()
            && job->request().previousProps == job->request().props;
        result.outputs = {{u"sent"_s, before}};
        return job->succeed(std::move(result));
    }
    result.outputs = {{u"sent"_s, true}};
    result.others = ending->patches;
    result.whenStored = [chat = QPointer(&m_chat), turn = ending->turn] {
        if (chat)
            chat->ended(turn);
    };
    job->succeed(std::move(result));
}

} // namespace creact
