// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cliprocess.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

} // namespace

/// The real program on small stacks that serve nothing: arguments, exit codes, what is printed.
class TestCli : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void wrongUseExitsWithTwo_data();
    void wrongUseExitsWithTwo();
    void helpIsNoError_data();
    void helpIsNoError();
    void everyCommandHasHelp();
    void templatesAreListed();
    void newMakesAFolder();
    void newOverwritesNothing();
    void newKnowsItsTemplates();
    void checkPassesEveryTemplate();
    void checkTellsLineAndColumn_data();
    void checkTellsLineAndColumn();
    void checkPrintsJson();
    void checkLeavesNothingBehind();
    void aMissingDocumentIsAnError();
    void planDoesNothing();
    void deployIsRemembered();
    void deployTellsWhichNodeFailed();
    void stateShowKnowsOneNode();
    void stateOfAnUnknownNodeSuggests();
    void stateOfAStackNeverDeployedIsEmpty();
    void stateIsFoundByBackendAndName();
    void stateIsShownBesideABrokenDocument();
    void auditIsLimited();
    void nobodyHoldsAStackAtRest();
    void unreadableStateExitsWithFour();
    void destroyAsksFirst();
    void outputForPipesIsPlain();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    CliResult cli(const QStringList &arguments) { return runCli(m_folder->path(), arguments); }
    /// A counter that is deployed once.
    void makeCounter();

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCli::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestCli::makeCounter()
{
    QCOMPARE(cli({u"new"_s, u"counter"_s, u"counter"_s}).exitCode, 0);
    const CliResult deployed = cli({u"deploy"_s, u"counter"_s, u"--port"_s, u"0"_s});
    QVERIFY2(deployed.exitCode == 0, qPrintable(deployed.errors));
}

void TestCli::wrongUseExitsWithTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << QStringList{} << u"say what to do"_s;
    QTest::newRow("unknown command") << QStringList{u"deplyo"_s} << u"deploy"_s;
    QTest::newRow("half a command") << QStringList{u"state"_s} << u"creact state list"_s;
    QTest::newRow("no stack") << QStringList{u"plan"_s} << u"needs STACK"_s;
    QTest::newRow("one too many") << QStringList{u"plan"_s, u"a"_s, u"b"_s} << u"too many: \"b\""_s;
    QTest::newRow("unknown option") << QStringList{u"plan"_s, u"a"_s, u"--quick"_s} << u"quick"_s;
    QTest::newRow("option first") << QStringList{u"--json"_s, u"plan"_s}
                                  << u"command comes first"_s;
    QTest::newRow("port") << QStringList{u"run"_s, u"a"_s, u"--port"_s, u"70000"_s} << u"65535"_s;
    QTest::newRow("endpoint") << QStringList{u"run"_s, u"a"_s, u"--endpoint"_s, u"file:///etc"_s}
                              << u"http"_s;
    QTest::newRow("folder missing") << QStringList{u"new"_s, u"agent"_s} << u"which folder"_s;
    QTest::newRow("folder as stack") << QStringList{u"plan"_s, u"."_s} << u"is a folder"_s;
    QTest::newRow("bad stack name")
        << QStringList{u"state"_s, u"list"_s, u"..evil"_s, u"--backend"_s, u"file:x"_s}
        << u"evil"_s;
}

void TestCli::wrongUseExitsWithTwo()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, expected);
    const CliResult result = cli(arguments);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.output, QString());
    QVERIFY2(result.errors.startsWith(u"creact: "_s), qPrintable(result.errors));
    QVERIFY2(result.errors.contains(expected), qPrintable(result.errors));
}

void TestCli::helpIsNoError_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("expected");
    QTest::newRow("overview") << QStringList{u"--help"_s} << u"Exit codes: 0 done, 1 failed"_s;
    QTest::newRow("short") << QStringList{u"-h"_s} << u"lock show STACK"_s;
    QTest::newRow("version") << QStringList{u"--version"_s}
                             << u"creact "_s + QStringLiteral(CREACT_VERSION);
    QTest::newRow("help of") << QStringList{u"help"_s, u"state"_s, u"show"_s} << u"state show"_s;
    QTest::newRow("of one") << QStringList{u"run"_s, u"--help"_s} << u"--endpoint NAME|URL"_s;
}

void TestCli::helpIsNoError()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, expected);
    const CliResult result = cli(arguments);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.errors, QString());
    QVERIFY2(result.output.contains(expected), qPrintable(result.output));
}

