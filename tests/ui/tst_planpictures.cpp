// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakeplan.h"
#include "tests/ui/pictures.h"
#include "tests/ui/stage.h"

#include <QAction>
#include <QTableView>

using namespace creact;
using namespace Qt::StringLiterals;

/// The plan in the window, from what it says to what came of it. Fails only when a picture cannot
/// be made.
class TestPlanPictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_pictures = std::make_unique<Pictures>(); }
    void init();
    void plan_data() { Pictures::addThemes(); }
    void plan();
    void firstPlan_data() { Pictures::addThemes(); }
    void firstPlan();
    void refused_data() { Pictures::addThemes(); }
    void refused();
    void deployments_data() { Pictures::addThemes(); }
    void deployments();

private:
    void shoot(Stage &stage, const QString &name) { m_pictures->shoot(stage.window, name); }
    static void open(Stage &stage, const StackInfo &info);

    std::unique_ptr<Pictures> m_pictures;
};

void TestPlanPictures::init()
{
    QFETCH(bool, dark);
    m_pictures->setDark(dark);
}

void TestPlanPictures::open(Stage &stage, const StackInfo &info)
{
    stage.window.resize(1440, 900);
    stage.script().audit = FakeStack::audit();
    stage.script().turns = FakeStack::turns();
    stage.openAgent(info);
    stage.window.show();
}

void TestPlanPictures::plan()
{
    Stage stage(m_pictures->theme());
    StackInfo info = FakeStack::live();
    info.edited = true;
    open(stage, info);
    shoot(stage, u"edited"_s);
    stage.script().plan = FakePlan::planInATurn();
    stage.find<QAction>("deployAction")->trigger();
    QCOMPARE(stage.controller.plan()->state(), PlanController::State::Ready);
    shoot(stage, u"plan"_s);
    // It ends with a failure.
    stage.script().refuse = FakePlan::failed().error;
    stage.script().onDeploy = [&stage](const DeployRequest &) {
        Q_EMIT stage.engine.deploymentProgress(FakePlan::failed().steps);
    };
    stage.controller.plan()->apply();
    QTRY_COMPARE(stage.controller.plan()->state(), PlanController::State::Ended);
    shoot(stage, u"plan-failed"_s);
}

void TestPlanPictures::firstPlan()
{
    Stage stage(m_pictures->theme());
    open(stage, FakeStack::idle());
    stage.script().plan = FakePlan::firstPlan();
    stage.find<QAction>("deployAction")->trigger();
    shoot(stage, u"plan-first"_s);
}

void TestPlanPictures::refused()
{
    Stage stage(m_pictures->theme());
    StackInfo info = FakeStack::idle();
    open(stage, info);
    Q_EMIT stage.engine.problemsChanged(FakeStack::problems());
    const Problem problem = FakeStack::problems().first();
    stage.script().plan = Error{ErrorCode::DocumentInvalid, toText(problem),
                                stage.controller.path(), u"See the list of problems."_s};
    stage.find<QAction>("deployAction")->trigger();
    shoot(stage, u"plan-refused"_s);
}

void TestPlanPictures::deployments()
{
    Stage stage(m_pictures->theme());
    DeploymentRecord done = FakePlan::failed();
    done.id = u"1"_s;
    done.startedAt -= 3'600'000;
    done.endedAt -= 3'600'000;
    done.outcome = DeploymentRecord::Outcome::Done;
    done.error.reset();
    done.steps[0].state = NodeState::Deployed;
    done.steps[0].error.reset();
    stage.script().deployments = {FakePlan::failed(), done};
    open(stage, FakeStack::live());
    stage.find<QAction>("deploymentsAction")->trigger();
    shoot(stage, u"deployments"_s);
    stage.controller.plan()->showDeployment(u"1"_s);
    shoot(stage, u"deployment"_s);
}

QTEST_MAIN(TestPlanPictures)
#include "tst_planpictures.moc"
