// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

class QAction;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace creact {

class EmptyState;
class FilterEdit;
class Flashes;
class NotePopup;
class PalettePane;
class StackBanners;
class StackDraft;
class StackTreeFilter;
class StackTreeModel;
class StackTreeView;
class TreeBars;
class TreeEditor;

/// The stack tree with its filter and, above it, what is the matter with the stack as a whole. Its
/// rows are edited here: by keys, by the mouse and by what editActions() offers.
class TreePane : public QWidget {
    Q_OBJECT
public:
    TreePane(StackTreeModel *model, StackDraft &draft, QWidget *parent = nullptr);

    void setInfo(const StackInfo &info);
    void setFlashing(bool on);
    void focusFilter();
    void focusTree();
    /// Selects the row, unfolding what is above it; clears a filter that hides it.
    void select(TreeRow::Uid uid);
    /// Rows of elements, one each.
    void selectPointers(const QStringList &pointers);
    void selectNode(const QString &nodeId);
    void selectPointer(const QString &pointer);
    TreeRow::Uid selected() const;
    void goToNextFailed();

    /// For the Edit menu, in its order; null: a separator. Their shortcuts work in the tree.
    QList<QAction *> editActions() const;

Q_SIGNALS:
    void selectionChanged(creact::TreeRow::Uid uid);
    void inspectRequested();
    /// The fields of the row that is selected are to be edited.
    void fieldsRequested();
    void retryRequested(const QString &nodeId);
    void rerunRequested(const QString &nodeId);
    void pinRequested(const QString &nodeId, bool pinned);
    /// Not asked about yet.
    void destroyRequested(const QString &nodeId);
    /// The plan of the edited document.
    void reviewRequested();
    /// Where the text that cannot be read is wrong.
    void problemRequested();
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
    void expandAll();

    // treepaneediting.cpp
    void connectEditing();
    void onSelection();
    void showEditing();
    void reselect();
    void noteChoice();
    TreeRow::Uid nearestOf(const QString &pointer) const;
    TreeRow::Uid nearestAbove(QString pointer) const;
    void openPalette();
    void openNote();
    void renameCurrent();
    void noteDeployed();
    QModelIndex reveal(TreeRow::Uid uid);
    QPoint belowCurrent() const;

    StackTreeModel *m_model;
    StackDraft &m_draft;
    TreeEditor *m_editor;
    StackTreeFilter *m_filter;
    Flashes *m_flashes;
    StackTreeView *m_view;
    FilterEdit *m_filterEdit;
    StackBanners *m_banners;
    TreeBars *m_bars;
    PalettePane *m_palette;
    NotePopup *m_note;
    QToolButton *m_add = nullptr;
    TreeRow::Uid m_noted = 0;
    /// Selections of the person that came before the tree of an edit.
    int m_choicesWaiting = 0;
    /// Of the undo stack, where the document is that was deployed last, or opened.
    int m_deployedAt = 0;
    EmptyState *m_empty;
    QStackedWidget *m_pages;
    QTimer m_filterDelay;
    StackInfo m_info;
    /// What was selected before a reset: its node id, else its place in the document.
    QString m_keptId;
    QString m_keptPointer;
};

} // namespace creact
