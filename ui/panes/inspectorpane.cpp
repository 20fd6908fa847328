// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspectorpane.h"

#include "ui/models/valuemodel.h"
#include "ui/models/words.h"
#include "ui/panes/banner.h"
#include "ui/panes/chevrontree.h"
#include "ui/panes/elidedlabel.h"
#include "ui/panes/emptystate.h"
#include "ui/panes/jsonview.h"
#include "ui/panes/noderowdelegate.h"
#include "ui/panes/valuedelegate.h"
#include "ui/panes/widgets.h"
#include "ui/theme/colors.h"
#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

enum Segment { ValuesSegment, WhySegment, AboutSegment };

QPixmap stateDotPixmap(const TreeRow &row, const Colors &colors, bool live, qreal scale)
{
    QPixmap pixmap(QSize(12, 12) * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintStateDot(&painter, {6, 6}, row, colors, live);
    return pixmap;
}

void showLines(QVBoxLayout *layout, const QStringList &lines, QStringList &shown)
{
    if (lines == shown)
        return;
    shown = lines;
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *old = item->widget()) {
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
    for (const QString &line : lines) {
        QLabel *label = makeLabel(u"line"_s);
        label->setText(line);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(label);
    }
    layout->addStretch();
}

} // namespace

InspectorPane::InspectorPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new ValueModel(this))
    , m_pages(new QStackedWidget)
    , m_empty(new EmptyState(u"inspector"_s))
    , m_icon(new QLabel)
    , m_title(makeLabel(u"inspectorTitle"_s, TextSize::Large, nullptr, QFont::DemiBold))
    , m_name(makeLabel(u"inspectorName"_s, TextSize::Large, "muted"))
    , m_state(makeLabel(u"inspectorState"_s, TextSize::Normal, "muted"))
    , m_dot(new QLabel)
    , m_id(new ElidedLabel)
    , m_copyId(makeToolButton(u"copyId"_s, u"copy"_s, tr("Copy id")))
    , m_error(new Banner(u"nodeError"_s))
    , m_segments(new QStackedWidget)
    , m_noValues(makeLabel(u"noValues"_s, TextSize::Normal, "muted"))
    , m_view(new ChevronTree)
    , m_value(new JsonView)
{
    setObjectName(u"inspectorPane"_s);
    setAccessibleName(tr("Inspector"));
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_empty->setTexts(
        tr("Nothing selected"),
        tr("Select a row of the tree to see its properties, outputs and why it ran."));

    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(makeSegments());
    layout->addWidget(m_segments, 1);
    m_segments->addWidget(makeValues());
    m_segments->addWidget(makeTextPage(u"whyPage"_s, m_why));
    m_segments->addWidget(makeTextPage(u"aboutPage"_s, m_about));

    m_pages->addWidget(m_empty);
    m_pages->addWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_pages);

    connect(m_error, &Banner::actionTriggered, this,
            [this] { Q_EMIT retryRequested(m_detail.row.nodeId); });
    connect(m_copyId, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_id->text()); });
}

QWidget *InspectorPane::makeHead()
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
    auto *stateRow = new QHBoxLayout;
    stateRow->setSpacing(Space::Small - 2);
    // Beside the first line, however many there are.
    m_dot->setContentsMargins(0, 3, 0, 0);
    stateRow->addWidget(m_dot, 0, Qt::AlignTop);
    stateRow->addWidget(m_state, 1);
    auto *idRow = new QHBoxLayout;
    idRow->addWidget(m_id, 1);
    idRow->addWidget(m_copyId);

    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
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
    return head;
}

void InspectorPane::addSegment(const QString &name, const QString &text, QLayout *layout)
{
    const int page = int(m_segmentButtons.size());
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(text);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setChecked(page == 0);
    button->setProperty("segment", true);
    connect(button, &QToolButton::clicked, this,
            [this, page] { m_segments->setCurrentIndex(page); });
    layout->addWidget(button);
    m_segmentButtons.append(button);
}

QWidget *InspectorPane::makeSegments()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(Space::Small, 0, Space::Small, Space::Small);
    row->setSpacing(2);
    addSegment(u"segmentValues"_s, tr("Values"), row);
    addSegment(u"segmentWhy"_s, tr("Why"), row);
    addSegment(u"segmentAbout"_s, tr("About"), row);
    row->addStretch();
    return bar;
}

