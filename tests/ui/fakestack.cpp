// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakestack.h"

#include <QDateTime>
#include <QJsonArray>

namespace creact {

using namespace Qt::StringLiterals;
using Kind = TreeRow::Kind;

namespace {

const QString handlerId = u"http-server.chat-handler"_s;
const QString toolPath = u"http-server.chat-handler.chat-model.memory.tool"_s;
const QString completionId = toolPath + u"-m3.completion"_s;
const QString failedId = completionId + u".tool-exec-call-1"_s;

qint64 minutesAgo(double minutes)
{
    return QDateTime::currentMSecsSinceEpoch() - qint64(minutes * 60'000);
}

/// Rows in the order of the document, each told with its parent and its place.
class TreeMaker {
public:
    TreeRow &add(TreeRow::Uid uid, TreeRow::Uid parent, Kind kind, const QString &title,
                 const QString &name = {})
    {
        TreeRow row;
        row.uid = uid;
        row.parent = parent;
        row.kind = kind;
        row.title = title;
        row.name = name;
        row.state = NodeState::Deployed;
        m_delta.changes.append({TreeDelta::Change::Kind::Insert, row, m_places[parent]++});
        return m_delta.changes.last().row;
    }

    TreeRow &node(TreeRow::Uid uid, TreeRow::Uid parent, const QString &title, const QString &name,
                  const QString &nodeId, const QString &summary, qint64 durationMs)
    {
        TreeRow &row = add(uid, parent, Kind::Construct, title, name);
        row.nodeId = nodeId;
        row.summary = summary;
        row.durationMs = durationMs;
        return row;
    }

    TreeDelta delta()
    {
        m_delta.reset = true;
        return m_delta;
    }

private:
    TreeDelta m_delta;
    QHash<TreeRow::Uid, int> m_places;
};

Error toolError()
{
    return {ErrorCode::ToolFailed, u"Wikipedia did not answer within 30 s."_s, failedId,
            u"Check the network, then retry. The model sees the failure as the tool’s result."_s};
}

void addFinishedTurn(TreeMaker &maker)
{
    TreeRow &turn = maker.add(FakeStack::TurnUid, 7, Kind::Turn, u"Turn"_s, u"m1"_s);
    turn.key = u"m1"_s;
    turn.active = false;
    turn.summary = u"Who was Ada Lovelace?"_s;
    turn.durationMs = 2410;
    const QString below = toolPath + u"-m1.completion"_s;
    TreeRow &first = maker.node(11, FakeStack::TurnUid, u"Completion"_s, u"completion"_s, below,
                                u"1 tool call: wikipedia"_s, 860);
    first.active = false;
    TreeRow &exec = maker.node(12, 11, u"ToolExec"_s, u"exec"_s, below + u".tool-exec-call-1"_s,
                               u"Ada Lovelace (1815–1852) was an English mathematician"_s, 312);
    exec.active = false;
    TreeRow &second = maker.node(13, 11, u"Completion"_s, u"completion"_s, below + u".completion"_s,
                                 u"Ada Lovelace was an English mathematician and writer"_s, 1190);
    second.active = false;
    TreeRow &saved =
        maker.node(14, 13, u"AddMessages"_s, u"saved"_s, below + u".add-messages"_s, u"2"_s, 3);
    saved.active = false;
    TreeRow &response =
        maker.node(15, 14, u"ChatResponse"_s, {}, below + u".chat-response"_s, u"sent"_s, 1);
    response.active = false;
}

void addRunningTurn(TreeMaker &maker)
{
    TreeRow &show = maker.add(16, 7, Kind::Show, u"show"_s, u"chat.pending"_s);
    show.key = u"m3"_s;
    show.summary = u"What did she write about Babbage’s engine?"_s;
    maker.add(17, 16, Kind::Boundary, u"boundary"_s, u"failure"_s);
    maker.add(18, 17, Kind::Component, u"Agent"_s, u"answer"_s);
    TreeRow &completion = maker.node(FakeStack::CompletionUid, 18, u"Completion"_s, u"completion"_s,
                                     completionId, u"2 tool calls: wikipedia, wikipedia"_s, 934);
    completion.changedAt = minutesAgo(0);
    TreeRow &loop = maker.add(22, FakeStack::CompletionUid, Kind::For, u"for"_s, u"call"_s);
    loop.summary = u"2 items"_s;
    maker.add(23, 22, Kind::Item, u"item"_s, u"call-1"_s);
    TreeRow &failed =
        maker.node(FakeStack::FailedUid, 23, u"ToolExec"_s, u"exec"_s, failedId, {}, 30'004);
    failed.state = NodeState::Failed;
    failed.error = toolError();
    maker.add(24, 22, Kind::Item, u"item"_s, u"call-2"_s);
    TreeRow &running =
        maker.node(32, 24, u"ToolExec"_s, u"exec"_s, completionId + u".tool-exec-call-2"_s, {}, -1);
    running.state = NodeState::Applying;
    running.activity = u"calling wikipedia"_s;
    TreeRow &then = maker.add(25, 22, Kind::Inactive, u"then"_s, {});
    then.active = false;
    then.state = NodeState::Waiting;
    then.waitsFor = u"exec.result"_s;
    TreeRow &saved =
        maker.node(33, 18, u"AddMessages"_s, u"saved"_s, completionId + u".add-messages"_s, {}, -1);
    saved.state = NodeState::Waiting;
    saved.waitsFor = u"answer.response"_s;
    TreeRow &fallback = maker.add(34, 17, Kind::Inactive, u"fallback"_s, {});
    fallback.active = false;
    fallback.state = NodeState::Pending;
}

} // namespace

StackInfo FakeStack::idle()
{
    StackInfo info;
    info.status = StackInfo::Status::Idle;
    info.name = u"agent"_s;
    info.documentPath = u"/home/ada/CReact/agent/agent.stack.json"_s;
    info.backendUrl = u"file:.creact-state"_s;
    info.nodes = 5;
    info.endpoint = u"Demo model"_s;
    info.demo = true;
    return info;
}

StackInfo FakeStack::live()
{
    StackInfo info = idle();
    info.status = StackInfo::Status::Live;
    info.nodes = 9;
    info.deployed = 7;
    info.applying = 1;
    info.waiting = 1;
    info.urls = {u"http://127.0.0.1:3000"_s};
    info.chatHandlers = {handlerId};
    return info;
}

StackInfo FakeStack::liveWithFailure()
{
    StackInfo info = live();
    info.failed = 1;
    return info;
}

StackInfo FakeStack::lockedByAnother()
{
    StackInfo info = idle();
    info.readOnly = true;
    info.lock = LockInfo{u"creact run"_s, u"atlas"_s, 4711, minutesAgo(3), minutesAgo(-1)};
    info.error = Error{ErrorCode::Locked, u"Another process holds the lock."_s, {}, {}};
    return info;
}

TreeDelta FakeStack::tree()
{
    TreeMaker maker;
    maker.node(1, 0, u"HttpServer"_s, u"server"_s, u"http-server"_s, u"http://127.0.0.1:3000"_s, 4);
    maker.node(2, 1, u"ChatHandler"_s, u"chat"_s, handlerId,
               u"What did she write about Babbage’s engine?"_s, 1);
    maker.node(4, 2, u"ChatModel"_s, u"model"_s, handlerId + u".chat-model"_s, u"gpt-4o-mini"_s, 0);
    maker.node(5, 4, u"Memory"_s, u"memory"_s, handlerId + u".chat-model.memory"_s, u"4 messages"_s,
               0);
    maker.node(7, 5, u"Tool"_s, u"wiki"_s, toolPath, u"wikipedia"_s, 0);
    addFinishedTurn(maker);
    addRunningTurn(maker);
    return maker.delta();
}

QList<ChatTurn> FakeStack::turns()
{
    ChatTurn first;
    first.id = u"m1"_s;
    first.handlerId = handlerId;
    first.question = u"Who was Ada Lovelace?"_s;
    first.answer = u"**Ada Lovelace** (1815–1852) was an English mathematician and writer. She is "
                   "known for her notes on Charles Babbage’s *Analytical Engine*:\n\n"
                   "- she saw that the machine could work on more than numbers,\n"
                   "- she published the first algorithm meant for it, in `Note G`.\n\n"
                   "```python\ndef bernoulli(n):\n    ...\n```\n\n"
                   "More at [Wikipedia](https://en.wikipedia.org/wiki/Ada_Lovelace)."_s;
    first.state = ChatTurn::State::Answered;
    first.acceptedAt = minutesAgo(3);
    first.endedAt = first.acceptedAt + 2410;
    ChatTurn second = first;
    second.id = u"m2"_s;
    second.question = u"And who built the machine?"_s;
    second.answer.clear();
    second.error = Error{ErrorCode::ModelRateLimited,
                         u"The model endpoint refused the call: too many requests."_s,
                         {},
                         u"Wait 20 s and send it again, or choose another endpoint."_s};
    second.state = ChatTurn::State::Failed;
    second.acceptedAt = minutesAgo(2);
    second.endedAt = second.acceptedAt + 410;
    ChatTurn third = first;
    third.id = u"m3"_s;
    third.question = u"What did she write about Babbage’s engine?"_s;
    third.answer.clear();
    third.state = ChatTurn::State::Running;
    third.acceptedAt = minutesAgo(0.06);
    third.endedAt = 0;
    return {first, second, third};
}

QList<AuditEntry> FakeStack::audit()
{
    const QString tool = toolPath + u"-m1.completion.tool-exec-call-1"_s;
    return {
        {minutesAgo(4.2), u"lock_acquired"_s, {}, {{u"host"_s, u"atlas"_s}}, u"ada"_s},
        {minutesAgo(4.1), u"deploy_start"_s, {}, {{u"create"_s, 5}}, u"ada"_s},
        {minutesAgo(4.1),
         u"resource_applied"_s,
         u"http-server"_s,
         {{u"durationMs"_s, 4}},
         u"ada"_s},
        {minutesAgo(4.1), u"resource_applied"_s, handlerId, {{u"durationMs"_s, 1}}, u"ada"_s},
        {minutesAgo(4.0),
         u"deploy_complete"_s,
         {},
         {{u"deployed"_s, 5}, {u"durationMs"_s, 12}},
         u"ada"_s},
        {minutesAgo(3.0), u"turn_accepted"_s, handlerId, {{u"turn"_s, u"m1"_s}}, {}},
        {minutesAgo(2.9), u"resource_applied"_s, tool, {{u"durationMs"_s, 312}}, {}},
        {minutesAgo(2.9),
         u"turn_answered"_s,
         handlerId,
         {{u"turn"_s, u"m1"_s}, {u"durationMs"_s, 2410}},
         {}},
        {minutesAgo(2.0),
         u"turn_failed"_s,
         handlerId,
         {{u"turn"_s, u"m2"_s}, {u"code"_s, u"model_rate_limited"_s}},
         {}},
        {minutesAgo(0.5), u"turn_accepted"_s, handlerId, {{u"turn"_s, u"m3"_s}}, {}},
        {minutesAgo(0.1),
         u"resource_failed"_s,
         failedId,
         {{u"code"_s, u"tool_failed"_s}, {u"attempts"_s, 1}},
         {}},
    };
}

RowDetail FakeStack::completionDetail()
{
    RowDetail detail;
    detail.row = TreeRow();
    detail.row.uid = CompletionUid;
    detail.row.title = u"Completion"_s;
    detail.row.name = u"completion"_s;
    detail.row.nodeId = completionId;
    detail.row.pointer = u"/components/Agent/children/0"_s;
    detail.row.state = NodeState::Deployed;
    detail.row.durationMs = 934;
    detail.appliedAt = minutesAgo(0.1);
    detail.attempts = 1;
    const QJsonArray messages{
        QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"Who was Ada Lovelace?"_s}},
        QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, u"Ada Lovelace was an English…"_s}},
        QJsonObject{{u"role"_s, u"user"_s},
                    {u"content"_s, u"What did she write about Babbage’s engine?"_s}}};
    detail.props = {
        {u"requestId"_s, u"m3"_s},
        {u"model"_s, QJsonObject{{u"id"_s, u"chat-model"_s}, {u"model"_s, u"gpt-4o-mini"_s}}},
        {u"messages"_s, messages},
        {u"tools"_s, QJsonArray{QJsonObject{{u"name"_s, u"wikipedia"_s}}}}};
    detail.bindings = {{u"requestId"_s, u"requestId"_s},
                       {u"model"_s, u"model"_s},
                       {u"messages"_s, u"messages"_s},
                       {u"tools"_s, u"depth < 8 ? tools : []"_s}};
    const QJsonObject call{{u"id"_s, u"call-1"_s},
                           {u"name"_s, u"wikipedia"_s},
                           {u"args"_s, QJsonObject{{u"query"_s, u"Analytical Engine"_s}}}};
    detail.outputs =
        QJsonObject{{u"id"_s, u"cmpl-81f2"_s},
                    {u"content"_s, QJsonValue::Null},
                    {u"toolCalls"_s, QJsonArray{call}},
                    {u"finishReason"_s, u"tool_calls"_s},
                    {u"usage"_s, QJsonObject{{u"prompt"_s, 412}, {u"completion"_s, 38}}}};
    const Event event{u"message"_s, u"m3"_s, handlerId, minutesAgo(0.2)};
    detail.causes = {{u"created"_s, {}, handlerId, u"pending"_s, event}};
    detail.doc =
        u"One call of a chat model. The same props make no second call, across restarts too."_s;
    return detail;
}

