// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/engine/engineworker.h"

#include <utility>

namespace creact {

namespace {

void registerValues()
{
    qRegisterMetaType<StackInfo>();
    qRegisterMetaType<TreeDelta>();
    qRegisterMetaType<RowDetail>();
    qRegisterMetaType<ChatTurn>();
    qRegisterMetaType<QList<TurnStep>>("QList<creact::TurnStep>");
    qRegisterMetaType<TextDelta>();
    qRegisterMetaType<QList<AuditEntry>>("QList<creact::AuditEntry>");
    qRegisterMetaType<QList<Problem>>("QList<creact::Problem>");
    qRegisterMetaType<LoadedDocument>();
    qRegisterMetaType<DeploymentRecord>();
    qRegisterMetaType<QList<DeploymentRecord::Step>>("QList<creact::DeploymentRecord::Step>");
}

Error nothingOpen()
{
    return {ErrorCode::InvalidArgument, QStringLiteral("No stack is open."), {}, {}};
}

} // namespace

/// Answers on the Engine's thread. The worker ends before the Engine does, so `this` is good; what
/// is posted and not yet delivered goes with it.
template <typename T> Done<T> Engine::bounce(Done<T> done)
{
    if (!done)
        return [](const Result<T> &) {};
    return [this, done = std::move(done)](Result<T> result) {
        QMetaObject::invokeMethod(
            this, [done, result = std::move(result)] { done(result); }, Qt::QueuedConnection);
    };
}

/// Runs `call` with the session on the engine thread, or answers that there is none.
template <typename T, typename Call> void Engine::withSession(Done<T> done, Call call)
{
    // It is meant for the text as it is now: a later edit does not take the last one's place.
    m_overtaken.reset();
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, done = bounce(std::move(done)), call = std::move(call)] {
            Session *session = worker->session();
            if (!session)
                done(nothingOpen());
            else if (const std::optional<Error> error = session->unusable())
                done(*error);
            else
                call(*session, done);
        },
        Qt::QueuedConnection);
}

Engine::Engine(QObject *parent)
    : QObject(parent)
    , m_worker(new EngineWorker)
{
    registerValues();
    m_thread.setObjectName(QStringLiteral("engine"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker, &EngineWorker::start);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &EngineWorker::infoChanged, this, &Engine::infoChanged);
    connect(m_worker, &EngineWorker::treeChanged, this, &Engine::treeChanged);
    connect(m_worker, &EngineWorker::rowDetailChanged, this, &Engine::rowDetailChanged);
    connect(m_worker, &EngineWorker::auditAppended, this, &Engine::auditAppended);
    connect(m_worker, &EngineWorker::turnChanged, this, &Engine::turnChanged);
    connect(m_worker, &EngineWorker::turnActivity, this, &Engine::turnActivity);
    connect(m_worker, &EngineWorker::turnStepsChanged, this, &Engine::turnStepsChanged);
    connect(m_worker, &EngineWorker::turnText, this, &Engine::turnText);
    connect(m_worker, &EngineWorker::problemsChanged, this, &Engine::problemsChanged);
    connect(m_worker, &EngineWorker::progress, this, &Engine::progress);
    connect(m_worker, &EngineWorker::documentRead, this, &Engine::documentRead);
    connect(m_worker, &EngineWorker::deploymentProgress, this, &Engine::deploymentProgress);
    connect(m_worker, &EngineWorker::deploymentChanged, this, &Engine::deploymentChanged);
    m_thread.start();
}

Engine::~Engine()
{
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, thread = &m_thread] { worker->shutDown([thread] { thread->quit(); }); },
        Qt::QueuedConnection);
    m_thread.wait();
}

void Engine::open(const OpenRequest &request, Done<void> done)
{
    m_overtaken.reset();
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, request, done = bounce(std::move(done))] {
            worker->open(request, done);
        },
        Qt::QueuedConnection);
}

void Engine::plan(Done<Plan> done)
{
    withSession<Plan>(std::move(done),
                      [](Session &session, const Done<Plan> &answer) { answer(session.plan()); });
}

void Engine::deploy(Done<void> done)
{
    deploy({}, std::move(done));
}

void Engine::deploy(const DeployRequest &request, Done<void> done)
{
    withSession<void>(std::move(done),
                      [worker = m_worker, request](Session &session, const Done<void> &answer) {
                          session.deploy(request, [worker, answer](const Result<void> &result) {
                              worker->tell(); // what the deploy came to, before its answer
                              answer(result);
                          });
                      });
}

