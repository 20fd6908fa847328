// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/allowbanner.h"
#include "ui/panes/banner.h"
#include "ui/panes/inspectorpane.h"

#include "ui/controllers/stackcontroller.h"
#include "ui/models/valuemodel.h"
#include "ui/models/words.h"
#include "ui/panes/chevrontree.h"
#include "ui/panes/emptystate.h"
#include "ui/panes/inspector/elementform.h"
#include "ui/panes/inspector/inspectorhead.h"
#include "ui/panes/jsonview.h"
#include "ui/panes/valuedelegate.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

enum Segment { ValuesSegment, WhySegment, AboutSegment };

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

InspectorPane::InspectorPane(StackController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_model(new ValueModel(this))
    , m_pages(new QStackedWidget)
    , m_empty(new EmptyState(u"inspector"_s))
    , m_head(new InspectorHead)
    , m_grant(new Banner(u"grantBanner"_s))
    , m_allow(new AllowBanner(controller))
    , m_segments(new QStackedWidget)
    , m_form(new ElementForm(controller))
    , m_values(new QSplitter(Qt::Vertical))
    , m_valueBox(new QWidget)
    , m_noValues(makeLabel(u"noValues"_s, TextSize::Normal, "muted"))
    , m_storeError(makeLabel(u"storeError"_s, TextSize::Small, "danger"))
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
    layout->addWidget(m_head);
    auto *grant = new QVBoxLayout;
    grant->setContentsMargins(Space::Medium, 0, Space::Medium, Space::Small);
    grant->addWidget(m_grant);
    grant->addWidget(m_allow);
    layout->addLayout(grant);
    m_grant->hide();
    connect(m_grant, &Banner::actionTriggered, this,
            [this] { m_controller.revoke(m_detail.row.nodeId); });
    layout->addWidget(makeSegments());
    layout->addWidget(m_segments, 1);
    makeValues();
    m_segments->addWidget(m_values);
    m_segments->addWidget(makeTextPage(u"whyPage"_s, m_why));
    m_segments->addWidget(makeTextPage(u"aboutPage"_s, m_about));

    m_pages->addWidget(m_empty);
    m_pages->addWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_pages);
    connectHead();
    connect(m_form, &ElementForm::fieldsChanged, this, &InspectorPane::showForm);
    connect(m_form, &ElementForm::valueRequested, this, &InspectorPane::showWhole);
}

void InspectorPane::connectHead()
{
    connect(m_head, &InspectorHead::retryRequested, this,
            [this] { Q_EMIT retryRequested(m_detail.row.nodeId); });
    connect(m_head, &InspectorHead::rerunRequested, this,
            [this] { m_controller.rerun(m_detail.row.nodeId); });
    connect(m_head, &InspectorHead::pinRequested, this,
            [this](bool pinned) { m_controller.setPinned(m_detail.row.nodeId, pinned); });
    connect(m_head, &InspectorHead::disableRequested, m_form, &ElementForm::setDisabled);
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

void InspectorPane::makeValues()
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

    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_view, &QTreeView::activated, this, &InspectorPane::editValue);
    auto *edit = new QAction(tr("Edit value"), m_view);
    edit->setShortcut(Qt::Key_F2);
    edit->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(edit);
    connect(edit, &QAction::triggered, this, [this] { editValue(m_view->currentIndex()); });
    connect(m_model, &ValueModel::storeEdited, this, &InspectorPane::setStoreValue);
    m_values->setObjectName(u"valueSplitter"_s);
    m_values->setHandleWidth(1);
    m_values->setChildrenCollapsible(false);
    auto *viewLayout = new QVBoxLayout(m_valueBox);
    viewLayout->setContentsMargins(Space::Small, 0, 0, 0);
    m_noValues->setWordWrap(true);
    m_noValues->setContentsMargins(Space::Small, Space::Tiny, Space::Small, 0);
    viewLayout->addWidget(m_noValues);
    viewLayout->addWidget(m_view, 1);
    m_storeError->setWordWrap(true);
    m_storeError->setContentsMargins(Space::Small, Space::Tiny, Space::Small, Space::Small);
    m_storeError->hide();
    viewLayout->addWidget(m_storeError);
    m_values->addWidget(m_form);
    m_values->addWidget(m_valueBox);
    m_values->addWidget(m_value);
    m_values->setStretchFactor(0, 0);
    m_values->setStretchFactor(1, 3);
    m_values->setStretchFactor(2, 1);
    m_form->setMinimumHeight(80);
    m_form->hide();
    m_value->setMinimumHeight(90);
    m_value->hide();
    connect(m_values, &QSplitter::splitterMoved, this, [this] { m_sized = true; });
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
    m_head->setDetail(detail, m_live);
    showGrant();
    m_allow->setRow(detail.row);
    m_form->setDetail(detail);
    m_model->setStoreEditable(detail.row.kind == TreeRow::Kind::Store && detail.row.active);
    showModel();
    if (other) {
        m_view->collapseAll();
        m_view->setCurrentIndex({});
        m_storeError->hide();
    }
    for (int group = 0; group < m_model->rowCount(); ++group) {
        const QModelIndex index = m_model->index(group, 0);
        m_view->setFirstColumnSpanned(group, {}, true);
        if (other || !m_view->isExpanded(index))
            m_view->expand(index);
    }
    showValue();
    showTexts();
    m_pages->setCurrentIndex(1);
    if (other)
        divide();
}

