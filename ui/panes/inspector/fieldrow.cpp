// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/fieldrow.h"

#include "ui/models/words.h"
#include "ui/panes/inspector/clickelsewhere.h"
#include "ui/panes/inspector/fieldlabel.h"
#include "ui/panes/inspector/taborder.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPointer>
#include <QToolButton>
#include <QVBoxLayout>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// As long as a person pauses between words.
constexpr int evaluateAfterMs = 150;

} // namespace

FieldRow::FieldRow(FieldHost &host, const ElementField &field, QWidget *parent)
    : QWidget(parent)
    , m_host(host)
    , m_field(field)
    , m_label(new FieldLabel)
    , m_fx(new QToolButton)
    , m_reset(makeToolButton(u"resetField"_s, u"reset"_s, {}))
    , m_liveLine(new LiveLine)
    , m_error(makeLabel(u"fieldError"_s, TextSize::Small, "danger"))
    , m_doc(makeNote(u"fieldDoc"_s, {}))
    , m_editors(new QVBoxLayout)
{
    setObjectName(u"field:"_s + field.path);
    makeLayout();
    watch(this);
    m_evaluate.setSingleShot(true);
    m_evaluate.setInterval(evaluateAfterMs);
    connect(&m_evaluate, &QTimer::timeout, this, &FieldRow::evaluate);
    connect(m_label, &FieldLabel::clicked, this, &FieldRow::toggleDoc);
    connect(m_fx, &QToolButton::clicked, this, &FieldRow::switchMode);
    connect(m_reset, &QToolButton::clicked, this, [this] {
        m_dirty = false;
        m_switched = false;
        m_refusal.clear();
        if (const std::optional<Error> error = m_field.value ? m_host.reset(m_field) : std::nullopt)
            m_refusal = error->message;
        showField();
    });
    connect(m_liveLine, &LiveLine::clicked, this, [this] { m_host.showWhole(m_field, m_live); });
    connect(qApp, &QApplication::focusChanged, this, &FieldRow::onFocusChanged);
    m_binding = m_field.isBinding();
    showField();
}

void FieldRow::makeLayout()
{
    m_fx->setObjectName(u"fx"_s);
    m_fx->setFocusPolicy(Qt::TabFocus);
    m_fx->setFont(uiFont(TextSize::Small));
    m_fx->setText(u"ƒx"_s);
    m_fx->setCheckable(true);
    m_fx->setProperty("segment", true);
    m_fx->setFixedSize(38, 24);
    m_reset->setFixedSize(24, 24);
    m_reset->setIconSize({14, 14});
    for (QToolButton *button : {m_fx, m_reset}) {
        QSizePolicy policy = button->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        button->setSizePolicy(policy);
    }
    m_error->setWordWrap(true);
    m_error->setContentsMargins(Space::Small + 2, 0, 0, 0);
    m_doc->setContentsMargins(Space::Small + 2, 0, 0, 0);
    for (QWidget *line : {static_cast<QWidget *>(m_liveLine), static_cast<QWidget *>(m_error),
                          static_cast<QWidget *>(m_doc)})
        line->hide();
    m_editors->setContentsMargins(0, 0, 0, 0);
    m_editors->setSpacing(2);
    m_editors->addWidget(m_liveLine);
    m_editors->addWidget(m_error);
    m_editors->addWidget(m_doc);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Space::Tiny);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_label, 0, 0, Qt::AlignTop);
    grid->addLayout(m_editors, 0, 1);
    // In the middle of a control's height, beside the first line.
    const auto beside = [&](QWidget *button, int column) {
        auto *box = new QVBoxLayout;
        box->setContentsMargins(0, (Size::Control - 24) / 2, 0, 0);
        box->addWidget(button);
        box->addStretch();
        grid->addLayout(box, 0, column);
    };
    beside(m_fx, 2);
    beside(m_reset, 3);
}

QWidget *FieldRow::editor() const
{
    return m_binding ? static_cast<QWidget *>(m_bindingEdit) : m_edit;
}

