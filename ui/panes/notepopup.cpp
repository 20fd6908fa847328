// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/notepopup.h"

#include "ui/panes/popups.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int noteWidth = 380;
constexpr int noteHeight = 96;

} // namespace

NotePopup::NotePopup(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_edit(new QPlainTextEdit)
{
    setObjectName(u"notePopup"_s);
    setProperty("role", u"popover"_s);
    setFixedWidth(noteWidth);
    m_edit->setObjectName(u"noteEdit"_s);
    m_edit->setProperty("role", u"field"_s);
    m_edit->setAccessibleName(tr("Note"));
    m_edit->setPlaceholderText(tr("What the next reader should know"));
    m_edit->setFixedHeight(noteHeight);
    m_edit->setTabChangesFocus(true);
    m_edit->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Medium, Space::Medium, Space::Medium, Space::Small);
    layout->setSpacing(Space::Small);
    layout->addWidget(m_edit);
    layout->addWidget(makeNote(
        u"noteHint"_s, tr("Ctrl+Enter keeps it, Escape does not. A note is no change to deploy.")));
}

void NotePopup::open(const QString &title, const QString &note, const QPoint &globalPosition)
{
    m_before = note;
    setAccessibleName(tr("Note on %1").arg(title));
    m_edit->setPlainText(note);
    m_edit->moveCursor(QTextCursor::End);
    popUpAt(this, globalPosition);
    m_edit->setFocus(Qt::PopupFocusReason);
}

bool NotePopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (key->key() == Qt::Key_Escape)
            m_edit->setPlainText(m_before);
        if (key->key() == Qt::Key_Escape || (enter && key->modifiers() & Qt::ControlModifier)) {
            hide();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void NotePopup::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    const QString note = m_edit->toPlainText().trimmed();
    if (note != m_before)
        Q_EMIT changed(note);
    m_before = note;
}

} // namespace creact
