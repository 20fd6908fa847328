// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/inspectorhead.h"

#include "ui/models/words.h"
#include "ui/panes/banner.h"
#include "ui/panes/elidedlabel.h"
#include "ui/panes/noderowdelegate.h"
#include "ui/panes/widgets.h"
#include "ui/theme/colors.h"
#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QPixmap stateDotPixmap(const TreeRow &row, const Colors &colors, bool live, qreal scale)
{
    QPixmap pixmap(QSize(12, 12) * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintStateDot(&painter, {6, 6}, row, colors, live);
    return pixmap;
}

QToolButton *makeHeadButton(const QString &name, const QString &icon, const QString &text,
                            bool toggles)
{
    QToolButton *button = makeToolButton(name, icon, text);
    button->setCheckable(toggles);
    button->hide();
    return button;
}

} // namespace

InspectorHead::InspectorHead(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel)
    , m_title(makeLabel(u"inspectorTitle"_s, TextSize::Large, nullptr, QFont::DemiBold))
    , m_name(makeLabel(u"inspectorName"_s, TextSize::Large, "muted"))
    , m_state(makeLabel(u"inspectorState"_s, TextSize::Normal, "muted"))
    , m_dot(new QLabel)
    , m_id(new ElidedLabel)
    , m_copyId(makeToolButton(u"copyId"_s, u"copy"_s, tr("Copy id")))
    , m_retry(makeHeadButton(u"retryNode"_s, u"retry"_s, tr("Retry"), false))
    , m_rerun(makeHeadButton(u"rerunNode"_s, u"rerun"_s, tr("Run again, with what follows from it"),
                             false))
    , m_pin(makeHeadButton(u"pinNode"_s, u"pin"_s, {}, true))
    , m_disable(makeHeadButton(u"disableElement"_s, u"disabled"_s, {}, true))
    , m_error(new Banner(u"nodeError"_s))
{
    makeLayout();
    connect(m_copyId, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_id->text()); });
    connect(m_error, &Banner::actionTriggered, this, &InspectorHead::retryRequested);
    connect(m_retry, &QToolButton::clicked, this, &InspectorHead::retryRequested);
    connect(m_rerun, &QToolButton::clicked, this, &InspectorHead::rerunRequested);
    connect(m_pin, &QToolButton::clicked, this, &InspectorHead::pinRequested);
    connect(m_disable, &QToolButton::clicked, this, &InspectorHead::disableRequested);
}

void InspectorHead::makeLayout()
{
    m_id->setFont(monoFont(TextSize::Small));
    m_id->setObjectName(u"inspectorId"_s);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state->setWordWrap(true);
    auto *titleRow = new QHBoxLayout;
    titleRow->setSpacing(Space::Small);
    titleRow->addWidget(m_icon);
    titleRow->addWidget(m_title);
    titleRow->addWidget(m_name, 1);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(2);
    for (QToolButton *button : {m_retry, m_rerun, m_pin, m_disable})
        actions->addWidget(button);
    titleRow->addLayout(actions);
    auto *stateRow = new QHBoxLayout;
    stateRow->setSpacing(Space::Small - 2);
    // Beside the first line, however many there are.
    m_dot->setContentsMargins(0, 3, 0, 0);
    stateRow->addWidget(m_dot, 0, Qt::AlignTop);
    stateRow->addWidget(m_state, 1);
    auto *idRow = new QHBoxLayout;
    idRow->addWidget(m_id, 1);
    idRow->addWidget(m_copyId);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Medium, Space::Medium, Space::Small, Space::Tiny);
    layout->setSpacing(Space::Tiny);
    layout->addLayout(titleRow);
    layout->addLayout(stateRow);
    layout->addLayout(idRow);
    auto *errorRow = new QHBoxLayout;
    errorRow->setContentsMargins(0, Space::Tiny, Space::Tiny, Space::Tiny);
    errorRow->addWidget(m_error);
    layout->addLayout(errorRow);
    m_error->hide();
}

