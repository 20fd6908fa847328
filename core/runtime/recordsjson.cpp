// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/memberreader.h"
#include "core/runtime/records.h"

#include <QJsonArray>
#include <QSet>

#include <utility>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

/// Version of what we add to CReact 0.2's files.
constexpr int additionsVersion = 1;

Error unreadable(const QString &sentence, const QString &where)
{
    return {ErrorCode::StateUnreadable, u"This is no CReact state: "_s + sentence, where,
            u"The file was left as it is. Put a good copy in its place, or move it away to start "
            "with an empty state."_s};
}

/// What a node without a "state" is: CReact 0.2.13 writes none.
NodeState impliedState(const NodeRecord &record)
{
    return record.outputs ? NodeState::Deployed : NodeState::Pending;
}

/// CReact 0.2 knows pending, applying, deployed and failed; ours is beside it.
NodeState stateForCreact(NodeState state)
{
    switch (state) {
    case NodeState::Waiting:
        return NodeState::Pending;
    case NodeState::Destroying:
        return NodeState::Deployed;
    default:
        return state;
    }
}

std::optional<NodeState> stateNamed(const QString &name)
{
    const NodeState state = nodeStateFromName(name, NodeState::Pending);
    return nodeStateName(state) == name ? std::optional(state) : std::nullopt;
}

void readState(MemberReader &reader, NodeRecord &record)
{
    const QString name = reader.string(u"state"_s, MemberReader::Optional);
    if (name.isEmpty())
        return;
    if (const auto state = stateNamed(name))
        record.state = *state;
    else
        reader.complain(
            u"%1 is \"%2\", which is no state of a node."_s.arg(reader.placeOf(u"state"_s), name));
}

void readNodeAdditions(MemberReader &reader, NodeRecord &record)
{
    MemberReader ours(
        reader.object(u"creactStudio"_s, MemberReader::Optional).value_or(QJsonObject()),
        reader.placeOf(u"creactStudio"_s));
    readState(ours, record);
    if (const auto error = ours.object(u"error"_s, MemberReader::Optional))
        record.error = Error::fromJson(*error);
    record.attempts = static_cast<int>(ours.integer(u"attempts"_s, MemberReader::Optional));
    if (const auto cause = ours.object(u"cause"_s, MemberReader::Optional))
        record.cause = Cause::fromJson(*cause);
    record.appliedAt = ours.integer(u"appliedAt"_s, MemberReader::Optional);
    record.durationMs = ours.integer(u"durationMs"_s, MemberReader::Optional);
    // Without outputs there is nothing to keep.
    record.pinned = ours.boolean(u"pinned"_s) && record.outputs;
    if (!ours.complaint().isEmpty())
        reader.complain(ours.complaint());
    record.unknown = reader.rest();
    if (const QJsonObject rest = ours.rest(); !rest.isEmpty())
        record.unknown.insert(u"creactStudio"_s, rest);
}

QJsonObject nodeAdditions(const NodeRecord &record)
{
    QJsonObject ours = record.unknown.value(u"creactStudio"_s).toObject();
    if (stateForCreact(record.state) != record.state)
        ours.insert(u"state"_s, nodeStateName(record.state));
    if (record.error)
        ours.insert(u"error"_s, record.error->toJson());
    if (record.attempts)
        ours.insert(u"attempts"_s, record.attempts);
    if (record.cause != Cause())
        ours.insert(u"cause"_s, record.cause.toJson());
    if (record.appliedAt)
        ours.insert(u"appliedAt"_s, record.appliedAt);
    if (record.durationMs)
        ours.insert(u"durationMs"_s, record.durationMs);
    if (record.pinned)
        ours.insert(u"pinned"_s, true);
    return ours;
}

/// The id of a node whose parent was read before it goes on from the parent's, so that a chain of n
/// costs n segments.
NodeId idOf(const QStringList &path, const StackRecord &before)
{
    const QStringList parentPath = path.first(path.size() - 1);
    const NodeRecord *parent = before.find(parentPath.join(u'.'));
    if (parent && parent->id.path() == parentPath)
        return parent->id.child(path.last());
    return NodeId::fromPath(path);
}

/// All but id and path.
void readBody(MemberReader &reader, NodeRecord &record)
{
    using enum MemberReader::Need;
    record.constructType = reader.string(u"constructType"_s, Required);
    record.props = reader.object(u"props"_s, Required).value_or(QJsonObject());
    record.outputs = reader.object(u"outputs"_s, Optional);
    record.store = reader.object(u"store"_s, Optional).value_or(QJsonObject());
    record.state = impliedState(record);
    readState(reader, record);
    readNodeAdditions(reader, record);
}

