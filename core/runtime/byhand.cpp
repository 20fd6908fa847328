// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to single nodes and stores.
#include "core/runtime/runtime.h"

#include <algorithm>
#include <utility>

namespace creact {

namespace {

Error noSuchNode(const QString &id)
{
    return {ErrorCode::NotFound, QStringLiteral("There is no node '%1'.").arg(id), id, {}};
}

Error refused(const QString &id, const QString &sentence, const QString &hint = {})
{
    return {ErrorCode::InvalidArgument, sentence.arg(id), id, hint};
}

QString listOf(const QStringList &names)
{
    return names.isEmpty() ? QStringLiteral("none")
                           : u'\'' + names.join(QStringLiteral("', '")) + u'\'';
}

} // namespace

Node *Runtime::findNode(const QString &id) const
{
    if (!m_tree)
        return nullptr;
    if (const NodeRecord *record = state().find(id))
        return m_tree->find(record->id);
    // Never applied: the tree knows it, the record does not.
    for (Node *node : m_bySerial) {
        if (node->id().toString() == id)
            return node;
    }
    return nullptr;
}

void Runtime::applyAgain(Node &node, const QString &why)
{
    const Event event = node.cause.event;
    m_origin = {{}, {}, {why, {}, node.id().toString(), m_clock.now()}};
    // What it answers to is still what it answered to: a turn stays that turn.
    if (!event.kind.isEmpty() && (why == QLatin1StringView("retry") || node.cause.isOfTurn()))
        m_origin.event = event;
    node.forced = why;
    unfail(node);
    nodeDirty(node);
    node.cause.kind = why;
    schedulePump();
}

Result<void> Runtime::retry(const QString &nodeId)
{
    Node *node = findNode(nodeId);
    const bool resumed = m_halted && node && !isLockLost();
    if (resumed)
        resume();
    if (m_halted)
        return *m_halted;
    const bool released = release(nodeId);
    if (!node)
        return released ? Result<void>() : noSuchNode(nodeId);
    if (node->state == NodeState::Failed)
        applyAgain(*node, QStringLiteral("retry"));
    else if (node->pinned)
        return refused(nodeId, QStringLiteral("'%1' is pinned."),
                       QStringLiteral("Unpin it first."));
    else if (!resumed && !released)
        return refused(nodeId, QStringLiteral("'%1' has not failed."));
    return {};
}

Result<void> Runtime::retryFailed()
{
    if (m_halted && m_tree && !isLockLost())
        resume();
    if (m_halted)
        return *m_halted;
    std::vector<quint64> failed;
    for (const Node *node : std::as_const(m_bySerial)) {
        if (node->state == NodeState::Failed && !node->held)
            failed.push_back(node->serial());
    }
    if (failed.empty())
        return Error{
            ErrorCode::InvalidArgument, QStringLiteral("No node has failed."), stackName(), {}};
    std::sort(failed.begin(), failed.end());
    for (const quint64 serial : failed) {
        // It may have gone: a fallback closes when what it stands for is tried again.
        if (Node *node = m_bySerial.value(serial))
            applyAgain(*node, QStringLiteral("retry"));
    }
    return {};
}

Result<void> Runtime::rerun(const QString &nodeId)
{
    Node *node = findNode(nodeId);
    if (!node)
        return noSuchNode(nodeId);
    if (m_halted)
        return *m_halted;
    if (node->pinned)
        return refused(nodeId, QStringLiteral("'%1' is pinned."),
                       QStringLiteral("Unpin it first."));
    if (node->held)
        return refused(nodeId, QStringLiteral("'%1' was left as it is by the last deploy."),
                       QStringLiteral("Retry it, or deploy."));
    if (node->state == NodeState::Waiting)
        return refused(nodeId,
                       QStringLiteral("'%1' waits for %2.")
                           .arg(QStringLiteral("%1"), node->waitsFor.join(QStringLiteral(", "))));
    if (m_runningIds.contains(node->id())
        || (node->state != NodeState::Deployed && node->state != NodeState::Failed))
        return refused(nodeId, QStringLiteral("'%1' is at work, or about to be."),
                       QStringLiteral("Wait until it has ended."));
    audit(QStringLiteral("node_rerun"), nodeId, {});
    applyAgain(*node, QStringLiteral("rerun"));
    return {};
}

/// Stored before anything follows from it, and undone when it cannot be.
void Runtime::changeByHand(const std::shared_ptr<Commit> &commit)
{
    m_audit.setWriting(true);
    m_commits.push_back(commit);
    m_checkpoint.save([this, commit](const Result<void> &result) {
        finishCommit(commit, result);
        if (!m_tree)
            m_audit.flush();
    });
}

/// The node as it will be, or why not.
Result<NodeRecord> Runtime::pinnable(const QString &nodeId, bool pinned) const
{
    const NodeRecord *stored = state().find(nodeId);
    if (!stored) {
        if (findNode(nodeId))
            return refused(nodeId, QStringLiteral("'%1' has no outputs yet."));
        return noSuchNode(nodeId);
    }
    NodeRecord record = *stored;
    if (record.pinned == pinned)
        return refused(nodeId,
                       pinned ? QStringLiteral("'%1' is pinned already.")
                              : QStringLiteral("'%1' is not pinned."));
    record.pinned = pinned;
    if (!pinned)
        return record;
    const ConstructType *type = constructTypes().find(record.constructType);
    if (type && type->ephemeral)
        return refused(nodeId,
                       QStringLiteral("'%1' is made anew at each start (%2): there is "
                                      "nothing to keep.")
                           .arg(QStringLiteral("%1"), record.constructType));
    if (type && type->collects)
        return refused(nodeId,
                       QStringLiteral("Others add to what '%1' holds (%2): pinned, it "
                                      "would lose that.")
                           .arg(QStringLiteral("%1"), record.constructType));
    if (record.state == NodeState::Applying || record.state == NodeState::Destroying)
        return refused(nodeId, QStringLiteral("'%1' is at work, or was when the program ended."),
                       m_tree ? QStringLiteral("Wait until it has ended.")
                              : QStringLiteral("Deploy the stack first."));
    if (!record.outputs)
        return refused(nodeId, QStringLiteral("'%1' has no outputs yet."));
    record.state = NodeState::Deployed;
    record.error.reset();
    return record;
}

void Runtime::pin(const QString &nodeId, bool pinned, Done<void> done)
{
    if (m_halted || m_stopping) {
        done(m_halted.value_or(Error{
            ErrorCode::Cancelled, QStringLiteral("The stack is being stopped."), stackName(), {}}));
        return;
    }
    const Result<NodeRecord> record = pinnable(nodeId, pinned);
    if (!record.ok()) {
        done(record.error());
        return;
    }
    auto commit = std::make_shared<Commit>(
        Commit{{}, {QStringLiteral("pin"), {}, nodeId, m_clock.now()}, std::move(done)});
    commit->before.append({*state().find(nodeId), {}});
    commit->then = [this, nodeId, pinned, event = commit->event] {
        audit(pinned ? QStringLiteral("node_pinned") : QStringLiteral("node_unpinned"), nodeId, {});
        Node *node = findNode(nodeId);
        if (!node)
            return;
        node->pinned = pinned;
        m_origin = {{}, {}, event};
        nodeDirty(*node);
    };
    m_checkpoint.put(*record);
    changeByHand(commit);
}

/// What is pinned is what runs. False when it is not.
bool Runtime::takePinned(Node &node)
{
    const NodeRecord *record = state().find(node.id());
    node.pinned =
        record && record->pinned && node.type() && record->constructType == node.typeName();
    if (!node.pinned)
        return false;
    node.forced.clear();
    tellHistory(node, *record);
    takeOver(node, *record);
    return true;
}

void Runtime::setStore(const QString &storeId, const QString &key, const QJsonValue &value,
                       Done<void> done)
{
    if (m_halted || m_stopping) {
        done(m_halted.value_or(Error{
            ErrorCode::Cancelled, QStringLiteral("The stack is being stopped."), stackName(), {}}));
        return;
    }
    const auto values = storeValues(storeId);
    if (!values) {
        done(Error{ErrorCode::InvalidArgument,
                   QStringLiteral("There is no store '%1'. There is: %2.")
                       .arg(storeId, listOf(state().stores.keys())),
                   storeId,
                   {}});
        return;
    }
    if (!values->contains(key)) {
        done(Error{ErrorCode::InvalidArgument,
                   QStringLiteral("The store '%1' has no '%2'. It has: %3.")
                       .arg(storeId, key, listOf(values->keys())),
                   storeId,
                   {}});
        return;
    }
    QJsonObject changed = *values;
    changed.insert(key, value);
    auto commit = std::make_shared<Commit>(
        Commit{{}, {QStringLiteral("store"), storeId, {}, m_clock.now()}, std::move(done)});
    commit->storeBefore = StorePatch{storeId, *values};
    commit->then = [this, storeId, key, old = values->value(key), changed, event = commit->event] {
        audit(QStringLiteral("store_set"), {},
              {{QStringLiteral("store"), storeId},
               {QStringLiteral("keys"), QJsonArray{key}},
               {QStringLiteral("old"), old},
               {QStringLiteral("new"), changed.value(key)}});
        if (!m_tree || m_stopping)
            return;
        m_origin = {{}, storeId, event};
        m_tree->graph().batch([&] { m_tree->setStore(storeId, changed); });
    };
    m_checkpoint.setStore(storeId, changed);
    changeByHand(commit);
}

} // namespace creact
