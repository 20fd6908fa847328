// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/runtime/nodeid.h"

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace creact {

/// `waiting` (a prop is undefined), `pending` (to be applied), `applying`, `deployed`, `failed`
/// (error kept), `destroying`. Names in files and JSON are the lower-case ones: nodeStateName().
enum class NodeState { Waiting, Pending, Applying, Deployed, Failed, Destroying };
QString nodeStateName(NodeState state);
NodeState nodeStateFromName(const QString &name, NodeState fallback);

/// What began it all: {kind: "deploy" | "message" | "store" | "retry" | "rerun" | "pin" | "destroy"
/// | "provider", id, node, at}. A store by hand has the store's name as its id; a "pin" is also its
/// end.
struct Event {
    QString kind;
    /// Of a message its id, of a deploy its number; may be empty.
    QString id;
    /// Full id of the node it came in at; empty for a deploy.
    QString node;
    qint64 at = 0;

    QJsonObject toJson() const;
    static Event fromJson(const QJsonObject &object);
    bool operator==(const Event &) const = default;
};

/// Why a node was applied.
struct Cause {
    /// "created", "props" (a prop changed), "retry", "rerun" (a person wants it again), "restart"
    /// (ephemeral or interrupted).
    QString kind;
    /// Names of the props that changed.
    QStringList props;
    /// The output whose change led here: full node id and output name. Empty when the event itself
    /// did.
    QString sourceNode;
    QString sourceOutput;
    Event event;

    /// It answers to a message, and leaves when that is answered.
    bool isOfTurn() const { return event.kind == QLatin1StringView("message"); }
    QJsonObject toJson() const;
    static Cause fromJson(const QJsonObject &object);
    bool operator==(const Cause &) const = default;
};

/// One node as a backend keeps it. `id path constructType props outputs state store` are CReact
/// 0.2's; the rest are ours and absent from files that CReact wrote.
struct NodeRecord {
    NodeId id;
    QString constructType;
    QJsonObject props;
    std::optional<QJsonObject> outputs;
    /// createStore values of the node: durable, also for ephemeral types (a ChatHandler's inbox,
    /// all messages of a Memory).
    QJsonObject store;
    NodeState state = NodeState::Pending;
    std::optional<Error> error;
    int attempts = 0;
    Cause cause;
    /// When the last apply ended (ms since 1970) and how long it took.
    qint64 appliedAt = 0;
    qint64 durationMs = 0;
    /// A person keeps its outputs as they are: what is pinned is what runs, and nothing is called
    /// for it, whatever its props are. Never without outputs.
    bool pinned = false;
    /// Members of the file's node object that we do not know: written back as they were.
    QJsonObject unknown;

    bool operator==(const NodeRecord &) const = default;
};

enum class StackStatus { Pending, Applying, Deployed, Failed };
QString stackStatusName(StackStatus status);

/// A recorded `untrack` binding (design section 4): its text, a hash of what it tracked, its value.
struct LatchRecord {
    QString text;
    QString tracked;
    QJsonValue value;

    bool operator==(const LatchRecord &) const = default;
};

/// A stack's whole state: CReact 0.2's DeploymentState and what we add.
/// Nodes are kept in creation order, parents before children. find(), put() and remove() cost the
/// same however many nodes there are.
class StackRecord {
public:
    QString stackName;
    StackStatus status = StackStatus::Pending;
    QStringList applyingNodeIds;
    qint64 lastDeployedAt = 0;
    QString user;
    /// Values of the document's `store` elements by name: {"counter": {"count": 1}}.
    QJsonObject stores;
    /// By instance: "<node id or component path>#<prop>".
    QHash<QString, LatchRecord> latches;
    /// Top-level members that we do not know: written back as they were.
    QJsonObject unknown;

    /// As they are now: what is put or removed later is not seen in it.
    const QList<NodeRecord> nodes() const;
    /// Looks at each node without a copy of the list; nothing may be put or removed meanwhile.
    template <typename Look> void eachNode(Look look) const
    {
        for (const NodeRecord &node : m_nodes) {
            if (!node.id.isNull())
                look(node);
        }
    }
    qsizetype nodeCount() const { return m_index.size(); }
    /// Null when there is none; valid until the next put() or remove().
    const NodeRecord *find(const NodeId &id) const;
    /// By the full id's text, as props and outputs carry it.
    const NodeRecord *find(const QString &id) const;
    /// Grows with creation, -1 when there is none; valid as long as what find() gives.
    qsizetype position(const NodeId &id) const { return m_index.value(id, -1); }
    void put(const NodeRecord &record);
    bool remove(const NodeId &id);

private:
    void append(const NodeRecord &record);
    void dropHoles();
    quint64 textHash(const NodeId &id) const;

    // A removed node leaves a hole (null id) behind; put() closes them all at once, now and then.
    QList<NodeRecord> m_nodes;
    QHash<NodeId, qsizetype> m_index;
    // Full ids are quadratic in depth, so only their hashes are kept: one a node, in the nodes'
    // order.
    QList<quint64> m_textHashes;
    QMultiHash<quint64, qsizetype> m_byText;
};

/// What a save changed, so that a backend may write only that. An empty change is still a save of
/// the header (status, applyingNodeIds).
struct StateChange {
    /// Everything may have changed: first save, or an import.
    bool all = false;
    QList<NodeId> put;
    QList<NodeId> removed;
    bool stores = false;
    QStringList latches;
};

struct AuditEntry {
    qint64 timestamp = 0;
    /// deploy_start, deploy_complete, resource_applied, resource_failed, resource_destroyed,
    /// turn_accepted, turn_answered, turn_failed, store_set, lock_acquired, lock_released, …
    /// (snake_case, as in CReact 0.2).
    QString action;
    /// Full id; empty when it is about the stack.
    QString nodeId;
    QJsonObject details;
    QString user;

    bool operator==(const AuditEntry &) const = default;
};

struct LockInfo {
    QString holder;
    QString host;
    qint64 pid = 0;
    qint64 acquiredAt = 0;
    qint64 expiresAt = 0;

    QJsonObject toJson() const;
    static LockInfo fromJson(const QJsonObject &object);
    bool operator==(const LockInfo &) const = default;
};

/// A finished turn (one chat message from its arrival to its answer) with the nodes that worked on
/// it.
struct TurnRecord {
    QString id;
    QString session;
    QString handlerId;
    QString question;
    QString answer;
    std::optional<Error> error;
    qint64 acceptedAt = 0;
    qint64 endedAt = 0;
    /// Pointer (into the document) and instance path of the flow element that the nodes lived
    /// under.
    QString elementPointer;
    QList<NodeRecord> nodes;

    QJsonObject toJson() const;
    static TurnRecord fromJson(const QJsonObject &object);
};

/// NodeRecord ↔ CReact 0.2's node object (core/backend/FORMAT.md). The reader without `where` takes
/// what it can; the other checks every type: StateUnreadable.
QJsonObject toJson(const NodeRecord &record);
NodeRecord nodeRecordFromJson(const QJsonObject &object);
Result<NodeRecord> nodeRecordFromJson(const QJsonObject &object, const QString &where);

/// The same without `id` and `path`, for who names the node in another way.
QJsonObject nodeBodyToJson(const NodeRecord &record);
Result<NodeRecord> nodeRecordFromBody(const QJsonObject &body, const NodeId &id,
                                      const QString &where);

/// StackRecord ↔ CReact 0.2's DeploymentState. Reading checks types and says what is wrong where:
/// the message names the member, Error::where is `where` (the file). StateUnreadable, or
/// StateNewer.
QJsonObject toJson(const StackRecord &state);
Result<StackRecord> stackRecordFromJson(const QJsonObject &object, const QString &where);

/// {timestamp, action, nodeId?, details?, user?}, as in CReact 0.2.
QJsonObject toJson(const AuditEntry &entry);
AuditEntry auditEntryFromJson(const QJsonObject &object);

} // namespace creact

Q_DECLARE_METATYPE(creact::AuditEntry)
Q_DECLARE_METATYPE(creact::LockInfo)
