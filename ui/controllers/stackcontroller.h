// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "ui/controllers/allowsettings.h"
#include "ui/controllers/auditpager.h"
#include "ui/controllers/historycontroller.h"
#include "ui/controllers/lockwatch.h"
#include "ui/controllers/plancontroller.h"
#include "ui/controllers/usageledger.h"
#include "ui/editing/draftfile.h"
#include "ui/editing/stackdraft.h"
#include "ui/models/chatmodel.h"
#include "ui/models/problemsmodel.h"
#include "ui/models/stacktreemodel.h"

#include <QObject>

#include <functional>
#include <optional>

namespace creact {

class EndpointSettings;
class RecentStacks;
class StorageSettings;

/// The one stack that the window shows: sends its commands to the Engine, feeds its models.
class StackController : public QObject {
    Q_OBJECT
public:
    /// What the command line says over the document's head.
    struct Overrides {
        std::optional<quint16> port;
        QString backendUrl;
        /// Where unsaved work is kept over the end of the window; empty: nowhere.
        QString draftsFolder = {};
        /// Between two words of the demo model.
        std::chrono::milliseconds demoWordPause{0};
    };

    StackController(Engine &engine, EndpointSettings &endpoint, RecentStacks &recent,
                    StorageSettings &storage, QObject *parent = nullptr);

    void setOverrides(const Overrides &overrides);
    const StackInfo &info() const { return m_info; }
    /// The document that was opened, or is being opened; absolute.
    const QString &path() const { return m_path; }
    /// Something runs that closing the window would end.
    bool active() const;
    /// Deploying or Live, and not read-only: the engine would accept a deploy.
    bool canDeploy() const;

    StackTreeModel *tree() { return &m_tree; }
    AuditPager *audit() { return &m_audit; }
    ChatModel *chat() { return &m_chat; }
    UsageLedger *usage() { return &m_usage; }
    ProblemsModel *problems() { return &m_problems; }
    HistoryController *history() { return &m_history; }
    LockWatch *lockWatch() { return &m_lockWatch; }
    StackDraft *draft() { return &m_draft; }
    const StackDraft *draft() const { return &m_draft; }
    DraftFile *draftFile() { return &m_draftFile; }
    PlanController *plan() { return &m_plan; }
    Engine &engine() { return m_engine; }
    /// What the person allows the stacks beyond their folders.
    AllowSettings *allowed() { return &m_allowed; }
    const EndpointSettings &endpoints() const { return m_endpoint; }
    /// Where the state is kept; empty when that is no folder.
    QString stateFolder() const;

    void open(const QString &documentPath);
    /// Shows the state that is stored of a stack, without its document: to look at.
    void openStored(const QString &stateFolder, const QString &stackName);
    /// Reads document and state again and takes the document as its file has it, as a step that can
    /// be undone.
    void reload();
    /// The same, with the draft as it is: to see whether the lock is free, or the state mended.
    void lookAgain();
    /// Writes the document. When it cannot be, that is told (commandFailed(), or the question of
    /// draftFile()), and the draft stays modified.
    void save();
    /// Not while the stack is live: its state belongs to its document.
    void saveAs(const QString &path);
    /// `saved` runs once nothing is unsaved; not at all when saving fails.
    void saveThen(std::function<void()> saved);
    /// Asks for the plan; when that is shown already, applies it.
    void deploy();
    void stop(std::function<void()> stopped = {});
    /// `session` empty: the default one.
    void sendMessage(const QString &handlerId, const QString &text, const QString &session = {});
    void cancelTurn(const QString &handlerId, const QString &turnId);
    /// Answers a tool call that waits for a person.
    void decide(const QString &nodeId, ApprovalDecision decision);
    /// Takes back that a Tool's calls are allowed for good.
    void revoke(const QString &toolNode);
    void retry(const QString &nodeId);
    void retryFailed();
    /// Applies a node again, whatever its props say.
    void rerun(const QString &nodeId);
    void setPinned(const QString &nodeId, bool pinned);
    void destroyNode(const QString &nodeId);
    /// Takes down all that it made, and what is kept of it; the document stays.
    void destroyStack(std::function<void(const Result<void> &)> done);
    void inspect(TreeRow::Uid uid);
    /// Takes the lock from whoever holds it.
    void takeOver();
    void dismissRecovery();
    /// Forgets a conversation of a chat handler (empty: of the first), or with no session all.
    void forget(const QString &handlerId, const QString &session = {});

Q_SIGNALS:
    /// A stack has been read, or could not be.
    void opened();
    void infoChanged(const creact::StackInfo &info);
    void detailChanged(const creact::RowDetail &detail);
    void progressChanged(int done, int total);
    void problemsChanged();
    /// A message that was not taken, and its text.
    void messageRefused(const creact::Error &error, const QString &text);
    /// A command on one node or turn that did not work.
    void commandFailed(const creact::Error &error);

private:
    void connectEngine();
    void connectDraft();
    void openEngine(const QString &path);
    void clearModels();
    void onRead(const LoadedDocument &document);
    void onInfo(const StackInfo &info);
    void onOpened(const QString &path, const Result<void> &result);
    void connectHistory();
    void loadTurns();
    void loadSteps(const QString &turnId);
    ProviderOptions options(const QString &documentPath) const;
    Done<void> reporting();

    Engine &m_engine;
    EndpointSettings &m_endpoint;
    RecentStacks &m_recent;
    StorageSettings &m_storage;
    AllowSettings m_allowed;
    Overrides m_overrides;
    StackInfo m_info;
    StackTreeModel m_tree;
    AuditPager m_audit;
    ChatModel m_chat;
    UsageLedger m_usage;
    ProblemsModel m_problems;
    HistoryController m_history;
    LockWatch m_lockWatch;
    StackDraft m_draft;
    PlanController m_plan;
    DraftFile m_draftFile;
    QString m_path;
    /// Of openStored().
    QString m_storedFolder;
    QString m_storedName;
    /// The document is read again, and the draft stays.
    bool m_keepsDraft = false;
};

} // namespace creact
