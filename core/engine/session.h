// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/engine/deploymentlog.h"
#include "core/engine/engine.h"
#include "core/engine/livewatch.h"
#include "core/engine/lockkeeper.h"
#include "core/engine/treeprojector.h"
#include "core/engine/turnwatch.h"
#include "core/provider/studioprovider.h"
#include "core/runtime/preview.h"
#include "core/runtime/runtime.h"
#include "core/stack/documentcheck.h"
#include "core/stack/documentreader.h"

#include <memory>

namespace creact {

class ForgetPlan;
class ModelList;

/// One open stack: its document, backend, lock, and either a preview of what is stored (idle) or
/// the runtime and its providers (live). Engine thread.
class Session final : public QObject {
    Q_OBJECT
public:
    Session(OpenRequest request, Clock &clock);
    ~Session() override;

    /// Before it is opened: the same document was open before, and its rows are told on.
    void continueFrom(Session &before) { m_projector.continueFrom(before.m_projector); }
    /// Whether it is what that session has open.
    bool isOf(const OpenRequest &request) const;
    void open(Done<void> done);
    void stop(Done<void> done);
    void destroyStack(Done<void> done);

    // sessiondeploy.cpp
    Result<Plan> plan();
    void deploy(const DeployRequest &request, Done<void> done);
    void deploy(Done<void> done) { deploy({}, std::move(done)); }
    Result<void> cancelDeploy();
    void deployments(const Done<QList<DeploymentRecord>> &done);
    void deployment(const QString &id, const Done<DeploymentRecord> &done);

    // sessionediting.cpp
    void edit(const QByteArray &text, quint64 revision);
    /// Of the text whose tree is shown.
    quint64 shownRevision() const { return m_shownRevision; }
    Result<void> saveDocument(const SaveRequest &request);
    Result<LiveValue> evaluate(TreeRow::Uid uid, const QString &expression);

    // sessionnodes.cpp
    Result<void> retryFailed();
    Result<void> rerun(const QString &nodeId);
    void destroyNode(const QString &nodeId, const Done<void> &done);
    void pin(const QString &nodeId, bool pinned, const Done<void> &done);
    void setStore(const StoreEdit &edit, const Done<void> &done);

    void sendMessage(const QString &handlerId, const ChatMessage &message, Done<ChatTurn> accepted);
    void cancelTurn(const QString &handlerId, const QString &turnId, Done<void> done);
    Result<void> retry(const QString &nodeId);
    void setOptions(const ProviderOptions &options);
    void listModels(const QString &endpoint, const Done<QStringList> &done);
    void auditLog(const AuditQuery &query, Done<AuditPage> done);
    QList<ChatTurn> turns() const;

    // sessionturns.cpp
    /// Of a turn that is at work or kept; else empty.
    QList<TurnStep> turnSteps(const QString &turnId) const;
    void decideApproval(const QString &nodeId, ApprovalDecision decision, const QString &reason,
                        Done<void> done);
    void revokeApproval(const QString &toolNode, Done<void> done);

    // sessionlock.cpp
    void lockInfo(Done<std::optional<LockInfo>> done);
    void freeLock(Done<std::optional<LockInfo>> done);
    void breakLock(Done<std::optional<LockInfo>> done);

    // sessionstorage.cpp
    void history(Done<QList<SnapshotInfo>> done);
    void snapshot(const QString &snapshotId, Done<StackRecord> done);
    void rollback(const QString &snapshotId, Done<void> done);
    void startOver(Done<QString> done);
    void dismissRecovery();

    // sessionforget.cpp
    void forget(const ForgetRequest &request, Done<void> done);

    const StackRecord &state() const { return m_runtime->state(); }

    StackInfo info() const;
    RowDetail detail(TreeRow::Uid uid) const;
    TreeProjector &projector() { return m_projector; }
    const QList<Problem> &problems() const { return m_loaded.problems; }
    bool isLive() const { return m_runtime && m_runtime->isLive(); }
    /// Live, or on the way there or back: not to be replaced now.
    bool isBusy() const { return isLive() || m_status == StackInfo::Status::Stopping; }
    /// Why nothing can be asked of it: there is no backend.
    std::optional<Error> unusable() const { return m_runtime ? std::nullopt : m_error; }
    /// InvalidArgument: stop it first.
    Error busyError() const;

Q_SIGNALS:
    /// Info, tree or the detail of a row may have changed.
    void changed();
    void problemsChanged();
    void auditAppended(const QList<creact::AuditEntry> &entries);
    void turnChanged(const creact::ChatTurn &turn);
    void turnActivity(const QString &turnId, const QString &text);
    void turnStepsChanged(const QString &turnId);
    void turnText(const QString &turnId, const QString &nodeId, const creact::TextDelta &delta);
    void documentRead(const creact::LoadedDocument &document);
    void deploymentProgress(const QList<creact::DeploymentRecord::Step> &steps);
    void deploymentChanged(const creact::DeploymentRecord &deployment);

private:
    Result<void> readDocument();
    Result<void> makeBackend();
    int keptTurns() const;
    void makeRuntime();
    void watchTurns();
    void showPreview();
    void showTurns();
    void showOthers();

