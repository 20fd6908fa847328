// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/toolexechandler.h"

#include "core/provider/llm/modelaccess.h"
#include "core/provider/tools/approvals.h"
#include "core/provider/tools/pagetext.h"
#include "core/provider/tools/toolarguments.h"
#include "core/provider/tools/toolkinds.h"
#include "core/provider/tools/toolprint.h"

#include <QPointer>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QString turnIdOf(const QJsonObject &props, const Event &event)
{
    const QString given = props.value("turnId"_L1).toString();
    return given.isEmpty() && event.kind == "message"_L1 ? event.id : given;
}

/// Two ChatHandlers may have a message of the same id.
QString countedTurn(const QJsonObject &props, const Event &event)
{
    const QString turn = turnIdOf(props, event);
    return turn.isEmpty() ? QString() : event.node + u'\n' + turn;
}

} // namespace

struct ToolExecHandler::Call {
    ApplyJobPtr job;
    QJsonObject tool;
    QJsonObject args;
    ToolKind *kind = nullptr;
    ToolAction action;
    qint64 startedAt = 0;
    /// The mark is stored, and perhaps more than that was done.
    bool sent = false;

    QString name() const { return job->prop("name"_L1).toString(); }
    QString turnId() const { return turnIdOf(job->request().props, job->request().event); }
    /// The same call for the same reason, and nothing else.
    QJsonObject mark() const
    {
        return {{u"call"_s, jsonHash({{u"args"_s, args}, {u"tool"_s, toolPrint(tool)}})},
                {u"event"_s, job->request().event.toJson()}};
    }
};

namespace {

/// A model has to read it all, and to pay for it.
constexpr qint64 defaultResultBytes = 32'000;
constexpr int defaultCallsPerTurn = 50;

QJsonObject toolNamed(const QJsonArray &tools, const QString &name)
{
    for (const QJsonValue &tool : tools) {
        if (tool["name"_L1].toString() == name)
            return tool.toObject();
    }
    return {};
}

QString toolNames(const QJsonArray &tools)
{
    QStringList names;
    for (const QJsonValue &tool : tools)
        names += tool["name"_L1].toString();
    return names.isEmpty() ? u"none"_s : names.join(u", "_s);
}

Error refusedCall(const QString &why)
{
    return {ErrorCode::ToolFailed, why, {}, {}};
}

Error cancelledCall(const QString &nodeId)
{
    return {ErrorCode::Cancelled, u"The call was cancelled."_s, nodeId, {}};
}

QString unknownOutcome(const QString &why)
{
    return u"it is not known whether this call took effect: %1 It is not repeated by itself. Find "
           "out before you call it again."_s.arg(why);
}

QString deniedWords(const QString &reason)
{
    const QString denied = u"the person did not allow this call. Do not try it again; answer "
                           "without it."_s;
    return reason.trimmed().isEmpty() ? denied : denied + u" They said: %1"_s.arg(reason.trimmed());
}

/// What a person could do about it, for who reads the result in the window.
QString wordsOfRefusal(const Error &error)
{
    const bool isSettings = error.code == ErrorCode::HostNotAllowed
        || error.code == ErrorCode::PermissionDenied || error.code == ErrorCode::NotFound;
    return isSettings && !error.hint.isEmpty()
        ? u"%1 (For the person: %2)"_s.arg(error.message, error.hint)
        : error.message;
}

} // namespace

ToolExecHandler::ToolExecHandler(ModelAccess &access, std::shared_ptr<const ToolKinds> kinds,
                                 ToolApprovals &approvals, QObject *parent)
    : ConstructHandler(parent)
    , m_access(access)
    , m_kinds(std::move(kinds))
    , m_approvals(approvals)
{
}

ConstructType ToolExecHandler::type() const
{
    ConstructType type;
    type.name = u"ToolExec"_s;
    type.doc = u"Carries out one tool call of a model."_s;
    type.effect = Effect::Idempotent;
    type.summaryOutput = u"result"_s;
    type.calls = true;
    type.props = {
        {.name = u"callId"_s, .type = ValueType::String, .doc = u"Id of the call."_s},
        {.name = u"name"_s,
         .type = ValueType::String,
         .doc = u"Name of the tool that is called."_s,
         .required = true},
        {.name = u"args"_s,
         .doc = u"The arguments, as a Completion's toolCalls give them."_s,
         .defaultValue = QJsonObject()},
        {.name = u"tools"_s,
         .type = ValueType::Array,
         .doc = u"The outputs of the Tools that may be called."_s,
         .required = true},
        {.name = u"turnId"_s,
         .type = ValueType::String,
         .doc = u"What a tool's calls are counted by; the chat message when left out."_s},
    };
    type.outputs = {
        {u"result"_s, ValueType::String, u"What the tool found, or why it did not."_s},
        {u"isError"_s, ValueType::Boolean, u"Whether the result says what went wrong."_s},
    };
    return type;
}

