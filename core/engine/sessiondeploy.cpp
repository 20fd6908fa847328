// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Plan, deploy, and what is kept of deployments.
#include "core/engine/session.h"
#include "core/provider/chat/chatservice.h"
#include "core/stack/ids.h"

#include <QCryptographicHash>

#include <utility>

namespace creact {

namespace {
/// Planned unasked.
constexpr qsizetype smallText = 256 * 1024;
constexpr qsizetype smallNodes = 1'000;
} // namespace

Result<Plan> Session::plan()
{
    if (const auto read = readDocument(); !read.ok())
        return read.error();
    if (!m_loaded.document)
        return Error{ErrorCode::InvalidArgument,
                     QStringLiteral("There is no document to plan."),
                     m_stack,
                     {}};
    if (m_unreadable)
        return *m_unreadable;
    m_plan = planFor(m_loaded.document);
    m_plannedText = m_loaded.text;
    return m_plan;
}

Plan Session::planFor(const StackDocumentPtr &document) const
{
    Preview preview(m_runtime->state(), m_provider->constructTypes(), *m_script, nullptr,
                    isLive() ? Preview::Over::Live : Preview::Over::Stored);
    preview.render(document);
    Plan plan = preview.plan();
    plan.openTurns = openTurns(plan);
    return plan;
}

/// The turns that are not answered, each with what the plan does to its nodes.
QList<Plan::OpenTurn> Session::openTurns(const Plan &plan) const
{
    QList<Plan::OpenTurn> open;
    for (const ChatTurn &turn : turns()) {
        if (turn.endedAt == 0)
            open.append({turn.id, turn.question, {}, {}});
    }
    if (open.isEmpty())
        return open;
    for (const Plan::Item &item : plan.items) {
        const NodeRecord *record = item.changes() ? m_runtime->node(item.nodeId) : nullptr;
        if (!record || !record->cause.isOfTurn())
            continue;
        for (Plan::OpenTurn &turn : open) {
            if (turn.id == record->cause.event.id)
                (item.action == QLatin1StringView("delete") ? turn.gone : turn.again)
                    .append(item.nodeId);
        }
    }
    return open;
}

void Session::deploy(const DeployRequest &request, Done<void> done)
{
    if (m_status == StackInfo::Status::Stopping) {
        done(busyError());
        return;
    }
    if (m_request.documentPath.isEmpty()) {
        fail({ErrorCode::InvalidArgument,
              QStringLiteral("There is no document to deploy, only stored state."), m_stack,
              QStringLiteral("Open the stack's document.")},
             done);
        return;
    }
    endWaiting({ErrorCode::Cancelled, QStringLiteral("Another deploy took over."), m_stack, {}});
    m_error.reset();
    if (isLive()) {
        redeploy(request, std::move(done));
        return;
    }
    m_status = StackInfo::Status::Deploying;
    Q_EMIT changed();
    if (const auto read = readDocument(); !read.ok()) {
        fail(read.error(), done);
        return;
    }
    m_toDeploy = m_loaded;
    if (m_stack != m_loaded.document->name) {
        m_stack = m_loaded.document->name;
        m_turns.clear();
    }
    m_recovery.reset();
    m_backend->initialize([this, request, done = std::move(done)](const Result<void> &ready) {
        if (ready.ok())
            lockAndLoad([this, request](const Done<void> &loaded) { start(request, loaded); },
                        done);
        else
            fail(ready.error(), done);
    });
}

/// What did not change goes on untouched; a document that cannot be deployed changes nothing.
void Session::redeploy(const DeployRequest &request, Done<void> done)
{
    Result<void> read = readDocument();
    if (read.ok() && m_loaded.document->name != m_stack)
        read = Error{ErrorCode::InvalidArgument,
                     QStringLiteral("The document now names another stack: '%1', not '%2'.")
                         .arg(m_loaded.document->name, m_stack),
                     m_request.documentPath,
                     QStringLiteral("Stop this stack first, then deploy the other one.")};
    const QStringList turns =
        request.openTurns == DeployRequest::OpenTurns::FinishFirst ? turnsAtWork() : QStringList();
    if (read.ok() && !turns.isEmpty()) {
        m_waiting = {request, m_loaded, turns, std::move(done)};
        m_provider->chat().holdBack(turns);
        Q_EMIT changed();
        return;
    }
    if (read.ok()) {
        m_toDeploy = m_loaded;
        start(request, std::move(done));
        m_provider->chat().letBegin();
        return;
    }
    m_provider->chat().letBegin();
    m_error = read.error();
    Q_EMIT changed();
    done(read.error());
}

void Session::start(const DeployRequest &request, const Done<void> &done)
{
    m_status = StackInfo::Status::Deploying;
    const QString id = m_log->begin(m_stack, plannedDeployment(request));
    const auto settled = [this, deploy = ++m_deploys, id, done](const Result<void> &result) {
        m_log->end(id, result);
        // A later deploy took over: the status is its own.
        if (deploy == m_deploys && m_status == StackInfo::Status::Deploying)
            m_status = StackInfo::Status::Live;
        m_projector.endRendering(); // it has settled at once
        Q_EMIT changed();
        done(result);
    };
    if (!request.held.isEmpty() || !m_runtime->adopt(m_toDeploy.document, settled)) {
        beginLive(*m_toDeploy.document);
        m_runtime->start(m_toDeploy.document, settled, request.held);
        showTurns();
        m_projector.endRendering();
    }
    m_deployedText = m_toDeploy.text;
    updateEdited();
    showTree();
    Q_EMIT changed();
}

/// What is known of it before it begins. A plan costs as much as rendering the document: of a large
/// one, only when somebody has asked for it.
DeploymentRecord Session::plannedDeployment(const DeployRequest &request)
{
    DeploymentRecord deployment;
    deployment.document = QString::fromLatin1(
        QCryptographicHash::hash(m_toDeploy.text, QCryptographicHash::Sha256).toHex());
    deployment.held = request.held.values();
    deployment.held.sort();
    const bool small =
        m_toDeploy.text.size() <= smallText && m_runtime->state().nodeCount() <= smallNodes;
    if (small)
        deployment.plan = planFor(m_toDeploy.document);
    else if (m_plannedText == m_toDeploy.text)
        deployment.plan = m_plan;
    m_plan = {};
    m_plannedText.clear();
    return deployment;
}

// --- open turns

/// The oldest message of each handler, and every other that has nodes: by their keys (one event may
/// let several turns begin) or by what caused them.
QStringList Session::turnsAtWork() const
{
    QSet<QString> withNodes;
    for (const NodeRecord &record : m_runtime->state().nodes()) {
        if (record.cause.isOfTurn())
            withNodes.insert(record.cause.event.id);
        const QStringList keys = record.id.segment().split(u'-');
        withNodes.unite(QSet<QString>(keys.begin(), keys.end()));
    }
    QStringList ids;
    for (const ChatTurn &turn : turns()) {
        if (turn.state == ChatTurn::State::Running
            || (turn.endedAt == 0
                && (withNodes.contains(turn.id) || withNodes.contains(escapeKey(turn.id)))))
            ids.append(turn.id);
    }
    return ids;
}

void Session::turnEnded(const QString &turnId)
{
    if (!m_waiting || m_waiting->turns.removeAll(turnId) == 0)
        return;
    Q_EMIT changed();
    if (!m_waiting->turns.isEmpty())
        return;
    // Not from inside the turn's end.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_waiting || !m_waiting->turns.isEmpty() || !isLive())
                return;
            const Waiting waiting = *std::exchange(m_waiting, std::nullopt);
            m_toDeploy = waiting.document;
            start(waiting.request, waiting.done);
            m_provider->chat().letBegin();
        },
        Qt::QueuedConnection);
}

