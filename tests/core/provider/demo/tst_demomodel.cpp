// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/demomodel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

QJsonObject said(const QString &role, const QString &content)
{
    return {{u"role"_s, role}, {u"content"_s, content}};
}

QJsonArray wikipedia()
{
    return {QJsonObject{{u"type"_s, u"function"_s},
                        {u"function"_s, QJsonObject{{u"name"_s, u"wikipedia"_s}}}}};
}

/// A conversation that goes on with what the model said.
class Talk {
public:
    explicit Talk(const QString &question, QJsonArray tools = wikipedia())
        : m_tools(std::move(tools))
    {
        ask(question);
    }
    void ask(const QString &question) { m_messages.append(said(u"user"_s, question)); }
    /// Lets the model speak.
    QJsonObject next()
    {
        const QJsonObject answer =
            DemoModel::answer({{u"messages"_s, m_messages}, {u"tools"_s, m_tools}});
        m_message = answer.value(u"choices"_s)[0][u"message"_s].toObject();
        m_messages.append(m_message);
        return answer;
    }
    QStringList queries() const
    {
        QStringList out;
        const QJsonArray calls = m_message.value(u"tool_calls"_s).toArray();
        for (const QJsonValue &call : calls) {
            const QByteArray arguments = call[u"function"_s][u"arguments"_s].toString().toUtf8();
            out += QJsonDocument::fromJson(arguments)[u"query"_s].toString();
        }
        return out;
    }
    QString text() const { return m_message.value(u"content"_s).toString(); }
    void result(int call, const QString &content)
    {
        QJsonObject message = said(u"tool"_s, content);
        message.insert(u"tool_call_id"_s, m_message.value(u"tool_calls"_s)[call][u"id"_s]);
        m_pending.append(message);
    }
    QJsonObject goOn()
    {
        for (const QJsonValue &message : m_pending)
            m_messages.append(message);
        m_pending = {};
        return next();
    }

private:
    QJsonArray m_tools;
    QJsonArray m_messages;
    QJsonArray m_pending;
    QJsonObject m_message;
};

} // namespace

class TestDemoModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isLabelled();
    void looksUpAndQuotes();
    void looksUpTwoAtOnce();
    void followsSeeAlso();
    void searchesOnceMoreWhenNothingIsFound();
    void givesUpAfterTwoRounds();
    void referencesInACircleEnd();
    void saysWhyTheToolFailed();
    void saysThatItHasNoTool();
    void remembersTheConversation();
    void everyTurnLooksUpAnew();
    void foreignMarkdownIsShownNotObeyed();
    void survivesOddMessages();
};

void TestDemoModel::isLabelled()
{
    Talk talk(u"Hello"_s);
    const QJsonObject answer = talk.next();
    QCOMPARE(answer.value(u"model"_s).toString(), u"creact-demo"_s);
    QCOMPARE(answer.value(u"system_fingerprint"_s).toString(), u"creact-demo"_s);
    QVERIFY(talk.text().endsWith(u"\n\n— demo model, offline encyclopedia"_s));
}

void TestDemoModel::looksUpAndQuotes()
{
    Talk talk(u"Who was Ada Lovelace?"_s);
    QCOMPARE(talk.next().value(u"choices"_s)[0][u"finish_reason"_s].toString(), u"tool_calls"_s);
    QCOMPARE(talk.queries(), QStringList{u"Ada Lovelace"_s});
    talk.result(0, u"Ada Lovelace: She was a mathematician.\nCharles Babbage: He was not."_s);
    QCOMPARE(talk.goOn().value(u"choices"_s)[0][u"finish_reason"_s].toString(), u"stop"_s);
    QCOMPARE(talk.text(), u"**Ada Lovelace**: She was a mathematician.\n\n"_s + DemoModel::label());
}

void TestDemoModel::looksUpTwoAtOnce()
{
    Talk talk(u"Compare Mars and Moon"_s);
    talk.next();
    QCOMPARE(talk.queries(), QStringList({u"Mars"_s, u"Moon"_s}));
    talk.result(0, u"Mars: Red."_s);
    talk.result(1, u"Moon: Grey."_s);
    talk.goOn();
    QVERIFY(talk.text().startsWith(u"**Mars**: Red.\n\n**Moon**: Grey.\n\n"_s));
}

