// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/deployment.h"
#include "core/runtime/preview.h"
#include "core/stack/expression/scriptengine.h"
#include "tests/core/runtime/stage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;

/// What a plan says beside what is done to whom: who needs whom, in which order, what is called and
/// reached, what is known before anything is applied.
class TestPlan : public QObject {
    Q_OBJECT

    static OutputSpec output(const QString &name,
                             OutputSpec::From from = OutputSpec::From::Provider)
    {
        return {name, ValueType::Any, {}, from};
    }
    static ConstructType type(const QString &name, QList<OutputSpec> outputs = {})
    {
        ConstructType type;
        type.name = name;
        for (const QString &prop : {u"v"_s, u"w"_s, u"d"_s}) {
            PropSpec spec;
            spec.name = prop;
            if (prop == u"d"_s)
                spec.defaultValue = 7;
            type.props.append(spec);
        }
        type.outputs = std::move(outputs);
        return type;
    }
    static ConstructTypes types()
    {
        using From = OutputSpec::From;
        ConstructTypes types;
        types.add(type(u"Plain"_s, {output(u"o"_s)}));
        types.add(type(u"Echo"_s, {output(u"id"_s, From::Id), output(u"v"_s, From::Prop)}));
        types.add(type(u"Half"_s, {output(u"id"_s, From::Id), output(u"o"_s)}));
        ConstructType ask = type(u"Ask"_s, {output(u"o"_s)});
        ask.calls = true;
        types.add(ask);
        ConstructType door = type(u"Door"_s, {output(u"id"_s, From::Id), output(u"o"_s)});
        door.ephemeral = true;
        door.reaches = [](const QJsonObject &props, const QStringList &unknown) {
            return QList<Reach>{{Reach::Kind::Port,
                                 unknown.contains(u"v"_s)
                                     ? QString()
                                     : u"port %1"_s.arg(props.value(u"v"_s).toInt())}};
        };
        types.add(door);
        return types;
    }

    void store(const QStringList &path, const QString &constructType, const QJsonObject &props,
               const std::optional<QJsonObject> &outputs = QJsonObject{{u"o"_s, 1}},
               NodeState state = NodeState::Deployed)
    {
        NodeRecord record;
        for (const QString &segment : path)
            record.id = record.id.child(segment);
        record.constructType = constructType;
        record.props = props;
        if (!record.props.contains(u"d"_s))
            record.props.insert(u"d"_s, 7);
        record.outputs = outputs;
        record.state = state;
        m_state.put(record);
    }
    Plan plan(const QByteArray &children, Preview::Over over = Preview::Over::Stored,
              const QByteArray &components = "{}")
    {
        ScriptEngine script;
        Preview preview(m_state, m_types, script, nullptr, over);
        preview.render(sim::smallDocument(children, components));
        return preview.plan();
    }
    static QStringList lines(const Plan &plan)
    {
        QStringList lines;
        for (const Plan::Item &item : plan.items)
            lines.append(item.action + u' ' + item.nodeId);
        return lines;
    }
    static QSet<QString> set(const QStringList &ids) { return {ids.begin(), ids.end()}; }

    ConstructTypes m_types = types();
    StackRecord m_state;

private Q_SLOTS:
    void init() { m_state = {}; }
    void anIdIsKnownBeforeTheNodeIs();
    void aNewPropGoesThroughToWhoReadsIt();
    void whatReadsNothingThatChangesIsUnchanged();
    void anOutputOfTheProviderIsKnownAfterApply();
    void anUntrackedReadWaitsForTheNodeAbove();
    void aNodeThatWaitsForNoChangeIsNoChange();
    void whatStandsOnAFailureIsNotCreated();
    void anEphemeralNodeWithoutOutputsKeepsWhatIsBelow();
    void whatAFlowElementDecidesLaterIsNoDelete();
    void aDeleteBelowAnUpdateIsSaid();
    void anotherTypeTakesEverythingBelowWithIt();
    void aPinnedNodeCallsNothing();
    void aLiveStackStartsNothingAgain();
    void whatIsAtWorkStaysAtWork();
    void anInterruptedManualEffectIsLeft();
    void callsAreThoseOfWhatIsApplied();
    void needsAreTheParentAndWhatIsRead();
    void whatIsNotStartedIsNeededByAllBelow();
    void aPropThatIsNotGivenIsNoField();
    void stepsFollowTheNeeds();
    void deletesNeedTheirDependents();
    void touchesAreOfNodesAndOfWhatMayCome();
    void notesNamesAndOrderAreNoChange();
    void aThrowingConditionIsAnElementError();
    void theFirstPlanSaysSo();
    void itIsTheSameAfterJson();
    void aForgottenDeploymentHasNoValues();
};