void InspectorPane::showGrant()
{
    m_grant->setVisible(m_detail.grant.has_value());
    if (!m_detail.grant)
        return;
    const ToolGrant &grant = *m_detail.grant;
    const QString since = Words::time(grant.since);
    m_grant->setContent(Banner::Tone::Info, tr("Its calls are allowed without asking"),
                        grant.by.isEmpty() ? tr("Since %1.").arg(since)
                                           : tr("Since %1, by %2.").arg(since, grant.by),
                        tr("Ask again from now on"));
}

/// Properties that have fields of their own are not told twice.
void InspectorPane::showModel()
{
    RowDetail shown = m_detail;
    if (m_form->hasFields()) {
        shown.props = {};
        shown.bindings = {};
    }
    m_model->setDetail(shown);
    m_form->setVisible(m_form->hasFields());
    m_valueBox->setVisible(m_model->rowCount() > 0 || !m_form->hasFields());
    showNoValues();
}

void InspectorPane::showForm()
{
    const bool had = !m_form->isHidden();
    m_head->setDisabling(m_form->canDisable(), m_form->isDisabled());
    if (!m_detail.row.uid)
        return;
    showModel();
    if (had != m_form->hasFields())
        divide();
}

/// The form as high as its fields, as long as half of the height is left for what came of them.
void InspectorPane::divide()
{
    if (m_sized || m_form->isHidden())
        return;
    const int height = m_values->height();
    const int form =
        m_valueBox->isHidden() ? height : std::min(m_form->contentHeight(), height * 3 / 5);
    m_values->setSizes({form, height - form, m_value->isHidden() ? 0 : height / 4});
}

void InspectorPane::editValue(const QModelIndex &index)
{
    const QModelIndex value = index.siblingAtColumn(ValueModel::ValueColumn);
    if (value.flags() & Qt::ItemIsEditable)
        m_view->edit(value);
}

void InspectorPane::setStoreValue(const QString &key, const QJsonValue &value)
{
    const QPointer<InspectorPane> guard(this);
    m_controller.engine().setStore({m_detail.row.name, key, value},
                                   [guard, uid = m_detail.row.uid](const Result<void> &stored) {
                                       if (!guard || guard->m_detail.row.uid != uid)
                                           return;
                                       guard->m_storeError->setVisible(!stored);
                                       if (!stored)
                                           guard->m_storeError->setText(
                                               stored.error().message + u' ' + stored.error().hint);
                                   });
}

void InspectorPane::clear()
{
    m_detail = {};
    m_form->clear();
    m_model->clear();
    m_pages->setCurrentIndex(0);
}

void InspectorPane::flush()
{
    m_form->flush();
}

void InspectorPane::focusForm()
{
    m_segmentButtons.first()->click();
    m_form->focusFirst();
}

void InspectorPane::setLive(bool live)
{
    m_live = live;
    if (m_detail.row.uid)
        m_head->setDetail(m_detail, m_live);
}

void InspectorPane::showWhole(const QString &path, const QJsonValue &value,
                              const QString &expression)
{
    m_view->setCurrentIndex({});
    m_value->setValue(path, value, expression);
    m_value->show();
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

} // namespace creact