void TestDemoModel::followsSeeAlso()
{
    Talk talk(u"Who is the Countess of Lovelace?"_s);
    talk.next();
    talk.result(0, u"Countess of Lovelace: See also: Ada Lovelace. A title."_s);
    talk.goOn();
    QCOMPARE(talk.queries(), QStringList{u"Ada Lovelace"_s});
    talk.result(0, u"Ada Lovelace: She was a mathematician."_s);
    talk.goOn();
    QVERIFY(talk.text().startsWith(u"**Ada Lovelace**: She"_s));
}

void TestDemoModel::searchesOnceMoreWhenNothingIsFound()
{
    Talk talk(u"Tell me about the famous mathematician Ada Lovelace"_s);
    talk.next();
    talk.result(0, u"No results for \"x\"."_s);
    talk.goOn();
    QCOMPARE(talk.queries(), QStringList{u"Ada Lovelace"_s});
}

void TestDemoModel::givesUpAfterTwoRounds()
{
    Talk talk(u"Tell me about Xyzzy Plugh"_s);
    talk.next();
    talk.result(0, u"No results for \"Xyzzy Plugh\"."_s);
    talk.goOn();
    talk.result(0, u"No results."_s);
    talk.goOn();
    QVERIFY(talk.queries().isEmpty());
    QVERIFY(talk.text().startsWith(u"The encyclopedia has nothing about \"Xyzzy Plugh\""_s));
}

void TestDemoModel::referencesInACircleEnd()
{
    Talk talk(u"Who was A?"_s);
    talk.next();
    talk.result(0, u"A: See also: B."_s);
    talk.goOn();
    QCOMPARE(talk.queries(), QStringList{u"B"_s});
    talk.result(0, u"B: See also: C."_s);
    talk.goOn();
    QVERIFY(talk.queries().isEmpty());
    QVERIFY(talk.text().startsWith(u"What I found leads nowhere."_s));
}

void TestDemoModel::saysWhyTheToolFailed()
{
    Talk talk(u"Who was Ada Lovelace?"_s);
    talk.next();
    talk.result(0, u"Error: search failed: the encyclopedia answered with HTTP status 500."_s);
    talk.goOn();
    QVERIFY(talk.queries().isEmpty());
    QVERIFY(talk.text().startsWith(u"I could not look that up."_s));
    QVERIFY(talk.text().contains(u"HTTP status 500"_s));
}

void TestDemoModel::saysThatItHasNoTool()
{
    Talk talk(u"Who was Ada Lovelace?"_s, {});
    talk.next();
    QVERIFY(talk.queries().isEmpty());
    QVERIFY(talk.text().contains(u"no tool"_s));
}

void TestDemoModel::remembersTheConversation()
{
    Talk talk(u"Hello"_s);
    talk.next();
    talk.ask(u"What did I ask before?"_s);
    talk.next();
    QVERIFY(talk.text().startsWith(u"Before this you wrote: \"Hello\""_s));
    Talk fresh(u"What did I ask before?"_s);
    fresh.next();
    QVERIFY(fresh.text().startsWith(u"This is your first message"_s));
}

void TestDemoModel::everyTurnLooksUpAnew()
{
    Talk talk(u"Who was Ada Lovelace?"_s);
    talk.next();
    talk.result(0, u"Ada Lovelace: She was a mathematician."_s);
    talk.goOn();
    talk.ask(u"When was she born?"_s);
    talk.next();
    QCOMPARE(talk.queries(), QStringList{u"Ada Lovelace"_s});
    talk.ask(u"Who was Marie Curie?"_s);
    talk.next();
    QCOMPARE(talk.queries(), QStringList{u"Marie Curie"_s});
}

void TestDemoModel::foreignMarkdownIsShownNotObeyed()
{
    Talk talk(u"Who was Ada Lovelace?"_s);
    talk.next();
    talk.result(0, u"Ada: <img src=x> [click](http://evil) *now*"_s);
    talk.goOn();
    QVERIFY(
        talk.text().startsWith(u"**Ada**: \\<img src=x\\> \\[click\\](http://evil) \\*now\\*"_s));
}

void TestDemoModel::survivesOddMessages()
{
    for (const QJsonArray &messages :
         {QJsonArray{}, QJsonArray{1}, QJsonArray{said(u"tool"_s, u"x"_s)},
          QJsonArray{said(u"user"_s, u""_s)}, QJsonArray{said(u"system"_s, u"x"_s)}}) {
        const QJsonObject answer = DemoModel::answer({{u"messages"_s, messages}});
        QVERIFY(!answer.value(u"choices"_s)[0][u"message"_s][u"content"_s].toString().isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestDemoModel)
#include "tst_demomodel.moc"
