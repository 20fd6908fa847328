// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/provider/tools/toolstage.h"
#include "tests/ui/faultstage.h"
#include "tests/ui/faulttable.h"

#include <QApplication>
#include <QFile>
#include <QPushButton>

#include <functional>

using namespace creact;
using namespace Qt::StringLiterals;

/// Each row of the second table of faults in core/provider/README.md: what goes wrong with a tool,
/// and what model, client, tree, audit log and chat panel have of it.
class TestEveryToolFault : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRowIsProvoked();
    void rowIsTrue_data();
    void rowIsTrue();
    void aToolThatCannotWorkHoldsTheTurn_data();
    void aToolThatCannotWorkHoldsTheTurn();
    void aPersonDoesNotAllowIt();
    void aWaitingCallIsAskedForAgain();
    void aCallThatWasSentIsNotSentAgain();
};

namespace {

const QString secretText = u"planted-secret-0123456789"_s;

struct ToolFault {
    /// First cell of the row.
    QString row;
    QString name;
    /// What the model calls the tool with.
    QByteArray args;
    std::function<void(FaultStage &, ToolServer &)> prepare;
    /// Part of the result.
    QString says;
};

/// The model's answer that calls the tool.
QByteArray toolCalled(const QByteArray &tool, const QByteArray &args)
{
    QByteArray escaped = args;
    escaped.replace('\\', "\\\\").replace('"', "\\\"");
    return ScriptServer::sse(
        R"(data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":")"
        + tool + R"(","arguments":")" + escaped
        + R"("}}]},"finish_reason":"tool_calls"}]})"
          "\n\ndata: [DONE]\n\n");
}

ScriptServer::Answer doneAnswer()
{
    return {ScriptServer::sse(ScriptServer::text("Done.") + ScriptServer::stop)};
}

