// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/runtime/records.h"
#include "core/runtime/recovery.h"
#include "core/stack/constructtype.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace creact {

/// A change of another node's outputs or store that a provider asks for.
struct NodePatch {
    /// Full id, as it stands in props ("memoryId").
    QString nodeId;
    /// Merged over the node's outputs, member by member; an undefined member removes it.
    QJsonObject outputs = {};
    /// Replaces the node's durable store when set.
    std::optional<QJsonObject> store = {};
    /// What the change answers to, when that is not what the job answers to: the next message,
    /// which becomes `pending` when the answer to the one before it lands.
    std::optional<Event> event = {};
};

/// A change of a document store's values (SetStore).
struct StorePatch {
    QString storeId;
    QJsonObject values;
};

/// What a materialize that went well gives back. All of it lands in one record, or none of it.
struct ApplyResult {
    QJsonObject outputs;
    /// Replaces the node's own durable store when set.
    std::optional<QJsonObject> store = {};
    QList<NodePatch> others = {};
    QList<StorePatch> stores = {};
    /// What follows from these outputs answers to this, and not to what made the node (a
    /// ChatHandler that starts with a message from before the restart).
    std::optional<Event> event = {};
    /// Called once the record is durable (send the HTTP answer now, not before).
    std::function<void()> whenStored = {};
    /// The node has outputs but does not do all it should (an HttpServer whose port is taken): it
    /// is shown `failed` with this error and can be retried, and what depends on it goes on all the
    /// same.
    std::optional<Error> degraded = {};
};

/// What is asked of a provider: make this node real. Ends exactly once: succeed(), fail(), or by
/// being dropped (which is the failure "Internal: the provider gave no answer"). Lives on the
/// engine thread.
class ApplyJob {
public:
    struct Request {
        NodeId id;
        QString constructType;
        /// Defaults filled in, checked against the construct type.
        QJsonObject props;
        /// Set when the node has been real before (an update, or a restart).
        std::optional<QJsonObject> previousProps;
        std::optional<QJsonObject> previousOutputs;
        QJsonObject store;
        Event event;
        int attempt = 1;
    };
    /// `others`: what a failure changes of other nodes.
    using Finished = std::function<void(Result<ApplyResult>, const QList<NodePatch> &others)>;

    ApplyJob(Request request, Finished finished);
    ~ApplyJob();
    ApplyJob(const ApplyJob &) = delete;
    ApplyJob &operator=(const ApplyJob &) = delete;

    const Request &request() const { return m_request; }
    QString nodeId() const { return m_request.id.toString(); }
    QJsonValue prop(QLatin1StringView name) const { return m_request.props.value(name); }

    void succeed(ApplyResult result);
    /// `others` land with the failure, in one record; their stores only.
    void fail(Error error, const QList<NodePatch> &others = {});
    bool isFinished() const { return !m_finished; }

    /// The tree took the node away, or the stack stops. The provider aborts what it does and calls
    /// fail(Cancelled), or finishes: then the node is destroyed.
    void cancel();
    bool isCancelled() const { return m_cancelled; }
    void onCancel(std::function<void()> callback);

private:
    Request m_request;
    Finished m_finished;
    std::function<void()> m_onCancel;
    bool m_cancelled = false;
};
using ApplyJobPtr = std::shared_ptr<ApplyJob>;

/// What the runtime does for providers. Outlives them. Engine thread only.
class ProviderHost {
public:
    virtual ~ProviderHost() = default;
    virtual QString stackName() const = 0;
    virtual Clock &clock() = 0;
    /// The node as it stands, by full id; null when there is none. Valid until the next commit.
    virtual const NodeRecord *node(const QString &id) const = 0;
    /// Looks at every node; nothing may be changed meanwhile.
    virtual void eachNode(const std::function<void(const NodeRecord &)> &look) const = 0;
    /// Values of a document store; null when there is none of that name.
    virtual std::optional<QJsonObject> storeValues(const QString &storeId) const = 0;
    /// Stores the patch, then lets it flow through the tree. For what comes from outside a
    /// materialize (an accepted message); `done` answers when it is durable.
    virtual void commit(const QList<NodePatch> &patches, const Event &event, Done<void> done) = 0;
    virtual void audit(const QString &action, const QString &nodeId,
                       const QJsonObject &details) = 0;
    /// A turn ended: its nodes, which leave the tree now, are kept under this record.
    virtual void turnEnded(const TurnRecord &turn) = 0;
    /// What a node is doing right now, for people ("calling wikipedia"); empty: nothing. Not
    /// stored.
    virtual void activity(const QString &nodeId, const QString &text) = 0;
};

/// Creates, updates and deletes, counted and in order.
struct ChangeSet {
    QList<NodeId> creates;
    QList<NodeId> updates;
    QList<NodeId> deletes;
    qsizetype size() const { return creates.size() + updates.size() + deletes.size(); }
};

/// Makes nodes real (the seed's ICloudDOMProvider). Engine thread only.
class Provider : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual const ConstructTypes &constructTypes() const = 0;
    virtual void initialize(ProviderHost &host, Done<void> done) = 0;
    virtual void materialize(const ApplyJobPtr &job) = 0;
    /// The node's record as it was last; once more when a crash came before that was stored. Ends
    /// always. An error is told; it keeps the node only when the whole stack is destroyed.
    virtual void destroy(const NodeRecord &node, Done<void> done) = 0;
    virtual void preDeploy(const ChangeSet &changes) { Q_UNUSED(changes) }
    virtual void postDeploy(const ChangeSet &changes) { Q_UNUSED(changes) }
    /// A node failed for good (no retry scheduled). `handled`: a boundary of the document shows its
    /// fallback for it.
    virtual void onError(const NodeRecord &node, const Error &error, bool handled)
    {
        Q_UNUSED(node)
        Q_UNUSED(error)
        Q_UNUSED(handled)
    }
    /// What a run left unfinished in this state, for the report of the next start.
    virtual Unfinished unfinished(const StackRecord &state) const
    {
        Q_UNUSED(state)
        return {};
    }
    /// Gives back what is not in the state: sockets, servers, timers. Nodes stay deployed in the
    /// state.
    virtual void stop(Done<void> done) = 0;

Q_SIGNALS:
    /// A deployed node's outputs changed by themselves; merged over what it has.
    void outputsChanged(const QString &resourceName, const QJsonObject &outputs, qint64 timestamp);
};

} // namespace creact
