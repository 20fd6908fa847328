// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/problemspane.h"

#include "ui/models/problemsmodel.h"
#include "ui/panes/emptystate.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

namespace creact {

using namespace Qt::StringLiterals;

ProblemsPane::ProblemsPane(ProblemsModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(new QTreeView)
    , m_pages(new QStackedWidget)
    , m_empty(new EmptyState(u"check"_s))
{
    setObjectName(u"problemsPane"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_view->setObjectName(u"problemsList"_s);
    m_view->setAccessibleName(tr("Problems of the document"));
    m_view->setModel(model);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setIconSize({Size::Icon, Size::Icon});
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(ProblemsModel::MessageColumn, QHeaderView::Stretch);
    m_view->header()->resizeSection(ProblemsModel::PlaceColumn, 72);
    m_view->header()->resizeSection(ProblemsModel::CodeColumn, 150);
    m_empty->setTexts(tr("No problems"), tr("The stack document is in order."));

    auto *edit = makeButton(u"openDocument"_s, tr("Open document in editor"), "link");
    auto *reload = makeButton(u"reloadDocument"_s, tr("Check again"), "link");
    auto *copy = makeToolButton(u"copyProblems"_s, u"copy"_s, tr("Copy all problems"));
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(Space::Medium, Space::Tiny, Space::Small, Space::Tiny);
    row->addWidget(edit);
    row->addWidget(reload);
    row->addStretch();
    row->addWidget(copy);
    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_view, 1);

    m_pages->addWidget(list);
    m_pages->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    connect(edit, &QPushButton::clicked, this, &ProblemsPane::openDocumentRequested);
    connect(reload, &QPushButton::clicked, this, &ProblemsPane::reloadRequested);
    connect(copy, &QToolButton::clicked, this, &ProblemsPane::copyAll);
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT problemActivated(m_model->problems().at(index.row()));
    });
    connect(model, &QAbstractItemModel::modelReset, this, &ProblemsPane::updatePage);
    updatePage();
}

void ProblemsPane::updatePage()
{
    m_pages->setCurrentIndex(m_model->rowCount() == 0 ? 1 : 0);
}

void ProblemsPane::copyAll()
{
    QStringList lines;
    for (const Problem &problem : m_model->problems())
        lines.append(toText(problem));
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace creact
