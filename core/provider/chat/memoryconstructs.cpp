// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/memoryconstructs.h"

#include "core/provider/chat/memorylog.h"

namespace creact {

using namespace Qt::StringLiterals;

namespace {

PropSpec roleProp()
{
    return {u"role"_s, ValueType::String, u"system, user, assistant or tool."_s, true};
}

PropSpec contentProp()
{
    return {.name = u"content"_s,
            .doc = u"What it says."_s,
            .required = true,
            .format = u"multiline"_s};
}

/// The props that an append depends on: not what is accepted and ignored.
QJsonObject appendedProps(QJsonObject props)
{
    props.remove("currentMessages"_L1);
    return props;
}

} // namespace

ConstructType MemoryConstruct::type() const
{
    ConstructType type;
    type.name = u"Memory"_s;
    type.doc = u"Keeps a conversation, across restarts. AddMessage and AddMessages append to it."_s;
    type.props = {
        {.name = u"system"_s,
         .type = ValueType::String,
         .doc = u"How the model is to behave: always the first of the messages, and no part of "
                "what is kept or counted."_s,
         .format = u"multiline"_s},
        {.name = u"windowSize"_s,
         .type = ValueType::Integer,
         .doc = u"Show the last so many messages; all are kept. A call of tools is shown with all "
                "its results or not at all. 0: show all."_s,
         .minimum = 0},
        {.name = u"windowTokens"_s,
         .type = ValueType::Integer,
         .doc = u"Show the last messages of so many tokens, estimated as four bytes each; the last "
                "one whatever it takes. 0: no limit."_s,
         .minimum = 0},
        {.name = u"keep"_s,
         .type = ValueType::Integer,
         .doc = u"Keep the last so many messages and drop older ones for good. 0: keep all; then "
                "each turn costs a little more than the one before."_s,
         .minimum = 0},
    };
    type.outputs = {
        {u"id"_s, ValueType::String, u"Id of this memory, for memoryId."_s, OutputSpec::From::Id},
        {u"messages"_s, ValueType::Array, u"The messages [{role, content}], oldest first."_s},
    };
    type.effect = Effect::Pure;
    type.collects = true;
    type.summaryOutput = u"messages"_s;
    return type;
}

void MemoryConstruct::materialize(const ApplyJobPtr &job)
{
    const ApplyJob::Request &request = job->request();
    MemoryLog log(request.store, request.previousOutputs);
    const bool trimmed = log.trim(request.props);
    ApplyResult result;
    result.outputs = {{u"id"_s, job->nodeId()}, {u"messages"_s, log.window(request.props)}};
    if (trimmed || !request.store.contains("messages"_L1))
        result.store = log.store();
    job->succeed(std::move(result));
}

ConstructType AddMessagesConstruct::type() const
{
    ConstructType type;
    // What is appended is a part of its result.
    type.effect = Effect::Pure;
    type.props = {{u"memoryId"_s, ValueType::String, u"Id of the Memory to append to."_s, true}};
    if (m_form == Form::One) {
        type.name = u"AddMessage"_s;
        type.doc = u"Appends one message to a Memory."_s;
        type.props += {roleProp(), contentProp()};
    } else {
        type.name = u"AddMessages"_s;
        type.doc = u"Appends messages to a Memory, all at once."_s;
        type.props.append({.name = u"newMessages"_s,
                           .type = ValueType::Array,
                           .doc = u"What to append: [{role, content, …}]."_s,
                           .required = true,
                           .format = u"messages"_s});
    }
    type.props.append(
        {u"once"_s, ValueType::Any,
         u"An append with the same value replaces the earlier one. Without it the node "
         "appends once in its life."_s});
    PropSpec current{u"currentMessages"_s, ValueType::Any,
                     u"Ignored: what the memory holds is read from the memory."_s};
    current.compared = false;
    type.props.append(current);
    type.outputs = {{u"added"_s, ValueType::Integer, u"How many messages this node appended."_s}};
    return type;
}

Result<QJsonArray> AddMessagesConstruct::messagesOf(const ApplyJob &job) const
{
    if (m_form == Form::One)
        return QJsonArray{
            QJsonObject{{u"role"_s, job.prop("role"_L1)}, {u"content"_s, job.prop("content"_L1)}}};
    const QJsonArray messages = job.prop("newMessages"_L1).toArray();
    for (const QJsonValue &message : messages) {
        if (!message.toObject().value("role"_L1).isString())
            return Error{ErrorCode::InvalidProps, u"A new message has no role."_s, job.nodeId(),
                         u"Each is an object such as {role: 'user', content: '…'}."_s};
    }
    return messages;
}

void AddMessagesConstruct::materialize(const ApplyJobPtr &job)
{
    const ApplyJob::Request &request = job->request();
    const QString memoryId = job->prop("memoryId"_L1).toString();
    const NodeRecord *memory = host().node(memoryId);
    if (!memory || memory->constructType != u"Memory")
        return job->fail({ErrorCode::InvalidProps, u"There is no Memory %1."_s.arg(memoryId),
                          job->nodeId(),
                          u"Bind memoryId to the id of a Memory: {\"$\": \"memory.id\"}."_s});
    const Result<QJsonArray> messages = messagesOf(*job);
    if (!messages)
        return job->fail(messages.error());

    const bool unchanged = request.previousOutputs && request.previousProps
        && request.previousOutputs->contains("added"_L1)
        && appendedProps(*request.previousProps) == appendedProps(request.props);
    ApplyResult result;
    if (unchanged) {
        result.outputs = *request.previousOutputs;
        return job->succeed(std::move(result));
    }
    MemoryLog log(memory->store, memory->outputs);
    log.append(*messages, job->prop("once"_L1));
    log.trim(memory->props);
    const QJsonArray window = log.window(memory->props);
    result.outputs = {{u"added"_s, messages->size()}};
    result.others = {{memoryId, {{u"messages"_s, window}}, log.store()}};
    job->succeed(std::move(result));
}

ConstructType MessageConstruct::type() const
{
    ConstructType type;
    type.name = u"Message"_s;
    type.doc = u"A message to put into lists: a system prompt, an example."_s;
    type.props = {roleProp(), contentProp()};
    type.outputs = {
        {u"id"_s, ValueType::String, u"Id of this message."_s, OutputSpec::From::Id},
        {u"role"_s, ValueType::String, u"As in its props."_s, OutputSpec::From::Prop},
        {u"content"_s, ValueType::Any, u"As in its props."_s, OutputSpec::From::Prop},
    };
    type.effect = Effect::Pure;
    type.summaryOutput = u"content"_s;
    return type;
}

void MessageConstruct::materialize(const ApplyJobPtr &job)
{
    ApplyResult result;
    result.outputs = {{u"id"_s, job->nodeId()},
                      {u"role"_s, job->prop("role"_L1)},
                      {u"content"_s, job->prop("content"_L1)}};
    job->succeed(std::move(result));
}

} // namespace creact