void TestCli::everyCommandHasHelp()
{
    const QStringList commands{u"new"_s,        u"check"_s,    u"plan"_s,  u"deploy"_s,
                               u"run"_s,        u"chat"_s,     u"audit"_s, u"state list"_s,
                               u"state show"_s, u"lock show"_s};
    const QString overview = cli({u"--help"_s}).output;
    for (const QString &line : overview.split(u'\n'))
        QVERIFY2(line.size() <= 80, qPrintable(line));
    // What is too long for its column has its summary below it.
    QVERIFY2(overview.contains(u"[DEPLOYMENT]\n   "_s), qPrintable(overview));
    for (const QString &command : commands) {
        QVERIFY2(overview.contains(u"\n  "_s + command), qPrintable(command));
        const CliResult result = cli(command.split(u' ') + QStringList{u"--help"_s});
        QCOMPARE(result.exitCode, 0);
        QVERIFY2(result.output.startsWith(u"Usage: creact %1 "_s.arg(command)),
                 qPrintable(result.output));
        for (const QString &line : result.output.split(u'\n'))
            QVERIFY2(line.size() <= 80, qPrintable(line));
    }
}

void TestCli::templatesAreListed()
{
    const CliResult text = cli({u"new"_s});
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.output.contains(u"\nagent "_s), qPrintable(text.output));
    const CliResult json = cli({u"new"_s, u"--json"_s});
    QCOMPARE(json.json().array().first().toObject().value("name"_L1).toString(), u"agent"_s);
}

void TestCli::newMakesAFolder()
{
    const CliResult result = cli({u"new"_s, u"agent"_s, u"demo"_s});
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.output.contains(u"demo/agent.stack.json"_s), qPrintable(result.output));
    QVERIFY(QFile::exists(path(u"demo/agent.stack.json"_s)));
    QVERIFY(QFile::exists(path(u"demo/public/index.html"_s)));
    QVERIFY(QFileInfo(path(u"demo/agent.stack.json"_s)).isWritable());
}

void TestCli::newOverwritesNothing()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"demo"_s));
    writeFile(path(u"demo/mine.txt"_s), "mine");
    const CliResult result = cli({u"new"_s, u"agent"_s, u"demo"_s});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains(u"demo is there already"_s), qPrintable(result.errors));
    QCOMPARE(QDir(path(u"demo"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList{u"mine.txt"_s});
}

void TestCli::newKnowsItsTemplates()
{
    const CliResult result = cli({u"new"_s, u"agnet"_s, u"demo"_s});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains(u"\"agent\""_s), qPrintable(result.errors));
    QVERIFY(!QFile::exists(path(u"demo"_s)));
}

void TestCli::checkPassesEveryTemplate()
{
    for (const QJsonValue &each : cli({u"new"_s, u"--json"_s}).json().array()) {
        const QString name = each.toObject().value("name"_L1).toString();
        QCOMPARE(cli({u"new"_s, name, name}).exitCode, 0);
        const CliResult result = cli({u"check"_s, name});
        QVERIFY2(result.exitCode == 0, qPrintable(result.output + result.errors));
        QVERIFY(result.output.endsWith(u": ok\n"_s));
    }
}

void TestCli::checkTellsLineAndColumn_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("expected");
    QTest::newRow("torn") << QByteArray("{\n  \"creact\": 1,\n  \"stack\": ")
                          << u"x.stack.json:3:"_s;
    QTest::newRow("unknown key") << QByteArray(
        "{\n  \"creact\": 1,\n  \"stack\": \"x\",\n  \"childern\": []\n}")
                                 << u"x.stack.json:4:3: error["_s;
    QTest::newRow("unknown construct")
        << QByteArray("{ \"creact\": 1, \"stack\": \"x\", \"children\": [\n"
                      "  { \"construct\": \"Memry\", \"as\": \"memory\" } ] }")
        << u"x.stack.json:2:"_s;
    QTest::newRow("unknown name") << QByteArray(
        "{ \"creact\": 1, \"stack\": \"x\", \"children\": [\n"
        "  { \"construct\": \"Memory\", \"props\": {\n"
        "    \"windowSize\": {\"$\": \"nobody.size\"} } } ] }")
                                  << u"x.stack.json:3:"_s;
}

void TestCli::checkTellsLineAndColumn()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, expected);
    writeFile(path(u"x.stack.json"_s), document);
    const CliResult result = cli({u"check"_s, u"x.stack.json"_s});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.output.contains(expected), qPrintable(result.output + result.errors));
}

void TestCli::checkPrintsJson()
{
    writeFile(path(u"x.stack.json"_s),
              "{\n  \"creact\": 1,\n  \"stack\": \"x\",\n  \"children\": [],\n"
              "  \"componets\": {}\n}");
    const CliResult result = cli({u"check"_s, u"x.stack.json"_s, u"--json"_s});
    QCOMPARE(result.exitCode, 1);
    const QJsonObject report = result.json().object();
    QCOMPARE(report.value("ok"_L1), QJsonValue(false));
    const QJsonObject problem = report.value("problems"_L1).toArray().first().toObject();
    QCOMPARE(problem.value("line"_L1).toInt(), 5);
    QCOMPARE(problem.value("column"_L1).toInt(), 3);
    QVERIFY(!problem.value("code"_L1).toString().isEmpty());
    QVERIFY(problem.value("hint"_L1).toString().contains(u"components"_s));
}

