// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakeengine.h"
#include "tests/ui/fakeplan.h"
#include "ui/controllers/plancontroller.h"
#include "ui/panes/banner.h"
#include "ui/panes/planpane.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace creact;
using namespace Qt::StringLiterals;
using State = PlanController::State;

/// The plan as it is read, chosen from and applied.
class TestPlanPane : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();

    void nothingTakesEffectBeforeApply();
    void itemsComeInTheirOrder();
    void aFieldTellsOldAndNew();
    void takingOutTakesOutWhatNeedsIt();
    void choosingChoosesWhatItNeeds();
    void onlyThisTakesWhatItNeedsAlong();
    void whatIsTakenOutIsHeld();
    void applyWaitsForTheDocumentToBeSaved();
    void anEditAsksAgainAndKeepsTheChoice();
    void aPlanThatCannotBeMadeIsTold();
    void progressIsShownWhileItApplies();
    void whatWentWellGivesTheTreeBack();
    void aFailureStaysToBeRead();
    void cancelAsksTheEngine();
    void theFirstDeployTellsWhatItTouches();
    void anOpenTurnIsAPersonsChoice();
    void nothingToDoIsSaid();
    void whatFailedBeforeIsTold();
    void anEarlierDeploymentIsShown();
    void aDeploymentThatCannotBeReadLeavesNothingAsking();
    void escapeCloses();

private:
    void open(const Plan &plan);
    EngineScript &script() { return EngineScript::of(*m_engine); }
    template <typename T> T *find(const char *name)
    {
        return m_pane->findChild<T *>(QString::fromLatin1(name));
    }
    QModelIndex item(const QString &id) { return m_controller->model()->indexOf(id); }
    Qt::CheckState checked(const QString &id)
    {
        return item(id).data(Qt::CheckStateRole).value<Qt::CheckState>();
    }
    void select(const QString &id) { find<QTreeView>("planTree")->setCurrentIndex(item(id)); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<PlanController> m_controller;
    std::unique_ptr<PlanPane> m_pane;
};