RowDetail FakeStack::failedDetail()
{
    RowDetail detail;
    detail.row.uid = FailedUid;
    detail.row.title = u"ToolExec"_s;
    detail.row.name = u"exec"_s;
    detail.row.nodeId = failedId;
    detail.row.state = NodeState::Failed;
    detail.row.error = toolError();
    detail.row.durationMs = 30'004;
    detail.attempts = 2;
    detail.appliedAt = minutesAgo(0.1);
    detail.props = {{u"callId"_s, u"call-1"_s},
                    {u"name"_s, u"wikipedia"_s},
                    {u"args"_s, QJsonObject{{u"query"_s, u"Analytical Engine"_s}}}};
    detail.bindings = {{u"callId"_s, u"call.id"_s},
                       {u"name"_s, u"call.name"_s},
                       {u"args"_s, u"call.args"_s},
                       {u"tools"_s, u"tools"_s}};
    return detail;
}

QList<Problem> FakeStack::problems()
{
    Problem unknown;
    unknown.code = u"unknown_construct"_s;
    unknown.message = u"There is no construct type “Completoin”."_s;
    unknown.hint = u"Did you mean “Completion”?"_s;
    unknown.line = 8;
    unknown.column = 25;
    Problem key = unknown;
    key.severity = Problem::Severity::Warning;
    key.code = u"unused_name"_s;
    key.message = u"The name “wiki” is never read."_s;
    key.hint.clear();
    key.line = 31;
    key.column = 40;
    return {unknown, key};
}

