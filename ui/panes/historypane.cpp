// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/historypane.h"

#include "ui/controllers/historycontroller.h"
#include "ui/models/words.h"
#include "ui/panes/confirmbanner.h"
#include "ui/panes/emptystate.h"
#include "ui/panes/historybrowser.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace creact {

using namespace Qt::StringLiterals;

HistoryPane::HistoryPane(HistoryController *history, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_browser(new HistoryBrowser(history, u"history"_s))
    , m_note(makeLabel(u"historyNote"_s, TextSize::Small, "muted"))
    , m_goBack(makeButton(u"goBack"_s, tr("Go back to this state…")))
    , m_question(new ConfirmBanner(u"goBackQuestion"_s, Banner::Buttons::Beside))
    , m_bar(new QWidget)
    , m_pages(new QStackedWidget)
{
    setObjectName(u"historyPane"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_note->setWordWrap(true);

    auto *bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(Space::Medium, Space::Tiny, Space::Medium, Space::Small);
    bar->addWidget(m_note, 1);
    bar->addWidget(m_goBack);
    auto *question = new QVBoxLayout;
    question->setContentsMargins(Space::Medium, Space::Tiny, Space::Medium, Space::Tiny);
    question->addWidget(m_question);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_browser, 1);
    column->addLayout(question);
    column->addWidget(m_bar);
    auto *empty = new EmptyState(u"turn"_s);
    empty->setTexts(tr("No earlier states yet"),
                    tr("Each time the state is written anew, the one before is kept here."));
    m_pages->addWidget(page);
    m_pages->addWidget(empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    connect(m_browser, &HistoryBrowser::choiceChanged, this, [this] {
        m_question->dismiss();
        showState();
    });
    connect(m_browser, &HistoryBrowser::activated, this, &HistoryPane::ask);
    connect(m_question, &ConfirmBanner::asking, m_bar, &QWidget::setHidden);
    connect(m_goBack, &QPushButton::clicked, this, &HistoryPane::ask);
    connect(history->model(), &QAbstractItemModel::modelReset, this, &HistoryPane::showState);
    showState();
}

void HistoryPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_history->refresh();
}

void HistoryPane::setInfo(const StackInfo &info)
{
    const bool cameToRest =
        info.status == StackInfo::Status::Idle && m_info.status != StackInfo::Status::Idle;
    m_info = info;
    m_browser->setComparing(!hasUnreadableState(info));
    if (!whyNot().isEmpty())
        m_question->dismiss();
    if (cameToRest && isVisible())
        m_history->refresh();
    showState();
}

void HistoryPane::focusList()
{
    m_browser->focusList();
}

QString HistoryPane::whyNot() const
{
    if (hasUnreadableState(m_info))
        return tr("The stored state cannot be read: decide above.");
    if (m_info.readOnly)
        return tr("The stack is read-only here.");
    if (m_info.status == StackInfo::Status::Idle)
        return {};
    return tr("Stop the stack first: a live stack cannot go back.");
}

void HistoryPane::showState()
{
    m_pages->setCurrentIndex(m_history->model()->rowCount() > 0 ? 0 : 1);
    const QString why = whyNot();
    const bool usable = m_browser->chosenIsUsable();
    m_goBack->setEnabled(why.isEmpty() && usable);
    m_note->setText(!why.isEmpty() ? why
                        : usable   ? QString()
                                   : tr("This state cannot be gone back to."));
}

void HistoryPane::ask()
{
    if (!m_goBack->isEnabled())
        return;
    m_question->ask(tr("Go back to the state of %1?").arg(m_browser->chosenTime()),
                    tr("Nodes, conversations and stores become what they were then. The state of "
                       "now stays in this list."),
                    tr("Go back"), [this, id = m_browser->chosen()] { m_history->goBack(id); });
}

} // namespace creact
