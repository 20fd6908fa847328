// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace creact {

class ConfirmBanner;
class HistoryBrowser;
class HistoryController;

/// The earlier states of the stack: how each differs from now, and the way back to it.
class HistoryPane : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPane(HistoryController *history, QWidget *parent = nullptr);
    void setInfo(const StackInfo &info);
    void focusList();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showState();
    void ask();
    QString whyNot() const;

    HistoryController *m_history;
    StackInfo m_info;
    HistoryBrowser *m_browser;
    QLabel *m_note;
    QPushButton *m_goBack;
    ConfirmBanner *m_question;
    QWidget *m_bar;
    QStackedWidget *m_pages;
};

} // namespace creact
