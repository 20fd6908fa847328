// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/stack/edit/documenteditor.h"

#include <QObject>

#include <functional>

class QUndoStack;

namespace creact {

/// The document that is open, as it is being edited: its text, and the one undo stack of everything
/// that changes it (tree, inspector, text). Each change is a splice of the text, so that undoing
/// all of them gives the same bytes back. What it says goes to the engine, which checks and shows
/// it; nothing takes effect before a deploy.
class StackDraft : public QObject {
    Q_OBJECT
public:
    explicit StackDraft(Engine &engine, QObject *parent = nullptr);
    ~StackDraft() override;

    /// Begins anew with what was read from the file.
    void load(const LoadedDocument &document, const QString &path);
    void clear();

    const QString &path() const { return m_path; }
    /// UTF-8, lines ended by \n.
    const QByteArray &text() const { return m_text; }
    /// Of `text`; grows with each change, undo and redo included. 0: as it was opened.
    quint64 revision() const { return m_revision; }
    /// The text, read: structure and problems of structure. When the text is no JSON, `document`
    /// is null.
    const LoadedDocument &document() const;
    DocumentEditor editor() const { return DocumentEditor(document()); }
    /// Why the tree and the inspector cannot edit now: the text is no JSON, or may not be changed.
    std::optional<Error> obstacle() const;

    QUndoStack *undoStack() const { return m_undo; }
    bool isModified() const;

    /// Makes an edit, with a name for the undo stack ("move Memory"). An edit that does not fit is
    /// told by failed(). True when it was made.
    bool make(const QString &name, const Result<DocumentEdit> &edit);
    /// The same once the tree that is shown is the one of this text: for edits by the pointers of
    /// its rows. `edit` is called at once when it already is.
    void whenShown(std::function<void()> edit);
    /// The tree of that revision is shown now.
    void setShown(quint64 revision);
    /// What was typed into the text: runs of typing become one undo step.
    void type(const TextEdit &edit);
    /// The person may not edit (another holds the lock, only stored state is open).
    void setReadOnly(const std::optional<Error> &why);

Q_SIGNALS:
    /// The text has changed by these edits (in order); `typed`: by type().
    void textChanged(const creact::TextEdits &edits, bool typed);
    /// A document was opened.
    void loaded();
    void modifiedChanged(bool modified);
    /// What an edit, undo or redo changed, to be shown.
    void selectRequested(const QStringList &pointers);
    void failed(const creact::Error &error);

private:
    class Command;
    void splice(const TextEdits &edits, bool typed);

    Engine &m_engine;
    QUndoStack *m_undo;
    QString m_path;
    QByteArray m_text;
    quint64 m_revision = 0;
    quint64 m_shown = 0;
    mutable std::optional<LoadedDocument> m_document;
    std::optional<Error> m_readOnly;
    QList<std::function<void()>> m_waiting;
};

} // namespace creact