void TestPlan::anIdIsKnownBeforeTheNodeIs()
{
    const Plan p = plan(R"([{"construct":"Half","as":"h","children":[
        {"construct":"Plain","props":{"v":{"$":"h.id"},"w":{"$":"h.o"}}}]}])");
    QCOMPARE(lines(p), (QStringList{u"create half"_s, u"create half.plain"_s}));
    QCOMPARE(p.items.at(1).fields[u"v"_s], (QJsonObject{{u"new"_s, u"half"_s}}));
    QCOMPARE(p.items.at(1).fields[u"w"_s], QJsonValue(QJsonObject()));
    QCOMPARE(p.items.at(1).fields[u"d"_s], (QJsonObject{{u"new"_s, 7}}));
}

void TestPlan::aNewPropGoesThroughToWhoReadsIt()
{
    store({u"echo"_s}, u"Echo"_s, {{u"v"_s, 1}}, QJsonObject{{u"id"_s, u"echo"_s}, {u"v"_s, 1}});
    store({u"echo"_s, u"plain"_s}, u"Plain"_s, {{u"v"_s, 1}});
    const Plan p = plan(R"([{"construct":"Echo","as":"e","props":{"v":2},"children":[
        {"construct":"Plain","props":{"v":{"$":"e.v"}}}]}])");
    QCOMPARE(lines(p), (QStringList{u"update echo"_s, u"update echo.plain"_s}));
    QCOMPARE(p.items.at(1).fields,
             (QJsonObject{{u"v"_s, QJsonObject{{u"old"_s, 1}, {u"new"_s, 2}}}}));
    QCOMPARE(p.items.at(1).needs, QStringList{u"echo"_s});
}

void TestPlan::whatReadsNothingThatChangesIsUnchanged()
{
    store({u"half"_s}, u"Half"_s, {{u"v"_s, 1}}, QJsonObject{{u"id"_s, u"half"_s}, {u"o"_s, 5}});
    store({u"half"_s, u"plain"_s}, u"Plain"_s, {{u"v"_s, u"half"_s}});
    const Plan p = plan(R"([{"construct":"Half","as":"h","props":{"v":2},"children":[
        {"construct":"Plain","props":{"v":{"$":"h.id"}}}]}])");
    QCOMPARE(lines(p), (QStringList{u"update half"_s, u"unchanged half.plain"_s}));
    QCOMPARE(p.items.at(1).step, -1);
}

void TestPlan::anOutputOfTheProviderIsKnownAfterApply()
{
    store({u"half"_s}, u"Half"_s, {{u"v"_s, 1}}, QJsonObject{{u"id"_s, u"half"_s}, {u"o"_s, 5}});
    store({u"half"_s, u"plain"_s}, u"Plain"_s, {{u"v"_s, 5}, {u"w"_s, 1}});
    const Plan p = plan(R"([{"construct":"Half","as":"h","props":{"v":2},"children":[
        {"construct":"Plain","props":{"v":{"$":"h.o"},"w":1}}]}])");
    QCOMPARE(lines(p), (QStringList{u"update half"_s, u"update half.plain"_s}));
    QCOMPARE(p.items.at(1).fields, (QJsonObject{{u"v"_s, QJsonObject{{u"old"_s, 5}}}}));
    QCOMPARE(p.items.at(1).reason, u"after h"_s);
}

void TestPlan::anUntrackedReadWaitsForTheNodeAbove()
{
    const Plan p = plan(R"x([{"construct":"Half","as":"h","children":[
        {"construct":"Plain","props":{"v":{"$":"untrack(() => h.o)"}}}]}])x");
    QCOMPARE(lines(p), (QStringList{u"create half"_s, u"create half.plain"_s}));
}

