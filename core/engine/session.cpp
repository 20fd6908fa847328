// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/session.h"

#include "core/backend/backendfactory.h"
#include "core/engine/rowtext.h"
#include "core/provider/chat/chatservice.h"
#include "core/provider/llm/modelaccess.h"
#include "core/provider/llm/modellist.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHostInfo>
#include <QPointer>
#include <QUuid>

#include <limits>
#include <utility>

namespace creact {

namespace {

/// Tells this run from every other: who, where, which process, which run.
QString makeHolder()
{
    return QStringLiteral("%1@%2:%3:%4")
        .arg(qEnvironmentVariable("USER", QStringLiteral("user")), QHostInfo::localHostName())
        .arg(QCoreApplication::applicationPid())
        .arg(QUuid::createUuid().toString(QUuid::Id128).left(8));
}

} // namespace

Session::Session(OpenRequest request, Clock &clock)
    : m_request(std::move(request))
    , m_clock(clock)
    , m_projector([this] { Q_EMIT changed(); })
    , m_live([this](const Instance &instance, bool reshaped) { liveChanged(instance, reshaped); })
    , m_script(std::make_unique<ScriptEngine>())
{
    m_directory = m_request.documentPath.isEmpty()
        ? QDir::currentPath()
        : QFileInfo(m_request.documentPath).absolutePath();
    m_request.options.documentDir = m_directory;
    m_projector.setOverlay(
        [this](TreeRow &row, const Instance &instance) { layOver(row, instance); });
}

Session::~Session()
{
    m_preview.reset();
    m_watch.reset();
    m_runtime.reset();
}

bool Session::isOf(const OpenRequest &request) const
{
    return m_request.documentPath == request.documentPath
        && m_request.stackName == request.stackName && m_request.backendUrl == request.backendUrl
        && m_request.preview == request.preview;
}

void Session::fail(const Error &error, const Done<void> &done)
{
    m_error = error;
    if (m_status == StackInfo::Status::Opening || m_status == StackInfo::Status::Deploying
        || m_status == StackInfo::Status::Stopping)
        m_status = isLive() ? StackInfo::Status::Live : StackInfo::Status::Idle;
    if (m_runtime && !isLive() && !m_preview)
        showPreview();
    Q_EMIT changed();
    done(error);
    for (const Done<void> &stopped : std::exchange(m_onStopped, {}))
        stopped({});
}

Error Session::busyError() const
{
    return {ErrorCode::InvalidArgument,
            m_status == StackInfo::Status::Stopping ? QStringLiteral("The stack is being stopped.")
                                                    : QStringLiteral("The stack is live."),
            m_stack, QStringLiteral("Stop it first, and wait until it has stopped.")};
}

QString Session::defaultBackendUrl() const
{
    return m_request.backendUrl.isEmpty() ? QStringLiteral("file:.creact-state")
                                          : m_request.backendUrl;
}

Result<void> Session::readDocument()
{
    if (m_request.documentPath.isEmpty())
        return {};
    if (!m_editedText) {
        const Result<QByteArray> text = readDocumentText(m_request.documentPath);
        if (!text.ok())
            return text.error();
        m_fileText = *text;
        takeDocument(*text);
    }
    if (m_loaded.document && !hasErrors(m_loaded.problems))
        return {};
    QString message = QStringLiteral("%1 cannot be deployed.").arg(m_request.documentPath);
    for (const Problem &problem : std::as_const(m_loaded.problems)) {
        if (problem.severity == Problem::Severity::Error) {
            message = toText(problem);
            break;
        }
    }
    return Error{ErrorCode::DocumentInvalid, message, m_request.documentPath,
                 QStringLiteral("See the list of problems.")};
}

Result<void> Session::makeBackend()
{
    auto backend = creact::makeBackend(defaultBackendUrl(), m_directory, m_clock, m_request.policy);
    if (!backend.ok())
        return backend.error();
    m_backend = std::move(backend).value();
    const QString url = m_backend->url();
    if (url.startsWith(QLatin1StringView("file:")))
        m_request.options.privateDirs = {url.mid(5)};
    m_log = std::make_unique<DeploymentLog>(*m_backend, m_clock);
    connect(m_log.get(), &DeploymentLog::changed, this, &Session::deploymentChanged);
    connect(m_log.get(), &DeploymentLog::stepped, this,
            [this](const DeploymentRecord::Step &step) { Q_EMIT deploymentProgress({step}); });
    connect(m_log.get(), &DeploymentLog::lost, this, [this](const Error &error) {
        m_error = error;
        Q_EMIT changed();
    });
    m_lock = std::make_unique<LockKeeper>(*m_backend, m_clock, makeHolder());
    connect(m_lock.get(), &LockKeeper::lost, this, [this](const Error &error) {
        m_error = error;
        m_runtime->halt(error);
        stop([this](const Result<void> &) { showOthers(); });
    });
    return {};
}

int Session::keptTurns() const
{
    return m_request.policy.turns > 0 ? m_request.policy.turns : std::numeric_limits<int>::max();
}

void Session::makeRuntime()
{
    m_preview.reset();
    m_projector.treeGone();
    m_watch.reset();
    m_runtime.reset();
    m_provider = std::make_unique<StudioProvider>(m_request.options);
    m_runtime = std::make_unique<Runtime>(*m_backend, *m_provider, m_clock);
    m_runtime->setObserver(&m_live);
    m_runtime->setKeptTurns(keptTurns());
    m_log->watch(*m_runtime, m_provider->constructTypes());
    connect(m_runtime.get(), &Runtime::auditAppended, this, &Session::auditAppended);
    connect(m_runtime.get(), &Runtime::statusChanged, this, &Session::changed);
    connect(m_runtime.get(), &Runtime::recordLost, this, [this](const Error &error) {
        m_error = error;
        Q_EMIT changed();
    });
    connect(m_runtime.get(), &Runtime::lockLost, m_lock.get(), &LockKeeper::lose);
    connect(m_runtime.get(), &Runtime::recovered, this, [this](const RecoveryReport &report) {
        m_recovery = report;
        Q_EMIT changed();
    });
    connect(m_runtime.get(), &Runtime::turnKept, this, [this](const TurnRecord &turn) {
        m_turns.removeIf([&turn](const TurnRecord &each) { return each.id == turn.id; });
        m_turns.append(turn);
        if (m_turns.size() > keptTurns())
            m_turns.removeFirst();
        m_projector.addTurn(turn);
    });
    watchTurns();
}

void Session::open(Done<void> done)
{
    if (const auto made = makeBackend(); !made.ok()) {
        fail(made.error(), done);
        return;
    }
    makeRuntime();
    const Result<void> read = readDocument();
    m_stack = m_request.stackName;
    if (!read.ok() && !m_loaded.document) {
        if (m_loaded.source)
            Q_EMIT documentRead(m_loaded);
        fail(read.error(), done);
        return;
    }
    if (m_loaded.document)
        m_stack = m_loaded.document->name;
    if (m_loaded.source)
        Q_EMIT documentRead(m_loaded);
    m_backend->getTurns(m_stack, [this](const Result<QList<TurnRecord>> &turns) {
        if (turns.ok())
            m_turns = turns.value();
    });
    lockInfo([](const Result<std::optional<LockInfo>> &) {});
    load([this, read, done = std::move(done)](const Result<void> &loaded) {
        if (!loaded.ok()) {
            fail(loaded.error(), done);
            return;
        }
        m_status = StackInfo::Status::Idle;
        if (!m_loaded.document && m_runtime->state().nodeCount() == 0) {
            fail({ErrorCode::NotFound,
                  QStringLiteral("There is no stack '%1' in %2.").arg(m_stack, m_backend->url()),
                  m_backend->url(),
                  {}},
                 done);
            return;
        }
        showPreview();
        if (!read.ok()) {
            fail(read.error(), done);
            return;
        }
        Q_EMIT changed();
        done({});
    });
}

void Session::showPreview()
{
    m_showSoon.reset();
    updateEdited();
    m_live.showIn(nullptr);
    m_preview.reset();
    m_projector.setEdited(m_edited);
    m_projector.beginRendering(&m_provider->constructTypes(),
                               m_request.preview ? m_shown.get() : nullptr);
    if (m_shown && m_request.preview) {
        m_preview = std::make_unique<Preview>(
            m_runtime->state(), m_provider->constructTypes(), *m_script, &m_projector,
            isLive() ? Preview::Over::Live : Preview::Over::Stored);
        m_preview->render(m_shown);
        showTurns();
    } else if (m_request.preview) {
        m_projector.showRecords(m_runtime->state().nodes());
    }
    m_projector.endRendering();
    m_shownAt = m_clock.now();
    Q_EMIT changed();
}

/// What another has made of the stack that was ours.
void Session::showOthers()
{
    makeRuntime();
    load([this](const Result<void> &) { showPreview(); });
    lockInfo([](const Result<std::optional<LockInfo>> &) {});
}

void Session::stop(Done<void> done)
{
    if (!isLive() && m_status != StackInfo::Status::Stopping) {
        done({});
        return;
    }
    m_onStopped.append(std::move(done));
    if (m_status == StackInfo::Status::Stopping)
        return;
    endWaiting({ErrorCode::Cancelled, QStringLiteral("The stack was stopped."), m_stack, {}});
    forgotten(Error{ErrorCode::Cancelled, QStringLiteral("The stack was stopped."), m_stack, {}});
    m_status = StackInfo::Status::Stopping;
    Q_EMIT changed();
    m_runtime->stop([this](const Result<void> &stopped) { bringToRest(stopped); });
}

void Session::destroyStack(Done<void> done)
{
    if (isLive() || m_status == StackInfo::Status::Stopping) {
        done(busyError());
        return;
    }
    m_error.reset();
    m_status = StackInfo::Status::Stopping;
    lockAndLoad(
        [this](const Done<void> &destroyed) {
            m_onStopped.append(destroyed);
            m_runtime->destroyAll([this](const Result<void> &result) {
                m_turns.clear();
                giveBack(result);
            });
        },
        done);
}

void Session::setOptions(const ProviderOptions &options)
{
    const QStringList privateDirs = m_request.options.privateDirs;
    m_request.options = options;
    m_request.options.documentDir = m_directory;
    m_request.options.privateDirs = privateDirs;
    if (!isLive() && m_status == StackInfo::Status::Idle && m_runtime) {
        // What is shown of the endpoint follows at once; the stack with the next deploy.
        makeRuntime();
        load([this](const Result<void> &) { showPreview(); });
    }
}

void Session::listModels(const QString &endpoint, const Done<QStringList> &done)
{
    if (!m_models)
        m_models = std::make_unique<ModelList>(m_clock);
    m_models->ask(m_request.options, endpoint, done);
}

void Session::auditLog(const AuditQuery &query, Done<AuditPage> done)
{
    m_backend->getAuditLog(m_stack, query, std::move(done));
}

} // namespace creact
