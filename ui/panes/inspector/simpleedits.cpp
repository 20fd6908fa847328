// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/simpleedits.h"

#include "core/base/jsondocument.h"
#include "ui/panes/inspector/expressiontext.h"
#include "ui/panes/inspector/growingtext.h"
#include "ui/panes/inspector/schemacomplaint.h"
#include "ui/panes/inspector/switchbox.h"
#include "ui/panes/jsonhighlighter.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QHBoxLayout *tightRow(QWidget *widget)
{
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Space::Tiny);
    return row;
}

} // namespace

void setTextInPlace(QLineEdit *line, const QString &text)
{
    if (line->text() == text)
        return;
    const int cursor = line->cursorPosition();
    line->setText(text);
    line->setCursorPosition(line->hasFocus() ? std::min(cursor, int(text.size())) : 0);
}

// --- a line

LineEdit::LineEdit(Mode mode, QWidget *parent)
    : ValueEdit(parent)
    , m_mode(mode)
    , m_line(new QLineEdit)
{
    tightRow(this)->addWidget(m_line, 1);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        m_set = true;
        Q_EMIT edited();
    });
}

void LineEdit::addBeside(QWidget *widget)
{
    layout()->addWidget(widget);
}

void LineEdit::enter(const QString &text)
{
    m_line->setText(text);
    m_set = true;
    Q_EMIT edited();
    Q_EMIT chosen();
}

void LineEdit::setValue(const std::optional<JsonNode> &value)
{
    m_set = value.has_value();
    const QString text = !value ? QString()
        : m_mode == Mode::Any   ? ExpressionText::ofAny(*value)
        : value->isString()     ? value->text
                                : ExpressionText::compact(*value);
    setTextInPlace(m_line, text);
}

std::optional<JsonNode> LineEdit::value() const
{
    if (!m_set)
        return {};
    if (m_mode == Mode::Text)
        return JsonNode::fromString(m_line->text());
    if (m_line->text().isEmpty())
        return {};
    return ExpressionText::anyOf(m_line->text());
}

void LineEdit::setPlaceholder(const QString &text)
{
    m_line->setPlaceholderText(text);
}

void LineEdit::setReadOnly(bool readOnly)
{
    m_line->setReadOnly(readOnly);
}

void LineEdit::setAccessible(const QString &name)
{
    m_line->setAccessibleName(name);
}

// --- lines

MultilineEdit::MultilineEdit(QWidget *parent)
    : ValueEdit(parent)
    , m_text(new GrowingText)
{
    tightRow(this)->addWidget(m_text, 1);
    setFocusProxy(m_text);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        m_set = true;
        Q_EMIT edited();
    });
}

void MultilineEdit::setValue(const std::optional<JsonNode> &value)
{
    const QString text =
        value ? value->isString() ? value->text : ExpressionText::compact(*value) : QString();
    const QSignalBlocker quiet(this);
    m_text->replaceText(text);
    m_set = value.has_value();
}

std::optional<JsonNode> MultilineEdit::value() const
{
    if (!m_set)
        return {};
    return JsonNode::fromString(m_text->toPlainText());
}

void MultilineEdit::setPlaceholder(const QString &text)
{
    m_text->setPlaceholderText(text);
}

void MultilineEdit::setReadOnly(bool readOnly)
{
    m_text->setReadOnly(readOnly);
}

void MultilineEdit::setAccessible(const QString &name)
{
    m_text->setAccessibleName(name);
}

// --- a switch

SwitchEdit::SwitchEdit(const PropSpec &spec, QWidget *parent)
    : ValueEdit(parent)
    , m_switch(new SwitchBox)
    , m_word(makeLabel(u"switchWord"_s, TextSize::Normal, "muted"))
    , m_default(spec.defaultValue.toBool())
{
    QHBoxLayout *row = tightRow(this);
    row->setSpacing(Space::Small);
    row->addWidget(m_switch);
    row->addWidget(m_word, 1);
    setFixedHeight(Size::Control);
    setFocusProxy(m_switch);
    connect(m_switch, &QCheckBox::clicked, this, [this] {
        m_set = true;
        showWord();
        Q_EMIT edited();
        Q_EMIT chosen();
    });
}

void SwitchEdit::showWord()
{
    m_word->setText(m_set ? m_switch->isChecked() ? tr("on") : tr("off") : m_placeholder);
}

void SwitchEdit::setValue(const std::optional<JsonNode> &value)
{
    m_set = value.has_value();
    m_switch->setChecked(value ? value->boolean : m_default);
    showWord();
}

