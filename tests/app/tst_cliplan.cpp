// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cliprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace creact::test;
using namespace Qt::StringLiterals;

/// The plan as the command line prints it, a part of it applied, and what is kept of that.
class TestCliPlan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theFirstPlanShowsFieldsAndWhatIsReached();
    void aPipeGetsNoColours();
    void whatIsDeployedChangesNothing();
    void aChangedPropIsShownOldAndNew();
    void whatIsReadFromAChangeIsKnownAfterApply();
    void checkTellsByItsExitCode();
    void aCreactStateThatWasInterruptedIsNoChange();
    void theJsonHasTheWholePlan();
    void onlyAPartIsApplied();
    void whatAPartStandsOnIsStarted();
    void allButAPartIsApplied();
    void aPartIsNamedAsPeopleSeeIt_data();
    void aPartIsNamedAsPeopleSeeIt();
    void whatIsHeldIsSaid();
    void whatIsPinnedIsSaid();
    void anUnknownNodeIsWrongUse_data();
    void anUnknownNodeIsWrongUse();
    void whatFailsToBeWorkedOutIsSaid();
    void messagesNotAnsweredAreSaid();
    void deploymentsAreListedAndShown();
    void noDeploymentsIsSaid();
    void anInterruptCancelsTheDeploy();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    CliResult cli(const QStringList &arguments) { return runCli(m_folder->path(), arguments); }
    CliResult plan(const QStringList &options = {})
    {
        return cli(QStringList{u"plan"_s, u"x.stack.json"_s} + options);
    }
    void write(const QByteArray &children);
    void deploy(const QByteArray &children);

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {
const QByteArray two = R"([
    {"construct": "ChatModel", "as": "m", "props": {"model": "one"}, "children": [
      {"construct": "Message", "key": "a", "props": {"role": "user", "content": {"$": "m.model"}}}]},
    {"construct": "Memory", "props": {"windowSize": 3}}])";

QByteArray with(QByteArray text, const QByteArray &from, const QByteArray &to)
{
    return text.replace(from, to);
}

QString lineWith(const QString &text, const QString &part)
{
    for (const QString &line : text.split(u'\n')) {
        if (line.contains(part))
            return line.simplified();
    }
    return {};
}
} // namespace

void TestCliPlan::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestCliPlan::write(const QByteArray &children)
{
    QVERIFY(writeStack(m_folder->path(), u"x"_s, children));
}

void TestCliPlan::deploy(const QByteArray &children)
{
    write(children);
    const CliResult result = cli({u"deploy"_s, u"x.stack.json"_s});
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
}

void TestCliPlan::theFirstPlanShowsFieldsAndWhatIsReached()
{
    QCOMPARE(cli({u"new"_s, u"agent"_s, u"demo"_s}).exitCode, 0);
    const CliResult result =
        cli({u"plan"_s, u"demo"_s, u"--endpoint"_s, u"http://models.example/v1"_s});
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    const QString &text = result.output;
    QVERIFY2(text.contains(u"To create\n  + http-server\n"_s), qPrintable(text));
    QCOMPARE(lineWith(text, u"port "_s), u"port 3000"_s);
    QCOMPARE(lineWith(text, u"serverId"_s), u"serverId \"http-server\""_s);
    QCOMPARE(lineWith(text, u"listens on"_s), u"listens on 127.0.0.1:3000"_s);
    QCOMPARE(lineWith(text, u"serves"_s), u"serves public"_s);
    QVERIFY2(text.contains(u"reaches     models.example"_s), qPrintable(text));
    QVERIFY2(text.contains(u"reaches     en.wikipedia.org"_s), qPrintable(text));
    QVERIFY2(text.contains(u" to create, 0 to update, 0 to delete, 0 to start, 0 unchanged"_s),
             qPrintable(text));
    // The demo model is a part of the program.
    QVERIFY(!cli({u"plan"_s, u"demo"_s}).output.contains(u"reaches  "_s));
}

void TestCliPlan::aPipeGetsNoColours()
{
    write(two);
    QVERIFY(!plan().output.contains(u'\x1b'));
}