    // sessionediting.cpp
    void takeDocument(const QByteArray &text);
    bool followName(quint64 revision);
    void updateEdited();
    void showTree();
    void showLive();
    void beginLive(const StackDocument &document);
    void layOver(TreeRow &row, const Instance &instance) const;
    void liveChanged(const Instance &instance, bool reshaped);
    void showTreeSoon();
    const Tree *shownTree() const;
    /// Of a row of a previewed document: its node in the run.
    const Node *liveNode(const Node &node) const;

    // sessionview.cpp
    void addElement(RowDetail &detail, const Instance &instance) const;
    void addNode(RowDetail &detail, const Node &node) const;
    void load(Done<void> done);
    void start(const DeployRequest &request, const Done<void> &done);
    void redeploy(const DeployRequest &request, Done<void> done);
    Plan planFor(const StackDocumentPtr &document) const;
    QList<Plan::OpenTurn> openTurns(const Plan &plan) const;
    DeploymentRecord plannedDeployment(const DeployRequest &request);
    QStringList turnsAtWork() const;
    void turnEnded(const QString &turnId);
    void endWaiting(const Error &error);
    void markInterrupted(DeploymentRecord &deployment) const;
    void fail(const Error &error, const Done<void> &done);
    Error notLiveError() const;
    void note(const QString &action, const QString &nodeId, const QJsonObject &details);
    std::optional<Error> nothingStored() const;

    // sessionnodes.cpp
    Error explained(const Error &error, const QString &nodeId) const;
    void changeByHand(const std::function<void(Runtime &, const Done<void> &)> &change,
                      const Done<void> &done);

    // sessionlock.cpp
    void takeLock(std::function<void()> next, const Done<void> &done);
    void lockAndLoad(std::function<void(const Done<void> &)> next, const Done<void> &done);
    void bringToRest(const Result<void> &ended);
    void giveBack(const Result<void> &ended);
    void forgetForeignLock();

    // sessionstorage.cpp
    void changeStored(std::function<void(const Done<void> &)> change, Done<void> done);
    void reload(const Result<void> &changed);
    void sayWhatToDo(const Error &error, const Done<void> &done);

    // sessionforget.cpp
    struct Forgetting;
    void forgetStored(Forgetting what);
    void forgetLive(Forgetting what);
    void awaitTurnsGone();
    void forgetInRun(const ForgetPlan &plan);
    void forgotten(const Result<void> &result);
    void purge(const ForgetPlan &plan, const QJsonObject &details, const Done<void> &done);

    void count(StackInfo &info) const;
    QList<Cause> causesOf(const Cause &first) const;
    QString defaultBackendUrl() const;

    OpenRequest m_request;
    Clock &m_clock;
    QString m_directory;
    QString m_stack;
    /// The document as it was read last, from the file or by edit().
    LoadedDocument m_loaded;
    /// Stands in the file's place.
    std::optional<QByteArray> m_editedText;
    QByteArray m_fileText;
    /// What a deploy at work was asked for: edits go on meanwhile.
    LoadedDocument m_toDeploy;
    QByteArray m_deployedText;
    /// The text is neither what runs nor, idle, what stands in the file.
    bool m_edited = false;
    /// The last one that could be read.
    StackDocumentPtr m_shown;
    quint64 m_shownRevision = 0;
    qint64 m_shownAt = 0;
    std::unique_ptr<Clock::Timer> m_showSoon;
    StackInfo::Status m_status = StackInfo::Status::Opening;
    std::optional<Error> m_error;
    /// Why the stored state could not be read.
    std::optional<Error> m_unreadable;
    std::optional<LockInfo> m_foreignLock;
    std::optional<RecoveryReport> m_recovery;
    /// While a live stack forgets a conversation.
    std::shared_ptr<Forgetting> m_forgetting;
    /// Who waits for the end of a stop or of a destruction.
    QList<Done<void>> m_onStopped;
    int m_deploys = 0;
    /// A deploy that begins when these turns have ended, with the document as it was asked for.
    struct Waiting {
        DeployRequest request;
        LoadedDocument document;
        QStringList turns;
        Done<void> done;
    };
    std::optional<Waiting> m_waiting;
    /// The last plan that was asked for, and of which text.
    Plan m_plan;
    QByteArray m_plannedText;
    QList<TurnRecord> m_turns;
    TreeProjector m_projector;
    LiveWatch m_live;
    std::unique_ptr<ScriptEngine> m_script;
    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<LockKeeper> m_lock;
    std::unique_ptr<DeploymentLog> m_log;
    std::unique_ptr<StudioProvider> m_provider;
    std::unique_ptr<Runtime> m_runtime;
    std::unique_ptr<TurnWatch> m_watch;
    std::unique_ptr<Preview> m_preview;
    /// Null until somebody asks.
    std::unique_ptr<ModelList> m_models;
};

} // namespace creact