void FieldRow::makeBinding()
{
    if (m_bindingEdit)
        return;
    BindingEdit::Names names;
    names.inScope = [this] { return m_host.namesFor(m_field); };
    names.evaluate = [this](const QString &part, const Done<LiveValue> &done) {
        m_host.evaluate(part, done);
    };
    names.types = &m_host.types();
    m_bindingEdit = new BindingEdit(std::move(names));
    m_bindingEdit->setAccessibleName(tr("%1, expression").arg(m_field.label));
    m_bindingEdit->setPlaceholderText(tr("an expression"));
    m_editors->insertWidget(0, m_bindingEdit);
    if (const QWidgetList stops = tabStops(m_edit); !stops.isEmpty())
        setTabOrder(stops.last(), m_bindingEdit);
    connect(m_bindingEdit, &BindingEdit::edited, this, &FieldRow::onEdited);
    connect(m_bindingEdit, &BindingEdit::finished, this, [this] { commit(); });
}

void FieldRow::makeValueEdit(ValueEditKind kind)
{
    if (m_edit && m_kind == kind)
        return;
    const QPointer<ValueEdit> old = m_edit;
    const bool focused = old && old->isAncestorOf(window()->focusWidget());
    m_kind = kind;
    m_edit = creact::makeValueEdit(kind, m_field.spec, m_host.contextFor(m_field)).release();
    m_edit->setObjectName(u"valueEdit"_s);
    m_edit->setAccessible(m_field.label);
    m_editors->insertWidget(0, m_edit);
    connect(m_edit, &ValueEdit::edited, this, &FieldRow::onEdited);
    connect(m_edit, &ValueEdit::chosen, this, [this] { commit(); });
    if (!old)
        return;
    if (focused)
        m_edit->setFocus();
    old->setObjectName(QString());
    old->hide();
    old->deleteLater();
}

void FieldRow::setField(const ElementField &field, const QStringList &problems)
{
    const bool changed = field.value != m_field.value;
    m_field = field;
    m_problems = problems;
    if (changed && !m_dirty)
        m_switched = false;
    if (!m_dirty && !m_switched)
        m_binding = m_field.isBinding();
    showField();
}

void FieldRow::setReadOnly(bool readOnly)
{
    if (m_readOnly == readOnly)
        return;
    m_readOnly = readOnly;
    showField();
}

// --- what it shows

QString FieldRow::placeholder() const
{
    if (m_field.spec.required)
        return tr("required");
    if (m_field.spec.defaultValue.isUndefined() || m_field.spec.defaultValue.isNull())
        return tr("not set");
    const JsonNode value = JsonNode::fromJson(m_field.spec.defaultValue);
    if (value.isBool())
        return value.boolean ? tr("on · default") : tr("off · default");
    const QString text = value.isString() ? value.text : ExpressionText::compact(value);
    return text.isEmpty() ? tr("empty · default") : tr("%1 · default").arg(text);
}

void FieldRow::showField()
{
    showEditor();
    showLabel();
    showSwitch();
    showError();
    refreshLive();
}

void FieldRow::showEditor()
{
    const std::optional<JsonNode> literal = m_field.isBinding() ? std::nullopt : m_field.value;
    if (!m_dirty)
        makeValueEdit(valueEditKind(m_field.spec, literal));
    if (m_binding)
        makeBinding();
    if (!m_dirty && !m_switched) {
        m_edit->setValue(literal);
        if (m_bindingEdit)
            m_bindingEdit->setExpression(m_field.expression());
    }
    m_edit->setPlaceholder(placeholder());
    m_edit->setReadOnly(m_readOnly);
    m_edit->setVisible(!m_binding);
    if (m_bindingEdit) {
        m_bindingEdit->setReadOnly(m_readOnly);
        m_bindingEdit->setVisible(m_binding);
    }
}

void FieldRow::showLabel()
{
    const FieldLabel::State state = m_field.unknown ? FieldLabel::State::Unknown
        : m_field.isMissing()                       ? FieldLabel::State::Missing
        : m_field.value                             ? FieldLabel::State::Set
                                                    : FieldLabel::State::Unset;
    m_label->setField(m_field.label, state, m_field.spec.required);
    m_label->setAccessibleName(m_field.label);
    QString tip = m_field.spec.doc;
    if (m_field.spec.required)
        tip = tr("Required.") + u' ' + tip;
    if (m_field.hasKey())
        tip = tr("F2 or a double click gives it another name.") + u' ' + tip;
    m_label->setToolTip(tip.isEmpty() ? QString() : u"<p>%1</p>"_s.arg(tip.toHtmlEscaped()));
    m_doc->setText(tip.isEmpty() ? tr("There is no documentation for it.") : tip);
}