void TestCliPlan::whatIsDeployedChangesNothing()
{
    deploy(two);
    write(with(with(two, "\"as\": \"m\"", "\"note\": \"moved\", \"as\": \"other\""), "m.model",
               "other.model"));
    const CliResult result = plan();
    QCOMPARE(result.output,
             u"Nothing to change.\n"
             u"0 to create, 0 to update, 0 to delete, 0 to start, 3 unchanged\n"_s);
}

void TestCliPlan::aChangedPropIsShownOldAndNew()
{
    deploy(two);
    write(with(two, "\"windowSize\": 3", "\"windowSize\": 5"));
    const QString text = plan().output;
    QVERIFY2(text.contains(u"To update\n  ~ memory\n      windowSize  3 → 5\n"_s),
             qPrintable(text));
    QVERIFY2(text.endsWith(u"0 to create, 1 to update, 0 to delete, 0 to start, 2 unchanged\n"_s),
             qPrintable(text));
    // A new model goes through to who reads it.
    write(with(two, "one", "other"));
    QCOMPARE(lineWith(plan().output, u"content"_s), u"content \"one\" → \"other\""_s);
    // What is not there any more.
    write("[]");
    QVERIFY2(plan().output.contains(u"  - chat-model.message-a  no longer in the document\n"_s),
             qPrintable(plan().output));
}

void TestCliPlan::whatIsReadFromAChangeIsKnownAfterApply()
{
    write(R"([{"construct": "Memory", "as": "m", "children": [
        {"construct": "Message", "props": {"role": "user", "content": {"$": "m.messages"}}}]}])");
    QCOMPARE(lineWith(plan().output, u"content"_s), u"content (known after apply)"_s);
}

void TestCliPlan::checkTellsByItsExitCode()
{
    write(two);
    QCOMPARE(plan({u"--check"_s}).exitCode, 1);
    deploy(two);
    QCOMPARE(plan({u"--check"_s}).exitCode, 0);
    write("[]");
    QCOMPARE(plan({u"--check"_s}).exitCode, 1);
    QCOMPARE(plan().exitCode, 0);
}

void TestCliPlan::aCreactStateThatWasInterruptedIsNoChange()
{
    const QDir data(QStringLiteral(TEST_DATA_DIR "/creact-0.2"));
    QVERIFY(QDir(m_folder->path()).mkdir(u".creact-state"_s));
    QVERIFY(QFile::copy(data.filePath(u"interrupted.stack.json"_s), path(u"x.stack.json"_s)));
    QVERIFY(QFile::copy(data.filePath(u"interrupted/agent.json"_s),
                        path(u".creact-state/agent.json"_s)));
    const CliResult result = plan({u"--json"_s});
    QCOMPARE(result.exitCode, 0);
    const QJsonObject counts = result.json()[u"counts"_s].toObject();
    QCOMPARE(counts[u"update"_s], QJsonValue(0));
    QCOMPARE(counts[u"create"_s], QJsonValue(0));
    QCOMPARE(counts[u"delete"_s], QJsonValue(0));
    QCOMPARE(counts[u"start"_s], QJsonValue(2));
}

void TestCliPlan::theJsonHasTheWholePlan()
{
    write(two);
    const QJsonObject json = plan({u"--json"_s}).json().object();
    QCOMPARE(json[u"first"_s], QJsonValue(true));
    QCOMPARE(json[u"items"_s].toArray().size(), 3);
    const QJsonObject message = json[u"items"_s][1].toObject();
    QCOMPARE(message[u"node"_s], QJsonValue(u"chat-model.message-a"_s));
    QCOMPARE(message[u"needs"_s], QJsonValue(QJsonArray{u"chat-model"_s}));
    QCOMPARE(message[u"step"_s], QJsonValue(1));
    QCOMPARE(message[u"pointer"_s], QJsonValue(u"/children/0/children/0"_s));
}

