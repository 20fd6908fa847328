// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/numberedit.h"

#include "ui/panes/inspector/simpleedits.h"
#include "ui/panes/inspector/stepper.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QRegularExpression>

#include <cmath>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

JsonNode numberNode(const QString &text)
{
    JsonNode node;
    node.type = JsonNode::Type::Number;
    node.text = text;
    return node;
}

} // namespace

NumberEdit::NumberEdit(const PropSpec &spec, QWidget *parent)
    : ValueEdit(parent)
    , m_spec(spec)
    , m_line(new QLineEdit)
{
    auto *stepper = new Stepper;
    m_buttons = stepper;
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_line, 1);
    auto *inside = new QHBoxLayout(m_line);
    inside->setContentsMargins(0, 1, 3, 1);
    inside->addStretch();
    inside->addWidget(stepper);
    m_line->setTextMargins(0, 0, stepper->sizeHint().width(), 0);
    m_line->installEventFilter(this);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &ValueEdit::edited);
    connect(stepper, &Stepper::stepped, this, [this](int steps) {
        m_line->setFocus();
        step(steps);
    });
}

QString NumberEdit::text() const
{
    return m_line->text().trimmed();
}

bool NumberEdit::isNumber() const
{
    static const QRegularExpression json(u"^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"_s);
    return json.match(text()).hasMatch();
}

void NumberEdit::setValue(const std::optional<JsonNode> &value)
{
    setTextInPlace(m_line, value ? value->text : QString());
}

std::optional<JsonNode> NumberEdit::value() const
{
    if (text().isEmpty())
        return {};
    return isNumber() ? numberNode(text()) : JsonNode::fromString(text());
}

QString NumberEdit::complaint() const
{
    if (text().isEmpty())
        return {};
    if (!isNumber())
        return tr("This is no number. Write one such as 0.5.");
    const double number = text().toDouble();
    if (m_spec.type == ValueType::Integer && number != std::floor(number))
        return tr("A whole number is needed.");
    if (m_spec.minimum && number < *m_spec.minimum)
        return tr("At least %1.").arg(*m_spec.minimum);
    if (m_spec.maximum && number > *m_spec.maximum)
        return tr("At most %1.").arg(*m_spec.maximum);
    return {};
}

void NumberEdit::step(int steps)
{
    if (m_line->isReadOnly())
        return;
    const bool set = !text().isEmpty();
    const double from = set              ? text().toDouble()
        : m_spec.defaultValue.isDouble() ? m_spec.defaultValue.toDouble()
                                         : m_spec.minimum.value_or(0);
    // A small range of any numbers is walked in tenths.
    const bool fine = m_spec.type != ValueType::Integer && m_spec.maximum
        && *m_spec.maximum - m_spec.minimum.value_or(0) <= 10;
    const int decimals = fine ? 1 : 0;
    double to = set || m_spec.defaultValue.isDouble() ? from + steps * (fine ? 0.1 : 1) : from;
    if (m_spec.minimum)
        to = std::max(to, *m_spec.minimum);
    if (m_spec.maximum)
        to = std::min(to, *m_spec.maximum);
    m_line->setText(m_spec.type == ValueType::Integer || !fine
                        ? QString::number(to, 'g', 15)
                        : QString::number(to, 'f', decimals));
    Q_EMIT edited();
}

bool NumberEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            step(key == Qt::Key_Up ? 1 : -1);
            return true;
        }
    }
    return ValueEdit::eventFilter(watched, event);
}

void NumberEdit::setPlaceholder(const QString &text)
{
    m_line->setPlaceholderText(text);
}

void NumberEdit::setReadOnly(bool readOnly)
{
    m_line->setReadOnly(readOnly);
    m_buttons->setVisible(!readOnly);
}

void NumberEdit::setAccessible(const QString &name)
{
    m_line->setAccessibleName(name);
}

} // namespace creact
