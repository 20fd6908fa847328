// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/chatpane.h"

#include "ui/models/chatmodel.h"
#include "ui/models/words.h"
#include "ui/panes/approvalcard.h"
#include "ui/panes/banner.h"
#include "ui/panes/composer.h"
#include "ui/panes/confirmbanner.h"
#include "ui/panes/emptystate.h"
#include "ui/panes/markdownview.h"
#include "ui/panes/sessionlist.h"
#include "ui/panes/turnview.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QClipboard>
#include <QDateTime>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int elapsedTickMs = 100;

QString whyNoMessages(const StackInfo &info)
{
    if (info.error && info.error->code == ErrorCode::DocumentInvalid)
        return ChatPane::tr("The stack document has problems");
    if (hasUnreadableState(info))
        return ChatPane::tr("The stored state cannot be read");
    if (info.readOnly)
        return ChatPane::tr("The stack is read-only here: another process answers for it");
    switch (info.status) {
    case StackInfo::Status::Live:
        return ChatPane::tr("This stack has no chat handler that takes messages");
    case StackInfo::Status::Deploying:
        return ChatPane::tr("Deploying…");
    case StackInfo::Status::Stopping:
        return ChatPane::tr("Stopping…");
    default:
        return ChatPane::tr("Deploy the stack to talk to it");
    }
}

} // namespace

ChatPane::ChatPane(ChatModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_sessions(new SessionList)
    , m_usage(makeLabel(u"chatUsage"_s, TextSize::Small, "muted"))
    , m_head(nullptr)
    , m_pages(new QStackedWidget)
    , m_empty(new EmptyState(u"chat"_s))
    , m_scroll(new QScrollArea)
    , m_turns(new QVBoxLayout)
    , m_linkBanner(new Banner(u"linkBanner"_s))
    , m_sendError(new Banner(u"sendError"_s))
    , m_forgetQuestion(new ConfirmBanner(u"forgetQuestion"_s))
    , m_approval(new ApprovalCard)
    , m_composer(new Composer)
    , m_forget(new QAction(tr("&Forget this Conversation…"), this))
{
    setObjectName(u"chatPane"_s);
    setAccessibleName(tr("Chat"));
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);

    auto *content = new QWidget;
    content->setProperty("role", u"page"_s);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(Space::Large, Space::Medium, Space::Large, Space::Medium);
    m_turns->setSpacing(Space::Huge);
    column->addLayout(m_turns);
    column->addStretch(1);
    m_scroll->setObjectName(u"transcript"_s);
    m_scroll->setAccessibleName(tr("Conversation"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(content);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_scroll);

    auto *banners = new QVBoxLayout;
    banners->setContentsMargins(Space::Medium, 0, Space::Medium, 0);
    banners->addWidget(m_linkBanner);
    banners->addWidget(m_sendError);
    banners->addWidget(m_forgetQuestion);
    banners->addWidget(m_approval);
    m_linkBanner->hide();
    m_sendError->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_head = makeHead();
    layout->addWidget(m_head);
    layout->addWidget(m_pages, 1);
    layout->addLayout(banners);
    layout->addWidget(m_composer);

    m_ticker.setInterval(elapsedTickMs);
    connect(&m_ticker, &QTimer::timeout, this, &ChatPane::tick);
    connect(m_composer, &Composer::sendRequested, this, &ChatPane::send);
    connect(m_approval, &ApprovalCard::decided, this, &ChatPane::approvalDecided);
    connect(m_sendError, &Banner::actionTriggered, m_sendError, &QWidget::hide);
    connect(m_linkBanner, &Banner::actionTriggered, this, &ChatPane::onLinkOpen);
    connect(m_linkBanner, &Banner::secondActionTriggered, this, [this] {
        QGuiApplication::clipboard()->setText(m_link.toString());
        m_linkBanner->hide();
    });
    connect(m_empty, &EmptyState::actionTriggered, this, &ChatPane::deployRequested);
    m_forget->setObjectName(u"forgetConversation"_s);
    connect(m_forget, &QAction::triggered, this, &ChatPane::askToForget);
    m_sessions->setForget(m_forget);
    connect(m_sessions, &SessionList::chosen, this, &ChatPane::showSession);
    connectModel();
    rebuild();
}

QWidget *ChatPane::makeHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(Space::Small, Space::Tiny, Space::Large, 0);
    row->addWidget(m_sessions);
    row->addStretch();
    row->addWidget(m_usage);
    return head;
}

