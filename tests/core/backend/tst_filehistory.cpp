// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filebackend.h"
#include "tests/core/backend/answers.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

const QString phrase = u"the secret of the blue house"_s;

QJsonObject messageOf(const QString &content)
{
    return {{u"role"_s, u"user"_s}, {u"content"_s, content}};
}

/// A Memory with these messages.
NodeRecord memoryWith(const QStringList &contents)
{
    NodeRecord memory = nodeNamed({u"chat"_s, u"memory"_s});
    QJsonArray stored;
    QJsonArray shown;
    for (const QString &content : contents) {
        QJsonObject message = messageOf(content);
        shown.append(message);
        message.insert(u"once"_s, u"turn-1"_s);
        stored.append(message);
    }
    memory.store = {{u"messages"_s, stored}};
    memory.outputs = QJsonObject{{u"id"_s, u"chat.memory"_s}, {u"messages"_s, shown}};
    return memory;
}

} // namespace

/// What FileBackend keeps of what has been, and what it forgets.
class TestFileHistory : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    ManualClock m_clock;

    QString path(const QString &name) const { return m_directory->filePath(name); }
    std::unique_ptr<FileBackend> open()
    {
        FileBackend::Options options;
        options.directory = m_directory->path();
        return std::make_unique<FileBackend>(options, m_clock);
    }
    static Result<QList<SnapshotInfo>> historyOf(Backend &backend)
    {
        return answerOf<QList<SnapshotInfo>>([&](auto done) { backend.history(u"agent"_s, done); });
    }
    static Result<void> rollback(Backend &backend, const QString &id)
    {
        return answerOf<void>([&](auto done) { backend.rollback(u"agent"_s, id, done); });
    }
    static Result<void> purge(Backend &backend, const StackRecord &state, const QStringList &turns)
    {
        return answerOf<void>([&](auto done) { backend.purge(state, turns, done); });
    }
    static Result<StackRecord> snapshotOf(Backend &backend, const QString &id)
    {
        return answerOf<StackRecord>([&](auto done) { backend.getSnapshot(u"agent"_s, id, done); });
    }
    /// Names of the files that hold it.
    QStringList filesWith(const QByteArray &text) const
    {
        QStringList names;
        QDirIterator it(m_directory->path(), QDir::Files | QDir::Hidden,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString name = it.next();
            if (contentOf(name).contains(text))
                names.append(QDir(m_directory->path()).relativeFilePath(name));
        }
        return names;
    }
    /// Puts the node in with a save of its own, so that it stands in the journal.
    static Result<void> saveNode(Backend &backend, StackRecord &state, const NodeRecord &node)
    {
        state.put(node);
        StateChange change;
        change.put = {node.id};
        return save(backend, state, change);
    }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void noHistoryIsNoError()
    {
        const auto backend = open();
        QVERIFY(historyOf(*backend)->isEmpty());
        VERIFY_FAILS(snapshotOf(*backend, u"1"_s), ErrorCode::NotFound);
        VERIFY_FAILS(rollback(*backend, u"1"_s), ErrorCode::NotFound);
        VERIFY_FAILS(answerOf<QString>([&](auto d) { backend->setAside(u"agent"_s, d); }),
                     ErrorCode::InvalidArgument);
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        VERIFY_FAILS(answerOf<QString>([&](auto d) { backend->setAside(u"agent"_s, d); }),
                     ErrorCode::InvalidArgument);
    }

    void stateWithItsJournalIsGoneBackTo()
    {
        const auto backend = open();
        StackRecord state = stackWith(u"agent"_s, 3);
        VERIFY_OK(saveAll(*backend, state));
        VERIFY_OK(saveNode(*backend, state, memoryWith({u"one"_s, u"two"_s})));
        const QJsonObject first = toJson(state);
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        const auto history = historyOf(*backend);
        VERIFY_OK(history);
        QCOMPARE(history->size(), 1);
        QCOMPARE(history->first().nodes, 4);
        QCOMPARE(history->first().status, StackStatus::Deployed);
        QVERIFY(!history->first().error);
        QCOMPARE(toJson(snapshotOf(*backend, history->first().id).value()), first);
        VERIFY_OK(rollback(*backend, history->first().id));
        QCOMPARE(toJson(stateOf(*open(), u"agent"_s)->value()), first);
        // What was there before is a part of the history now: back and forth.
        const auto after = historyOf(*backend);
        QCOMPARE(after->size(), 2);
        QCOMPARE(after->first().nodes, 1);
        VERIFY_OK(rollback(*backend, after->first().id));
        QCOMPARE(stateOf(*open(), u"agent"_s)->value().nodeCount(), 1);
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 2)));
    }

    void rollingBackNeedsALock()
    {
        const auto backend = open();
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 2)));
        const auto other = open();
        VERIFY_OK(lock(*other, u"agent"_s, u"other"_s));
        const QString id = historyOf(*backend)->first().id;
        VERIFY_FAILS(rollback(*backend, id), ErrorCode::Locked);
        VERIFY_FAILS(purge(*backend, stackWith(u"agent"_s, 1), {}), ErrorCode::Locked);
        VERIFY_FAILS(answerOf<QString>([&](auto d) { backend->setAside(u"agent"_s, d); }),
                     ErrorCode::Locked);
        QCOMPARE(stateOf(*open(), u"agent"_s)->value().nodeCount(), 2);
    }

    void damagedSnapshotIsListedAndNotGoneBackTo()
    {
        const auto backend = open();
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 2)));
        const QStringList kept = QDir(path(u"agent.history"_s)).entryList(QDir::Files);
        QCOMPARE(kept.size(), 1);
        QVERIFY(writeFile(path(u"agent.history/"_s + kept.first()), "{\"nodes\":"));
        const auto history = historyOf(*backend);
        QCOMPARE(history->size(), 1);
        QCOMPARE(history->first().error->code, ErrorCode::StateUnreadable);
        VERIFY_FAILS(rollback(*backend, history->first().id), ErrorCode::StateUnreadable);
        QCOMPARE(stateOf(*backend, u"agent"_s)->value().nodeCount(), 2);
    }

    void damageInTheMiddleOfTheJournalIsSetAside()
    {
        const auto backend = open();
        StackRecord state = stackWith(u"agent"_s, 3);
        VERIFY_OK(saveAll(*backend, state));
        for (int i = 0; i < 5; ++i)
            VERIFY_OK(saveNode(*backend, state, memoryWith({QString::number(i)})));
        QByteArrayList lines = contentOf(path(u"agent.journal"_s)).split('\n');
        QVERIFY(lines.size() > 4);
        lines[2][20] = '#';
        const QByteArray damaged = lines.join('\n');
        QVERIFY(writeFile(path(u"agent.journal"_s), damaged));
        const QByteArray snapshot = contentOf(path(u"agent.json"_s));
        const auto reader = open();
        VERIFY_FAILS(stateOf(*reader, u"agent"_s), ErrorCode::StateUnreadable);
        VERIFY_FAILS(saveAll(*reader, state), ErrorCode::StateUnreadable);
        const auto name = answerOf<QString>([&](auto done) { reader->setAside(u"agent"_s, done); });
        VERIFY_OK(name);
        QCOMPARE(contentOf(path(*name)), snapshot);
        QCOMPARE(contentOf(path(name->chopped(5) + u".journal"_s)), damaged);
        QVERIFY(!stateOf(*reader, u"agent"_s)->has_value());
        QCOMPARE(historyOf(*reader)->size(), 1);
        QCOMPARE(historyOf(*reader)->first().error->code, ErrorCode::StateUnreadable);
        VERIFY_OK(saveAll(*reader, state));
    }

    void whatCanBeReadOfADamagedJournalIsOffered()
    {
        const auto backend = open();
        StackRecord state = stackWith(u"agent"_s, 3);
        VERIFY_OK(saveAll(*backend, state));
        VERIFY_OK(saveNode(*backend, state, memoryWith({u"one"_s})));
        VERIFY_OK(saveNode(*backend, state, memoryWith({u"one"_s, u"two"_s})));
        const QJsonObject before = toJson(state);
        VERIFY_OK(saveNode(*backend, state, memoryWith({u"one"_s, u"two"_s, u"three"_s})));
        VERIFY_OK(saveNode(*backend, state, memoryWith({u"four"_s})));
        QVERIFY(historyOf(*backend)->isEmpty());
        QByteArrayList lines = contentOf(path(u"agent.journal"_s)).split('\n');
        lines[3][20] = '#';
        const QByteArray damaged = lines.join('\n');
        QVERIFY(writeFile(path(u"agent.journal"_s), damaged));
        const auto reader = open();
        VERIFY_FAILS(stateOf(*reader, u"agent"_s), ErrorCode::StateUnreadable);
        const auto history = historyOf(*reader);
        QCOMPARE(history->size(), 1);
        const SnapshotInfo salvaged = history->first();
        QCOMPARE(salvaged.kind, SnapshotInfo::Kind::Salvaged);
        QVERIFY(salvaged.canBeGoneBackTo());
        QCOMPARE(salvaged.nodes, 4);
        QCOMPARE(toJson(snapshotOf(*reader, salvaged.id).value()), before);
        VERIFY_OK(rollback(*reader, salvaged.id));
        QCOMPARE(toJson(stateOf(*open(), u"agent"_s)->value()), before);
        // The damaged files are there still.
        QCOMPARE(filesWith(damaged).size(), 1);
        QCOMPARE(historyOf(*reader)->first().kind, SnapshotInfo::Kind::SetAside);
    }

    void whatSomethingElseWroteIsOfferedAsItIs()
    {
        const auto backend = open();
        StackRecord state = stackWith(u"agent"_s, 3);
        VERIFY_OK(saveAll(*backend, state));
        VERIFY_OK(saveNode(*backend, state, memoryWith({u"one"_s})));
        QVERIFY(writeFile(path(u"agent.json"_s),
                          QJsonDocument(toJson(stackWith(u"agent"_s, 7))).toJson()));
        const auto reader = open();
        VERIFY_FAILS(stateOf(*reader, u"agent"_s), ErrorCode::StateUnreadable);
        QCOMPARE(historyOf(*reader)->first().kind, SnapshotInfo::Kind::Salvaged);
        QCOMPARE(historyOf(*reader)->first().nodes, 7);
    }

    void ofADamagedSnapshotNothingIsOffered()
    {
        const auto backend = open();
        StackRecord state = stackWith(u"agent"_s, 3);
        VERIFY_OK(saveAll(*backend, state));
        VERIFY_OK(saveNode(*backend, state, memoryWith({u"one"_s})));
        QVERIFY(writeFile(path(u"agent.json"_s), contentOf(path(u"agent.json"_s)).chopped(9)));
        QVERIFY(historyOf(*open())->isEmpty());
    }

    void purgedIsNowhereAnyMore()
    {
        const auto backend = open();
        VERIFY_OK(lock(*backend, u"agent"_s, u"me"_s));
        StackRecord state = stackWith(u"agent"_s, 3);
        VERIFY_OK(saveAll(*backend, state));
        VERIFY_OK(saveNode(*backend, state, memoryWith({u"hello"_s, phrase})));
        VERIFY_OK(saveAll(*backend, state));
        VERIFY_OK(saveNode(*backend, state, memoryWith({u"hello"_s, phrase, u"more"_s})));
        TurnRecord turn = turnNamed(u"turn-1"_s, 5);
        turn.question = phrase;
        VERIFY_OK(saveTurn(*backend, u"agent"_s, turn, 50));
        // Another conversation's turn, that was told the phrase by the memory.
        TurnRecord other = turnNamed(u"turn-2"_s, 6);
        NodeRecord completion = nodeNamed({u"chat"_s, u"completion"_s});
        completion.props = {
            {u"messages"_s, memoryWith({u"hello"_s, phrase}).outputs->value(u"messages"_s)}};
        other.nodes = {completion};
        VERIFY_OK(saveTurn(*backend, u"agent"_s, other, 50));
        QCOMPARE(turnsOf(*backend, u"agent"_s)->last().toJson(), other.toJson());
        QCOMPARE(turnsOf(*open(), u"agent"_s)->last().toJson(), other.toJson());
        QVERIFY(writeFile(path(u"agent.unreadable-20260101-000000.json"_s), phrase.toUtf8()));
        QVERIFY(filesWith(phrase.toUtf8()).size() >= 4);

        state.put(memoryWith({}));
        VERIFY_OK(purge(*backend, state, {u"turn-1"_s}));
        QCOMPARE(filesWith(phrase.toUtf8()), QStringList());
        QCOMPARE(toJson(stateOf(*open(), u"agent"_s)->value()), toJson(state));
        QVERIFY(historyOf(*backend)->isEmpty());
        const auto turns = turnsOf(*backend, u"agent"_s);
        QCOMPARE(turns->size(), 1);
        QCOMPARE(turns->first().nodes.first().props.value(u"messages"_s).toArray().size(), 1);
        // And it goes on.
        VERIFY_OK(saveNode(*backend, state, memoryWith({u"again"_s})));
        VERIFY_OK(purge(*backend, state, {}));
        QVERIFY(turnsOf(*backend, u"agent"_s)->isEmpty());
        QCOMPARE(toJson(stateOf(*open(), u"agent"_s)->value()), toJson(state));
    }

    void deletingTakesTheHistoryToo()
    {
        const auto backend = open();
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 2)));
        VERIFY_OK(saveTurn(*backend, u"agent"_s, turnNamed(u"t"_s), 5));
        QVERIFY(writeFile(path(u"agent.unreadable-20260101-000000.json"_s), "x"));
        QVERIFY(writeFile(path(u"agent.b.unreadable-20260101-000000.json"_s), "y"));
        VERIFY_OK(answerOf<void>([&](auto done) { backend->deleteStack(u"agent"_s, done); }));
        QCOMPARE(QDir(m_directory->path())
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList(u"agent.b.unreadable-20260101-000000.json"_s));
        QVERIFY(stacksOf(*backend)->isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFileHistory)
#include "tst_filehistory.moc"
