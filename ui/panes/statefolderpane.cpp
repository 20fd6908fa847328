// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/statefolderpane.h"

#include "ui/models/words.h"
#include "ui/panes/chevrontree.h"
#include "ui/panes/emptystate.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QDir>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStandardItemModel>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int folderColumnWidth = 680;
constexpr int nameWidth = 380;
constexpr int mostRowsShown = 14;

} // namespace

StateFolderPane::StateFolderPane(QWidget *parent)
    : QWidget(parent)
    , m_title(makeLabel(u"stateFolderTitle"_s, TextSize::Display, nullptr, QFont::DemiBold))
    , m_folder(makeLabel(u"stateFolderPath"_s, TextSize::Normal, "muted"))
    , m_list(new ChevronTree)
    , m_rows(new QStandardItemModel(this))
    , m_open(makeButton(u"openStored"_s, tr("&Look at it"), "accent"))
    , m_empty(new EmptyState(u"store"_s))
{
    setObjectName(u"stateFolderPane"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_title->setText(tr("Stored states"));
    m_folder->setWordWrap(true);
    m_folder->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_list->setObjectName(u"storedStacks"_s);
    m_list->setAccessibleName(tr("Stacks whose state is kept here"));
    m_list->setModel(m_rows);
    m_list->setRootIsDecorated(false);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_empty->setTexts(tr("No state is kept here"),
                      tr("A stack that was deployed keeps its state in a folder “.creact-state” "
                         "beside its document."));
    auto *column = new QWidget;
    column->setMaximumWidth(folderColumnWidth);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(Space::Huge, 40, Space::Huge, Space::Huge);
    layout->setSpacing(Space::Small);
    layout->addWidget(m_title);
    layout->addWidget(m_folder);
    layout->addWidget(makeNote(
        u"stateFolderNote"_s,
        tr("To look at: what is stored, its history and its audit log. To change or deploy a "
           "stack, open its document.")));
    layout->addSpacing(Space::Small);
    layout->addWidget(m_list);
    layout->addWidget(m_empty);
    layout->addSpacing(Space::Small);
    layout->addWidget(m_open, 0, Qt::AlignLeft);
    layout->addStretch(1);
    auto *centred = new QHBoxLayout(this);
    centred->setContentsMargins(0, 0, 0, 0);
    centred->addStretch(1);
    centred->addWidget(column, 100);
    centred->addStretch(1);
    connect(m_list, &QTreeView::activated, this, &StateFolderPane::openCurrent);
    connect(m_open, &QPushButton::clicked, this, &StateFolderPane::openCurrent);
}

void StateFolderPane::setFolder(const FolderLook &look)
{
    m_folder->setText(QDir::toNativeSeparators(look.stateFolder));
    m_rows->clear();
    m_rows->setHorizontalHeaderLabels({tr("Stack"), tr("Last changed")});
    for (const StoredStack &stack : look.stacks) {
        auto *name = new QStandardItem(themedIcon(u"store"_s), stack.name);
        m_rows->appendRow(
            {name, new QStandardItem(Words::time(stack.changedAt.toMSecsSinceEpoch()))});
    }
    const bool empty = look.stacks.isEmpty();
    m_list->setVisible(!empty);
    m_open->setVisible(!empty);
    m_empty->setVisible(empty);
    m_list->header()->resizeSection(0, nameWidth);
    const int rows = std::min(m_rows->rowCount(), mostRowsShown) + 1;
    m_list->setFixedHeight(rows * Size::Row + Space::Small);
    m_list->setCurrentIndex(m_rows->index(0, 0));
}

void StateFolderPane::focusList()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

void StateFolderPane::openCurrent()
{
    const QModelIndex current = m_list->currentIndex().siblingAtColumn(0);
    if (current.isValid())
        Q_EMIT chosen(current.data().toString());
}

} // namespace creact
