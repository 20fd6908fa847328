// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/suggestededit.h"

#include "ui/panes/widgets.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>

namespace creact {

using namespace Qt::StringLiterals;

SuggestedEdit::SuggestedEdit(const ValueEditContext &context, QWidget *parent)
    : LineEdit(Mode::Text, parent)
    , m_context(context)
{
    if (m_context.suggestions.isEmpty() && !m_context.askForMore)
        return;
    m_open = line()->addAction(themedIcon(u"chevron-down"_s), QLineEdit::TrailingPosition);
    m_open->setToolTip(tr("Choose one (↓)"));
    connect(m_open, &QAction::triggered, this, [this] { isChoosing() ? close() : open(); });
    connect(line(), &QLineEdit::textEdited, this, [this] {
        if (isChoosing())
            show(false);
    });
    line()->installEventFilter(this);
}

SuggestedEdit::~SuggestedEdit()
{
    delete m_popup;
}

void SuggestedEdit::setReadOnly(bool readOnly)
{
    LineEdit::setReadOnly(readOnly);
    if (m_open)
        m_open->setEnabled(!readOnly);
}

void SuggestedEdit::open()
{
    if (!m_popup) {
        m_popup = new NamePopup(window());
        connect(m_popup, &NamePopup::chosen, this, &SuggestedEdit::take);
    }
    line()->setFocus();
    askForMore();
    show(true);
}

void SuggestedEdit::close()
{
    if (m_popup)
        m_popup->hide();
}

void SuggestedEdit::askForMore()
{
    if (!m_context.askForMore || m_asking)
        return;
    m_asking = true;
    m_whyNone.clear();
    m_context.askForMore([guard = QPointer(this)](const Result<QStringList> &names) {
        if (!guard)
            return;
        guard->m_asking = false;
        if (names)
            guard->m_more = *names;
        else
            guard->m_whyNone = names.error().message + u' ' + names.error().hint;
        if (guard->isChoosing())
            guard->show(guard->line()->text().isEmpty() || !guard->line()->isModified());
    });
}

/// All of them, or those that what is typed occurs in.
void SuggestedEdit::show(bool all)
{
    const QString from = m_context.moreFrom ? m_context.moreFrom() : QString();
    QList<NameItem> items;
    for (const QString &name : m_context.suggestions)
        items.append({name, m_context.askForMore ? tr("in this stack") : QString()});
    for (const QString &name : m_more) {
        if (!m_context.suggestions.contains(name))
            items.append({name, from});
    }
    if (!all)
        items = NameItem::matching(items, line()->text());
    if (items.isEmpty() && !m_asking && (m_whyNone.isEmpty() || !all))
        return close();
    m_popup->setStatus(m_asking ? tr("Asking %1…").arg(from) : m_whyNone);
    m_popup->open(items, {line()->mapTo(window(), QPoint(0, 0)), line()->size()},
                  all ? line()->text() : QString());
}

void SuggestedEdit::take()
{
    const QString chosen = m_popup->current();
    close();
    if (!chosen.isEmpty())
        enter(chosen);
}

bool SuggestedEdit::onKey(int key)
{
    if (!isChoosing()) {
        if (key != Qt::Key_Down || line()->isReadOnly())
            return false;
        open();
        return true;
    }
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_popup->moveBy(key == Qt::Key_Down ? 1 : -1);
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        m_popup->moveBy(key == Qt::Key_PageDown ? 5 : -5);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        take();
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

bool SuggestedEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        close();
    if (event->type() == QEvent::KeyPress && onKey(static_cast<QKeyEvent *>(event)->key()))
        return true;
    return LineEdit::eventFilter(watched, event);
}

void SuggestedEdit::hideEvent(QHideEvent *event)
{
    close();
    LineEdit::hideEvent(event);
}

} // namespace creact
