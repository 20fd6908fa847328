// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"
#include "core/engine/templates.h"
#include "core/stack/documentreader.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000;

} // namespace

class TestTemplates : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFolderOfTheResourcesIsOffered();
    void theDocumentIsMadeWritable();
    void anEmptyFolderIsTaken();
    void aFolderWithAHiddenFileIsNot();
    void anUnknownNameIsNotFound();
    void aFolderThatCannotBeMadeIsAnError();
    void theNewStackHasItsOwnName();
    void aNameThatIsNoneIsRefused();
    void anOldNameMakesTheSame();
    void everyTemplateAnswers_data();
    void everyTemplateAnswers();
    void everythingSaidInATurnIsRemembered();
    void sessionsHaveAMemoryEach();
    void theWatcherDoesItsJobOnceATick();

private:
    struct Run;
};

void TestTemplates::everyFolderOfTheResourcesIsOffered()
{
    QStringList names;
    for (const TemplateInfo &each : templates()) {
        names.append(each.name);
        QVERIFY(!each.title.isEmpty());
        QVERIFY(!each.description.isEmpty());
        QVERIFY(templateHelp(each.name).startsWith(u"# "_s));
    }
    names.sort();
    QCOMPARE(names, QDir(u":/assets/templates"_s).entryList(QDir::Dirs, QDir::Name));
}

void TestTemplates::theDocumentIsMadeWritable()
{
    const QTemporaryDir folder;
    for (const TemplateInfo &each : templates()) {
        const Result<QString> document = createFromTemplate(each.name, folder.filePath(each.name));
        QVERIFY(document.ok());
        QVERIFY(document->endsWith(u".stack.json"_s));
        QVERIFY(QFile::permissions(*document) & QFile::WriteOwner);
    }
    QVERIFY(QFile::exists(folder.filePath(u"agent/public/index.html"_s)));
}

void TestTemplates::anEmptyFolderIsTaken()
{
    const QTemporaryDir folder;
    QVERIFY(createFromTemplate(u"agent"_s, folder.path()).ok());
}

void TestTemplates::aFolderWithAHiddenFileIsNot()
{
    const QTemporaryDir folder;
    QFile hidden(folder.filePath(u".env"_s));
    QVERIFY(hidden.open(QFile::WriteOnly));
    const Result<QString> document = createFromTemplate(u"agent"_s, folder.path());
    QVERIFY(!document.ok());
    QCOMPARE(document.error().code, ErrorCode::AlreadyExists);
}

void TestTemplates::anUnknownNameIsNotFound()
{
    const QTemporaryDir folder;
    for (const QString &name : {u"agnet"_s, u""_s, u"../public"_s}) {
        const Result<QString> document = createFromTemplate(name, folder.filePath(u"new"_s));
        QVERIFY(!document.ok());
        QCOMPARE(document.error().code, ErrorCode::NotFound);
    }
}

void TestTemplates::aFolderThatCannotBeMadeIsAnError()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    const Result<QString> document =
        createFromTemplate(u"agent"_s, folder.filePath(u"file/below"_s));
    QVERIFY(!document.ok());
    QCOMPARE(document.error().code, ErrorCode::IoError);
}

void TestTemplates::theNewStackHasItsOwnName()
{
    const QTemporaryDir folder;
    for (const TemplateInfo &each : templates()) {
        const QString at = folder.filePath(each.name);
        const Result<QString> path = createFromTemplate(each.name, at, u"mine.own"_s);
        QVERIFY(path.ok());
        QCOMPARE(*path, at + u"/mine.own.stack.json"_s);
        QCOMPARE(QDir(at).entryList({u"*.stack.json"_s}, QDir::Files).size(), 1);
        const Result<LoadedDocument> loaded = readStackDocumentFile(*path);
        QVERIFY(loaded.ok() && loaded->document);
        QCOMPARE(loaded->document->name, u"mine.own"_s);
        QFile readme(at + u"/README.md"_s);
        QVERIFY(readme.open(QFile::ReadOnly));
        const QByteArray text = readme.readAll();
        QVERIFY(text.contains("creact run mine.own.stack.json"));
        QVERIFY(!text.contains((each.name + u".stack.json"_s).toUtf8()));
    }
}