void TestPlanPane::init()
{
    m_engine = std::make_unique<Engine>();
    m_controller = std::make_unique<PlanController>(*m_engine);
    new QAbstractItemModelTester(m_controller->model(),
                                 QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_controller->model());
    m_pane = std::make_unique<PlanPane>(m_controller.get());
    m_pane->resize(760, 520);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void TestPlanPane::cleanup()
{
    m_pane.reset();
    m_controller.reset();
    m_engine.reset();
}

void TestPlanPane::open(const Plan &plan)
{
    script().plan = plan;
    m_controller->request();
    m_pane->focusPlan();
}

void TestPlanPane::nothingTakesEffectBeforeApply()
{
    open(FakePlan::plan());
    QCOMPARE(m_controller->state(), State::Ready);
    QVERIFY(script().deploys.isEmpty());
    QTest::mouseClick(find<QPushButton>("applyPlan"), Qt::LeftButton);
    QCOMPARE(script().deploys.size(), 1);
    QVERIFY(script().deploys.first().held.isEmpty());
}

void TestPlanPane::itemsComeInTheirOrder()
{
    open(FakePlan::plan());
    PlanModel *model = m_controller->model();
    QStringList ids;
    for (int row = 0; row < model->rowCount(); ++row)
        ids.append(model->index(row, 0).data(PlanModel::NodeIdRole).toString());
    QCOMPARE(ids,
             QStringList({u"http-server"_s, FakePlan::modelId, FakePlan::toolId, FakePlan::execId,
                          FakePlan::callId, FakePlan::memoryId}));
    QCOMPARE(find<QLabel>("planSummary")->text(),
             u"2 to create · 2 to update · 1 to delete · 1 to start · 1 unchanged"_s);
    QCOMPARE(find<QLabel>("planCalls")->text(), u"2 model or tool calls will be made"_s);
}

void TestPlanPane::aFieldTellsOldAndNew()
{
    open(FakePlan::plan());
    const QModelIndex model = item(FakePlan::modelId);
    QCOMPARE(model.siblingAtColumn(PlanModel::ChangeColumn).data().toString(),
             u"model: gpt-4o-mini → gpt-4o"_s);
    const QModelIndex call = item(FakePlan::callId);
    QCOMPARE(m_controller->model()->rowCount(call), 2);
    const QModelIndex field = m_controller->model()->index(0, PlanModel::ChangeColumn, call);
    QCOMPARE(field.data().toString(), u"gpt-4o-mini → known after apply"_s);
}

void TestPlanPane::takingOutTakesOutWhatNeedsIt()
{
    open(FakePlan::plan());
    select(FakePlan::modelId);
    QTest::keyClick(find<QTreeView>("planTree"), Qt::Key_Space);
    QCOMPARE(checked(FakePlan::modelId), Qt::Unchecked);
    QCOMPARE(checked(FakePlan::toolId), Qt::Unchecked);
    QCOMPARE(checked(FakePlan::execId), Qt::Unchecked);
    QCOMPARE(checked(FakePlan::callId), Qt::Unchecked);
    QCOMPARE(checked(FakePlan::memoryId), Qt::Checked);
    QCOMPARE(find<QPushButton>("applyPlan")->text(), u"Apply 2 of 6"_s);
}

void TestPlanPane::choosingChoosesWhatItNeeds()
{
    open(FakePlan::plan());
    m_controller->model()->setChosen(FakePlan::modelId, false);
    m_controller->model()->setChosen(FakePlan::execId, true);
    QCOMPARE(checked(FakePlan::modelId), Qt::Checked);
    QCOMPARE(checked(FakePlan::toolId), Qt::Checked);
    QCOMPARE(checked(FakePlan::callId), Qt::Unchecked);
}

void TestPlanPane::onlyThisTakesWhatItNeedsAlong()
{
    open(FakePlan::plan());
    m_controller->model()->chooseOnly(FakePlan::toolId);
    QCOMPARE(
        m_controller->model()->left(),
        QSet<QString>({u"http-server"_s, FakePlan::execId, FakePlan::callId, FakePlan::memoryId}));
}

void TestPlanPane::whatIsTakenOutIsHeld()
{
    open(FakePlan::plan());
    select(FakePlan::memoryId);
    QTest::keyClick(find<QTreeView>("planTree"), Qt::Key_Space);
    QTest::keyClick(find<QTreeView>("planTree"), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(script().deploys.size(), 1);
    QCOMPARE(script().deploys.first().held, QSet<QString>{FakePlan::memoryId});
}

void TestPlanPane::applyWaitsForTheDocumentToBeSaved()
{
    std::function<void()> saved;
    m_controller->setBeforeApply([&](std::function<void()> next) { saved = std::move(next); });
    open(FakePlan::plan());
    m_controller->apply();
    QVERIFY(script().deploys.isEmpty());
    saved();
    QCOMPARE(script().deploys.size(), 1);
    // A plan that was closed in between is not applied.
    cleanup();
    init();
    m_controller->setBeforeApply([&](std::function<void()> next) { saved = std::move(next); });
    open(FakePlan::plan());
    m_controller->apply();
    m_controller->close();
    saved();
    QVERIFY(script().deploys.isEmpty());
}

void TestPlanPane::anEditAsksAgainAndKeepsTheChoice()
{
    open(FakePlan::plan());
    m_controller->model()->setChosen(FakePlan::memoryId, false);
    Plan next = FakePlan::plan();
    next.items.removeAt(3);
    script().plan = next;
    m_controller->outdate();
    // What is read now is not what would be applied.
    m_controller->apply();
    QVERIFY(script().deploys.isEmpty());
    QTRY_COMPARE(m_controller->model()->count(), 5);
    QCOMPARE(checked(FakePlan::memoryId), Qt::Unchecked);
}

void TestPlanPane::aPlanThatCannotBeMadeIsTold()
{
    QSignalSpy failed(m_controller.get(), &PlanController::failed);
    script().plan = Error{ErrorCode::DocumentInvalid, u"agent.stack.json cannot be deployed."_s,
                          u"agent.stack.json"_s, u"See the list of problems."_s};
    m_controller->request();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(m_controller->state(), State::Closed);
}

void TestPlanPane::progressIsShownWhileItApplies()
{
    open(FakePlan::plan());
    int done = -1;
    QString title;
    script().onDeploy = [&](const DeployRequest &) {
        Q_EMIT m_engine->deploymentProgress(
            {FakePlan::step(u"http-server"_s, u"start"_s, NodeState::Deployed, 1, 2),
             FakePlan::step(FakePlan::modelId, u"update"_s, NodeState::Applying, 3, 0),
             FakePlan::step(u"grown"_s, u"create"_s, NodeState::Deployed, 3, 4)});
        done = find<QProgressBar>("planProgress")->value();
        title = find<QLabel>("planTitle")->text();
        QCOMPARE(m_controller->state(), State::Applying);
        // What the plan did not know of is there too.
        QCOMPARE(m_controller->model()->count(), 7);
    };
    m_controller->apply();
    QCOMPARE(done, 2);
    QCOMPARE(title, u"Update chat-model"_s);
}

void TestPlanPane::whatWentWellGivesTheTreeBack()
{
    open(FakePlan::plan());
    m_controller->apply();
    QCOMPARE(m_controller->state(), State::Closed);
    QVERIFY(!m_controller->isOpen());
}

void TestPlanPane::aFailureStaysToBeRead()
{
    open(FakePlan::plan());
    // Through a change of the record, as the engine tells it.
    const DeploymentRecord record = FakePlan::failed();
    script().onDeploy = [&](const DeployRequest &) {
        Q_EMIT m_engine->deploymentProgress(record.steps);
        Q_EMIT m_engine->deploymentChanged(record);
    };
    script().refuse = record.error;
    m_controller->apply();
    QCOMPARE(m_controller->state(), State::Ended);
    QVERIFY(find<Banner>("planError")->isVisible());
    QCOMPARE(find<Banner>("planError")->title(), record.error->message);
    QCOMPARE(item(u"http-server"_s).siblingAtColumn(PlanModel::StateColumn).data().toString(),
             u"Failed"_s);
    QCOMPARE(item(FakePlan::toolId).siblingAtColumn(PlanModel::StateColumn).data().toString(),
             u"Not done"_s);
}

void TestPlanPane::cancelAsksTheEngine()
{
    open(FakePlan::plan());
    script().onDeploy = [&](const DeployRequest &) {
        QTest::mouseClick(find<QPushButton>("closePlan"), Qt::LeftButton);
    };
    m_controller->apply();
    QVERIFY(script().calls.contains(u"cancelDeploy"_s));
}

void TestPlanPane::theFirstDeployTellsWhatItTouches()
{
    open(FakePlan::firstPlan());
    auto *touches = find<Banner>("planTouches");
    QVERIFY(touches->isVisible());
    QCOMPARE(touches->text(), u"Port: 127.0.0.1:3000\nHost: en.wikipedia.org\nFolder: public"_s);
    m_controller->close();
    open(FakePlan::plan());
    QVERIFY(!touches->isVisible());
}

void TestPlanPane::anOpenTurnIsAPersonsChoice()
{
    open(FakePlan::planInATurn());
    auto *turns = find<Banner>("planTurns");
    QVERIFY(turns->isVisible());
    QVERIFY(turns->title().contains(u"Who was Ada Lovelace?"_s));
    QVERIFY(find<QRadioButton>("carryOver")->isChecked());
    QTest::mouseClick(find<QRadioButton>("finishFirst"), Qt::LeftButton, {}, {8, 8});
    m_controller->apply();
    QCOMPARE(script().deploys.first().openTurns, DeployRequest::OpenTurns::FinishFirst);
}

void TestPlanPane::nothingToDoIsSaid()
{
    open(Plan());
    QVERIFY(!find<QTreeView>("planTree")->isVisible());
    QVERIFY(!find<QPushButton>("applyPlan")->isEnabled());
}

void TestPlanPane::whatFailedBeforeIsTold()
{
    Plan plan = FakePlan::plan();
    plan.items[5].failedBefore = true;
    plan.items[5].error = Error{ErrorCode::TimedOut, u"The tool took too long."_s, {}, {}};
    open(plan);
    const QModelIndex other = item(u"other"_s);
    QVERIFY(other.isValid());
    QCOMPARE(other.siblingAtColumn(PlanModel::ChangeColumn).data().toString(),
             u"failed before: The tool took too long."_s);
    // It is not a part of what is applied.
    QVERIFY(!other.data(Qt::CheckStateRole).isValid());
    QCOMPARE(find<QPushButton>("applyPlan")->text(), u"Apply all"_s);
}

void TestPlanPane::anEarlierDeploymentIsShown()
{
    script().deployments = {FakePlan::failed()};
    m_controller->loadDeployments();
    QCOMPARE(m_controller->deployments()->rowCount(), 1);
    m_controller->showDeployment(u"2"_s);
    QCOMPARE(m_controller->state(), State::Ended);
    QVERIFY(m_controller->isEarlier());
    QVERIFY(!find<QPushButton>("applyPlan")->isVisible());
    QCOMPARE(m_controller->model()->failedCount(), 1);
    // Looking is not doing.
    m_controller->apply();
    QVERIFY(script().deploys.isEmpty());
}

void TestPlanPane::aDeploymentThatCannotBeReadLeavesNothingAsking()
{
    script().holdsPlans = true;
    m_controller->request();
    QCOMPARE(m_controller->state(), State::Asking);
    QSignalSpy failed(m_controller.get(), &PlanController::failed);
    m_controller->showDeployment(u"gone"_s);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(m_controller->state(), State::Closed);
    // The plan that comes after all is nobody's any more.
    script().heldPlans.first()(FakePlan::plan());
    QCOMPARE(m_controller->state(), State::Closed);
}

void TestPlanPane::escapeCloses()
{
    open(FakePlan::plan());
    QTest::keyClick(find<QTreeView>("planTree"), Qt::Key_Escape);
    QCOMPARE(m_controller->state(), State::Closed);
}

QTEST_MAIN(TestPlanPane)
#include "tst_planpane.moc"
