// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/engine/turnsteps.h"
#include "core/engine/values.h"
#include "core/provider/chat/textdelta.h"
#include "core/provider/provideroptions.h"
#include "core/stack/constructtype.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>

namespace creact {

class EngineWorker;

/// What to open: a document, or (documentPath empty) a stack's stored state to look at.
struct OpenRequest {
    QString documentPath;
    /// "file:DIR" or "memory:"; empty: `.creact-state` beside the document.
    QString backendUrl;
    /// Needed without a document.
    QString stackName;
    ProviderOptions options;
    StoragePolicy policy = {};
    /// Rows for what is stored while the stack is not live. Nobody looks at them in a command line.
    bool preview = true;
};

/// The one face that window and command line use: commands in, values out. Owns the runtime, the
/// providers, the HTTP server, the script engine and the backend of one stack, all on a thread of
/// its own. Commands return at once; `done` is called on the thread of the Engine (never, once the
/// Engine is gone); signals come on that thread too, coalesced to at most one batch a frame.
class Engine : public QObject {
    Q_OBJECT
public:
    explicit Engine(QObject *parent = nullptr);
    /// Stops the stack if it is live (state kept, lock released) and joins the thread.
    ~Engine() override;

    /// Reads document and state and shows them; nothing takes effect. Replaces what was open (which
    /// must not be live). Problems of the document come as problemsChanged and as DocumentInvalid.
    void open(const OpenRequest &request, Done<void> done = {});
    /// The types of construct that stacks are made of. From any thread.
    static ConstructTypes constructTypes();

    /// From here on this text is the document, in the file's place: it is checked and shown
    /// (problemsChanged, treeChanged with its revision), and is what plan() and deploy() look at.
    /// Nothing takes effect. A text that cannot be read leaves the tree as it was.
    void edit(const QByteArray &text, quint64 revision);
    /// Writes a document, whole or not at all. AlreadyExists when somebody else has changed the
    /// file, IoError, PermissionDenied, DiskFull.
    void saveDocument(const SaveRequest &request, Done<void> done);
    /// Names of the stacks that are kept in a folder (a `.creact-state`). Nothing need be open.
    void stacksIn(const QString &folder, Done<QStringList> done);
    /// What an expression would come to at a row, now.
    void evaluate(TreeRow::Uid uid, const QString &expression, Done<LiveValue> done);

    /// Which models the endpoint has that a ChatModel's `endpoint` names ("": the one that is set
    /// up; "demo"). Nothing need run. See ModelList::ask().
    void listModels(const QString &endpoint, Done<QStringList> done);

    /// What a deploy would do now. Has no effect.
    void plan(Done<Plan> done);
    /// Takes the lock, applies, and stays live. Done when the tree has settled: an Error when a
    /// node failed (first one named), though the stack stays live.
    void deploy(Done<void> done = {});
    void deploy(const DeployRequest &request, Done<void> done);
    /// Ends a deploy: what has not begun is held, what is at work is cancelled or finished. The
    /// stack stays live; the deploy answers Cancelled.
    void cancelDeploy(Done<void> done = {});
    /// Earlier deployments, newest first, without their plans and steps.
    void deployments(Done<QList<DeploymentRecord>> done);
    void deployment(const QString &id, Done<DeploymentRecord> done);
    /// Ends what runs, keeps the state, releases the lock. Always ends within a few seconds.
    void stop(Done<void> done = {});
    /// Destroys every node, dependents first, and what the backend keeps of the stack.
    void destroyStack(Done<void> done);

