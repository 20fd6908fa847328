// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/statelook.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QTableView;

namespace creact {

class HistoryController;

/// The list of earlier states, and beside it what the chosen one holds or how it differs from now.
class HistoryBrowser : public QWidget {
    Q_OBJECT
public:
    HistoryBrowser(HistoryController *history, const QString &name, QWidget *parent = nullptr);
    /// With the state as it is now, if that can be read.
    void setComparing(bool on) { m_comparing = on; }
    /// Empty: none is chosen.
    QString chosen() const;
    bool chosenIsUsable() const;
    QString chosenTime() const;
    void focusList();

Q_SIGNALS:
    void choiceChanged();
    void activated();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeTable();
    void chooseNewest();
    void look();
    void show(const QString &summary, const QString &lines);

    HistoryController *m_history;
    QTableView *m_table;
    QLabel *m_summary;
    QPlainTextEdit *m_lines;
    QString m_kept;
    bool m_comparing = true;
};

} // namespace creact
