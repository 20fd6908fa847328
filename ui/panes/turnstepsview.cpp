// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/turnstepsview.h"

#include "ui/models/words.h"
#include "ui/panes/disclosure.h"
#include "ui/panes/markdownview.h"
#include "ui/panes/toolcard.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QLabel>
#include <QVBoxLayout>

namespace creact {

using namespace Qt::StringLiterals;

TurnStepsView::TurnStepsView(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(u"turnSteps"_s);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Space::Small);
    hide();
}

TurnStepsView::Part TurnStepsView::makePart(const TurnStep &step)
{
    Part part;
    part.nodeId = step.nodeId;
    if (step.kind == TurnStep::Kind::Tool) {
        part.card = new ToolCard;
        m_layout->addWidget(part.card);
        return part;
    }
    part.thinking = new Disclosure(u"thinking"_s);
    part.thoughts = makeLabel(u"thoughts"_s, TextSize::Small, "muted");
    part.thoughts->setWordWrap(true);
    part.thoughts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    part.thoughts->setContentsMargins(Space::Huge, 0, Space::Small, Space::Tiny);
    part.said = new MarkdownView;
    part.said->setObjectName(u"saidBefore"_s);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{part.thinking, part.thoughts, part.said}) {
        m_layout->addWidget(widget);
        widget->hide();
    }
    QLabel *thoughts = part.thoughts;
    connect(part.thinking, &Disclosure::toggled, thoughts, &QWidget::setVisible);
    connect(part.said, &QTextBrowser::anchorClicked, this, &TurnStepsView::linkClicked);
    return part;
}

void TurnStepsView::setSteps(const QList<TurnStep> &steps, const LiveText &live, qint64 now)
{
    bool same = m_parts.size() <= steps.size();
    for (qsizetype i = 0; same && i < m_parts.size(); ++i)
        same = m_parts.at(i).nodeId == steps.at(i).nodeId;
    if (!same) {
        qDeleteAll(findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
        m_parts.clear();
    }
    bool anything = false;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const TurnStep &step = steps.at(i);
        if (i == m_parts.size())
            m_parts.append(makePart(step));
        Part &part = m_parts[i];
        if (part.card) {
            part.card->setStep(step);
            anything = true;
            continue;
        }
        showThoughts(part, step, live, now);
        showSaid(part, step, i == steps.size() - 1);
        anything = anything || !part.thinking->isHidden() || !part.said->isHidden();
    }
    setVisible(anything);
}

void TurnStepsView::showThoughts(Part &part, const TurnStep &step, const LiveText &live, qint64 now)
{
    const bool isLive = live.nodeId == step.nodeId && !step.isOver();
    const QString text = isLive ? live.reasoning : step.reasoning;
    part.thinking->setVisible(!text.isEmpty());
    if (text.isEmpty())
        return part.thoughts->hide();
    const qint64 took = live.thoughtMs(step.nodeId, now);
    if (isLive && live.content.isEmpty())
        part.thinking->setTitle(tr("Thinking…"));
    else if (took >= 0)
        part.thinking->setTitle(tr("Thought for %1").arg(Words::duration(took / 100 * 100)));
    else
        part.thinking->setTitle(tr("Thoughts"));
    if (part.thoughts->text() != text)
        part.thoughts->setText(text);
    part.thoughts->setVisible(part.thinking->isChecked());
}

/// The last one's is the answer, or on the way to be.
void TurnStepsView::showSaid(Part &part, const TurnStep &step, bool isLast)
{
    const bool shown = !isLast && !step.text.isEmpty();
    if (shown)
        part.said->setAnswer(step.text);
    part.said->setVisible(shown);
}

} // namespace creact
