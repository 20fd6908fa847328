// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/markdownview.h"

#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

/// Notes whatever the document asks to load.
class NosyView : public MarkdownView {
public:
    QVariant loadResource(int type, const QUrl &url) override
    {
        const QVariant loaded = MarkdownView::loadResource(type, url);
        asked.append(url);
        anything = anything || loaded.isValid();
        return loaded;
    }
    QList<QUrl> asked;
    bool anything = false;
};

bool hasImage(const QTextDocument *document)
{
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            if (it.fragment().charFormat().isImageFormat())
                return true;
        }
    }
    return false;
}

} // namespace

class TestMarkdownView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsMarkdown();
    void htmlStaysText_data();
    void htmlStaysText();
    void imagesAreNotLoaded_data();
    void imagesAreNotLoaded();
    void aClickOpensNothing();
    void onlyWebAddressesMayBeOpened();
    void isAsHighAsItsText();
};

void TestMarkdownView::showsMarkdown()
{
    MarkdownView view;
    view.setAnswer(u"**bold** and `code`\n\n- one\n- two"_s);
    QCOMPARE(view.toPlainText(), u"bold and code\none\ntwo"_s);
    QVERIFY(view.document()->begin().begin().fragment().charFormat().fontWeight() > QFont::Normal);
}

void TestMarkdownView::htmlStaysText_data()
{
    QTest::addColumn<QString>("hostile");
    QTest::newRow("script") << u"a <script>alert(1)</script> b"_s;
    QTest::newRow("link") << u"a <a href=\"file:///etc/passwd\">x</a> b"_s;
    QTest::newRow("block") << u"<h1>big</h1>\n\ntext"_s;
    QTest::newRow("image") << u"<img src=\"https://example.com/x.png\">"_s;
    QTest::newRow("style") << u"<span style=\"color:red\">x</span>"_s;
}

void TestMarkdownView::htmlStaysText()
{
    QFETCH(QString, hostile);
    MarkdownView view;
    view.resize(300, 200);
    view.setAnswer(hostile);
    QVERIFY2(view.toPlainText().contains(u'<'), qPrintable(view.toPlainText()));
    QVERIFY(!hasImage(view.document()));
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
        QCOMPARE(block.blockFormat().headingLevel(), 0);
        for (auto it = block.begin(); !it.atEnd(); ++it)
            QVERIFY(!it.fragment().charFormat().isAnchor());
    }
}

void TestMarkdownView::imagesAreNotLoaded_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("shown");
    QTest::newRow("remote") << u"see ![a cat](https://example.com/cat.png) here"_s
                            << u"see [image: a cat] here"_s;
    QTest::newRow("file") << u"![passwords](file:///etc/passwd)"_s << u"[image: passwords]"_s;
    QTest::newRow("data") << u"![x](data:image/png;base64,AAAA)"_s << u"[image: x]"_s;
    QTest::newRow("two") << u"![a](http://a/1.png) ![b](http://a/2.png)"_s
                         << u"[image: a] [image: b]"_s;
    QTest::newRow("resource") << u"![i](:/assets/icons/app.svg)"_s << u"[image: i]"_s;
}

void TestMarkdownView::imagesAreNotLoaded()
{
    QFETCH(QString, markdown);
    QFETCH(QString, shown);
    NosyView view;
    view.resize(300, 200);
    view.setAnswer(markdown);
    view.grab();
    QCOMPARE(view.toPlainText(), shown);
    QVERIFY(!hasImage(view.document()));
    QVERIFY(!view.anything);
}

void TestMarkdownView::aClickOpensNothing()
{
    MarkdownView view;
    view.setAnswer(u"[x](https://example.com/)"_s);
    QVERIFY(!view.openLinks());
    QVERIFY(!view.openExternalLinks());
    QSignalSpy clicked(&view, &QTextBrowser::anchorClicked);
    view.resize(200, 40);
    view.show();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(4, 8));
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked.first().first().toUrl(), QUrl(u"https://example.com/"_s));
    QCOMPARE(view.toPlainText(), u"x"_s);
}

void TestMarkdownView::onlyWebAddressesMayBeOpened()
{
    QVERIFY(MarkdownView::mayOpen(QUrl(u"https://example.com"_s)));
    QVERIFY(MarkdownView::mayOpen(QUrl(u"mailto:a@example.com"_s)));
    QVERIFY(!MarkdownView::mayOpen(QUrl(u"file:///etc/passwd"_s)));
    QVERIFY(!MarkdownView::mayOpen(QUrl(u"javascript:alert(1)"_s)));
    QVERIFY(!MarkdownView::mayOpen(QUrl(u"smb://host/share"_s)));
    QVERIFY(!MarkdownView::mayOpen(QUrl(u"relative"_s)));
}

void TestMarkdownView::isAsHighAsItsText()
{
    MarkdownView view;
    view.resize(300, 100);
    view.setAnswer(u"one"_s);
    const int one = view.minimumHeight();
    view.setAnswer(u"one\n\ntwo\n\nthree"_s);
    QVERIFY(view.minimumHeight() > 2 * one);
}

QTEST_MAIN(TestMarkdownView)
#include "tst_markdownview.moc"
