// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/growingtext.h"

#include "ui/theme/metrics.h"

#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QWheelEvent>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// Above and below the lines: border, padding and the document's own margin.
constexpr int fieldEdge = 7;

} // namespace

GrowingText::GrowingText(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setProperty("role", u"field"_s);
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(0);
    connect(this, &QPlainTextEdit::textChanged, this, &GrowingText::fit);
    fit();
}

void GrowingText::setLineLimit(int lines)
{
    m_limit = lines;
    fit();
}

void GrowingText::replaceText(const QString &text)
{
    if (text == toPlainText())
        return;
    const int position = textCursor().position();
    setPlainText(text);
    QTextCursor cursor = textCursor();
    cursor.setPosition(std::min(position, int(text.size())));
    setTextCursor(cursor);
}

QSize GrowingText::sizeHint() const
{
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid() && lines < m_limit;
         block = block.next())
        lines += std::max(1, block.lineCount());
    const int shown = std::clamp(lines, 1, m_limit);
    const int text = shown * fontMetrics().lineSpacing() + 2 * fieldEdge;
    return {120, shown == 1 ? std::max(text, Size::Control) : text};
}

void GrowingText::fit()
{
    const int wanted = sizeHint().height();
    if (minimumHeight() != wanted || maximumHeight() != wanted)
        setFixedHeight(wanted);
    // One line stands in the middle of a control's height.
    const int slack = wanted - fontMetrics().lineSpacing() - 2 * fieldEdge;
    const int top = document()->blockCount() == 1 && wanted == Size::Control ? slack / 2 : 0;
    if (viewportMargins().top() != top)
        setViewportMargins(0, top, 0, 0);
}

void GrowingText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fit();
}

void GrowingText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

// A field that shows all of its lines leaves the wheel to what it stands in.
void GrowingText::wheelEvent(QWheelEvent *event)
{
    if (verticalScrollBar()->maximum() > 0 && hasFocus())
        QPlainTextEdit::wheelEvent(event);
    else
        event->ignore();
}

} // namespace creact
