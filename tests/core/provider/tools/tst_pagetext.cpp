// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/pagetext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestPageText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reducesPages_data();
    void reducesPages();
    void readsAWholePage();
    void decodes_data();
    void decodes();
    void anyBytesAreAPage();
    void brokenMarkupIsAPage();
    void timeGrowsAsThePageDoes_data();
    void timeGrowsAsThePageDoes();
    void cutsAndTellsTheRest();
};

void TestPageText::reducesPages_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *html, const char *text) {
        QTest::newRow(name) << QString::fromUtf8(html) << QString::fromUtf8(text);
    };
    row("empty", "", "");
    row("plain", "a  b\n c", "a b c");
    row("title", "<title>T &amp; U</title><p>x", "# T & U\n\nx");
    row("title repeated", "<title>T</title><h1>T</h1><p>x", "# T\n\nx");
    row("headings", "<h1>A</h1><h3>B</h3>c", "# A\n\n### B\n\nc");
    row("paragraphs", "<p>a<p>b</p>\n\n<div>c</div>d", "a\n\nb\n\nc\n\nd");
    row("inline", "a<b>b</b> <i>c</i>", "ab c");
    row("break", "a<br>b<br/>c", "a\nb\nc");
    row("list", "<ul><li>a<li>b<ul><li>c</li></ul></li><li>d</ul>e",
        "- a\n- b\n\n  - c\n\n- d\n\ne");
    row("empty heading and item", "<h2></h2><ul><li></li></ul><p>a", "a");
    row("link", "see <a href=\"/x?a=1&amp;b=2\">this</a>.",
        "see this (https://example.org/x?a=1&b=2).");
    row("link elsewhere", "<a href='http://other.example/'>o</a>", "o (http://other.example/)");
    row("no link",
        "<a href='#top'>up</a> <a href='javascript:alert(1)'>js</a> "
        "<a href='data:text/html,x'>d</a> <a>n</a>",
        "up js d n");
    row("link around nothing", "a<a href='/x'><img src=y></a>b", "ab");
    row("base", "<base href='https://other.example/dir/'><a href=x>x</a>",
        "x (https://other.example/dir/x)");
    row("table", "<table><tr><th>a</th><th>b</th></tr><tr><td>1<td>2</tr></table>x",
        "a | b\n1 | 2\n\nx");
    row("image", "<img alt='a cat'> <img alt=''><img>", "[image: a cat]");
    row("pre", "<pre>a\n  b\n</pre>c", "a\n  b\n\nc");
    row("script", "a<script>if (a < b) document.write('<p>x')</script>b", "ab");
    row("script in capitals", "a<SCRIPT>x</SCRIPT >b", "ab");
    row("script without an end", "a<script>x</scr", "a");
    row("style", "<style>p { color: red }</style>a", "a");
    row("comment", "a<!-- <p>x --- > -->b<!doctype html><?php x ?>c", "abc");
    row("navigation", "<nav><ul><li><a href=/>Home</a></ul></nav><p>a", "a");
    row("controls",
        "<form>a<button>b</button><select><option>c</select><textarea>d</textarea></form>", "a");
    row("hidden",
        "<p hidden>a</p><p style='color:red; DISPLAY : none'>b</p>"
        "<span aria-hidden=true>c</span><p>d</p>",
        "d");
    row("hidden item has no mark", "<ul><li hidden>a</li></ul><p>b", "b");
    row("hidden with more inside", "<div hidden><p>a<div>b</div></div>c", "c");
    row("hidden paragraph ends at the next", "<p hidden>a<p>b", "b");
    row("entities", "&lt;b&gt; &#x41;&#66; &nope; &amp;lt;", "<b> AB &nope; &lt;");
    row("no tags", "1 < 2 and 3 <4 <> </ > x", "1 < 2 and 3 <4 <> </ > x");
    row("control characters", "a\x01\x1b[31mb\xc2\x85", "a[31mb");
    row("attributes", "<a title='>' href = \"/x\" href=/y>q</a>", "q (https://example.org/x)");
    row("ends in a tag", "a<a href=\"x", "a");
    row("ends of what never began", "</div>a</p></b>b", "a\n\nb");
    row("crossing", "<b><i>a</b>b</i>c", "abc");
}

void TestPageText::reducesPages()
{
    QFETCH(QString, html);
    QTEST(pageText(html, QUrl(u"https://example.org/dir/page"_s)), "text");
}

void TestPageText::readsAWholePage()
{
    const QString html = uR"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Zorbs – The Shop</title>
<style>body{}</style><script src="x.js"></script></head>
<body><header><nav><a href="/">Home</a><a href="/cart">Cart</a></nav></header>
<main><h1>Zorbs</h1>
  <p>All our <em>zorbs</em>, fresh &amp; round. See <a href="/zorb/1">the first</a>.</p>
  <table><thead><tr><th>Name</th><th>Price</th></tr></thead>
  <tbody><tr><td>Small</td><td>€ 3</td></tr></tbody></table>
</main><footer>© 2026</footer></body></html>)"_s;
    QCOMPARE(pageText(html, QUrl(u"https://shop.example/"_s)),
             u"# Zorbs – The Shop\n\n# Zorbs\n\nAll our zorbs, fresh & round. See the first "
             "(https://shop.example/zorb/1).\n\nName | Price\nSmall | € 3\n\n© 2026"_s);
}