void FieldRow::showSwitch()
{
    m_fx->setVisible(m_field.bindable);
    m_fx->setChecked(m_binding);
    m_fx->setEnabled(!m_readOnly);
    const QString fx = m_binding ? tr("Make %1 a fixed value").arg(m_field.label)
                                 : tr("Make %1 an expression").arg(m_field.label);
    m_fx->setToolTip(fx);
    m_fx->setAccessibleName(fx);
    const bool away = m_field.unknown || m_field.member || !m_field.whole.isEmpty();
    const bool optional = m_field.role == ElementField::Role::Value && !m_field.spec.required;
    m_reset->setVisible(!m_readOnly && m_field.value && (away || optional));
    m_reset->setIcon(themedIcon(away ? u"close"_s : u"reset"_s));
    const QString reset = away ? tr("Remove %1").arg(m_field.label)
        : m_field.spec.defaultValue.isUndefined()
        ? tr("Leave %1 out").arg(m_field.label)
        : tr("Back to the default of %1").arg(m_field.label);
    m_reset->setToolTip(reset);
    m_reset->setAccessibleName(reset);
}

void FieldRow::showError()
{
    QString error = m_refusal;
    if (error.isEmpty() && !m_binding)
        error = m_edit->complaint();
    if (error.isEmpty() && !m_dirty)
        error = m_problems.join(u'\n');
    if (error.isEmpty() && m_binding)
        error = m_liveError;
    if (error.isEmpty() && m_field.unknown)
        error = tr("There is no such property.");
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
}

void FieldRow::toggleDoc()
{
    m_doc->setVisible(m_doc->isHidden());
}

// --- what an expression comes to

void FieldRow::refreshLive(const QList<BindingValue> &known)
{
    for (const BindingValue &each : known) {
        if (m_binding && !m_dirty && each.name == m_field.bindingName()
            && each.expression == m_bindingEdit->expression()) {
            m_evaluate.stop();
            // An answer that is on its way is older.
            ++m_asked;
            return showLive(each.now);
        }
    }
    if (!m_binding || m_bindingEdit->expression().trimmed().isEmpty()) {
        m_evaluate.stop();
        m_liveLine->hide();
        m_liveError.clear();
        showError();
        return;
    }
    if (!m_evaluate.isActive())
        m_evaluate.start();
}

void FieldRow::evaluate()
{
    if (!m_binding)
        return;
    const QPointer<FieldRow> guard(this);
    const quint64 asked = ++m_asked;
    m_host.evaluate(m_bindingEdit->expression(), [guard, asked](const Result<LiveValue> &live) {
        if (guard && guard->m_asked == asked && guard->m_binding)
            guard->showLive(live);
    });
}

void FieldRow::showLive(const Result<LiveValue> &live)
{
    m_liveError.clear();
    m_live = QJsonValue(QJsonValue::Undefined);
    // Where nothing runs there is no value, and nothing wrong with that.
    if (!live) {
        m_liveLine->hide();
    } else if (live->error) {
        // A place in the expression helps; that of the element is known.
        const QString &where = live->error->where;
        m_liveError = where.isEmpty() || where.startsWith(u'/')
            ? live->error->message
            : u"%1: %2"_s.arg(where, live->error->message);
        m_liveLine->hide();
    } else if (live->value.isUndefined()) {
        m_liveLine->setLine(live->waitsFor.isEmpty()
                                ? tr("not there yet")
                                : tr("waits for %1").arg(live->waitsFor.join(u", "_s)),
                            LiveLine::Tone::Waiting);
        m_liveLine->show();
    } else {
        m_live = live->value;
        m_liveLine->setLine(u"= "_s + Words::jsonLine(live->value), LiveLine::Tone::Value);
        m_liveLine->show();
    }
    showError();
}

} // namespace creact
