// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace creact {

/// One run of a program, in a process group of its own. Everything of the group ends with it: after
/// its end, a time-out or a cancel nothing that it started goes on.
class CommandRun : public QObject {
    Q_OBJECT
public:
    struct Order {
        /// The whole path; no shell.
        QString program;
        QStringList arguments;
        QString folder;
        /// All that it gets.
        QProcessEnvironment environment;
        QByteArray input;
        std::chrono::milliseconds timeout{60'000};
        /// Kept of each of stdout and stderr; the rest is read and dropped.
        qint64 maxBytes = 0;
        /// Values of the environment that nobody may see.
        QStringList secrets;
    };
    struct Outcome {
        int exitCode = 0;
        QByteArray out;
        QByteArray err;
        bool cut = false;
    };

    CommandRun(Clock &clock, Order order, Done<Outcome> done);
    /// Kills what runs; answers Cancelled.
    ~CommandRun() override;

    void start();
    /// Asks it to end (SIGTERM), and kills it two seconds later. Answers Cancelled when it has
    /// ended.
    void cancel();

private:
    void read();
    void finished();
    void endWith(ErrorCode code, const QString &message);
    void signalGroup(int signal) const;
    void answer(Result<Outcome> result);

    Clock &m_clock;
    Order m_order;
    Done<Outcome> m_done;
    Outcome m_outcome;
    std::optional<Error> m_reason;
    std::unique_ptr<Clock::Timer> m_deadline;
    std::unique_ptr<Clock::Timer> m_grace;
    qint64 m_group = 0;
    QProcess m_process;
};

} // namespace creact