void TestPageText::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QString>("text");
    const QString ae = u"aä"_s;
    QTest::newRow("UTF-8") << QByteArray("a\xc3\xa4") << QByteArray("text/html") << ae;
    QTest::newRow("header") << QByteArray("a\xe4")
                            << QByteArray("text/html; Charset=\"ISO-8859-1\"") << ae;
    QTest::newRow("header of UTF-8")
        << QByteArray("a\xc3\xa4") << QByteArray("text/plain;charset=utf-8") << ae;
    QTest::newRow("meta") << QByteArray("<meta charset=iso-8859-1>a\xe4") << QByteArray("text/html")
                          << QString(u"<meta charset=iso-8859-1>"_s + ae);
    QTest::newRow("mark") << QByteArray("\xef\xbb\xbf"
                                        "a\xc3\xa4")
                          << QByteArray() << ae;
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe"
                                          "a\0\xe4\0",
                                          6)
                            << QByteArray() << ae;
    QTest::newRow("says nothing") << QByteArray("a\xe4") << QByteArray("text/plain") << ae;
    QTest::newRow("unknown charset")
        << QByteArray("a\xc3\xa4") << QByteArray("text/html; charset=klingon") << ae;
    QTest::newRow("other than it says")
        << QByteArray("a\xe4 b") << QByteArray("text/html; charset=utf-8") << u"a\ufffd b"_s;
}

void TestPageText::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, contentType);
    QTEST(decodedText(bytes, contentType), "text");
}

void TestPageText::anyBytesAreAPage()
{
    QRandomGenerator random(20261122);
    for (int run = 0; run < 300; ++run) {
        QByteArray bytes(random.bounded(2'000), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(random.bounded(256));
        const QString text =
            decodedText(bytes, run % 2 ? "text/html" : "text/html; charset=utf-16");
        pageText(text, QUrl());
    }
}

void TestPageText::brokenMarkupIsAPage()
{
    const QStringList pieces{
        u"<"_s,        u">"_s,         u"</"_s,      u"<a href="_s,   u"\""_s,    u"'"_s,
        u"<li>"_s,     u"<td>"_s,      u"</p>"_s,    u"<p hidden>"_s, u"<!--"_s,  u"-->"_s,
        u"&#x"_s,      u"&amp"_s,      u"<nav>"_s,   u"</nav>"_s,     u"<ul>"_s,  u"</ul>"_s,
        u"<script>"_s, u"</script>"_s, u"text "_s,   u"\n"_s,         u"="_s,     u"/"_s,
        u"<h1>"_s,     u"</h2>"_s,     u"<table>"_s, u"</tr>"_s,      u"<pre>"_s, u"<title>"_s,
        u"<svg/>"_s,   u"\U0001f600"_s};
    QRandomGenerator random(20261122);
    for (int run = 0; run < 1'000; ++run) {
        QString html;
        for (int i = random.bounded(60); i > 0; --i)
            html += pieces.at(random.bounded(int(pieces.size())));
        const QString text = pageText(html, QUrl(u"https://example.org/"_s));
        // Addresses are the only thing that may grow.
        QVERIFY2(!text.contains(u"\n\n\n"_s), qPrintable(html));
        QVERIFY2(text.size() <= 40 * html.size() + 10, qPrintable(html));
    }
}

void TestPageText::timeGrowsAsThePageDoes_data()
{
    QTest::addColumn<QString>("piece");
    for (const char *piece :
         {"<p>text and <b>more</b> of it</p>", "<div>", "<b><i>", "</i>", "<b></i>", "<",
          "<a href=\"", "<!--", "<script>", "&#x41;&amp;", "<table><tr><td>", "<li hidden>",
          "<a href=x>y</a>", "<a b=c d='e'", "<ul><li>", " ", "<pre>\n", "<title>", "'\"=</"})
        QTest::newRow(piece) << QString::fromLatin1(piece);
}

void TestPageText::timeGrowsAsThePageDoes()
{
    QFETCH(QString, piece);
    const QString html = piece.repeated(1024 * 1024 / piece.size());
    // Were it to look back at each piece, this would not end today.
    pageText(html, QUrl(u"https://example.org/"_s));
}

void TestPageText::cutsAndTellsTheRest()
{
    QCOMPARE(cutText(u"abc"_s, 3), u"abc"_s);
    QCOMPARE(cutText(u"abcd"_s, 3), u"abc\n[cut: 3 of 4 bytes]"_s);
    QCOMPARE(cutText(u"ab😀"_s, 5), u"ab\n[cut: 2 of 6 bytes]"_s);
    QCOMPARE(cutText(u"ab😀"_s, 6), u"ab😀"_s);
}

QTEST_APPLESS_MAIN(TestPageText)
#include "tst_pagetext.moc"