void TestPlan::aNodeThatWaitsForNoChangeIsNoChange()
{
    store({u"plain"_s}, u"Plain"_s, {}, QJsonObject{{u"o"_s, QJsonObject()}});
    const QByteArray children = R"([{"construct":"Plain","as":"p","children":[
        {"construct":"Ask","props":{"v":{"$":"p.o.missing"}}}]}])";
    const Plan p = plan(children);
    QCOMPARE(lines(p), (QStringList{u"unchanged plain"_s, u"unchanged plain.ask"_s}));
    QVERIFY(p.items.at(1).reason.contains(u"waits for"));
    QVERIFY(!p.items.at(1).calls);
}

void TestPlan::whatStandsOnAFailureIsNotCreated()
{
    store({u"plain"_s}, u"Plain"_s, {}, std::nullopt, NodeState::Failed);
    store({u"plain"_s, u"ask"_s}, u"Ask"_s, {{u"v"_s, 1}});
    const Plan p = plan(R"([{"construct":"Plain","as":"p","children":[
        {"construct":"Ask","props":{"v":{"$":"p.o"}}},{"construct":"Plain","key":"x"}]}])");
    QCOMPARE(
        lines(p),
        (QStringList{u"unchanged plain"_s, u"unchanged plain.ask"_s, u"blocked plain.plain-x"_s}));
    QVERIFY(p.items.at(0).failedBefore);
    QCOMPARE(p.items.at(2).reason, u"waits for p"_s);
}

void TestPlan::anEphemeralNodeWithoutOutputsKeepsWhatIsBelow()
{
    // As in a state that CReact 0.2 wrote.
    store({u"door"_s}, u"Door"_s, {{u"v"_s, 1}}, std::nullopt);
    store({u"door"_s, u"plain"_s}, u"Plain"_s, {{u"v"_s, u"door"_s}});
    const Plan p = plan(R"([{"construct":"Door","as":"d","props":{"v":1},"children":[
        {"construct":"Plain","props":{"v":{"$":"d.id"}}}]}])");
    QCOMPARE(lines(p), (QStringList{u"start door"_s, u"unchanged door.plain"_s}));
}

void TestPlan::whatAFlowElementDecidesLaterIsNoDelete()
{
    store({u"door"_s}, u"Door"_s, {{u"v"_s, 1}}, std::nullopt);
    store({u"door"_s, u"plain"_s}, u"Plain"_s, {});
    const Plan p = plan(R"([{"construct":"Door","as":"d","props":{"v":1},"children":[
        {"show":{"$":"d.o"},"children":[{"construct":"Plain"}]}]}])");
    QCOMPARE(lines(p), (QStringList{u"start door"_s, u"unchanged door.plain"_s}));
    QVERIFY(p.items.at(1).reason.contains(u"decided"));
}

void TestPlan::aDeleteBelowAnUpdateIsSaid()
{
    store({u"plain"_s}, u"Plain"_s, {{u"v"_s, 1}});
    store({u"plain"_s, u"plain-x"_s}, u"Plain"_s, {});
    const Plan p = plan(R"([{"construct":"Plain","props":{"v":2}}])");
    QCOMPARE(lines(p), (QStringList{u"update plain"_s, u"delete plain.plain-x"_s}));
    QVERIFY(p.items.at(1).step > p.items.at(0).step);
}

void TestPlan::anotherTypeTakesEverythingBelowWithIt()
{
    store({u"plain-x"_s}, u"Ask"_s, {});
    store({u"plain-x"_s, u"plain"_s}, u"Plain"_s, {});
    const Plan p = plan(R"([{"construct":"Plain","key":"x","children":[{"construct":"Plain"}]}])");
    QCOMPARE(lines(p),
             (QStringList{u"create plain-x"_s, u"create plain-x.plain"_s, u"delete plain-x.plain"_s,
                          u"delete plain-x"_s}));
    QCOMPARE(p.items.at(0).reason, u"in place of a Ask"_s);
    // The old ones go first, dependents first.
    QVERIFY(p.items.at(2).step < p.items.at(3).step);
    QVERIFY(p.items.at(3).step < p.items.at(0).step);
    QVERIFY(p.items.at(0).step < p.items.at(1).step);
    QCOMPARE(p.withNeeds({u"plain-x"_s}), set({u"plain-x"_s, u"plain-x.plain"_s}));
}

