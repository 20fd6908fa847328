// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/markdownview.h"

#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"

#include <QTextBlock>
#include <QTextDocument>
#include <QUrl>
#include <QWheelEvent>

namespace creact {

using namespace Qt::StringLiterals;

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
    render();
}

void MarkdownView::render()
{
    QTextDocument::MarkdownFeatures features = QTextDocument::MarkdownDialectGitHub;
    features |= QTextDocument::MarkdownNoHTML;
    document()->setMarkdown(m_markdown, features);
    replaceImages();
    styleBlocks();
    fit();
}

// An image would be a hole where nothing is loaded: say what it was meant to be.
void MarkdownView::replaceImages()
{
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd();) {
            const QTextFragment fragment = it.fragment();
            if (!fragment.charFormat().isImageFormat()) {
                ++it;
                continue;
            }
            const QTextImageFormat image = fragment.charFormat().toImageFormat();
            const QString alt = image.property(QTextFormat::ImageAltText).toString();
            QTextCursor cursor(document());
            cursor.setPosition(fragment.position());
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            cursor.insertText(tr("[image: %1]").arg(alt.isEmpty() ? image.name() : alt),
                              QTextCharFormat());
            it = block.begin();
        }
    }
}

void MarkdownView::styleBlocks()
{
    const Colors &colors = Colors::now();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
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
    if (event->type() == QEvent::PaletteChange && !m_markdown.isEmpty())
        render();
}

// The transcript scrolls, not the answer in it.
void MarkdownView::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

} // namespace creact