std::optional<JsonNode> SwitchEdit::value() const
{
    if (!m_set)
        return {};
    return JsonNode::fromBool(m_switch->isChecked());
}

void SwitchEdit::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    showWord();
}

void SwitchEdit::setReadOnly(bool readOnly)
{
    m_switch->setEnabled(!readOnly);
}

void SwitchEdit::setAccessible(const QString &name)
{
    m_switch->setAccessibleName(name);
}

// --- a choice

ChoiceEdit::ChoiceEdit(const PropSpec &spec, QWidget *parent)
    : ValueEdit(parent)
    , m_combo(new FlatCombo)
{
    tightRow(this)->addWidget(m_combo, 1);
    setFocusProxy(m_combo);
    m_combo->addItem(QString());
    for (const QJsonValue &choice : spec.choices) {
        const JsonNode node = JsonNode::fromJson(choice);
        m_combo->addItem(node.isString() ? node.text : ExpressionText::compact(node),
                         ExpressionText::compact(node));
    }
    m_combo->installEventFilter(this);
    connect(m_combo, &QComboBox::activated, this, [this] {
        Q_EMIT edited();
        Q_EMIT chosen();
    });
}

void ChoiceEdit::setValue(const std::optional<JsonNode> &value)
{
    const int at = value ? m_combo->findData(ExpressionText::compact(*value)) : 0;
    m_combo->setCurrentIndex(std::max(at, 0));
}

std::optional<JsonNode> ChoiceEdit::value() const
{
    if (m_combo->currentIndex() == 0)
        return {};
    return ExpressionText::jsonOf(m_combo->currentData().toString());
}

void ChoiceEdit::setPlaceholder(const QString &text)
{
    m_combo->setItemText(0, text);
    m_combo->setItemData(0, palette().color(QPalette::PlaceholderText), Qt::ForegroundRole);
}

void ChoiceEdit::setReadOnly(bool readOnly)
{
    m_combo->setEnabled(!readOnly);
}

void ChoiceEdit::setAccessible(const QString &name)
{
    m_combo->setAccessibleName(name);
}

// A wheel that turns a list of fields does not change them.
bool ChoiceEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel && !m_combo->hasFocus()) {
        event->ignore();
        return true;
    }
    return ValueEdit::eventFilter(watched, event);
}

// --- JSON

JsonEdit::JsonEdit(const PropSpec &spec, QWidget *parent)
    : ValueEdit(parent)
    , m_spec(spec)
    , m_text(new GrowingText)
    , m_colors(new JsonHighlighter(m_text->document()))
{
    m_text->setFont(monoFont(TextSize::Small));
    m_text->setLineLimit(14);
    tightRow(this)->addWidget(m_text, 1);
    setFocusProxy(m_text);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (std::exchange(m_seen, m_text->toPlainText()) != m_seen)
            Q_EMIT edited();
    });
}

void JsonEdit::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_colors->updateColors();
    ValueEdit::changeEvent(event);
}

void JsonEdit::setValue(const std::optional<JsonNode> &value)
{
    QString text;
    // What was typed and is no JSON stands in the document as a text: here it is what was typed.
    if (value && value->isString() && !ExpressionText::jsonOf(value->text))
        text = value->text;
    else if (value)
        text = QString::fromUtf8(value->toText()).trimmed();
    const QSignalBlocker quiet(this);
    m_text->replaceText(text);
}

std::optional<JsonNode> JsonEdit::value() const
{
    const QString text = m_text->toPlainText();
    if (text.trimmed().isEmpty())
        return {};
    if (std::optional<JsonNode> node = ExpressionText::jsonOf(text))
        return node;
    return JsonNode::fromString(text);
}

QString JsonEdit::complaint() const
{
    const QString text = m_text->toPlainText();
    if (text.trimmed().isEmpty())
        return {};
    QString error;
    const std::optional<JsonNode> node = ExpressionText::jsonOf(text, &error);
    if (!node)
        return tr("No JSON yet: %1").arg(error);
    if (m_spec.type == ValueType::Array && !node->isArray())
        return tr("A list is needed: […]");
    if (m_spec.type == ValueType::Object && !node->isObject())
        return tr("An object is needed: {…}");
    if (m_spec.format == "schema"_L1 && node->isObject())
        return schemaComplaint(text, m_spec.name);
    return {};
}

void JsonEdit::setPlaceholder(const QString &text)
{
    m_text->setPlaceholderText(text);
}

void JsonEdit::setReadOnly(bool readOnly)
{
    m_text->setReadOnly(readOnly);
}

void JsonEdit::setAccessible(const QString &name)
{
    m_text->setAccessibleName(name);
}

} // namespace creact
