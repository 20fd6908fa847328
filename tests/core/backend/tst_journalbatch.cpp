// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/journal/crc32c.h"
#include "core/backend/file/journal/journalbatch.h"
#include "core/backend/file/journal/valuepacker.h"
#include "core/backend/file/journal/valueunpacker.h"
#include "tests/core/backend/answers.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// What a reader gets: the batch as its text says it.
QJsonObject readAgain(const QJsonObject &batch)
{
    return QJsonDocument::fromJson(textOf(batch)).object();
}

QJsonObject message(const QString &role, const QString &content)
{
    return {{u"role"_s, role}, {u"content"_s, content}};
}

/// Random states, and random changes like those of a run.
class Lots {
public:
    explicit Lots(quint32 seed)
        : m_random(seed)
    {
    }

    int below(int limit) { return int(m_random.bounded(limit)); }

    QString text()
    {
        static const QStringList words{u"hi"_s, u"ok"_s, u"$copy"_s, u"ü"_s, QString(90, u'x')};
        return below(2) ? words.at(below(5)) : QString::number(below(30)).repeated(below(60));
    }

    QJsonValue value(int depth = 0)
    {
        switch (below(depth > 3 ? 4 : 8)) {
        case 0:
            return QJsonValue::Null;
        case 1:
            return below(9) * 0.5;
        case 2:
            return below(2) == 1;
        case 3:
        case 4:
            return text();
        case 5:
            return array(depth);
        default:
            return object(depth);
        }
    }

    QJsonArray array(int depth)
    {
        QJsonArray result;
        for (int i = below(7); i > 0; --i)
            result.append(below(2) ? QJsonValue(message(u"user"_s, text())) : value(depth + 1));
        return result;
    }

    QJsonObject object(int depth)
    {
        static const QStringList keys{u"a"_s,     u"b"_s,    u"messages"_s,
                                      u"$join"_s, u"$lit"_s, u"$x"_s};
        QJsonObject result;
        for (int i = below(4); i > 0; --i)
            result.insert(keys.at(below(6)), value(depth + 1));
        return result;
    }

    /// The same list, as a conversation goes on: appended to, its beginning gone, one changed.
    QJsonArray goneOn(QJsonArray list)
    {
        for (int i = below(3); i > 0; --i)
            list.append(message(u"assistant"_s, text()));
        if (below(3) == 0 && !list.isEmpty())
            list.removeFirst();
        if (below(4) == 0 && !list.isEmpty())
            list.replace(below(int(list.size())), value(1));
        if (below(4) == 0)
            list.insert(below(int(list.size()) + 1), value(1));
        return list;
    }

    QJsonObject changed(const QJsonObject &object)
    {
        QJsonObject result = object;
        if (below(2)) {
            result.insert(u"messages"_s,
                          goneOn(below(3) ? object.value(u"messages"_s).toArray() : m_list));
            m_list = result.value(u"messages"_s).toArray();
        }
        if (below(3) == 0)
            result.insert(u"other"_s, value());
        if (below(5) == 0 && !result.isEmpty())
            result.remove(result.keys().first());
        return result;
    }

