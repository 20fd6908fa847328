// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/question.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;
using Kind = Question::Kind;

class TestQuestion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsTheTopic_data();
    void findsTheTopic();
    void knowsSmallTalk_data();
    void knowsSmallTalk();
    void pronounsMeanTheTopicBefore();
    void longTextsEnd();
    void simplifies_data();
    void simplifies();
};

void TestQuestion::findsTheTopic_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("topics");
    const auto row = [](const char *text, const QStringList &topics) {
        QTest::newRow(text) << QString::fromUtf8(text) << topics;
    };
    const QStringList ada{u"Ada Lovelace"_s};
    row("Who was Ada Lovelace?", ada);
    row("who was Ada Lovelace", ada);
    row("Tell me about Ada Lovelace.", ada);
    row("Can you tell me about Ada Lovelace, please?", ada);
    row("Please tell me something about Ada Lovelace!", ada);
    row("When was Ada Lovelace born?", ada);
    row("What is Ada Lovelace known for?", ada);
    row("What is Ada Lovelace's birthday?", ada);
    row("Hello! Who was Ada Lovelace?", ada);
    row("Ada Lovelace", ada);
    row("Wer war Ada Lovelace?", ada);
    row("Erzähl mir etwas über Ada Lovelace", ada);
    row("What is the capital of France?", {u"France"_s});
    row("What is a black hole?", {u"black hole"_s});
    row("Explain photosynthesis", {u"photosynthesis"_s});
    row("How high is Mount Everest?", {u"Mount Everest"_s});
    row("search wikipedia for prime numbers", {u"prime numbers"_s});
    row("Compare Alan Turing and Grace Hopper", {u"Alan Turing"_s, u"Grace Hopper"_s});
    row("What is the difference between Mars and the Moon?", {u"Mars"_s, u"Moon"_s});
    row("Who was Marie Curie and what is radioactivity?", {u"Marie Curie"_s, u"radioactivity"_s});
    row("Paris vs. London", {u"Paris"_s, u"London"_s});
    row("Vergleiche Paris und London", {u"Paris"_s, u"London"_s});
    row("Who?", {u"Who"_s});
    row("42", {u"42"_s});
}

void TestQuestion::findsTheTopic()
{
    QFETCH(QString, text);
    const Question question = understand(text);
    QCOMPARE(question.kind, Kind::Topic);
    QTEST(question.topics, "topics");
}

void TestQuestion::knowsSmallTalk_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *text, Kind kind) {
        QTest::newRow(text) << QString::fromUtf8(text) << int(kind);
    };
    row("Hello!", Kind::Greeting);
    row("hi there", Kind::Greeting);
    row("Guten Tag", Kind::Greeting);
    row("Thanks a lot!", Kind::Thanks);
    row("Danke", Kind::Thanks);
    row("Bye", Kind::Farewell);
    row("Hi, how are you?", Kind::WellBeing);
    row("Who are you?", Kind::AboutYou);
    row("What can you do?", Kind::AboutYou);
    row("What did I ask before?", Kind::AboutHistory);
    row("Was habe ich dich vorhin gefragt?", Kind::AboutHistory);
    row("?!", Kind::Nothing);
    row("   ", Kind::Nothing);
}

void TestQuestion::knowsSmallTalk()
{
    QFETCH(QString, text);
    QTEST(int(understand(text).kind), "kind");
}

void TestQuestion::pronounsMeanTheTopicBefore()
{
    const QStringList earlier{u"Who was Marie Curie?"_s, u"Thanks"_s};
    QCOMPARE(understand(u"When was she born?"_s, earlier).topics, QStringList{u"Marie Curie"_s});
    QCOMPARE(understand(u"When was she born?"_s).topics, QStringList{u"she"_s});
}

void TestQuestion::longTextsEnd()
{
    const Question question = understand(u"Compare "_s + u"and what "_s.repeated(5000));
    for (const QString &topic : question.topics)
        QVERIFY(topic.size() <= 120);
}

void TestQuestion::simplifies_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("simpler");
    QTest::newRow("name inside") << u"famous mathematician Ada Lovelace book"_s
                                 << u"Ada Lovelace"_s;
    QTest::newRow("surname") << u"Ada Lovelaace"_s << u"Lovelaace"_s;
    QTest::newRow("longest word") << u"some photosynthesis thing"_s << u"photosynthesis"_s;
    QTest::newRow("one word") << u"xyzzy"_s << QString();
    QTest::newRow("empty") << u""_s << QString();
}

void TestQuestion::simplifies()
{
    QFETCH(QString, query);
    QTEST(simplerQuery(query), "simpler");
}

QTEST_GUILESS_MAIN(TestQuestion)
#include "tst_question.moc"
