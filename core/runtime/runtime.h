// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/audittrail.h"
#include "core/runtime/checkpoint.h"
#include "core/runtime/provider.h"
#include "core/runtime/recovery.h"
#include "core/runtime/tree/tree.h"
#include "core/stack/expression/scriptengine.h"

#include <QSet>

#include <deque>
#include <map>
#include <memory>

namespace creact {

/// Runs one stack: renders its document, applies what the tree asks for, stores intents and
/// results, and destroys what has left. Data travels one way: document → tree → candidates → jobs →
/// record → tree.
///
/// Engine thread only. Backend, provider and clock outlive it.
class Runtime final : public QObject, public ProviderHost, private TreeHost {
    Q_OBJECT
public:
    /// How many nodes are applied at the same time.
    static constexpr int maxParallel = 16;
    /// How many finished turns are kept.
    static constexpr int keptTurns = 50;
    /// Another number of them.
    void setKeptTurns(int count) { m_keptTurns = count; }

    Runtime(Backend &backend, Provider &provider, Clock &clock, QObject *parent = nullptr);
    ~Runtime() override;

    /// Reads the stored state. Nothing takes effect.
    void load(const QString &stack, Done<void> done);
    /// Hears of the tree from the next start on.
    void setObserver(TreeObserver *observer) { m_observer = observer; }
    /// Renders and applies; live from then on. `settled` answers when nothing is left to do, with
    /// the first failure if there is one. Called again while live, it replaces the document: what
    /// did not change is not touched. Nodes that are `held` (full ids) stay as they are until the
    /// next start (a restart of the program is one) or their retry(): not made, not changed, not
    /// retried, not destroyed, nor is what they are below. What reads one that is not there waits.
    void start(StackDocumentPtr document, Done<void> settled, const QSet<QString> &held = {});
    /// Replaces the document of a live stack that differs in literal props only: nothing is
    /// rendered again, nothing else is looked at. False, and nothing is done, when it takes more
    /// (start()).
    bool adopt(const StackDocumentPtr &document, const Done<void> &settled);
    /// Ends what start() or adopt() began, which answers Cancelled as soon as all is at rest: what
    /// is at work for it is cancelled and goes back to what it was, or is finished; what has not
    /// begun, deletes too, is held. A turn that is at work goes on.
    Result<void> cancelApply();
    /// Full ids of the nodes that stay as they are.
    const QSet<QString> &held() const { return m_held; }
    /// Ends what runs, stores the state, takes the tree down; nodes stay deployed in the state.
    void stop(Done<void> done);
    /// Destroys every node, dependents first, and forgets the stack. Not while it is live. What
    /// cannot be destroyed stays, failed, with what it depends on; the answer is then the first
    /// error. After a crash in its middle, destroying or deploying again goes on from there.
    void destroyAll(Done<void> done);
    /// Applies a failed node again, or one that is held. When the stack was halted by a failed
    /// save, it goes on from where it stood, whether that node has failed or not.
    Result<void> retry(const QString &nodeId);
    /// Retries every failed node, those first that others are below.
    Result<void> retryFailed();
    /// Applies a deployed or failed node again with the props that it has; its old outputs stay
    /// visible meanwhile. What reads the outputs that changed follows.
    Result<void> rerun(const QString &nodeId);
    /// Destroys a node of the live stack, what is below it and what names it, dependents first;
    /// then it is held. What cannot be destroyed stays, failed, with what it depends on; the answer
    /// is then the first error.
    void destroyNode(const QString &nodeId, Done<void> done);
    /// Keeps a node's outputs as they are, whatever its props are, or lets it be looked at again.
    /// Of a live stack or one that is only loaded; `done` answers when it is stored.
    void pin(const QString &nodeId, bool pinned, Done<void> done);
    /// A value of a store of the document, set by hand; as pin().
    void setStore(const QString &storeId, const QString &key, const QJsonValue &value,
                  Done<void> done);
    /// No new effect from here on. Lasting until the next start, or a retry after a failed save.
    /// When the lock is lost, what is at work is cancelled, and nothing more is written.
    void halt(const Error &error);

