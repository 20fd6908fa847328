// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/unreadablepane.h"

#include "ui/controllers/historycontroller.h"
#include "ui/models/words.h"
#include "ui/panes/historybrowser.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

bool isNewer(const StackInfo &info)
{
    return info.error && info.error->code == ErrorCode::StateNewer;
}

} // namespace

UnreadablePane::UnreadablePane(HistoryController *history, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_icon(new QLabel)
    , m_title(makeLabel(u"unreadableTitle"_s, TextSize::Large, nullptr, QFont::DemiBold))
    , m_text(makeLabel(u"unreadableText"_s))
    , m_where(makeLabel(u"unreadableWhere"_s, TextSize::Normal, "muted"))
    , m_untouched(makeLabel(u"unreadableUntouched"_s, TextSize::Normal, "muted"))
    , m_listTitle(makeLabel(u"unreadableListTitle"_s, TextSize::Normal, nullptr, QFont::DemiBold))
    , m_browser(new HistoryBrowser(history, u"earlier"_s))
    , m_goBack(makeButton(u"goBackNow"_s, tr("Go back to this state"), "accent"))
    , m_startEmpty(makeButton(u"startEmpty"_s, tr("Start empty (keep the file aside)")))
    , m_showFolder(makeButton(u"showStateFolder"_s, tr("Show in folder"), "link"))
{
    setObjectName(u"unreadablePane"_s);
    setAccessibleName(tr("The stored state cannot be read"));
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_browser->setComparing(false);
    for (QLabel *label : {m_title, m_text, m_where, m_untouched, m_listTitle})
        label->setWordWrap(true);
    for (QLabel *label : {m_text, m_where})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_where->setFont(monoFont(TextSize::Small));

    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(Space::Large, Space::Small, Space::Large, Space::Medium);
    buttons->setSpacing(Space::Small);
    buttons->addWidget(m_goBack);
    buttons->addWidget(m_startEmpty);
    buttons->addStretch();
    buttons->addWidget(m_showFolder);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(makeSeparator(Qt::Horizontal));
    layout->addWidget(m_browser, 1);
    layout->addStretch(0);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    layout->addLayout(buttons);

    connect(m_goBack, &QPushButton::clicked, this,
            [this] { m_history->goBack(m_browser->chosen()); });
    connect(m_browser, &HistoryBrowser::activated, m_goBack, &QPushButton::click);
    connect(m_startEmpty, &QPushButton::clicked, m_history, &HistoryController::startEmpty);
    connect(m_showFolder, &QPushButton::clicked, this, &UnreadablePane::showFolderRequested);
    connect(m_browser, &HistoryBrowser::choiceChanged, this, &UnreadablePane::showButtons);
    connect(history->model(), &QAbstractItemModel::modelReset, this, &UnreadablePane::showButtons);
    drawIcon();
}

QWidget *UnreadablePane::makeHead()
{
    auto *texts = new QVBoxLayout;
    texts->setSpacing(Space::Tiny);
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    texts->addWidget(m_where);
    texts->addWidget(m_untouched);
    texts->addSpacing(Space::Small);
    texts->addWidget(m_listTitle);
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(Space::Large, Space::Large, Space::Large, Space::Small);
    row->setSpacing(Space::Medium);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    return head;
}

bool UnreadablePane::concerns(const StackInfo &info)
{
    using Status = StackInfo::Status;
    // Stopping: a decision is being carried out.
    return (info.status == Status::Idle || info.status == Status::Stopping)
        && hasUnreadableState(info);
}

void UnreadablePane::setInfo(const StackInfo &info)
{
    if (!concerns(info)) {
        m_info = {};
        return;
    }
    const bool another = info.error != m_info.error;
    m_info = info;
    const bool newer = isNewer(info);
    m_title->setText(newer ? tr("A newer version wrote this state")
                           : tr("The stored state cannot be read"));
    m_text->setText(info.error->message);
    m_where->setText(info.error->where);
    m_where->setVisible(!info.error->where.isEmpty());
    m_untouched->setText(
        newer ? tr("Open it with that version. Nothing has been changed, and nothing can be "
                   "deployed from here.")
              : tr("The file is as it was found: nothing has been changed, and nothing is deployed "
                   "until you decide."));
    showButtons();
    if (another)
        m_history->refresh();
}

void UnreadablePane::showButtons()
{
    const bool newer = isNewer(m_info);
    const bool any = m_history->model()->rowCount() > 0;
    m_listTitle->setText(any ? tr("Earlier states") : tr("There are no earlier states."));
    m_browser->setVisible(any);
    const bool mayChange = !newer && !m_info.readOnly && m_info.status == StackInfo::Status::Idle;
    m_goBack->setVisible(!newer && any);
    m_goBack->setEnabled(mayChange && m_browser->chosenIsUsable());
    m_startEmpty->setVisible(!newer);
    setVariant(m_startEmpty, "accent", !any);
    m_startEmpty->setEnabled(mayChange);
    m_showFolder->setVisible(m_info.backendUrl.startsWith(u"file:"_s));
}

void UnreadablePane::focusList()
{
    if (m_history->model()->rowCount() > 0)
        m_browser->focusList();
    else
        m_startEmpty->setFocus(Qt::OtherFocusReason);
}

void UnreadablePane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
    QWidget::changeEvent(event);
}

void UnreadablePane::drawIcon()
{
    m_icon->setPixmap(
        themedPixmap(u"warning"_s, Size::IconLarge, tintColor(Tint::Warning), devicePixelRatioF()));
}

} // namespace creact
