// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/encyclopedia.h"

#include <QJsonArray>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestEncyclopedia : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void builtInIsThere();
    void finds_data();
    void finds();
    void everyWordMustBeThere();
    void sameTitleReplaces();
    void snippetsAreHtml();
    void snippetHoldsALateMatch();
    void readsOnlyArticles_data();
    void readsOnlyArticles();
};

void TestEncyclopedia::builtInIsThere()
{
    const Encyclopedia encyclopedia = Encyclopedia::builtIn();
    QVERIFY(encyclopedia.articles().size() >= 40);
    for (const Encyclopedia::Article &article : encyclopedia.articles()) {
        QVERIFY2(article.text.size() > 60, qPrintable(article.title));
        const QList<Encyclopedia::Article> hits = encyclopedia.search(article.title, 1);
        QVERIFY2(!hits.isEmpty() && hits.first().title == article.title, qPrintable(article.title));
    }
}

void TestEncyclopedia::finds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("title");
    QTest::newRow("name") << u"Ada Lovelace"_s << u"Ada Lovelace"_s;
    QTest::newRow("case") << u"ada LOVELACE"_s << u"Ada Lovelace"_s;
    QTest::newRow("surname") << u"Turing"_s << u"Alan Turing"_s;
    QTest::newRow("accents") << u"reykjavik"_s << u"Iceland"_s;
    QTest::newRow("phrase") << u"the capital of France"_s << u"Paris"_s;
    QTest::newRow("from the text") << u"double helix adenine"_s << u"DNA"_s;
}

void TestEncyclopedia::finds()
{
    QFETCH(QString, query);
    const QList<Encyclopedia::Article> hits = Encyclopedia::builtIn().search(query, 3);
    QVERIFY(!hits.isEmpty());
    QTEST(hits.first().title, "title");
    QVERIFY(hits.size() <= 3);
}

void TestEncyclopedia::everyWordMustBeThere()
{
    const Encyclopedia encyclopedia = Encyclopedia::builtIn();
    QVERIFY(encyclopedia.search(u"Ada Lovelace xyzzy"_s, 3).isEmpty());
    QVERIFY(encyclopedia.search(u"the of"_s, 3).isEmpty());
    QVERIFY(encyclopedia.search(u""_s, 3).isEmpty());
}

void TestEncyclopedia::sameTitleReplaces()
{
    Encyclopedia encyclopedia;
    encyclopedia.addArticle(u"A"_s, u"one"_s);
    encyclopedia.addArticle(u"A"_s, u"two"_s);
    QCOMPARE(encyclopedia.articles().size(), 1);
    QCOMPARE(encyclopedia.articles().first().text, u"two"_s);
}

void TestEncyclopedia::snippetsAreHtml()
{
    Encyclopedia encyclopedia;
    encyclopedia.addArticle(u"A & B"_s, u"Amp & <tag> is \"amp\""_s);
    const QJsonObject answer = encyclopedia.searchAnswer(u"amp"_s, 3);
    const QJsonValue hit = answer.value(u"query"_s)[u"search"_s][0];
    QCOMPARE(hit[u"title"_s].toString(), u"A & B"_s);
    QCOMPARE(hit[u"snippet"_s].toString(),
             u"<span class=\"searchmatch\">Amp</span> &amp; &lt;tag&gt; is "
             "&quot;<span class=\"searchmatch\">amp</span>&quot;"_s);
}

void TestEncyclopedia::snippetHoldsALateMatch()
{
    Encyclopedia encyclopedia;
    encyclopedia.addArticle(u"Long"_s,
                            u"Nothing here. "_s.repeated(100) + u"But zorb 42 is. End."_s);
    const QJsonObject answer = encyclopedia.searchAnswer(u"zorb"_s, 1);
    const QString snippet = answer.value(u"query"_s)[u"search"_s][0][u"snippet"_s].toString();
    QCOMPARE(snippet, u"But <span class=\"searchmatch\">zorb</span> 42 is. End."_s);
}

void TestEncyclopedia::readsOnlyArticles_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("no JSON") << QByteArray("[");
    QTest::newRow("an object") << QByteArray("{}");
    QTest::newRow("twice") << QByteArray(R"([{"title":"a","text":"b"},{"title":"a","text":"c"}])");
}

void TestEncyclopedia::readsOnlyArticles()
{
    QFETCH(QByteArray, json);
    QVERIFY(!Encyclopedia::fromJson(json).ok());
}

QTEST_GUILESS_MAIN(TestEncyclopedia)
#include "tst_encyclopedia.moc"
