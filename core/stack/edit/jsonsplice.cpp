// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/jsonsplice.h"

#include <algorithm>

namespace creact {

void JsonSplices::replace(qsizetype offset, qsizetype length, const QByteArray &with)
{
    TextEdit edit = difference(m_text.mid(offset, length), with);
    edit.offset += offset;
    if (!edit.removed.isEmpty() || !edit.inserted.isEmpty())
        m_edits.append(edit);
}

TextEdits JsonSplices::toEdits() const
{
    TextEdits edits = m_edits;
    std::stable_sort(edits.begin(), edits.end(),
                     [](const TextEdit &a, const TextEdit &b) { return a.offset > b.offset; });
    return edits;
}

ContainerEdit::ContainerEdit(const QByteArray &text, const JsonNode &container,
                             const JsonStyle &style, qsizetype owner)
    : m_text(text)
    , m_container(container)
    , m_style(style)
    , m_owner(owner)
{
    for (const JsonNode &item : container.items)
        m_spans.push_back({item.offset, item.offset + item.length});
    for (const JsonMember &member : container.members)
        m_spans.push_back({member.nameOffset, member.value.offset + member.value.length});
    m_removed.assign(m_spans.size(), false);
}

void ContainerEdit::insert(int index, Entry entry)
{
    m_insertions.push_back({std::clamp(index, 0, count()), std::move(entry)});
}

void ContainerEdit::remove(int index)
{
    m_removed.at(static_cast<std::size_t>(index)) = true;
}

void ContainerEdit::addTo(JsonSplices &splices) const
{
    int before = -1;
    for (int after = 0; after <= count(); ++after) {
        if (after < count() && isRemoved(after))
            continue;
        const bool isTouched = after - before > 1
            || std::any_of(m_insertions.begin(), m_insertions.end(),
                           [&](const Insertion &each) { return each.index == after; });
        if (isTouched)
            splices.replace(endOf(before), beginOf(after) - endOf(before), between(before, after));
        before = after;
    }
}

/// What stands between two entries that stay.
QByteArray ContainerEdit::between(int before, int after) const
{
    const bool isFirst = before < 0;
    const bool isLast = after == count();
    const QByteArray comma = separator(before, after);
    QByteArray text;
    for (const Insertion &each : m_insertions) {
        if (each.index <= before || each.index > after)
            continue;
        const QByteArray lead = isFirst && text.isEmpty() ? firstGap() : comma;
        text += lead + each.entry(indentBehind(lead));
    }
    if (!text.isEmpty())
        return text + (isLast ? lastGap() : comma);
    if (isFirst && isLast)
        return {};
    return isLast ? lastGap() : gap(before + 1);
}

qsizetype ContainerEdit::endOf(int index) const
{
    return index < 0 ? m_container.offset + 1 : m_spans.at(static_cast<std::size_t>(index)).end;
}

qsizetype ContainerEdit::beginOf(int index) const
{
    return index == count() ? m_container.offset + m_container.length - 1
                            : m_spans.at(static_cast<std::size_t>(index)).begin;
}

/// The text before the entry; with its comma, if there is one before it.
QByteArray ContainerEdit::gap(int index) const
{
    const qsizetype begin = endOf(index - 1);
    return m_text.mid(begin, beginOf(index) - begin);
}

QByteArray ContainerEdit::separator(int before, int after) const
{
    if (before >= 0 && before + 1 < count())
        return gap(before + 1);
    if (count() >= 2)
        return gap(before < 0 ? std::clamp(after, 1, count() - 1) : count() - 1);
    const QByteArray first = firstGap();
    return first.contains('\n') ? ',' + first : m_style.comma;
}

QByteArray ContainerEdit::firstGap() const
{
    if (count() > 0)
        return gap(0);
    return breaksLines() ? '\n' + baseIndent() + m_style.unit : QByteArray();
}

QByteArray ContainerEdit::lastGap() const
{
    if (count() > 0)
        return gap(count());
    return breaksLines() ? '\n' + baseIndent() : QByteArray();
}

/// Of an empty container.
bool ContainerEdit::breaksLines() const
{
    return !m_style.oneLine && (m_style.expanded || m_container.isArray());
}

/// How the line is indented that an empty container is to be closed on.
QByteArray ContainerEdit::baseIndent() const
{
    const qsizetype line = m_text.lastIndexOf('\n', m_container.offset) + 1;
    const QByteArray before = m_text.mid(line, m_container.offset - line).trimmed();
    const bool beginsLine = before.isEmpty()
        || (before.startsWith('"') && before.count('"') == 2 && before.endsWith(':'));
    return lineIndent(m_text, beginsLine || m_owner < 0 ? m_container.offset : m_owner);
}

QByteArray ContainerEdit::indentBehind(const QByteArray &gap) const
{
    const qsizetype line = gap.lastIndexOf('\n');
    return line < 0 ? lineIndent(m_text, m_container.offset) : gap.sliced(line + 1);
}

} // namespace creact