    bool isLive() const { return m_tree != nullptr; }
    /// Nothing is being applied or destroyed, and nothing is ready to be.
    bool isIdle() const;
    const StackRecord &state() const { return m_checkpoint.state(); }
    const Tree *tree() const { return m_tree.get(); }
    /// Why nothing is applied any more: a failed save, a lost lock.
    const std::optional<Error> &haltedBy() const { return m_halted; }
    /// Nodes, then flow elements, that failed, in the order of the tree; but for what a boundary
    /// handles.
    QList<Error> failures() const;

    // ProviderHost
    QString stackName() const override { return state().stackName; }
    Clock &clock() override { return m_clock; }
    const NodeRecord *node(const QString &id) const override { return state().find(id); }
    void eachNode(const std::function<void(const NodeRecord &)> &look) const override
    {
        state().eachNode(look);
    }
    std::optional<QJsonObject> storeValues(const QString &storeId) const override;
    void commit(const QList<NodePatch> &patches, const Event &event, Done<void> done) override;
    void audit(const QString &action, const QString &nodeId, const QJsonObject &details) override;
    void turnEnded(const TurnRecord &turn) override;
    void activity(const QString &nodeId, const QString &text) override;

Q_SIGNALS:
    void auditAppended(const QList<creact::AuditEntry> &entries);
    /// Counts, status or the lasting error may have changed.
    void statusChanged();
    void turnKept(const creact::TurnRecord &turn);
    /// An audit entry or a finished turn could not be written. The stack goes on.
    void recordLost(const creact::Error &error);
    /// The backend refused a write because the lock is another's now: the stack is halted.
    void lockLost(const creact::Error &error);
    void activityChanged(const QString &nodeId, const QString &text);
    /// A node is being applied (Applying), or destroyed (Destroying).
    void workBegan(const QString &nodeId, creact::NodeState state);
    /// It is Deployed, or Failed; Pending: cancelled, as it was before; Destroying: it is gone.
    void workEnded(const QString &nodeId, creact::NodeState state,
                   const std::optional<creact::Error> &error);
    /// What the last run left behind and what became of it: once after a load, as soon as every
    /// stored node is decided. Nothing when the last run ended by itself.
    void recovered(const creact::RecoveryReport &report);

private:
    struct Running {
        std::weak_ptr<ApplyJob> job;
        NodeRecord before;
        qint64 startedAt = 0;
        quint64 run = 0;
        /// The tree took the node away, and the job was told.
        bool cancelled = false;
        /// The provider was asked. False: only its intent was, or was to be, stored.
        bool begun = false;
        /// Node::forced, as it was.
        QString forced = {};
        /// What others changed in its outputs meanwhile; lands over its own result.
        QJsonObject patched = {};
    };
    struct Finished {
        NodeId id;
        Result<ApplyResult> result;
        /// Of the run that it ends: a late answer to one that was given up is dropped.
        quint64 run = 0;
        /// What a failure changes of other nodes.
        QList<NodePatch> others = {};
    };
    /// A flow element that failed; told once it stands when everything has settled.
    struct ElementFailure {
        Error error;
        bool handled = false;
        NodeId parent;
        Event event;
        bool told = false;
    };
    /// A change from outside on its way to the backend, with what it changed as that was before.
    struct Commit {
        QList<NodePatch> patches;
        Event event;
        Done<void> done;
        struct Before {
            NodeRecord record;
            QJsonObject patched;
        };
        QList<Before> before = {};
        std::optional<StorePatch> storeBefore = {};
        /// What follows from it once it is stored.
        std::function<void()> then = {};
    };
    /// A whole stack on its way out, or some nodes of a live one.
    struct Destruction {
        /// Of a live stack: all that go. Empty: the whole stack.
        QSet<NodeId> nodes = {};
        /// They are still at work, and have been told.
        bool awaitsJobs = false;
        /// Dependents first.
        std::deque<NodeId> left = {};
        /// Marked as being destroyed, as they were before.
        std::deque<NodeRecord> batch = {};
        /// Could not be destroyed, or is needed by one that could not.
        QSet<NodeId> kept = {};
        QList<Error> errors = {};
        Done<void> done = {};
    };
    /// What a flush came from, for the causes of what it touches.
    struct Origin {
        QString node;
        QString output;
        Event event;
    };

