// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/sidepanels.h"

#include "ui/panes/banner.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QTabBar>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// Two panels of this half each are the least that can be read.
constexpr int sideBySideWidth = 660;

QBoxLayout *makePanelTitle(QWidget *box, const QString &text)
{
    QLabel *label = makeLabel(u"panelTitle"_s, TextSize::Normal, nullptr, QFont::DemiBold);
    label->setText(text);
    label->setContentsMargins(Space::Medium, 0, Space::Medium, 0);
    label->setFixedHeight(36);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, Space::Small, 0);
    row->addWidget(label, 1);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    return row;
}

QToolButton *makeMenuButton(const QString &objectName, const QString &name,
                            const QList<QAction *> &actions)
{
    QToolButton *button = makeToolButton(objectName, u"more"_s, name);
    auto *menu = new QMenu(button);
    menu->addActions(actions);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

} // namespace

SidePanels::SidePanels(QWidget *inspector, QWidget *chat, QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar)
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_tabRow(new QHBoxLayout)
    , m_notice(new Banner(u"approvalNotice"_s))
{
    setObjectName(u"sidePanels"_s);
    m_tabs->setObjectName(u"sideTabs"_s);
    m_tabs->setAccessibleName(tr("Inspector or chat"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Inspector"));
    m_tabs->addTab(tr("Chat"));
    m_splitter->setObjectName(u"sideSplitter"_s);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);

    QWidget *panes[2] = {inspector, chat};
    for (const Panel panel : {InspectorPanel, ChatPanel}) {
        m_titles[panel] = new QWidget;
        m_titleRows[panel] = makePanelTitle(m_titles[panel], m_tabs->tabText(panel));
        m_boxes[panel] = new QWidget;
        auto *layout = new QVBoxLayout(m_boxes[panel]);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(m_titles[panel]);
        layout->addWidget(panes[panel], 1);
        m_boxes[panel]->setMinimumWidth(280);
        m_splitter->addWidget(m_boxes[panel]);
    }
    m_tabs->setCurrentIndex(ChatPanel);

    auto *tabRow = new QWidget;
    tabRow->setObjectName(u"sideTabRow"_s);
    auto *tabLayout = new QVBoxLayout(tabRow);
    tabLayout->setContentsMargins(0, 0, 0, 0);
    tabLayout->setSpacing(0);
    tabLayout->addLayout(m_tabRow);
    m_tabRow->setContentsMargins(0, 0, Space::Small, 0);
    m_tabRow->addWidget(m_tabs, 1);
    tabLayout->addWidget(makeSeparator(Qt::Horizontal));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tabRow);
    auto *notices = new QVBoxLayout;
    notices->setContentsMargins(Space::Small, Space::Small, Space::Small, Space::Small);
    notices->addWidget(m_notice);
    layout->addLayout(notices);
    m_notice->hide();
    connect(m_notice, &Banner::actionTriggered, this, [this] { show(ChatPanel); });
    layout->addWidget(m_splitter, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &SidePanels::arrange);
    arrange();
}

void SidePanels::setMenu(Panel panel, const QString &name, const QList<QAction *> &actions)
{
    m_titleRows[panel]->addWidget(makeMenuButton(u"panelMenu"_s, name, actions));
    m_tabMenus[panel] = makeMenuButton(u"tabMenu"_s, name, actions);
    m_tabRow->addWidget(m_tabMenus[panel]);
    arrange();
}

void SidePanels::show(Panel panel)
{
    m_tabs->setCurrentIndex(panel);
}

SidePanels::Panel SidePanels::current() const
{
    return Panel(m_tabs->currentIndex());
}

void SidePanels::arrange()
{
    m_tabs->parentWidget()->setVisible(!m_wide);
    for (const Panel panel : {InspectorPanel, ChatPanel}) {
        m_titles[panel]->setVisible(m_wide);
        m_boxes[panel]->setVisible(m_wide || panel == current());
        if (m_tabMenus[panel])
            m_tabMenus[panel]->setVisible(panel == current());
    }
    showNotice();
}

void SidePanels::setApprovals(int count)
{
    m_approvals = count;
    showNotice();
}

void SidePanels::showNotice()
{
    const bool shown = m_approvals > 0 && !m_wide && current() != ChatPanel;
    if (shown)
        m_notice->setContent(Banner::Tone::Warning, tr("A tool waits for your approval"), {},
                             tr("Show in the chat"));
    m_notice->setVisible(shown);
}

void SidePanels::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= sideBySideWidth;
    if (wide == m_wide)
        return;
    m_wide = wide;
    arrange();
}

QByteArray SidePanels::saveState() const
{
    return m_splitter->saveState();
}

void SidePanels::restoreState(const QByteArray &state)
{
    m_splitter->restoreState(state);
}

} // namespace creact
