// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace creact {

class AuditFilter;
class AuditModel;
class AuditPager;
class EmptyState;
class FilterEdit;

/// The audit log, live. Follows the end while the person is there; reads on, page by page, where
/// they scroll to its beginning.
class AuditPane : public QWidget {
    Q_OBJECT
public:
    explicit AuditPane(AuditPager *pager, QWidget *parent = nullptr);

Q_SIGNALS:
    void nodeActivated(const QString &nodeId);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeTable();
    void connectModels();
    void onInserted(int first, int last);
    void onScrolled();
    void updatePage();
    void updateSearch();
    void onSearchClicked();
    void copySelected();
    bool atEnd() const;

    AuditPager *m_pager;
    AuditModel *m_model;
    AuditFilter *m_filter;
    QTableView *m_table;
    FilterEdit *m_filterEdit;
    QLabel *m_count;
    QLabel *m_searchText;
    QPushButton *m_searchButton;
    QWidget *m_searchRow;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    bool m_follow = true;
};

} // namespace creact
