// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/records.h"

#include <QJsonArray>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

constexpr std::array nodeStateNames{
    std::pair{NodeState::Waiting, "waiting"},   std::pair{NodeState::Pending, "pending"},
    std::pair{NodeState::Applying, "applying"}, std::pair{NodeState::Deployed, "deployed"},
    std::pair{NodeState::Failed, "failed"},     std::pair{NodeState::Destroying, "destroying"},
};

void insertText(QJsonObject &object, const QString &name, const QString &text)
{
    if (!text.isEmpty())
        object.insert(name, text);
}

qint64 integer(const QJsonObject &object, const QString &name)
{
    return object.value(name).toInteger();
}

QString text(const QJsonObject &object, const QString &name)
{
    return object.value(name).toString();
}

// FNV-1a: streaming, so that a node's hash goes on from its parent's.
constexpr quint64 emptyTextHash = 14695981039346656037ULL;

quint64 hashOn(quint64 hash, QStringView more)
{
    for (const QChar c : more)
        hash = (hash ^ c.unicode()) * 1099511628211ULL;
    return hash;
}

} // namespace

QString nodeStateName(NodeState state)
{
    for (const auto &[value, name] : nodeStateNames) {
        if (value == state)
            return QString::fromLatin1(name);
    }
    return u"pending"_s;
}

NodeState nodeStateFromName(const QString &wanted, NodeState fallback)
{
    for (const auto &[value, name] : nodeStateNames) {
        if (wanted == QLatin1StringView(name))
            return value;
    }
    return fallback;
}

QString stackStatusName(StackStatus status)
{
    switch (status) {
    case StackStatus::Pending:
        break;
    case StackStatus::Applying:
        return u"applying"_s;
    case StackStatus::Deployed:
        return u"deployed"_s;
    case StackStatus::Failed:
        return u"failed"_s;
    }
    return u"pending"_s;
}

QJsonObject Event::toJson() const
{
    QJsonObject object{{u"kind"_s, kind}};
    insertText(object, u"id"_s, id);
    insertText(object, u"node"_s, node);
    if (at)
        object.insert(u"at"_s, at);
    return object;
}

Event Event::fromJson(const QJsonObject &object)
{
    return {text(object, u"kind"_s), text(object, u"id"_s), text(object, u"node"_s),
            integer(object, u"at"_s)};
}

QJsonObject Cause::toJson() const
{
    QJsonObject object{{u"kind"_s, kind}};
    if (!props.isEmpty())
        object.insert(u"props"_s, QJsonArray::fromStringList(props));
    insertText(object, u"sourceNode"_s, sourceNode);
    insertText(object, u"sourceOutput"_s, sourceOutput);
    if (event != Event())
        object.insert(u"event"_s, event.toJson());
    return object;
}

Cause Cause::fromJson(const QJsonObject &object)
{
    Cause cause;
    cause.kind = text(object, u"kind"_s);
    const QJsonArray names = object.value(u"props"_s).toArray();
    for (const QJsonValue &name : names)
        cause.props.append(name.toString());
    cause.sourceNode = text(object, u"sourceNode"_s);
    cause.sourceOutput = text(object, u"sourceOutput"_s);
    cause.event = Event::fromJson(object.value(u"event"_s).toObject());
    return cause;
}

QJsonObject LockInfo::toJson() const
{
    return {{u"holder"_s, holder},
            {u"expiresAt"_s, expiresAt},
            {u"host"_s, host},
            {u"pid"_s, pid},
            {u"acquiredAt"_s, acquiredAt}};
}

LockInfo LockInfo::fromJson(const QJsonObject &object)
{
    return {text(object, u"holder"_s), text(object, u"host"_s), integer(object, u"pid"_s),
            integer(object, u"acquiredAt"_s), integer(object, u"expiresAt"_s)};
}

QJsonObject TurnRecord::toJson() const
{
    QJsonObject object{{u"id"_s, id},
                       {u"session"_s, session},
                       {u"handlerId"_s, handlerId},
                       {u"question"_s, question},
                       {u"answer"_s, answer},
                       {u"acceptedAt"_s, acceptedAt},
                       {u"endedAt"_s, endedAt},
                       {u"elementPointer"_s, elementPointer}};
    if (error)
        object.insert(u"error"_s, error->toJson());
    QJsonArray list;
    for (const NodeRecord &node : nodes)
        list.append(creact::toJson(node));
    object.insert(u"nodes"_s, list);
    return object;
}

