// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace creact::cli {

/// SIGINT, SIGTERM and SIGHUP as a Qt signal, through a pipe. A second SIGINT ends the process at
/// once (exit code 5). At most one at a time: signal handlers belong to the process.
class SignalWatcher : public QObject {
    Q_OBJECT
public:
    explicit SignalWatcher(QObject *parent = nullptr);
    ~SignalWatcher() override;

Q_SIGNALS:
    void signalled(int signalNumber);

private:
    void read();
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace creact::cli
