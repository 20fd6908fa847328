// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

namespace {

/// Tree uids by node id: a node that was rendered again has another one.
QHash<QString, quint64> uidsOf(Stage &stage)
{
    QHash<QString, quint64> uids;
    for (const Node *node : stage.runtime().tree()->nodes())
        uids.insert(node->id().toString(), node->instance().uid);
    return uids;
}

bool adopt(Stage &stage, const QByteArray &children, const QByteArray &components = "{}")
{
    stage.run->settled.reset();
    const bool adopted = stage.runtime().adopt(
        sim::smallDocument(children, components),
        [&stage](const Result<void> &result) { stage.run->settled = result; });
    stage.settle();
    return adopted;
}

} // namespace

/// Edits of literal props in a live stack.
class TestAdopt : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyTheEditedNodeIsAppliedAndNothingIsRenderedAgain();
    void whatReadsTheEditedNodeFollows();
    void anUnchangedDocumentSettlesWithoutACall();
    void everyInstanceOfTheElementIsApplied();
    void anInstanceThatComesLaterHasTheNewValue();
    void editsFollowEachOther();
    void anEditOfMoreIsLeftToAStart_data();
    void anEditOfMoreIsLeftToAStart();
    void aStackThatFailedIsLeftToAStart();
};

void TestAdopt::onlyTheEditedNodeIsAppliedAndNothingIsRenderedAgain()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"x","props":{"v":1,"w":"a"}},
                     {"construct":"Task","key":"y","props":{"v":1}}])");
    const auto uids = uidsOf(stage);
    stage.takeLog();
    QVERIFY(adopt(stage, R"([{"construct":"Task","key":"x","props":{"v":2,"w":"a"}},
                             {"construct":"Task","key":"y","props":{"v":1}}])"));
    stage.drive();
    QVERIFY(stage.run->settled && stage.run->settled->ok());
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-x"_s});
    QCOMPARE(stage.output(u"task-x"_s, u"v"_s), QJsonValue(2));
    QCOMPARE(uidsOf(stage), uids);
    QCOMPARE(stage.stored().find(u"task-x"_s)->cause.kind, u"props"_s);
    QCOMPARE(stage.stored().find(u"task-x"_s)->cause.event.kind, u"deploy"_s);
    QCOMPARE(stage.auditActions().count(u"deploy_start"_s), 2);
    QCOMPARE(stage.auditActions().count(u"deploy_complete"_s), 2);
}

void TestAdopt::whatReadsTheEditedNodeFollows()
{
    const QByteArray children = R"([{"construct":"Task","as":"s","props":{"v":%1},"children":[
        {"construct":"Task","key":"reads","props":{"v":{"$":"s.v + 1"}}},
        {"construct":"Task","key":"not","props":{"v":5}}]}])";
    Stage stage;
    stage.deploy(QByteArray(children).replace("%1", "1"));
    stage.takeLog();
    QVERIFY(adopt(stage, QByteArray(children).replace("%1", "7")));
    stage.drive();
    QCOMPARE(stage.takeLog(), (QStringList{u"apply task"_s, u"apply task.task-reads"_s}));
    QCOMPARE(stage.output(u"task.task-reads"_s, u"v"_s), QJsonValue(8));
}

void TestAdopt::anUnchangedDocumentSettlesWithoutACall()
{
    Stage stage;
    const QByteArray children = R"([{"construct":"Task","key":"x","props":{"v":1}}])";
    stage.deploy(children);
    stage.takeLog();
    QVERIFY(adopt(stage, children));
    QVERIFY(stage.run->settled && stage.run->settled->ok());
    QVERIFY(stage.takeLog().isEmpty());
}

void TestAdopt::everyInstanceOfTheElementIsApplied()
{
    const QByteArray children = R"([{"component":"C","key":"a"},{"component":"C","key":"b"},
                                    {"construct":"Task","key":"z","props":{"v":1}}])";
    const QByteArray components =
        R"({"C":{"props":[],"children":[{"construct":"Task","props":{"v":%1}}]}})";
    Stage stage;
    stage.deploy(children, QByteArray(components).replace("%1", "1"));
    stage.takeLog();
    QVERIFY(adopt(stage, children, QByteArray(components).replace("%1", "2")));
    stage.drive();
    QCOMPARE(stage.takeLog(), (QStringList{u"apply task-a"_s, u"apply task-b"_s}));
}