void TestCli::checkLeavesNothingBehind()
{
    QCOMPARE(cli({u"new"_s, u"agent"_s, u"demo"_s}).exitCode, 0);
    const QDir folder(path(u"demo"_s));
    const QStringList before = folder.entryList(QDir::AllEntries | QDir::Hidden);
    QCOMPARE(cli({u"check"_s, u"demo"_s}).exitCode, 0);
    QCOMPARE(folder.entryList(QDir::AllEntries | QDir::Hidden), before);
}

void TestCli::aMissingDocumentIsAnError()
{
    for (const QString &command : {u"check"_s, u"plan"_s, u"deploy"_s, u"audit"_s}) {
        const CliResult result = cli({command, u"nowhere.stack.json"_s});
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.errors.contains(u"nowhere.stack.json"_s), qPrintable(result.errors));
    }
}

void TestCli::planDoesNothing()
{
    QCOMPARE(cli({u"new"_s, u"agent"_s, u"demo"_s}).exitCode, 0);
    const CliResult text = cli({u"plan"_s, u"demo"_s});
    QVERIFY2(text.exitCode == 0, qPrintable(text.errors));
    QVERIFY2(text.output.contains(u"http-server.chat-handler.chat-model.memory"_s),
             qPrintable(text.output));
    const CliResult json = cli({u"plan"_s, u"demo"_s, u"--json"_s});
    QVERIFY(json.json().isObject());
    QVERIFY(!QFile::exists(path(u"demo/.creact-state/agent.json"_s)));
    QVERIFY(!QFile::exists(path(u"demo/.creact-state/agent.lock"_s)));
}

void TestCli::deployIsRemembered()
{
    makeCounter();
    const QJsonObject state =
        cli({u"state"_s, u"list"_s, u"counter"_s, u"--json"_s}).json().object();
    QCOMPARE(state.value("status"_L1).toString(), u"deployed"_s);
    QVERIFY(!state.value("nodes"_L1).toArray().isEmpty());
    QVERIFY(!QFile::exists(path(u"counter/.creact-state/counter.lock"_s)));

    // CReact 0.2's file, readable as such.
    const QJsonObject stored =
        QJsonDocument::fromJson(readAll(path(u"counter/.creact-state/counter.json"_s))).object();
    QCOMPARE(stored.value("stackName"_L1).toString(), u"counter"_s);
    QVERIFY(stored.value("nodes"_L1).isArray());
}

void TestCli::deployTellsWhichNodeFailed()
{
    writeFile(path(u"x.stack.json"_s),
              R"({"creact": 1, "stack": "x", "children": [
                   {"construct": "AddMessage", "props": {"memoryId": "nobody", "role": "user", "content": "hello"}}]})");
    const CliResult result = cli({u"deploy"_s, u"x.stack.json"_s});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains(u"add-message"_s), qPrintable(result.errors));
    QVERIFY2(result.output.contains(u"1 failed"_s), qPrintable(result.output));
}

void TestCli::stateShowKnowsOneNode()
{
    makeCounter();
    const QJsonObject state =
        cli({u"state"_s, u"list"_s, u"counter"_s, u"--json"_s}).json().object();
    const QString id =
        state.value("nodes"_L1).toArray().first().toObject().value("id"_L1).toString();
    const CliResult text = cli({u"state"_s, u"show"_s, u"counter"_s, id});
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.output.contains(u"node     "_s + id), qPrintable(text.output));
    QVERIFY2(text.output.contains(u"state    deployed"_s), qPrintable(text.output));
    const CliResult json = cli({u"state"_s, u"show"_s, u"counter"_s, id, u"--json"_s});
    QCOMPARE(json.json().object().value("id"_L1).toString(), id);
    const CliResult whole = cli({u"state"_s, u"show"_s, u"counter"_s});
    QCOMPARE(whole.json().object().value("stackName"_L1).toString(), u"counter"_s);
}

void TestCli::stateOfAnUnknownNodeSuggests()
{
    makeCounter();
    const QJsonObject state =
        cli({u"state"_s, u"list"_s, u"counter"_s, u"--json"_s}).json().object();
    const QString id =
        state.value("nodes"_L1).toArray().first().toObject().value("id"_L1).toString();
    const CliResult result = cli({u"state"_s, u"show"_s, u"counter"_s, id.chopped(1)});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains(u"did you mean \"%1\""_s.arg(id)), qPrintable(result.errors));
}

