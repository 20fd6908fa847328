// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/turnview.h"

#include "ui/models/words.h"
#include "ui/panes/banner.h"
#include "ui/panes/markdownview.h"
#include "ui/panes/spinner.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

TurnView::TurnView(QWidget *parent)
    : QWidget(parent)
    , m_bubble(nullptr)
    , m_question(makeLabel(u"question"_s))
    , m_answer(new MarkdownView)
    , m_working(nullptr)
    , m_activity(makeLabel(u"activity"_s, TextSize::Normal, "muted"))
    , m_elapsed(makeLabel(u"elapsed"_s, TextSize::Normal, "faint"))
    , m_error(new Banner(u"turnError"_s))
    , m_footer(nullptr)
    , m_time(makeLabel(u"turnTime"_s, TextSize::Small, "muted"))
    , m_copy(makeButton(u"copyAnswer"_s, tr("Copy"), "link"))
{
    setObjectName(u"turn"_s);
    m_working = makeWorking();
    m_footer = makeFooter();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Small);
    layout->addWidget(makeQuestion());
    layout->addWidget(m_answer);
    layout->addWidget(m_working);
    layout->addWidget(m_error);
    layout->addWidget(m_footer);

    connect(m_answer, &QTextBrowser::anchorClicked, this, &TurnView::linkClicked);
    connect(m_error, &Banner::actionTriggered, this,
            [this] { Q_EMIT resendRequested(m_turn.question); });
}

QWidget *TurnView::makeQuestion()
{
    auto *bubble = new QFrame;
    bubble->setProperty("role", u"bubble"_s);
    m_bubble = bubble;
    m_question->setWordWrap(true);
    m_question->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *inner = new QHBoxLayout(bubble);
    inner->setContentsMargins(Space::Medium, Space::Small, Space::Medium, Space::Small);
    inner->addWidget(m_question);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addStretch(1);
    layout->addWidget(bubble, 0);
    return row;
}

QWidget *TurnView::makeWorking()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Small);
    auto *stop = makeButton(u"cancelTurn"_s, tr("Stop"), "link");
    stop->setToolTip(tr("End this turn without an answer"));
    layout->addWidget(new Spinner);
    layout->addWidget(m_activity);
    layout->addWidget(m_elapsed);
    layout->addStretch();
    layout->addWidget(stop);
    connect(stop, &QPushButton::clicked, this, [this] { Q_EMIT cancelRequested(m_turn.id); });
    return row;
}

QWidget *TurnView::makeFooter()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Small);
    auto *steps = makeButton(u"showSteps"_s, tr("Show steps"), "link");
    steps->setToolTip(tr("Select this turn in the stack tree"));
    steps->setFont(uiFont(TextSize::Small));
    m_copy->setFont(uiFont(TextSize::Small));
    layout->addWidget(m_time);
    layout->addWidget(steps);
    layout->addWidget(m_copy);
    layout->addStretch();
    connect(steps, &QPushButton::clicked, this, [this] { Q_EMIT stepsRequested(m_turn.id); });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_turn.answer); });
    return row;
}

void TurnView::setCanSend(bool can)
{
    if (can == m_canSend)
        return;
    m_canSend = can;
    showState();
}

void TurnView::setTurn(const ChatTurn &turn, const QString &activity)
{
    m_turn = turn;
    m_activityText = activity;
    m_question->setText(turn.question);
    m_question->setAccessibleName(tr("You: %1").arg(turn.question));
    m_answer->setAnswer(turn.answer);
    showState();
}

void TurnView::showState()
{
    const bool working =
        m_turn.state == ChatTurn::State::Queued || m_turn.state == ChatTurn::State::Running;
    const bool failed = m_turn.state == ChatTurn::State::Failed;
    m_working->setVisible(working);
    m_activity->setText(workingText());
    m_answer->setVisible(!m_turn.answer.isEmpty());
    m_error->setVisible(failed);
    if (failed) {
        const Error error = m_turn.error.value_or(
            Error{ErrorCode::Internal, tr("The message was not answered."), {}, {}});
        const bool cancelled = error.code == ErrorCode::Cancelled;
        m_error->setContent(cancelled ? Banner::Tone::Info : Banner::Tone::Danger,
                            cancelled ? tr("You stopped this turn.") : error.message,
                            cancelled ? QString() : error.hint,
                            m_canSend ? tr("Send again") : QString());
    }
    m_footer->setVisible(!working);
    m_copy->setVisible(!m_turn.answer.isEmpty());
    m_time->setText(m_turn.endedAt > 0 ? Words::duration(m_turn.endedAt - m_turn.acceptedAt)
                                       : QString());
}

QString TurnView::workingText() const
{
    if (m_turn.state == ChatTurn::State::Queued)
        return tr("Waiting for its turn…");
    return m_activityText.isEmpty() ? tr("Working…") : tr("%1…", "activity").arg(m_activityText);
}

void TurnView::tick(qint64 now)
{
    if (m_working->isHidden() || m_turn.acceptedAt <= 0)
        return;
    m_elapsed->setText(Words::duration((now - m_turn.acceptedAt) / 100 * 100));
}

void TurnView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // A wrapping label in a row with a stretch would stay at its narrowest: give it its natural
    // width.
    const int most = width() * 85 / 100 - 2 * Space::Medium;
    const int natural =
        m_question->fontMetrics()
            .boundingRect(QRect(0, 0, most, 100'000), Qt::TextWordWrap, m_question->text())
            .width();
    m_question->setFixedWidth(std::min(most, natural + 4));
}

} // namespace creact
