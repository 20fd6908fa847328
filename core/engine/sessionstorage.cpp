// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of a session about what has been: earlier states, a lock of somebody else,
// conversations to forget.
#include "core/engine/session.h"

namespace creact {

namespace {
Error notYet()
{
    return {ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}
} // namespace

void Session::history(Done<QList<SnapshotInfo>> done)
{
    m_backend->history(m_stack, std::move(done));
}

void Session::snapshot(const QString &snapshotId, Done<StackRecord> done)
{
    m_backend->getSnapshot(m_stack, snapshotId, std::move(done));
}

void Session::rollback(const QString &, Done<void> done)
{
    done(notYet());
}

void Session::startOver(Done<QString> done)
{
    done(notYet());
}

void Session::breakLock(Done<std::optional<LockInfo>> done)
{
    done(notYet());
}

void Session::forget(const ForgetRequest &, Done<void> done)
{
    done(notYet());
}

void Session::dismissRecovery() { }

} // namespace creact
