// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/enginebench.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QString handlerId = u"http-server-main.chat-handler"_s;
const QString memoryId = handlerId + u".chat-model.memory"_s;

QJsonArray memoryOf(const QJsonArray &nodes)
{
    for (const QJsonValue &node : nodes) {
        if (node["constructType"_L1].toString() == "Memory"_L1)
            return node["outputs"_L1]["messages"_L1].toArray();
    }
    return {};
}

QJsonArray nodesIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly)
        ? QJsonDocument::fromJson(file.readAll())["nodes"_L1].toArray()
        : QJsonArray();
}

QStringList nodesOf(const QList<AuditEntry> &log, const QString &action)
{
    QStringList nodes;
    for (const AuditEntry &entry : log) {
        if (entry.action == action)
            nodes.append(entry.nodeId);
    }
    return nodes;
}

} // namespace

/// State that CReact 0.2 wrote, with a document that says the same: taken over, not made anew.
class TestCreact02 : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void isTakenOverAndAnswersTheNextMessage_data();
    void isTakenOverAndAnswersTheNextMessage();
    void unknownConstructTypesAreKept();

private:
    OpenRequest request() const;
    QString statePath() const { return m_folder->filePath(u".creact-state/agent.json"_s); }

    SystemClock m_clock;
    DemoServer m_demo{m_clock};
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_document;
};

void TestCreact02::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    if (m_demo.baseUrl().port() <= 0)
        QVERIFY(m_demo.start().ok());
}

OpenRequest TestCreact02::request() const
{
    ProviderOptions options;
    options.port = 0;
    options.endpoint = m_demo.baseUrl();
    return {m_document, {}, {}, options};
}

void TestCreact02::isTakenOverAndAnswersTheNextMessage_data()
{
    QTest::addColumn<bool>("interrupted");
    QTest::newRow("chat") << false;
    QTest::newRow("interrupted") << true;
}

void TestCreact02::isTakenOverAndAnswersTheNextMessage()
{
    QFETCH(bool, interrupted);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QString data = QStringLiteral(TEST_DATA_DIR "/creact-0.2/");
    m_document = m_folder->filePath(u"agent.stack.json"_s);
    QVERIFY(QFile::copy(data + name + u".stack.json"_s, m_document));
    QVERIFY(QDir(m_folder->path()).mkdir(u".creact-state"_s));
    QVERIFY(QFile::copy(data + name + u"/agent.json"_s, statePath()));
    const QJsonArray before = memoryOf(nodesIn(statePath()));
    QVERIFY(!before.isEmpty());

    EngineUser user;
    QVERIFY(user.open(request()).ok());
    const Result<void> deployed = user.deploy();
    QVERIFY2(deployed.ok(), qPrintable(deployed.ok() ? QString() : deployed.error().message));
    const int calls = m_demo.requestCount(u"/v1/chat/completions"_s);
    QCOMPARE(nodesOf(*user.auditLog(), u"resource_applied"_s),
             (QStringList{u"http-server-main"_s, handlerId}));
    const Result<StackRecord> state = user.state();
    QCOMPARE(state->nodeCount(), 4);
    const NodeRecord *memory = state->find(memoryId);
    QVERIFY(memory);
    QCOMPARE((*memory->outputs)["messages"_L1].toArray(), before);
    QCOMPARE((*memory->outputs)["id"_L1].toString(), memoryId);

    QCOMPARE(user.info.recovery.has_value(), interrupted);
    if (interrupted) {
        QCOMPARE(user.info.recovery->interrupted.size(), 1);
        const RecoveryReport::Item item = user.info.recovery->interrupted.first();
        QCOMPARE(item.constructType, u"ChatResponse"_s);
        QCOMPARE(item.what, u"undelivered"_s);
        QVERIFY(item.nodeId.endsWith(u".chat-response"_s));
        QCOMPARE(nodesOf(*user.auditLog(), u"recovered"_s).size(), 1);
        user.engine().dismissRecovery();
        QTRY_VERIFY(!user.info.recovery.has_value());
    }

    QCOMPARE(user.info.urls.size(), 1);
    ChatClient client;
    const ClientAnswer answer = client.wait(client.post(user.info.urls.first(), u"Hello!"_s));
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.body.value("response"_L1).toString().isEmpty());
    QCOMPARE(m_demo.requestCount(u"/v1/chat/completions"_s), calls + 1);
    QVERIFY(user.stop().ok());
    const QJsonArray after = memoryOf(nodesIn(statePath()));
    QCOMPARE(after.size(), before.size() + 2);
    for (qsizetype i = 0; i < before.size(); ++i)
        QCOMPARE(after.at(i), before.at(i));
    QCOMPARE(after.at(before.size())["content"_L1].toString(), u"Hello!"_s);
}

void TestCreact02::unknownConstructTypesAreKept()
{
    const QString source = QStringLiteral(TEST_DATA_DIR "/creact-0.2/chain/bench.json");
    QVERIFY(QDir(m_folder->path()).mkdir(u".creact-state"_s));
    const QString path = m_folder->filePath(u".creact-state/bench.json"_s);
    QVERIFY(QFile::copy(source, path));
    m_document = m_folder->filePath(u"bench.stack.json"_s);
    QFile document(m_document);
    QVERIFY(document.open(QIODevice::WriteOnly));
    document.write("{\"creact\": 1, \"stack\": \"bench\", \"children\": "
                   "[{\"construct\": \"Link\", \"key\": \"1\", \"props\": {\"n\": 1}}]}");
    document.close();
    EngineUser user;
    QCOMPARE(user.open(request()).error().code, ErrorCode::DocumentInvalid);
    const Result<void> refused = user.deploy();
    QCOMPARE(refused.error().code, ErrorCode::DocumentInvalid);
    QVERIFY2(refused.error().message.contains(u"Link"_s), qPrintable(refused.error().message));
    QCOMPARE(user.state()->nodeCount(), 100);
    user.drop();
    QCOMPARE(nodesIn(path), nodesIn(source));
}

QTEST_GUILESS_MAIN(TestCreact02)
#include "tst_creact02.moc"
