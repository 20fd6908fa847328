// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/markdownview.h"

#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QTextList>
#include <QTextTable>
#include <QUrl>
#include <QWheelEvent>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// Milliseconds of one frame.
constexpr qint64 slowFrame = 12;

constexpr QTextDocument::MarkdownFeatures markdownFeatures =
    QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub)
    | QTextDocument::MarkdownNoHTML;

// An image would be a hole where nothing is loaded: say what it was meant to be.
void replaceImages(QTextDocument *document)
{
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd();) {
            const QTextFragment fragment = it.fragment();
            if (!fragment.charFormat().isImageFormat()) {
                ++it;
                continue;
            }
            const QTextImageFormat image = fragment.charFormat().toImageFormat();
            const QString alt = image.property(QTextFormat::ImageAltText).toString();
            QTextCursor cursor(document);
            cursor.setPosition(fragment.position());
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            cursor.insertText(
                MarkdownView::tr("[image: %1]").arg(alt.isEmpty() ? image.name() : alt),
                QTextCharFormat());
            it = block.begin();
        }
    }
}

void styleBlocks(QTextDocument *document)
{
    const Colors &colors = Colors::now();
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        const bool code = format.hasProperty(QTextFormat::BlockCodeFence)
            || format.hasProperty(QTextFormat::BlockCodeLanguage);
        if (code) {
            format.setBackground(colors.window);
        }
        if (!code)
            format.setLineHeight(120, QTextBlockFormat::ProportionalHeight);
        QTextCursor cursor(block);
        cursor.setBlockFormat(format);
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextCharFormat now = it.fragment().charFormat();
            if (!code && !now.fontFixedPitch())
                continue;
            QTextCharFormat mono;
            mono.setFontFamilies(monoFont().families());
            mono.setFontPointSize(monoFont(TextSize::Small).pointSizeF());
            mono.setBackground(colors.window);
            cursor.setPosition(it.fragment().position());
            cursor.setPosition(it.fragment().position() + it.fragment().length(),
                               QTextCursor::KeepAnchor);
            cursor.mergeCharFormat(mono);
        }
    }
}

/// Thin lines of the window's colour, and room around the words.
void styleTables(QTextDocument *document)
{
    const Colors &colors = Colors::now();
    for (QTextFrame *frame : document->rootFrame()->childFrames()) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorderCollapse(true);
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(colors.border);
        format.setCellSpacing(0);
        format.setCellPadding(Space::Tiny);
        table->setFormat(format);
    }
}

/// Whether a block of its own begins with this line, whatever stands before it: nothing that goes
/// on with a list, a quotation or a table.
bool beginsAnew(QStringView line)
{
    if (line.isEmpty() || line.front().isSpace())
        return false;
    const QChar first = line.front();
    return !first.isDigit() && !QStringView(u"-*+>|:=[").contains(first);
}

/// The ``` or ~~~ that a line begins with; empty when it is no fence.
QStringView fenceOf(QStringView line)
{
    if (line.isEmpty() || (line.front() != u'`' && line.front() != u'~'))
        return {};
    qsizetype length = 1;
    while (length < line.size() && line.at(length) == line.front())
        ++length;
    const bool inlineCode = line.front() == u'`' && line.mid(length).contains(u'`');
    return length < 3 || inlineCode ? QStringView() : line.first(length);
}

bool endsFence(QStringView line, QStringView fence)
{
    return line.startsWith(fence) && fenceOf(line).size() == line.size();
}

/// Where the last block begins that what is before it cannot reach: after an empty line, outside of
/// code. `from` is such a place already.
qsizetype settledEnd(const QString &markdown, qsizetype from)
{
    qsizetype settled = from;
    QStringView fence;
    bool afterBlank = false;
    for (qsizetype at = from; at < markdown.size();) {
        const qsizetype next = markdown.indexOf(u'\n', at);
        const QStringView line =
            QStringView(markdown).mid(at, (next < 0 ? markdown.size() : next) - at);
        const QStringView bare = line.trimmed();
        // A line that is still being written may become anything.
        if (fence.isEmpty() && afterBlank && next >= 0 && beginsAnew(line))
            settled = at;
        if (fence.isEmpty())
            fence = fenceOf(bare);
        else if (endsFence(bare, fence))
            fence = {};
        afterBlank = bare.isEmpty();
        if (next < 0)
            break;
        at = next + 1;
    }
    return settled;
}