TurnRecord TurnRecord::fromJson(const QJsonObject &object)
{
    TurnRecord turn;
    turn.id = text(object, u"id"_s);
    turn.session = text(object, u"session"_s);
    turn.handlerId = text(object, u"handlerId"_s);
    turn.question = text(object, u"question"_s);
    turn.answer = text(object, u"answer"_s);
    turn.acceptedAt = integer(object, u"acceptedAt"_s);
    turn.endedAt = integer(object, u"endedAt"_s);
    turn.elementPointer = text(object, u"elementPointer"_s);
    if (const QJsonValue error = object.value(u"error"_s); error.isObject())
        turn.error = Error::fromJson(error.toObject());
    const QJsonArray list = object.value(u"nodes"_s).toArray();
    for (const QJsonValue &node : list)
        turn.nodes.append(nodeRecordFromJson(node.toObject()));
    return turn;
}

QJsonObject toJson(const AuditEntry &entry)
{
    QJsonObject object{{u"timestamp"_s, entry.timestamp}, {u"action"_s, entry.action}};
    insertText(object, u"nodeId"_s, entry.nodeId);
    if (!entry.details.isEmpty())
        object.insert(u"details"_s, entry.details);
    insertText(object, u"user"_s, entry.user);
    return object;
}

AuditEntry auditEntryFromJson(const QJsonObject &object)
{
    return {integer(object, u"timestamp"_s), text(object, u"action"_s), text(object, u"nodeId"_s),
            object.value(u"details"_s).toObject(), text(object, u"user"_s)};
}

const QList<NodeRecord> StackRecord::nodes() const
{
    if (m_nodes.size() == m_index.size())
        return m_nodes;
    QList<NodeRecord> nodes;
    nodes.reserve(m_index.size());
    eachNode([&](const NodeRecord &node) { nodes.append(node); });
    return nodes;
}

const NodeRecord *StackRecord::find(const NodeId &id) const
{
    const auto it = m_index.constFind(id);
    return it == m_index.constEnd() ? nullptr : &m_nodes.at(*it);
}

const NodeRecord *StackRecord::find(const QString &id) const
{
    const auto [first, last] = m_byText.equal_range(hashOn(emptyTextHash, id));
    for (auto it = first; it != last; ++it) {
        const NodeRecord &node = m_nodes.at(*it);
        if (node.id.toString() == id)
            return &node;
    }
    return nullptr;
}

void StackRecord::put(const NodeRecord &record)
{
    if (record.id.isNull())
        return;
    const auto it = m_index.constFind(record.id);
    if (it != m_index.constEnd()) {
        m_nodes[*it] = record;
        return;
    }
    if (m_nodes.size() > 2 * m_index.size() + 64)
        dropHoles();
    append(record);
}

bool StackRecord::remove(const NodeId &id)
{
    const auto it = m_index.constFind(id);
    if (it == m_index.constEnd())
        return false;
    m_nodes[*it] = {};
    m_index.erase(it);
    return true;
}

void StackRecord::append(const NodeRecord &record)
{
    const qsizetype at = m_nodes.size();
    const quint64 hash = textHash(record.id);
    m_nodes.append(record);
    m_textHashes.append(hash);
    m_index.insert(record.id, at);
    m_byText.insert(hash, at);
}

void StackRecord::dropHoles()
{
    const QList<NodeRecord> all = std::exchange(m_nodes, {});
    const QList<quint64> hashes = std::exchange(m_textHashes, {});
    m_byText.clear();
    m_nodes.reserve(m_index.size());
    m_textHashes.reserve(m_index.size());
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all.at(i).id.isNull())
            continue;
        const qsizetype at = m_nodes.size();
        m_nodes.append(all.at(i));
        m_textHashes.append(hashes.at(i));
        m_index.insert(all.at(i).id, at);
        m_byText.insert(hashes.at(i), at);
    }
}

quint64 StackRecord::textHash(const NodeId &id) const
{
    const NodeId parent = id.parent();
    if (const auto it = m_index.constFind(parent); it != m_index.constEnd())
        return hashOn(hashOn(m_textHashes.at(*it), u"."), id.segment());
    return hashOn(emptyTextHash, id.toString());
}

} // namespace creact