NodeRecord readNode(MemberReader &reader, const StackRecord &before)
{
    NodeRecord record;
    const QString id = reader.string(u"id"_s, MemberReader::Required);
    const QStringList path = reader.strings(u"path"_s, MemberReader::Required);
    if (path.isEmpty() || path.join(u'.') != id)
        reader.complain(u"%1 is \"%2\", which is not the path (\"%3\") joined by dots."_s.arg(
            reader.placeOf(u"id"_s), id, path.join(u'.')));
    else
        record.id = idOf(path, before);
    readBody(reader, record);
    return record;
}

/// `byCreact`: the file says nothing of a node's state but in the list of those that were applying.
void readNodes(MemberReader &reader, StackRecord &state, bool byCreact)
{
    const QJsonArray list = reader.array(u"nodes"_s, MemberReader::Required);
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString place = u"%1/%2"_s.arg(reader.placeOf(u"nodes"_s)).arg(i);
        if (!list.at(i).isObject()) {
            reader.complain(
                u"%1 must be an object, but is %2."_s.arg(place, jsonTypeName(list.at(i))));
            return;
        }
        const QJsonObject object = list.at(i).toObject();
        MemberReader node(object, place);
        NodeRecord record = readNode(node, state);
        if (!node.complaint().isEmpty()) {
            reader.complain(node.complaint());
            return;
        }
        if (state.find(record.id)) {
            reader.complain(u"%1 has the id \"%2\", which an earlier node has too."_s.arg(
                place, record.id.toString()));
            return;
        }
        if (byCreact && !object.contains(u"state"_s)
            && state.applyingNodeIds.contains(object.value(u"id"_s).toString()))
            record.state = NodeState::Applying;
        state.put(record);
    }
}

void readStatus(MemberReader &reader, StackRecord &state)
{
    using enum StackStatus;
    const QString name = reader.string(u"status"_s, MemberReader::Required);
    for (const StackStatus status : {Pending, Applying, Deployed, Failed}) {
        if (stackStatusName(status) == name) {
            state.status = status;
            return;
        }
    }
    reader.complain(u"%1 is \"%2\"; it must be pending, applying, deployed or failed."_s.arg(
        reader.placeOf(u"status"_s), name));
}

/// CReact 0.2.13 names one node, later ones a list.
void readApplying(MemberReader &reader, StackRecord &state)
{
    const QString first = reader.string(u"applyingNodeId"_s, MemberReader::Optional);
    state.applyingNodeIds = reader.strings(u"applyingNodeIds"_s, MemberReader::Optional);
    if (!first.isEmpty() && !state.applyingNodeIds.contains(first))
        state.applyingNodeIds.prepend(first);
}

void readLatches(MemberReader &ours, StackRecord &state)
{
    const QJsonObject latches =
        ours.object(u"latches"_s, MemberReader::Optional).value_or(QJsonObject());
    for (auto it = latches.begin(); it != latches.end(); ++it) {
        MemberReader latch(it->toObject(), ours.placeOf(u"latches"_s) + u'/' + it.key());
        LatchRecord record;
        record.text = latch.string(u"text"_s, MemberReader::Required);
        record.tracked = latch.string(u"tracked"_s, MemberReader::Required);
        record.value = latch.any(u"value"_s);
        if (!latch.complaint().isEmpty())
            ours.complain(latch.complaint());
        state.latches.insert(it.key(), record);
    }
}

/// False: a newer version wrote it.
bool readAdditions(MemberReader &reader, StackRecord &state)
{
    const auto object = reader.object(u"creactStudio"_s, MemberReader::Optional);
    if (!object)
        return true;
    MemberReader ours(*object, reader.placeOf(u"creactStudio"_s));
    if (ours.integer(u"version"_s, MemberReader::Required) > additionsVersion)
        return false;
    state.stores = ours.object(u"stores"_s, MemberReader::Optional).value_or(QJsonObject());
    for (auto it = state.stores.constBegin(); it != state.stores.constEnd(); ++it) {
        if (!it->isObject())
            ours.complain(u"%1/%2 must be an object, but is %3."_s.arg(
                ours.placeOf(u"stores"_s), it.key(), jsonTypeName(*it)));
    }
    readLatches(ours, state);
    if (!ours.complaint().isEmpty())
        reader.complain(ours.complaint());
    if (const QJsonObject rest = ours.rest(); !rest.isEmpty())
        state.unknown.insert(u"creactStudio"_s, rest);
    return true;
}

