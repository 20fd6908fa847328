// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with a field: typing, keys, leaving it, switching to an expression and back.
#include "ui/panes/inspector/clickelsewhere.h"
#include "ui/panes/inspector/fieldlabel.h"
#include "ui/panes/inspector/fieldrow.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace creact {

namespace {

/// The value in the place of an expression: what the expression is, or what stood there before.
std::optional<JsonNode> literalInPlaceOf(const QString &expression, const FieldHost::Memory &memory)
{
    const std::optional<JsonNode> literal = ExpressionText::literalOf(expression);
    return literal ? literal : memory.literal;
}

/// The expression in the place of a value: the one that stood there before, when the value is still
/// the one that it gave way to.
QString expressionInPlaceOf(const std::optional<JsonNode> &literal, const FieldHost::Memory &memory)
{
    if (!memory.expression.isEmpty() && literal == memory.literal)
        return memory.expression;
    return literal ? ExpressionText::ofLiteral(*literal) : QString();
}

} // namespace

bool FieldRow::contains(const QWidget *widget) const
{
    // Lists and menus that an editor opens are windows of their own.
    for (; widget; widget = widget->parentWidget()) {
        if (widget == this)
            return true;
    }
    return false;
}

FieldRow::~FieldRow()
{
    // Its parts lose the focus as they go.
    disconnect(qApp, nullptr, this, nullptr);
}

void FieldRow::onFocusChanged(QWidget *old, QWidget *now)
{
    if (now && !contains(now) && contains(old))
        commit();
}

/// Every part, and those that come later. By the parts and not by the focus: the application has
/// none while the window is not active.
void FieldRow::watch(QObject *part)
{
    part->installEventFilter(this);
    for (QObject *child : part->children())
        watch(child);
}

bool FieldRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ChildAdded)
        watch(static_cast<QChildEvent *>(event)->child());
    auto *part = qobject_cast<QWidget *>(watched);
    // Lists and menus that an editor opens have keys of their own.
    if (!part || part->window() != window())
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::MouseButtonDblClick && part == m_label && m_field.hasKey()
        && !m_readOnly) {
        m_doc->hide(); // the first click asked for it
        editKey();
        return true;
    }
    if (event->type() == QEvent::KeyPress && onKey(part, static_cast<QKeyEvent *>(event)))
        return true;
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Save) || key->matches(QKeySequence::SaveAs)
            || key->key() == Qt::Key_F5)
            commit();
        // The window's own Undo would do; but a field takes the key for itself.
        const bool escapes = m_dirty || m_keyEdit || isOffering();
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)
            || (key->key() == Qt::Key_Escape && escapes) || key->key() == Qt::Key_F1
            || (key->key() == Qt::Key_F2 && m_field.hasKey())) {
            event->accept();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

bool FieldRow::isOffering() const
{
    return m_binding ? m_bindingEdit->isOffering() : m_edit->isChoosing();
}

bool FieldRow::onKey(QWidget *part, QKeyEvent *event)
{
    if (event->key() == Qt::Key_F2 && m_field.hasKey() && !m_readOnly && !m_keyEdit) {
        editKey();
        return true;
    }
    if (m_keyEdit && part == m_keyEdit)
        return onKeyEditKey(event);
    if (event->key() == Qt::Key_F1) {
        toggleDoc();
        return true;
    }
    if (!m_dirty && (event->matches(QKeySequence::Undo) || event->matches(QKeySequence::Redo))) {
        m_host.undo(event->matches(QKeySequence::Redo));
        return true;
    }
    if (event->key() == Qt::Key_Escape && !isOffering() && (m_dirty || m_switched)) {
        revert();
        return true;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool ends =
        (!m_binding && m_edit->isOneLine()) || event->modifiers() & Qt::ControlModifier;
    if (enter && ends && !isOffering() && editor()->isAncestorOf(part)) {
        commit();
        return true;
    }
    return false;
}

void FieldRow::onEdited()
{
    m_dirty = true;
    if (!m_elsewhere)
        m_elsewhere = std::make_unique<ClickElsewhere>(*this);
    m_refusal.clear();
    showError();
    if (m_binding) {
        // Anew with each key: what was typed last counts.
        m_evaluate.stop();
        refreshLive();
    }
}

void FieldRow::revert()
{
    m_dirty = false;
    m_switched = false;
    m_refusal.clear();
    m_binding = m_field.isBinding();
    showField();
    QWidget *shown = editor();
    if (!shown->isAncestorOf(window()->focusWidget()))
        shown->setFocus();
}

std::optional<JsonNode> FieldRow::typed() const
{
    if (!m_binding)
        return m_edit->value();
    const QString expression = m_bindingEdit->expression();
    if (expression.trimmed().isEmpty() && !m_field.value)
        return {};
    return bindingNode(expression);
}

bool FieldRow::commit(bool last)
{
    if (!m_dirty || m_readOnly)
        return true;
    if (m_field.role == ElementField::Role::Name)
        return commitName();
    const std::optional<JsonNode> value = typed();
    const bool noValue = !m_binding && value && value->isString() && !m_edit->complaint().isEmpty();
    if (noValue && !last)
        return false;
    m_dirty = false;
    m_switched = false;
    const ElementField field = m_field;
    if (value == field.value) {
        m_binding = field.isBinding();
        showField();
        return true;
    }
    // Until the document is shown again this is what it says.
    m_field.value = value;
    if (!value)
        m_host.reset(field);
    else
        m_host.change(field, *value);
    return true;
}

bool FieldRow::commitName()
{
    const std::optional<JsonNode> name = m_edit->value();
    const ElementField field = m_field;
    const QString text = name ? name->text.trimmed() : QString();
    if (text == (field.value ? field.value->text : QString())) {
        revert();
        return true;
    }
    if (const std::optional<Error> error = m_host.rename(field, text)) {
        m_refusal = error->message;
        showError();
        return false;
    }
    m_dirty = false;
    m_refusal.clear();
    return true;
}

// --- literal and expression

void FieldRow::switchMode()
{
    FieldHost::Memory &memory = m_host.memoryOf(m_field);
    const std::optional<JsonNode> before = typed();
    std::optional<JsonNode> after;
    if (m_binding) {
        const QString expression = m_bindingEdit->expression();
        after = literalInPlaceOf(expression, memory);
        memory.expression = expression;
        memory.literal = after;
    } else {
        const QString expression = expressionInPlaceOf(before, memory);
        memory.literal = before;
        if (!expression.isEmpty())
            after = bindingNode(expression);
    }
    m_binding = !m_binding;
    m_refusal.clear();
    if (m_binding) {
        makeBinding();
        m_bindingEdit->setExpression(after ? after->members.front().value.text : QString());
    } else if (after) {
        makeValueEdit(valueEditKind(m_field.spec, after));
        m_edit->setValue(after);
    }
    m_dirty = after.has_value();
    m_switched = true;
    showField();
    editor()->setFocus();
    commit();
}

} // namespace creact
