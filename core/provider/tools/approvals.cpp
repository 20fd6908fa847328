// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/approvals.h"

#include "core/provider/tools/toolprint.h"
#include "core/runtime/provider.h"

#include <QPointer>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const NodeRecord *toolRecord(const ProviderHost &host, const QString &toolNode)
{
    const NodeRecord *record = toolNode.isEmpty() ? nullptr : host.node(toolNode);
    return record && record->constructType == "Tool"_L1 ? record : nullptr;
}

QJsonObject storedGrant(const NodeRecord &record)
{
    return record.store.value("approved"_L1).toObject();
}

bool grantsCalls(const NodeRecord &record, const QJsonObject &tool)
{
    const QString what = storedGrant(record).value("what"_L1).toString();
    return !what.isEmpty() && what == toolPrint(tool);
}

Error nothingWaits(const QString &nodeId)
{
    return {ErrorCode::NotFound, u"No call of a tool waits for an answer here."_s, nodeId,
            u"It may have been answered, or its turn may have been stopped."_s};
}

void answer(const Done<void> &done, Result<void> result)
{
    if (done)
        done(std::move(result));
}

} // namespace

QList<ApprovalRequest> ToolApprovals::pending() const
{
    QList<const Waiting *> all;
    for (const auto &[nodeId, waiting] : m_waiting)
        all.append(&waiting);
    std::ranges::sort(all, {}, &Waiting::order);
    QList<ApprovalRequest> requests;
    for (const Waiting *waiting : std::as_const(all))
        requests.append(waiting->request);
    return requests;
}

void ToolApprovals::ask(const ApprovalRequest &request, const QJsonObject &tool, Answered answered)
{
    m_waiting.insert_or_assign(request.nodeId,
                               Waiting{request, tool, std::move(answered), ++m_asked, false});
    Q_EMIT changed();
}

void ToolApprovals::withdraw(const QString &nodeId)
{
    if (m_waiting.erase(nodeId) > 0)
        Q_EMIT changed();
}

void ToolApprovals::decide(const QString &nodeId, ApprovalDecision decision, const QString &reason,
                           const QString &by, Done<void> done)
{
    const auto it = m_waiting.find(nodeId);
    if (it == m_waiting.end() || it->second.deciding) {
        answer(done, nothingWaits(nodeId));
        return;
    }
    if (decision != ApprovalDecision::Always) {
        settle(nodeId, decision, reason, by);
        answer(done, {});
        return;
    }
    Waiting &waiting = it->second;
    if (!waiting.request.mayAllowAlways) {
        answer(done,
               Error{ErrorCode::InvalidArgument,
                     u"Each call of the tool \"%1\" is asked for."_s.arg(waiting.request.tool),
                     nodeId, u"Allow this call only, or deny it."_s});
        return;
    }
    waiting.deciding = true;
    const QJsonObject grant{
        {u"since"_s, m_host->clock().now()}, {u"by"_s, by}, {u"what"_s, toolPrint(waiting.tool)}};
    storeGrant(waiting.request.toolNode, grant,
               [self = QPointer(this), nodeId, by, done = std::move(done)](Result<void> stored) {
                   if (self)
                       self->granted(nodeId, by, stored);
                   answer(done, std::move(stored));
               });
}

/// The grant is durable, or it is not: then a person may answer again.
void ToolApprovals::granted(const QString &nodeId, const QString &by, const Result<void> &stored)
{
    const auto it = m_waiting.find(nodeId);
    if (it == m_waiting.end())
        return;
    it->second.deciding = false;
    if (!stored)
        return;
    QStringList allowed{nodeId};
    for (const auto &[other, waiting] : m_waiting) {
        if (other != nodeId && waiting.request.mayAllowAlways && isGranted(waiting.tool))
            allowed.append(other);
    }
    for (const QString &id : std::as_const(allowed))
        settle(id, ApprovalDecision::Always, {}, by);
}

void ToolApprovals::settle(const QString &nodeId, ApprovalDecision decision, const QString &reason,
                           const QString &by)
{
    const auto it = m_waiting.find(nodeId);
    if (it == m_waiting.end())
        return;
    const Waiting waiting = std::move(it->second);
    m_waiting.erase(it);
    const bool allowed = decision != ApprovalDecision::Deny;
    QJsonObject details{{u"tool"_s, waiting.request.tool},
                        {u"kind"_s, waiting.request.kind},
                        {u"args"_s, jsonHash(waiting.request.args)},
                        {u"by"_s, by}};
    if (allowed)
        details.insert("decision"_L1,
                       decision == ApprovalDecision::Always ? u"always"_s : u"once"_s);
    m_host->audit(allowed ? u"tool_approved"_s : u"tool_denied"_s, nodeId, details);
    waiting.answered({allowed, reason});
    Q_EMIT changed();
}

bool ToolApprovals::isGranted(const QJsonObject &tool) const
{
    const NodeRecord *record = toolRecord(*m_host, tool.value("id"_L1).toString());
    return record && grantsCalls(*record, tool);
}

std::optional<ToolGrant> ToolApprovals::grant(const QString &toolNode) const
{
    const NodeRecord *record = m_host ? toolRecord(*m_host, toolNode) : nullptr;
    if (!record || !record->outputs || !grantsCalls(*record, *record->outputs))
        return {};
    const QJsonObject stored = storedGrant(*record);
    return ToolGrant{.toolNode = toolNode,
                     .tool = record->outputs->value("name"_L1).toString(),
                     .kind = record->outputs->value("kind"_L1).toString(),
                     .since = stored.value("since"_L1).toInteger(),
                     .by = stored.value("by"_L1).toString()};
}

void ToolApprovals::revoke(const QString &toolNode, const QString &by, Done<void> done)
{
    const NodeRecord *record = m_host ? toolRecord(*m_host, toolNode) : nullptr;
    if (!record || storedGrant(*record).isEmpty()) {
        answer(done,
               Error{ErrorCode::NotFound, u"This tool is not allowed for good."_s, toolNode,
                     u"Each of its calls is asked for already."_s});
        return;
    }
    const QString tool = record->props.value("name"_L1).toString();
    storeGrant(
        toolNode, {},
        [self = QPointer(this), toolNode, tool, by, done = std::move(done)](Result<void> stored) {
            if (self && stored) {
                self->m_host->audit(u"tool_approval_revoked"_s, toolNode,
                                    {{u"tool"_s, tool}, {u"by"_s, by}});
                Q_EMIT self->changed();
            }
            answer(done, std::move(stored));
        });
}

/// An empty grant takes it away. The rest of the node's store stays.
void ToolApprovals::storeGrant(const QString &toolNode, const QJsonObject &grant, Done<void> done)
{
    const NodeRecord *record = toolRecord(*m_host, toolNode);
    if (!record) {
        done(Error{ErrorCode::NotFound, u"There is no such Tool any more."_s, toolNode, {}});
        return;
    }
    QJsonObject store = record->store;
    if (grant.isEmpty())
        store.remove("approved"_L1);
    else
        store.insert("approved"_L1, grant);
    m_host->commit({{.nodeId = toolNode, .store = store}},
                   {u"provider"_s, {}, toolNode, m_host->clock().now()}, std::move(done));
}

} // namespace creact
