// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/problem.h"

#include <QWidget>

class QStackedWidget;
class QTreeView;

namespace creact {

class EmptyState;
class ProblemsModel;

/// What is wrong with the document, as long as it is.
class ProblemsPane : public QWidget {
    Q_OBJECT
public:
    explicit ProblemsPane(ProblemsModel *model, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Double click or Enter: on to its place.
    void problemActivated(const creact::Problem &problem);
    void openDocumentRequested();
    void reloadRequested();

private:
    void updatePage();
    void copyAll();

    ProblemsModel *m_model;
    QTreeView *m_view;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
};

} // namespace creact
