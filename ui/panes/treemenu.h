// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"
#include "ui/editing/treeeditor.h"

#include <QMenu>

namespace creact {

/// The context menu of a row of the stack tree; deletes itself. What has to do with editing are the
/// actions of the TreeEditor.
class TreeMenu : public QMenu {
    Q_OBJECT
public:
    TreeMenu(const TreeRow &row, const StackInfo &info, const QString &output, TreeEditor &editor,
             QWidget *parent);

Q_SIGNALS:
    void inspectRequested();
    void problemsRequested();
    void retryRequested(const QString &nodeId);
    void rerunRequested(const QString &nodeId);
    void pinRequested(const QString &nodeId, bool pinned);
    void destroyRequested(const QString &nodeId);
    void expandRequested();
    void collapseRequested();

private:
    void addEditing(TreeEditor &editor);
    void addNode(const TreeRow &row, const StackInfo &info);
    void addCopies(const TreeRow &row, const QString &output);
};

} // namespace creact
