// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/runtime.h"

#include <QPointer>

#include <utility>

namespace creact {

namespace {
using namespace std::chrono_literals;
/// What runs is asked to end, and given this long; then it is left as interrupted.
constexpr auto stopPatience = 3s;
} // namespace

Runtime::Runtime(Backend &backend, Provider &provider, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_provider(provider)
    , m_clock(clock)
    , m_checkpoint(backend)
    , m_audit(backend, clock)
{
    connect(&m_audit, &AuditTrail::appended, this, &Runtime::auditAppended);
    connect(&m_audit, &AuditTrail::failed, this, &Runtime::recordFailed);
    connect(&m_checkpoint, &Checkpoint::failed, this, [this](const Error &error) {
        undoCommits();
        storageFailed(error);
    });
    connect(&backend, &Backend::repaired, this,
            [this](const QString &stack, const AuditEntry &entry) {
                if (stack != m_audit.stack())
                    return;
                m_recovery.repaired(entry);
                audit(entry.action, entry.nodeId, entry.details);
            });
    connect(&provider, &Provider::outputsChanged, this,
            [this](const QString &id, const QJsonObject &outputs, qint64 timestamp) {
                commit({NodePatch{id, outputs, {}}},
                       {QStringLiteral("provider"), {}, id, timestamp}, {});
            });
}

Runtime::~Runtime()
{
    m_rebuilding = true;
    m_tree.reset();
}

void Runtime::load(const QString &stack, Done<void> done)
{
    m_audit.setStack(stack);
    m_recovery = {};
    m_backend.getState(stack,
                       [this, guard = QPointer(this), stack,
                        done = std::move(done)](Result<std::optional<StackRecord>> result) {
                           if (!guard)
                               return;
                           if (!result.ok()) {
                               done(result.error());
                               return;
                           }
                           m_checkpoint.reset(stack, std::move(result).value());
                           m_interrupted.clear();
                           m_hydrated.clear();
                           for (const NodeRecord &record : state().nodes()) {
                               if (record.state == NodeState::Applying)
                                   m_interrupted.insert(record.id);
                           }
                           m_recovery.begin(state(), m_provider.unfinished(state()),
                                            [this](const NodeRecord &record) {
                                                const ConstructType *type =
                                                    constructTypes().find(record.constructType);
                                                return type && type->effect != Effect::Manual
                                                    ? QStringLiteral("rerun")
                                                    : QStringLiteral("left");
                                            });
                           done({});
                       });
}

void Runtime::start(StackDocumentPtr document, Done<void> settled, const QSet<QString> &held)
{
    if (auto previous = std::exchange(m_settled, std::move(settled)))
        previous(Error{ErrorCode::Cancelled, QStringLiteral("Another deploy took over."), {}, {}});
    m_halted.reset();
    m_audit.setWriting(true);
    takeUpUnsaved();
    m_stopping = false;
    m_cancelling = false;
    m_cancelled = false;
    m_worked = true;
    m_origin = {
        {}, {}, {QStringLiteral("deploy"), QString::number(m_clock.now()), {}, m_clock.now()}};

    // Everything stored is an orphan until the tree claims it.
    m_rebuilding = true;
    m_tree.reset();
    m_bySerial.clear();
    m_candidates.clear();
    m_ready.clear();
    m_readyProps.clear();
    m_elementErrors.clear();
    m_rebuilding = false;
    for (const NodeRecord &record : state().nodes())
        m_orphans.insert(record.id);
    m_held = held;
    keepHeldFromSweep();
    spareKept();
    audit(QStringLiteral("deploy_start"), {}, {});
    m_tree.reset(new Tree(std::move(document), m_script, *this));
    m_tree->graph().setErrorHandler([this](reactive::Computation &, std::exception_ptr error) {
        QString text = QStringLiteral("The tree does not settle.");
        try {
            std::rethrow_exception(error);
        } catch (const std::exception &exception) {
            text = QString::fromUtf8(exception.what());
        } catch (...) {
        }
        halt({ErrorCode::DoesNotSettle, text, stackName(),
              QStringLiteral("Look for an element that changes what it reads.")});
    });
    m_tree->render();
    pump();
}

bool Runtime::adopt(const StackDocumentPtr &document, const Done<void> &settled)
{
    // What failed is tried again by a start, and what is held is taken up.
    if (!m_tree || m_stopping || m_halted || !m_held.isEmpty() || !failures().isEmpty())
        return false;
    const Origin before = std::exchange(
        m_origin,
        {{}, {}, {QStringLiteral("deploy"), QString::number(m_clock.now()), {}, m_clock.now()}});
    if (!m_tree->adopt(*document)) {
        m_origin = before;
        return false;
    }
    if (auto previous = std::exchange(m_settled, settled))
        previous(Error{ErrorCode::Cancelled, QStringLiteral("Another deploy took over."), {}, {}});
    m_cancelling = false;
    m_cancelled = false;
    m_worked = true;
    audit(QStringLiteral("deploy_start"), {}, {});
    schedulePump();
    return true;
}

bool Runtime::isIdle() const
{
    return m_running.empty() && (m_ready.empty() || m_halted) && m_candidates.empty()
        && m_finished.empty() && m_left.isEmpty() && m_toDestroy.empty() && m_destroying.isEmpty()
        && m_commits.empty() && !m_destruction;
}

QList<Error> Runtime::failures() const
{
    std::map<quint64, Error> nodes;
    for (const Node *node : m_bySerial) {
        const bool handled = node->boundary() && node->boundary()->handles();
        if (node->state == NodeState::Failed && node->error && !handled)
            nodes.emplace(node->serial(), *node->error);
    }
    std::map<quint64, Error> elements;
    for (auto it = m_elementErrors.begin(); it != m_elementErrors.end(); ++it) {
        if (!it->handled)
            elements.emplace(it.key()->uid, it->error);
    }
    QList<Error> errors;
    for (const auto &[serial, error] : nodes)
        errors.append(error);
    for (const auto &[uid, error] : elements)
        errors.append(error);
    return errors;
}

void Runtime::stop(Done<void> done)
{
    if (!m_tree) {
        done({});
        return;
    }
    m_stopped = std::move(done);
    m_stopping = true;
    m_ready.clear();
    m_readyProps.clear();
    m_candidates.clear();
    m_stopDeadline = m_clock.callAfter(stopPatience, [this] {
        m_interrupted.unite(m_runningIds);
        m_running.clear();
        m_runningIds.clear();
        m_toDestroy.clear();
        m_destroying.clear();
        abandonDestruction(
            {ErrorCode::Cancelled, QStringLiteral("The stack was stopped."), stackName(), {}});
        pump();
        finishStop();
    });
    for (const auto &[id, running] : std::map(m_running)) {
        if (const auto job = running.job.lock())
            job->cancel();
    }
    schedulePump();
}

void Runtime::finishStop()
{
    if (!m_stopped || !m_running.empty() || !m_toDestroy.empty() || !m_destroying.isEmpty())
        return;
    m_stopDeadline.reset();
    tellRecovery(true);
    const Done<void> stopped = std::exchange(m_stopped, {});
    const bool unfinished = std::any_of(m_bySerial.begin(), m_bySerial.end(), [](const Node *node) {
        return node->state == NodeState::Pending || node->state == NodeState::Applying;
    });
    const bool failed = !failures().isEmpty();
    m_checkpoint.setStatus(failed           ? StackStatus::Failed
                               : unfinished ? StackStatus::Pending
                                            : StackStatus::Deployed,
                           {});
    if (const auto settled = std::exchange(m_settled, {}))
        settled(Error{ErrorCode::Cancelled, QStringLiteral("The stack was stopped."), {}, {}});
    m_provider.stop([this, guard = QPointer(this), stopped](const Result<void> &result) {
        if (!guard)
            return;
        m_rebuilding = true;
        m_tree.reset();
        m_rebuilding = false;
        m_bySerial.clear();
        m_elementErrors.clear();
        m_hydrated.clear();
        m_orphans.clear();
        m_left.clear();
        m_held.clear();
        m_kept.clear();
        m_cancelling = false;
        m_cancelled = false;
        m_stopping = false;
        takeUpUnsaved();
        if (isLockLost()) {
            stopped(result); // what is stored is another's now
            Q_EMIT statusChanged();
            return;
        }
        audit(QStringLiteral("stopped"), {}, {});
        m_audit.flush();
        m_checkpoint.save(
            [stopped, result](const Result<void> &saved) { stopped(saved.ok() ? result : saved); });
        Q_EMIT statusChanged();
    });
}

std::optional<QJsonObject> Runtime::storeValues(const QString &storeId) const
{
    const QJsonValue values = state().stores.value(storeId);
    return values.isObject() ? std::optional(values.toObject()) : std::nullopt;
}

QJsonObject Runtime::storeValues(const QString &name, const QJsonObject &initial)
{
    QJsonObject values = state().stores.value(name).toObject();
    for (auto it = initial.begin(); it != initial.end(); ++it) {
        if (!values.contains(it.key()))
            values.insert(it.key(), it.value());
    }
    m_checkpoint.setStore(name, values);
    return values;
}

void Runtime::audit(const QString &action, const QString &nodeId, const QJsonObject &details)
{
    m_audit.add(action, nodeId, details);
    if (!m_pumping)
        schedulePump();
}

void Runtime::activity(const QString &nodeId, const QString &text)
{
    if (Node *node = findNode(nodeId)) {
        node->activity = text;
        if (m_observer)
            m_observer->instanceChanged(node->instance());
    }
    Q_EMIT activityChanged(nodeId, text);
}

const LatchRecord *Runtime::latch(const QString &key) const
{
    const auto it = state().latches.constFind(key);
    return it == state().latches.constEnd() ? nullptr : &*it;
}

void Runtime::setLatch(const QString &key, const LatchRecord &record)
{
    m_checkpoint.setLatch(key, record);
}

void Runtime::claimLatch(const QString &key)
{
    ++m_claims[key];
}

void Runtime::releaseLatch(const QString &key)
{
    if (--m_claims[key] <= 0)
        m_claims.remove(key);
}

void Runtime::pruneLatches()
{
    const QStringList keys = state().latches.keys();
    for (const QString &key : keys) {
        if (!m_claims.contains(key))
            m_checkpoint.removeLatch(key);
    }
}

} // namespace creact
