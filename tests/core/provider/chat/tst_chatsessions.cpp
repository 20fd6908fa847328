// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/mailbox.h"
#include "tests/core/provider/chat/chatfixture.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hour = 3'600'000;
constexpr qint64 day = 24 * hour;

ChatTurn turnOf(const QString &id, const QString &session, qint64 at)
{
    ChatTurn turn;
    turn.id = id;
    turn.session = session;
    turn.question = id;
    turn.acceptedAt = at;
    return turn;
}

/// "A:a1 B:" of every session.
QString shown(const Mailbox &mailbox)
{
    QStringList words;
    const QJsonArray sessions = mailbox.sessions();
    for (const QJsonValue &session : sessions)
        words += session["id"_L1].toString() + u':' + session["pending"_L1]["id"_L1].toString();
    return words.join(u' ');
}

struct SessionsFixture : ChatFixture {
    using ChatFixture::ChatFixture;

    void post(const QString &turn, const QString &session)
    {
        chat.post(id, {turn, session, turn}, [](const Result<ChatTurn> &) {});
    }
    QStringList sessions() const
    {
        QStringList ids;
        const QJsonArray list = host.outputs(id).value("sessions"_L1).toArray();
        for (const QJsonValue &session : list)
            ids += session["id"_L1].toString();
        return ids;
    }
};

} // namespace

/// Sessions of a ChatHandler: who is worked on, and who is dropped.
class TestChatSessions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSessionStaysWhenItIsAnswered();
    void onlySoManyAreWorkedOn();
    void theirTurnComesInOrder();
    void anOlderStoreHasTheSessionsOfItsMessages();
    void aForgottenSessionIsGone();
    void whatWaitsDoesNotExpire();
    void idleSessionsAreDroppedByTheClock();
    void aSessionThatExpiredWhileTheProgramWasEndedIsDroppedAtTheStart();
    void nothingExpiresUnlessAskedTo();
};

void TestChatSessions::aSessionStaysWhenItIsAnswered()
{
    Mailbox mailbox(u"chat"_s, {});
    mailbox.accept(turnOf(u"a1"_s, u"A"_s, 1));
    mailbox.accept(turnOf(u"b1"_s, u"B"_s, 2));
    QVERIFY(mailbox.end(u"a1"_s, {u"x"_s}, 3));
    QCOMPARE(shown(mailbox), u"A: B:b1"_s);
    QCOMPARE(shown(Mailbox(u"chat"_s, mailbox.store())), u"A: B:b1"_s);
}

void TestChatSessions::onlySoManyAreWorkedOn()
{
    Mailbox mailbox(u"chat"_s, {});
    for (const QString &name : {u"A"_s, u"B"_s, u"C"_s, u"D"_s, u"E"_s})
        mailbox.accept(turnOf(name.toLower(), name, 1));
    QCOMPARE(shown(mailbox), u"A:a B:b C:c D:d E:"_s);
    mailbox.showAtMost(2);
    QCOMPARE(shown(mailbox), u"A:a B:b C: D: E:"_s);
}

void TestChatSessions::theirTurnComesInOrder()
{
    Mailbox mailbox(u"chat"_s, {});
    mailbox.showAtMost(2);
    for (const QString &id : {u"a1"_s, u"b1"_s, u"c1"_s, u"a2"_s})
        mailbox.accept(turnOf(id, id.left(1), 1));
    QVERIFY(mailbox.end(u"a1"_s, {}, 2));
    // b1 goes on; c waited longer than a's second one.
    QCOMPARE(shown(mailbox), u"a: b:b1 c:c1"_s);
    QVERIFY(mailbox.end(u"c1"_s, {}, 3));
    QCOMPARE(shown(mailbox), u"a:a2 b:b1 c:"_s);
}

