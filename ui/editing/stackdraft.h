// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/stack/edit/documenteditor.h"
#include "ui/editing/drafttext.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

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
    /// Tells the engine the text again: it has opened the file anew.
    void tellAgain();

    const QString &path() const { return m_path; }
    void setPath(const QString &path);
    /// UTF-8, lines ended by \n.
    const QByteArray &text() const { return m_text; }
    /// What the file would hold: line ends and byte order mark as it had them.
    QByteArray bytes() const;
    const LineStyle &lineStyle() const { return m_style; }
    /// What the file holds, as far as is known: read, or written last.
    const QByteArray &savedBytes() const { return m_savedBytes; }
    /// The same as text.
    const QByteArray &savedText() const { return m_savedText; }
    /// The file holds these bytes now.
    void setSaved(const QByteArray &bytes);
    /// The file was changed by another: takes what it holds now, as a step that can be undone (also
    /// while nothing may be edited). False: one of the two is no text; open the document anew.
    bool reload(const QString &name, const QByteArray &bytes);
    /// Of `text`; grows with each change, undo and redo included. 0: as it was opened.
    quint64 revision() const { return m_revision; }
    /// The text, read: structure and problems of structure. When the text is no JSON, `document`
    /// is null.
    const LoadedDocument &document() const;
    DocumentEditor editor() const { return DocumentEditor(document()); }
    /// Why the tree and the inspector cannot edit now: the text is no JSON, or may not be changed.
    std::optional<Error> obstacle() const;
    /// Why nothing can be edited, the text neither.
    std::optional<Error> readOnly() const;

    QUndoStack *undoStack() const { return m_undo; }
    /// The text is another than the file's.
    bool isModified() const { return m_modified; }

    /// Makes an edit, with a name for the undo stack ("move Memory"). An edit that does not fit is
    /// told by failed(). True when it was made.
    bool make(const QString &name, const Result<DocumentEdit> &edit);
    /// Makes it this text, as one step; what it and the old one have in common stays.
    bool replace(const QString &name, const QByteArray &text);
    /// The same once the tree that is shown is the one of this text: for edits by the pointers of
    /// its rows. `edit` is called at once when it already is, or when the text is no JSON and has
    /// none (make() then fails); soon, when the text becomes that while it waits. Not at all once
    /// another document is opened.
    void whenShown(std::function<void()> edit);
    bool isShown() const { return m_shown == m_revision; }
    /// The tree of that revision is shown now.
    void setShown(quint64 revision);
    /// What was typed into the text: runs of typing become one undo step. False: it does not fit.
    bool type(const TextEdit &edit);
    /// The person may not edit (another holds the lock, only stored state is open).
    void setReadOnly(const std::optional<Error> &why);
    /// Milliseconds that only grow; for tests.
    void setClock(std::function<qint64()> clock) { m_now = std::move(clock); }

Q_SIGNALS:
    /// The text has changed by these edits (in order); `typed`: by type().
    void textChanged(const creact::TextEdits &edits, bool typed);
    /// A document was opened.
    void loaded();
    /// It was closed.
    void cleared();
    void modifiedChanged(bool modified);
    void pathChanged();
    /// readOnly() is another than before.
    void readOnlyChanged();
    /// What an edit, undo or redo changed, to be shown.
    void selectRequested(const QStringList &pointers);
    void failed(const creact::Error &error);

private:
    class Command;
    bool push(const QString &name, const DocumentEdit &edit, bool typed);
    void splice(const TextEdits &edits, bool typed);
    void selectChanged(const TextEdits &edits);
    void updateModified();
    void endWaiting();

    Engine &m_engine;
    QUndoStack *m_undo;
    QString m_path;
    QByteArray m_text;
    QByteArray m_savedText;
    QByteArray m_savedBytes;
    LineStyle m_style;
    bool m_modified = false;
    quint64 m_revision = 0;
    quint64 m_shown = 0;
    mutable std::optional<LoadedDocument> m_document;
    std::optional<Error> m_readOnly;
    /// Bytes that are no text: to be looked at only.
    std::optional<Error> m_notText;
    QList<std::function<void()>> m_waiting;
    /// What waits is being done; what that asks for waits before the rest, from m_next on.
    bool m_draining = false;
    qsizetype m_next = 0;
    /// Until it is looked whether there will be a tree to wait for.
    QTimer m_look;
    QElapsedTimer m_clock;
    std::function<qint64()> m_now;
};

} // namespace creact
