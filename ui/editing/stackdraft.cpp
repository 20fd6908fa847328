// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/stackdraft.h"

#include "ui/editing/jsonplaces.h"

#include <QScopedValueRollback>
#include <QUndoCommand>
#include <QUndoStack>

#include <algorithm>
#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int typingCommand = 1;
constexpr qint64 typingPauseMs = 1000;
constexpr qsizetype maxSelected = 50;
/// Reading a text at each key would be felt in a long one.
constexpr int lookDelayMs = 200;

/// Two edits one after the other as one; they touch.
TextEdit joined(const TextEdit &first, const TextEdit &second)
{
    const qsizetype firstEnd = first.offset + first.inserted.size();
    const qsizetype secondEnd = second.offset + second.removed.size();
    const qsizetype before = std::max<qsizetype>(0, first.offset - second.offset);
    const qsizetype after = std::max<qsizetype>(0, secondEnd - firstEnd);
    const qsizetype kept = std::max<qsizetype>(0, second.offset - first.offset);
    return {std::min(first.offset, second.offset),
            second.removed.first(before) + first.removed + second.removed.last(after),
            first.inserted.first(kept) + second.inserted
                + first.inserted.mid(std::max<qsizetype>(0, secondEnd - first.offset))};
}

} // namespace

/// A splice of the text, there and back.
class StackDraft::Command : public QUndoCommand {
public:
    Command(StackDraft &draft, const QString &name, DocumentEdit edit, bool typed)
        : QUndoCommand(name)
        , m_draft(draft)
        , m_edit(std::move(edit))
        , m_typed(typed)
        , m_at(draft.m_now())
    {
        const TextEdit &last = m_edit.edits.constLast();
        m_cursor = last.offset + last.inserted.size();
    }

    int id() const override { return m_typed ? typingCommand : -1; }

    /// The next key of a run: where the last one left the cursor, and without a pause.
    bool mergeWith(const QUndoCommand *command) override
    {
        const auto &next = static_cast<const Command &>(*command);
        const TextEdit &edit = next.m_edit.edits.constFirst();
        const bool adjacent =
            edit.offset == m_cursor || edit.offset + edit.removed.size() == m_cursor;
        if (!adjacent || next.m_at - m_at > typingPauseMs)
            return false;
        m_edit.edits = {joined(m_edit.edits.constFirst(), edit)};
        m_cursor = next.m_cursor;
        m_at = next.m_at;
        // Typed and taken back: there is nothing to undo.
        const TextEdit &run = m_edit.edits.constFirst();
        setObsolete(run.removed == run.inserted);
        return true;
    }

    void redo() override
    {
        const bool again = std::exchange(m_made, true);
        m_draft.splice(m_edit.edits, m_typed && !again);
        if (!m_edit.select.isEmpty())
            Q_EMIT m_draft.selectRequested(m_edit.select);
        else if (again)
            m_draft.selectChanged(m_edit.edits);
    }

    void undo() override
    {
        const TextEdits back = inverse(m_edit.edits);
        m_draft.splice(back, false);
        m_draft.selectChanged(back);
    }

private:
    StackDraft &m_draft;
    DocumentEdit m_edit;
    bool m_typed;
    bool m_made = false;
    qint64 m_at;
    /// Where typing would go on.
    qsizetype m_cursor = 0;
};

