// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/folderlook.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStandardItemModel;
class QTreeView;

namespace creact {

class EmptyState;

/// The stacks whose states a folder keeps, to look at one of them.
class StateFolderPane : public QWidget {
    Q_OBJECT
public:
    explicit StateFolderPane(QWidget *parent = nullptr);
    void setFolder(const FolderLook &look);
    void focusList();

Q_SIGNALS:
    void chosen(const QString &stackName);

private:
    void openCurrent();

    QLabel *m_title;
    QLabel *m_folder;
    QTreeView *m_list;
    QStandardItemModel *m_rows;
    QPushButton *m_open;
    EmptyState *m_empty;
};

} // namespace creact