void TestCliPlan::onlyAPartIsApplied()
{
    deploy(two);
    write(with(with(two, "one", "other"), "3", "5"));
    const CliResult result = cli({u"deploy"_s, u"x.stack.json"_s, u"--only"_s, u"message-a"_s});
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    QVERIFY2(result.output.contains(u"1 left as they were"_s), qPrintable(result.output));
    const QString rest = plan().output;
    QVERIFY2(rest.contains(u"0 to create, 1 to update"_s), qPrintable(rest));
    QVERIFY2(rest.contains(u"  ~ memory\n"_s), qPrintable(rest));
}

void TestCliPlan::whatAPartStandsOnIsStarted()
{
    QCOMPARE(cli({u"new"_s, u"agent"_s, u"demo"_s}).exitCode, 0);
    QCOMPARE(cli({u"deploy"_s, u"demo"_s, u"--port"_s, u"0"_s}).exitCode, 0);
    QFile document(path(u"demo/agent.stack.json"_s));
    QVERIFY(document.open(QIODevice::ReadWrite));
    const QByteArray text = with(with(document.readAll(), "gpt-4o-mini", "gpt-4.1"),
                                 "Search Wikipedia for information", "Search it");
    QVERIFY(document.resize(0) && document.seek(0));
    document.write(text);
    document.close();
    const CliResult result =
        cli({u"deploy"_s, u"demo"_s, u"--port"_s, u"0"_s, u"--only"_s, u"tool"_s, u"--json"_s});
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    QCOMPARE(result.json()[u"held"_s], QJsonValue(1));
    const QString rest = cli({u"plan"_s, u"demo"_s}).output;
    QVERIFY2(rest.contains(u"0 to create, 1 to update"_s), qPrintable(rest));
    QVERIFY2(rest.contains(u"\"gpt-4o-mini\" → \"gpt-4.1\""_s), qPrintable(rest));
}

void TestCliPlan::allButAPartIsApplied()
{
    deploy(two);
    write(with(with(two, "one", "other"), "3", "5"));
    const CliResult result =
        cli({u"deploy"_s, u"x.stack.json"_s, u"--except"_s, u"chat-model"_s, u"--json"_s});
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    // What reads the model is left too.
    QCOMPARE(result.json()[u"held"_s], QJsonValue(2));
    const QString rest = plan().output;
    QVERIFY2(rest.contains(u"0 to create, 2 to update"_s), qPrintable(rest));
    QVERIFY2(!rest.contains(u"~ memory"_s), qPrintable(rest));
}

void TestCliPlan::aPartIsNamedAsPeopleSeeIt_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("held");
    QTest::newRow("by its name in the document") << u"wiki"_s << u"memory.chat-model"_s;
    QTest::newRow("by its key") << u"w"_s << u"memory.chat-model"_s;
    QTest::newRow("by its segment") << u"tool-w"_s << u"memory.chat-model"_s;
    QTest::newRow("by its id") << u"memory.tool-w"_s << u"memory.chat-model"_s;
    QTest::newRow("another by its name") << u"m"_s << u"memory.tool-w"_s;
}

void TestCliPlan::aPartIsNamedAsPeopleSeeIt()
{
    QFETCH(QString, name);
    QFETCH(QString, held);
    const QByteArray named = R"([{"construct": "Memory", "children": [
        {"construct": "ChatModel", "as": "m", "props": {"model": "one"}},
        {"construct": "Tool", "as": "wiki", "key": "w",
         "props": {"name": "wikipedia", "description": "first"}}]}])";
    deploy(named);
    write(with(with(named, "first", "second"), "one", "other"));
    const CliResult result = plan({u"--only"_s, name, u"--json"_s});
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    QCOMPARE(result.json()[u"held"_s], QJsonValue(QJsonArray{held}));
}