QJsonObject httpTool(const QString &url, const QJsonObject &more = {})
{
    QJsonObject props{{u"name"_s, u"call"_s},
                      {u"kind"_s, u"http"_s},
                      {u"url"_s, url},
                      {u"allowedHosts"_s, QJsonArray{u"127.0.0.1"_s}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        props.insert(it.key(), it.value());
    return props;
}

QJsonObject pageTool(const QJsonValue &hosts = QJsonArray{u"127.0.0.1"_s})
{
    return {{u"name"_s, u"web_page"_s}, {u"allowedHosts"_s, hosts}};
}

ToolFault http(const QString &row, const QString &name, const QString &path,
               const QJsonObject &more, const QByteArray &args, const QString &says)
{
    return {row, name, args,
            [=](FaultStage &stage, ToolServer &server) {
                stage.setTool(httpTool(server.url(path), more));
            },
            says};
}

/// A page that a server gives, read by the tool web_page.
ToolFault page(const QString &row, const QString &name, const QByteArray &type,
               const QByteArray &body, const QString &says, const QByteArray &status = "200 OK")
{
    return {row, name, R"({"url":"SERVER/a"})",
            [=](FaultStage &stage, ToolServer &server) {
                server.answer("/a", type, body, status);
                stage.setTool(pageTool());
            },
            says};
}

QList<ToolFault> argumentFaults()
{
    const QString arguments =
        u"arguments that are no JSON object, miss a member, have a wrong type "
        "or value"_s;
    const QString steps = u"arguments that would change scheme, host, port or the path's steps"_s;
    const auto nothing = [](FaultStage &, ToolServer &) {};
    const QJsonObject days{
        {u"parameters"_s,
         QJsonObject{{u"type"_s, u"object"_s},
                     {u"properties"_s,
                      QJsonObject{{u"days"_s,
                                   QJsonObject{{u"type"_s, u"integer"_s}, {u"maximum"_s, 7}}}}}}}};
    const QJsonObject pattern{
        {u"parameters"_s,
         QJsonObject{
             {u"type"_s, u"object"_s},
             {u"properties"_s, QJsonObject{{u"q"_s, QJsonObject{{u"pattern"_s, u"^(a+)+$"_s}}}}}}}};
    return {
        {arguments, u"a list"_s, "[1]", nothing, u"JSON object"_s},
        {arguments, u"nothing"_s, "{}", nothing, u"arguments.query is missing"_s},
        {arguments, u"a number"_s, R"({"query":7})", nothing, u"type string"_s},
        http(arguments, u"too many"_s, u"/a"_s, days, R"({"days":9})",
             u"arguments.days: 9 is more than 7."_s),
        http(u"a schema or a pattern that takes too long"_s, u"pattern"_s, u"/a"_s, pattern,
             R"({"q":")" + QByteArray(60, 'a') + R"(b"})", u"takes too long"_s),
        {u"a tool that is not in the list, a kind that is not known"_s, u"none offered"_s,
         R"({"query":"x"})",
         [](FaultStage &stage, ToolServer &) {
             QVERIFY(stage.bench.edit(R"("args": {"$": "call.args"}, "tools": {"$": "tools"})",
                                      R"("args": {"$": "call.args"}, "tools": [])"));
         },
         u"There is no tool \"wikipedia\""_s},
        http(steps, u"two dots"_s, u"/items/{id}"_s, {}, R"({"id":".."})", u"arguments.id"_s),
    };
}

QList<ToolFault> encyclopediaFaults()
{
    const QString row = u"encyclopedia not reachable, not 200, not readable, too slow"_s;
    const QByteArray ada = R"({"query":"Ada"})";
    const auto at = [](const QByteArray &answer, bool open = false) {
        return [=](FaultStage &stage, ToolServer &) {
            stage.other.answers = {{answer, open}};
            stage.bench.options.wikipedia = stage.other.baseUrl();
            stage.bench.options.toolTimeout = std::chrono::milliseconds(open ? 300 : 20'000);
        };
    };
    return {
        {row, u"nobody"_s, ada,
         [](FaultStage &stage, ToolServer &) {
             stage.bench.options.wikipedia = stage.other.baseUrl();
             stage.other.close();
         },
         u"The encyclopedia at 127.0.0.1"_s},
        {row, u"500"_s, ada, at(ScriptServer::status(500)), u"HTTP status 500"_s},
        {row, u"HTML"_s, ada, at(ScriptServer::status(200, {}, "<p>")), u"cannot be read"_s},
        {row, u"silence"_s, ada, at({}, true), u"did not answer within"_s},
        {u"nothing found"_s, u"xyzzy"_s, R"({"query":"xyzzy"})", [](FaultStage &, ToolServer &) {},
         u"No results for \"xyzzy\"."_s},
    };
}

QList<ToolFault> hostFaults()
{
    const QString elsewhere =
        u"a name that leads elsewhere the second time; a redirect to this machine"_s;
    const QString broken =
        u"a server that cannot be reached, breaks off, offers no certificate for "
        "its name"_s;
    return {
        {u"a private, loopback or link-local address, at once or behind a name"_s, u"loopback"_s,
         R"({"url":"SERVER/a"})",
         [](FaultStage &stage, ToolServer &) { stage.setTool(pageTool(QJsonArray())); },
         u"is at a private or local address"_s},
        {elsewhere, u"redirect"_s, "{}",
         [](FaultStage &stage, ToolServer &server) {
             server.answers["/a"] = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n"
                                    "Location: http://127.0.0.1:1/b\r\n\r\n";
             stage.setTool(httpTool(
                 server.url(u"/a"_s),
                 {{u"allowedHosts"_s, QJsonArray{u"127.0.0.1:%1"_s.arg(server.serverPort())}}}));
         },
         u"private or local"_s},
        {u"a host that is not listed"_s, u"elsewhere"_s, R"({"url":"http://elsewhere.example/"})",
         [](FaultStage &stage, ToolServer &) {
             stage.setTool(pageTool(QJsonArray{u"example.org"_s}));
         },
         u"is not among those that may be reached."_s},
        {broken, u"nobody"_s, "{}",
         [](FaultStage &stage, ToolServer &server) {
             stage.setTool(httpTool(server.url(u"/a"_s), {{u"method"_s, u"POST"_s}}));
             server.close();
         },
         u"127.0.0.1"_s},
    };
}

QList<ToolFault> pageFaults()
{
    const QString unfit = u"more than 2 MiB, or no text"_s;
    return {
        {u"too slow"_s, u"a second"_s, "{}",
         [](FaultStage &stage, ToolServer &server) {
             server.hangs = true;
             stage.setTool(httpTool(server.url(u"/a"_s), {{u"timeoutSeconds"_s, 1}}));
         },
         u"did not answer within 1 second"_s},
        page(u"a status that is no success"_s, u"410"_s, "text/plain", "gone",
             u"HTTP status 410 from 127.0.0.1.\ngone"_s, "410 Gone"),
        page(unfit, u"3 MiB"_s, "text/plain", QByteArray(3 * 1024 * 1024, 'x'),
             u"sent more than 2097152 bytes"_s),
        page(unfit, u"an image"_s, "image/png", "\x89PNG", u"image/png"_s),
        page(u"a long result"_s, u"40 KB"_s, "text/plain", QByteArray(40'000, 'x'),
             u"[cut: 32000 of 40000 bytes]"_s),
        page(u"broken markup, any bytes"_s, u"half a tag"_s, "text/html", "<p>Hel<b>lo</p><i \xff",
             u"Hello"_s),
    };
}

QList<ToolFault> secretFaults()
{
    const QString unset = u"a secret that is not set, or is for another origin"_s;
    const QJsonObject header{
        {u"headers"_s, QJsonObject{{u"X-Key"_s, QJsonObject{{u"secret"_s, u"FAULT_KEY"_s}}}}}};
    const auto withDotEnv = [header](const QString &origin) {
        return [=](FaultStage &stage, ToolServer &server) {
            server.answer("/a", "text/plain", "you sent " + secretText.toUtf8());
            stage.setTool(httpTool(server.url(u"/a"_s), header));
            QFile file(stage.bench.folder() + u"/.env"_s);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("FAULT_KEY=" + secretText.toUtf8() + "\nFAULT_KEY_ORIGIN="
                       + (origin.isEmpty() ? server.url({}) : origin).toUtf8() + '\n');
        };
    };
    return {
        http(unset, u"not set"_s, u"/a"_s, header, "{}", u"The secret FAULT_KEY"_s),
        {unset, u"another's"_s, "{}", withDotEnv(u"https://api.example.org"_s),
         u"The secret FAULT_KEY"_s},
        {u"a server that sends the secret back"_s, u"echo"_s, "{}", withDotEnv({}),
         u"you sent [secret removed]"_s},
        {u"a tool called too often in one turn"_s, u"once"_s, "{}",
         [](FaultStage &stage, ToolServer &server) {
             server.answer("/a", "text/plain", "fine");
             stage.setTool(httpTool(server.url(u"/a"_s), {{u"maxCallsPerTurn"_s, 1}}));
             stage.model.answers = {{toolCalled("call", "{}")}, {toolCalled("call", "{}")}};
         },
         u"the tool was called"_s},
    };
}

QList<ToolFault> allToolFaults()
{
    return argumentFaults() + encyclopediaFaults() + hostFaults() + pageFaults() + secretFaults();
}

const QStringList ownSlots{
    u"a Tool with props that cannot work, or of another kind"_s,
    u"a person who does not allow the call"_s,
    u"the program ends while a call waits for a person"_s,
    u"the program ends, or the turn is stopped, after a call that changes something was sent"_s};
/// The disk has to fail for these.
const QStringList elsewhere{u"that it is going to be sent cannot be stored"_s,
                            u"a grant that cannot be stored"_s};

FaultRow toolRowOf(const QString &fault)
{
    for (const FaultRow &row : faultTable(1)) {
        if (row.fault == fault)
            return row;
    }
    return {};
}

/// The tool's last result, as the model was told it.
QString toldToModel(const ScriptServer &model)
{
    const QJsonArray messages = model.body(model.requests.size() - 1)["messages"_L1].toArray();
    return messages.last()["role"_L1] == u"tool"_s ? messages.last()["content"_L1].toString()
                                                   : QString();
}

/// What a turn with one fault left behind: everything but the client's.
void compareWithRow(FaultStage &stage, const FaultRow &row, const QString &says)
{
    const QString result = toldToModel(stage.model);
    const bool wrong = row["audit"] == "isError"_L1;
    QVERIFY2(result.contains(says), qPrintable(result));
    QCOMPARE(result.startsWith(u"Error: "_s), wrong);

    QTRY_COMPARE(stage.user->tree.ofKind(TreeRow::Kind::Turn).size(), 1);
    QStringList kept;
    for (const TreeRow &each : stage.keptRows())
        kept.append(each.title + u' ' + nodeStateName(each.state));
    QVERIFY2(kept.contains(row["tree"]), qPrintable(kept.join(u", "_s)));
    QCOMPARE(stage.user->info.failed, 0);

    QTRY_VERIFY(!stage.audit(u"tool_call"_s).isEmpty());
    QCOMPARE(stage.audit(u"tool_call"_s).last().details["isError"_L1].toBool(), wrong);

    QTRY_COMPARE(stage.shownAnswer(), u"Done."_s);
    QCOMPARE(row["chat panel"], wrong ? u"card, wrong"_s : u"card"_s);
    QVERIFY2(stage.openedCard().contains(says), qPrintable(stage.openedCard()));
    QCOMPARE(stage.cardIsMarkedWrong(), wrong);
    QVERIFY(!stage.openedCard().contains(secretText));
}

QJsonObject askingTool(const ToolServer &server)
{
    return httpTool(server.url(u"/a"_s), {{u"approval"_s, u"ask"_s}, {u"method"_s, u"POST"_s}});
}

void press(FaultStage &stage, const char *button)
{
    auto *pressed = stage.pane->findChild<QPushButton *>(QString::fromLatin1(button));
    QTRY_VERIFY(pressed->isVisible() && pressed->isEnabled());
    pressed->click();
}

} // namespace

void TestEveryToolFault::everyRowIsProvoked()
{
    QStringList provoked = ownSlots;
    for (const ToolFault &fault : allToolFaults()) {
        if (!provoked.contains(fault.row))
            provoked.append(fault.row);
    }
    QCOMPARE(faultTableGaps(faultTable(1), provoked, elsewhere), QStringList());
}

void TestEveryToolFault::rowIsTrue_data()
{
    QTest::addColumn<int>("index");
    const QList<ToolFault> faults = allToolFaults();
    for (int i = 0; i < faults.size(); ++i)
        QTest::addRow("%s: %s", qPrintable(faults.at(i).row), qPrintable(faults.at(i).name)) << i;
}

void TestEveryToolFault::rowIsTrue()
{
    QFETCH(int, index);
    const ToolFault fault = allToolFaults().at(index);
    const FaultRow row = toolRowOf(fault.row);
    FaultStage stage;
    ToolServer server;
    const QByteArray args =
        QByteArray(fault.args).replace("SERVER", server.url(QString()).toUtf8());
    fault.prepare(stage, server);
    if (stage.model.answers.isEmpty())
        stage.model.answers = {{toolCalled(stage.tool.toUtf8(), args)}};
    stage.model.answers.append(doneAnswer());
    QVERIFY(stage.start().ok());
    const FaultStage::Client client = stage.ask(true);
    QCOMPARE(QString::number(client.status), row["client"]);
    QCOMPARE(client.event, QByteArray("done"));
    QCOMPARE(client.body["response"_L1].toString(), u"Done."_s);
    compareWithRow(stage, row, fault.says);
}

void TestEveryToolFault::aToolThatCannotWorkHoldsTheTurn_data()
{
    QTest::addColumn<QJsonObject>("tool");
    QTest::newRow("no address") << QJsonObject{{u"name"_s, u"a"_s}, {u"kind"_s, u"http"_s}};
    QTest::newRow("another kind's prop")
        << QJsonObject{{u"name"_s, u"wikipedia"_s}, {u"url"_s, u"https://x.example"_s}};
}

void TestEveryToolFault::aToolThatCannotWorkHoldsTheTurn()
{
    QFETCH(QJsonObject, tool);
    const FaultRow row = toolRowOf(ownSlots.at(0));
    FaultStage stage;
    stage.setTool(tool);
    QVERIFY(stage.bench.edit(R"("path": "/chat")", R"("path": "/chat", "timeoutSeconds": 1)"));
    QVERIFY(!stage.start().ok());
    const FaultStage::Client client = stage.ask(false);
    QCOMPARE(QString::number(client.status), row["client"]);
    const TreeRow failed = stage.user->tree.withTitle(u"Tool"_s).first();
    QCOMPARE(failed.title + u' ' + nodeStateName(failed.state), row["tree"]);
    QTRY_COMPARE(stage.audit(u"resource_failed"_s).size(), 1);
    QCOMPARE(stage.audit(u"resource_failed"_s).first().details["code"_L1].toString(), row["audit"]);
    QCOMPARE(row["chat panel"], u"waits"_s);
    QTRY_VERIFY(stage.shown("activity").startsWith(u"Waits for a part of the stack"_s));
    QCOMPARE(stage.model.requests.size(), 0);
}

void TestEveryToolFault::aPersonDoesNotAllowIt()
{
    FaultStage stage;
    ToolServer server;
    stage.setTool(askingTool(server));
    stage.model.answers = {{toolCalled("call", "{}")}, doneAnswer()};
    QVERIFY(stage.start().ok());
    QNetworkReply *reply = stage.post(false);
    press(stage, "denyCall");
    QCOMPARE(stage.wait(reply).status, 200);
    compareWithRow(stage, toolRowOf(ownSlots.at(1)), u"the person did not allow this call."_s);
    QCOMPARE(server.requests.size(), 0);
    QCOMPARE(stage.audit(u"tool_denied"_s).size(), 1);
}

void TestEveryToolFault::aWaitingCallIsAskedForAgain()
{
    FaultStage stage;
    ToolServer server;
    server.answer("/a", "text/plain", "fine");
    stage.setTool(askingTool(server));
    stage.model.answers = {{toolCalled("call", "{}")}, doneAnswer()};
    QVERIFY(stage.start().ok());
    stage.post(false);
    QTRY_COMPARE(stage.user->info.approvals.size(), 1);
    stage.drop();
    QVERIFY(stage.goOn().ok());
    QTRY_COMPARE(stage.user->info.approvals.size(), 1);
    QCOMPARE(server.requests.size(), 0);
    press(stage, "allowOnce");
    QTRY_COMPARE(stage.model.requests.size(), 2);
    compareWithRow(stage, toolRowOf(ownSlots.at(2)), u"fine"_s);
    QCOMPARE(server.requests.size(), 1);
}

void TestEveryToolFault::aCallThatWasSentIsNotSentAgain()
{
    FaultStage stage;
    ToolServer server;
    server.hangs = true;
    stage.setTool(httpTool(server.url(u"/a"_s), {{u"method"_s, u"POST"_s}}));
    stage.model.answers = {{toolCalled("call", "{}")}, doneAnswer()};
    QVERIFY(stage.start().ok());
    stage.post(false);
    QTRY_COMPARE(server.requests.size(), 1);
    stage.drop();
    QVERIFY(stage.goOn().ok());
    QTRY_COMPARE(stage.model.requests.size(), 2);
    compareWithRow(stage, toolRowOf(ownSlots.at(3)),
                   u"it is not known whether this call took effect"_s);
    QCOMPARE(server.requests.size(), 1);
}

QTEST_MAIN(TestEveryToolFault)
#include "tst_everytoolfault.moc"
