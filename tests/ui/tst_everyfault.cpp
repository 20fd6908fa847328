// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/faultstage.h"
#include "tests/ui/faulttable.h"
#include "ui/panes/turnview.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QSet>
#include <QStandardPaths>

#include <functional>

using namespace creact;
using namespace Qt::StringLiterals;
using Answer = ScriptServer::Answer;

/// Each row of the first table of faults in core/provider/README.md, from the bytes that a model
/// endpoint sends to what client, tree, audit log and chat panel have of it.
class TestEveryFault : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRowIsProvoked();
    void rowIsTrue_data();
    void rowIsTrue();
    void aStoppedTurnIsOver_data();
    void aStoppedTurnIsOver();
    void aStoppedStackGoesOnLater();
    void aChatModelThatCannotWorkHoldsTheTurn();
};

namespace {

/// One way to provoke a row.
struct Fault {
    /// First cell of the row.
    QString row;
    QString name;
    std::function<void(FaultStage &)> prepare;
    /// Part of the sentence, or of what to do about it.
    QString says;
    /// Where the row has several.
    QString code = {};
};

Fault answered(const QString &row, const QString &name, const QByteArray &bytes,
               const QString &says, const QString &code = {})
{
    return {row, name, [bytes](FaultStage &stage) { stage.model.answers = {{bytes}}; }, says, code};
}

QByteArray json(const QByteArray &body)
{
    return ScriptServer::status(200, "Content-Type: application/json\r\n", body);
}

QByteArray choice(const QByteArray &delta, const QByteArray &reason = "null")
{
    return R"(data: {"choices":[{"index":0,"delta":)" + delta + R"(,"finish_reason":)" + reason
        + "}]}\n\n";
}

const QByteArray soon = "retry-after-ms: 400\r\n";
const QByteArray cut =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\n";
const QByteArray callOf =
    R"({"tool_calls":[{"index":0,"id":"c","function":{"name":"%","arguments":"{)";

QByteArray toolCall(const QByteArray &name, const QByteArray &rest)
{
    return QByteArray(callOf).replace('%', name) + rest;
}

QList<Fault> connectionFaults()
{
    const QString nobody = u"nothing listens, unknown host"_s;
    const QString closes = u"closes without an answer, speaks no HTTP"_s;
    const QString endless = u"redirects a POST, answers without end"_s;
    const QString breaks = u"breaks off in the middle of an answer"_s;
    return {
        {nobody, u"nobody"_s, [](FaultStage &stage) { stage.model.close(); }, u"nothing listens"_s},
        {nobody, u"no such host"_s,
         [](FaultStage &stage) {
             stage.bench.options.endpoint = QUrl(u"http://nothing.invalid/v1"_s);
         },
         u"nothing.invalid"_s},
        answered(closes, u"closes"_s, {}, u"closed the connection"_s),
        answered(closes, u"speaks SSH"_s, "SSH-2.0-OpenSSH_9.2\r\n", u"127.0.0.1"_s),
        answered(endless, u"redirects"_s,
                 ScriptServer::status(307, "Location: http://127.0.0.1:1/\r\n"), u"redirects"_s),
        answered(endless, u"17 MiB"_s, json(QByteArray(17 * 1024 * 1024, 'x')), u"more than"_s),
        answered(breaks, u"known length"_s, cut + ScriptServer::text("Hel"), u"127.0.0.1"_s),
        answered(breaks, u"before a word"_s, cut + ": hi\n\n", u"127.0.0.1"_s),
    };
}

QList<Fault> statusFaults()
{
    const auto status = [](int code, const QByteArray &headers = {}) {
        return ScriptServer::status(code, headers,
                                    R"({"error":{"message":"no, planted-key-0123456789"}})");
    };
    return {
        answered(u"401, 403"_s, u"401"_s, status(401), u"does not accept the key (HTTP 401)"_s),
        answered(u"401, 403"_s, u"403"_s, status(403), u"no, [key removed]"_s),
        {u"401, 403"_s, u"no key"_s,
         [](FaultStage &stage) {
             stage.bench.options.apiKey.clear();
             stage.model.answers = {{ScriptServer::status(401)}};
         },
         u"none is set up"_s},
        answered(u"429"_s, u"429"_s, status(429, soon), u"no, [key removed]"_s),
        answered(u"408, 409"_s, u"408"_s, status(408, soon), u"no, [key removed]"_s),
        answered(u"408, 409"_s, u"409"_s, status(409, soon), u"no, [key removed]"_s),
        answered(u"other 4xx"_s, u"400"_s, status(400), u"no, [key removed]"_s),
        answered(u"other 4xx"_s, u"404"_s, status(404), u"the model's name"_s),
        answered(u"5xx"_s, u"500"_s, status(500, soon), u"no, [key removed]"_s),
        answered(u"5xx"_s, u"503"_s, status(503, soon), u"asked 2 times"_s),
    };
}

QList<Fault> answerFaults()
{
    const QString inside = u"an error in the stream ({\"error\"}, event: error, error:)"_s;
    const QString unreadable = u"no JSON, no choices, no message, wrong types"_s;
    const QString torn = u"a stream that ends before it begins or within a tool call, an event "
                         "over 8 MiB"_s;
    const QString nothing = u"no text and no tool call"_s;
    const QString shortened = u"text cut off by length or a filter, a stream that ends without "
                              "saying why"_s;
    const QByteArray begun = ScriptServer::text("Hel");
    const auto sse = [](const QByteArray &body) { return ScriptServer::sse(body); };
    return {
        answered(inside, u"in data"_s,
                 sse(begun + "data: {\"error\":{\"message\":\"overloaded\",\"code\":503}}\n\n"),
                 u"overloaded"_s, u"model_failed"_s),
        answered(
            inside, u"as an event"_s,
            sse(begun + "event: error\ndata: {\"error\":{\"message\":\"bad\",\"code\":400}}\n\n"),
            u"bad"_s, u"model_rejected"_s),
        answered(inside, u"as a field"_s,
                 sse(begun + "error: {\"code\":500,\"message\":\"slot gone\"}\n\n"), u"slot gone"_s,
                 u"model_failed"_s),
        answered(unreadable, u"HTML"_s, json("<html></html>"), u"not valid JSON"_s),
        answered(unreadable, u"no choices"_s, json("{}"), u"no choices"_s),
        answered(unreadable, u"no message"_s, json(R"({"choices":[{}]})"), u"no message"_s),
        answered(unreadable, u"content is a number"_s,
                 json(R"({"choices":[{"message":{"content":1}}]})"), u"no text"_s),
        answered(torn, u"nothing"_s, sse(": hi\n\n"), u"before it had begun"_s),
        answered(torn, u"half a call"_s, sse(choice(toolCall("wikipedia", "\"}}]}"))),
                 u"in the middle of a tool call"_s),
        answered(torn, u"9 MiB"_s,
                 sse(ScriptServer::text(QByteArray(9 * 1024 * 1024, 'x')) + ScriptServer::stop),
                 u"too long"_s),
        answered(nothing, u"nothing"_s, sse(ScriptServer::stop), u"answered with nothing"_s),
        answered(nothing, u"no tokens left"_s, sse(choice("{}", "\"length\"")),
                 u"used up its tokens"_s),
        answered(nothing, u"filter"_s, sse(choice("{}", "\"content_filter\"")),
                 u"withheld by the model's content filter"_s),
        answered(shortened, u"length"_s, sse(begun + choice("{}", "\"length\"")), u"used up"_s),
        answered(shortened, u"filter"_s, sse(begun + choice("{}", "\"content_filter\"")),
                 u"content filter"_s),
        answered(shortened, u"no reason"_s, sse(begun), u"may not be complete"_s),
        answered(u"a call of a tool that was not offered"_s, u"shell"_s,
                 sse(choice(toolCall("shell", "}\"}}]}"), "\"tool_calls\"")), u"\"shell\""_s),
    };
}

QList<Fault> settingFaults()
{
    const QString invalid = u"an address that is not http(s), a key that no header can carry"_s;
    return {
        {u"no answer in time, all tries together"_s, u"silence"_s,
         [](FaultStage &stage) {
             stage.model.answers = {{ScriptServer::sse({}), true}};
             stage.bench.options.modelTimeout = std::chrono::milliseconds(300);
         },
         u"127.0.0.1"_s},
        {u"more calls or tokens than the ChatModel allows"_s, u"calls of a day"_s,
         [](FaultStage &stage) {
             // The first of the two calls is that of a tool, and free.
             stage.model.answers = {{ScriptServer::sse(choice(
                 toolCall("wikipedia", "\\\"query\\\":\\\"Ada\\\"}\"}}]}"), "\"tool_calls\""))}};
             QVERIFY(stage.bench.edit(R"("model": "gpt-4o-mini")",
                                      R"("model": "gpt-4o-mini", "maxTurnCalls": 1)"));
         },
         u"maxTurnCalls"_s},
        {u"no endpoint of the name that is chosen for the stack"_s, u"gone"_s,
         [](FaultStage &stage) { stage.bench.options.endpointName = u"gone"_s; }, u"\"gone\""_s},
        {u"messages, model or tools that no API takes"_s, u"a role that is not known"_s,
         [](FaultStage &stage) {
             QVERIFY(stage.bench.edit("{role: 'user', content: chat.pending.content}]",
                                      "{role: 'nobody', content: chat.pending.content}]"));
         },
         u"Message 2 has no role"_s},
        {invalid, u"ftp"_s,
         [](FaultStage &stage) { stage.bench.options.endpoint = QUrl(u"ftp://127.0.0.1/v1"_s); },
         u"--endpoint"_s},
        {invalid, u"a key of two lines"_s,
         [](FaultStage &stage) { stage.bench.options.apiKey = u"one\ntwo"_s; }, u"key"_s},
        {u".env that cannot be read"_s, u"a folder"_s,
         [](FaultStage &stage) { QVERIFY(QDir(stage.bench.folder()).mkdir(u".env"_s)); },
         u"no regular file"_s},
    };
}

QList<Fault> allFaults()
{
    return connectionFaults() + statusFaults() + answerFaults() + settingFaults();
}

/// Rows that have a slot of their own, and those of another test.
const QStringList ownSlots{u"the turn is stopped; a wait between tries too"_s,
                           u"the stack is stopped; the turn goes on at the next start"_s,
                           u"no endpoint of the name that a ChatModel gives"_s};
const QStringList elsewhere{u"no TLS that can be trusted"_s};

FaultRow rowOf(const QString &fault)
{
    for (const FaultRow &row : faultTable(0)) {
        if (row.fault == fault)
            return row;
    }
    return {};
}

/// Of the entries of one action, those with this error (resource_failed calls it "code").
qsizetype withError(const QList<AuditEntry> &entries, const QString &code)
{
    return std::count_if(entries.begin(), entries.end(), [&](const AuditEntry &entry) {
        const QJsonObject &details = entry.details;
        return details[details.contains("error"_L1) ? "error"_L1 : "code"_L1].toString() == code;
    });
}

} // namespace