/// Sessions where there are several, and what the conversation has cost.
void ChatPane::showHead()
{
    QList<ChatTurn> turns;
    for (int row = 0; row < m_model->rowCount(); ++row)
        turns.append(m_model->turn(row));
    const QString before = m_sessions->current();
    m_sessions->setTurns(turns, m_info.hasSessions);
    m_usage->setText(tr("%1 tokens in all").arg(QLocale().toString(m_used.totalTokens)));
    m_usage->setToolTip(tr("Of all calls in the audit log: %1 asked, %2 answered")
                            .arg(QLocale().toString(m_used.promptTokens),
                                 QLocale().toString(m_used.completionTokens)));
    m_usage->setVisible(m_used.totalTokens > 0);
    m_head->setVisible(!m_sessions->isHidden() || !m_usage->isHidden());
    if (before != m_sessions->current())
        showSession();
}

void ChatPane::setUsage(const TurnUsage &usage)
{
    m_used = usage;
    showHead();
}

bool ChatPane::isShown(const ChatTurn &turn) const
{
    const QString session = m_sessions->current();
    return session.isEmpty() || turn.session == session;
}

void ChatPane::showSession()
{
    for (TurnView *view : std::as_const(m_views))
        view->setVisible(isShown(view->turn()));
    m_follow = true;
    markLast();
    updatePage();
    scrollToEnd();
}

void ChatPane::connectModel()
{
    connect(m_model, &QAbstractItemModel::modelReset, this, &ChatPane::rebuild);
    connect(m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { insertTurns(first, last); });
    connect(m_model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                for (int row = first.row(); row <= last.row(); ++row)
                    refresh(row);
            });
    connect(m_model, &ChatModel::stepsChanged, this, [this](int row) {
        m_views.at(row)->setSteps(m_model->steps(row), m_model->live(row));
        showHead();
    });
    connect(m_model, &ChatModel::liveChanged, this,
            [this](int row) { m_views.at(row)->setLive(m_model->live(row)); });
    QScrollBar *bar = m_scroll->verticalScrollBar();
    // Follow the end while the person is there; what they scrolled up to stays in sight.
    connect(bar, &QScrollBar::valueChanged, this, [this] { m_follow = atEnd(); });
    connect(bar, &QScrollBar::rangeChanged, this, [this] {
        if (m_follow)
            scrollToEnd();
    });
}

void ChatPane::rebuild()
{
    qDeleteAll(m_views);
    m_views.clear();
    m_follow = true;
    if (m_model->rowCount() > 0)
        insertTurns(0, m_model->rowCount() - 1);
    updatePage();
}

TurnView *ChatPane::makeTurn(int row)
{
    auto *view = new TurnView;
    view->tick(QDateTime::currentMSecsSinceEpoch());
    view->setTurn(m_model->turn(row), m_model->activity(row));
    view->setSteps(m_model->steps(row), m_model->live(row));
    connect(view, &TurnView::linkClicked, this, &ChatPane::askForLink);
    view->setCanSend(m_info.status == StackInfo::Status::Live);
    view->setHeldUp(m_info.failed > 0);
    connect(view, &TurnView::stepsRequested, this, &ChatPane::stepsRequested);
    connect(view, &TurnView::cancelRequested, this, [this, view](const QString &id) {
        Q_EMIT cancelRequested(view->turn().handlerId, id);
    });
    connect(view, &TurnView::resendRequested, this,
            [this, view](const QString &question) { send(view->turn().handlerId, question); });
    return view;
}

void ChatPane::insertTurns(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        TurnView *view = makeTurn(row);
        m_views.insert(row, view);
        m_turns->insertWidget(row, view);
        view->setVisible(isShown(view->turn()));
    }
    markLast();
    showHead();
    updatePage();
}

void ChatPane::refresh(int row)
{
    m_views.at(row)->setTurn(m_model->turn(row), m_model->activity(row));
    updatePage();
}

void ChatPane::setInfo(const StackInfo &info)
{
    m_info = info;
    const bool live = info.status == StackInfo::Status::Live;
    for (TurnView *view : std::as_const(m_views)) {
        view->setCanSend(live);
        view->setHeldUp(info.failed > 0);
    }
    m_approval->setRequests(info.approvals);
    showHead();
    m_forget->setEnabled(canForget(info));
    if (!canForget(info))
        m_forgetQuestion->dismiss();
    m_composer->setHandlers(live ? info.chatHandlers : QStringList(), whyNoMessages(info));
    updatePage();
}

