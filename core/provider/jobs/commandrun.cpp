// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/commandrun.h"

#include <csignal>
#include <unistd.h>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds killGrace{2'000};

/// True when something was dropped.
bool keepUpTo(QByteArray &kept, const QByteArray &more, qint64 maxBytes)
{
    const qint64 room = qMax<qint64>(0, maxBytes - kept.size());
    kept += more.left(room);
    return more.size() > room;
}

} // namespace

CommandRun::CommandRun(Clock &clock, Order order, Done<Outcome> done)
    : m_clock(clock)
    , m_order(std::move(order))
    , m_done(std::move(done))
{
    m_process.setProgram(m_order.program);
    m_process.setArguments(m_order.arguments);
    m_process.setWorkingDirectory(m_order.folder);
    m_process.setProcessEnvironment(m_order.environment);
    m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &CommandRun::read);
    connect(&m_process, &QProcess::readyReadStandardError, this, &CommandRun::read);
    connect(&m_process, &QProcess::finished, this, &CommandRun::finished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            answer(
                Error{ErrorCode::ToolFailed,
                      u"%1 cannot be started: %2"_s.arg(m_order.program, m_process.errorString()),
                      {},
                      {}});
    });
}

CommandRun::~CommandRun()
{
    m_process.disconnect(this);
    signalGroup(SIGKILL);
    // At once, after that; QProcess would wait as well, and complain.
    m_process.waitForFinished();
    answer(Error{ErrorCode::Cancelled, u"The command was cancelled."_s, {}, {}});
}

void CommandRun::start()
{
    m_deadline = m_clock.callAfter(m_order.timeout, [this] {
        endWith(ErrorCode::TimedOut,
                u"%1 did not end within %2 s."_s.arg(m_order.program)
                    .arg(double(m_order.timeout.count()) / 1000));
    });
    m_process.start();
    m_group = m_process.processId();
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.write(m_order.input);
    m_process.closeWriteChannel();
}

void CommandRun::cancel()
{
    endWith(ErrorCode::Cancelled, u"The command was cancelled."_s);
}

void CommandRun::endWith(ErrorCode code, const QString &message)
{
    if (!m_done || m_reason)
        return;
    m_reason = Error{code, message, {}, {}};
    signalGroup(SIGTERM);
    m_grace = m_clock.callAfter(killGrace, [this] { signalGroup(SIGKILL); });
}

void CommandRun::signalGroup(int signal) const
{
    // Its number is another's only when nothing of the group is left and it is given out anew.
    if (m_group > 1 && m_done)
        ::kill(-pid_t(m_group), signal);
}

void CommandRun::read()
{
    const bool out = keepUpTo(m_outcome.out, m_process.readAllStandardOutput(), m_order.maxBytes);
    const bool err = keepUpTo(m_outcome.err, m_process.readAllStandardError(), m_order.maxBytes);
    m_outcome.cut = m_outcome.cut || out || err;
}

void CommandRun::finished()
{
    read();
    // What it left behind.
    signalGroup(SIGKILL);
    if (m_reason)
        return answer(*m_reason);
    if (m_process.exitStatus() == QProcess::CrashExit)
        return answer(Error{ErrorCode::ToolFailed,
                            u"%1 was ended by a signal."_s.arg(m_order.program),
                            {},
                            QString::fromUtf8(m_outcome.err.right(500)).trimmed()});
    m_outcome.exitCode = m_process.exitCode();
    answer(std::move(m_outcome));
}

void CommandRun::answer(Result<Outcome> result)
{
    m_deadline.reset();
    m_grace.reset();
    if (const auto done = std::exchange(m_done, {}))
        done(std::move(result));
}

} // namespace creact
