// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/chatmodelhandler.h"

#include "core/provider/llm/modelaccess.h"

namespace creact {

using namespace Qt::StringLiterals;

ConstructType ChatModelHandler::type() const
{
    ConstructType type;
    type.name = u"ChatModel"_s;
    type.doc =
        u"A model and how it is asked. Where it is, and its key, are settings and no props."_s;
    type.effect = Effect::Pure;
    type.summaryOutput = u"model"_s;
    type.props = {
        {.name = u"model"_s,
         .type = ValueType::String,
         .doc = u"The name that the endpoint knows."_s,
         .required = true,
         .format = u"model"_s},
        {.name = u"endpoint"_s,
         .type = ValueType::String,
         .doc = u"The name of an endpoint that is set up here; \"demo\" is the built-in one. Left "
                u"out: "
                "the one chosen for the stack."_s,
         .format = u"endpoint"_s},
        {.name = u"temperature"_s,
         .type = ValueType::Number,
         .doc = u"0 for the likeliest words, up to 2 for surprising ones."_s,
         .minimum = 0,
         .maximum = 2},
        {.name = u"maxTokens"_s,
         .type = ValueType::Integer,
         .doc = u"The longest answer, in tokens."_s,
         .minimum = 1},
        {.name = u"stream"_s,
         .type = ValueType::Boolean,
         .doc = u"Show the answer while it is written; true when left out."_s},
        {.name = u"maxRetries"_s,
         .type = ValueType::Integer,
         .doc = u"How often a call is tried again when the endpoint cannot be reached, is busy or "
                "fails; 2 when left out."_s,
         .minimum = 0,
         .maximum = 10},
        {.name = u"maxTurnCalls"_s,
         .type = ValueType::Integer,
         .doc = u"The most calls for one chat message, against a runaway; 50 when left out."_s,
         .minimum = 1},
        {.name = u"maxTurnTokens"_s,
         .type = ValueType::Integer,
         .doc = u"The most tokens for one chat message, asked and answered together."_s,
         .minimum = 1},
        {.name = u"maxDayCalls"_s,
         .type = ValueType::Integer,
         .doc = u"The most calls from midnight to midnight."_s,
         .minimum = 1},
        {.name = u"maxDayTokens"_s,
         .type = ValueType::Integer,
         .doc = u"The most tokens from midnight to midnight."_s,
         .minimum = 1},
    };
    type.outputs = {
        {u"id"_s, ValueType::String, u"The node's id."_s, OutputSpec::From::Id},
        {u"model"_s, ValueType::String, u"As given."_s, OutputSpec::From::Prop},
        {u"endpoint"_s, ValueType::String, u"As given."_s, OutputSpec::From::Prop},
        {u"temperature"_s, ValueType::Number, u"As given."_s, OutputSpec::From::Prop},
        {u"maxTokens"_s, ValueType::Integer, u"As given."_s, OutputSpec::From::Prop},
        {u"stream"_s, ValueType::Boolean, u"As given."_s, OutputSpec::From::Prop},
        {u"maxRetries"_s, ValueType::Integer, u"As given."_s, OutputSpec::From::Prop},
        {u"maxTurnCalls"_s, ValueType::Integer, u"As given."_s, OutputSpec::From::Prop},
        {u"maxTurnTokens"_s, ValueType::Integer, u"As given."_s, OutputSpec::From::Prop},
        {u"maxDayCalls"_s, ValueType::Integer, u"As given."_s, OutputSpec::From::Prop},
        {u"maxDayTokens"_s, ValueType::Integer, u"As given."_s, OutputSpec::From::Prop},
    };
    return type;
}

void ChatModelHandler::materialize(const ApplyJobPtr &job)
{
    const auto refuse = [&](const QString &message, const QString &hint) {
        job->fail({ErrorCode::InvalidProps, message, job->nodeId(), hint});
    };
    if (job->prop("model"_L1).toString().trimmed().isEmpty()) {
        refuse(u"The ChatModel has no model."_s, u"Give the name that the endpoint knows."_s);
        return;
    }
    const QString endpoint = job->prop("endpoint"_L1).toString();
    if (const Result<void> found = m_access.checkProfile(endpoint); !found)
        return refuse(found.error().message, found.error().hint);
    QJsonObject outputs = job->request().props;
    outputs.insert("id"_L1, job->nodeId());
    job->succeed({.outputs = outputs});
}

} // namespace creact
