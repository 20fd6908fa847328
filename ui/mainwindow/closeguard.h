// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

#include <functional>
#include <memory>

class QSystemTrayIcon;
class QWidget;

namespace creact {

class QuestionBar;
class StackTab;
class StackTabs;

/// Closing a tab, or the window, while something would end or be lost by it: asks, and does what
/// was chosen.
class CloseGuard : public QObject {
    Q_OBJECT
public:
    CloseGuard(StackTabs &tabs, QuestionBar &question, QWidget *window);
    ~CloseGuard() override;

    /// True when the window may close now. False: a question was asked, or a stop is on its way.
    bool mayClose();
    void closeTab(StackTab *tab);
    /// Stops what is live, asks nothing, then emits readyToQuit. What is not saved is kept as it is
    /// for the next start.
    void stopAndQuit();

Q_SIGNALS:
    void readyToQuit();

private:
    void askAboutTab(StackTab *tab);
    void askAboutAll(const QList<StackTab *> &live, const QList<StackTab *> &unsaved);
    void saveAll(QList<StackTab *> tabs, const std::function<void()> &then);
    void stopAndClose(StackTab *tab);
    void discardAll(const QList<StackTab *> &tabs);
    QString liveText() const;
    void goToBackground();
    void comeBack();

    StackTabs &m_tabs;
    QuestionBar &m_question;
    QWidget *m_window;
    std::unique_ptr<QSystemTrayIcon> m_tray;
    int m_toStop = 0;
    bool m_quitting = false;
};

} // namespace creact
