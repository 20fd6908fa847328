// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/treemenu.h"

#include "ui/theme/icons.h"

#include <QClipboard>
#include <QGuiApplication>

namespace creact {

using namespace Qt::StringLiterals;

TreeMenu::TreeMenu(const TreeRow &row, const StackInfo &info, const QString &output,
                   TreeEditor &editor, QWidget *parent)
    : QMenu(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"treeMenu"_s);
    setToolTipsVisible(true);
    addAction(themedIcon(u"inspector"_s), tr("Show in &Inspector"), this,
              &TreeMenu::inspectRequested);
    if (row.error)
        addAction(themedIcon(u"warning"_s), tr("Show in Pro&blems"), this,
                  &TreeMenu::problemsRequested);
    addSeparator();
    addEditing(editor);
    if (!row.nodeId.isEmpty()) {
        addSeparator();
        addNode(row, info);
    }
    addSeparator();
    addCopies(row, output);
    addSeparator();
    addAction(themedIcon(u"expand"_s), tr("&Expand Below"), this, &TreeMenu::expandRequested);
    addAction(themedIcon(u"collapse"_s), tr("Co&llapse"), this, &TreeMenu::collapseRequested);
}

void TreeMenu::addEditing(TreeEditor &editor)
{
    const TreeEditor::Actions &a = editor.actions();
    addActions({a.add, a.addComponent});
    addSeparator();
    addActions({a.cut, a.copy, a.paste, a.duplicate, a.remove});
    addSeparator();
    addActions({a.rename, a.disable, a.note});
    QMenu *move = addMenu(tr("&Move"));
    move->addActions({a.moveUp, a.moveDown, a.moveOut, a.moveIn});
}

void TreeMenu::addNode(const TreeRow &row, const StackInfo &info)
{
    const QString nodeId = row.nodeId;
    const bool live = info.status == StackInfo::Status::Live;
    const bool usable = live && row.active;
    const QString why = live ? QString() : tr("Deploy the stack first.");
    const auto make = [&](const QString &icon, const QString &text, bool possible, auto signal) {
        QAction *action = addAction(themedIcon(icon), text, this, signal);
        action->setEnabled(possible);
        if (!why.isEmpty())
            action->setToolTip(why);
        return action;
    };
    const bool pinned = row.pinned;
    const bool hasOutputs = row.state == NodeState::Deployed;
    make(u"pin"_s, pinned ? tr("Un&pin Outputs") : tr("&Pin Outputs"),
         row.active && !info.readOnly && (pinned || hasOutputs),
         [this, nodeId, pinned] { Q_EMIT pinRequested(nodeId, !pinned); });
    make(u"rerun"_s, tr("Re-r&un from Here"), usable && hasOutputs,
         [this, nodeId] { Q_EMIT rerunRequested(nodeId); });
    make(u"retry"_s, tr("Re&try"), usable && row.state == NodeState::Failed,
         [this, nodeId] { Q_EMIT retryRequested(nodeId); });
    make(u"trash"_s, tr("Destro&y This Node…"), usable && !row.held,
         [this, nodeId] { Q_EMIT destroyRequested(nodeId); });
}

void TreeMenu::addCopies(const TreeRow &row, const QString &output)
{
    const QString id = row.nodeId.isEmpty() ? row.pointer : row.nodeId;
    const auto toClipboard = [](const QString &text) {
        return [text] { QGuiApplication::clipboard()->setText(text); };
    };
    QAction *copyId = addAction(row.nodeId.isEmpty() ? tr("Copy Po&inter") : tr("Copy I&d"), this,
                                toClipboard(id));
    copyId->setEnabled(!id.isEmpty());
    addAction(tr("Copy &Output"), this, toClipboard(output))->setEnabled(!output.isEmpty());
}

} // namespace creact
