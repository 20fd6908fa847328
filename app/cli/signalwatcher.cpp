// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/signalwatcher.h"

#include "app/cli/exitcode.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace creact::cli {

namespace {

constexpr std::array watchedSignals{SIGINT, SIGTERM, SIGHUP};
int signalPipe[2] = {-1, -1};
volatile std::sig_atomic_t interrupts = 0;

// Only async-signal-safe calls in here.
void onSignal(int number)
{
    if (number == SIGINT) {
        interrupts = interrupts + 1;
        if (interrupts > 1)
            ::_exit(static_cast<int>(ExitCode::Interrupted));
    }
    const int saved = errno;
    const char byte = static_cast<char>(number);
    // A full pipe means that the loop has plenty to read already.
    [[maybe_unused]] const ssize_t written = ::write(signalPipe[1], &byte, 1);
    errno = saved;
}

void setHandler(void (*handler)(int))
{
    struct sigaction action { };
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int number : watchedSignals)
        ::sigaction(number, &action, nullptr);
}

} // namespace

SignalWatcher::SignalWatcher(QObject *parent)
    : QObject(parent)
{
    interrupts = 0;
    if (::pipe2(signalPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // the signals then end the process, as they do without us
    m_notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &SignalWatcher::read);
    setHandler(onSignal);
}

SignalWatcher::~SignalWatcher()
{
    if (!m_notifier)
        return;
    setHandler(SIG_DFL);
    delete m_notifier;
    ::close(signalPipe[0]);
    ::close(signalPipe[1]);
}

void SignalWatcher::read()
{
    char byte = 0;
    while (::read(signalPipe[0], &byte, 1) == 1)
        Q_EMIT signalled(byte);
}

} // namespace creact::cli