void Engine::cancelDeploy(Done<void> done)
{
    withSession<void>(std::move(done), [](Session &session, const Done<void> &answer) {
        answer(session.cancelDeploy());
    });
}

void Engine::deployments(Done<QList<DeploymentRecord>> done)
{
    withSession<QList<DeploymentRecord>>(
        std::move(done), [](Session &session, const Done<QList<DeploymentRecord>> &answer) {
            session.deployments(answer);
        });
}

void Engine::deployment(const QString &id, Done<DeploymentRecord> done)
{
    withSession<DeploymentRecord>(std::move(done),
                                  [id](Session &session, const Done<DeploymentRecord> &answer) {
                                      session.deployment(id, answer);
                                  });
}

ConstructTypes Engine::constructTypes()
{
    // They depend on nothing: made once.
    static const ConstructTypes types = StudioProvider(ProviderOptions()).constructTypes();
    return types;
}

void Engine::edit(const QByteArray &text, quint64 revision)
{
    if (m_overtaken)
        *m_overtaken = true;
    const auto overtaken = std::make_shared<std::atomic<bool>>(false);
    withSession<void>({}, [text, revision, overtaken](Session &session, const Done<void> &answer) {
        if (!*overtaken)
            session.edit(text, revision);
        answer({});
    });
    m_overtaken = overtaken;
}

void Engine::saveDocument(const SaveRequest &request, Done<void> done)
{
    withSession<void>(std::move(done), [request](Session &session, const Done<void> &answer) {
        answer(session.saveDocument(request));
    });
}

void Engine::stacksIn(const QString &folder, Done<QStringList> done)
{
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, folder, done = bounce(std::move(done))] {
            worker->stacksIn(folder, done);
        },
        Qt::QueuedConnection);
}

void Engine::evaluate(TreeRow::Uid uid, const QString &expression, Done<LiveValue> done)
{
    withSession<LiveValue>(std::move(done),
                           [uid, expression](Session &session, const Done<LiveValue> &answer) {
                               answer(session.evaluate(uid, expression));
                           });
}

void Engine::listModels(const QString &endpoint, Done<QStringList> done)
{
    withSession<QStringList>(std::move(done),
                             [endpoint](Session &session, const Done<QStringList> &answer) {
                                 session.listModels(endpoint, answer);
                             });
}

void Engine::stop(Done<void> done)
{
    withSession<void>(std::move(done),
                      [](Session &session, const Done<void> &answer) { session.stop(answer); });
}

void Engine::destroyStack(Done<void> done)
{
    withSession<void>(std::move(done), [](Session &session, const Done<void> &answer) {
        session.destroyStack(answer);
    });
}

void Engine::sendMessage(const QString &handlerId, const ChatMessage &message,
                         Done<ChatTurn> accepted)
{
    withSession<ChatTurn>(std::move(accepted),
                          [handlerId, message](Session &session, const Done<ChatTurn> &answer) {
                              session.sendMessage(handlerId, message, answer);
                          });
}

void Engine::cancelTurn(const QString &handlerId, const QString &turnId, Done<void> done)
{
    withSession<void>(std::move(done),
                      [handlerId, turnId](Session &session, const Done<void> &answer) {
                          session.cancelTurn(handlerId, turnId, answer);
                      });
}

void Engine::turnSteps(const QString &turnId, Done<QList<TurnStep>> done)
{
    withSession<QList<TurnStep>>(std::move(done),
                                 [turnId](Session &session, const Done<QList<TurnStep>> &answer) {
                                     answer(session.turnSteps(turnId));
                                 });
}

void Engine::decideApproval(const QString &nodeId, ApprovalDecision decision, const QString &reason,
                            Done<void> done)
{
    withSession<void>(std::move(done),
                      [nodeId, decision, reason](Session &session, const Done<void> &answer) {
                          session.decideApproval(nodeId, decision, reason, answer);
                      });
}

void Engine::revokeApproval(const QString &toolNode, Done<void> done)
{
    withSession<void>(std::move(done), [toolNode](Session &session, const Done<void> &answer) {
        session.revokeApproval(toolNode, answer);
    });
}