void TestCliPlan::whatIsHeldIsSaid()
{
    deploy(two);
    write(with(with(two, "one", "other"), "3", "5"));
    const QString text = plan({u"--only"_s, u"message-a"_s}).output;
    QVERIFY2(text.contains(u"Held: left as it is this time\n  = memory  not to update\n"_s),
             qPrintable(text));
    QVERIFY2(!text.contains(u"~ memory"_s), qPrintable(text));
    QVERIFY2(text.contains(u"2 to update, 0 to delete, 0 to start, 0 unchanged, 1 held\n"_s),
             qPrintable(text));
    // What is held does not differ.
    write(with(two, "3", "5"));
    QCOMPARE(plan({u"--check"_s}).exitCode, 1);
    QCOMPARE(plan({u"--check"_s, u"--except"_s, u"memory"_s}).exitCode, 0);
    // It is kept with the deployment, too.
    QCOMPARE(cli({u"deploy"_s, u"x.stack.json"_s, u"--except"_s, u"memory"_s}).exitCode, 0);
    const QJsonArray list =
        cli({u"state"_s, u"deployments"_s, u"x.stack.json"_s, u"--json"_s}).json().array();
    const QString kept =
        cli({u"state"_s, u"deployments"_s, u"x.stack.json"_s, list[0][u"id"_s].toString()}).output;
    QVERIFY2(kept.contains(u"  = memory  not to update\n"_s), qPrintable(kept));
}

void TestCliPlan::whatIsPinnedIsSaid()
{
    deploy(two);
    QCOMPARE(cli({u"state"_s, u"pin"_s, u"x.stack.json"_s, u"chat-model"_s}).exitCode, 0);
    write(with(two, "one", "other"));
    const CliResult text = plan();
    QVERIFY2(lineWith(text.output, u"= chat-model"_s).contains(u"pinned"_s),
             qPrintable(text.output));
    QVERIFY2(!text.output.contains(u"~ chat-model\n"_s), qPrintable(text.output));
    const QJsonArray items = plan({u"--json"_s}).json()[u"items"_s].toArray();
    QCOMPARE(items[0][u"node"_s], QJsonValue(u"chat-model"_s));
    QCOMPARE(items[0][u"pinned"_s], QJsonValue(true));
}

void TestCliPlan::anUnknownNodeIsWrongUse_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("said");
    QTest::newRow("none") << u"memry"_s << u"memory"_s;
    QTest::newRow("nothing like it") << u"xyzzy"_s << u"there are: memory, message-a"_s;
    QTest::newRow("more than one") << u"message-a"_s << u"more than one"_s;
    QTest::newRow("which ones") << u"a"_s << u"memory.message-a, memory-b.message-a"_s;
}

void TestCliPlan::anUnknownNodeIsWrongUse()
{
    QFETCH(QString, name);
    QFETCH(QString, said);
    write(R"([{"construct": "Memory", "children": [
        {"construct": "Message", "key": "a", "props": {"role": "user", "content": "x"}}]},
        {"construct": "Memory", "key": "b", "children": [
        {"construct": "Message", "key": "a", "props": {"role": "user", "content": "x"}}]}])");
    const CliResult result = cli({u"deploy"_s, u"x.stack.json"_s, u"--only"_s, name});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.contains(said), qPrintable(result.errors));
    QVERIFY(!QFile::exists(path(u".creact-state/x.json"_s)));
}

void TestCliPlan::whatFailsToBeWorkedOutIsSaid()
{
    write(R"([{"show": {"$": "null.luck"}, "children": []}])");
    const QString text = plan().output;
    QVERIFY2(text.contains(u"Cannot be worked out\n  ! "_s), qPrintable(text));
    QVERIFY2(text.contains(u"luck"_s), qPrintable(text));
}

