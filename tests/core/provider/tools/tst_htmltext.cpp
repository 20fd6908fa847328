// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/htmltext.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestHtmlText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void becomesText_data();
    void becomesText();
};

void TestHtmlText::becomesText_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"a b"_s << u"a b"_s;
    QTest::newRow("match") << u"the <span class=\"searchmatch\">Ada</span>'s"_s << u"the Ada's"_s;
    QTest::newRow("tags first") << u"&lt;b&gt;x&lt;/b&gt;"_s << u"<b>x</b>"_s;
    QTest::newRow("decoded once") << u"&amp;lt;"_s << u"&lt;"_s;
    QTest::newRow("named") << u"&quot;A&amp;B&quot; &ndash; caf&eacute; &Auml; &euro;"_s
                           << u"\"A&B\" – café Ä €"_s;
    QTest::newRow("apostrophes") << u"it&#039;s it&#39;s it&apos;s"_s << u"it's it's it's"_s;
    QTest::newRow("numbers") << u"&#65;&#x42;&#X43;&#128512;"_s << u"ABC😀"_s;
    QTest::newRow("impossible numbers")
        << u"&#0;&#xD800;&#x110000;&#9999999999;"_s << u"\ufffd\ufffd\ufffd\ufffd"_s;
    QTest::newRow("unknown") << u"&unknown; &;"_s << u"&unknown; &;"_s;
    QTest::newRow("no semicolon") << u"AT&T &amp"_s << u"AT&T &amp"_s;
    QTest::newRow("less than") << u"1 < 2 > 0"_s << u"1 < 2 > 0"_s;
    QTest::newRow("comment") << u"a<!-- <b> -->b"_s << u"ab"_s;
    QTest::newRow("cut tag") << u"text <span class=\"sea"_s << u"text"_s;
    QTest::newRow("white space") << u" a \n\n b&nbsp;c "_s << u"a b c"_s;
}

void TestHtmlText::becomesText()
{
    QFETCH(QString, html);
    QTEST(htmlToText(html), "text");
}

QTEST_GUILESS_MAIN(TestHtmlText)
#include "tst_htmltext.moc"
