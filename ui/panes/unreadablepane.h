// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace creact {

class HistoryBrowser;
class HistoryController;

/// In the place of the tree while the stored state cannot be read: what is wrong, that nothing was
/// touched, and the ways out, which a person chooses.
class UnreadablePane : public QWidget {
    Q_OBJECT
public:
    explicit UnreadablePane(HistoryController *history, QWidget *parent = nullptr);
    /// Whether this page is what there is to show of the stack.
    static bool concerns(const StackInfo &info);
    void setInfo(const StackInfo &info);
    void focusList();

Q_SIGNALS:
    void showFolderRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    void showButtons();
    void drawIcon();

    HistoryController *m_history;
    StackInfo m_info;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_where;
    QLabel *m_untouched;
    QLabel *m_listTitle;
    HistoryBrowser *m_browser;
    QPushButton *m_goBack;
    QPushButton *m_startEmpty;
    QPushButton *m_showFolder;
};

} // namespace creact