void TestPlan::aPinnedNodeCallsNothing()
{
    store({u"ask"_s}, u"Ask"_s, {{u"v"_s, 1}});
    NodeRecord pinned = *m_state.find(u"ask"_s);
    pinned.pinned = true;
    m_state.put(pinned);
    const Plan p = plan(R"([{"construct":"Ask","as":"a","props":{"v":2},"children":[
        {"construct":"Plain","props":{"v":{"$":"a.o"}}}]}])");
    QCOMPARE(lines(p), (QStringList{u"unchanged ask"_s, u"create ask.plain"_s}));
    QVERIFY(p.items.at(0).pinned);
    QVERIFY(!p.items.at(0).calls);
    QCOMPARE(p.items.at(1).fields[u"v"_s], (QJsonObject{{u"new"_s, 1}}));
}

void TestPlan::aLiveStackStartsNothingAgain()
{
    store({u"door"_s}, u"Door"_s, {{u"v"_s, 1}});
    const QByteArray children = R"([{"construct":"Door","props":{"v":1}}])";
    QCOMPARE(lines(plan(children)), QStringList{u"start door"_s});
    QCOMPARE(lines(plan(children, Preview::Over::Live)), QStringList{u"unchanged door"_s});
    QCOMPARE(lines(plan(R"([{"construct":"Door","props":{"v":2}}])", Preview::Over::Live)),
             QStringList{u"update door"_s});
}

void TestPlan::whatIsAtWorkStaysAtWork()
{
    store({u"ask"_s}, u"Ask"_s, {{u"v"_s, 1}}, std::nullopt, NodeState::Applying);
    const QByteArray children = R"([{"construct":"Ask","props":{"v":1}}])";
    const Plan live = plan(children, Preview::Over::Live);
    QCOMPARE(lines(live), QStringList{u"unchanged ask"_s});
    QCOMPARE(live.items.first().reason, u"at work"_s);
    const Plan stored = plan(children);
    QCOMPARE(lines(stored), QStringList{u"retry ask"_s});
    QVERIFY(stored.items.first().calls);
}

void TestPlan::anInterruptedManualEffectIsLeft()
{
    ConstructType launch = type(u"Launch"_s);
    launch.effect = Effect::Manual;
    m_types.add(launch);
    store({u"launch"_s}, u"Launch"_s, {}, std::nullopt, NodeState::Applying);
    const Plan p = plan(R"([{"construct":"Launch"}])");
    QCOMPARE(lines(p), QStringList{u"unchanged launch"_s});
    QVERIFY(p.items.first().reason.contains(u"interrupted"));
}

void TestPlan::callsAreThoseOfWhatIsApplied()
{
    store({u"ask-same"_s}, u"Ask"_s, {{u"v"_s, 1}});
    store({u"ask-new"_s}, u"Ask"_s, {{u"v"_s, 1}});
    store({u"ask-gone"_s}, u"Ask"_s, {{u"v"_s, 1}});
    const Plan p = plan(R"([{"construct":"Ask","key":"same","props":{"v":1}},
        {"construct":"Ask","key":"new","props":{"v":2}},{"construct":"Plain"}])");
    QVERIFY(!p.find(u"ask-same"_s)->calls);
    QVERIFY(p.find(u"ask-new"_s)->calls);
    QVERIFY(!p.find(u"ask-gone"_s)->calls);
    QVERIFY(!p.find(u"plain"_s)->calls);
}

void TestPlan::needsAreTheParentAndWhatIsRead()
{
    const Plan p = plan(
        R"([{"construct":"Echo","as":"a","key":"a","props":{"v":[1,2]},"children":[
            {"construct":"Plain","key":"mid","children":[
                {"component":"C","props":{"given":{"$":"a.v"}}}]}]},
            {"construct":"Plain","key":"alone"}])",
        Preview::Over::Stored,
        R"({"C":{"props":["given"],"children":[
            {"construct":"Plain","key":"in","props":{"v":{"$":"given"}}}]}})");
    const QString in = u"echo-a.plain-mid.plain-in"_s;
    QVERIFY2(p.find(in), qPrintable(lines(p).join(u'\n')));
    QCOMPARE(set(p.find(in)->needs), set({u"echo-a"_s, u"echo-a.plain-mid"_s}));
    QVERIFY(p.find(u"plain-alone"_s)->needs.isEmpty());
    QCOMPARE(p.find(in)->pointer, u"/components/C/children/0"_s);
}

