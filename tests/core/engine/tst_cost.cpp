// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/documentcheck.h"
#include "core/stack/expression/scriptengine.h"
#include "tests/core/backend/answers.h"
#include "tests/core/backend/faultyfilesystem.h"
#include "tests/core/engine/chatrun.h"
#include "tests/core/engine/enginebench.h"

#include <QJsonArray>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

/// What a step costs on real files, in writes, bytes and syncs: the size of the step, not of the
/// stack. (Times are tests/bench's.)
class TestCost : public QObject {
    Q_OBJECT

    std::unique_ptr<StackBench> m_bench;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<FaultyFileSystem::Log> m_log;
    ManualClock m_clock;

    QString directory() const { return m_folder->filePath(u".creact-state"_s); }

    std::unique_ptr<ChatRun> start(const StackDocumentPtr &document)
    {
        m_log = std::make_shared<FaultyFileSystem::Log>();
        auto run = std::make_unique<ChatRun>(directory(), std::make_unique<FaultyFileSystem>(m_log),
                                             m_clock, m_bench->options);
        if (!run->begin() || !run->deploy(document))
            return nullptr;
        return run;
    }

    /// Puts so many messages into the stored memory, as so many turns would have left them.
    void remember(int messages)
    {
        FileBackend::Options options;
        options.directory = directory();
        FileBackend backend(options, m_clock);
        const auto stored = stateOf(backend, u"agent"_s);
        VERIFY_OK(stored);
        QVERIFY(*stored);
        StackRecord state = **stored;
        NodeRecord memory;
        for (const NodeRecord &node : state.nodes()) {
            if (node.constructType == u"Memory"_s)
                memory = node;
        }
        QVERIFY(memory.outputs);
        QJsonArray list;
        for (int i = 0; i < messages; ++i)
            list.append(QJsonObject{{u"role"_s, i % 2 ? u"assistant"_s : u"user"_s},
                                    {u"content"_s, u"message %1 "_s.arg(i) + QString(180, u'x')}});
        memory.outputs->insert(u"messages"_s, list);
        memory.store = {{u"messages"_s, list}};
        state.put(memory);
        VERIFY_OK(saveAll(backend, state));
    }

    static QByteArray tools(int count, const QString &middle)
    {
        QJsonArray list;
        for (int i = 0; i < count; ++i) {
            const QString text = i == count / 2 ? middle : u"number %1"_s.arg(i);
            list.append(QJsonObject{
                {u"construct"_s, u"Tool"_s},
                {u"key"_s, QString::number(i)},
                {u"props"_s, QJsonObject{{u"name"_s, u"wikipedia"_s}, {u"description"_s, text}}}});
        }
        return QJsonDocument(
                   QJsonObject{{u"creact"_s, 1}, {u"stack"_s, u"agent"_s}, {u"children"_s, list}})
            .toJson(QJsonDocument::Compact);
    }
    static StackDocumentPtr documentOf(const QByteArray &text)
    {
        static ScriptEngine script;
        const StudioProvider provider{ProviderOptions()};
        return loadStackDocument(text, u"tools.stack.json"_s, provider.constructTypes(), script)
            .document;
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<StackBench>();
        m_folder = std::make_unique<QTemporaryDir>(fastFolder() + u"/creact-cost-XXXXXX"_s);
    }

    void aMessageCostsTheSameHoweverLongTheConversation_data()
    {
        QTest::addColumn<int>("messages");
        QTest::newRow("a new conversation") << 0;
        QTest::newRow("500 messages") << 500;
    }
    void aMessageCostsTheSameHoweverLongTheConversation()
    {
        QFETCH(const int, messages);
        const StackDocumentPtr document = chatDocument(m_bench->document);
        {
            const auto run = start(document);
            QVERIFY(run);
            VERIFY_OK(run->stop());
        }
        if (messages > 0)
            remember(messages);
        const auto run = start(document);
        QVERIFY(run);
        for (int turn = 0; turn < 12; ++turn) {
            const QString id = u"m%1"_s.arg(turn);
            *m_log = {};
            const int calls = m_bench->demo.requestCount(u"/v1/chat/completions"_s);
            VERIFY_OK(run->send(id, u"Who was Ada Lovelace?"_s));
            const auto answered = run->answer(id);
            VERIFY_OK(answered);
            QCOMPARE(answered->state, ChatTurn::State::Answered);
            // Two model calls with a search between them.
            QCOMPARE(m_bench->demo.requestCount(u"/v1/chat/completions"_s), calls + 2);
            // Accepted; three effects, each intent with the result before it; answered. And once
            // what happened, for the audit log.
            QCOMPARE(m_log->tails, 6);
            // The record of the turn; its folder the first time.
            QCOMPARE(m_log->replaces, 1);
            QVERIFY2(m_log->syncs <= 7 + 1 * (turn == 0),
                     qPrintable(QString::number(m_log->syncs)));
            QVERIFY2(m_log->bytes <= 20'000,
                     qPrintable(u"turn %1: %2 bytes"_s.arg(turn).arg(m_log->bytes)));
        }
    }

    void aChangedPropCostsItselfIn3000Nodes()
    {
        const auto run = start(documentOf(tools(3000, u"one"_s)));
        QVERIFY(run);
        *m_log = {};
        const qsizetype before = run->auditStored().size();
        VERIFY_OK(run->deploy(documentOf(tools(3000, u"another"_s))));
        QStringList applied;
        for (const AuditEntry &entry : run->auditStored().mid(before)) {
            if (entry.action == u"resource_applied"_s)
                applied.append(entry.nodeId);
        }
        QCOMPARE(applied, QStringList{u"tool-1500"_s});
        QCOMPARE(m_log->replaces + m_log->tails, 2); // the journal's, the audit log's
        QVERIFY2(m_log->syncs <= 3, qPrintable(QString::number(m_log->syncs)));
        QVERIFY2(m_log->bytes <= 2'000, qPrintable(QString::number(m_log->bytes)));
    }

    void aDeployWithNothingToDoWritesNothingOfTheNodes()
    {
        const StackDocumentPtr document = documentOf(tools(3000, u"one"_s));
        const auto run = start(document);
        QVERIFY(run);
        *m_log = {};
        VERIFY_OK(run->deploy(document));
        QVERIFY2(m_log->bytes <= 1'000, qPrintable(QString::number(m_log->bytes)));
    }
};

QTEST_GUILESS_MAIN(TestCost)
#include "tst_cost.moc"