RecoveryReport FakeStack::recovery()
{
    RecoveryReport report;
    report.interrupted = {{completionId, u"Completion"_s, u"rerun"_s}};
    report.turns = {u"m3"_s};
    report.kept = 5;
    report.at = minutesAgo(1);
    return report;
}

StackInfo FakeStack::unreadable()
{
    StackInfo info = idle();
    info.nodes = 0;
    info.backendUrl = u"file:/home/ada/CReact/agent/.creact-state"_s;
    info.error = Error{ErrorCode::StateUnreadable,
                       u"The file ends in the middle of a value: nodes[3].props."_s,
                       u"/home/ada/CReact/agent/.creact-state/agent.json, line 212"_s,
                       u"creact state history agent.stack.json lists what can be gone back to."_s};
    return info;
}

StackInfo FakeStack::newer()
{
    StackInfo info = unreadable();
    info.error = Error{ErrorCode::StateNewer,
                       u"The state has format 3; this program knows formats up to 2."_s,
                       u"/home/ada/CReact/agent/.creact-state/agent.json"_s,
                       {}};
    return info;
}

QList<SnapshotInfo> FakeStack::snapshots()
{
    SnapshotInfo damaged;
    damaged.id = u"0000000000000004-4"_s;
    damaged.at = minutesAgo(2);
    damaged.bytes = 1'204;
    damaged.error = Error{ErrorCode::StateUnreadable,
                          u"The file is empty after byte 1,204."_s,
                          u"agent.history/0000000000000004-4.json"_s,
                          {}};
    SnapshotInfo newest;
    newest.id = u"0000000000000003-3"_s;
    newest.at = minutesAgo(6);
    newest.bytes = 18'412;
    newest.status = StackStatus::Deployed;
    newest.nodes = 3;
    SnapshotInfo older = newest;
    older.id = u"0000000000000002-2"_s;
    older.at = minutesAgo(60 * 26);
    older.bytes = 9'871;
    older.status = StackStatus::Failed;
    older.nodes = 2;
    SnapshotInfo aside;
    aside.id = u"agent.json.unreadable-1"_s;
    aside.kind = SnapshotInfo::Kind::SetAside;
    aside.at = minutesAgo(60 * 50);
    aside.bytes = 312;
    return {damaged, newest, older, aside};
}