void TestPlan::whatIsNotStartedIsNeededByAllBelow()
{
    store({u"door"_s}, u"Door"_s, {});
    store({u"door"_s, u"plain-a"_s}, u"Plain"_s, {{u"v"_s, 1}});
    store({u"door"_s, u"plain-a"_s, u"plain-b"_s}, u"Plain"_s, {});
    store({u"door"_s, u"plain-a"_s, u"plain-b"_s, u"plain-c"_s}, u"Plain"_s, {{u"v"_s, 1}});
    const Plan p = plan(R"([{"construct":"Door","children":[
        {"construct":"Plain","key":"a","props":{"v":2},"children":[
        {"construct":"Plain","key":"b","children":[
        {"construct":"Plain","key":"c","props":{"v":2}}]}]}]}])");
    QCOMPARE(
        lines(p),
        (QStringList{u"start door"_s, u"update door.plain-a"_s, u"unchanged door.plain-a.plain-b"_s,
                     u"update door.plain-a.plain-b.plain-c"_s}));
    // The update above may be left out, the start may not.
    QCOMPARE(p.items.at(3).needs, QStringList{u"door"_s});
}

void TestPlan::aPropThatIsNotGivenIsNoField()
{
    const Plan p = plan(R"([{"construct":"Plain","props":{"v":null}}])");
    QCOMPARE(p.items.first().fields.keys(), QStringList{u"d"_s});
}

void TestPlan::stepsFollowTheNeeds()
{
    store({u"plain-old"_s}, u"Plain"_s, {});
    const Plan p = plan(R"([{"construct":"Echo","as":"a","props":{"v":1},"children":[
        {"construct":"Plain","key":"b","props":{"v":{"$":"a.v"}},"children":[
            {"construct":"Plain","key":"c"}]}]},{"construct":"Plain","key":"d"}])");
    QCOMPARE(p.find(u"echo"_s)->step, 0);
    QCOMPARE(p.find(u"plain-d"_s)->step, 0);
    QCOMPARE(p.find(u"echo.plain-b"_s)->step, 1);
    QCOMPARE(p.find(u"echo.plain-b.plain-c"_s)->step, 2);
    QCOMPARE(p.find(u"plain-old"_s)->step, 3);
}

void TestPlan::deletesNeedTheirDependents()
{
    store({u"plain-a"_s}, u"Plain"_s, {});
    store({u"plain-a"_s, u"plain-b"_s}, u"Plain"_s, {});
    store({u"plain-c"_s}, u"Plain"_s, {{u"v"_s, u"plain-a.plain-b"_s}});
    const Plan p = plan("[]");
    QCOMPARE(p.count(u"delete"_s), 3);
    QCOMPARE(p.find(u"plain-a"_s)->needs, QStringList{u"plain-a.plain-b"_s});
    QCOMPARE(p.find(u"plain-a.plain-b"_s)->needs, QStringList{u"plain-c"_s});
    QCOMPARE(p.find(u"plain-c"_s)->step, 0);
    QCOMPARE(p.find(u"plain-a"_s)->step, 2);
}

void TestPlan::touchesAreOfNodesAndOfWhatMayCome()
{
    const Plan p = plan(R"([{"construct":"Door","props":{"v":1}},
        {"construct":"Door","key":"same","props":{"v":1}},
        {"construct":"Door","key":"off","disabled":true,"props":{"v":9}},
        {"construct":"Half","as":"h","children":[
            {"construct":"Door","key":"later","props":{"v":{"$":"h.o"}}},
            {"show":{"$":"h.o"},"children":[{"construct":"Door","key":"maybe","props":{"v":2}}]}]}])");
    const QList<Plan::Touch> wanted{{Reach::Kind::Port, u"port 1"_s, u"door"_s},
                                    {Reach::Kind::Port, {}, u"half.door-later"_s},
                                    {Reach::Kind::Port, u"port 2"_s, {}}};
    QCOMPARE(p.touches, wanted);
}

