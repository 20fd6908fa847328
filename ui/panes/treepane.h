// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace creact {

class EmptyState;
class FilterEdit;
class Flashes;
class StackBanners;
class StackTreeFilter;
class StackTreeModel;
class StackTreeView;

/// The stack tree with its filter and, above it, what is the matter with the stack as a whole.
class TreePane : public QWidget {
    Q_OBJECT
public:
    explicit TreePane(StackTreeModel *model, QWidget *parent = nullptr);

    void setInfo(const StackInfo &info);
    void setFlashing(bool on);
    void focusFilter();
    void focusTree();
    /// Selects the row, unfolding what is above it; clears a filter that hides it.
    void select(TreeRow::Uid uid);
    void selectNode(const QString &nodeId);
    void selectPointer(const QString &pointer);
    TreeRow::Uid selected() const;
    void goToNextFailed();

Q_SIGNALS:
    void selectionChanged(creact::TreeRow::Uid uid);
    void inspectRequested();
    void retryRequested(const QString &nodeId);
    void problemsRequested();
    void reloadRequested();
    void takeOverRequested();
    void recoveryDismissed();

private:
    QWidget *makeHeader();
    void connectView();
    void showBanners();
    void applyFilter();
    void keepSelection();
    void restoreSelection();
    void updatePage();
    void showMenu(const QPoint &position);
    void copyId();
    void expandAll();

    StackTreeModel *m_model;
    StackTreeFilter *m_filter;
    Flashes *m_flashes;
    StackTreeView *m_view;
    FilterEdit *m_filterEdit;
    StackBanners *m_banners;
    EmptyState *m_empty;
    QStackedWidget *m_pages;
    QTimer m_filterDelay;
    StackInfo m_info;
    /// What was selected before a reset: its node id, else its place in the document.
    QString m_keptId;
    QString m_keptPointer;
};

} // namespace creact
