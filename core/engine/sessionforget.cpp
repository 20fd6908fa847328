// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A session forgets a conversation: in what is stored while nothing runs, or in the run.
#include "core/engine/forgetplan.h"
#include "core/engine/session.h"
#include "core/provider/chat/chatservice.h"

#include <utility>

namespace creact {

namespace {

using namespace std::chrono_literals;
/// How long the nodes of cancelled turns may take to go.
constexpr auto forgetPatience = 10s;

Error inTheWayError(const QString &turn)
{
    return {ErrorCode::InvalidArgument,
            QStringLiteral("A message of another session is being answered from the same memory."),
            turn, QStringLiteral("Wait for its answer, or forget all sessions of this handler.")};
}

} // namespace

/// A conversation being forgotten by a live stack: its open turns are ended, their nodes leave the
/// tree, then what is left of it is removed.
struct Session::Forgetting {
    ForgetRequest request;
    QList<TurnRecord> turns;
    QList<AuditEntry> log;
    Done<void> done;
    QString handlerId;
    int ending = 0;
    /// What the plan at the beginning counted, for the audit log.
    QJsonObject details;
    QMetaObject::Connection watch;
    std::unique_ptr<Clock::Timer> deadline;

    Result<ForgetPlan> plan(const StackRecord &state) const
    {
        return ForgetPlan::make(request, state, turns, log);
    }
};

void Session::forget(const ForgetRequest &request, Done<void> done)
{
    if (m_forgetting || (!isLive() && m_status != StackInfo::Status::Idle)
        || m_status == StackInfo::Status::Stopping) {
        done(busyError());
        return;
    }
    if (const auto nothing = nothingStored()) {
        done(*nothing);
        return;
    }
    // What is kept of older turns tells which of the memory's entries are theirs.
    m_backend->getTurns(m_stack, [this, request, done](const Result<QList<TurnRecord>> &turns) {
        if (!turns.ok()) {
            done(turns.error());
            return;
        }
        m_backend->getAuditLog(
            m_stack, {}, [this, request, turns = *turns, done](const Result<AuditPage> &log) {
                const QList<AuditEntry> entries = log.ok() ? log->entries : QList<AuditEntry>();
                if (isLive())
                    forgetLive({request, turns, entries, done, {}, 0, {}, {}, {}});
                else
                    forgetStored({request, turns, entries, done, {}, 0, {}, {}, {}});
            });
    });
}

void Session::forgetStored(Forgetting what)
{
    const auto shared = std::make_shared<Forgetting>(std::move(what));
    const auto change = [this, shared](const Done<void> &changed) {
        makeRuntime();
        load([this, shared, changed](const Result<void> &loaded) {
            const Result<ForgetPlan> plan =
                loaded.ok() ? shared->plan(m_runtime->state()) : Result<ForgetPlan>(loaded.error());
            if (!plan.ok())
                changed(plan.error());
            else if (!plan->turnInTheWay().isEmpty())
                changed(inTheWayError(plan->turnInTheWay()));
            else
                purge(*plan, plan->details(), changed);
        });
    };
    changeStored(change, shared->done);
}

void Session::forgetLive(Forgetting what)
{
    const Result<ForgetPlan> plan = what.plan(m_runtime->state());
    if (!plan.ok() || !plan->turnInTheWay().isEmpty()) {
        what.done(plan.ok() ? inTheWayError(plan->turnInTheWay()) : plan.error());
        return;
    }
    m_forgetting = std::make_shared<Forgetting>(std::move(what));
    m_forgetting->handlerId = plan->handlerId();
    m_forgetting->details = plan->details();
    m_forgetting->ending = 1;
    m_forgetting->deadline = m_clock.callAfter(forgetPatience, [this] {
        forgotten(Error{ErrorCode::TimedOut,
                        QStringLiteral("The conversation's last turn did not end in time."),
                        m_stack, QStringLiteral("Stop the stack, then forget it.")});
    });
    ChatService &chat = m_provider->chat();
    chat.pause(m_forgetting->handlerId);
    const auto ended = [this](const Result<void> &) {
        if (m_forgetting && --m_forgetting->ending == 0)
            awaitTurnsGone();
    };
    const QString handlerId = m_forgetting->handlerId;
    for (const QString &turn : plan->openTurns()) {
        ++m_forgetting->ending;
        chat.cancelTurn(handlerId, turn, ended);
    }
    ended({});
}

void Session::awaitTurnsGone()
{
    const auto look = [this] {
        if (!m_forgetting)
            return;
        const Result<ForgetPlan> plan = m_forgetting->plan(m_runtime->state());
        if (plan.ok() && plan->hasTurnNodes() && !m_runtime->isIdle())
            return;
        disconnect(m_forgetting->watch);
        if (plan.ok())
            forgetInRun(*plan);
        else
            forgotten(plan.error());
    };
    // Queued: not in the middle of what the runtime does.
    m_forgetting->watch =
        connect(m_runtime.get(), &Runtime::statusChanged, this, look, Qt::QueuedConnection);
    QMetaObject::invokeMethod(this, look, Qt::QueuedConnection);
}

void Session::forgetInRun(const ForgetPlan &plan)
{
    const Event event{QStringLiteral("forget"), {}, plan.handlerId(), m_clock.now()};
    m_runtime->commit(plan.patches(m_runtime->state()), event,
                      [this, plan](const Result<void> &result) {
                          if (!m_forgetting)
                              return;
                          if (!result.ok()) {
                              forgotten(result);
                              return;
                          }
                          purge(plan, m_forgetting->details,
                                [this](const Result<void> &purged) { forgotten(purged); });
                      });
}

/// Ends a live forgetting, once.
void Session::forgotten(const Result<void> &result)
{
    if (const std::shared_ptr<Forgetting> ended = std::exchange(m_forgetting, {})) {
        disconnect(ended->watch);
        m_provider->chat().resume(ended->handlerId);
        ended->done(result);
    }
}

/// Leaves nothing in the backend but the state without the conversation.
void Session::purge(const ForgetPlan &plan, const QJsonObject &details, const Done<void> &done)
{
    if (!plan.allTurns() && plan.turnRecords().isEmpty()) {
        // An empty list would mean all of them.
        note(QStringLiteral("conversation_forgotten"), plan.handlerId(), details);
        done({});
        return;
    }
    m_backend->purge(
        plan.without(m_runtime->state()), plan.allTurns() ? QStringList() : plan.turnRecords(),
        [this, plan, details, done](const Result<void> &result) {
            if (result.ok()) {
                m_turns.removeIf([&](const TurnRecord &turn) {
                    return plan.allTurns() || plan.turnRecords().contains(turn.id);
                });
                m_projector.keepTurns(m_turns);
                m_log->forget();
                note(QStringLiteral("conversation_forgotten"), plan.handlerId(), details);
                Q_EMIT changed();
            }
            done(result);
        });
}

} // namespace creact
