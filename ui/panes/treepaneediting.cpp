// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/treeeditor.h"
#include "ui/models/stacktreefilter.h"
#include "ui/panes/notepopup.h"
#include "ui/panes/palettepane.h"
#include "ui/panes/stacktreeview.h"
#include "ui/panes/treebars.h"
#include "ui/panes/treepane.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QPointer>
#include <QToolButton>
#include <QUndoStack>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

void TreePane::connectEditing()
{
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TreePane::onSelection);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TreePane::onSelection);
    // Queued: the view has its own work to do with rows that go.
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &TreePane::reselect,
            Qt::QueuedConnection);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &TreePane::onSelection,
            Qt::QueuedConnection);

    connect(m_editor, &TreeEditor::refreshed, this, &TreePane::showEditing);
    connect(m_editor, &TreeEditor::addRequested, this, &TreePane::openPalette);
    connect(m_editor, &TreeEditor::noteRequested, this, &TreePane::openNote);
    connect(m_editor, &TreeEditor::renameRequested, this, &TreePane::renameCurrent);
    const QPointer<TreePane> guard(this);
    connect(m_editor, &TreeEditor::added, this, [this, guard] {
        m_draft.whenShown([guard] {
            if (guard && guard->m_choicesWaiting == 0
                && guard->m_editor->canRename(guard->selected()))
                guard->renameCurrent();
        });
    });
    connect(m_view, &StackTreeView::chosen, this, &TreePane::noteChoice);
    connect(&m_draft, &StackDraft::loaded, this, [this] {
        m_deployedAt = 0;
        m_choicesWaiting = 0;
    });
    connect(&m_draft, &StackDraft::selectRequested, this,
            [this, guard](const QStringList &pointers) {
                m_draft.whenShown([guard, pointers] {
                    if (guard)
                        guard->selectPointers(pointers);
                });
            });
    connect(m_palette, &PalettePane::chosen, m_editor, &TreeEditor::add);
    connect(m_note, &NotePopup::changed, this,
            [this](const QString &note) { m_editor->setNote(m_noted, note); });

    connect(m_bars, &TreeBars::reviewRequested, this, &TreePane::reviewRequested);
    connect(m_bars, &TreeBars::problemRequested, this, &TreePane::problemRequested);
    connect(m_bars, &TreeBars::undoRequested, m_draft.undoStack(), &QUndoStack::undo);
    connect(m_bars, &TreeBars::discardRequested, this,
            [this] { m_draft.undoStack()->setIndex(m_deployedAt); });
}

QList<QAction *> TreePane::editActions() const
{
    return m_editor->menuActions();
}

// --- selection

void TreePane::onSelection()
{
    QList<TreeRow::Uid> uids;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
        uids.append(index.data(StackTreeModel::UidRole).value<TreeRow::Uid>());
    m_editor->setSelection(uids, selected());
}

/// The row that becomes the current one in the place of one that went is selected too.
void TreePane::reselect()
{
    const QModelIndex current = m_view->currentIndex();
    if (current.isValid() && !m_view->selectionModel()->hasSelection())
        m_view->selectionModel()->select(
            current, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

/// What the person selects while the tree of an edit is awaited stays selected then; what was asked
/// of the rows before is still done to those.
void TreePane::noteChoice()
{
    if (m_draft.isShown())
        return;
    ++m_choicesWaiting;
    m_draft.whenShown([guard = QPointer<TreePane>(this)] {
        if (!guard)
            return;
        --guard->m_choicesWaiting;
        guard->onSelection();
    });
}

/// Of the rows of an element the one that is selected, else one of those that are looked at: what
/// is defined or what lives.
TreeRow::Uid TreePane::nearestOf(const QString &pointer) const
{
    const QList<TreeRow::Uid> uids = m_model->uidsOfPointer(pointer);
    if (uids.isEmpty() || uids.contains(selected()))
        return uids.isEmpty() ? 0 : selected();
    const auto inDefinition = [this](TreeRow::Uid uid) {
        const TreeRow *row = m_model->row(uid);
        while (row && row->parent)
            row = m_model->row(row->parent);
        return row && row->kind == TreeRow::Kind::Definition;
    };
    return selected() && inDefinition(selected()) ? uids.last() : uids.first();
}

/// The same of the element that the pointer points into: "/children/0/props/port".
TreeRow::Uid TreePane::nearestAbove(QString pointer) const
{
    TreeRow::Uid uid = nearestOf(pointer);
    while (uid == 0 && pointer.count(u'/') > 2) {
        pointer = pointer.left(pointer.lastIndexOf(u'/'));
        uid = nearestOf(pointer);
    }
    return uid;
}

void TreePane::selectPointers(const QStringList &pointers)
{
    QItemSelection selection;
    QModelIndex first;
    QList<TreeRow::Uid> uids;
    for (const QString &pointer : pointers) {
        const TreeRow::Uid uid = nearestAbove(pointer);
        uids.append(uid);
        const QModelIndex index = m_choicesWaiting == 0 ? reveal(uid) : QModelIndex();
        if (!index.isValid())
            continue;
        if (!first.isValid())
            first = index;
        selection.select(index, index);
    }
    if (m_choicesWaiting > 0)
        m_editor->setSelection(uids, uids.value(0));
    if (!first.isValid())
        return;
    QItemSelectionModel *model = m_view->selectionModel();
    model->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    model->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_view->scrollTo(first);
}

// --- what is asked for in place

QPoint TreePane::belowCurrent() const
{
    const QRect row = m_view->visualRect(m_view->currentIndex().siblingAtColumn(0));
    const QPoint place = row.isValid() ? row.bottomLeft() + QPoint(Space::Medium, 2)
                                       : QPoint(Space::Large, Space::Medium);
    return m_view->viewport()->mapToGlobal(place);
}

void TreePane::openPalette()
{
    const QList<TreePlace> places = m_editor->places();
    if (places.isEmpty())
        return;
    const QString pointer = m_editor->currentPointer();
    const QString name = m_editor->nameOf(selected());
    const TreeRow *row = m_model->row(selected());
    const QString title = !row ? QString()
        : !name.isEmpty()      ? name
        : pointer.isEmpty()    ? row->title
                               : m_editor->titleOf({pointer});
    m_palette->open(
        title, places, [this](const ElementPlace &place) { return m_editor->entriesFor(place); },
        belowCurrent());
}

void TreePane::openNote()
{
    m_noted = selected();
    m_note->open(m_editor->titleOf({m_editor->currentPointer()}), m_editor->noteOf(m_noted),
                 belowCurrent());
}

void TreePane::renameCurrent()
{
    if (!m_editor->actions().rename->isEnabled())
        return;
    if (m_editor->canRename(selected()))
        m_view->rename(m_view->currentIndex());
    else
        Q_EMIT fieldsRequested();
}

// --- what is to be said

void TreePane::noteDeployed()
{
    if (!m_info.edited)
        m_deployedAt = m_draft.undoStack()->index();
}

void TreePane::showEditing()
{
    const std::optional<Error> obstacle = m_draft.obstacle();
    m_bars->setObstacle(obstacle);
    m_bars->setEdited(m_info.edited, m_draft.undoStack()->index() - m_deployedAt);
    const QString component = componentOf(m_editor->currentPointer());
    const StackDocumentPtr document = m_draft.document().document;
    m_bars->setComponent(component,
                         document && !component.isEmpty() ? usesOf(*document, component) : 0);
    m_add->setEnabled(m_editor->actions().add->isEnabled());
    m_add->setToolTip(m_add->isEnabled() ? tr("Add an element (Insert)")
                                         : m_editor->actions().add->toolTip());
}

} // namespace creact
