// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/turnfolder.h"
#include "core/backend/file/turnpacking.h"
#include "tests/core/backend/answers.h"
#include "tests/core/backend/faultyfilesystem.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

QJsonObject messageOf(const QString &role, const QString &content)
{
    return {{u"role"_s, role}, {u"content"_s, content}};
}

/// A conversation of so many messages of about 120 bytes.
QJsonArray conversationOf(int count)
{
    QJsonArray messages;
    for (int i = 0; i < count; ++i)
        messages.append(messageOf(i % 2 ? u"assistant"_s : u"user"_s,
                                  u"message %1 "_s.arg(i) + QString(90, u'x')));
    return messages;
}

QJsonArray plus(QJsonArray list, const QJsonArray &more)
{
    for (const QJsonValue &each : more)
        list.append(each);
    return list;
}

/// A state whose Memory has these messages, each with the `once` it was appended with.
StackRecord stateWith(const QJsonArray &messages)
{
    QJsonArray stored;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        QJsonObject message = messages.at(i).toObject();
        if (i > 3) // those before are CReact's
            message.insert(u"once"_s, u"turn-%1"_s.arg(i / 2));
        stored.append(message);
    }
    StackRecord state = stackWith(u"agent"_s, 5);
    NodeRecord memory = nodeNamed({u"chat"_s, u"memory"_s});
    memory.constructType = u"Memory"_s;
    memory.store = {{u"messages"_s, stored}};
    memory.outputs = QJsonObject{{u"messages"_s, messages}};
    state.put(memory);
    return state;
}

NodeRecord nodeWith(const QString &name, const QJsonObject &props, const QJsonObject &outputs)
{
    NodeRecord node = nodeNamed({u"chat"_s, u"memory"_s, name});
    node.props = props;
    node.outputs = outputs;
    return node;
}

/// A turn with two rounds of tools after this conversation, as an agent makes it.
TurnRecord turnAfter(const QJsonArray &conversation, const QString &id = u"turn-x"_s)
{
    const QString longResult = u"The tool says: "_s + QString(2000, u'r');
    const QString answer = u"In the end: "_s + QString(500, u'a');
    TurnRecord turn = turnNamed(id, 1000);
    turn.question = u"What is it? "_s + QString(100, u'q');
    turn.answer = answer;
    const QJsonObject model{{u"model"_s, u"m"_s}, {u"endpoint"_s, QString(150, u'e')}};
    QJsonArray messages = plus(conversation, {messageOf(u"user"_s, turn.question)});
    for (int round = 0; round < 3; ++round) {
        const QJsonObject call{{u"id"_s, u"call-%1"_s.arg(round)}, {u"name"_s, u"wikipedia"_s}};
        turn.nodes.append(nodeWith(
            u"completion-%1"_s.arg(round), {{u"messages"_s, messages}, {u"model"_s, model}},
            {{u"content"_s, round == 2 ? answer : QString()}, {u"toolCalls"_s, QJsonArray{call}}}));
        if (round == 2)
            break;
        turn.nodes.append(nodeWith(u"tool-%1"_s.arg(round), call, {{u"result"_s, longResult}}));
        messages.append(QJsonObject{{u"role"_s, u"assistant"_s}, {u"toolCalls"_s, call}});
        messages.append(messageOf(u"tool"_s, longResult));
    }
    turn.nodes.append(nodeWith(
        u"add"_s,
        {{u"newMessages"_s,
          QJsonArray{messageOf(u"user"_s, turn.question), messageOf(u"assistant"_s, answer)}}},
        {{u"added"_s, 2}}));
    turn.nodes.append(nodeWith(u"response"_s, {{u"content"_s, answer}}, {{u"sent"_s, true}}));
    return turn;
}

QJsonObject packedWith(const StackRecord &state, const TurnRecord &turn)
{
    return TurnPacking(state).pack(turn.toJson());
}

qsizetype sizeOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).size();
}

QJsonValue randomValue(QRandomGenerator &random, int depth)
{
    static const QStringList words{u"$run"_s,   u"$shared"_s,      u"$literal"_s,
                                   u"shared"_s, u"once"_s,         u"content"_s,
                                   u"a"_s,      QString(80, u'x'), QString(200, u'ü')};
    const auto word = [&] { return words.at(random.bounded(words.size())); };
    switch (random.bounded(depth > 5 ? 4 : 7)) {
    case 0:
        return random.bounded(3);
    case 1:
        return random.bounded(2) == 0;
    case 2:
        return QJsonValue::Null;
    case 3:
        return word();
    case 4: {
        QJsonArray array;
        for (int i = random.bounded(6); i > 0; --i)
            array.append(randomValue(random, depth + 1));
        return array;
    }
    default: {
        QJsonObject object;
        for (int i = random.bounded(4); i > 0; --i)
            object.insert(word(), randomValue(random, depth + 1));
        return object;
    }
    }
}

} // namespace

