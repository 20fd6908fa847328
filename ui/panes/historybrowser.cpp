// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/historybrowser.h"

#include "ui/controllers/historycontroller.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTableView>

namespace creact {

using namespace Qt::StringLiterals;

HistoryBrowser::HistoryBrowser(HistoryController *history, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_table(new QTableView)
    , m_summary(makeLabel(name + u"Summary"_s, TextSize::Normal, nullptr, QFont::DemiBold))
    , m_lines(new QPlainTextEdit)
{
    m_table->setObjectName(name + u"Table"_s);
    m_lines->setObjectName(name + u"Lines"_s);
    m_lines->setAccessibleName(tr("Nodes of this state"));
    m_lines->setReadOnly(true);
    m_lines->setFont(monoFont(TextSize::Small));
    m_lines->setProperty("role", u"code"_s);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lines->setTabChangesFocus(true);
    m_lines->setMinimumHeight(Size::Row);
    m_summary->setWordWrap(true);
    makeTable();

    auto *side = new QWidget;
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(Space::Medium, Space::Small, Space::Medium, Space::Small);
    column->setSpacing(Space::Small);
    column->addWidget(m_summary);
    column->addWidget(m_lines, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_table, 3);
    row->addWidget(makeSeparator(Qt::Vertical));
    row->addWidget(side, 2);

    HistoryModel *model = history->model();
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_kept = chosen(); });
    connect(model, &QAbstractItemModel::modelReset, this, &HistoryBrowser::chooseNewest);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &HistoryBrowser::look);
    connect(m_table, &QTableView::activated, this, &HistoryBrowser::activated);
    connect(history, &HistoryController::looked, this,
            [this](const QString &id, const StateLook &stateLook) {
                if (id == chosen())
                    show(stateLook.summary, stateLook.lines);
            });
    connect(history, &HistoryController::lookFailed, this,
            [this](const QString &id, const Error &error) {
                if (id == chosen())
                    show(error.message, error.where);
            });
    show({}, {});
}

void HistoryBrowser::makeTable()
{
    m_table->setAccessibleName(tr("Earlier states"));
    m_table->setProperty("role", u"rows"_s);
    m_table->setMinimumHeight(3 * Size::Row);
    m_table->setModel(m_history->model());
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Size::Row);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(HistoryModel::TimeColumn, QHeaderView::Stretch);
    header->resizeSection(HistoryModel::NodesColumn, 64);
    header->resizeSection(HistoryModel::StatusColumn, 120);
    header->resizeSection(HistoryModel::SizeColumn, 84);
}

void HistoryBrowser::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    look();
}

// What was chosen stays chosen; in the beginning it is the newest that can be gone back to.
void HistoryBrowser::chooseNewest()
{
    HistoryModel *model = m_history->model();
    int row = model->rowOf(m_kept);
    if (row < 0)
        row = std::max(model->newestUsable(), 0);
    if (row < model->rowCount())
        m_table->setCurrentIndex(model->index(row, 0));
    else
        look();
}

QString HistoryBrowser::chosen() const
{
    return m_table->currentIndex().data(HistoryModel::IdRole).toString();
}

bool HistoryBrowser::chosenIsUsable() const
{
    return m_table->currentIndex().data(HistoryModel::UsableRole).toBool();
}

QString HistoryBrowser::chosenTime() const
{
    return m_table->currentIndex().siblingAtColumn(HistoryModel::TimeColumn).data().toString();
}

void HistoryBrowser::focusList()
{
    m_table->setFocus(Qt::ShortcutFocusReason);
}

void HistoryBrowser::look()
{
    Q_EMIT choiceChanged();
    const int row = m_table->currentIndex().row();
    if (row < 0) {
        show({}, {});
        return;
    }
    const SnapshotInfo &snapshot = m_history->model()->at(row);
    if (snapshot.error)
        show(snapshot.error->message, snapshot.error->where);
    else if (snapshot.kind == SnapshotInfo::Kind::SetAside)
        show(tr("Nobody could read this state; it was moved out of the way as it was."),
             snapshot.id);
    else if (isVisible())
        m_history->look(snapshot.id, m_comparing);
}

void HistoryBrowser::show(const QString &summary, const QString &lines)
{
    m_summary->setText(summary);
    m_lines->setPlainText(lines);
    m_lines->setVisible(!lines.isEmpty());
    m_summary->setAlignment(Qt::AlignLeft | (lines.isEmpty() ? Qt::AlignTop : Qt::AlignVCenter));
}

} // namespace creact