void InspectorHead::setDetail(const RowDetail &detail, bool live)
{
    m_detail = detail;
    m_live = live;
    showRow();
    showActions();
    showError();
}

void InspectorHead::setDisabling(bool possible, bool disabled)
{
    m_disable->setVisible(possible);
    m_disable->setChecked(disabled);
    const QString text = disabled ? tr("Left out: press to take it in again")
                                  : tr("Leave out, as if it were not there");
    m_disable->setToolTip(text);
    m_disable->setAccessibleName(text);
}

void InspectorHead::showActions()
{
    const TreeRow &row = m_detail.row;
    const bool node = m_live && row.active && !row.nodeId.isEmpty();
    m_retry->setVisible(node && row.state == NodeState::Failed);
    m_rerun->setVisible(node);
    m_pin->setVisible(row.active && !row.nodeId.isEmpty() && (m_detail.outputs || row.pinned));
    m_pin->setChecked(row.pinned);
    const QString pin = row.pinned ? tr("Pinned: press to let its outputs change again")
                                   : tr("Pin its outputs: keep them as they are");
    m_pin->setToolTip(pin);
    m_pin->setAccessibleName(pin);
}

QString InspectorHead::stateLine() const
{
    QStringList parts{Words::rowState(m_detail.row)};
    if (m_detail.row.state == NodeState::Waiting && !m_detail.row.waitsFor.isEmpty())
        parts.append(tr("waits for %1").arg(m_detail.row.waitsFor));
    if (!m_detail.row.activity.isEmpty())
        parts.append(m_detail.row.activity);
    if (m_detail.appliedAt > 0)
        parts.append(tr("applied %1", "time of day").arg(Words::time(m_detail.appliedAt)));
    if (m_detail.row.durationMs >= 0)
        parts.append(tr("took %1").arg(Words::duration(m_detail.row.durationMs)));
    if (m_detail.attempts > 1)
        parts.append(tr("attempt %1").arg(m_detail.attempts));
    return parts.join(u" · "_s);
}

void InspectorHead::showRow()
{
    const TreeRow &row = m_detail.row;
    const Colors &colors = Colors::now();
    m_icon->setPixmap(
        themedPixmap(iconOf(row), Size::IconLarge, colors.accent, devicePixelRatioF()));
    m_dot->setPixmap(stateDotPixmap(row, colors, m_live, devicePixelRatioF()));
    m_title->setText(row.title);
    m_name->setText(row.name);
    // A turn's title is a whole question.
    const bool turn = row.kind == TreeRow::Kind::Turn;
    m_title->setWordWrap(turn);
    m_title->setSizePolicy(turn ? QSizePolicy::Expanding : QSizePolicy::Preferred,
                           QSizePolicy::Preferred);
    m_name->setVisible(!turn);
    m_state->setText(stateLine());
    // A definition is in no state.
    m_dot->setVisible(!m_state->text().isEmpty());
    m_state->setVisible(!m_state->text().isEmpty());
    const QString id = row.nodeId.isEmpty() ? row.pointer : row.nodeId;
    m_id->setText(id);
    m_copyId->setVisible(!id.isEmpty());
}

void InspectorHead::showError()
{
    const std::optional<Error> &error = m_detail.row.error;
    m_error->setVisible(error.has_value());
    if (!error)
        return;
    QStringList lines;
    if (!error->where.isEmpty() && error->where != m_detail.row.nodeId)
        lines.append(error->where);
    if (!error->hint.isEmpty())
        lines.append(error->hint);
    lines.append(tr("Code: %1").arg(codeName(error->code)));
    const bool problem = Words::hasProblem(m_detail.row);
    const bool retry = !problem && m_live && m_detail.row.active && !m_detail.row.nodeId.isEmpty();
    m_error->setContent(problem ? Banner::Tone::Warning : Banner::Tone::Danger, error->message,
                        lines.join(u'\n'), retry ? tr("Retry") : QString());
}

void InspectorHead::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_detail.row.uid)
        showRow();
    QWidget::changeEvent(event);
}

} // namespace creact