    // TreeHost
    const ConstructTypes &constructTypes() const override { return m_provider.constructTypes(); }
    void nodeAdded(Node &node) override;
    void nodeDirty(Node &node) override;
    void nodeRemoved(Node &node) override;
    QJsonObject storeValues(const QString &name, const QJsonObject &initial) override;
    void elementFailed(const Instance &instance, const Error *error, bool handled,
                       const Node *parent) override;
    TreeObserver *observer() const override { return m_observer; }
    const LatchRecord *latch(const QString &key) const override;
    void setLatch(const QString &key, const LatchRecord &record) override;
    void claimLatch(const QString &key) override;
    void releaseLatch(const QString &key) override;

    // runtime.cpp
    void finishStop();
    void pruneLatches();

    // pumping.cpp
    void schedulePump();
    void pump();
    void finishRound();
    void answerSettled(bool idle);
    void tellRecovery(bool idle);

    // applying.cpp
    void consider(Node &node);
    void considerDeployable(Node &node, const QJsonObject &props);
    bool hydrate(Node &node, const NodeRecord &record, const QJsonObject &props);
    void tellHistory(Node &node, const NodeRecord &record);
    void takeOver(Node &node, const NodeRecord &record);
    void takeOverFailed(Node &node, const NodeRecord &record);
    void blockOn(Node &node, Node &other);
    void settleDependents(Node &node);
    void setState(Node &node, NodeState state, const QStringList &waitsFor = {});
    enum class Told { Now, Before };
    void fail(Node &node, const Error &error, Told told = Told::Now);
    void unfail(Node &node);
    void enqueue(Node &node);

    // starting.cpp
    void makeReady(Node &node, const QJsonObject &props, const QString &causeKind);
    void startReady();
    void takeIntents(const QList<NodeId> &ids, const Result<void> &stored);
    void workOff();
    void startJob(const NodeId &id);

    // results.cpp
    void takeResult(Finished finished);
    void takeSuccess(const NodeId &id, const Running &running, ApplyResult result);
    void takeFailure(const NodeId &id, const Running &running, const Error &error);
    void takeCancelled(const NodeId &id, const Running &running);
    QList<NodeId> applyPatches(const QList<NodePatch> &patches);
    void flow(const QList<NodeId> &changed, const Origin &origin);
    void flowPatches(const QList<NodePatch> &patches);
    void whenSaved(std::function<void()> callback);

    // holding.cpp
    void hold(Node &node);
    void holdStored(const NodeId &id);
    bool release(const QString &nodeId);
    void considerHeld(Node &node);
    bool holdsBack(const Node &node) const;
    void keepFromSweep(const NodeId &id);
    void keepHeldFromSweep();
    void spareKept();
    bool isDeployAtWork() const;
    bool holdHanging();

    // byhand.cpp
    Node *findNode(const QString &id) const;
    void applyAgain(Node &node, const QString &why);
    void changeByHand(const std::shared_ptr<Commit> &commit);
    Result<NodeRecord> pinnable(const QString &nodeId, bool pinned) const;
    bool takePinned(Node &node);

    // destroyingnodes.cpp
    QList<NodeId> withDependents(const NodeId &id) const;
    void beginNodeDestruction();
    void endNodeDestruction(const Destruction &all, const Result<void> &result);
    void abandonDestruction(const Error &error);

