// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/treebars.h"

#include "ui/panes/confirmbanner.h"
#include "ui/panes/elidedlabel.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace creact {

using namespace Qt::StringLiterals;

TreeBars::TreeBars(QWidget *parent)
    : QWidget(parent)
    , m_edited(makeEdited())
    , m_obstacle(new Banner(u"obstacleBanner"_s, Banner::Buttons::Beside))
    , m_question(new ConfirmBanner(u"treeQuestion"_s))
    , m_component(new ElidedLabel)
{
    m_component->setObjectName(u"componentHint"_s);
    m_component->setProperty("role", u"muted"_s);
    m_component->setFont(uiFont(TextSize::Small));
    m_component->setContentsMargins(Space::Medium, 0, 0, 0); // as the text of the bars
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Medium, Space::Tiny, Space::Medium, Space::Small);
    layout->setSpacing(Space::Tiny);
    for (QWidget *bar : {static_cast<QWidget *>(m_component), static_cast<QWidget *>(m_obstacle),
                         static_cast<QWidget *>(m_question), m_edited}) {
        bar->hide();
        layout->addWidget(bar);
    }
    connect(m_obstacle, &Banner::actionTriggered, this, &TreeBars::problemRequested);
    connect(m_obstacle, &Banner::secondActionTriggered, this, &TreeBars::undoRequested);
}

QWidget *TreeBars::makeEdited()
{
    auto *bar = new QFrame;
    bar->setObjectName(u"editedBar"_s);
    bar->setProperty("tone", u"info"_s);
    QLabel *text = makeLabel(u"editedText"_s);
    text->setText(tr("Edited: not deployed"));
    QPushButton *review = makeButton(u"reviewChanges"_s, tr("Review changes"), "link");
    QPushButton *discard = makeButton(u"discardChanges"_s, tr("Discard…"), "link");
    connect(review, &QPushButton::clicked, this, &TreeBars::reviewRequested);
    connect(discard, &QPushButton::clicked, this, &TreeBars::askToDiscard);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(Space::Medium, 2, Space::Small, 2);
    row->addWidget(text, 1);
    row->addWidget(review);
    row->addWidget(discard);
    return bar;
}

void TreeBars::setEdited(bool edited, int changes)
{
    m_changes = changes;
    m_edited->setVisible(edited);
    findChild<QPushButton *>(u"discardChanges"_s)->setVisible(changes > 0);
}

void TreeBars::askToDiscard()
{
    m_question->ask(tr("Take back what was edited?"),
                    m_changes == 1
                        ? tr("One step is undone. Redo brings it back.")
                        : tr("%n steps are undone. Redo brings them back.", nullptr, m_changes),
                    tr("Discard"), [this] { Q_EMIT discardRequested(); });
}

void TreeBars::setObstacle(const std::optional<Error> &obstacle)
{
    // Others say why the stack as a whole may not be changed.
    const bool shown = obstacle && obstacle->code == ErrorCode::DocumentInvalid;
    m_obstacle->setVisible(shown);
    if (!shown)
        return;
    m_obstacle->setContent(Banner::Tone::Warning, tr("The tree shows the text as it last was read"),
                           obstacle->message + u' ' + obstacle->hint, tr("Go to the problem"));
    m_obstacle->setSecondAction(tr("Undo"));
}

void TreeBars::setComponent(const QString &name, int uses)
{
    m_component->setVisible(!name.isEmpty());
    if (name.isEmpty())
        return;
    m_component->setText(
        uses == 0 ? tr("In component %1, which is not used yet").arg(name)
            : uses == 1
            ? tr("In component %1, used once").arg(name)
            : tr("In component %1, used %n times: a change changes every use", nullptr, uses)
                  .arg(name));
    m_component->setAccessibleName(m_component->text());
}

} // namespace creact