void ToolExecHandler::start(ProviderHost &providerHost)
{
    ConstructHandler::start(providerHost);
    m_access.start(providerHost.clock());
    m_approvals.start(providerHost);
}

void ToolExecHandler::stop()
{
    m_access.stop();
}

void ToolExecHandler::materialize(const ApplyJobPtr &job)
{
    auto call = std::make_shared<Call>();
    call->job = job;
    call->startedAt = host().clock().monotonic();
    if (const Result<void> fine = prepare(*call); !fine) {
        finish(*call, fine.error());
        return;
    }
    const QString approval = call->tool.value("approval"_L1).toString();
    const bool isFree = approval.isEmpty() || approval == "never"_L1;
    if (isFree || (approval != "always"_L1 && m_approvals.isGranted(call->tool)))
        begin(call);
    else
        askFor(call);
}

/// Everything that can be said against the call before anybody is asked or told of it.
Result<void> ToolExecHandler::prepare(Call &call)
{
    const QJsonArray tools = call.job->prop("tools"_L1).toArray();
    const QString name = call.name();
    call.tool = toolNamed(tools, name);
    if (call.tool.isEmpty())
        return refusedCall(u"There is no tool \"%1\". Tools: %2."_s.arg(name, toolNames(tools)));
    const QString kindName = call.tool.value("kind"_L1).toString();
    call.kind = m_kinds->find(kindName);
    if (!call.kind)
        return refusedCall(
            u"The tool \"%1\" cannot be run: its kind \"%2\" is not known."_s.arg(name, kindName));
    // A document may have made the tool by itself, without a Tool node that checked it.
    if (const Result<void> fine = call.kind->check(call.tool); !fine)
        return refusedCall(u"The tool \"%1\" cannot be run: %2"_s.arg(name, fine.error().message));
    const QJsonValue args = call.job->prop("args"_L1);
    const QString problem = problemWithArguments(args, call.tool.value("parameters"_L1).toObject());
    if (!problem.isEmpty())
        return refusedCall(problem);
    call.args = args.toObject();
    const Result<ToolAction> action = call.kind->action(call.args, call.tool);
    if (!action)
        return refusedCall(action.error().message);
    call.action = *action;
    if (action->changes && call.job->request().store.value("sent"_L1) == call.mark())
        return refusedCall(unknownOutcome(u"the program ended after it had been sent."_s));
    return countCall(call);
}

Result<void> ToolExecHandler::countCall(const Call &call)
{
    const QString turn = countedTurn(call.job->request().props, call.job->request().event);
    if (turn.isEmpty())
        return {};
    if (!m_turns.knows(turn))
        countEarlier(turn);
    const int most = call.tool.value("maxCallsPerTurn"_L1).toInt(defaultCallsPerTurn);
    const int calls = m_turns.count(turn, call.name(), call.job->nodeId());
    if (calls <= most)
        return {};
    return refusedCall(
        u"the tool was called %1 times in this turn, and may be called %2 times; answer with what "
        "you have."_s.arg(calls)
            .arg(most));
}

/// What was called for the turn before the program was started again.
void ToolExecHandler::countEarlier(const QString &turn)
{
    host().eachNode([&](const NodeRecord &node) {
        if (node.constructType == "ToolExec"_L1 && node.outputs
            && countedTurn(node.props, node.cause.event) == turn)
            m_turns.count(turn, node.props.value("name"_L1).toString(), node.id.toString());
    });
}

