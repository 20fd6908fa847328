// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/memoryconstructs.h"
#include "core/provider/chat/memorylog.h"
#include "core/provider/chat/setstoreconstruct.h"
#include "tests/support/fakehost.h"

#include <QJsonDocument>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestMemoryConstructs : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeHost> host;
    MemoryConstruct memory;
    AddMessagesConstruct addOne{AddMessagesConstruct::Form::One};
    AddMessagesConstruct addMany{AddMessagesConstruct::Form::Many};
    SetStoreConstruct setStore;

    static QJsonArray said(const QStringList &contents)
    {
        QJsonArray messages;
        for (const QString &content : contents)
            messages.append(QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, content}});
        return messages;
    }
    Result<ApplyResult> makeMemory(const QJsonObject &props = {})
    {
        return host->apply(memory, {u"memory"_s}, u"Memory"_s, props);
    }
    Result<ApplyResult> add(const QString &node, const QStringList &contents,
                            const QJsonValue &once = QJsonValue::Undefined)
    {
        QJsonObject props{{u"memoryId"_s, u"memory"_s}, {u"newMessages"_s, said(contents)}};
        if (!once.isUndefined())
            props.insert(u"once"_s, once);
        return host->apply(addMany, {node}, u"AddMessages"_s, props);
    }
    QJsonArray shown() const { return host->outputs(u"memory"_s).value("messages"_L1).toArray(); }
    QJsonArray kept() const
    {
        return host->node(u"memory"_s)->store.value("messages"_L1).toArray();
    }

