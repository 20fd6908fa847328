// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/lease.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

LockInfo leaseFor(const LockRequest &request, qint64 since, qint64 now)
{
    return {request.holder, QSysInfo::machineHostName(), QCoreApplication::applicationPid(), since,
            now + request.ttl.count()};
}

QString timeText(qint64 ms, const QString &format)
{
    return QDateTime::fromMSecsSinceEpoch(ms).toString(format);
}

} // namespace

Result<LockInfo> takeLease(const std::optional<LockInfo> &current, const LockRequest &request,
                           qint64 now)
{
    if (request.holder.isEmpty() || request.ttl.count() <= 0)
        return Error{
            ErrorCode::InvalidArgument, u"A lock needs a holder and a time to live."_s, {}, {}};
    const bool held = current && current->expiresAt > now;
    if (held && current->holder != request.holder)
        return lockedBy(*current);
    return leaseFor(request, held ? current->acquiredAt : now, now);
}

Result<LockInfo> renewLease(const std::optional<LockInfo> &current, const LockRequest &request,
                            qint64 now)
{
    if (current && current->holder == request.holder)
        return leaseFor(request, current->acquiredAt, now);
    return lockLostTo(current);
}

Error lockedBy(const LockInfo &other)
{
    return {ErrorCode::Locked, u"Another process works on this stack."_s, describe(other),
            u"Stop it, or wait until its lock expires, or open the stack read-only."_s};
}

Error lockLostTo(const std::optional<LockInfo> &current)
{
    return {ErrorCode::LockLost,
            current ? u"Another process took over the lock of this stack."_s
                    : u"The lock of this stack is gone."_s,
            current ? describe(*current) : QString(),
            u"Nothing more is written. Deploy again to take the lock back."_s};
}

QString describe(const LockInfo &lock)
{
    QString text = lock.holder;
    if (!lock.host.isEmpty())
        text += u" on %1 (pid %2)"_s.arg(lock.host).arg(lock.pid);
    if (lock.acquiredAt)
        text += u", since %1"_s.arg(timeText(lock.acquiredAt, u"yyyy-MM-dd HH:mm:ss"_s));
    return text + u", until %1"_s.arg(timeText(lock.expiresAt, u"yyyy-MM-dd HH:mm:ss"_s));
}

} // namespace creact