QJsonObject additions(const StackRecord &state)
{
    QJsonObject ours = state.unknown.value(u"creactStudio"_s).toObject();
    ours.insert(u"version"_s, additionsVersion);
    if (!state.stores.isEmpty())
        ours.insert(u"stores"_s, state.stores);
    QJsonObject latches;
    for (auto it = state.latches.begin(); it != state.latches.end(); ++it) {
        QJsonObject latch{{u"text"_s, it->text}, {u"tracked"_s, it->tracked}};
        if (!it->value.isUndefined())
            latch.insert(u"value"_s, it->value);
        latches.insert(it.key(), latch);
    }
    if (!latches.isEmpty())
        ours.insert(u"latches"_s, latches);
    return ours;
}

} // namespace

QJsonObject toJson(const NodeRecord &record)
{
    QJsonObject object = nodeBodyToJson(record);
    const QStringList path = record.id.path();
    object.insert(u"id"_s, path.join(u'.'));
    object.insert(u"path"_s, QJsonArray::fromStringList(path));
    return object;
}

QJsonObject nodeBodyToJson(const NodeRecord &record)
{
    QJsonObject object = record.unknown;
    object.insert(u"constructType"_s, record.constructType);
    object.insert(u"props"_s, record.props);
    if (record.outputs)
        object.insert(u"outputs"_s, *record.outputs);
    if (!record.store.isEmpty())
        object.insert(u"store"_s, record.store);
    if (record.state != impliedState(record))
        object.insert(u"state"_s, nodeStateName(stateForCreact(record.state)));
    if (const QJsonObject ours = nodeAdditions(record); !ours.isEmpty())
        object.insert(u"creactStudio"_s, ours);
    return object;
}

NodeRecord nodeRecordFromJson(const QJsonObject &object)
{
    MemberReader reader(object, {});
    return readNode(reader, {});
}

Result<NodeRecord> nodeRecordFromJson(const QJsonObject &object, const QString &where)
{
    MemberReader reader(object, {});
    NodeRecord record = readNode(reader, {});
    if (!reader.complaint().isEmpty())
        return unreadable(reader.complaint(), where);
    return record;
}

Result<NodeRecord> nodeRecordFromBody(const QJsonObject &body, const NodeId &id,
                                      const QString &where)
{
    MemberReader reader(body, {});
    NodeRecord record;
    record.id = id;
    readBody(reader, record);
    if (!reader.complaint().isEmpty())
        return unreadable(reader.complaint(), where);
    return record;
}

QJsonObject toJson(const StackRecord &state)
{
    QJsonObject object = state.unknown;
    QJsonArray nodes;
    for (const NodeRecord &node : state.nodes())
        nodes.append(toJson(node));
    object.insert(u"nodes"_s, nodes);
    object.insert(u"status"_s, stackStatusName(state.status));
    object.insert(u"stackName"_s, state.stackName);
    object.insert(u"lastDeployedAt"_s, state.lastDeployedAt);
    if (!state.applyingNodeIds.isEmpty()) {
        object.insert(u"applyingNodeId"_s, state.applyingNodeIds.first());
        object.insert(u"applyingNodeIds"_s, QJsonArray::fromStringList(state.applyingNodeIds));
    }
    if (!state.user.isEmpty())
        object.insert(u"user"_s, state.user);
    object.insert(u"creactStudio"_s, additions(state));
    return object;
}

Result<StackRecord> stackRecordFromJson(const QJsonObject &object, const QString &where)
{
    StackRecord state;
    MemberReader reader(object, {});
    if (!readAdditions(reader, state))
        return Error{ErrorCode::StateNewer, u"A newer CReact Studio wrote this state."_s, where,
                     u"Open it with that version; this one leaves it as it is."_s};
    state.stackName = reader.string(u"stackName"_s, MemberReader::Required);
    readStatus(reader, state);
    readApplying(reader, state);
    state.lastDeployedAt = reader.integer(u"lastDeployedAt"_s, MemberReader::Optional);
    state.user = reader.string(u"user"_s, MemberReader::Optional);
    readNodes(reader, state, !object.contains(u"creactStudio"_s));
    if (!reader.complaint().isEmpty())
        return unreadable(reader.complaint(), where);
    const QJsonValue ours = state.unknown.value(u"creactStudio"_s);
    state.unknown = reader.rest();
    if (!ours.isUndefined())
        state.unknown.insert(u"creactStudio"_s, ours);
    return state;
}

} // namespace creact
