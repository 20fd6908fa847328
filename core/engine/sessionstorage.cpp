// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A session and what is stored: reading it, earlier states, a state that nobody can read.
#include "core/engine/session.h"

#include <QDateTime>

#include <utility>

namespace creact {

namespace {

/// The newest state that can be gone back to.
std::optional<SnapshotInfo> newestGood(const Result<QList<SnapshotInfo>> &history)
{
    if (!history.ok())
        return {};
    for (const SnapshotInfo &snapshot : history.value()) {
        if (snapshot.canBeGoneBackTo())
            return snapshot;
    }
    return {};
}

QString decisionHint(const std::optional<SnapshotInfo> &good)
{
    if (!good)
        return QStringLiteral(
            "There is no earlier state to go back to: start over (the file is set "
            "aside, not deleted), or put the file in order.");
    return QStringLiteral("Go back to the state of %1 (%2 nodes), or start over (the file is set "
                          "aside, not deleted).")
        .arg(QDateTime::fromMSecsSinceEpoch(good->at).toString(
            QStringLiteral("yyyy-MM-dd HH:mm:ss")))
        .arg(good->nodes);
}

} // namespace

void Session::load(Done<void> done)
{
    m_runtime->load(m_stack, [this, done = std::move(done)](const Result<void> &loaded) {
        if (!loaded.ok()) {
            sayWhatToDo(loaded.error(), done);
            return;
        }
        m_unreadable.reset();
        done({});
    });
}

/// What is wrong with the state, and which ways out there are.
void Session::sayWhatToDo(const Error &error, const Done<void> &done)
{
    m_unreadable = error;
    if (error.code != ErrorCode::StateUnreadable) {
        done(error);
        return;
    }
    m_backend->history(m_stack, [this, error, done](const Result<QList<SnapshotInfo>> &history) {
        m_unreadable = error;
        m_unreadable->hint = decisionHint(newestGood(history));
        done(*m_unreadable);
    });
}

/// Lets `change` work on what is stored while nothing runs and the lock is ours; then what is
/// stored now is read and shown.
void Session::changeStored(std::function<void(const Done<void> &)> change, Done<void> done)
{
    if (isBusy() || m_status != StackInfo::Status::Idle) {
        done(busyError());
        return;
    }
    m_status = StackInfo::Status::Stopping;
    Q_EMIT changed();
    takeLock(
        [this, change = std::move(change), done] {
            m_onStopped.append(done);
            change([this](const Result<void> &result) { reload(result); });
        },
        done);
}

void Session::reload(const Result<void> &changed)
{
    makeRuntime();
    load([this, changed](const Result<void> &loaded) {
        if (!changed.ok())
            m_error = changed.error();
        else if (loaded.ok())
            m_error.reset();
        else
            m_error = loaded.error();
        giveBack(changed.ok() ? loaded : changed);
    });
}

/// An entry of the audit log about what was done without a run. That it could not be written is
/// told, and undoes nothing.
void Session::note(const QString &action, const QString &nodeId, const QJsonObject &details)
{
    const QList<AuditEntry> entries{{m_clock.now(), action, nodeId, details, {}}};
    m_backend->appendAuditLog(m_stack, entries, [this, entries](const Result<void> &result) {
        if (result.ok())
            Q_EMIT auditAppended(entries);
        else
            m_error = result.error();
    });
}

void Session::history(Done<QList<SnapshotInfo>> done)
{
    m_backend->history(m_stack, std::move(done));
}

void Session::snapshot(const QString &snapshotId, Done<StackRecord> done)
{
    m_backend->getSnapshot(m_stack, snapshotId, std::move(done));
}

void Session::rollback(const QString &snapshotId, Done<void> done)
{
    const auto change = [this, snapshotId](const Done<void> &changed) {
        m_backend->history(
            m_stack, [this, snapshotId, changed](const Result<QList<SnapshotInfo>> &history) {
                qint64 at = 0;
                for (const SnapshotInfo &each : history.ok() ? *history : QList<SnapshotInfo>()) {
                    if (each.id == snapshotId)
                        at = each.at;
                }
                m_backend->rollback(
                    m_stack, snapshotId,
                    [this, snapshotId, at, changed](const Result<void> &result) {
                        if (result.ok())
                            note(QStringLiteral("state_rolled_back"), {},
                                 {{QStringLiteral("to"), snapshotId}, {QStringLiteral("at"), at}});
                        changed(result);
                    });
            });
    };
    changeStored(change, std::move(done));
}

/// Set when there is no state, readable or not.
std::optional<Error> Session::nothingStored() const
{
    if (m_unreadable || state().nodeCount() > 0)
        return {};
    return Error{
        ErrorCode::NotFound, QStringLiteral("Nothing of this stack is stored."), m_stack, {}};
}

void Session::startOver(Done<QString> done)
{
    if (const auto nothing = nothingStored()) {
        done(*nothing);
        return;
    }
    const auto name = std::make_shared<QString>();
    const auto change = [this, name](const Done<void> &changed) {
        m_backend->setAside(m_stack, [this, name, changed](const Result<QString> &aside) {
            if (!aside.ok()) {
                changed(aside.error());
                return;
            }
            *name = *aside;
            note(QStringLiteral("state_set_aside"), {}, {{QStringLiteral("name"), *aside}});
            changed({});
        });
    };
    changeStored(change, [name, done = std::move(done)](const Result<void> &result) {
        done(result.ok() ? Result<QString>(*name) : result.error());
    });
}

void Session::dismissRecovery()
{
    m_recovery.reset();
    Q_EMIT changed();
}

} // namespace creact