    // destroying.cpp
    void destroyBatch();
    void destroyInBatch();
    void takeDestroyed(const NodeId &id, const Result<void> &result);
    void keepFromDestruction(const NodeId &id);
    void finishDestruction(const Result<void> &result);

    // halting.cpp
    void finishCommit(const std::shared_ptr<Commit> &commit, const Result<void> &result);
    void undoCommits();
    void takeUpUnsaved();
    void resume();
    void storageFailed(const Error &error);
    void recordFailed(const Error &error);
    bool isLockLost() const;

    // leaving.cpp
    void tellElementFailures();
    void sortOutLeavers();
    void cancelRunning(const NodeId &id);
    void sweepOrphans();
    void makeRoomFor(Node &node);
    void lookAtHeld();
    bool mayDestroy(const NodeId &id) const;
    void destroyNext();
    void finishDestroy(const NodeId &id, const Result<void> &result);
    static QString placeOfTurn(const Node &node);
    void keepForTurn(const Node &node);

    Backend &m_backend;
    Provider &m_provider;
    Clock &m_clock;
    ScriptEngine m_script;
    Checkpoint m_checkpoint;
    AuditTrail m_audit;
    RecoveryWatch m_recovery;
    TreeObserver *m_observer = nullptr;
    int m_keptTurns = keptTurns;

    QHash<quint64, Node *> m_bySerial;
    /// Serials of nodes to look at, in the order they came up.
    std::deque<quint64> m_candidates;
    /// Ready to be applied: over the limit, or collected for one intent.
    std::deque<quint64> m_ready;
    QHash<quint64, QJsonObject> m_readyProps;
    std::map<QString, Running> m_running;
    quint64 m_lastRun = 0;
    QSet<NodeId> m_runningIds;
    std::deque<Finished> m_finished;
    QList<NodeId> m_left;
    QSet<NodeId> m_orphans;
    /// Full ids: nodes may be held that have never been.
    QSet<QString> m_held;
    /// Stored ones that are held, with what they are below and what they name: not swept.
    QSet<NodeId> m_kept;
    std::deque<NodeId> m_toDestroy;
    QSet<NodeId> m_destroying;
    QList<std::function<void()>> m_afterSave;
    /// Their intents are stored; they begin as soon as no commit is on its way.
    std::deque<NodeId> m_intended;
    /// On their way to the backend, oldest first. Nothing else changes the record meanwhile, so
    /// that one that cannot be stored can be undone.
    std::deque<std::shared_ptr<Commit>> m_commits;
    /// Outputs that changed by themselves while nothing could be stored.
    QList<Commit> m_unsaved;
    /// Made real or taken over by this process: ephemeral ones need not be made real again.
    QSet<NodeId> m_hydrated;
    /// `applying` when the state was read.
    QSet<NodeId> m_interrupted;
    QHash<const Instance *, ElementFailure> m_elementErrors;
    QHash<QString, int> m_claims;
    /// Nodes that left the tree, by the turn that they worked for.
    QHash<QString, TurnRecord> m_turnNodes;
    QStringList m_turnOrder;

    Origin m_origin;
    std::optional<Error> m_halted;
    Done<void> m_settled;
    Done<void> m_stopped;
    std::unique_ptr<Clock::Timer> m_stopDeadline;
    bool m_pumping = false;
    bool m_pumpAgain = false;
    bool m_pumpScheduled = false;
    bool m_stopping = false;
    /// A deploy is being cancelled; has been, and is to be answered.
    bool m_cancelling = false;
    bool m_cancelled = false;
    bool m_rebuilding = false;
    bool m_worked = false;
    bool m_destroyRunning = false;
    std::unique_ptr<Destruction> m_destruction;
    /// Serials of nodes whose id, or an ancestor's, is being destroyed.
    QList<quint64> m_heldByDestroy;
    /// Last: what it owns calls back into the above.
    std::unique_ptr<Tree> m_tree;
};

} // namespace creact
