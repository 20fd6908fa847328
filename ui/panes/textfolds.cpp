// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/textfolds.h"

#include "ui/panes/jsonhighlighter.h"

#include <QPlainTextEdit>

namespace creact {

TextFolds::TextFolds(QPlainTextEdit *edit)
    : QObject(edit)
    , m_edit(edit)
{
}

/// The last line that folding hides; the line itself when there is nothing to hide.
QTextBlock TextFolds::lastOf(const QTextBlock &block) const
{
    const LineData *first = LineData::of(block);
    int open = first ? first->opens : 0;
    QTextBlock last = block;
    while (open > 0 && last.next().isValid()) {
        last = last.next();
        const LineData *data = LineData::of(last);
        if (!data)
            break;
        open -= data->closes;
        if (open <= 0)
            break;
        open += data->opens;
    }
    // A line that begins with the bracket stays, as the end of what is folded.
    const QString text = last.text().trimmed();
    const bool isEnd = text.startsWith(u'}') || text.startsWith(u']');
    return open <= 0 && isEnd && last != block ? last.previous() : last;
}

bool TextFolds::canFold(const QTextBlock &block) const
{
    const LineData *data = LineData::of(block);
    return data && data->opens > 0 && lastOf(block) != block;
}

bool TextFolds::isFolded(const QTextBlock &block)
{
    const LineData *data = LineData::of(block);
    return data && data->folded;
}

void TextFolds::setFolded(const QTextBlock &block, bool folded)
{
    LineData *data = LineData::of(block);
    if (!data || data->folded == folded || (folded && !canFold(block)))
        return;
    data->folded = folded;
    m_any = true;
    // A cursor that cannot be seen is no cursor.
    QTextCursor cursor = m_edit->textCursor();
    const int last = lastOf(block).blockNumber();
    if (folded && cursor.blockNumber() > block.blockNumber() && cursor.blockNumber() <= last) {
        cursor.setPosition(block.position() + block.length() - 1);
        m_edit->setTextCursor(cursor);
    }
    update();
}

void TextFolds::foldAround(const QTextBlock &block)
{
    for (QTextBlock each = block; each.isValid(); each = each.previous()) {
        if (!each.isVisible() || isFolded(each) || !canFold(each)
            || lastOf(each).blockNumber() < block.blockNumber())
            continue;
        setFolded(each, true);
        return;
    }
}

void TextFolds::foldAll()
{
    const QTextDocument *document = m_edit->document();
    int depth = 0;
    for (QTextBlock each = document->begin(); each.isValid(); each = each.next()) {
        LineData *data = LineData::of(each);
        if (!data)
            continue;
        depth -= data->closes;
        if (depth > 0 && canFold(each))
            data->folded = true;
        depth += data->opens;
    }
    m_any = true;
    update();
    QTextCursor cursor = m_edit->textCursor();
    QTextBlock block = cursor.block();
    while (!block.isVisible() && block.previous().isValid())
        block = block.previous();
    if (block != cursor.block()) {
        cursor.setPosition(block.position());
        m_edit->setTextCursor(cursor);
    }
}

void TextFolds::unfoldAll()
{
    for (QTextBlock each = m_edit->document()->begin(); each.isValid(); each = each.next()) {
        if (LineData *data = LineData::of(each))
            data->folded = false;
    }
    m_any = true;
    update();
}

void TextFolds::reveal(const QTextBlock &block)
{
    if (block.isVisible() || !m_any)
        return;
    for (QTextBlock each = block.previous(); each.isValid(); each = each.previous()) {
        if (isFolded(each) && lastOf(each).blockNumber() >= block.blockNumber())
            LineData::of(each)->folded = false;
    }
    update();
}

void TextFolds::update()
{
    if (!m_any)
        return;
    QTextDocument *document = m_edit->document();
    m_any = false;
    int hiddenUntil = -1;
    bool moved = false;
    for (QTextBlock each = document->begin(); each.isValid(); each = each.next()) {
        const bool visible = each.blockNumber() > hiddenUntil;
        if (LineData *data = LineData::of(each); data && data->folded) {
            data->folded = canFold(each);
            m_any |= data->folded;
            if (visible && data->folded)
                hiddenUntil = lastOf(each).blockNumber();
        }
        if (each.isVisible() == visible)
            continue;
        moved = true;
        each.setVisible(visible);
        each.setLineCount(visible ? std::max(1, each.layout()->lineCount()) : 0);
    }
    if (moved)
        document->markContentsDirty(0, document->characterCount());
    Q_EMIT changed();
}

} // namespace creact