void ToolExecHandler::askFor(const CallPtr &call)
{
    const QString nodeId = call->job->nodeId();
    const QString toolNode = call->tool.value("id"_L1).toString();
    const NodeRecord *record = toolNode.isEmpty() ? nullptr : host().node(toolNode);
    const bool isTool = record && record->constructType == "Tool"_L1;
    ApprovalRequest request;
    request.nodeId = nodeId;
    request.toolNode = isTool ? toolNode : QString();
    request.tool = call->name();
    request.kind = call->kind->name();
    request.args = call->args;
    request.action = call->action.words;
    request.body = call->action.body;
    request.turnId = call->turnId();
    request.askedAt = host().clock().now();
    request.mayAllowAlways = isTool && call->tool.value("approval"_L1) == "ask"_L1;
    activity(nodeId, u"waits for approval: %1"_s.arg(call->name()));
    // First: the answer may come before ask() returns.
    // The request that waits owns the call; a job that owned it too would own itself.
    call->job->onCancel([self = QPointer(this), waiting = std::weak_ptr(call), nodeId] {
        const CallPtr cancelled = waiting.lock();
        if (!self || !cancelled)
            return;
        self->m_approvals.withdraw(nodeId);
        self->finish(*cancelled, cancelledCall(nodeId));
    });
    m_approvals.ask(request, call->tool,
                    [self = QPointer(this), call](const ToolApprovals::Answer &answer) {
                        if (!self)
                            return;
                        if (answer.allowed)
                            self->begin(call);
                        else
                            self->finish(*call, refusedCall(deniedWords(answer.reason)));
                    });
}

/// The time runs from here.
void ToolExecHandler::begin(const CallPtr &call)
{
    call->startedAt = host().clock().monotonic();
    activity(call->job->nodeId(), u"calling %1…"_s.arg(call->name()));
    if (!call->action.changes) {
        send(call);
        return;
    }
    call->job->onCancel({});
    const QString nodeId = call->job->nodeId();
    QJsonObject store = call->job->request().store;
    store.insert("sent"_L1, call->mark());
    host().commit({{nodeId, {}, store}}, call->job->request().event,
                  [self = QPointer(this), call, nodeId](const Result<void> &stored) {
                      if (!self)
                          return;
                      if (call->job->isCancelled())
                          self->finish(*call, cancelledCall(nodeId));
                      else if (!stored)
                          self->finish(
                              *call,
                              refusedCall(u"the call was not sent, since that could "
                                          "not be stored: %1"_s.arg(stored.error().message)));
                      else
                          self->send(call);
                  });
}

void ToolExecHandler::send(const CallPtr &call)
{
    call->sent = call->action.changes;
    const QJsonValue seconds = call->tool.value("timeoutSeconds"_L1);
    const auto timeout = seconds.isDouble()
        ? std::chrono::milliseconds(qint64(seconds.toDouble() * 1000))
        : m_access.toolTimeout();
    ToolKind::Cancel cancel = call->kind->run(
        call->args, call->tool, timeout, [self = QPointer(this), call](Result<QString> result) {
            if (self)
                self->finish(*call, std::move(result));
        });
    if (!call->job->isFinished())
        call->job->onCancel(std::move(cancel));
}

void ToolExecHandler::finish(Call &call, Result<QString> result)
{
    const QString nodeId = call.job->nodeId();
    activity(nodeId, {});
    bool cancelled = !result && result.error().code == ErrorCode::Cancelled;
    if (cancelled && call.sent) {
        // A node that was cancelled is begun anew, and this must not be.
        result = refusedCall(unknownOutcome(u"it was stopped after it had been sent."_s));
        cancelled = false;
    }
    host().audit(u"tool_call"_s, nodeId,
                 {{u"tool"_s, call.name()},
                  {u"kind"_s, call.tool.value("kind"_L1).toString()},
                  {u"ms"_s, host().clock().monotonic() - call.startedAt},
                  {u"isError"_s, !result.ok()}});
    if (cancelled) {
        Error error = result.error();
        error.where = nodeId;
        call.job->fail(error);
        return;
    }
    const QString text =
        result ? result.value() : u"Error: %1"_s.arg(wordsOfRefusal(result.error()));
    const qint64 longest =
        qMax<qint64>(100, call.tool.value("maxBytes"_L1).toInteger(defaultResultBytes));
    ApplyResult applied;
    applied.outputs = {{u"result"_s, cutText(text, longest)}, {u"isError"_s, !result.ok()}};
    QJsonObject store = call.job->request().store;
    store.remove("sent"_L1);
    applied.store = store;
    call.job->succeed(std::move(applied));
}

} // namespace creact
