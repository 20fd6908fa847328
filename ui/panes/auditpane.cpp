// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/auditpane.h"

#include "ui/models/auditmodel.h"
#include "ui/panes/cellpainter.h"
#include "ui/panes/emptystate.h"
#include "ui/panes/filteredit.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

AuditPane::AuditPane(AuditModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filter(new AuditFilter(this))
    , m_table(new QTableView)
    , m_filterEdit(new FilterEdit(u"auditFilter"_s, tr("Filter the audit log"),
                                  tr("Filter by action, node or details")))
    , m_pages(new QStackedWidget)
    , m_empty(new EmptyState(u"log"_s))
{
    setObjectName(u"auditPane"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_filter->setSourceModel(model);
    makeTable();

    auto *copy = makeToolButton(u"copyAudit"_s, u"copy"_s, tr("Copy the selected entries as JSON"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(Space::Medium, Space::Small, Space::Small, Space::Small);
    row->addWidget(m_filterEdit, 1);
    row->addWidget(copy);

    m_pages->addWidget(m_table);
    m_pages->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_pages, 1);

    connect(copy, &QToolButton::clicked, this, &AuditPane::copySelected);
    connect(m_filterEdit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        updatePage();
    });
    connect(m_filterEdit, &FilterEdit::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_filter, &QAbstractItemModel::rowsAboutToBeInserted, this,
            [this] { m_wasAtEnd = atEnd(); });
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &AuditPane::follow);
    connect(m_filter, &QAbstractItemModel::modelReset, this, [this] {
        m_wasAtEnd = true;
        follow();
    });
    updatePage();
}

void AuditPane::makeTable()
{
    m_table->setObjectName(u"auditTable"_s);
    m_table->setAccessibleName(tr("Audit log"));
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new CellPainter(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setMouseTracking(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(AuditModel::TimeColumn, 84);
    m_table->setColumnWidth(AuditModel::ActionColumn, 168);
    m_table->setColumnWidth(AuditModel::NodeColumn, 220);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        const QString nodeId = index.data(AuditModel::NodeIdRole).toString();
        if (!nodeId.isEmpty())
            Q_EMIT nodeActivated(nodeId);
    });
}

// The details are what a narrow pane has to show; an id is known by its end.
void AuditPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_table->setColumnWidth(AuditModel::NodeColumn, std::clamp(width() / 4, 110, 220));
}

bool AuditPane::atEnd() const
{
    const QScrollBar *bar = m_table->verticalScrollBar();
    return bar->value() >= bar->maximum() - 4;
}

void AuditPane::follow()
{
    updatePage();
    if (m_wasAtEnd)
        m_table->scrollToBottom();
}

void AuditPane::updatePage()
{
    const bool empty = m_filter->rowCount() == 0;
    if (empty && m_model->rowCount() > 0)
        m_empty->setTexts(tr("Nothing matches “%1”").arg(m_filterEdit->text()), {});
    else if (empty)
        m_empty->setTexts(tr("The audit log is empty"),
                          tr("Every deploy, message and change leaves a line here."));
    m_pages->setCurrentIndex(empty ? 1 : 0);
}

void AuditPane::copySelected()
{
    QStringList entries;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        entries.append(row.data(AuditModel::JsonRole).toString());
    if (!entries.isEmpty())
        QGuiApplication::clipboard()->setText(u"[%1]"_s.arg(entries.join(u",\n"_s)));
}

} // namespace creact