void TestTemplates::aNameThatIsNoneIsRefused()
{
    const QTemporaryDir folder;
    for (const QString &name : {u"a b"_s, u"../x"_s, u"-"_s, u"a/b"_s}) {
        const QString at = folder.filePath(u"new"_s);
        const Result<QString> path = createFromTemplate(u"agent"_s, at, name);
        QVERIFY(!path.ok());
        QCOMPARE(path.error().code, ErrorCode::InvalidStackName);
        QVERIFY(!QFile::exists(at));
    }
}

/// A stack made from a template, live on the demo model.
struct TestTemplates::Run {
    explicit Run(const QString &name)
        : document(createFromTemplate(name, folder.filePath(name)))
    {
        start();
    }
    /// Over the same folder, when the one before has ended.
    explicit Run(const Result<QString> &path)
        : document(path)
    {
        start();
    }

    void start()
    {
        QObject::connect(&engine, &Engine::infoChanged, &engine,
                         [this](const StackInfo &now) { info = now; });
        QObject::connect(&engine, &Engine::turnChanged, &engine,
                         [this](const ChatTurn &turn) { turns.insert(turn.id, turn); });
        if (!document)
            return;
        OpenRequest request;
        request.documentPath = *document;
        request.options.port = 0;
        engine.open(request, [this](const Result<void> &opened) {
            if (opened)
                engine.deploy();
        });
    }

    bool isLive() const
    {
        return info.status == StackInfo::Status::Live && !info.chatHandlers.isEmpty();
    }

    void ask(const QString &text, const QString &session = {})
    {
        engine.sendMessage({}, {text, session, {}}, [this](const Result<ChatTurn> &turn) {
            accepted.append(turn ? turn->id : QString());
        });
    }

    bool isAnswered(int n) const
    {
        using State = ChatTurn::State;
        const State state = turns.value(accepted.value(n)).state;
        return state == State::Answered || state == State::Failed;
    }

    std::optional<StackRecord> state()
    {
        std::optional<StackRecord> found;
        engine.state([&found](const Result<StackRecord> &stored) {
            if (stored)
                found = *stored;
        });
        (void)QTest::qWaitFor([&] { return found.has_value(); }, patience);
        return found;
    }

    QTemporaryDir folder;
    Result<QString> document;
    Engine engine;
    StackInfo info;
    QHash<QString, ChatTurn> turns;
    QStringList accepted;
};

void TestTemplates::anOldNameMakesTheSame()
{
    const QTemporaryDir folder;
    const Result<QString> document =
        createFromTemplate(u"sessions"_s, folder.filePath(u"new"_s), u"mine"_s);
    QVERIFY(document.ok());
    QVERIFY(document->endsWith(u"/mine.stack.json"_s));
}

void TestTemplates::everyTemplateAnswers_data()
{
    QTest::addColumn<QString>("name");
    for (const TemplateInfo &each : templates()) {
        if (templateDocument(each.name).contains("ChatHandler"))
            QTest::newRow(qPrintable(each.name)) << each.name;
    }
}

void TestTemplates::everyTemplateAnswers()
{
    QFETCH(QString, name);
    Run run(name);
    QTRY_VERIFY_WITH_TIMEOUT(run.isLive(), patience);
    run.ask(u"Who was Ada Lovelace?\n\nWhat is a telescope?"_s);
    QTRY_VERIFY_WITH_TIMEOUT(run.isAnswered(0), patience);
    const ChatTurn turn = run.turns.value(run.accepted.first());
    QVERIFY2(!turn.error, turn.error ? qPrintable(turn.error->message) : "");
    QVERIFY(!turn.answer.isEmpty());
    QTRY_COMPARE(run.info.failed, 0);
    QVERIFY(!run.info.error);
}