    /// Posts into a live stack's ChatHandler (empty handler: the first). `accepted` when it is
    /// stored; the answer comes as turnChanged.
    void sendMessage(const QString &handlerId, const ChatMessage &message, Done<ChatTurn> accepted);
    /// Ends a turn with the error "cancelled".
    void cancelTurn(const QString &handlerId, const QString &turnId, Done<void> done = {});
    /// The calls of a turn that is at work or kept, as they began; empty for any other.
    void turnSteps(const QString &turnId, Done<QList<TurnStep>> done);
    /// Answers a tool call that waits (StackInfo::approvals). See ToolApprovals::decide().
    void decideApproval(const QString &nodeId, ApprovalDecision decision,
                        const QString &reason = {}, Done<void> done = {});
    /// Takes back that a Tool's calls are allowed for good (RowDetail::grant).
    void revokeApproval(const QString &toolNode, Done<void> done = {});
    /// Applies a failed node again.
    void retry(const QString &nodeId, Done<void> done = {});
    void retryFailed(Done<void> done = {});
    /// Applies a node again, whatever its props say; what follows from its outputs follows.
    void rerun(const QString &nodeId, Done<void> done = {});
    /// Destroys one node and what depends on it. It stays away until the next deploy.
    void destroyNode(const QString &nodeId, Done<void> done = {});
    /// Keeps the outputs of a node as they are, whatever becomes of its props; or lets them go.
    void pin(const QString &nodeId, bool pinned, Done<void> done = {});
    /// Sets a value of a store of the live stack, with an entry in the audit log.
    void setStore(const StoreEdit &edit, Done<void> done = {});
    /// Endpoint and key for the next deploy.
    void setOptions(const ProviderOptions &options);

    /// Which row rowDetailChanged tells about, now and at each change; 0: none.
    void inspect(TreeRow::Uid uid);
    void auditLog(const AuditQuery &query, Done<AuditPage> done);
    /// The stored state as it stands, for `creact state`.
    void state(Done<StackRecord> done);
    void turns(Done<QList<ChatTurn>> done);
    void lockInfo(Done<std::optional<LockInfo>> done);

    /// Earlier states that can be gone back to, newest first, and states that were set aside.
    void history(Done<QList<SnapshotInfo>> done);
    /// A state of the history, to look at.
    void snapshot(const QString &snapshotId, Done<StackRecord> done);
    /// Makes an earlier state the stack's; what is there now goes into the history (set aside, when
    /// it cannot be read). Takes the lock for it; not while the stack is live.
    void rollback(const QString &snapshotId, Done<void> done);
    /// Sets a state that cannot be read aside, so that the stack begins empty. Answers with its new
    /// name.
    void startOver(Done<QString> done);
    /// Removes a lock that keeps nobody out any more (expired, or its process is gone) and answers
    /// whose it was, as far as that is known. Locked when someone does hold it.
    void freeLock(Done<std::optional<LockInfo>> done);
    /// Takes the lock from whoever holds it, with an entry in the audit log. Answers who it was.
    void breakLock(Done<std::optional<LockInfo>> done);
    /// Removes a conversation from state, journal, history and turn records. The answers that wait
    /// are cancelled first.
    void forget(const ForgetRequest &request, Done<void> done);
    /// Puts the report of the last recovery away.
    void dismissRecovery();

Q_SIGNALS:
    void infoChanged(const creact::StackInfo &info);
    void treeChanged(const creact::TreeDelta &delta);
    void rowDetailChanged(const creact::RowDetail &detail);
    void auditAppended(const QList<creact::AuditEntry> &entries);
    void turnChanged(const creact::ChatTurn &turn);
    /// What a running turn is doing now ("calling wikipedia"); empty: nothing to tell.
    void turnActivity(const QString &turnId, const QString &text);
    /// Something became of the calls of a turn: all of them as they are now. Before the turn's own
    /// turnChanged().
    void turnStepsChanged(const QString &turnId, const QList<creact::TurnStep> &steps);
    /// What a model says, as it comes, in frames of 33 ms. Not kept anywhere.
    void turnText(const QString &turnId, const QString &nodeId, const creact::TextDelta &delta);
    void problemsChanged(const QList<creact::Problem> &problems);
    /// Nodes done of those known so far, and the one at work.
    void progress(int done, int total, const QString &nodeId);
    /// The document has been read by open().
    void documentRead(const creact::LoadedDocument &document);
    /// Steps of the deployment at work that are new or have changed.
    void deploymentProgress(const QList<creact::DeploymentRecord::Step> &steps);
    /// A deployment has begun or ended; without plan and steps.
    void deploymentChanged(const creact::DeploymentRecord &deployment);

private:
    template <typename T> Done<T> bounce(Done<T> done);
    template <typename T, typename Call> void withSession(Done<T> done, Call call);
    QThread m_thread;
    /// Set when another edit was asked for right after the last one: that one need not be looked
    /// at.
    std::shared_ptr<std::atomic<bool>> m_overtaken;
    EngineWorker *m_worker = nullptr;
};

} // namespace creact
