// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/provider/llm/localservers.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace creact {

/// Looks for model servers on this machine when it is asked to, and offers what it found.
class LocalServersView : public QWidget {
    Q_OBJECT
public:
    explicit LocalServersView(QWidget *parent = nullptr);
    /// Where to look in place of the usual ports.
    void setCandidates(const QList<LocalServer> &candidates) { m_candidates = candidates; }
    /// Which of them are set up already.
    void setKnown(const std::function<bool(const LocalServer &)> &known) { m_known = known; }
    void find();
    /// Says that nobody has looked yet.
    void cancel();
    bool isLooking() const { return m_looking; }
    /// Whether one of those that were found is known now.
    void showKnown();

Q_SIGNALS:
    void addRequested(const creact::LocalServer &server);
    /// Found something, nothing, or was cancelled.
    void finished();

private:
    void tell(const Result<QList<LocalServer>> &found);
    QWidget *makeRow(const LocalServer &server);
    void clearRows();

    SystemClock m_clock;
    LocalServers m_servers;
    QList<LocalServer> m_candidates;
    std::function<bool(const LocalServer &)> m_known;
    QList<std::pair<LocalServer, QPushButton *>> m_adds;
    bool m_looking = false;
    QWidget *m_progress;
    QLabel *m_result;
    QVBoxLayout *m_rows;
    QPushButton *m_again;
    QPushButton *m_cancel;
};

} // namespace creact