void TestTemplates::everythingSaidInATurnIsRemembered()
{
    Run run(u"agent"_s);
    QTRY_VERIFY_WITH_TIMEOUT(run.isLive(), patience);
    for (int n = 0; n < 2; ++n) {
        run.ask(u"Who was Ada Lovelace?"_s);
        QTRY_VERIFY_WITH_TIMEOUT(run.isAnswered(n), patience);
        QVERIFY(!run.turns.value(run.accepted.at(n)).error);
    }
    const std::optional<StackRecord> state = run.state();
    QVERIFY(state);
    QStringList roles;
    for (const NodeRecord &node : state->nodes()) {
        if (node.constructType != "Memory"_L1 || !node.outputs)
            continue;
        const QJsonArray messages = node.outputs->value("messages"_L1).toArray();
        for (const QJsonValue &message : messages) {
            QString role = message["role"_L1].toString();
            if (message["tool_calls"_L1].isArray())
                role = u"call"_s;
            roles += role;
        }
    }
    const QString turn = u"user call tool assistant"_s;
    QCOMPARE(roles.join(u' '), u"system "_s + turn + u' ' + turn);
}

void TestTemplates::sessionsHaveAMemoryEach()
{
    Run run(u"agent-sessions"_s);
    QTRY_VERIFY_WITH_TIMEOUT(run.isLive(), patience);
    run.ask(u"Who was Ada Lovelace?"_s, u"ada"_s);
    run.ask(u"What is a telescope?"_s, u"bob"_s);
    run.ask(u"Who was Charles Babbage?"_s, u"ada"_s);
    for (int n = 0; n < 3; ++n) {
        QTRY_VERIFY_WITH_TIMEOUT(run.isAnswered(n), patience);
        QVERIFY(!run.turns.value(run.accepted.at(n)).error);
    }
    const std::optional<StackRecord> state = run.state();
    QVERIFY(state);
    QHash<QString, int> said;
    for (const NodeRecord &node : state->nodes()) {
        if (node.constructType != "Memory"_L1 || !node.outputs)
            continue;
        int questions = 0;
        const QJsonArray messages = node.outputs->value("messages"_L1).toArray();
        for (const QJsonValue &message : messages)
            questions += message["role"_L1].toString() == "user"_L1 ? 1 : 0;
        said.insert(node.id.toString().section(u'-', -1), questions);
    }
    QCOMPARE(said, (QHash<QString, int>{{u"ada"_s, 2}, {u"bob"_s, 1}}));
}

void TestTemplates::theWatcherDoesItsJobOnceATick()
{
    const QTemporaryDir folder;
    const QString at = folder.filePath(u"watcher"_s);
    const Result<QString> document = createFromTemplate(u"watcher"_s, at);
    QVERIFY(document.ok());
    const auto written = [&] {
        QFile file(at + u"/summaries.md"_s);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    };
    QByteArray first;
    for (int start = 0; start < 2; ++start) {
        Run run(document);
        const auto isLive = [&] { return run.info.status == StackInfo::Status::Live; };
        QTRY_VERIFY_WITH_TIMEOUT(isLive(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!written().isEmpty() || run.info.failed > 0, patience);
        std::optional<StackRecord> state;
        QTRY_VERIFY_WITH_TIMEOUT((state = run.state()) && state->applyingNodeIds.isEmpty(),
                                 patience);
        QCOMPARE(run.info.failed, 0);
        if (start == 0)
            first = written();
        bool stopped = false;
        run.engine.stop([&](const Result<void> &) { stopped = true; });
        QTRY_VERIFY_WITH_TIMEOUT(stopped, patience);
    }
    QVERIFY(first.startsWith("## 20"));
    // The same tick: a restart fetches, asks and writes nothing anew.
    QCOMPARE(written(), first);
}

QTEST_GUILESS_MAIN(TestTemplates)
#include "tst_templates.moc"
