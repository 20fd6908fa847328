// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/urltemplate.h"

#include <QJsonArray>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestUrlTemplate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesTemplates_data();
    void refusesTemplates();
    void expands_data();
    void expands();
    void argumentsNeverChangeTheOrigin_data();
    void argumentsNeverChangeTheOrigin();
    void refusesArguments_data();
    void refusesArguments();
    void wholeAddress();
    void fillsBodies();
};

void TestUrlTemplate::refusesTemplates_data()
{
    QTest::addColumn<bool>("ok");
    for (const char *text :
         {"https://api.example.org", "https://api.example.org/", "http://localhost:8080/{a}",
          "https://api.example.org/items/{id}?q={query}&x=1#part", "https://[::1]/x",
          "https://x.org?q={q}", "{url}", "HTTPS://x.org/"})
        QTest::newRow(text) << true;
    for (const char *text :
         {"", "api.example.org/x", "ftp://example.org/", "file:///etc/passwd", "{base}/x",
          "{url}/x", "https://{host}/x", "https://x.org:{port}/", "{scheme}://x.org/",
          "https://user@x.org/", "https://user:{pw}@x.org/", "https:///x", "https://x.org/{",
          "https://x.org/{a b}", "https://x.org/a}", "https://x.{tld}/"})
        QTest::newRow(*text ? text : "empty") << false;
}

void TestUrlTemplate::refusesTemplates()
{
    QFETCH(bool, ok);
    QString text = QString::fromLatin1(QTest::currentDataTag());
    if (text == "empty"_L1)
        text.clear();
    const Result<UrlTemplate> parsed = UrlTemplate::parse(text);
    QCOMPARE(parsed.ok(), ok);
    if (!ok)
        QCOMPARE(parsed.error().code, ErrorCode::InvalidArgument);
}

void TestUrlTemplate::expands_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonObject>("args");
    QTest::addColumn<QByteArray>("url");
    const QString items = u"https://x.org/items/{id}?q={q}&n={n}&k=1"_s;
    QTest::newRow("plain") << items << QJsonObject{{u"id"_s, u"a"_s}, {u"q"_s, u"b"_s}, {u"n"_s, 7}}
                           << QByteArray("https://x.org/items/a?q=b&n=7&k=1");
    QTest::newRow("hostile")
        << items
        << QJsonObject{{u"id"_s, u"a/b?c#d%2F .."_s}, {u"q"_s, u"x&k=2#y +%41"_s}, {u"n"_s, true}}
        << QByteArray("https://x.org/items/a%2Fb%3Fc%23d%252F%20..?q=x%26k%3D2%23y%20%2B%2541&n="
                      "true&k=1");
    QTest::newRow("missing in the query")
        << items << QJsonObject{{u"id"_s, 7}, {u"q"_s, QJsonValue()}}
        << QByteArray("https://x.org/items/7?k=1");
    QTest::newRow("unicode") << u"https://x.org/{a}"_s << QJsonObject{{u"a"_s, u"ü/€"_s}}
                             << QByteArray("https://x.org/%C3%BC%2F%E2%82%AC");
    QTest::newRow("numbers") << u"https://x.org/{a}/{b}"_s
                             << QJsonObject{{u"a"_s, 1.5}, {u"b"_s, 12345678901.0}}
                             << QByteArray("https://x.org/1.5/12345678901");
    QTest::newRow("list in the query")
        << u"https://x.org/?a={a}"_s << QJsonObject{{u"a"_s, QJsonArray{1, u"b"_s}}}
        << QByteArray("https://x.org/?a=%5B1%2C%22b%22%5D");
    QTest::newRow("no path") << u"https://x.org?q={q}"_s << QJsonObject{{u"q"_s, u"a"_s}}
                             << QByteArray("https://x.org/?q=a");
    QTest::newRow("braces") << u"https://x.org/{a}"_s << QJsonObject{{u"a"_s, u"{b}"_s}}
                            << QByteArray("https://x.org/%7Bb%7D");
}

void TestUrlTemplate::expands()
{
    QFETCH(QString, text);
    QFETCH(QJsonObject, args);
    const Result<UrlTemplate> parsed = UrlTemplate::parse(text);
    QVERIFY(parsed);
    const Result<QUrl> url = parsed->expand(args);
    QVERIFY2(url.ok(), url ? "" : qPrintable(url.error().message));
    QTEST(url->toEncoded(), "url");
}

