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
    void takesProfilesByNameAndListsThem();
    void everyConstructIsRegistered();
};

void TestChatModelHandler::givesIdAndProps()
{
    ModelAccess access({}, QProcessEnvironment());
    ChatModelHandler handler(access);
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
    ModelAccess access({}, QProcessEnvironment());
    ChatModelHandler handler(access);
    const JobRun job = runJob(handler, props);
    QCOMPARE(job.error().code, ErrorCode::InvalidProps);
    QVERIFY(!job.error().hint.isEmpty());
}

void TestChatModelHandler::takesProfilesByNameAndListsThem()
{
    ProviderOptions options;
    options.endpoints = {{u"work"_s, QUrl(u"http://a/v1"_s)}, {u"home"_s, QUrl(u"http://b/v1"_s)}};
    ModelAccess access(options, QProcessEnvironment());
    ChatModelHandler handler(access);
    for (const QString &name : {u"work"_s, u"home"_s, u"demo"_s, QString()})
        QVERIFY(
            !runJob(handler, {{u"model"_s, u"m"_s}, {u"endpoint"_s, name}}).outputs().isEmpty());
    const JobRun job = runJob(handler, {{u"model"_s, u"m"_s}, {u"endpoint"_s, u"wrok"_s}});
    QVERIFY(job.error().message.contains(u"wrok"_s));
    QVERIFY2(job.error().hint.contains(u"demo, work, home"_s), qPrintable(job.error().hint));
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
