// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engineworker.h"

#include "core/backend/backendfactory.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace creact {

namespace {
using namespace std::chrono_literals;
constexpr auto frame = 16ms;
/// Nobody reads faster, and each one is laid out.
constexpr auto textFrame = 33ms;
} // namespace

EngineWorker::EngineWorker() = default;

EngineWorker::~EngineWorker() = default;

void EngineWorker::start()
{
    m_clock = std::make_unique<SystemClock>();
}

void EngineWorker::open(const OpenRequest &request, Done<void> done)
{
    if (m_session && m_session->isBusy()) {
        done(m_session->busyError());
        return;
    }
    m_toldRevision = 0;
    m_audit.clear();
    m_steps.clear();
    m_stepPlaces.clear();
    m_texts.clear();
    m_turns.clear();
    const std::unique_ptr<Session> before =
        std::exchange(m_session, std::make_unique<Session>(request, *m_clock));
    if (before && before->isOf(request))
        m_session->continueFrom(*before);
    else
        m_inspected = 0;
    connect(m_session.get(), &Session::changed, this, &EngineWorker::tellSoon);
    connect(m_session.get(), &Session::problemsChanged, this,
            [this] { Q_EMIT problemsChanged(m_session->problems()); });
    connect(m_session.get(), &Session::auditAppended, this,
            [this](const QList<AuditEntry> &entries) {
                m_audit += entries;
                tellSoon();
            });
    connect(m_session.get(), &Session::turnChanged, this, [this](const ChatTurn &turn) {
        tell(); // the tree as it was when the turn changed, before the turn
        Q_EMIT turnChanged(turn);
    });
    connect(m_session.get(), &Session::turnActivity, this, &EngineWorker::turnActivity);
    connect(m_session.get(), &Session::turnText, this, &EngineWorker::takeText);
    connect(m_session.get(), &Session::turnStepsChanged, this, [this](const QString &turnId) {
        m_turns.insert(turnId);
        tellSoon();
    });
    connect(m_session.get(), &Session::documentRead, this, &EngineWorker::documentRead);
    connect(m_session.get(), &Session::deploymentChanged, this,
            [this](const DeploymentRecord &deployment) {
                tellSteps(); // those of the one that ended before it
                Q_EMIT deploymentChanged(deployment);
            });
    connect(m_session.get(), &Session::deploymentProgress, this,
            [this](const QList<DeploymentRecord::Step> &steps) {
                for (const DeploymentRecord::Step &step : steps)
                    takeStep(step);
                tellSoon();
            });
    m_session->open([this, done = std::move(done)](const Result<void> &result) {
        m_session->projector().endRendering(); // what could not be opened has no rows
        tell();
        done(result);
    });
}

void EngineWorker::shutDown(std::function<void()> done)
{
    const auto finish = [this, done = std::move(done)] {
        m_frame.reset();
        m_textFrame.reset();
        m_session.reset();
        done();
    };
    if (m_session && m_session->isBusy())
        m_session->stop([finish](const Result<void> &) { finish(); });
    else
        finish();
}

void EngineWorker::inspect(TreeRow::Uid uid)
{
    m_inspected = uid;
    if (m_session && uid)
        Q_EMIT rowDetailChanged(m_session->detail(uid));
}

void EngineWorker::stacksIn(const QString &folder, Done<QStringList> done)
{
    auto made = makeBackend(QStringLiteral("file:") + QFileInfo(folder).absoluteFilePath(), folder,
                            *m_clock);
    if (!made.ok()) {
        done(made.error());
        return;
    }
    const std::shared_ptr<Backend> backend(std::move(made).value().release());
    backend->listStacks([this, backend, done = std::move(done)](const Result<QStringList> &stacks) {
        done(stacks);
        // Not in its own call.
        QMetaObject::invokeMethod(
            this, [backend] {}, Qt::QueuedConnection);
    });
}

void EngineWorker::tellSoon()
{
    if (!m_frame)
        m_frame = m_clock->callAfter(frame, [this] { tell(); });
}

void EngineWorker::tell()
{
    m_frame.reset();
    if (!m_session)
        return;
    TreeDelta delta = m_session->projector().take();
    delta.revision = m_session->shownRevision();
    if (delta.reset || !delta.changes.isEmpty() || delta.revision != m_toldRevision) {
        m_toldRevision = delta.revision;
        Q_EMIT treeChanged(delta);
    }
    tellSteps();
    tellTurnSteps();
    if (!m_audit.isEmpty())
        Q_EMIT auditAppended(std::exchange(m_audit, {}));
    const StackInfo info = m_session->info();
    if (info != m_told) {
        m_told = info;
        tellProgress(info);
        Q_EMIT infoChanged(info);
    }
    if (m_inspected)
        Q_EMIT rowDetailChanged(m_session->detail(m_inspected));
}

/// What became of a node within a frame is told once.
void EngineWorker::takeStep(const DeploymentRecord::Step &step)
{
    const auto known = m_stepPlaces.constFind(step.nodeId);
    if (known != m_stepPlaces.cend()) {
        m_steps[*known] = step;
        return;
    }
    m_stepPlaces.insert(step.nodeId, m_steps.size());
    m_steps.append(step);
}

void EngineWorker::tellSteps()
{
    m_stepPlaces.clear();
    if (!m_steps.isEmpty())
        Q_EMIT deploymentProgress(std::exchange(m_steps, {}));
}

void EngineWorker::takeText(const QString &turnId, const QString &nodeId, const TextDelta &delta)
{
    const auto known = std::find_if(m_texts.begin(), m_texts.end(), [&](const Words &words) {
        return words.turnId == turnId && words.nodeId == nodeId;
    });
    if (known == m_texts.end() || delta.again) {
        if (known != m_texts.end())
            m_texts.erase(known);
        m_texts.append({turnId, nodeId, delta});
    } else {
        known->delta.content += delta.content;
        known->delta.reasoning += delta.reasoning;
    }
    if (!m_textFrame)
        m_textFrame = m_clock->callAfter(textFrame, [this] { tellTexts(); });
}

void EngineWorker::tellTexts()
{
    m_textFrame.reset();
    for (const Words &words : std::exchange(m_texts, {}))
        Q_EMIT turnText(words.turnId, words.nodeId, words.delta);
}

void EngineWorker::tellTurnSteps()
{
    if (m_turns.isEmpty())
        return;
    tellTexts(); // what was said comes before what became of it
    for (const QString &turnId : std::exchange(m_turns, {}))
        Q_EMIT turnStepsChanged(turnId, m_session->turnSteps(turnId));
}

void EngineWorker::tellProgress(const StackInfo &info)
{
    if (info.status != StackInfo::Status::Deploying)
        return;
    const QStringList applying = m_session->state().applyingNodeIds;
    Q_EMIT progress(info.deployed + info.failed, info.nodes,
                    applying.isEmpty() ? QString() : applying.first());
}

} // namespace creact
