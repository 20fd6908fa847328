// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engineworker.h"

#include <utility>

namespace creact {

namespace {
using namespace std::chrono_literals;
constexpr auto frame = 16ms;
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
    m_inspected = 0;
    m_audit.clear();
    m_session = std::make_unique<Session>(request, *m_clock);
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
    connect(m_session.get(), &Session::documentRead, this, &EngineWorker::documentRead);
    connect(m_session.get(), &Session::deploymentChanged, this, &EngineWorker::deploymentChanged);
    connect(m_session.get(), &Session::deploymentProgress, this, &EngineWorker::deploymentProgress);
    m_session->open([this, done = std::move(done)](const Result<void> &result) {
        tell();
        done(result);
    });
}

void EngineWorker::shutDown(std::function<void()> done)
{
    const auto finish = [this, done = std::move(done)] {
        m_frame.reset();
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
    const TreeDelta delta = m_session->projector().take();
    if (delta.reset || !delta.changes.isEmpty())
        Q_EMIT treeChanged(delta);
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

void EngineWorker::tellProgress(const StackInfo &info)
{
    if (info.status != StackInfo::Status::Deploying)
        return;
    const QStringList applying = m_session->state().applyingNodeIds;
    Q_EMIT progress(info.deployed + info.failed, info.nodes,
                    applying.isEmpty() ? QString() : applying.first());
}

} // namespace creact