void TestEveryFault::everyRowIsProvoked()
{
    QStringList provoked = ownSlots;
    for (const Fault &fault : allFaults()) {
        if (!provoked.contains(fault.row))
            provoked.append(fault.row);
    }
    QCOMPARE(faultTableGaps(faultTable(0), provoked, elsewhere), QStringList());
}

void TestEveryFault::rowIsTrue_data()
{
    QTest::addColumn<int>("index");
    const QList<Fault> faults = allFaults();
    for (int i = 0; i < faults.size(); ++i)
        QTest::addRow("%s: %s", qPrintable(faults.at(i).row), qPrintable(faults.at(i).name)) << i;
}

void TestEveryFault::rowIsTrue()
{
    QFETCH(int, index);
    const Fault fault = allFaults().at(index);
    const FaultRow row = rowOf(fault.row);
    const QString code = fault.code.isEmpty() ? row["code"] : fault.code;
    QVERIFY2(row["code"].contains(code), qPrintable(row["code"]));
    const bool fails = !code.isEmpty();
    FaultStage stage;
    fault.prepare(stage);
    QVERIFY(stage.start().ok());

    // The client, in both ways.
    const FaultStage::Client plain = stage.ask(false);
    QCOMPARE(QString::number(plain.status), row["client"]);
    QCOMPARE(plain.code(), code);
    const FaultStage::Client streamed = stage.ask(true);
    QCOMPARE(streamed.status, 200);
    QCOMPARE(streamed.event, fails ? QByteArray("error") : QByteArray("done"));
    QCOMPARE(streamed.code(), code);
    QCOMPARE(streamed.message(), plain.message());

    // The tree.
    QTRY_COMPARE(stage.user->tree.ofKind(TreeRow::Kind::Turn).size(), 2);
    QList<TreeRow> failed = stage.keptRows();
    QCOMPARE(failed.first().error.has_value(), fails);
    failed.removeIf([](const TreeRow &each) {
        return each.kind != TreeRow::Kind::Construct || each.state != NodeState::Failed;
    });
    QCOMPARE(failed.isEmpty() ? u"Completion deployed"_s : failed.first().title + u" failed"_s,
             row["tree"]);
    const Error error = fails ? *failed.first().error : Error();
    if (fails) {
        QCOMPARE(codeName(error.code), code);
        QCOMPARE(error.message, plain.message());
        QVERIFY2((error.message + error.hint).contains(fault.says),
                 qPrintable(error.message + error.hint));
        QVERIFY(!error.hint.isEmpty());
    }
    QCOMPARE(stage.user->info.failed, 0);

    // The audit log.
    QTRY_COMPARE(withError(stage.audit(row["audit"]), code), 2);
    const int retries = row["tries"] == "yes"_L1 ? 2 : 0;
    QCOMPARE(stage.audit(u"model_retry"_s).size(), retries);

    // The chat panel.
    if (row["chat panel"] == "error"_L1) {
        QTRY_COMPARE(stage.shown("turnErrorTitle"), error.message);
        QCOMPARE(stage.shown("turnErrorText"), error.hint);
        QCOMPARE(stage.shownAnswer().contains(error.message), false);
    } else {
        QCOMPARE(row["chat panel"], u"answer"_s);
        QTRY_VERIFY2(stage.shownAnswer().contains(fault.says), qPrintable(stage.shownAnswer()));
        QCOMPARE(stage.shown("turnErrorTitle"), QString());
    }
    if (retries > 0) {
        QVERIFY2(stage.activities.join(u'\n').contains(u"is asked again"_s),
                 qPrintable(stage.activities.join(u'\n')));
        QVERIFY(stage.user->activities.join(u'\n').contains(u"asks again in"_s));
    }
    QVERIFY(!QString::fromUtf8(QJsonDocument(plain.body).toJson()).contains(u"planted-key"_s));
}