void TestPlan::notesNamesAndOrderAreNoChange()
{
    store({u"echo-a"_s}, u"Echo"_s, {{u"v"_s, 1}, {u"w"_s, 2}},
          QJsonObject{{u"id"_s, u"echo-a"_s}, {u"v"_s, 1}});
    store({u"echo-a"_s, u"plain"_s}, u"Plain"_s, {{u"v"_s, 1}});
    store({u"plain-b"_s}, u"Plain"_s, {});
    for (const QByteArray &children :
         {QByteArray(R"([{"construct":"Echo","as":"e","key":"a","props":{"v":1,"w":2},"children":[
              {"construct":"Plain","props":{"v":{"$":"e.v"}}}]},{"construct":"Plain","key":"b"}])"),
          QByteArray(R"([{"construct":"Plain","key":"b","note":"first now"},
              {"key":"a","construct":"Echo","as":"other","props":{"w":2,"v":1,"d":7},"children":[
              {"construct":"Plain","props":{"v":{"$":"other.v + 0"}}}]}])")}) {
        const Plan p = plan(children);
        QCOMPARE(p.count(u"unchanged"_s), 3);
        QCOMPARE(p.items.size(), 3);
    }
}

void TestPlan::aThrowingConditionIsAnElementError()
{
    const Plan p = plan(R"([{"construct":"Plain"},{"show":{"$":"null.x"},"children":[]}])");
    QCOMPARE(p.elementErrors.size(), 1);
    QCOMPARE(p.elementErrors.first().where, u"/children/1"_s);
    QVERIFY(!p.elementErrors.first().message.isEmpty());
    QCOMPARE(p.items.size(), 1);
}

void TestPlan::theFirstPlanSaysSo()
{
    QVERIFY(plan(R"([{"construct":"Plain"}])").first);
    store({u"plain"_s}, u"Plain"_s, {});
    QVERIFY(!plan(R"([{"construct":"Plain"}])").first);
}

void TestPlan::itIsTheSameAfterJson()
{
    store({u"plain"_s}, u"Plain"_s, {{u"v"_s, 1}}, std::nullopt, NodeState::Failed);
    store({u"ask"_s}, u"Ask"_s, {{u"v"_s, 1}});
    Plan p = plan(R"([{"construct":"Plain","props":{"v":1}},{"construct":"Ask","props":{"v":2}},
        {"construct":"Door"},{"construct":"Nonesuch"},{"show":{"$":"null.x"},"children":[]},
        {"construct":"Half","as":"h","children":[{"construct":"Ask","props":{"v":{"$":"h.o"}}}]}])");
    p.openTurns.append({u"m1"_s, u"Who?"_s, {u"ask"_s}, {u"x"_s, u"y"_s}});
    p.unlisted.insert(u"unchanged"_s, 4);
    p.items[1].pinned = true;
    const QByteArray text = QJsonDocument(p.toJson()).toJson();
    const Plan again = Plan::fromJson(QJsonDocument::fromJson(text).object());
    QCOMPARE(again.items.size(), p.items.size());
    for (qsizetype i = 0; i < p.items.size(); ++i)
        QVERIFY2(again.items.at(i) == p.items.at(i), qPrintable(p.items.at(i).nodeId));
    QVERIFY(again == p);
    QCOMPARE(again.count(u"unchanged"_s), 5);
    QVERIFY(Plan::fromJson({}) == Plan());
}

void TestPlan::aForgottenDeploymentHasNoValues()
{
    store({u"plain"_s}, u"Plain"_s, {{u"v"_s, u"my secret"_s}});
    DeploymentRecord record;
    record.id = newDeploymentId(1'795'312'180'678);
    record.startedAt = 1'795'312'180'678;
    record.plan = plan(R"([{"construct":"Plain","props":{"v":"another secret"}}])");
    record.plan.openTurns.append({u"m1"_s, u"a secret question"_s, {}, {}});
    record.error = Error{ErrorCode::ModelRejected, u"the secret was too long"_s, {}, {}};
    record.steps.append({u"plain-secret"_s, u"update"_s, NodeState::Deployed, {}, 1, 2});
    const DeploymentRecord rest = record.forgotten();
    const QByteArray json = QJsonDocument(rest.toJson()).toJson();
    QVERIFY2(!json.contains("secret"), json.constData());
    QCOMPARE(rest.plan.count(u"update"_s), 1);
    QCOMPARE(rest.moreSteps, 1);
    QCOMPARE(rest.error->code, ErrorCode::ModelRejected);
    const auto whole = DeploymentRecord::fromJson(
        QJsonDocument::fromJson(QJsonDocument(record.toJson()).toJson()).object());
    QVERIFY(whole == record);
}

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