    void change(StackRecord &state, StateChange &change)
    {
        for (int i = 1 + below(4); i > 0; --i) {
            const QList<NodeRecord> nodes = state.nodes();
            if (below(5) == 0 && !nodes.isEmpty()) {
                const NodeId id = nodes.at(below(int(nodes.size()))).id;
                state.remove(id);
                change.removed.append(id);
                change.put.removeAll(id);
                continue;
            }
            NodeRecord node;
            if (below(2) && !nodes.isEmpty()) {
                node = nodes.at(below(int(nodes.size())));
            } else {
                node.id = nodes.isEmpty() || below(4) == 0
                    ? NodeId::root(u"r%1"_s.arg(below(9)))
                    : nodes.at(below(int(nodes.size()))).id.child(u"a.%1"_s.arg(below(9)));
                node.constructType = u"Tool"_s;
                if (const NodeRecord *known = state.find(node.id))
                    node = *known;
            }
            node.props = changed(node.props);
            if (below(2))
                node.outputs = changed(node.outputs.value_or(QJsonObject()));
            if (below(4) == 0)
                node.outputs.reset();
            if (below(2))
                node.store = changed(node.store);
            if (below(6) == 0)
                node.props.insert(u"id"_s, node.id.toString().repeated(1 + below(2)));
            node.state = static_cast<NodeState>(below(6));
            node.appliedAt = below(1000);
            node.pinned = node.outputs && below(4) == 0;
            node.cause.sourceNode = below(2) ? node.id.parent().toString() : QString();
            if (below(5) == 0)
                node.error = Error{ErrorCode::IoError, text(), {}, {}};
            if (below(5) == 0)
                node.unknown = {{u"theirs"_s, value()}};
            state.put(node);
            if (!change.put.contains(node.id))
                change.put.append(node.id);
        }
        if (below(3) == 0) {
            state.stores.insert(u"s%1"_s.arg(below(3)), changed({}));
            change.stores = true;
        }
        if (below(3) == 0) {
            const QString name = u"l%1"_s.arg(below(3));
            if (below(3))
                state.latches.insert(name, {text(), text(), below(3) ? value() : QJsonValue()});
            else
                state.latches.remove(name);
            change.latches.append(name);
        }
        state.status = static_cast<StackStatus>(below(4));
        state.lastDeployedAt = below(5);
        state.applyingNodeIds = below(2) && state.nodeCount()
            ? QStringList{state.nodes().last().id.toString(), u"nobody"_s}
            : QStringList();
    }

private:
    QRandomGenerator m_random;
    QJsonArray m_list;
};

bool same(const NumberedState &base, const StackRecord &state)
{
    return textOf(toJson(base.toRecord())) == textOf(toJson(state));
}

/// A chat stack with so many messages in its memory.
StackRecord chat(int messages, bool sameWords = false)
{
    StackRecord state = stackWith(u"agent"_s, 3);
    QJsonArray list;
    for (int i = 0; i < messages; ++i)
        list.append(message(i % 2 ? u"user"_s : u"assistant"_s,
                            u"message number %1 of this conversation, and what else there is"_s.arg(
                                sameWords ? 0 : i)));
    NodeRecord memory = nodeNamed({u"parent"_s, u"memory"_s});
    memory.outputs = QJsonObject{{u"messages"_s, list}};
    memory.store = {{u"messages"_s, list}};
    state.put(memory);
    return state;
}

} // namespace

class TestJournalBatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void checksumIsCastagnolis()
    {
        QCOMPARE(crc32c("123456789"), 0xe3069283U);
        QCOMPARE(crc32c(""), 0U);
        QCOMPARE(crc32c(QByteArray(32, '\0')), 0x8a9136aaU);
    }

    void readersGetWhatWasSaved_data()
    {
        QTest::addColumn<bool>("poisoned");
        QTest::newRow("hints as they are") << false;
        QTest::newRow("hints that are wrong") << true;
    }
    void readersGetWhatWasSaved()
    {
        QFETCH(bool, poisoned);
        for (quint32 seed = 1; seed <= 150; ++seed) {
            Lots lots(seed);
            StackRecord state = stackWith(u"agent"_s, lots.below(4));
            NumberedState writer(state);
            NumberedState reader(state);
            ValueHints hints;
            for (int round = 0; round < 20; ++round) {
                StateChange change;
                lots.change(state, change);
                if (poisoned) {
                    for (int i = 0; i < 20; ++i)
                        hints.add(lots.value(),
                                  {{lots.below(8) - 1, u"props"_s, u"messages"_s}, lots.below(5)});
                }
                const QJsonObject batch = makeBatch(writer, hints, state, change);
                const QString complaint = applyBatch(reader, readAgain(batch));
                QVERIFY2(complaint.isEmpty(),
                         qPrintable(u"%1/%2: %3 %4"_s.arg(seed).arg(round).arg(
                             complaint, QString::fromUtf8(textOf(batch)))));
                QVERIFY2(same(writer, state), qPrintable(u"writer %1/%2"_s.arg(seed).arg(round)));
                QVERIFY2(same(reader, state),
                         qPrintable(u"%1/%2: %3"_s.arg(seed).arg(round).arg(
                             QString::fromUtf8(textOf(batch)))));
            }
            NumberedState whole(stackWith(u"other"_s, 2));
            whole.head().stackName = u"agent"_s;
            NumberedState made;
            QCOMPARE(applyBatch(whole, readAgain(makeWholeBatch(made, hints, state))), QString());
            QVERIFY(same(whole, state));
        }
    }

    void nothingNewCostsNothing()
    {
        StackRecord state = chat(100);
        NumberedState base(state);
        ValueHints hints;
        StateChange change;
        for (const NodeRecord &node : state.nodes())
            change.put.append(node.id);
        QCOMPARE(makeBatch(base, hints, state, change), QJsonObject());
    }

    void oneChangedPropCostsThatProp()
    {
        StackRecord state = stackWith(u"agent"_s, 3000);
        NumberedState base(state);
        ValueHints hints;
        NodeRecord node = state.nodes().at(1234);
        node.props.insert(u"name"_s, u"new"_s);
        state.put(node);
        const QByteArray text =
            textOf(makeBatch(base, hints, state, {false, {node.id}, {}, {}, {}}));
        QVERIFY2(text.size() < 70, text);
    }

    void conversationIsReferredToNotRepeated_data()
    {
        QTest::addColumn<bool>("sameWords");
        QTest::newRow("each message another") << false;
        QTest::newRow("the same words again and again") << true;
    }
    void conversationIsReferredToNotRepeated()
    {
        QFETCH(bool, sameWords);
        StackRecord state = chat(500, sameWords);
        NumberedState writer(state);
        NumberedState reader(state);
        ValueHints hints;
        const NodeId memoryId = state.nodes().last().id;
        for (int turn = 0; turn < 20; ++turn) {
            const int said = sameWords ? 0 : turn;
            const QString question = u"question %1: "_s.arg(said) + QString(200, u'q');
            const QString answer = u"answer %1: "_s.arg(said) + QString(300, u'a');
            NodeRecord memory = *state.find(memoryId);
            QJsonArray list = memory.outputs->value(u"messages"_s).toArray();
            qsizetype bytes = 0;
            const auto save = [&](const StateChange &change) {
                const QJsonObject batch = makeBatch(writer, hints, state, change);
                bytes += textOf(batch).size();
                QCOMPARE(applyBatch(reader, readAgain(batch)), QString());
            };
            list.append(message(u"user"_s, question));
            NodeRecord model = nodeNamed({u"parent"_s, u"completion-%1"_s.arg(turn)});
            model.props = {{u"messages"_s, list}};
            model.outputs.reset();
            state.put(model);
            state.latches.insert(u"latch"_s,
                                 {u"text"_s, u"tracked"_s, memory.outputs->value(u"messages"_s)});
            save({false, {model.id}, {}, {}, {u"latch"_s}});
            model.outputs = QJsonObject{{u"content"_s, answer}};
            state.put(model);
            save({false, {model.id}, {}, {}, {}});
            list.append(message(u"assistant"_s, answer));
            NodeRecord append = nodeNamed({u"parent"_s, u"append-%1"_s.arg(turn)});
            append.props = {{u"newMessages"_s, QJsonArray{list.at(list.size() - 2), list.last()}}};
            if (!sameWords)
                list.removeFirst(); // a window
            memory.outputs = QJsonObject{{u"messages"_s, list}};
            QJsonArray all = memory.store.value(u"messages"_s).toArray();
            for (QJsonObject each :
                 {message(u"user"_s, question), message(u"assistant"_s, answer)}) {
                each.insert(u"once"_s, turn);
                all.append(each);
            }
            memory.store = {{u"messages"_s, all}};
            state.put(append);
            state.put(memory);
            save({false, {append.id, memory.id}, {}, {}, {}});
            state.remove(model.id);
            state.remove(append.id);
            save({false, {}, {model.id, append.id}, {}, {}});
            QVERIFY(same(reader, state));
            // Question and answer are 500 characters.
            QVERIFY2(bytes < 3500, qPrintable(u"turn %1: %2"_s.arg(turn).arg(bytes)));
        }
    }

    void conversationOfRepeatedWordsIsReferredToToo()
    {
        StackRecord state = chat(0);
        NodeRecord memory = state.nodes().last();
        QJsonArray list;
        for (int i = 0; i < 500; ++i)
            list.append(message(i % 2 ? u"assistant"_s : u"user"_s, i % 2 ? u"Hello!"_s : u"hi"_s));
        for (int i = 0; i < 40; ++i) {
            list.append(message(u"user"_s, u"Who was Ada Lovelace?"_s));
            list.append(message(u"assistant"_s, u"A mathematician."_s));
        }
        memory.outputs = QJsonObject{{u"messages"_s, list}};
        state.put(memory);
        NumberedState base(state);
        ValueHints hints;
        NodeRecord model = nodeNamed({u"parent"_s, u"completion"_s});
        list.append(message(u"user"_s, u"Who was Ada Lovelace?"_s));
        model.props = {{u"messages"_s, list}};
        state.put(model);
        const QByteArray text =
            textOf(makeBatch(base, hints, state, {false, {model.id}, {}, {}, {}}));
        QVERIFY2(text.size() < 500, text);
    }

    void chainCostsItsSegments()
    {
        StackRecord state;
        state.stackName = u"chain"_s;
        NodeId id;
        QString before;
        for (int i = 0; i < 2000; ++i) {
            id = id.isNull() ? NodeId::root(u"tool-0"_s) : id.child(u"tool-%1"_s.arg(i));
            NodeRecord node;
            node.id = id;
            node.constructType = u"Tool"_s;
            node.props = {{u"parent"_s, before}};
            before = id.toString();
            node.outputs = QJsonObject{{u"id"_s, before}};
            node.cause.sourceNode = id.parent().toString();
            state.put(node);
        }
        NumberedState base;
        ValueHints hints;
        QElapsedTimer timer;
        timer.start();
        const QByteArray text = textOf(makeWholeBatch(base, hints, state));
        qInfo("2,000 deep: %lld bytes in %lld ms", qint64(text.size()), timer.restart());
        QVERIFY(text.size() < 500'000);
        NumberedState reader;
        reader.head().stackName = u"chain"_s;
        QCOMPARE(applyBatch(reader, QJsonDocument::fromJson(text).object()), QString());
        qInfo("read in %lld ms", timer.elapsed());
        QVERIFY(reader.toRecord().nodes() == state.nodes());
    }

    void referencesThatLeadNowhereAreTold_data()
    {
        QTest::addColumn<QByteArray>("batch");
        QTest::newRow("no such node") << QByteArray(R"({"put":[{"n":7,"d":{}}]})");
        QTest::newRow("gone") << QByteArray(R"({"gone":[9]})");
        QTest::newRow("no id") << QByteArray(
            R"({"put":[{"is":{"constructType":"T","props":{}}}]})");
        QTest::newRow("no parent")
            << QByteArray(R"({"put":[{"new":"a","in":5,"is":{"constructType":"T","props":{}}}]})");
        QTest::newRow("twice") << QByteArray(
            R"({"put":[{"new":"tool-0","path":["parent"],"is":{"constructType":"T","props":{}}}]})");
        QTest::newRow("copy") << QByteArray(
            R"({"put":[{"n":0,"d":{"set":{"props":{"a":{"$copy":[0,"props","b"]}}}}}]})");
        QTest::newRow("run too long") << QByteArray(
            R"({"put":[{"n":0,"d":{"in":{"props":{"set":{"a":{"$join":[{"of":[0,"props","l"],"from":0,"n":9}]}}}}}}]})");
        QTest::newRow("no run") << QByteArray(
            R"({"put":[{"n":0,"d":{"in":{"props":{"set":{"a":{"$join":[7]}}}}}}]})");
        QTest::newRow("id") << QByteArray(
            R"({"put":[{"n":0,"d":{"in":{"props":{"set":{"a":{"$id":44}}}}}}]})");
        QTest::newRow("kind") << QByteArray(
            R"({"put":[{"n":0,"d":{"in":{"props":{"set":{"a":{"$new":1}}}}}}]})");
        QTest::newRow("into a text") << QByteArray(
            R"({"put":[{"n":0,"d":{"in":{"props":{"in":{"name":{"set":{"a":1}}}}}}}]})");
        QTest::newRow("type") << QByteArray(R"({"put":[{"n":0,"d":{"set":{"props":5}}}]})");
    }
    void referencesThatLeadNowhereAreTold()
    {
        QFETCH(QByteArray, batch);
        NumberedState base(stackWith(u"agent"_s, 2));
        QJsonParseError error;
        const QJsonObject object = QJsonDocument::fromJson(batch, &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QVERIFY(!applyBatch(base, object).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestJournalBatch)
#include "tst_journalbatch.moc"