void TestAdopt::anInstanceThatComesLaterHasTheNewValue()
{
    const QByteArray children = R"([{"construct":"Task","as":"s","props":{"on":false},"children":[
        {"show":{"$":"s.on"},"children":[{"construct":"Task","key":"x","props":{"v":%1}}]}]}])";
    Stage stage;
    stage.deploy(QByteArray(children).replace("%1", "1"));
    QVERIFY(adopt(stage, QByteArray(children).replace("%1", "2")));
    stage.drive();
    stage.emitOutputs(u"task"_s, {{u"on"_s, true}});
    stage.drive();
    QCOMPARE(stage.output(u"task.task-x"_s, u"v"_s), QJsonValue(2));
}

void TestAdopt::editsFollowEachOther()
{
    const QByteArray children = R"([{"construct":"Task","key":"x","props":{"v":%1}}])";
    Stage stage;
    stage.deploy(QByteArray(children).replace("%1", "1"));
    stage.takeLog();
    for (const int value : {2, 3, 3, 1}) {
        QVERIFY(adopt(stage, QByteArray(children).replace("%1", QByteArray::number(value))));
        stage.drive();
        QCOMPARE(stage.output(u"task-x"_s, u"v"_s), QJsonValue(value));
    }
    QCOMPARE(stage.takeLog().size(), 3); // the same value twice is no change
}

void TestAdopt::anEditOfMoreIsLeftToAStart_data()
{
    QTest::addColumn<QByteArray>("changed");
    const QByteArray x = R"({"construct":"Task","key":"x","props":{"v":1}})";
    const QByteArray s = R"({"show":{"$":"true"},"children":[]})";
    QTest::newRow("another element") << "[" + x + "," + s + R"(,{"construct":"Task"}])";
    QTest::newRow("an element less") << "[" + x + "]";
    QTest::newRow("order") << "[" + s + "," + x + "]";
    QTest::newRow("key") << R"([{"construct":"Task","key":"y","props":{"v":1}},)" + s + "]";
    QTest::newRow("name") << R"([{"construct":"Task","as":"n","key":"x","props":{"v":1}},)" + s
            + "]";
    QTest::newRow("a prop more") << R"([{"construct":"Task","key":"x","props":{"v":1,"w":1}},)" + s
            + "]";
    QTest::newRow("a binding") << R"([{"construct":"Task","key":"x","props":{"v":{"$":"1"}}},)" + s
            + "]";
    QTest::newRow("a condition") << "[" + x + R"(,{"show":{"$":"false"},"children":[]}])";
    QTest::newRow("disabled")
        << R"([{"construct":"Task","key":"x","disabled":true,"props":{"v":1}},)" + s + "]";
    QTest::newRow("a note") << R"([{"construct":"Task","key":"x","note":"n","props":{"v":1}},)" + s
            + "]";
}

void TestAdopt::anEditOfMoreIsLeftToAStart()
{
    QFETCH(const QByteArray, changed);
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"x","props":{"v":1}},
                     {"show":{"$":"true"},"children":[]}])");
    const int starts = int(stage.auditActions().count(u"deploy_start"_s));
    QVERIFY(!adopt(stage, changed));
    QVERIFY(!stage.run->settled);
    QCOMPARE(stage.auditActions().count(u"deploy_start"_s), starts);
}

void TestAdopt::aStackThatFailedIsLeftToAStart()
{
    Stage stage;
    stage.start(R"([{"construct":"Task","key":"x","props":{"v":1}}])");
    QVERIFY(stage.fail(u"task-x"_s));
    QVERIFY(!adopt(stage, R"([{"construct":"Task","key":"x","props":{"v":2}}])"));
}

QTEST_GUILESS_MAIN(TestAdopt)
#include "tst_adopt.moc"
