// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/chatmodelhandler.h"

#include "core/provider/llm/modelaccess.h"
#include "core/provider/llm/register.h"
#include "core/provider/tools/approvals.h"
#include "tests/core/provider/llm/handlerhost.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestChatModelHandler : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesIdAndProps();
    void refuses_data();
    void refuses();
    void everyConstructIsRegistered();
};

void TestChatModelHandler::givesIdAndProps()
{
    ChatModelHandler handler;
    const JobRun job = runJob(handler, {{u"model"_s, u"m"_s}, {u"temperature"_s, 1}});
    QCOMPARE(job.outputs(),
             QJsonObject({{u"id"_s, u"node"_s}, {u"model"_s, u"m"_s}, {u"temperature"_s, 1}}));
}

void TestChatModelHandler::refuses_data()
{
    QTest::addColumn<QJsonObject>("props");
    QTest::newRow("no model") << QJsonObject();
    QTest::newRow("blank model") << QJsonObject{{u"model"_s, u"  "_s}};
    QTest::newRow("unknown endpoint")
        << QJsonObject{{u"model"_s, u"m"_s}, {u"endpoint"_s, u"http://evil/v1"_s}};
}

void TestChatModelHandler::refuses()
{
    QFETCH(QJsonObject, props);
    ChatModelHandler handler;
    const JobRun job = runJob(handler, props);
    QCOMPARE(job.error().code, ErrorCode::InvalidProps);
    QVERIFY(!job.error().hint.isEmpty());
}

void TestChatModelHandler::everyConstructIsRegistered()
{
    ModelAccess access({}, QProcessEnvironment());
    ToolApprovals approvals;
    QStringList names;
    for (const auto &handler : makeModelHandlers(access, approvals)) {
        const ConstructType type = handler->type();
        names += type.name;
        QVERIFY(!type.doc.isEmpty());
        for (const PropSpec &prop : type.props)
            QVERIFY2(!prop.doc.isEmpty(), qPrintable(prop.name));
    }
    QCOMPARE(names, QStringList({u"ChatModel"_s, u"Tool"_s, u"Completion"_s, u"ToolExec"_s}));
}

QTEST_GUILESS_MAIN(TestChatModelHandler)
#include "tst_chatmodelhandler.moc"