void Engine::retry(const QString &nodeId, Done<void> done)
{
    withSession<void>(std::move(done), [nodeId](Session &session, const Done<void> &answer) {
        answer(session.retry(nodeId));
    });
}

void Engine::retryFailed(Done<void> done)
{
    withSession<void>(std::move(done), [](Session &session, const Done<void> &answer) {
        answer(session.retryFailed());
    });
}

void Engine::rerun(const QString &nodeId, Done<void> done)
{
    withSession<void>(std::move(done), [nodeId](Session &session, const Done<void> &answer) {
        answer(session.rerun(nodeId));
    });
}

void Engine::destroyNode(const QString &nodeId, Done<void> done)
{
    withSession<void>(std::move(done), [nodeId](Session &session, const Done<void> &answer) {
        session.destroyNode(nodeId, answer);
    });
}

void Engine::pin(const QString &nodeId, bool pinned, Done<void> done)
{
    withSession<void>(std::move(done),
                      [nodeId, pinned](Session &session, const Done<void> &answer) {
                          session.pin(nodeId, pinned, answer);
                      });
}

void Engine::setStore(const StoreEdit &edit, Done<void> done)
{
    withSession<void>(std::move(done), [edit](Session &session, const Done<void> &answer) {
        session.setStore(edit, answer);
    });
}

void Engine::setOptions(const ProviderOptions &options)
{
    withSession<void>({}, [options](Session &session, const Done<void> &answer) {
        session.setOptions(options);
        answer({});
    });
}

void Engine::inspect(TreeRow::Uid uid)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, uid] { worker->inspect(uid); }, Qt::QueuedConnection);
}

void Engine::auditLog(const AuditQuery &query, Done<AuditPage> done)
{
    withSession<AuditPage>(std::move(done),
                           [query](Session &session, const Done<AuditPage> &answer) {
                               session.auditLog(query, answer);
                           });
}

void Engine::history(Done<QList<SnapshotInfo>> done)
{
    withSession<QList<SnapshotInfo>>(
        std::move(done),
        [](Session &session, const Done<QList<SnapshotInfo>> &answer) { session.history(answer); });
}

void Engine::snapshot(const QString &snapshotId, Done<StackRecord> done)
{
    withSession<StackRecord>(std::move(done),
                             [snapshotId](Session &session, const Done<StackRecord> &answer) {
                                 session.snapshot(snapshotId, answer);
                             });
}

void Engine::rollback(const QString &snapshotId, Done<void> done)
{
    withSession<void>(std::move(done), [snapshotId](Session &session, const Done<void> &answer) {
        session.rollback(snapshotId, answer);
    });
}

void Engine::startOver(Done<QString> done)
{
    withSession<QString>(std::move(done), [](Session &session, const Done<QString> &answer) {
        session.startOver(answer);
    });
}

void Engine::freeLock(Done<std::optional<LockInfo>> done)
{
    withSession<std::optional<LockInfo>>(
        std::move(done), [](Session &session, const Done<std::optional<LockInfo>> &answer) {
            session.freeLock(answer);
        });
}

void Engine::breakLock(Done<std::optional<LockInfo>> done)
{
    withSession<std::optional<LockInfo>>(
        std::move(done), [](Session &session, const Done<std::optional<LockInfo>> &answer) {
            session.breakLock(answer);
        });
}

void Engine::forget(const ForgetRequest &request, Done<void> done)
{
    withSession<void>(std::move(done), [request](Session &session, const Done<void> &answer) {
        session.forget(request, answer);
    });
}

void Engine::dismissRecovery()
{
    withSession<void>({}, [](Session &session, const Done<void> &answer) {
        session.dismissRecovery();
        answer({});
    });
}

void Engine::state(Done<StackRecord> done)
{
    withSession<StackRecord>(
        std::move(done),
        [](Session &session, const Done<StackRecord> &answer) { answer(session.state()); });
}

void Engine::turns(Done<QList<ChatTurn>> done)
{
    withSession<QList<ChatTurn>>(
        std::move(done),
        [](Session &session, const Done<QList<ChatTurn>> &answer) { answer(session.turns()); });
}

void Engine::lockInfo(Done<std::optional<LockInfo>> done)
{
    withSession<std::optional<LockInfo>>(
        std::move(done), [](Session &session, const Done<std::optional<LockInfo>> &answer) {
            session.lockInfo(answer);
        });
}

} // namespace creact
