// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/stackcontroller.h"

#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/recentstacks.h"
#include "ui/controllers/storagesettings.h"
#include "ui/models/words.h"

#include <QDir>
#include <QDateTime>
#include <QFileInfo>
#include <QPointer>

namespace creact {

using namespace Qt::StringLiterals;
using Status = StackInfo::Status;

StackController::StackController(Engine &engine, EndpointSettings &endpoint, RecentStacks &recent,
                                 StorageSettings &storage, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_endpoint(endpoint)
    , m_recent(recent)
    , m_storage(storage)
    , m_allowed(storage.settings())
    , m_audit(engine)
    , m_usage(engine)
    , m_history(engine)
    , m_lockWatch(engine)
    , m_draft(engine)
    , m_plan(engine)
    , m_draftFile(engine, m_draft)
{
    connectEngine();
    connectDraft();
    connectHistory();
    connect(&m_endpoint, &EndpointSettings::changed, this,
            [this] { m_engine.setOptions(options(m_path)); });
    connect(&m_allowed, &AllowSettings::changed, this, [this] {
        m_engine.setOptions(options(m_path));
        m_plan.outdate();
    });
}

void StackController::connectEngine()
{
    connect(&m_engine, &Engine::infoChanged, this, &StackController::onInfo);
    connect(&m_engine, &Engine::treeChanged, this, [this](const TreeDelta &delta) {
        m_tree.apply(delta);
        m_draft.setShown(delta.revision);
    });
    connect(&m_engine, &Engine::documentRead, this, &StackController::onRead);
    connect(&m_engine, &Engine::rowDetailChanged, this, &StackController::detailChanged);
    connect(&m_engine, &Engine::turnChanged, &m_chat, &ChatModel::update);
    connect(&m_engine, &Engine::turnActivity, &m_chat, &ChatModel::setActivity);
    connect(&m_engine, &Engine::turnStepsChanged, &m_chat, &ChatModel::setSteps);
    connect(&m_engine, &Engine::turnText, this,
            [this](const QString &turn, const QString &node, const TextDelta &delta) {
                m_chat.addText(turn, node, delta, QDateTime::currentMSecsSinceEpoch());
            });
    connect(&m_engine, &Engine::problemsChanged, this, [this](const QList<Problem> &problems) {
        m_problems.setProblems(problems);
        Q_EMIT problemsChanged();
    });
    connect(&m_engine, &Engine::progress, this,
            [this](int done, int total) { Q_EMIT progressChanged(done, total); });
}

void StackController::connectHistory()
{
    // The engine shows the state that is there now by itself; what it is asked for is asked anew.
    const auto again = [this] {
        loadTurns();
        Q_EMIT opened();
    };
    connect(&m_history, &HistoryController::wentBack, this, again);
    connect(&m_history, &HistoryController::startedEmpty, this, again);
    connect(&m_history, &HistoryController::failed, this, &StackController::commandFailed);
    connect(&m_plan, &PlanController::failed, this, &StackController::commandFailed);
    connect(&m_lockWatch, &LockWatch::freed, this, &StackController::lookAgain);
}

void StackController::connectDraft()
{
    connect(&m_draft, &StackDraft::textChanged, &m_plan, &PlanController::outdate);
    connect(&m_draft, &StackDraft::failed, this, &StackController::commandFailed);
    // What is applied is what the file says.
    m_plan.setBeforeApply([this](std::function<void()> apply) { saveThen(std::move(apply)); });
    connect(&m_draftFile, &DraftFile::reopenRequested, this, [this] {
        if (!active())
            open(m_path);
    });
}

void StackController::setOverrides(const Overrides &overrides)
{
    m_overrides = overrides;
    m_draftFile.setDraftsFolder(overrides.draftsFolder);
}

bool StackController::active() const
{
    return m_info.status == Status::Deploying || m_info.status == Status::Live
        || m_info.status == Status::Stopping;
}

bool StackController::canDeploy() const
{
    const bool ready = m_info.status == Status::Idle || m_info.status == Status::Live;
    return ready && !m_info.readOnly && !hasUnreadableState(m_info)
        && !m_info.documentPath.isEmpty();
}

void StackController::onInfo(const StackInfo &info)
{
    m_info = info;
    std::optional<Error> readOnly;
    // The lock is that of the state: the document can be edited whoever has it, and not be
    // deployed.
    if (info.status != Status::Closed && info.documentPath.isEmpty())
        readOnly = Error{ErrorCode::InvalidArgument,
                         tr("Only the stored state is open."),
                         {},
                         tr("Open the stack’s document to edit it.")};
    m_draft.setReadOnly(readOnly);
    Q_EMIT infoChanged(info);
    m_lockWatch.setInfo(info);
}

ProviderOptions StackController::options(const QString &documentPath) const
{
    ProviderOptions options;
    if (!documentPath.isEmpty())
        options.documentDir = QFileInfo(documentPath).absolutePath();
    options.port = m_overrides.port;
    options.demoWordPause = m_overrides.demoWordPause;
    m_endpoint.fill(options, documentPath);
    m_allowed.fill(options, documentPath);
    return options;
}

// --- open

void StackController::open(const QString &documentPath)
{
    // Before anything is cleared: it may be the path of what is open.
    const QString path = QFileInfo(documentPath).absoluteFilePath();
    m_draft.clear();
    m_problems.setProblems({});
    Q_EMIT problemsChanged();
    m_keepsDraft = false;
    openEngine(path);
}

void StackController::openEngine(const QString &path)
{
    m_path = path;
    m_storedName.clear();
    clearModels();
    OpenRequest request;
    request.documentPath = m_path;
    request.backendUrl = m_overrides.backendUrl;
    request.options = options(m_path);
    request.policy = m_storage.policy();
    const QPointer<StackController> guard(this);
    m_engine.open(request, [guard, path = m_path](const Result<void> &result) {
        if (guard && guard->m_path == path)
            guard->onOpened(path, result);
    });
}

void StackController::openStored(const QString &stateFolder, const QString &stackName)
{
    m_draft.clear();
    m_problems.setProblems({});
    Q_EMIT problemsChanged();
    m_keepsDraft = false;
    m_path.clear();
    m_storedFolder = stateFolder;
    m_storedName = stackName;
    clearModels();
    OpenRequest request;
    request.backendUrl = u"file:"_s + stateFolder;
    request.stackName = stackName;
    request.options = options({});
    request.policy = m_storage.policy();
    const QPointer<StackController> guard(this);
    m_engine.open(request, [guard, stackName](const Result<void> &result) {
        if (guard && guard->m_storedName == stackName)
            guard->onOpened({}, result);
    });
}

void StackController::clearModels()
{
    m_tree.clear();
    m_audit.clear();
    m_usage.clear();
    m_history.clear();
    m_chat.setTurns({});
    m_plan.reset();
}

void StackController::onRead(const LoadedDocument &document)
{
    if (!m_keepsDraft || m_draft.path() != m_path)
        return m_draft.load(document, m_path);
    m_draft.tellAgain();
    m_draftFile.setRead(document.text);
}

void StackController::onOpened(const QString &path, const Result<void> &result)
{
    if (!path.isEmpty() && QFileInfo::exists(path))
        m_recent.add(path);
    if (!result && result.error().code != ErrorCode::DocumentInvalid)
        Q_EMIT commandFailed(result.error());
    m_audit.load();
    m_usage.load();
    loadTurns();
    Q_EMIT opened();
}

void StackController::loadTurns()
{
    const QPointer<StackController> guard(this);
    m_engine.turns([guard](const Result<QList<ChatTurn>> &turns) {
        if (!guard || !turns)
            return;
        guard->m_chat.setTurns(*turns);
        for (const ChatTurn &turn : *turns)
            guard->loadSteps(turn.id);
    });
}

void StackController::loadSteps(const QString &turnId)
{
    const QPointer<StackController> guard(this);
    m_engine.turnSteps(turnId, [guard, turnId](const Result<QList<TurnStep>> &steps) {
        if (guard && steps && guard->m_chat.rowOf(turnId) >= 0)
            guard->m_chat.setSteps(turnId, *steps);
    });
}

void StackController::reload()
{
    m_draftFile.revert();
    lookAgain();
}

void StackController::lookAgain()
{
    if (!active() && !m_storedName.isEmpty())
        return openStored(m_storedFolder, m_storedName);
    if (active() || m_path.isEmpty())
        return;
    m_keepsDraft = !m_draft.path().isEmpty();
    openEngine(m_path);
}

// --- save

void StackController::save()
{
    saveThen({});
}

void StackController::saveThen(std::function<void()> saved)
{
    m_draftFile.save([this, saved = std::move(saved)](const Result<void> &result) {
        if (result && saved)
            saved();
        // A file that others have changed is asked about in its place.
        const bool asked = m_draftFile.outside() == DraftFile::Outside::NotSaved;
        if (!result && !asked && result.error().code != ErrorCode::Cancelled)
            Q_EMIT commandFailed(result.error());
    });
}

void StackController::saveAs(const QString &path)
{
    if (active()) {
        Q_EMIT commandFailed({ErrorCode::InvalidArgument,
                              tr("A live stack cannot be saved as another."),
                              {},
                              tr("Stop it first: its state belongs to its document.")});
        return;
    }
    const QString absolute = QFileInfo(path).absoluteFilePath();
    m_draftFile.saveAs(absolute, [this, absolute](const Result<void> &result) {
        if (!result)
            return Q_EMIT commandFailed(result.error());
        m_keepsDraft = true;
        openEngine(absolute);
    });
}

QString StackController::stateFolder() const
{
    if (!m_info.backendUrl.startsWith("file:"_L1))
        return {};
    const QString path = m_info.backendUrl.mid(5);
    return QDir(QFileInfo(m_info.documentPath).absolutePath()).absoluteFilePath(path);
}

} // namespace creact
