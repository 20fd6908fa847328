// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/markdownview.h"
#include "ui/theme/colors.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextList>

#include <algorithm>

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
    void tablesHaveTheLinesOfTheWindow();
    void htmlStaysText_data();
    void htmlStaysText();
    void imagesAreNotLoaded_data();
    void imagesAreNotLoaded();
    void aClickOpensNothing();
    void onlyWebAddressesMayBeOpened();
    void isAsHighAsItsText();
    void aTextThatGrowsIsLikeOneThatCameWhole_data();
    void aTextThatGrowsIsLikeOneThatCameWhole();
    void hostileTextStaysHarmlessWhileItGrows();
    void whatIsSettledStaysSelected();
    void aLongAnswerGrowsSmoothly();
};

void TestMarkdownView::showsMarkdown()
{
    MarkdownView view;
    view.setAnswer(u"**bold** and `code`\n\n- one\n- two"_s);
    QCOMPARE(view.toPlainText(), u"bold and code\none\ntwo"_s);
    QVERIFY(view.document()->begin().begin().fragment().charFormat().fontWeight() > QFont::Normal);
}

void TestMarkdownView::tablesHaveTheLinesOfTheWindow()
{
    MarkdownView view;
    view.setAnswer(u"Text\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd"_s);
    const QList<QTextFrame *> frames = view.document()->rootFrame()->childFrames();
    QCOMPARE(frames.size(), 1);
    QCOMPARE(frames.first()->frameFormat().borderBrush().color(), Colors::now().border);
    QVERIFY(frames.first()->frameFormat().toTableFormat().borderCollapse());
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

namespace {

QString shapeOf(const MarkdownView &view)
{
    QString shape;
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
        const QTextBlockFormat format = block.blockFormat();
        const bool code = format.hasProperty(QTextFormat::BlockCodeFence);
        shape += u"%1 h%2 i%3 l%4 c%5 q%6: "_s.arg(block.length() > 1)
                     .arg(format.headingLevel())
                     .arg(format.indent())
                     .arg(block.textList() ? int(block.textList()->format().style()) : 0)
                     .arg(code)
                     .arg(format.intProperty(QTextFormat::BlockQuoteLevel));
        for (auto it = block.begin(); !it.atEnd(); ++it)
            shape += u"[%1%2|%3]"_s.arg(it.fragment().charFormat().fontWeight() > QFont::Normal)
                         .arg(it.fragment().charFormat().fontFixedPitch())
                         .arg(it.fragment().text());
        shape += u'\n';
    }
    return shape;
}

QString longAnswer(qsizetype size)
{
    QString text;
    for (int i = 0; text.size() < size; ++i)
        text +=
            u"## Part %1\n\nSome **words** about it, with `code` and more of them so that the "
            "line wraps.\n\n- one\n- two\n  - deeper\n\n```cpp\nint a = %1;\n\nint b;\n```\n\n"_s
                .arg(i);
    return text;
}

} // namespace

void TestMarkdownView::aTextThatGrowsIsLikeOneThatCameWhole_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("paragraphs") << u"One.\n\nTwo **bold**.\n\nThree `x`.\n\nFour."_s;
    QTest::newRow("headings") << u"# A\n\ntext\n\n## B\n\ntext\n\nC\n===\n\nend"_s;
    QTest::newRow("loose list") << u"Text\n\n- one\n\n- two\n\n  inside\n\n- three\n\nAfter.\n"_s;
    QTest::newRow("numbers") << u"Text\n\n1. one\n\n2. two\n\n3. three\n\nAfter.\n\nMore."_s;
    QTest::newRow("fence with empty lines")
        << u"Text\n\n```\na\n\nb\n\nnot a heading\n```\n\nAfter\n\nEnd\n"_s;
    QTest::newRow("fence in a longer fence") << u"T\n\n````\n```\n\nx\n\n```\n````\n\nA\n\nB\n"_s;
    QTest::newRow("open fence") << u"Text\n\nMore\n\n```python\na = 1\n\nb = 2"_s;
    QTest::newRow("table") << u"Text\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nAfter\n\nEnd"_s;
    QTest::newRow("quotes") << u"Text\n\n> one\n\n> two\n\nAfter\n\nEnd"_s;
    QTest::newRow("references") << u"See [it][1].\n\nMore\n\nText\n\n[1]: https://a.example\n"_s;
    QTest::newRow("rules") << u"Text\n\n---\n\nAfter\n\n***\n\nEnd"_s;
    QTest::newRow("many") << longAnswer(1500);
}

void TestMarkdownView::aTextThatGrowsIsLikeOneThatCameWhole()
{
    QFETCH(QString, text);
    MarkdownView whole;
    whole.resize(300, 100);
    whole.setAnswer(text);
    for (const int step : {1, 7, 40}) {
        MarkdownView grown;
        grown.resize(300, 100);
        for (qsizetype size = step; size < text.size(); size += step)
            grown.setAnswer(text.left(size));
        grown.setAnswer(text);
        QTRY_COMPARE(shapeOf(grown), shapeOf(whole));
        QCOMPARE(grown.sizeHint().height(), whole.sizeHint().height());
    }
}

void TestMarkdownView::hostileTextStaysHarmlessWhileItGrows()
{
    const QString hostile = u"Text\n\n<script>alert(1)</script>\n\n![x](file:///etc/passwd)\n\n"
                            "<img src=\"https://a.example/x.png\">\n\nend\n\n<b>x</b>"_s;
    NosyView view;
    view.resize(300, 200);
    for (qsizetype size = 1; size <= hostile.size(); ++size) {
        view.setAnswer(hostile.left(size));
        QVERIFY(!hasImage(view.document()));
    }
    view.grab();
    QTRY_VERIFY(view.toPlainText().contains(u"<script>"_s));
    QTRY_VERIFY(view.toPlainText().contains(u"[image: x]"_s));
    QVERIFY(!view.anything);
}

void TestMarkdownView::whatIsSettledStaysSelected()
{
    MarkdownView view;
    view.resize(300, 200);
    QString text = u"First words.\n\nSecond.\n\nThird.\n"_s;
    view.setAnswer(text);
    QTextCursor cursor = view.textCursor();
    cursor.setPosition(0);
    cursor.setPosition(5, QTextCursor::KeepAnchor);
    view.setTextCursor(cursor);
    for (int i = 0; i < 5; ++i)
        view.setAnswer(text += u"\nMore and more.\n"_s);
    QCOMPARE(view.textCursor().selectedText(), u"First"_s);
}

void TestMarkdownView::aLongAnswerGrowsSmoothly()
{
    const QString text = longAnswer(100'000);
    MarkdownView view;
    view.resize(420, 600);
    view.show();
    QElapsedTimer timer;
    QList<qint64> frames;
    for (qsizetype size = 100; size < text.size(); size += 100) {
        timer.start();
        view.setAnswer(text.left(size));
        QCoreApplication::processEvents(); // laid out and painted
        frames.append(timer.nsecsElapsed());
    }
    std::sort(frames.begin(), frames.end());
    const auto ms = [&](double part) {
        return double(frames.at(qsizetype(part * double(frames.size() - 1)))) / 1e6;
    };
    qInfo("%d frames to 100 KB: median %.2f ms, 99 %% %.2f ms, longest %.2f ms", int(frames.size()),
          ms(0.5), ms(0.99), ms(1));
    QVERIFY(ms(0.5) < 33);
}

QTEST_MAIN(TestMarkdownView)
#include "tst_markdownview.moc"
