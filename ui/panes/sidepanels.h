// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QBoxLayout;
class QSplitter;
class QTabBar;
class QToolButton;

namespace creact {

class Banner;

/// Inspector and chat: side by side where there is room, one at a time under tabs where there is
/// not.
class SidePanels : public QWidget {
    Q_OBJECT
public:
    enum Panel { InspectorPanel, ChatPanel };

    SidePanels(QWidget *inspector, QWidget *chat, QWidget *parent = nullptr);
    /// A small menu beside the title of a panel.
    void setMenu(Panel panel, const QString &name, const QList<QAction *> &actions);
    void show(Panel panel);
    /// So many tool calls wait for a person in the chat: told while that cannot be seen.
    void setApprovals(int count);
    Panel current() const;
    bool sideBySide() const { return m_wide; }
    QByteArray saveState() const;
    void restoreState(const QByteArray &state);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void showNotice();

    QTabBar *m_tabs;
    QSplitter *m_splitter;
    QBoxLayout *m_tabRow;
    QWidget *m_titles[2] = {};
    QBoxLayout *m_titleRows[2] = {};
    QToolButton *m_tabMenus[2] = {};
    QWidget *m_boxes[2] = {};
    Banner *m_notice;
    int m_approvals = 0;
    bool m_wide = false;
};

} // namespace creact