/// [name]: address, which links before and after it go by.
bool hasReferences(const QString &markdown)
{
    static const QRegularExpression reference(u"^ {0,3}\\[[^\\]\\n]+\\]:"_s,
                                              QRegularExpression::MultilineOption);
    return markdown.contains(reference);
}

} // namespace

MarkdownView::MarkdownView(QWidget *parent)
    : QTextBrowser(parent)
{
    setObjectName(u"markdown"_s);
    setAccessibleName(tr("Answer"));
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setUndoRedoEnabled(false);
    document()->setDocumentMargin(0);
    document()->setIndentWidth(18);
    setFont(uiFont());
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] {
        if (m_shown != m_markdown)
            showText();
    });
    connect(this, qOverload<const QUrl &>(&QTextBrowser::highlighted), this,
            [this](const QUrl &url) { setToolTip(url.toDisplayString().toHtmlEscaped()); });
}

bool MarkdownView::mayOpen(const QUrl &url)
{
    const QString scheme = url.scheme();
    return url.isValid() && (scheme == "https"_L1 || scheme == "http"_L1 || scheme == "mailto"_L1);
}

QVariant MarkdownView::loadResource(int, const QUrl &)
{
    return {};
}

void MarkdownView::setAnswer(const QString &markdown)
{
    if (markdown == m_markdown)
        return;
    m_markdown = markdown;
    if (!m_later.isActive())
        showText();
}

/// What takes long is not done in every frame.
void MarkdownView::showText()
{
    QElapsedTimer timer;
    timer.start();
    const bool goesOn = m_settled > 0 && m_markdown.startsWith(m_shown)
        && !hasReferences(m_markdown.mid(m_settled));
    m_shown = m_markdown;
    if (goesOn)
        renderEnd();
    else
        render();
    if (const qint64 took = timer.elapsed(); took >= slowFrame)
        m_later.start(int(took * 4));
}

void MarkdownView::render()
{
    document()->clear();
    m_settled = 0;
    m_settledPosition = 0;
    renderEnd();
}

/// Only what can still change is taken out and set anew.
void MarkdownView::renderEnd()
{
    const qsizetype settled = hasReferences(m_markdown) ? 0 : settledEnd(m_markdown, m_settled);
    QTextCursor cursor(document());
    cursor.setPosition(m_settledPosition);
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    if (settled > m_settled) {
        append(m_markdown.mid(m_settled, settled - m_settled));
        m_settled = settled;
        m_settledPosition = document()->characterCount() - 1;
    }
    append(m_markdown.mid(m_settled));
    fit();
}

/// Blocks of their own at the end of the document.
void MarkdownView::append(const QString &markdown)
{
    QTextDocument part;
    part.setDefaultFont(document()->defaultFont());
    part.setUndoRedoEnabled(false);
    part.setIndentWidth(document()->indentWidth());
    part.setMarkdown(markdown, markdownFeatures);
    replaceImages(&part);
    styleBlocks(&part);
    styleTables(&part);
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    const bool first = cursor.atStart();
    const QTextBlock head = part.begin();
    if (!first)
        cursor.insertBlock(head.blockFormat(), head.charFormat());
    const int start = cursor.position();
    cursor.insertFragment(QTextDocumentFragment(&part));
    // The fragment's first block went into the one that was there.
    QTextCursor at(document());
    at.setPosition(start);
    if (!first && !head.textList())
        at.setBlockFormat(head.blockFormat());
}

void MarkdownView::fit()
{
    document()->setTextWidth(std::max(40, viewport()->width()));
    const int height = int(std::ceil(document()->size().height())) + 2;
    if (height != minimumHeight())
        setFixedHeight(height);
}

QSize MarkdownView::sizeHint() const
{
    return {200, minimumHeight()};
}

QSize MarkdownView::minimumSizeHint() const
{
    return {40, minimumHeight()};
}

void MarkdownView::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    fit();
}

void MarkdownView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_markdown.isEmpty()) {
        m_shown = m_markdown;
        render();
    }
}

// The transcript scrolls, not the answer in it.
void MarkdownView::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

} // namespace creact
