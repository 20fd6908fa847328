// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/turnview.h"

#include "ui/models/words.h"
#include "ui/panes/banner.h"
#include "ui/panes/markdownview.h"
#include "ui/panes/spinner.h"
#include "ui/panes/turnstepsview.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// A turn's first call comes sooner than this (ms), unless something is in its way.
constexpr qint64 longBeginning = 500;

} // namespace

TurnView::TurnView(QWidget *parent)
    : QWidget(parent)
    , m_bubble(nullptr)
    , m_question(makeLabel(u"question"_s))
    , m_stepsView(new TurnStepsView)
    , m_answer(new MarkdownView)
    , m_working(nullptr)
    , m_activity(makeLabel(u"activity"_s, TextSize::Normal, "muted"))
    , m_elapsed(makeLabel(u"elapsed"_s, TextSize::Normal, "faint"))
    , m_error(new Banner(u"turnError"_s))
    , m_footer(nullptr)
    , m_time(makeLabel(u"turnTime"_s, TextSize::Small, "muted"))
    , m_tokens(makeLabel(u"turnTokens"_s, TextSize::Small, "muted"))
    , m_copy(makeButton(u"copyAnswer"_s, tr("Copy"), "link"))
    , m_again(makeButton(u"askAgain"_s, tr("Ask again"), "link"))
{
    setObjectName(u"turn"_s);
    m_working = makeWorking();
    m_footer = makeFooter();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Small);
    layout->addWidget(makeQuestion());
    layout->addWidget(m_stepsView);
    layout->addWidget(m_answer);
    layout->addWidget(m_working);
    layout->addWidget(m_error);
    layout->addWidget(m_footer);

    connect(m_answer, &QTextBrowser::anchorClicked, this, &TurnView::linkClicked);
    connect(m_stepsView, &TurnStepsView::linkClicked, this, &TurnView::linkClicked);
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
    stop->setToolTip(tr("End this turn without an answer (Esc)"));
    layout->addWidget(new Spinner);
    m_activity->setWordWrap(true);
    layout->addWidget(m_activity, 1);
    layout->addWidget(m_elapsed);
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
    m_again->setFont(uiFont(TextSize::Small));
    m_again->setToolTip(tr("Send the same message once more"));
    layout->addWidget(m_time);
    layout->addWidget(m_tokens);
    layout->addWidget(steps);
    layout->addWidget(m_copy);
    layout->addWidget(m_again);
    layout->addStretch();
    connect(steps, &QPushButton::clicked, this, [this] { Q_EMIT stepsRequested(m_turn.id); });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_answer->answer()); });
    connect(m_again, &QPushButton::clicked, this,
            [this] { Q_EMIT resendRequested(m_turn.question); });
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
    showState();
}

void TurnView::setSteps(const QList<TurnStep> &steps, const LiveText &live)
{
    m_steps = steps;
    m_live = live;
    m_stepsView->setSteps(m_steps, m_live, m_now);
    showState();
}

void TurnView::setLive(const LiveText &live)
{
    const bool answers = !m_live.content.isEmpty();
    m_live = live;
    if (!m_live.reasoning.isEmpty() || answers == m_live.content.isEmpty())
        m_stepsView->setSteps(m_steps, m_live, m_now);
    showAnswer();
    m_activity->setText(workingText());
}

void TurnView::setLast(bool last)
{
    if (last == m_last)
        return;
    m_last = last;
    showState();
}

void TurnView::setHeldUp(bool heldUp)
{
    m_heldUp = heldUp;
    m_activity->setText(workingText());
}

bool TurnView::isWorking() const
{
    return m_turn.state == ChatTurn::State::Queued || m_turn.state == ChatTurn::State::Running;
}

/// The answer, or as much of it as has been said; what was said on the way to a call is a step.
void TurnView::showAnswer()
{
    const bool isOn = m_steps.isEmpty() || m_steps.last().nodeId == m_live.nodeId;
    m_answer->setAnswer(!m_turn.answer.isEmpty() ? m_turn.answer
                            : isOn               ? m_live.content
                                                 : QString());
    m_answer->setVisible(!m_answer->answer().isEmpty());
}

void TurnView::showUsage()
{
    const TurnUsage usage = usageOf(m_steps);
    m_tokens->setVisible(usage.totalTokens > 0);
    m_tokens->setText(tr("%1 tokens").arg(QLocale().toString(usage.totalTokens)));
    m_tokens->setToolTip(tr("%1 asked, %2 answered")
                             .arg(QLocale().toString(usage.promptTokens),
                                  QLocale().toString(usage.completionTokens)));
}

void TurnView::showState()
{
    const bool working = isWorking();
    const bool failed = m_turn.state == ChatTurn::State::Failed;
    m_working->setVisible(working);
    m_activity->setText(workingText());
    showAnswer();
    showUsage();
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
    m_copy->setVisible(!m_answer->answer().isEmpty());
    m_again->setVisible(m_last && m_canSend && !failed);
    m_time->setText(m_turn.endedAt > 0 ? Words::duration(m_turn.endedAt - m_turn.acceptedAt)
                                       : QString());
}

QString TurnView::workingText() const
{
    if (m_turn.state == ChatTurn::State::Queued)
        return tr("Waiting for its turn…");
    // What is at work now; several calls run side by side.
    for (auto step = m_steps.crbegin(); step != m_steps.crend(); ++step) {
        if (step->state == TurnStep::State::Asking)
            return tr("%1 waits for your approval").arg(step->name);
        if (step->isOver())
            continue;
        return step->kind == TurnStep::Kind::Tool ? tr("Calling %1…").arg(step->name)
                                                  : modelText(*step);
    }
    if (m_heldUp && m_steps.isEmpty() && m_now - m_turn.acceptedAt > longBeginning)
        return tr("Waits for a part of the stack that has failed; the tree shows it.");
    QString doing = m_activityText;
    while (doing.endsWith(u'…'))
        doing.chop(1);
    return doing.isEmpty() ? tr("Working…") : tr("%1…", "activity").arg(doing);
}

QString TurnView::modelText(const TurnStep &step) const
{
    if (step.state == TurnStep::State::Waiting)
        return retryText(step);
    const bool speaks = m_live.nodeId == step.nodeId;
    if (speaks && !m_live.content.isEmpty())
        return tr("%1 answers…").arg(step.name);
    if (speaks && !m_live.reasoning.isEmpty())
        return tr("%1 thinks…").arg(step.name);
    return tr("Asking %1…").arg(step.name);
}

QString TurnView::retryText(const TurnStep &step) const
{
    QString why = tr("the endpoint failed");
    if (step.retryReason == ErrorCode::ModelRateLimited)
        why = tr("rate limited");
    else if (step.retryReason == ErrorCode::ModelUnreachable)
        why = tr("not reachable");
    const qint64 left = (step.retryAt - m_now + 999) / 1000;
    return left > 0 && m_now > 0
        ? tr("%1 is asked again in %2 s (attempt %3): %4")
              .arg(step.name)
              .arg(left)
              .arg(step.retry + 1)
              .arg(why)
        : tr("%1 is asked again (attempt %2): %3").arg(step.name).arg(step.retry + 1).arg(why);
}

void TurnView::tick(qint64 now)
{
    m_now = now;
    if (m_working->isHidden() || m_turn.acceptedAt <= 0)
        return;
    m_activity->setText(workingText());
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
