// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/deploymentspane.h"

#include "ui/controllers/plancontroller.h"
#include "ui/panes/emptystate.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace creact {

using namespace Qt::StringLiterals;

DeploymentsPane::DeploymentsPane(PlanController *controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_table(new QTableView)
    , m_pages(new QStackedWidget)
{
    setObjectName(u"deploymentsPane"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    makeTable();
    auto *empty = new EmptyState(u"play"_s);
    empty->setTexts(tr("No deployments yet"),
                    tr("Each deploy is kept here: what was planned, and what came of it."));
    m_pages->addWidget(m_table);
    m_pages->addWidget(empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    connect(controller->deployments(), &QAbstractItemModel::modelReset, this,
            &DeploymentsPane::updatePage);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        m_controller->showDeployment(index.data(DeploymentsModel::IdRole).toString());
    });
    updatePage();
}

void DeploymentsPane::makeTable()
{
    m_table->setObjectName(u"deploymentsTable"_s);
    m_table->setAccessibleName(tr("Deployments"));
    m_table->setProperty("role", u"rows"_s);
    m_table->setModel(m_controller->deployments());
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Size::Row);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(DeploymentsModel::OutcomeColumn, QHeaderView::Stretch);
    header->resizeSection(DeploymentsModel::TimeColumn, 176);
    header->resizeSection(DeploymentsModel::DurationColumn, 90);
}

void DeploymentsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_controller->loadDeployments();
}

void DeploymentsPane::focusList()
{
    m_table->setFocus(Qt::ShortcutFocusReason);
}

void DeploymentsPane::updatePage()
{
    m_pages->setCurrentIndex(m_controller->deployments()->rowCount() > 0 ? 0 : 1);
}

} // namespace creact
