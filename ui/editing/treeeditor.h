// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/palette.h"
#include "ui/editing/stackdraft.h"
#include "ui/editing/treeplaces.h"
#include "ui/models/stacktreemodel.h"

#include <QObject>
#include <QTimer>

class QAction;
class QMimeData;

namespace creact {

/// What a person does with the rows that are selected in the tree: the actions, whether they can be
/// taken now, and the edits of the document that they come to. What asks for more than one press (a
/// name, a note, what to add) is asked for by signals.
class TreeEditor : public QObject {
    Q_OBJECT
public:
    TreeEditor(StackDraft &draft, const StackTreeModel &model, QObject *parent = nullptr);

    struct Actions {
        QAction *add;
        QAction *cut;
        QAction *copy;
        QAction *paste;
        QAction *duplicate;
        QAction *remove;
        QAction *rename;
        QAction *moveUp;
        QAction *moveDown;
        QAction *moveOut;
        QAction *moveIn;
        QAction *disable;
        QAction *note;
        QAction *addComponent;
    };
    const Actions &actions() const { return m_actions; }
    /// In the order of the Edit menu; null: a separator.
    QList<QAction *> menuActions() const;

    void setSelection(const QList<TreeRow::Uid> &uids, TreeRow::Uid current);
    /// Whether actions can be taken may have changed.
    void refresh();

    StackDraft &draft() const { return m_draft; }
    /// The element or definition that a row shows; empty for turns, items and what is below turns.
    QString pointerOf(TreeRow::Uid uid) const;
    /// Elements and definitions that are selected, each once, none below another.
    QStringList selectedPointers() const;
    QString currentPointer() const { return pointerOf(m_current); }
    /// "Memory", "3 elements".
    QString titleOf(const QStringList &pointers) const;

    QList<PaletteEntry> entriesFor(const ElementPlace &place) const;
    /// Where things may be added at the current row.
    QList<TreePlace> places() const;
    void add(const PaletteEntry &entry, const ElementPlace &place);
    void addComponent();

    /// Why the row's element cannot be called so.
    Result<void> checkName(TreeRow::Uid uid, const QString &name) const;
    void rename(TreeRow::Uid uid, const QString &name);
    QString nameOf(TreeRow::Uid uid) const;
    /// It can be changed in the row; of another there are fields only.
    bool canRename(TreeRow::Uid uid) const;
    QString noteOf(TreeRow::Uid uid) const;
    void setNote(TreeRow::Uid uid, const QString &note);

    /// What is selected, to be dragged or put onto the clipboard; null when it is no element.
    std::unique_ptr<QMimeData> mimeData() const;
    /// Whether the data are elements of this very document, that can be moved.
    bool isOwn(const QMimeData &data) const;
    Result<void> accepts(const QMimeData &data, const ElementPlace &place, bool move) const;
    void drop(const QMimeData &data, const ElementPlace &place, bool move);

Q_SIGNALS:
    void addRequested();
    void renameRequested();
    void noteRequested();
    /// The document, or whether it can be edited, has changed.
    void refreshed();
    /// Something was added; its name may be asked for.
    void added();

private:
    using Edit = std::function<Result<DocumentEdit>(const DocumentEditor &, const QStringList &)>;
    // treeeditoractions.cpp
    QAction *makeAction(const QString &name, const QString &text, const QString &icon,
                        const QList<QKeySequence> &keys, std::function<void()> triggered);
    void makeActions();
    void makeMoves();

    /// Makes an edit of what is selected once its rows are those of the text.
    void edit(const QString &name, const Edit &edit);
    void step(Step step);
    void remove(const QString &name);
    void copy() const;
    void paste();
    void toggleDisabled();
    bool allDisabled(const QStringList &pointers) const;
    Result<DocumentEdit> renamed(const ElementName &what, const QString &name) const;
    const StackDocument *document() const;

    StackDraft &m_draft;
    const StackTreeModel &m_model;
    Actions m_actions = {};
    QTimer m_refresh;
    QList<TreeRow::Uid> m_selected;
    TreeRow::Uid m_current = 0;
};

} // namespace creact
