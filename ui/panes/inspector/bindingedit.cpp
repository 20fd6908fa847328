// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/bindingedit.h"

#include "ui/models/words.h"
#include "ui/theme/fonts.h"

#include <QJsonObject>
#include <QKeyEvent>
#include <QSignalBlocker>

namespace creact {

using namespace Qt::StringLiterals;

BindingEdit::BindingEdit(Names names, QWidget *parent)
    : GrowingText(parent)
    , m_names(std::move(names))
{
    setObjectName(u"bindingEdit"_s);
    setFont(monoFont(TextSize::Small));
    setLineLimit(8);
    connect(this, &QPlainTextEdit::textChanged, this, &BindingEdit::edited);
}

BindingEdit::~BindingEdit()
{
    delete m_popup;
}

void BindingEdit::setExpression(const QString &expression)
{
    const QSignalBlocker quiet(this);
    replaceText(expression);
}

bool BindingEdit::focusNextPrevChild(bool next)
{
    return !isOffering() && GrowingText::focusNextPrevChild(next);
}

void BindingEdit::focusOutEvent(QFocusEvent *event)
{
    stopOffering();
    GrowingText::focusOutEvent(event);
}

void BindingEdit::hideEvent(QHideEvent *event)
{
    stopOffering();
    GrowingText::hideEvent(event);
}

void BindingEdit::keyPressEvent(QKeyEvent *event)
{
    if (isOffering() && handleOffer(event))
        return;
    if (event->key() == Qt::Key_Space && event->modifiers() & Qt::ControlModifier)
        return offer(true);
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !(event->modifiers() & Qt::ShiftModifier)) {
        Q_EMIT finished();
        return;
    }
    const QString before = toPlainText();
    GrowingText::keyPressEvent(event);
    if (isReadOnly() || toPlainText() == before) {
        if (!event->text().isEmpty() || event->key() == Qt::Key_Left
            || event->key() == Qt::Key_Right)
            stopOffering();
        return;
    }
    const QString typed = event->text();
    const bool word = !typed.isEmpty()
        && (typed.front().isLetterOrNumber() || typed.front() == u'.' || typed.front() == u'_');
    if (word || (isOffering() && event->key() == Qt::Key_Backspace))
        offer(false);
    else
        stopOffering();
}

bool BindingEdit::handleOffer(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_popup->moveBy(event->key() == Qt::Key_Down ? 1 : -1);
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        m_popup->moveBy(event->key() == Qt::Key_PageDown ? 5 : -5);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        // What is chosen stands there already: the key is not about it.
        if (m_popup->current() == m_name.partial) {
            stopOffering();
            return false;
        }
        take();
        return true;
    case Qt::Key_Escape:
        stopOffering();
        return true;
    default:
        return false;
    }
}

void BindingEdit::offer(bool asked)
{
    const std::optional<ExpressionText::Name> name =
        ExpressionText::nameAt(toPlainText(), textCursor().position());
    if (!name || (!asked && name->of.isEmpty() && name->partial.isEmpty()))
        return stopOffering();
    if (!name->of.isEmpty())
        return offerMembersOf(*name, asked);
    QList<NameItem> items;
    for (const ScopeName &each : m_names.inScope())
        items.append(NameItem::of(each, *m_names.types));
    show(items, *name, asked);
}

void BindingEdit::offerMembersOf(const ExpressionText::Name &name, bool asked)
{
    for (const ScopeName &each : m_names.inScope()) {
        if (each.name != name.of || each.members.isEmpty())
            continue;
        QList<NameItem> items;
        for (const OutputSpec &member : each.members)
            items.append(NameItem::of(member));
        return show(items, name, asked);
    }
    stopOffering();
    // What nobody declares may be there all the same.
    const QPointer<BindingEdit> guard(this);
    m_names.evaluate(
        name.of, [guard, name, asked, text = toPlainText()](const Result<LiveValue> &found) {
            if (!guard || !found || !found->value.isObject() || guard->toPlainText() != text)
                return;
            QList<NameItem> items;
            const QJsonObject object = found->value.toObject();
            for (auto it = object.begin(); it != object.end(); ++it)
                items.append({it.key(), Words::jsonLine(it.value(), 40)});
            guard->show(items, name, asked);
        });
}

void BindingEdit::show(const QList<NameItem> &items, const ExpressionText::Name &name, bool asked)
{
    const QList<NameItem> matching = NameItem::matching(items, name.partial);
    const bool complete = matching.size() == 1 && matching.first().name == name.partial;
    if (matching.isEmpty() || (complete && !asked))
        return stopOffering();
    if (!m_popup) {
        m_popup = new NamePopup(window());
        connect(m_popup, &NamePopup::chosen, this, &BindingEdit::take);
    }
    m_name = name;
    QTextCursor start = textCursor();
    start.setPosition(name.start);
    const QRect line = cursorRect(start);
    m_popup->open(matching, {viewport()->mapTo(window(), line.topLeft()), QSize(1, line.height())});
}

void BindingEdit::take()
{
    const QString chosen = m_popup->current();
    QTextCursor cursor = textCursor();
    cursor.setPosition(m_name.start);
    cursor.setPosition(textCursor().position(), QTextCursor::KeepAnchor);
    cursor.insertText(chosen);
    setTextCursor(cursor);
    stopOffering();
}

void BindingEdit::stopOffering()
{
    if (m_popup)
        m_popup->hide();
}

} // namespace creact