void TestUrlTemplate::argumentsNeverChangeTheOrigin_data()
{
    QTest::addColumn<QString>("value");
    const QStringList values{u"@evil.example"_s,
                             u"//evil.example/"_s,
                             u"\\\\evil.example"_s,
                             u":80@evil.example"_s,
                             u".evil.example"_s,
                             u"http://evil.example/"_s,
                             u"\n"_s,
                             u"%00"_s,
                             u"%2f%2fevil.example"_s,
                             u"?@evil.example"_s};
    for (const QString &value : values)
        QTest::newRow(qPrintable(value)) << value;
}

void TestUrlTemplate::argumentsNeverChangeTheOrigin()
{
    QFETCH(QString, value);
    for (const QString &text :
         {u"https://x.org/{a}"_s, u"https://x.org/y{a}?b={a}"_s, u"https://x.org?b={a}"_s}) {
        const Result<QUrl> url = UrlTemplate::parse(text)->expand({{u"a"_s, value}});
        QVERIFY(url);
        QCOMPARE(url->scheme(), u"https"_s);
        QCOMPARE(url->host(), u"x.org"_s);
        QCOMPARE(url->port(), -1);
        QVERIFY(url->userInfo().isEmpty());
        // As it is sent, too.
        QVERIFY(url->toEncoded().startsWith("https://x.org/"));
        QCOMPARE(QUrl(QString::fromLatin1(url->toEncoded())).host(), u"x.org"_s);
    }
}

void TestUrlTemplate::refusesArguments_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing") << QJsonValue(QJsonValue::Undefined) << u"arguments.id is missing"_s;
    QTest::newRow("null") << QJsonValue() << u"arguments.id is missing"_s;
    QTest::newRow("empty") << QJsonValue(QString(u""_s)) << u"must not be empty"_s;
    QTest::newRow("list") << QJsonValue(QJsonArray{1}) << u"text or a number"_s;
    QTest::newRow("up") << QJsonValue(u".."_s) << u"must not be \"..\""_s;
    QTest::newRow("here") << QJsonValue(u"."_s) << u"must not be \".\""_s;
    QTest::newRow("too long") << QJsonValue(QString(9'000, u'x')) << u"too long"_s;
}

void TestUrlTemplate::refusesArguments()
{
    QFETCH(QJsonValue, value);
    QFETCH(QString, says);
    QJsonObject args;
    if (!value.isUndefined())
        args.insert(u"id"_s, value);
    const Result<QUrl> url = UrlTemplate::parse(u"https://x.org/items/{id}/all"_s)->expand(args);
    QVERIFY(!url);
    QVERIFY2(url.error().message.contains(says), qPrintable(url.error().message));
}

void TestUrlTemplate::wholeAddress()
{
    const Result<UrlTemplate> whole = UrlTemplate::parse(u"{url}"_s);
    QVERIFY(whole && whole->isWhole());
    QCOMPARE(whole->names(), QStringList{u"url"_s});
    QCOMPARE(whole->expand({{u"url"_s, u" https://a.example/b?c "_s}})->toString(),
             u"https://a.example/b?c"_s);
    for (const QString &bad :
         {u""_s, u"a b"_s, u"example.org"_s, u"//example.org"_s, u"https://a b/"_s})
        QVERIFY2(!whole->expand({{u"url"_s, bad}}), qPrintable(bad));
    QVERIFY(!whole->expand({}));
}

void TestUrlTemplate::fillsBodies()
{
    const QJsonObject body{{u"title"_s, u"{title}"_s},
                           {u"count"_s, u"{n}"_s},
                           {u"note"_s, u"from {who}, {n} times"_s},
                           {u"none"_s, u"{missing}"_s},
                           {u"list"_s, QJsonArray{u"{n}"_s, u"{missing}"_s, 1}},
                           {u"plain"_s, u"{ not }"_s}};
    QCOMPARE(placeholdersIn(QJsonValue(body)),
             QStringList({u"n"_s, u"missing"_s, u"who"_s, u"title"_s}));
    const QJsonObject args{{u"title"_s, u"\"quoted\" {n}"_s}, {u"n"_s, 3}, {u"who"_s, u"Ada"_s}};
    QCOMPARE(filledBody(body, args),
             QJsonValue(QJsonObject{{u"title"_s, u"\"quoted\" {n}"_s},
                                    {u"count"_s, 3},
                                    {u"note"_s, u"from Ada, 3 times"_s},
                                    {u"list"_s, QJsonArray{3, QJsonValue(), 1}},
                                    {u"plain"_s, u"{ not }"_s}}));
}

QTEST_APPLESS_MAIN(TestUrlTemplate)
#include "tst_urltemplate.moc"