void TestEveryFault::aStoppedTurnIsOver_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("waits");
    QTest::newRow("while it speaks") << ScriptServer::sse(ScriptServer::text("Hel")) << false;
    QTest::newRow("between tries") << ScriptServer::status(429, "Retry-After: 60\r\n") << true;
}

void TestEveryFault::aStoppedTurnIsOver()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, waits);
    const FaultRow row = rowOf(ownSlots.at(0));
    FaultStage stage;
    stage.model.answers = {{answer, !waits}};
    QVERIFY(stage.start().ok());
    for (const bool stream : {false, true}) {
        QNetworkReply *reply = stage.post(stream);
        QTRY_COMPARE(stage.turns->rowCount(), stream ? 2 : 1);
        if (waits)
            QTRY_VERIFY(stage.shown("activity").contains(u"asked again in"_s));
        else
            QTRY_COMPARE(stage.shownAnswer(), u"Hel"_s);
        const int gone = stage.model.gone;
        QTest::keyClick(stage.pane.get(), Qt::Key_Escape);
        const FaultStage::Client client = stage.wait(reply);
        QCOMPARE(QString::number(client.status), stream ? u"200"_s : row["client"]);
        QCOMPARE(client.event, stream ? QByteArray("error") : QByteArray());
        QCOMPARE(client.code(), row["code"]);
        if (!waits)
            QTRY_COMPARE(stage.model.gone, gone + 1);
        QTRY_COMPARE(stage.shown("turnErrorTitle"), u"You stopped this turn."_s);
        QTRY_COMPARE(withError(stage.audit(row["audit"]), row["code"]), stream ? 2 : 1);
        QTRY_COMPARE(stage.user->tree.ofKind(TreeRow::Kind::Turn).size(), stream ? 2 : 1);
    }
    QStringList kept;
    for (const TreeRow &each : stage.keptRows()) {
        if (each.kind == TreeRow::Kind::Construct)
            kept.append(each.title + u' ' + nodeStateName(each.state));
    }
    QVERIFY2(kept.contains(row["tree"]), qPrintable(kept.join(u", "_s)));
}