private Q_SLOTS:
    void init()
    {
        host = std::make_unique<FakeHost>();
        for (ConstructHandler *handler :
             std::initializer_list<ConstructHandler *>{&memory, &addOne, &addMany, &setStore})
            handler->start(*host);
        QVERIFY(makeMemory().ok());
    }

    void appendsAndCounts()
    {
        QCOMPARE(add(u"x"_s, {u"a"_s, u"b"_s})->outputs.value("added"_L1).toInt(), 2);
        QVERIFY(
            host->apply(
                    addOne, {u"y"_s}, u"AddMessage"_s,
                    {{u"memoryId"_s, u"memory"_s}, {u"role"_s, u"user"_s}, {u"content"_s, u"b"_s}})
                .ok());
        QCOMPARE(shown(), said({u"a"_s, u"b"_s, u"b"_s}));
    }

    void withoutOnceANodeAppendsOncePerLife()
    {
        QVERIFY(add(u"x"_s, {u"a"_s}).ok());
        QVERIFY(add(u"x"_s, {u"a"_s}).ok());
        QCOMPARE(shown(), said({u"a"_s}));
        // What is ignored changes nothing either.
        QVERIFY(host->apply(addMany, {u"x"_s}, u"AddMessages"_s,
                            {{u"memoryId"_s, u"memory"_s},
                             {u"newMessages"_s, said({u"a"_s})},
                             {u"currentMessages"_s, said({u"z"_s})}})
                    .ok());
        QCOMPARE(shown(), said({u"a"_s}));
        QVERIFY(!addMany.type().prop(u"currentMessages"_s)->compared);
        // Another node may say the same again, and changed words are new words.
        QVERIFY(add(u"y"_s, {u"a"_s}).ok());
        QVERIFY(add(u"x"_s, {u"c"_s}).ok());
        QCOMPARE(shown(), said({u"a"_s, u"a"_s, u"c"_s}));
    }

    void withOnceAnAppendReplacesTheEarlierOne()
    {
        QVERIFY(add(u"x"_s, {u"a"_s, u"b"_s}, u"turn-1"_s).ok());
        QVERIFY(add(u"y"_s, {u"c"_s}, u"turn-2"_s).ok());
        QVERIFY(add(u"z"_s, {u"d"_s}, u"turn-1"_s).ok());
        QCOMPARE(shown(), said({u"d"_s, u"c"_s}));
        QCOMPARE(kept().first()["once"_L1].toString(), u"turn-1"_s);
        QVERIFY(!shown().first().toObject().contains("once"_L1));
    }

    void theWindowShowsTheLastAndAllAreKept()
    {
        QVERIFY(add(u"x"_s, {u"a"_s, u"b"_s, u"c"_s}).ok());
        QVERIFY(makeMemory({{u"windowSize"_s, 2}}).ok());
        QCOMPARE(shown(), said({u"b"_s, u"c"_s}));
        QVERIFY(add(u"y"_s, {u"d"_s}).ok());
        QCOMPARE(shown(), said({u"c"_s, u"d"_s}));
        QVERIFY(makeMemory().ok());
        QCOMPARE(shown(), said({u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    }

    /// user, a call of two tools with their results, assistant.
    static QJsonArray turnWithTools(const QString &name)
    {
        const auto message = [](const QString &role, const QString &content) {
            return QJsonObject{{u"role"_s, role}, {u"content"_s, content}};
        };
        QJsonObject call = message(u"assistant"_s, name + u" calls"_s);
        call.insert(u"tool_calls"_s, QJsonArray{u"one"_s, u"two"_s});
        return {message(u"user"_s, name), call, message(u"tool"_s, u"one"_s),
                message(u"tool"_s, u"two"_s), message(u"assistant"_s, name + u" says"_s)};
    }
    QStringList rolesShown() const
    {
        QStringList roles;
        const QJsonArray messages = shown();
        for (const QJsonValue &message : messages)
            roles += message["role"_L1].toString().left(1);
        return roles;
    }

    void theWindowNeverPartsACallAndItsResults_data()
    {
        QTest::addColumn<int>("windowSize");
        QTest::addColumn<QString>("roles");
        QTest::newRow("1") << 1 << u"a"_s;
        QTest::newRow("2") << 2 << u"a"_s;
        QTest::newRow("3") << 3 << u"a"_s;
        QTest::newRow("4") << 4 << u"atta"_s;
        QTest::newRow("5") << 5 << u"uatta"_s;
        QTest::newRow("8") << 8 << u"auatta"_s;
        QTest::newRow("9") << 9 << u"attauatta"_s;
        QTest::newRow("0") << 0 << u"uattauatta"_s;
    }
    void theWindowNeverPartsACallAndItsResults()
    {
        QFETCH(int, windowSize);
        QFETCH(QString, roles);
        for (const QString &name : {u"x"_s, u"y"_s})
            QVERIFY(
                host->apply(addMany, {name}, u"AddMessages"_s,
                            {{u"memoryId"_s, u"memory"_s}, {u"newMessages"_s, turnWithTools(name)}})
                    .ok());
        QVERIFY(makeMemory({{u"windowSize"_s, windowSize}}).ok());
        QCOMPARE(rolesShown().join(QString()), roles);
        QCOMPARE(kept().size(), 10);
    }

    void theLastExchangeIsShownWhateverItTakes()
    {
        QJsonArray turn = turnWithTools(u"x"_s);
        turn.removeLast();
        QVERIFY(host->apply(addMany, {u"x"_s}, u"AddMessages"_s,
                            {{u"memoryId"_s, u"memory"_s}, {u"newMessages"_s, turn}})
                    .ok());
        QVERIFY(makeMemory({{u"windowSize"_s, 1}, {u"windowTokens"_s, 1}}).ok());
        QCOMPARE(rolesShown().join(QString()), u"att"_s);
    }

    void theWindowCountsTokens()
    {
        // {"content":"…","role":"user"}: 28 bytes and the words.
        QVERIFY(add(u"x"_s, {QString(12, u'a'), QString(12, u'b'), QString(12, u'c')}).ok());
        QCOMPARE(MemoryLog::tokens(shown().first().toObject()), 10);
        QVERIFY(makeMemory({{u"windowTokens"_s, 20}}).ok());
        QCOMPARE(shown().size(), 2);
        QVERIFY(makeMemory({{u"windowTokens"_s, 29}}).ok());
        QCOMPARE(shown().size(), 2);
        QVERIFY(makeMemory({{u"windowTokens"_s, 30}}).ok());
        QCOMPARE(shown().size(), 3);
        QVERIFY(makeMemory({{u"windowTokens"_s, 30}, {u"windowSize"_s, 1}}).ok());
        QCOMPARE(shown().size(), 1);
    }

    void whatTheSystemIsToldIsFirstAndNotKept()
    {
        const QJsonObject props{{u"system"_s, u"Be brief."_s}, {u"windowSize"_s, 1}};
        QVERIFY(makeMemory(props).ok());
        QCOMPARE(rolesShown(), QStringList{u"s"_s});
        QVERIFY(add(u"x"_s, {u"a"_s, u"b"_s}).ok());
        QCOMPARE(rolesShown().join(QString()), u"su"_s);
        QCOMPARE(shown().first()["content"_L1].toString(), u"Be brief."_s);
        QCOMPARE(kept().size(), 2);
        QVERIFY(makeMemory().ok());
        QCOMPARE(shown(), said({u"a"_s, u"b"_s}));
    }

    void keepsOnlySoManyWhenToldTo()
    {
        QVERIFY(makeMemory({{u"keep"_s, 3}}).ok());
        QVERIFY(add(u"x"_s, {u"a"_s, u"b"_s}).ok());
        QVERIFY(add(u"y"_s, {u"c"_s, u"d"_s}).ok());
        QCOMPARE(kept().size(), 3);
        QCOMPARE(shown(), said({u"b"_s, u"c"_s, u"d"_s}));
        QVERIFY(makeMemory({{u"keep"_s, 1}}).ok());
        QCOMPARE(kept().size(), 1);
        // Never a result without its call.
        QVERIFY(makeMemory({{u"keep"_s, 3}}).ok());
        QVERIFY(
            host->apply(addMany, {u"z"_s}, u"AddMessages"_s,
                        {{u"memoryId"_s, u"memory"_s}, {u"newMessages"_s, turnWithTools(u"z"_s)}})
                .ok());
        QCOMPARE(rolesShown(), QStringList{u"a"_s});
    }

    void theSameWordsSaidTwiceAreKeptTwice()
    {
        for (const QString &turn : {u"t1"_s, u"t2"_s})
            QVERIFY(add(turn, {u"yes"_s, u"yes"_s}, turn).ok());
        QCOMPARE(shown(), said({u"yes"_s, u"yes"_s, u"yes"_s, u"yes"_s}));
    }

    void takesOverTheMessagesOfAnOldRecord()
    {
        NodeRecord old = *host->node(u"memory"_s);
        old.store = {};
        old.outputs = QJsonObject{{u"id"_s, u"memory"_s}, {u"messages"_s, said({u"a"_s, u"b"_s})}};
        host->records.put(old);
        // Not materialised: an append finds them as well.
        QVERIFY(add(u"x"_s, {u"c"_s}).ok());
        QCOMPARE(shown(), said({u"a"_s, u"b"_s, u"c"_s}));
        host->records.put(old);
        QVERIFY(makeMemory({{u"windowSize"_s, 1}}).ok());
        QCOMPARE(shown(), said({u"b"_s}));
        QCOMPARE(kept(), said({u"a"_s, u"b"_s}));
    }

    void refuses()
    {
        QCOMPARE(host->apply(addMany, {u"x"_s}, u"AddMessages"_s,
                             {{u"memoryId"_s, u"nobody"_s}, {u"newMessages"_s, QJsonArray()}})
                     .error()
                     .code,
                 ErrorCode::InvalidProps);
        QCOMPARE(host->apply(addMany, {u"x"_s}, u"AddMessages"_s,
                             {{u"memoryId"_s, u"memory"_s}, {u"newMessages"_s, QJsonArray{1}}})
                     .error()
                     .code,
                 ErrorCode::InvalidProps);
    }

    void setsStoreValues()
    {
        host->stores[u"counter"_s] = {{u"count"_s, 0}, {u"name"_s, u"n"_s}};
        const auto set = [&](const QJsonObject &props) {
            return host->apply(setStore, {u"set"_s}, u"SetStore"_s, props);
        };
        const auto one =
            set({{u"storeId"_s, u"counter"_s}, {u"key"_s, u"count"_s}, {u"value"_s, 5}});
        const QJsonObject expected{{u"count"_s, 5}, {u"name"_s, u"n"_s}};
        QCOMPARE(one->outputs, expected);
        QCOMPARE(host->stores.value(u"counter"_s), expected);
        QVERIFY(set({{u"storeId"_s, u"counter"_s}, {u"value"_s, QJsonObject{{u"name"_s, u"m"_s}}}})
                    .ok());
        QCOMPARE(host->stores.value(u"counter"_s).value("name"_L1).toString(), u"m"_s);
        QVERIFY(!set({{u"storeId"_s, u"nobody"_s}, {u"key"_s, u"a"_s}, {u"value"_s, 1}}).ok());
        QVERIFY(!set({{u"storeId"_s, u"counter"_s}, {u"value"_s, 1}}).ok());
    }
};

QTEST_GUILESS_MAIN(TestMemoryConstructs)
#include "tst_memoryconstructs.moc"
