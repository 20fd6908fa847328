// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace creact {

class RecentStacks;

/// The stacks opened last, one a line: those that are no longer there are marked, and can be
/// removed.
class RecentList : public QWidget {
    Q_OBJECT
public:
    explicit RecentList(RecentStacks &recent, QWidget *parent = nullptr);
    /// Only those whose path has this text in it.
    void setFilter(const QString &text);

Q_SIGNALS:
    void chosen(const QString &path);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showRows();
    QWidget *makeRow(const QString &path);

    RecentStacks &m_recent;
    QString m_filter;
    QPushButton *m_removeMissing;
    QVBoxLayout *m_rows;
};

} // namespace creact