void TestEveryFault::aStoppedStackGoesOnLater()
{
    const FaultRow row = rowOf(ownSlots.at(1));
    FaultStage stage;
    stage.model.answers = {{ScriptServer::sse(ScriptServer::text("Hel")), true},
                           {ScriptServer::sse(ScriptServer::text("Again") + ScriptServer::stop)}};
    QVERIFY(stage.start().ok());
    QNetworkReply *reply = stage.post(false);
    QTRY_COMPARE(stage.shownAnswer(), u"Hel"_s);
    QVERIFY(stage.user->stop().ok());
    const FaultStage::Client client = stage.wait(reply);
    QCOMPARE(QString::number(client.status), row["client"]);
    QCOMPARE(client.code(), row["code"]);
    QTRY_COMPARE(stage.model.gone, 1);
    QVERIFY(stage.user->deploy().ok());
    QTRY_COMPARE(stage.shownAnswer(), u"Again"_s);
    QTRY_COMPARE(stage.turns->turn(0).state, ChatTurn::State::Answered);
    QCOMPARE(stage.turns->rowCount(), 1);
}

void TestEveryFault::aChatModelThatCannotWorkHoldsTheTurn()
{
    const FaultRow row = rowOf(ownSlots.at(2));
    FaultStage stage;
    QVERIFY(stage.bench.edit(R"("path": "/chat")", R"("path": "/chat", "timeoutSeconds": 1)"));
    QVERIFY(stage.bench.edit(R"("model": "gpt-4o-mini")",
                             R"("model": "gpt-4o-mini", "endpoint": "gone")"));
    const Result<void> deployed = stage.start();
    QVERIFY(!deployed.ok());
    const FaultStage::Client client = stage.ask(false);
    QCOMPARE(QString::number(client.status), row["client"]);
    QCOMPARE(client.code(), u"timed_out"_s);
    const TreeRow model = stage.user->tree.withTitle(u"ChatModel"_s).first();
    QCOMPARE(model.title + u" failed"_s, row["tree"]);
    QCOMPARE(model.state, NodeState::Failed);
    QCOMPARE(codeName(model.error->code), row["code"]);
    QVERIFY(model.error->message.contains(u"\"gone\""_s));
    QTRY_COMPARE(stage.audit(row["audit"]).size(), 1);
    QTRY_VERIFY2(stage.shown("activity").startsWith(u"Waits for a part of the stack"_s),
                 qPrintable(stage.shown("activity")));
}

QTEST_MAIN(TestEveryFault)
#include "tst_everyfault.moc"
