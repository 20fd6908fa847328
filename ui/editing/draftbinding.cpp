// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/draftbinding.h"

#include <QScopedValueRollback>
#include <QTextCursor>
#include <QTextDocument>

#include <utility>

namespace creact {

namespace {

// A character of four bytes is two units, any other is one.
bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

int unitsOf(char first)
{
    return static_cast<unsigned char>(first) >= 0xF0 ? 2 : 1;
}

} // namespace

DraftBinding::DraftBinding(StackDraft &draft, QTextDocument &document, QObject *parent)
    : QObject(parent)
    , m_draft(draft)
    , m_document(document)
{
    // The draft's undo stack is the only one.
    m_document.setUndoRedoEnabled(false);
    connect(&m_draft, &StackDraft::loaded, this, &DraftBinding::onOpened);
    connect(&m_draft, &StackDraft::cleared, this, &DraftBinding::onOpened);
    connect(&m_draft, &StackDraft::textChanged, this, &DraftBinding::apply);
    connect(&m_document, &QTextDocument::contentsChange, this, &DraftBinding::take);
    // Not before the document is done with the change: what follows from it may change it again.
    connect(&m_document, &QTextDocument::contentsChanged, this, &DraftBinding::send);
}

void DraftBinding::begin()
{
    if (!std::exchange(m_begun, true))
        fill();
}

void DraftBinding::onOpened()
{
    if (m_begun)
        fill();
}

void DraftBinding::fill()
{
    const QScopedValueRollback applying(m_applying, true);
    m_text = m_draft.text();
    m_knownByte = 0;
    m_knownPosition = 0;
    m_change.reset();
    m_document.setPlainText(stringFromUtf8(m_text));
    Q_EMIT reset();
}

// --- from the screen

void DraftBinding::take(int position, int removed, int added)
{
    if (!m_applying && (removed > 0 || added > 0))
        m_change = Change{position, removed, added};
}

void DraftBinding::send()
{
    const std::optional<Change> change = std::exchange(m_change, std::nullopt);
    if (m_applying || !change)
        return;
    const qsizetype begin = byteAt(change->position);
    const qsizetype end = byteAt(change->position + change->removed);
    QTextCursor cursor(&m_document);
    const int last = m_document.characterCount() - 1;
    cursor.setPosition(std::min(change->position, last));
    cursor.setPosition(std::min(change->position + change->added, last), QTextCursor::KeepAnchor);
    const QString now = cursor.selectedText().replace(QChar::ParagraphSeparator, u'\n');
    // Told of more than was changed: the end of the text, a line that was coloured.
    TextEdit edit = difference(m_text.mid(begin, end - begin), now.toUtf8());
    if (edit.removed == edit.inserted)
        return;
    edit.offset += begin;
    m_text.replace(edit.offset, edit.removed.size(), edit.inserted);
    m_knownByte = begin;
    m_knownPosition = change->position;
    const QScopedValueRollback applying(m_applying, true);
    if (!m_draft.type(edit))
        fill();
}

// --- from the draft

void DraftBinding::apply(const TextEdits &edits, bool typed)
{
    if (!m_begun || (typed && m_applying))
        return;
    const QScopedValueRollback applying(m_applying, true);
    Q_EMIT splicing();
    int position = 0;
    int length = 0;
    QTextCursor cursor(&m_document);
    cursor.beginEditBlock();
    for (const TextEdit &edit : edits) {
        const QString inserted = stringFromUtf8(edit.inserted);
        position = positionAt(edit.offset);
        length = int(inserted.size());
        cursor.setPosition(position);
        cursor.setPosition(positionAt(edit.offset + edit.removed.size()), QTextCursor::KeepAnchor);
        cursor.insertText(inserted);
        m_text.replace(edit.offset, edit.removed.size(), edit.inserted);
        m_knownByte = edit.offset;
        m_knownPosition = position;
    }
    cursor.endEditBlock();
    Q_EMIT spliced(position, length);
}

// --- places

qsizetype DraftBinding::byteAt(int position)
{
    qsizetype byte = m_knownByte;
    int at = m_knownPosition;
    if (position < at / 2) {
        byte = 0;
        at = 0;
    }
    while (at < position && byte < m_text.size()) {
        at += unitsOf(m_text.at(byte++));
        while (byte < m_text.size() && isContinuation(m_text.at(byte)))
            ++byte;
    }
    while (at > position && byte > 0) {
        --byte;
        while (byte > 0 && isContinuation(m_text.at(byte)))
            --byte;
        at -= unitsOf(m_text.at(byte));
    }
    m_knownByte = byte;
    m_knownPosition = at;
    return byte;
}

int DraftBinding::positionAt(qsizetype byte)
{
    byte = std::clamp<qsizetype>(byte, 0, m_text.size());
    if (byte < m_knownByte / 2) {
        m_knownByte = 0;
        m_knownPosition = 0;
    }
    for (; m_knownByte < byte; ++m_knownByte) {
        if (!isContinuation(m_text.at(m_knownByte)))
            m_knownPosition += unitsOf(m_text.at(m_knownByte));
    }
    while (m_knownByte > byte) {
        if (const char each = m_text.at(--m_knownByte); !isContinuation(each))
            m_knownPosition -= unitsOf(each);
    }
    return m_knownPosition;
}

} // namespace creact