void TestCliPlan::messagesNotAnsweredAreSaid()
{
    QCOMPARE(cli({u"new"_s, u"agent"_s, u"demo"_s}).exitCode, 0);
    QFile file(path(u"demo/agent.stack.json"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray text = file.readAll();
    text.replace(R"("name": "wikipedia",)", R"("name": "wikipedia", "approval": "ask",)");
    file.seek(0);
    file.write(text);
    file.close();
    CliProcess chat(m_folder->path());
    chat.start({u"chat"_s, u"demo"_s, u"Who was Ada Lovelace?"_s, u"--port"_s, u"0"_s});
    QVERIFY(chat.waitForError(u"waits for approval"_s));
    chat.process().kill();
    chat.finish();
    const CliResult result = cli({u"plan"_s, u"demo"_s});
    // The call that waited is made again.
    QVERIFY2(
        lineWith(result.output, u"Ada Lovelace"_s).endsWith(u"goes on: 1 node again, 0 gone"_s),
        qPrintable(result.output + result.errors));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(text.replace(R"("as": "completion",)", R"("as": "completion", "key": "new",)"));
    file.close();
    const QString edited = cli({u"plan"_s, u"demo"_s}).output;
    QVERIFY2(lineWith(edited, u"Ada Lovelace"_s).endsWith(u"goes on: 0 nodes again, 2 gone"_s),
             qPrintable(edited));
}

void TestCliPlan::deploymentsAreListedAndShown()
{
    deploy(two);
    deploy(with(two, "one", "other"));
    const QJsonArray list =
        cli({u"state"_s, u"deployments"_s, u"x.stack.json"_s, u"--json"_s}).json().array();
    QCOMPARE(list.size(), 2);
    QCOMPARE(list[0][u"outcome"_s], QJsonValue(u"done"_s));
    QCOMPARE(list[0][u"plan"_s][u"counts"_s][u"update"_s], QJsonValue(2));
    QVERIFY(!list[0].toObject().contains(u"steps"_s));
    const QString id = list[0][u"id"_s].toString();
    const QString text = cli({u"state"_s, u"deployments"_s, u"x.stack.json"_s}).output;
    QVERIFY2(lineWith(text, id).contains(u"done +0 ~2 -0"_s), qPrintable(text));
    const CliResult one = cli({u"state"_s, u"deployments"_s, u"x.stack.json"_s, id});
    QCOMPARE(one.exitCode, 0);
    QVERIFY2(one.output.contains(u"\"one\" → \"other\""_s), qPrintable(one.output));
    QVERIFY2(lineWith(one.output, u"update deployed"_s).isEmpty()
                 && one.output.contains(u"update"_s) && one.output.contains(u"deployed"_s),
             qPrintable(one.output));
    QCOMPARE(cli({u"state"_s, u"deployments"_s, u"x.stack.json"_s, u"nope"_s}).exitCode, 1);
}

void TestCliPlan::noDeploymentsIsSaid()
{
    write(two);
    const CliResult result = cli({u"state"_s, u"deployments"_s, u"x.stack.json"_s});
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.output, u"There are no earlier deployments.\n"_s);
}

void TestCliPlan::anInterruptCancelsTheDeploy()
{
    // A model that never answers.
    QTcpServer model;
    QVERIFY(model.listen(QHostAddress::LocalHost));
    write(R"([{"construct": "Memory"},
        {"construct": "Completion", "props": {"model": "m", "messages": [{"role": "user", "content": "?"}]}}])");
    CliProcess process(m_folder->path());
    process.start({u"deploy"_s, u"x.stack.json"_s, u"--endpoint"_s,
                   u"http://127.0.0.1:%1/v1"_s.arg(model.serverPort())});
    QVERIFY(QTest::qWaitFor([&] { return model.hasPendingConnections(); }, CliProcess::limit));
    process.signal(SIGINT);
    const CliResult result = process.finish();
    QVERIFY2(result.exitCode == 5, qPrintable(result.errors));
    QVERIFY2(result.errors.contains(u"cancel"_s), qPrintable(result.errors));
    const QJsonArray list =
        cli({u"state"_s, u"deployments"_s, u"x.stack.json"_s, u"--json"_s}).json().array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list[0][u"outcome"_s], QJsonValue(u"cancelled"_s));
    // Clean: what was done is done, the rest is as it was before.
    const QJsonObject counts = plan({u"--json"_s}).json()[u"counts"_s].toObject();
    QCOMPARE(counts[u"unchanged"_s], QJsonValue(1));
    QCOMPARE(counts[u"create"_s], QJsonValue(1));
    QCOMPARE(counts[u"retry"_s], QJsonValue(0));
}

QTEST_GUILESS_MAIN(TestCliPlan)
#include "tst_cliplan.moc"