void TestCli::stateOfAStackNeverDeployedIsEmpty()
{
    QCOMPARE(cli({u"new"_s, u"counter"_s, u"counter"_s}).exitCode, 0);
    const CliResult text = cli({u"state"_s, u"list"_s, u"counter"_s});
    QVERIFY2(text.exitCode == 0, qPrintable(text.errors));
    QVERIFY2(text.output.contains(u"Nothing"_s), qPrintable(text.output));
    const CliResult json = cli({u"state"_s, u"list"_s, u"counter"_s, u"--json"_s});
    QCOMPARE(json.json().object().value("nodes"_L1), QJsonValue(QJsonArray()));
}

void TestCli::stateIsFoundByBackendAndName()
{
    makeCounter();
    const CliResult result = cli({u"state"_s, u"list"_s, u"counter"_s, u"--json"_s, u"--backend"_s,
                                  u"file:"_s + path(u"counter/.creact-state"_s)});
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    QCOMPARE(result.json().object().value("stackName"_L1).toString(), u"counter"_s);
    // Relative to where the person is, not to the document.
    const QString elsewhere = u"file:elsewhere"_s;
    QCOMPARE(
        cli({u"deploy"_s, u"counter"_s, u"--port"_s, u"0"_s, u"--backend"_s, elsewhere}).exitCode,
        0);
    QVERIFY(QFile::exists(path(u"elsewhere/counter.json"_s)));
}

void TestCli::stateIsShownBesideABrokenDocument()
{
    makeCounter();
    writeFile(path(u"counter/counter.stack.json"_s),
              R"({"creact": 1, "stack": "counter", "children": [{"construct": "Memry"}]})");
    QCOMPARE(cli({u"plan"_s, u"counter"_s}).exitCode, 1);
    for (const QStringList &command :
         {QStringList{u"state"_s, u"list"_s}, QStringList{u"audit"_s}}) {
        const CliResult result = cli(command + QStringList{u"counter"_s});
        QCOMPARE(result.exitCode, 0);
        QVERIFY2(result.output.contains(u"http-server"_s), qPrintable(result.output));
        QVERIFY2(result.errors.contains(u"warning"_s), qPrintable(result.errors));
    }
}

void TestCli::auditIsLimited()
{
    makeCounter();
    const QJsonArray all = cli({u"audit"_s, u"counter"_s, u"--json"_s}).json().array();
    QVERIFY(all.size() > 2);
    QCOMPARE(all.first().toObject().value("action"_L1).toString().isEmpty(), false);
    const QJsonArray two =
        cli({u"audit"_s, u"counter"_s, u"--json"_s, u"--limit"_s, u"2"_s}).json().array();
    QCOMPARE(two.size(), 2);
    QCOMPARE(two.last(), all.last());
    const CliResult text = cli({u"audit"_s, u"counter"_s});
    QVERIFY2(text.output.contains(u"resource_applied"_s), qPrintable(text.output));
    QCOMPARE(cli({u"audit"_s, u"counter"_s, u"--limit"_s, u"some"_s}).exitCode, 2);
}

void TestCli::nobodyHoldsAStackAtRest()
{
    makeCounter();
    const CliResult text = cli({u"lock"_s, u"show"_s, u"counter"_s});
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.output.contains(u"Nobody"_s), qPrintable(text.output));
    const CliResult json = cli({u"lock"_s, u"show"_s, u"counter"_s, u"--json"_s});
    QCOMPARE(json.json().object().value("locked"_L1), QJsonValue(false));
}

void TestCli::unreadableStateExitsWithFour()
{
    makeCounter();
    const QString file = path(u"counter/.creact-state/counter.json"_s);
    const QByteArray torn = readAll(file).chopped(20);
    writeFile(file, torn);
    for (const QStringList &command :
         {QStringList{u"deploy"_s}, QStringList{u"plan"_s}, QStringList{u"state"_s, u"list"_s}}) {
        const CliResult result = cli(command + QStringList{u"counter"_s});
        QVERIFY2(result.exitCode == 4, qPrintable(command.join(u' ') + result.errors));
        QCOMPARE(readAll(file), torn);
    }
}

void TestCli::destroyAsksFirst()
{
    makeCounter();
    QCOMPARE(cli({u"destroy"_s, u"counter"_s}).exitCode, 2);
    QVERIFY(QFile::exists(path(u"counter/.creact-state/counter.json"_s)));
    const CliResult result = cli({u"destroy"_s, u"counter"_s, u"--yes"_s});
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    QVERIFY(!QFile::exists(path(u"counter/.creact-state/counter.json"_s)));
}

void TestCli::outputForPipesIsPlain()
{
    makeCounter();
    for (const QStringList &command :
         {QStringList{u"deploy"_s}, QStringList{u"plan"_s}, QStringList{u"audit"_s}}) {
        const CliResult result = cli(command + QStringList{u"counter"_s});
        QVERIFY(!result.output.contains(u'\x1b'));
        QCOMPARE(result.errors, QString());
    }
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