void ChatPane::updatePage()
{
    const bool any = std::any_of(m_views.cbegin(), m_views.cend(),
                                 [this](TurnView *view) { return isShown(view->turn()); });
    m_pages->setCurrentIndex(any ? 1 : 0);
    const bool broken = hasUnreadableState(m_info)
        || (m_info.error && m_info.error->code == ErrorCode::DocumentInvalid);
    const bool idle = m_info.status == StackInfo::Status::Idle && !m_info.readOnly && !broken;
    if (m_info.status == StackInfo::Status::Live && !m_info.chatHandlers.isEmpty()) {
        m_empty->setTexts(tr("Ask something"),
                          tr("The answer appears here, and every step of it in the tree."));
    } else {
        m_empty->setTexts(tr("No conversation yet"),
                          idle ? tr("Deploy the stack, then write to it here.")
                               : whyNoMessages(m_info),
                          idle ? tr("Deploy") : QString());
    }
    if (m_model->busy() && !m_ticker.isActive()) {
        m_ticker.start();
        tick();
    }
    if (!m_model->busy())
        m_ticker.stop();
}

void ChatPane::tick()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (TurnView *view : std::as_const(m_views))
        view->tick(now);
}

// --- sending

void ChatPane::send(const QString &handlerId, const QString &text)
{
    m_sendError->hide();
    m_follow = true;
    scrollToEnd();
    Q_EMIT sendRequested(handlerId, text, m_sessions->current());
}

void ChatPane::showSendError(const Error &error, const QString &text)
{
    m_sendError->setContent(Banner::Tone::Danger, error.message, error.hint, tr("Dismiss"));
    m_sendError->show();
    if (m_composer->text().isEmpty())
        m_composer->setText(text);
}

void ChatPane::focusComposer()
{
    m_composer->focusText();
}

void ChatPane::markLast()
{
    TurnView *last = nullptr;
    for (TurnView *view : std::as_const(m_views)) {
        if (isShown(view->turn()))
            last = view;
    }
    for (TurnView *view : std::as_const(m_views))
        view->setLast(view == last);
}

/// Escape stops what is being answered.
void ChatPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_model->busy())
        return stopNewest();
    QWidget::keyPressEvent(event);
}

void ChatPane::stopNewest()
{
    for (int row = m_model->rowCount() - 1; row >= 0; --row) {
        const ChatTurn &turn = m_model->turn(row);
        const bool isOpen =
            turn.state == ChatTurn::State::Running || turn.state == ChatTurn::State::Queued;
        if (isOpen && isShown(turn)) {
            Q_EMIT cancelRequested(turn.handlerId, turn.id);
            return;
        }
    }
}

// --- links

void ChatPane::askForLink(const QUrl &url)
{
    m_link = url;
    const bool open = MarkdownView::mayOpen(url);
    m_linkBanner->setContent(open ? Banner::Tone::Info : Banner::Tone::Warning,
                             open ? tr("Open this address in your browser?")
                                  : tr("This address is not opened from here"),
                             url.toString(), open ? tr("Open") : tr("Close"));
    m_linkBanner->setSecondAction(tr("Copy address"));
    m_linkBanner->show();
}

void ChatPane::onLinkOpen()
{
    m_linkBanner->hide();
    if (MarkdownView::mayOpen(m_link))
        QDesktopServices::openUrl(m_link);
}

// --- forgetting

bool ChatPane::canForget(const StackInfo &info)
{
    const bool settled =
        info.status == StackInfo::Status::Idle || info.status == StackInfo::Status::Live;
    return settled && !info.readOnly && !info.documentPath.isEmpty() && !hasUnreadableState(info);
}

void ChatPane::askToForget()
{
    const QString handler = m_composer->handler();
    const QString session = m_sessions->current();
    m_forgetQuestion->ask(
        m_info.chatHandlers.size() > 1
            ? tr("Forget the conversation with %1?").arg(handler.section(u'.', -1))
            : tr("Forget this conversation?"),
        tr("Its messages and answers go for good: from the memory and the state, from all earlier "
           "states and from the steps of its turns. What is being answered now is cancelled. This "
           "cannot be undone."),
        tr("Forget for good"),
        [this, handler, session] { Q_EMIT forgetRequested(handler, session); });
}

// --- scrolling

bool ChatPane::atEnd() const
{
    const QScrollBar *bar = m_scroll->verticalScrollBar();
    return bar->value() >= bar->maximum() - Space::Large;
}

void ChatPane::scrollToEnd()
{
    m_scroll->verticalScrollBar()->setValue(m_scroll->verticalScrollBar()->maximum());
}

} // namespace creact