QWidget *InspectorPane::makeValues()
{
    m_view->setObjectName(u"valueTree"_s);
    m_view->setAccessibleName(tr("Properties, outputs and store"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ValueDelegate(m_view));
    m_view->setHeaderHidden(true);
    m_view->setIndentation(14);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->header()->setStretchLastSection(true);
    m_view->header()->resizeSection(ValueModel::NameColumn, 148);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &InspectorPane::showValue);

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(u"valueSplitter"_s);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    auto *viewBox = new QWidget;
    auto *viewLayout = new QVBoxLayout(viewBox);
    viewLayout->setContentsMargins(Space::Small, 0, 0, 0);
    m_noValues->setWordWrap(true);
    m_noValues->setContentsMargins(Space::Small, Space::Tiny, Space::Small, 0);
    viewLayout->addWidget(m_noValues);
    viewLayout->addWidget(m_view, 1);
    splitter->addWidget(viewBox);
    splitter->addWidget(m_value);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    m_value->setMinimumHeight(90);
    m_value->hide();
    return splitter;
}

QWidget *InspectorPane::makeTextPage(const QString &name, QVBoxLayout *&lines)
{
    auto *content = new QWidget;
    content->setProperty("role", u"page"_s);
    lines = new QVBoxLayout(content);
    lines->setContentsMargins(Space::Large, Space::Tiny, Space::Large, Space::Large);
    lines->setSpacing(Space::Medium);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(name);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    return scroll;
}

void InspectorPane::setDetail(const RowDetail &detail)
{
    const bool other = detail.row.uid != m_detail.row.uid;
    m_detail = detail;
    m_model->setDetail(detail);
    if (other) {
        m_view->collapseAll();
        m_view->setCurrentIndex({});
    }
    for (int group = 0; group < m_model->rowCount(); ++group) {
        const QModelIndex index = m_model->index(group, 0);
        m_view->setFirstColumnSpanned(group, {}, true);
        if (other || !m_view->isExpanded(index))
            m_view->expand(index);
    }
    showHead();
    showError();
    showValue();
    showTexts();
    showNoValues();
    m_pages->setCurrentIndex(1);
}

void InspectorPane::clear()
{
    m_detail = {};
    m_model->clear();
    m_pages->setCurrentIndex(0);
}

void InspectorPane::setLive(bool live)
{
    m_live = live;
    if (m_detail.row.uid)
        showHead();
    showError();
}

QString InspectorPane::stateLine() const
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

void InspectorPane::showHead()
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
    const QString id = row.nodeId.isEmpty() ? row.pointer : row.nodeId;
    m_id->setText(id);
    m_copyId->setVisible(!id.isEmpty());
}

void InspectorPane::showError()
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
    const bool retry = m_live && m_detail.row.active && !m_detail.row.nodeId.isEmpty();
    m_error->setContent(Banner::Tone::Danger, error->message, lines.join(u'\n'),
                        retry ? tr("Retry") : QString());
}

void InspectorPane::showValue()
{
    const QModelIndex index = m_view->currentIndex().siblingAtColumn(0);
    const bool shown = index.isValid() && !index.data(ValueModel::GroupRole).toBool();
    m_value->setVisible(shown);
    if (shown) {
        m_value->setValue(index.data(ValueModel::PathRole).toString(),
                          index.data(ValueModel::ValueRole).value<QJsonValue>(),
                          index.data(ValueModel::ExpressionRole).toString());
    } else {
        m_value->clear();
    }
}

void InspectorPane::showNoValues()
{
    m_noValues->setVisible(m_model->rowCount() == 0);
    m_noValues->setText(m_detail.row.kind == TreeRow::Kind::Turn
                            ? tr("A finished turn. Its steps are below it in the tree.")
                            : tr("This element has no properties and no outputs."));
}

void InspectorPane::showTexts()
{
    QStringList why = Words::causes(m_detail.causes);
    if (why.isEmpty()) {
        why.append(m_detail.row.kind == TreeRow::Kind::Construct
                       ? tr("It has not been applied yet.")
                       : tr("Only constructs are applied, and have a cause."));
    }
    showLines(m_why, why, m_shownWhy);
    QStringList about;
    if (!m_detail.row.note.isEmpty())
        about.append(m_detail.row.note);
    about.append(m_detail.doc.isEmpty() ? tr("There is no documentation for this element.")
                                        : m_detail.doc);
    if (!m_detail.row.pointer.isEmpty())
        about.append(tr("In the document: %1").arg(m_detail.row.pointer));
    showLines(m_about, about, m_shownAbout);
}

void InspectorPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_detail.row.uid)
        showHead();
    QWidget::changeEvent(event);
}

} // namespace creact
