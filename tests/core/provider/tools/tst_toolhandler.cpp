// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/toolhandler.h"

#include "tests/core/provider/llm/handlerhost.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestToolHandler : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void kindComesFromTheName();
    void ownParametersStay();
    void refuses_data();
    void refuses();
};

void TestToolHandler::kindComesFromTheName()
{
    ToolHandler handler;
    const JobRun job = runJob(handler, {{u"name"_s, u"wikipedia"_s}, {u"description"_s, u"d"_s}});
    const QJsonObject outputs = job.outputs();
    QCOMPARE(outputs.value(u"id"_s).toString(), u"node"_s);
    QCOMPARE(outputs.value(u"name"_s).toString(), u"wikipedia"_s);
    QCOMPARE(outputs.value(u"description"_s).toString(), u"d"_s);
    QCOMPARE(outputs.value(u"kind"_s).toString(), u"wikipedia"_s);
    QCOMPARE(outputs.value(u"approval"_s).toString(), u"never"_s);
    QCOMPARE(outputs.value(u"parameters"_s)[u"required"_s], QJsonValue(QJsonArray{u"query"_s}));
}

void TestToolHandler::ownParametersStay()
{
    ToolHandler handler;
    const QJsonObject parameters{{u"type"_s, u"object"_s}};
    const JobRun job = runJob(handler,
                              {{u"name"_s, u"look_up"_s},
                               {u"kind"_s, u"wikipedia"_s},
                               {u"approval"_s, u"never"_s},
                               {u"parameters"_s, parameters}});
    QCOMPARE(job.outputs().value(u"parameters"_s), QJsonValue(parameters));
}

void TestToolHandler::refuses_data()
{
    QTest::addColumn<QJsonObject>("props");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("hint");
    const QString name = u"name"_s;
    QTest::newRow("no kind") << QJsonObject{{name, u"search"_s}} << u"no kind"_s << u"wikipedia"_s;
    QTest::newRow("unknown kind") << QJsonObject{{name, u"s"_s}, {u"kind"_s, u"shell"_s}}
                                  << u"\"shell\""_s << u"wikipedia"_s;
    QTest::newRow("bad name") << QJsonObject{{name, u"my tool"_s}} << u"my tool"_s << u"letters"_s;
    QTest::newRow("no name") << QJsonObject() << u"name"_s << u"letters"_s;
    QTest::newRow("approval") << QJsonObject{{name, u"wikipedia"_s}, {u"approval"_s, u"ask"_s}}
                              << u"not available"_s << u"never"_s;
    QTest::newRow("parameters") << QJsonObject{{name, u"wikipedia"_s}, {u"parameters"_s, 1}}
                                << u"JSON Schema"_s << u"object"_s;
}

void TestToolHandler::refuses()
{
    QFETCH(QJsonObject, props);
    QFETCH(QString, says);
    QFETCH(QString, hint);
    ToolHandler handler;
    const JobRun job = runJob(handler, props);
    QCOMPARE(job.error().code, ErrorCode::InvalidProps);
    QVERIFY2(job.error().message.contains(says), qPrintable(job.error().message));
    QVERIFY2(job.error().hint.contains(hint), qPrintable(job.error().hint));
    QCOMPARE(job.error().where, u"node"_s);
}

QTEST_GUILESS_MAIN(TestToolHandler)
#include "tst_toolhandler.moc"