void Session::endWaiting(const Error &error)
{
    if (!m_waiting)
        return;
    const Done<void> done = std::exchange(m_waiting, std::nullopt)->done;
    Q_EMIT changed();
    done(error);
}

Result<void> Session::cancelDeploy()
{
    if (m_waiting) {
        m_provider->chat().letBegin();
        endWaiting({ErrorCode::Cancelled, QStringLiteral("The deploy was cancelled."), m_stack,
                    QStringLiteral("It had not begun.")});
        return {};
    }
    return isLive() ? m_runtime->cancelApply() : notLiveError();
}

// --- what is kept

/// One that says it is at work, and is not.
void Session::markInterrupted(DeploymentRecord &deployment) const
{
    const bool ours = m_log->isAtWork() && deployment.id == m_log->record().id;
    if (deployment.outcome == DeploymentRecord::Outcome::Running && !ours && !m_foreignLock)
        deployment.outcome = DeploymentRecord::Outcome::Interrupted;
}

void Session::deployments(const Done<QList<DeploymentRecord>> &done)
{
    m_backend->getDeployments(m_stack, [this, done](Result<QList<DeploymentRecord>> list) {
        if (list.ok()) {
            for (DeploymentRecord &deployment : list.value())
                markInterrupted(deployment);
        }
        done(std::move(list));
    });
}

void Session::deployment(const QString &id, const Done<DeploymentRecord> &done)
{
    if (m_log->record().id == id) {
        done(m_log->record());
        return;
    }
    m_backend->getDeployment(m_stack, id, [this, done](Result<DeploymentRecord> deployment) {
        if (deployment.ok())
            markInterrupted(deployment.value());
        done(std::move(deployment));
    });
}

} // namespace creact