StackDraft::StackDraft(Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_undo(new QUndoStack(this))
{
    m_look.setSingleShot(true);
    m_look.setInterval(lookDelayMs);
    connect(&m_look, &QTimer::timeout, this, &StackDraft::endWaiting);
    m_clock.start();
    m_now = [this] { return m_clock.elapsed(); };
}

StackDraft::~StackDraft() = default;

// --- what is open

void StackDraft::load(const LoadedDocument &document, const QString &path)
{
    clear();
    m_path = path;
    m_savedBytes = document.text;
    m_style = lineStyleOf(document.text);
    if (document.text.isValidUtf8()) {
        m_text = normalizedText(document.text);
    } else {
        m_text = document.text;
        m_style = {};
        m_notText = Error{ErrorCode::DocumentInvalid, tr("The file is not UTF-8 text."), path,
                          tr("Save it as UTF-8 with another program, then reload it.")};
    }
    m_savedText = m_text;
    if (m_text == document.text)
        m_document = document;
    Q_EMIT loaded();
    Q_EMIT pathChanged();
    Q_EMIT readOnlyChanged();
}

void StackDraft::clear()
{
    m_undo->clear();
    m_path.clear();
    m_text.clear();
    m_savedText.clear();
    m_savedBytes.clear();
    m_style = {};
    m_document.reset();
    m_notText.reset();
    m_revision = 0;
    m_shown = 0;
    m_waiting.clear();
    m_next = 0;
    m_look.stop();
    updateModified();
    Q_EMIT cleared();
}

void StackDraft::tellAgain()
{
    m_shown = 0;
    if (m_revision > 0)
        m_engine.edit(m_text, m_revision);
}

void StackDraft::setPath(const QString &path)
{
    if (path == m_path)
        return;
    m_path = path;
    m_document.reset();
    Q_EMIT pathChanged();
}

QByteArray StackDraft::bytes() const
{
    return m_modified ? writtenText(m_text, m_style) : m_savedBytes;
}

void StackDraft::setSaved(const QByteArray &bytes)
{
    m_savedBytes = bytes;
    m_savedText = normalizedText(bytes);
    m_style = lineStyleOf(bytes);
    updateModified();
    if (!m_modified)
        m_undo->setClean();
}

bool StackDraft::reload(const QString &name, const QByteArray &bytes)
{
    if (m_notText || !bytes.isValidUtf8())
        return false;
    m_savedBytes = bytes;
    m_savedText = normalizedText(bytes);
    m_style = lineStyleOf(bytes);
    if (m_savedText != m_text)
        push(name, {{difference(m_text, m_savedText)}, {}}, false);
    updateModified();
    m_undo->setClean();
    return true;
}

const LoadedDocument &StackDraft::document() const
{
    if (!m_document)
        m_document = readStackDocument(m_text, m_path);
    return *m_document;
}

std::optional<Error> StackDraft::readOnly() const
{
    return m_notText ? m_notText : m_readOnly;
}

std::optional<Error> StackDraft::obstacle() const
{
    if (const std::optional<Error> why = readOnly())
        return why;
    if (!document().document)
        return Error{ErrorCode::DocumentInvalid,
                     tr("The text of the document cannot be read."),
                     {},
                     tr("Mend it in the text first, or undo.")};
    return {};
}

void StackDraft::setReadOnly(const std::optional<Error> &why)
{
    if (why == m_readOnly)
        return;
    m_readOnly = why;
    Q_EMIT readOnlyChanged();
}

// --- edits

bool StackDraft::make(const QString &name, const Result<DocumentEdit> &edit)
{
    if (const std::optional<Error> error = obstacle()) {
        Q_EMIT failed(*error);
        return false;
    }
    if (!edit) {
        Q_EMIT failed(edit.error());
        return false;
    }
    if (!edit->edits.isEmpty())
        return push(name, *edit, false);
    if (!edit->select.isEmpty())
        Q_EMIT selectRequested(edit->select);
    return true;
}

bool StackDraft::replace(const QString &name, const QByteArray &text)
{
    if (const std::optional<Error> error = readOnly()) {
        Q_EMIT failed(*error);
        return false;
    }
    return text == m_text || push(name, {{difference(m_text, text)}, {}}, false);
}

bool StackDraft::type(const TextEdit &edit)
{
    return !readOnly() && push(tr("type", "undo step"), {{edit}, {}}, true);
}

bool StackDraft::push(const QString &name, const DocumentEdit &edit, bool typed)
{
    if (const Result<QByteArray> fits = edited(m_text, edit.edits); !fits) {
        Q_EMIT failed(fits.error());
        return false;
    }
    m_undo->push(new Command(*this, name, edit, typed));
    return true;
}

void StackDraft::splice(const TextEdits &edits, bool typed)
{
    Result<QByteArray> text = edited(m_text, edits);
    if (!text)
        return Q_EMIT failed(text.error());
    m_text = std::move(text).value();
    m_document.reset();
    ++m_revision;
    updateModified();
    Q_EMIT textChanged(edits, typed);
    m_engine.edit(m_text, m_revision);
    if (!m_waiting.isEmpty())
        m_look.start();
}

void StackDraft::updateModified()
{
    const bool modified = m_text != m_savedText;
    if (std::exchange(m_modified, modified) != modified)
        Q_EMIT modifiedChanged(modified);
}

// The elements in which the edits were made, as the text is now.
void StackDraft::selectChanged(const TextEdits &edits)
{
    QStringList pointers;
    for (qsizetype i = 0; i < edits.size() && pointers.size() < maxSelected; ++i) {
        qsizetype at = edits.at(i).offset;
        for (qsizetype later = i + 1; later < edits.size(); ++later) {
            const TextEdit &edit = edits.at(later);
            if (edit.offset <= at)
                at += edit.inserted.size() - edit.removed.size();
        }
        // Where something was put in front of it stands what belongs to its list, not to it.
        const qsizetype inside = at + (edits.at(i).inserted.isEmpty() ? 0 : 1);
        const QString element =
            JsonPlaces::elementOf(JsonPlaces::pointerAt(m_text, std::max<qsizetype>(0, inside)));
        if (!element.isEmpty() && !pointers.contains(element))
            pointers.append(element);
    }
    if (!pointers.isEmpty())
        Q_EMIT selectRequested(pointers);
}

// --- the tree that is shown

void StackDraft::whenShown(std::function<void()> edit)
{
    // A text that is no JSON has no tree to wait for; make() says what is the matter.
    if (m_shown == m_revision || obstacle())
        edit();
    else
        m_waiting.insert(m_draining ? m_next++ : m_waiting.size(), std::move(edit));
}

void StackDraft::setShown(quint64 revision)
{
    m_shown = revision;
    // Each of them may change the text; then the rest waits for the tree of that, after what the
    // change itself wants done then.
    const QScopedValueRollback draining(m_draining, true);
    while (m_shown == m_revision && !m_waiting.isEmpty()) {
        m_next = 0;
        m_waiting.takeFirst()();
    }
}

/// The text has become one of which no tree will be shown: what waits would do so until it is
/// mended, and then be done to something else than it was asked for.
void StackDraft::endWaiting()
{
    const QScopedValueRollback draining(m_draining, true);
    while (!m_waiting.isEmpty() && obstacle()) {
        m_next = 0;
        m_waiting.takeFirst()();
    }
}

} // namespace creact
