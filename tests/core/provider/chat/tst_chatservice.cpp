// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/provider/chat/chatfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestChatService : public QObject {
    Q_OBJECT

    static std::optional<Result<ChatTurn>> post(ChatFixture &f, const QString &message,
                                                const QString &id, const QString &session = {})
    {
        std::optional<Result<ChatTurn>> outcome;
        f.chat.post(f.id, {message, session, id},
                    [&](const Result<ChatTurn> &turn) { outcome = turn; });
        return outcome;
    }

private Q_SLOTS:
    void aMessageIsAcceptedWhenItIsStored()
    {
        ChatFixture f;
        QCOMPARE(f.chat.handlers(), QStringList{f.id});
        std::optional<ChatTurn> accepted;
        f.host.holdSaves = true;
        f.chat.post(f.id, {u"hi"_s, {}, u"a"_s},
                    [&](const Result<ChatTurn> &turn) { accepted = *turn; });
        QVERIFY(!accepted);
        f.host.releaseSaves();
        QVERIFY(accepted);
        QCOMPARE(accepted->state, ChatTurn::State::Running);
        QCOMPARE(accepted->session, u"default"_s);
        QCOMPARE(f.pendingId(), u"a"_s);
        QCOMPARE(f.host.events.first().kind, u"message"_s);
        QCOMPARE(f.host.events.first().id, u"a"_s);
        QCOMPARE(f.host.audits, QStringList{u"turn_accepted"_s});
    }

    void aSaveThatFailsIsTold()
    {
        ChatFixture f;
        f.host.saveError = Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
        const auto outcome = post(f, u"hi"_s, u"a"_s);
        QVERIFY(outcome && !outcome->ok());
        QCOMPARE(outcome->error().code, ErrorCode::DiskFull);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("session");
        QTest::newRow("empty") << QString() << u"a"_s << QString();
        QTest::newRow("blank") << u" \n"_s << u"a"_s << QString();
        QTest::newRow("id with dot") << u"hi"_s << u"a.b"_s << QString();
        QTest::newRow("id with newline") << u"hi"_s << u"a\n"_s << QString();
        QTest::newRow("id too long") << u"hi"_s << QString(65, u'a') << QString();
        QTest::newRow("session too long") << u"hi"_s << u"a"_s << QString(129, u'a');
        QTest::newRow("session with control") << u"hi"_s << u"a"_s << u"a\u0001"_s;
    }
    void refuses()
    {
        QFETCH(QString, message);
        QFETCH(QString, id);
        QFETCH(QString, session);
        ChatFixture f;
        const auto outcome = post(f, message, id, session);
        QVERIFY(outcome && !outcome->ok());
        QCOMPARE(outcome->error().code, ErrorCode::InvalidArgument);
        QVERIFY(f.pendingId().isEmpty());
    }

    void messagesWaitInOrderAndTheQueueIsBounded()
    {
        ChatFixture f({{u"queueLimit"_s, 3}});
        for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
            QVERIFY(post(f, u"m"_s, id)->ok());
        QCOMPARE(post(f, u"m"_s, u"d"_s)->error().code, ErrorCode::QueueFull);
        for (const QString &id : {u"a"_s, u"b"_s, u"c"_s}) {
            QCOMPARE(f.pendingId(), id);
            QVERIFY(f.answer(id, {{u"content"_s, u"to "_s + id}}).ok());
        }
        QVERIFY(f.host.outputs(f.id).value("pending"_L1).isNull());
        QCOMPARE(f.host.turns.size(), 3);
        QCOMPARE(f.host.turns.last().answer, u"to c"_s);
    }

    void theNextMessageGoesInUnderItsOwnName()
    {
        ChatFixture f;
        post(f, u"m"_s, u"a"_s);
        post(f, u"m"_s, u"b"_s);
        QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"x"_s}}).ok());
        const auto it = std::find_if(f.host.patches.rbegin(), f.host.patches.rend(),
                                     [](const NodePatch &p) { return p.store.has_value(); });
        QVERIFY(it != f.host.patches.rend() && it->event);
        QCOMPARE(it->event->id, u"b"_s);
    }

    void eachSessionShowsItsOldest()
    {
        ChatFixture f;
        post(f, u"m"_s, u"a1"_s, u"A"_s);
        post(f, u"m"_s, u"a2"_s, u"A"_s);
        post(f, u"m"_s, u"b1"_s, u"B"_s);
        const auto shown = [&] {
            QStringList ids;
            const QJsonArray sessions = f.host.outputs(f.id).value("sessions"_L1).toArray();
            for (const QJsonValue &session : sessions)
                ids +=
                    session["id"_L1].toString() + u':' + session["pending"_L1]["id"_L1].toString();
            return ids;
        };
        QCOMPARE(shown(), (QStringList{u"A:a1"_s, u"B:b1"_s}));
        QVERIFY(f.answer(u"b1"_s, {{u"content"_s, u"x"_s}}).ok());
        QCOMPARE(shown(), (QStringList{u"A:a1"_s, u"B:"_s}));
        QVERIFY(f.answer(u"a1"_s, {{u"content"_s, u"x"_s}}).ok());
        QCOMPARE(shown(), (QStringList{u"A:a2"_s, u"B:"_s}));
    }

    /// How many sessions show a message.
    static int open(const ChatFixture &f)
    {
        int count = 0;
        const QJsonArray sessions = f.host.outputs(f.id).value("sessions"_L1).toArray();
        for (const QJsonValue &session : sessions)
            count += session["pending"_L1].isObject() ? 1 : 0;
        return count;
    }

    void whatIsHeldBackWaitsAndBeginsLater()
    {
        ChatFixture f;
        post(f, u"m"_s, u"a1"_s, u"A"_s);
        post(f, u"m"_s, u"b1"_s, u"B"_s);
        f.chat.holdBack({u"a1"_s});
        QCOMPARE(f.pendingId(), u"a1"_s);
        QCOMPARE(open(f), 1);
        post(f, u"m"_s, u"a2"_s, u"A"_s);
        QCOMPARE(f.chat.turn(f.id, u"a1"_s)->state, ChatTurn::State::Running);
        QVERIFY(f.answer(u"a1"_s, {{u"content"_s, u"x"_s}}).ok());
        QCOMPARE(f.pendingId(), QString());
        QCOMPARE(open(f), 0);
        QCOMPARE(f.chat.turn(f.id, u"b1"_s)->state, ChatTurn::State::Queued);
        QVERIFY(f.start()); // the handler is made anew meanwhile
        QCOMPARE(f.pendingId(), QString());
        QSignalSpy told(&f.chat, &ChatService::turnChanged);
        f.chat.letBegin();
        QCOMPARE(f.pendingId(), u"b1"_s);
        QCOMPARE(open(f), 2);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0][0].value<ChatTurn>().id, u"b1"_s);
        QCOMPARE(told[0][0].value<ChatTurn>().state, ChatTurn::State::Running);
        f.chat.letBegin();
        QCOMPARE(told.size(), 1);
    }

    void aRepeatedIdIsTheSameTurn()
    {
        ChatFixture f;
        post(f, u"m"_s, u"a"_s);
        QCOMPARE(post(f, u"m"_s, u"a"_s)->value().question, u"m"_s);
        QCOMPARE(post(f, u"other"_s, u"a"_s)->error().code, ErrorCode::AlreadyExists);
        QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"x"_s}}).ok());
        QCOMPARE(post(f, u"m"_s, u"a"_s)->value().answer, u"x"_s);
        QCOMPARE(post(f, u"other"_s, u"a"_s)->error().code, ErrorCode::AlreadyExists);
        QVERIFY(f.pendingId().isEmpty());
        QCOMPARE(f.chat.turns(f.id).size(), 1);
    }

    void anAnswerCountsWhenItIsStoredAndOnlyOnce()
    {
        ChatFixture f;
        post(f, u"m"_s, u"a"_s);
        QSignalSpy changed(&f.chat, &ChatService::turnChanged);
        f.host.holdSaves = true;
        QVERIFY(f.answer(u"a"_s, {{u"content"_s, QString()}}).ok());
        QCOMPARE(changed.size(), 0);
        f.host.releaseSaves();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().value<ChatTurn>().state, ChatTurn::State::Answered);
        const auto again = f.answer(u"a"_s, {{u"content"_s, u"other"_s}});
        QVERIFY(again.ok());
        QCOMPARE(again->outputs.value("sent"_L1), QJsonValue(false));
        QCOMPARE(f.chat.turn(f.id, u"a"_s)->answer, QString());
        QCOMPARE(changed.size(), 1);
    }

    void anErrorEndsTheTurnToo()
    {
        ChatFixture f;
        post(f, u"m"_s, u"a"_s);
        QVERIFY(f.answer(u"a"_s,
                         {{u"error"_s,
                           QJsonObject{{u"code"_s, u"model_failed"_s}, {u"message"_s, u"500"_s}}}})
                    .ok());
        const auto turn = f.chat.turn(f.id, u"a"_s);
        QCOMPARE(turn->state, ChatTurn::State::Failed);
        QCOMPARE(turn->error->code, ErrorCode::ModelFailed);
        QVERIFY(f.host.audits.contains(u"turn_failed"_s));
    }

    void aNodeThatFailedForGoodEndsItsTurn_data()
    {
        QTest::addColumn<bool>("handled");
        QTest::addColumn<QString>("segment");
        QTest::addColumn<QString>("event");
        QTest::newRow("by event") << false << u"completion"_s << u"a-1"_s;
        QTest::newRow("by key") << false << u"completion-a%2D1"_s << QString();
        QTest::newRow("handled") << true << u"completion-a%2D1"_s << u"a-1"_s;
    }
    void aNodeThatFailedForGoodEndsItsTurn()
    {
        QFETCH(bool, handled);
        QFETCH(QString, segment);
        QFETCH(QString, event);
        ChatFixture f;
        post(f, u"m"_s, u"a-1"_s);
        post(f, u"m"_s, u"b"_s);
        NodeRecord failed;
        failed.id = NodeId::fromPath({u"http-server"_s, u"chat-handler"_s, segment});
        failed.cause.event = {event.isEmpty() ? u"deploy"_s : u"message"_s, event, f.id, 0};
        f.handler.onError(failed, {ErrorCode::ModelUnreachable, u"gone"_s, {}, {}}, handled);
        QCOMPARE(f.pendingId(), handled ? u"a-1"_s : u"b"_s);
        if (!handled)
            QCOMPARE(f.chat.turn(f.id, u"a-1"_s)->error->code, ErrorCode::ModelUnreachable);
    }

    void wordsGoToTheirTurnUntilItEnds()
    {
        ChatFixture f;
        QStringList heard;
        connect(&f.chat, &ChatService::turnText, this,
                [&](const QString &turn, const QString &, const TextDelta &delta,
                    const QString &handler) {
                    QCOMPARE(handler, f.id);
                    heard += turn + u':' + delta.content + (delta.again ? u"!"_s : u""_s);
                });
        connect(&f.chat, &ChatService::turnActivity, this,
                [&](const QString &turn, const QString &, const QString &text) {
                    heard += turn + u'>' + text;
                });
        post(f, u"m"_s, u"a"_s);
        // The same node works for each turn.
        NodeRecord node;
        node.id = NodeId::fromPath({u"http-server"_s, u"completion"_s});
        node.cause.event = {u"message"_s, u"a"_s, f.id, 0};
        f.host.records.put(node);
        const QString id = node.id.toString();
        f.chat.isDoing(id, u"asking"_s);
        f.chat.said(id, {{}, {}, true});
        f.chat.said(id, {u"Hi"_s, {}, false});
        QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"Hi"_s}}).ok());
        f.chat.said(id, {u"late"_s, {}, false});
        f.chat.isDoing(id, {});
        f.chat.said(u"nobody"_s, {u"x"_s, {}, true});

        post(f, u"m"_s, u"b"_s);
        node.cause.event.id = u"b"_s;
        f.host.records.put(node);
        f.chat.isDoing(id, u"asking"_s);
        f.chat.said(id, {u"Ho"_s, {}, true});
        QCOMPARE(heard,
                 QStringList({u"a>asking"_s, u"a:!"_s, u"a:Hi"_s, u"b>asking"_s, u"b:Ho!"_s}));
    }

    void aTurnCanBeCancelled()
    {
        ChatFixture f;
        post(f, u"m"_s, u"a"_s);
        std::optional<Result<void>> done;
        f.chat.cancelTurn(f.id, u"a"_s, [&](const Result<void> &result) { done = result; });
        QVERIFY(done && done->ok());
        QCOMPARE(f.chat.turn(f.id, u"a"_s)->error->code, ErrorCode::Cancelled);
        f.chat.cancelTurn(f.id, u"a"_s, [&](const Result<void> &result) { done = result; });
        QCOMPARE(done->error().code, ErrorCode::NotFound);
    }

    void aRestartFindsTheQueueAgain()
    {
        ChatFixture before;
        post(before, u"m"_s, u"a"_s);
        post(before, u"m"_s, u"b"_s);
        QVERIFY(before.answer(u"a"_s, {{u"content"_s, u"x"_s}}).ok());
        NodeRecord record = *before.host.node(before.id);
        record.outputs.reset(); // ephemeral
        ChatFixture after;
        after.host.records.put(record);
        QVERIFY(after.start());
        QCOMPARE(after.pendingId(), u"b"_s);
        QCOMPARE(after.chat.turn(after.id, u"a"_s)->answer, u"x"_s);
    }

    void onlyTheLastAnswersAreKept()
    {
        ChatFixture f;
        for (int i = 0; i < 60; ++i) {
            const QString id = u"t%1"_s.arg(i);
            post(f, u"m"_s, id);
            QVERIFY(f.answer(id, {{u"content"_s, u"x"_s}}).ok());
        }
        QCOMPARE(f.chat.turns(f.id).size(), Mailbox::keptAnswers);
        QCOMPARE(f.chat.turns(f.id).last().id, u"t59"_s);
    }

    void aHandlerThatWentTakesNothing()
    {
        ChatFixture f;
        f.handler.destroy(*f.host.node(f.id), [](const Result<void> &) {});
        QVERIFY(f.chat.handlers().isEmpty());
        QCOMPARE(post(f, u"m"_s, u"a"_s)->error().code, ErrorCode::NotFound);
    }

    void refusesUnknownServersAndHandlers()
    {
        ChatFixture f;
        QCOMPARE(f.host.apply(f.handler, {u"x"_s}, u"ChatHandler"_s, {{u"serverId"_s, u"no"_s}})
                     .error()
                     .code,
                 ErrorCode::InvalidProps);
        QCOMPARE(f.host.apply(f.response, {u"y"_s}, u"ChatResponse"_s, {{u"handlerId"_s, u"no"_s}})
                     .error()
                     .code,
                 ErrorCode::InvalidProps);
        // The same path twice.
        QCOMPARE(
            f.host.apply(f.handler, {u"z"_s}, u"ChatHandler"_s, {{u"serverId"_s, u"http-server"_s}})
                .error()
                .code,
            ErrorCode::AlreadyExists);
    }
};

QTEST_GUILESS_MAIN(TestChatService)
#include "tst_chatservice.moc"