StackRecord FakeStack::earlierState()
{
    StackRecord state;
    state.stackName = u"agent"_s;
    state.status = StackStatus::Deployed;
    state.lastDeployedAt = minutesAgo(6);
    NodeRecord server;
    server.id = NodeId::root(u"http-server"_s);
    server.constructType = u"HttpServer"_s;
    server.props = {{u"port"_s, 3000}};
    server.state = NodeState::Deployed;
    NodeRecord chat = server;
    chat.id = server.id.child(u"chat-handler"_s);
    chat.constructType = u"ChatHandler"_s;
    chat.props = {};
    NodeRecord memory = chat;
    memory.id = chat.id.child(u"memory"_s);
    memory.constructType = u"Memory"_s;
    memory.store = {{u"messages"_s, QJsonArray{u"hello"_s}}};
    for (const NodeRecord &record : {server, chat, memory})
        state.put(record);
    return state;
}

StackRecord FakeStack::stateNow()
{
    StackRecord state = earlierState();
    NodeRecord memory = state.nodes().last();
    const NodeId chat = memory.id.parent();
    memory.store = {{u"messages"_s, QJsonArray{u"hello"_s, u"again"_s}}};
    state.put(memory);
    NodeRecord completion = memory;
    completion.store = {};
    completion.id = chat.child(u"completion-m1"_s);
    completion.constructType = u"Completion"_s;
    state.put(completion);
    completion.id = chat.child(u"completion-m2"_s);
    state.put(completion);
    return state;
}

} // namespace creact