void TestChatSessions::anOlderStoreHasTheSessionsOfItsMessages()
{
    Mailbox mailbox(u"chat"_s, {});
    mailbox.accept(turnOf(u"a1"_s, u"A"_s, 1));
    mailbox.accept(turnOf(u"b1"_s, u"B"_s, 2));
    QVERIFY(mailbox.end(u"a1"_s, {}, 3));
    QJsonObject store = mailbox.store();
    store.remove(u"sessions"_s);
    QCOMPARE(shown(Mailbox(u"chat"_s, store)), u"A: B:b1"_s);
}

void TestChatSessions::aForgottenSessionIsGone()
{
    Mailbox mailbox(u"chat"_s, {});
    mailbox.accept(turnOf(u"a1"_s, u"A"_s, 1));
    mailbox.accept(turnOf(u"b1"_s, u"B"_s, 2));
    QVERIFY(mailbox.end(u"a1"_s, {}, 3));
    QCOMPARE(mailbox.forget(u"A"_s, false), 1);
    QCOMPARE(shown(mailbox), u"B:b1"_s);
    QCOMPARE(mailbox.forget(std::nullopt, false), 0);
    QCOMPARE(shown(mailbox), u"B:b1"_s);
    QCOMPARE(mailbox.forget(std::nullopt, true), 1);
    QCOMPARE(shown(mailbox), QString());
}

void TestChatSessions::whatWaitsDoesNotExpire()
{
    Mailbox mailbox(u"chat"_s, {});
    mailbox.accept(turnOf(u"a1"_s, u"A"_s, 1));
    mailbox.accept(turnOf(u"b1"_s, u"B"_s, 1));
    QVERIFY(mailbox.end(u"a1"_s, {}, 5));
    QCOMPARE(mailbox.dropIdleSince(5), QStringList());
    QCOMPARE(mailbox.dropIdleSince(6), QStringList{u"A"_s});
    QCOMPARE(shown(mailbox), u"B:b1"_s);
    QVERIFY(!mailbox.find(u"a1"_s));
}

void TestChatSessions::idleSessionsAreDroppedByTheClock()
{
    SessionsFixture f({{u"expireDays"_s, 2}});
    f.post(u"a1"_s, u"A"_s);
    QVERIFY(f.answer(u"a1"_s, {{u"content"_s, u"x"_s}}).ok());
    f.host.time.advance(day);
    f.post(u"b1"_s, u"B"_s);
    QVERIFY(f.answer(u"b1"_s, {{u"content"_s, u"x"_s}}).ok());
    f.host.time.advance(day);
    QCOMPARE(f.sessions(), (QStringList{u"A"_s, u"B"_s}));
    f.host.time.advance(hour);
    QCOMPARE(f.sessions(), QStringList{u"B"_s});
    QVERIFY(f.host.audits.contains(u"session_expired"_s));
    f.host.time.advance(day);
    QCOMPARE(f.sessions(), QStringList());
}

void TestChatSessions::aSessionThatExpiredWhileTheProgramWasEndedIsDroppedAtTheStart()
{
    SessionsFixture f({{u"expireDays"_s, 2}});
    f.post(u"a1"_s, u"A"_s);
    QVERIFY(f.answer(u"a1"_s, {{u"content"_s, u"x"_s}}).ok());
    f.handler.stop();
    f.host.time.advance(3 * day);
    QCOMPARE(f.sessions(), QStringList{u"A"_s});
    QVERIFY(f.start({{u"expireDays"_s, 2}}));
    QCOMPARE(f.sessions(), QStringList());
}

void TestChatSessions::nothingExpiresUnlessAskedTo()
{
    SessionsFixture f;
    f.post(u"a1"_s, u"A"_s);
    QVERIFY(f.answer(u"a1"_s, {{u"content"_s, u"x"_s}}).ok());
    f.host.time.advance(100 * day);
    QCOMPARE(f.sessions(), QStringList{u"A"_s});
}

QTEST_GUILESS_MAIN(TestChatSessions)
#include "tst_chatsessions.moc"
