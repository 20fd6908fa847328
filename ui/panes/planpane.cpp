// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/planpane.h"

#include "ui/controllers/plancontroller.h"
#include "ui/models/planwords.h"
#include "ui/models/words.h"
#include "ui/panes/banner.h"
#include "ui/panes/chevrontree.h"
#include "ui/panes/emptystate.h"
#include "ui/panes/plandelegate.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedWidget>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;
using State = PlanController::State;

namespace {

/// Fields are unfolded while there are not too many items to look at.
constexpr int expandAllLimit = 30;
constexpr int indentation = 20;

} // namespace

PlanPane::PlanPane(PlanController *controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_title(makeLabel(u"planTitle"_s, TextSize::Large, nullptr, QFont::DemiBold))
    , m_summary(makeLabel(u"planSummary"_s, TextSize::Normal, "muted"))
    , m_calls(makeLabel(u"planCalls"_s, TextSize::Small, "muted"))
    , m_primary(makeButton(u"applyPlan"_s, tr("Apply"), "accent"))
    , m_secondary(makeButton(u"closePlan"_s, tr("Close")))
    , m_progress(new QProgressBar)
    , m_error(new Banner(u"planError"_s))
    , m_turns(new Banner(u"planTurns"_s))
    , m_carryOver(new QRadioButton(tr("Carry it over to the new version")))
    , m_finishFirst(new QRadioButton(tr("Let it end on the old version first")))
    , m_touches(new Banner(u"planTouches"_s))
    , m_tree(new ChevronTree)
    , m_empty(new EmptyState(u"check"_s))
    , m_pages(new QStackedWidget)
{
    setObjectName(u"planPane"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    makeTree();
    m_empty->setTexts(tr("Nothing to do"), tr("What runs is what the document says."),
                      tr("Back to the tree"));
    m_pages->addWidget(m_tree);
    m_pages->addWidget(m_empty);

    auto *banners = new QVBoxLayout;
    banners->setContentsMargins(Space::Medium, 0, Space::Medium, Space::Small);
    banners->setSpacing(Space::Small);
    m_turns->setDetails(makeTurnChoice());
    for (Banner *banner : {m_error, m_turns, m_touches}) {
        banners->addWidget(banner);
        banner->hide();
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_progress);
    layout->addLayout(banners);
    layout->addWidget(m_pages, 1);

    connect(controller, &PlanController::changed, this, &PlanPane::showState);
    connect(controller->model(), &PlanModel::chosenChanged, this, &PlanPane::showCounts);
    connect(m_empty, &EmptyState::actionTriggered, controller, &PlanController::close);
    connect(m_primary, &QPushButton::clicked, this, &PlanPane::onPrimary);
    connect(m_secondary, &QPushButton::clicked, this, &PlanPane::onSecondary);
    connect(m_touches, &Banner::actionTriggered, this, &PlanPane::allowCommandsRequested);
    connect(m_finishFirst, &QRadioButton::toggled, this, [this](bool on) {
        m_controller->setOpenTurns(on ? DeployRequest::OpenTurns::FinishFirst
                                      : DeployRequest::OpenTurns::CarryOver);
    });
    showState();
}

QWidget *PlanPane::makeHeader()
{
    m_progress->setObjectName(u"planProgress"_s);
    m_progress->setAccessibleName(tr("Progress of the deployment"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(3);
    m_primary->setToolTip(tr("Apply (Ctrl+Enter)"));
    m_summary->setWordWrap(true);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_summary);
    texts->addWidget(m_calls);
    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(Space::Medium, Space::Medium, Space::Medium, Space::Small);
    row->setSpacing(Space::Small);
    row->addLayout(texts, 1);
    row->addWidget(m_secondary, 0, Qt::AlignTop);
    row->addWidget(m_primary, 0, Qt::AlignTop);
    return header;
}

QWidget *PlanPane::makeTurnChoice()
{
    m_carryOver->setObjectName(u"carryOver"_s);
    m_finishFirst->setObjectName(u"finishFirst"_s);
    auto *choice = new QWidget;
    auto *column = new QVBoxLayout(choice);
    column->setContentsMargins(0, Space::Tiny, 0, 0);
    column->setSpacing(Space::Tiny);
    column->addWidget(m_carryOver);
    column->addWidget(m_finishFirst);
    return choice;
}

void PlanPane::makeTree()
{
    m_tree->setObjectName(u"planTree"_s);
    m_tree->setAccessibleName(tr("Plan"));
    m_tree->setModel(m_controller->model());
    m_tree->setItemDelegate(new PlanDelegate(m_tree));
    m_tree->setIndentation(indentation);
    m_tree->setUniformRowHeights(true);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView *header = m_tree->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(PlanModel::ItemColumn, QHeaderView::Interactive);
    header->setSectionResizeMode(PlanModel::ChangeColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(PlanModel::StateColumn, QHeaderView::Fixed);
    header->resizeSection(PlanModel::ItemColumn, 250);
    header->resizeSection(PlanModel::StateColumn, 84);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PlanPane::onCurrent);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &PlanPane::showMenu);
}

void PlanPane::focusPlan()
{
    if (m_pages->currentWidget() == m_empty)
        m_secondary->setFocus(Qt::OtherFocusReason);
    else
        m_tree->setFocus(Qt::OtherFocusReason);
}

// --- what is shown

void PlanPane::showState()
{
    switch (m_controller->state()) {
    case State::Closed:
    case State::Asking:
        return;
    case State::Ready:
        showReady();
        break;
    case State::Applying:
        showApplying();
        break;
    case State::Ended:
        showEnded();
        break;
    }
    showCounts();
    showError();
    showTouches();
    showTurns();
    const bool empty = m_controller->model()->count() == 0;
    m_pages->setCurrentWidget(empty ? static_cast<QWidget *>(m_empty) : m_tree);
    m_tree->setColumnHidden(PlanModel::StateColumn, m_controller->state() == State::Ready);
}

void PlanPane::showReady()
{
    m_title->setText(tr("What a deploy will do"));
    m_progress->hide();
    m_secondary->setText(tr("Close"));
    m_primary->setVisible(true);
    if (m_controller->model()->count() <= expandAllLimit)
        m_tree->expandAll();
    if (!m_tree->currentIndex().isValid())
        m_tree->setCurrentIndex(m_controller->model()->index(0, 0));
}

void PlanPane::showApplying()
{
    const PlanModel &model = *m_controller->model();
    const Plan::Item *atWork = model.atWork();
    m_title->setText(
        atWork ? tr("%1 %2", "Create, Memory")
                     .arg(PlanWords::action(atWork->action), Words::shortId(atWork->nodeId))
               : tr("Applying"));
    m_progress->show();
    m_progress->setMaximum(std::max(model.chosenCount(), 1));
    m_progress->setValue(model.doneCount());
    m_secondary->setText(tr("Cancel"));
    m_primary->setVisible(false);
}

void PlanPane::showEnded()
{
    const DeploymentRecord &deployment = m_controller->deployment();
    m_title->setText(m_controller->isEarlier()
                         ? tr("Deployment of %1").arg(Words::time(deployment.startedAt))
                         : tr("What came of it"));
    m_progress->hide();
    m_secondary->setText(tr("Close"));
    m_primary->setVisible(false);
    if (const QModelIndex failed = m_controller->model()->firstFailed(); failed.isValid())
        m_tree->scrollTo(failed);
}

void PlanPane::showCounts()
{
    const PlanModel &model = *m_controller->model();
    const int chosen = model.chosenCount();
    const QLocale locale;
    switch (m_controller->state()) {
    case State::Ready:
        m_summary->setText(PlanWords::summary(m_controller->plan()));
        m_calls->setText(PlanWords::calls(m_controller->plan()));
        m_primary->setText(
            chosen == model.changeCount()
                ? tr("Apply all")
                : tr("Apply %1 of %2")
                      .arg(locale.toString(chosen), locale.toString(model.changeCount())));
        m_primary->setEnabled(chosen > 0);
        break;
    case State::Applying:
        m_summary->setText(
            tr("%1 of %2 done").arg(locale.toString(model.doneCount()), locale.toString(chosen)));
        m_calls->clear();
        break;
    default:
        m_summary->setText(tr("%1: %2 done, %3 failed", "outcome")
                               .arg(PlanWords::outcome(m_controller->deployment().outcome),
                                    locale.toString(model.doneCount() - model.failedCount()),
                                    locale.toString(model.failedCount())));
        m_calls->clear();
    }
    m_calls->setVisible(!m_calls->text().isEmpty());
}

void PlanPane::showError()
{
    const std::optional<Error> &error = m_controller->deployment().error;
    const QList<Error> &elements = m_controller->plan().elementErrors;
    const bool ready = m_controller->state() == State::Ready;
    if (error && m_controller->state() == State::Ended)
        m_error->setContent(Banner::Tone::Danger, error->message, error->hint);
    else if (ready && !elements.isEmpty())
        m_error->setContent(Banner::Tone::Warning,
                            elements.size() == 1 ? tr("1 element cannot be worked out")
                                                 : tr("%n elements cannot be worked out", nullptr,
                                                      int(elements.size())),
                            elements.first().message);
    m_error->setVisible((error && m_controller->state() == State::Ended)
                        || (ready && !elements.isEmpty()));
}

void PlanPane::setCommandsAllowed(bool allowed)
{
    m_commandsAllowed = allowed;
    showTouches();
}

/// Said before the first apply of a stack; after that a person knows. Commands that are not allowed
/// are told each time: they would be refused.
void PlanPane::showTouches()
{
    const Plan &plan = m_controller->plan();
    const bool refused = !m_commandsAllowed
        && std::any_of(plan.touches.begin(), plan.touches.end(), [](const Plan::Touch &touch) {
               return touch.kind == Plan::Touch::Kind::Command;
           });
    const bool shown = (refused || (plan.first && !plan.touches.isEmpty()))
        && m_controller->state() == State::Ready;
    if (shown) {
        QStringList lines;
        for (const Plan::Touch &touch : plan.touches) {
            if (const QString line = PlanWords::touch(touch); !lines.contains(line))
                lines.append(line);
        }
        if (refused)
            lines.append(tr("Commands are refused until you allow them for this stack."));
        m_touches->setContent(refused ? Banner::Tone::Warning : Banner::Tone::Info,
                              plan.first ? tr("The first deploy of this stack. It may touch:")
                                         : tr("This stack may touch:"),
                              lines.join(u'\n'), refused ? tr("Allow commands") : QString());
    }
    m_touches->setVisible(shown);
}

void PlanPane::showTurns()
{
    const QList<Plan::OpenTurn> &turns = m_controller->plan().openTurns;
    const bool shown = !turns.isEmpty() && m_controller->state() == State::Ready;
    if (shown) {
        const Plan::OpenTurn &turn = turns.first();
        const int steps = int(turn.again.size() + turn.gone.size());
        const QString again = steps == 0 ? tr("Carried over, it goes on where it stands.")
            : steps == 1                 ? tr("Carried over, 1 of its steps is done again.")
                         : tr("Carried over, %n of its steps are done again.", nullptr, steps);
        m_turns->setContent(Banner::Tone::Info,
                            tr("A message is being answered: “%1”").arg(turn.question.left(120)),
                            again);
        const bool finishFirst = m_controller->openTurns() == DeployRequest::OpenTurns::FinishFirst;
        (finishFirst ? m_finishFirst : m_carryOver)->setChecked(true);
    }
    m_turns->setVisible(shown);
}

// --- what is done

void PlanPane::onPrimary()
{
    m_controller->apply();
}

void PlanPane::onSecondary()
{
    if (m_controller->state() == State::Applying)
        m_controller->cancel();
    else
        m_controller->close();
}

void PlanPane::onCurrent()
{
    const QModelIndex current = m_tree->currentIndex();
    const QString id = current.data(PlanModel::NodeIdRole).toString();
    if (id.isEmpty())
        return;
    const Plan::Item *item = m_controller->plan().find(id);
    Q_EMIT nodeActivated(id, item ? item->pointer : QString());
}

void PlanPane::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape && m_controller->state() != State::Applying)
        m_controller->close();
    else if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        m_controller->apply();
    else
        QWidget::keyPressEvent(event);
}

void PlanPane::showMenu(const QPoint &position)
{
    const QModelIndex index = m_tree->indexAt(position);
    const QString id = index.data(PlanModel::NodeIdRole).toString();
    if (id.isEmpty())
        return;
    PlanModel *model = m_controller->model();
    auto *menu = new QMenu(this);
    menu->setObjectName(u"planMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_controller->state() == State::Ready) {
        menu->addAction(tr("&Only This, with What It Needs"), model,
                        [model, id] { model->chooseOnly(id); });
        menu->addAction(tr("All &Except This"), model, [model, id] {
            model->chooseAll();
            model->setChosen(id, false);
        });
        menu->addAction(tr("&All"), model, &PlanModel::chooseAll);
        menu->addSeparator();
    }
    menu->addAction(themedIcon(u"copy"_s), tr("&Copy Id"), this,
                    [id] { QGuiApplication::clipboard()->setText(id); });
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

} // namespace creact
