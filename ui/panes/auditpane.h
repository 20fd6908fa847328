// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTableView;
class QStackedWidget;

namespace creact {

class AuditFilter;
class AuditModel;
class EmptyState;
class FilterEdit;

/// The audit log, live. Follows the end while the person is there.
class AuditPane : public QWidget {
    Q_OBJECT
public:
    explicit AuditPane(AuditModel *model, QWidget *parent = nullptr);

Q_SIGNALS:
    void nodeActivated(const QString &nodeId);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeTable();
    void follow();
    void updatePage();
    void copySelected();
    bool atEnd() const;

    AuditModel *m_model;
    AuditFilter *m_filter;
    QTableView *m_table;
    FilterEdit *m_filterEdit;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    bool m_wasAtEnd = true;
};

} // namespace creact
