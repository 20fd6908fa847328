// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/noteedit.h"

#include <QKeyEvent>

namespace creact {

using namespace Qt::StringLiterals;

NoteEdit::NoteEdit(QWidget *parent)
    : GrowingText(parent)
{
    setObjectName(u"noteEdit"_s);
    setProperty("role", u"quiet"_s);
    setAccessibleName(tr("Note"));
    setPlaceholderText(tr("Add a note"));
}

void NoteEdit::setNote(const QString &note)
{
    const bool dirty = isDirty();
    m_note = note;
    if (!dirty)
        replaceText(note);
}

void NoteEdit::commit()
{
    if (!isDirty())
        return;
    m_note = toPlainText();
    Q_EMIT committed(m_note);
}

bool NoteEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isDirty()
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return GrowingText::event(event);
}

void NoteEdit::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() & Qt::ControlModifier)
        commit();
    else if (event->key() == Qt::Key_Escape && isDirty())
        replaceText(m_note);
    else
        GrowingText::keyPressEvent(event);
}

void NoteEdit::focusOutEvent(QFocusEvent *event)
{
    GrowingText::focusOutEvent(event);
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        commit();
}

} // namespace creact
