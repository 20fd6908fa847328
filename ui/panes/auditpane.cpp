// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/auditpane.h"

#include "ui/controllers/auditpager.h"
#include "ui/models/auditfilter.h"
#include "ui/panes/cellpainter.h"
#include "ui/panes/emptystate.h"
#include "ui/panes/filteredit.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int auditRowHeight = 24;
/// Older entries are fetched when the first one is as near as this (pixels).
constexpr int fetchAhead = 40 * auditRowHeight;

} // namespace

AuditPane::AuditPane(AuditPager *pager, QWidget *parent)
    : QWidget(parent)
    , m_pager(pager)
    , m_model(pager->model())
    , m_filter(new AuditFilter(m_model, this))
    , m_table(new QTableView)
    , m_filterEdit(new FilterEdit(u"auditFilter"_s, tr("Filter the audit log"),
                                  tr("Filter by action, node or details")))
    , m_count(makeLabel(u"auditCount"_s, TextSize::Small, "muted"))
    , m_searchText(makeLabel(u"auditSearchText"_s, TextSize::Small, "muted"))
    , m_searchButton(makeButton(u"auditSearchOlder"_s, {}, "link"))
    , m_searchRow(new QWidget)
    , m_pages(new QStackedWidget)
    , m_empty(new EmptyState(u"log"_s))
{
    setObjectName(u"auditPane"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    makeTable();

    auto *copy = makeToolButton(u"copyAudit"_s, u"copy"_s, tr("Copy the selected entries as JSON"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(Space::Medium, Space::Small, Space::Small, Space::Small);
    row->setSpacing(Space::Small);
    row->addWidget(m_filterEdit, 1);
    row->addWidget(m_count);
    row->addWidget(copy);
    auto *searchRow = new QHBoxLayout(m_searchRow);
    searchRow->setContentsMargins(Space::Medium, 0, Space::Small, Space::Tiny);
    searchRow->addWidget(m_searchText);
    searchRow->addWidget(m_searchButton);
    searchRow->addStretch();

    m_pages->addWidget(m_table);
    m_pages->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_searchRow);
    layout->addWidget(m_pages, 1);

    connect(copy, &QToolButton::clicked, this, &AuditPane::copySelected);
    connect(m_searchButton, &QPushButton::clicked, this, &AuditPane::onSearchClicked);
    connect(m_filterEdit, &FilterEdit::left, m_table, qOverload<>(&QWidget::setFocus));
    connectModels();
    updatePage();
}

void AuditPane::connectModels()
{
    connect(m_filterEdit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_pager->cancelSearch();
        m_follow = true;
        m_filter->setText(text);
        updatePage();
    });
    using Model = QAbstractItemModel;
    connect(m_filter, &Model::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onInserted(first, last); });
    connect(m_filter, &Model::rowsRemoved, this, &AuditPane::updatePage);
    connect(m_filter, &Model::modelReset, this, [this] {
        m_follow = true;
        updatePage();
    });
    connect(m_filter, &AuditFilter::looked, this, &AuditPane::updatePage);
    connect(m_model, &Model::rowsInserted, this, &AuditPane::updateSearch);
    connect(m_pager, &AuditPager::searchChanged, this, &AuditPane::updatePage);
    QScrollBar *bar = m_table->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, &AuditPane::onScrolled);
    // New entries, and a pane that has become smaller.
    connect(bar, &QScrollBar::rangeChanged, this, [this] {
        if (m_follow)
            m_table->scrollToBottom();
    });
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
    m_table->verticalHeader()->setDefaultSectionSize(auditRowHeight);
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

void AuditPane::onInserted(int first, int last)
{
    updatePage();
    if (!m_follow && first == 0) {
        // What the person reads stays where it is when older entries come in above it.
        QScrollBar *bar = m_table->verticalScrollBar();
        const int value = bar->value() + (last + 1) * auditRowHeight;
        m_table->doItemsLayout();
        bar->setValue(value);
    }
}

// In a filtered log older entries come by asking for them: else every key would read it all.
void AuditPane::onScrolled()
{
    m_follow = atEnd();
    if (!m_filter->filtering() && m_table->verticalScrollBar()->value() < fetchAhead
        && m_table->verticalScrollBar()->maximum() > 0)
        m_pager->fetchOlder();
}

void AuditPane::updatePage()
{
    const bool empty = m_filter->rowCount() == 0;
    if (empty && m_model->rowCount() > 0)
        m_empty->setTexts(m_filter->left() > 0 || m_pager->searching()
                              ? tr("Searching…")
                              : tr("Nothing matches “%1”").arg(m_filterEdit->text()),
                          {});
    else if (empty)
        m_empty->setTexts(tr("The audit log is empty"),
                          tr("Every deploy, message and change leaves a line here."));
    m_pages->setCurrentIndex(empty ? 1 : 0);
    updateSearch();
}

void AuditPane::updateSearch()
{
    const QLocale locale;
    const QString total = locale.toString(m_model->total());
    m_count->setVisible(m_model->total() > 0);
    m_count->setText(m_filter->filtering() ? tr("%1 of %2", "entries that match, of all")
                                                 .arg(locale.toString(m_filter->rowCount()), total)
                         : m_model->total() == 1 ? tr("1 entry")
                                                 : tr("%1 entries").arg(total));

    const bool searching = m_pager->searching();
    m_searchRow->setVisible(m_filter->filtering() && (searching || m_model->hasOlder()));
    const QString looked = locale.toString(m_model->size() - m_filter->left());
    m_searchText->setText(
        searching ? tr("Searching older entries: %1 of %2").arg(looked, total)
                  : tr("Only the newest %1 of %2 have been searched.").arg(looked, total));
    const QString action = searching ? tr("Cancel") : tr("Search older entries");
    m_searchButton->setText(action);
    m_searchButton->setAccessibleName(action);
}

void AuditPane::onSearchClicked()
{
    if (m_pager->searching())
        m_pager->cancelSearch();
    else
        m_pager->searchOlder();
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
