// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>

class QMessageBox;
class QSystemTrayIcon;
class QWidget;

namespace creact {

class StackController;

/// Closing, and opening another stack, while one is live: asks, and does what was chosen.
class CloseGuard : public QObject {
    Q_OBJECT
public:
    CloseGuard(StackController &controller, QWidget *window);
    ~CloseGuard() override;

    /// True when the window may close now. False: a question was asked, or a stop is on its way.
    bool mayClose();
    /// Runs `then` once nothing is live; asks first.
    void whenIdle(const QString &question, std::function<void()> then);
    /// Stops what is live, asks nothing, then emits readyToQuit.
    void stopAndQuit();

Q_SIGNALS:
    void readyToQuit();

private:
    void goToBackground();
    void comeBack();

    StackController &m_controller;
    QWidget *m_window;
    std::unique_ptr<QSystemTrayIcon> m_tray;
    bool m_asking = false;
    bool m_quitting = false;
};

} // namespace creact