/// Finished turns: small, in order, and gone when what they hold is forgotten.
class TestTurnFolder : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    std::shared_ptr<FaultyFileSystem::Log> m_log;
    std::unique_ptr<FaultyFileSystem> m_files;

    QString path() const { return m_directory->filePath(u"agent.turns"_s); }
    TurnFolder open() { return TurnFolder(*m_files, path()); }
    QStringList idsIn(const TurnFolder &folder) const
    {
        QStringList ids;
        const auto turns = folder.read({});
        if (!turns)
            return {sentence(turns.error())};
        for (const TurnRecord &turn : *turns)
            ids.append(turn.id);
        return ids;
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_log = std::make_shared<FaultyFileSystem::Log>();
        m_files = std::make_unique<FaultyFileSystem>(m_log);
    }

    void turnComesBackAsItWas_data()
    {
        QTest::addColumn<int>("messages");
        QTest::addColumn<int>("stored");
        QTest::newRow("no memory") << 500 << 0;
        QTest::newRow("before the answer is stored") << 500 << 500;
        QTest::newRow("a window of it") << 20 << 500;
        QTest::newRow("empty") << 0 << 0;
    }
    void turnComesBackAsItWas()
    {
        QFETCH(int, messages);
        QFETCH(int, stored);
        const QJsonArray all = conversationOf(stored ? stored : messages);
        QJsonArray shown = all;
        while (shown.size() > messages)
            shown.removeFirst();
        const TurnRecord turn = turnAfter(shown);
        const StackRecord state = stateWith(stored ? all : QJsonArray());
        const QJsonObject packed = packedWith(state, turn);
        QCOMPARE(TurnPacking(state).unpack(packed), turn.toJson());
        if (stored)
            QVERIFY2(sizeOf(packed) < 9000, qPrintable(QString::number(sizeOf(packed))));
        else
            QVERIFY2(sizeOf(packed) < 500 * 150 + 30'000,
                     qPrintable(QString::number(sizeOf(packed))));
    }

    void anyRecordComesBackAsItWas()
    {
        for (quint32 seed = 0; seed < 300; ++seed) {
            QRandomGenerator random(seed);
            QJsonArray stored;
            for (int i = random.bounded(8); i > 0; --i)
                stored.append(randomValue(random, 2));
            const StackRecord state = stateWith({});
            StackRecord full = state;
            NodeRecord memory = *state.find(u"chat.memory"_s);
            memory.store = {{u"messages"_s, stored}, {u"other"_s, randomValue(random, 2)}};
            full.put(memory);
            TurnRecord turn = turnNamed(u"t"_s);
            turn.question = QString(100, u'q');
            for (int i = 0; i < 3; ++i) {
                QJsonArray list = stored;
                for (int k = random.bounded(4); k > 0; --k)
                    list.insert(random.bounded(list.size() + 1), randomValue(random, 2));
                turn.nodes.append(nodeWith(u"n%1"_s.arg(i),
                                           {{u"list"_s, list},
                                            {u"$run"_s, randomValue(random, 1)},
                                            {u"one"_s, randomValue(random, 0)}},
                                           {{u"$literal"_s, randomValue(random, 0)}}));
            }
            const QJsonObject packed = packedWith(full, turn);
            const QJsonObject read =
                QJsonDocument::fromJson(QJsonDocument(packed).toJson()).object();
            QVERIFY2(TurnPacking(full).unpack(read) == turn.toJson(),
                     qPrintable(QString::number(seed)));
        }
    }

    void recordsOfOldAreRead()
    {
        const QJsonObject record = turnAfter(conversationOf(10)).toJson();
        QCOMPARE(TurnPacking().unpack(record), record);
    }

    void whatIsForgottenIsGoneFromTheTurn_data()
    {
        QTest::addColumn<int>("left");
        QTest::addColumn<bool>("changed");
        QTest::newRow("all") << 0 << false;
        QTest::newRow("the end") << 20 << false;
        QTest::newRow("one message") << 100 << true;
        QTest::newRow("the state") << -1 << false;
    }
    void whatIsForgottenIsGoneFromTheTurn()
    {
        QFETCH(int, left);
        QFETCH(bool, changed);
        const QJsonArray conversation = conversationOf(100);
        const TurnRecord turn = turnAfter(conversation);
        const QJsonObject packed = packedWith(stateWith(conversation), turn);
        QVERIFY(!QJsonDocument(packed).toJson().contains("message 7 "));
        QJsonArray rest = conversation;
        while (rest.size() > std::max(left, 0))
            rest.removeLast();
        if (changed)
            rest[50] = messageOf(u"user"_s, u"another"_s);
        const StackRecord state = stateWith(rest);
        const QJsonObject record = (left < 0 ? TurnPacking() : TurnPacking(state)).unpack(packed);
        const TurnRecord read = TurnRecord::fromJson(record);
        QCOMPARE(read.answer, turn.answer);
        QCOMPARE(read.nodes.size(), turn.nodes.size());
        const QJsonArray messages = read.nodes.at(2).props.value(u"messages"_s).toArray();
        QCOMPARE(messages.at(0).toObject(),
                 messageOf(u"system"_s, u"[100 messages no longer kept]"_s));
        QCOMPARE(messages.at(1).toObject(), messageOf(u"user"_s, turn.question));
        QCOMPARE(messages.size(), 4);
    }

    void damagedReferencesAreNoMessages_data()
    {
        QTest::addColumn<QByteArray>("element");
        for (const char *each :
             {R"({"$run":{}})", R"({"$run":5})", R"({"$shared":0})", R"({"$shared":-1})",
              R"({"$run":{"node":"chat.memory","member":"messages","from":-1,"n":5,"hash":"0"}})",
              R"({"$run":{"node":"chat.memory","member":"messages","from":0,"n":1e18}})",
              R"({"$run":{"node":"chat.memory","member":"messages","from":9e18,"n":9e18}})",
              R"({"$literal":null})", R"({"$other":{}})"})
            QTest::newRow(each) << QByteArray(each);
    }
    void damagedReferencesAreNoMessages()
    {
        QFETCH(QByteArray, element);
        const StackRecord state = stateWith(conversationOf(10));
        const QByteArray text = R"({"id":"t","nodes":[{"id":"a","path":["a"],"props":{"m":[)"
            + element + "," + element + "]}}]}";
        const QJsonObject record =
            TurnPacking(state).unpack(QJsonDocument::fromJson(text).object());
        QCOMPARE(TurnRecord::fromJson(record).id, u"t"_s);
        QVERIFY(sizeOf(record) < 1000);
    }

    void clockSetBackDropsNoNewTurn()
    {
        TurnFolder folder = open();
        for (int i = 0; i < 3; ++i)
            VERIFY_OK(folder.save(turnNamed(u"old-%1"_s.arg(i), 100'000 + i), 3, 0, {}));
        VERIFY_OK(folder.save(turnNamed(u"new-1"_s, 5000), 3, 0, {}));
        VERIFY_OK(folder.save(turnNamed(u"new-2"_s, 5001), 3, 0, {}));
        QCOMPARE(idsIn(folder), QStringList({u"old-2"_s, u"new-1"_s, u"new-2"_s}));
        QCOMPARE(folder.read({})->last().endedAt, 5001);
    }

    void turnsTooOldAreDropped()
    {
        TurnFolder folder = open();
        for (int i = 0; i < 5; ++i)
            VERIFY_OK(folder.save(turnNamed(u"t%1"_s.arg(i), 1000 * i), 0, 0, {}));
        QCOMPARE(idsIn(folder).size(), 5);
        VERIFY_OK(folder.save(turnNamed(u"t5"_s, 5000), 0, 2500, {}));
        QCOMPARE(idsIn(folder), QStringList({u"t3"_s, u"t4"_s, u"t5"_s}));
        // The newest one stays, however old it is.
        VERIFY_OK(folder.save(turnNamed(u"t6"_s, 6000), 1, 1'000'000, {}));
        QCOMPARE(idsIn(folder), QStringList(u"t6"_s));
    }

    void chosenTurnsAreRemoved()
    {
        TurnFolder folder = open();
        for (const QString &id : {u"a"_s, u"b/c d"_s, u"e"_s})
            VERIFY_OK(folder.save(turnNamed(id, 1), 9, 0, {}));
        VERIFY_OK(folder.remove({u"b/c d"_s, u"nobody"_s}));
        QCOMPARE(idsIn(folder), QStringList({u"a"_s, u"e"_s}));
        VERIFY_OK(folder.remove({}));
        QVERIFY(!QDir(path()).exists());
        VERIFY_OK(folder.remove({}));
    }

    void aTurnCostsItself()
    {
        TurnFolder folder = open();
        const QJsonArray conversation = conversationOf(500);
        const StackRecord state = stateWith(conversation);
        QElapsedTimer timer;
        double ms = 0;
        for (int i = 0; i < 60; ++i) {
            const TurnRecord turn = turnAfter(conversation, u"turn-%1"_s.arg(i));
            *m_log = {};
            timer.restart();
            VERIFY_OK(folder.save(turn, 50, 0, TurnPacking(state)));
            ms += static_cast<double>(timer.nsecsElapsed()) / 1e6;
            QCOMPARE(m_log->replaces, 1);
            // Its directory's name once, the file's name besides.
            QCOMPARE(m_log->syncs, i == 0 ? 2 : 1);
            QVERIFY2(m_log->bytes < 9000, qPrintable(QString::number(m_log->bytes)));
        }
        timer.restart();
        const auto turns = folder.read(TurnPacking(state));
        const double readMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        VERIFY_OK(turns);
        QCOMPARE(turns->size(), 50);
        QCOMPARE(turns->last().toJson(), turnAfter(conversation, u"turn-59"_s).toJson());
        qInfo("a turn at 500 messages: %lld bytes, %.1f ms; 50 of them read in %.1f ms",
              m_log->bytes, ms / 60, readMs);
        QVERIFY(readMs < 1000);
    }
};

QTEST_GUILESS_MAIN(TestTurnFolder)
#include "tst_turnfolder.moc"
