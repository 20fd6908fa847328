// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/simulation.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;

class TestRuntime : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deploysParentsBeforeChildren();
};

void TestRuntime::deploysParentsBeforeChildren()
{
    sim::World world;
    sim::Run run(sim::document(R"({"creact":1,"stack":"s","children":[
        {"construct":"Tool","as":"a","props":{"name":"x"},"children":[
          {"construct":"Tool","key":"b","props":{"name":{"$":"a.name + 'y'"}}}]}]})"),
                 std::make_shared<MemoryStore>(), world);
    run.start();
    run.drive();
    QCOMPARE(run.provider.log, (QStringList{u"apply tool"_s, u"apply tool.tool-b"_s}));
    QVERIFY(run.settled && run.settled->ok());
    QCOMPARE(run.runtime.node(u"tool.tool-b"_s)->outputs->value(u"name"_s).toString(), u"xy"_s);
}

QTEST_GUILESS_MAIN(TestRuntime)
#include "tst_runtime.moc"
