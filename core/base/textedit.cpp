// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/textedit.h"

#include <algorithm>

namespace creact {

namespace {

bool startsCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

bool stands(QByteArrayView text, qsizetype offset, QByteArrayView removed)
{
    return offset >= 0 && offset <= text.size() && text.sliced(offset).startsWith(removed);
}

Error anotherText(const TextEdit &edit)
{
    return {ErrorCode::InvalidArgument,
            QStringLiteral("The text is not the one that the edit was made for."),
            QStringLiteral("byte %1").arg(edit.offset),
            {}};
}

/// As splices are made: none touches what the one before it left.
bool runsBackwards(const TextEdits &edits)
{
    for (qsizetype i = 1; i < edits.size(); ++i) {
        if (edits[i].offset + edits[i].removed.size() > edits[i - 1].offset)
            return false;
    }
    return true;
}

/// As they are taken back.
bool runsForwards(const TextEdits &edits)
{
    for (qsizetype i = 1; i < edits.size(); ++i) {
        if (edits[i].offset < edits[i - 1].offset + edits[i - 1].inserted.size())
            return false;
    }
    return true;
}

/// Edits that lie apart, in one pass: moving the rest of a long text for each of thousands is felt.
Result<QByteArray> editedAtOnce(const QByteArray &text, const TextEdits &edits, bool forwards)
{
    QByteArray result;
    result.reserve(text.size());
    qsizetype done = 0;
    qsizetype shift = 0; // of what comes before, which a forward edit's offset counts in
    for (qsizetype i = 0; i < edits.size(); ++i) {
        const TextEdit &edit = edits[forwards ? i : edits.size() - 1 - i];
        const qsizetype at = edit.offset - (forwards ? shift : 0);
        if (!stands(text, at, edit.removed))
            return anotherText(edit);
        result.append(text.constData() + done, at - done).append(edit.inserted);
        done = at + edit.removed.size();
        shift += edit.inserted.size() - edit.removed.size();
    }
    return result.append(text.constData() + done, text.size() - done);
}

} // namespace

Result<QByteArray> edited(const QByteArray &text, const TextEdits &edits)
{
    if (const bool forwards = runsForwards(edits);
        edits.size() > 1 && (forwards || runsBackwards(edits)))
        return editedAtOnce(text, edits, forwards);
    QByteArray result = text;
    for (const TextEdit &edit : edits) {
        if (!stands(result, edit.offset, edit.removed))
            return anotherText(edit);
        result.replace(edit.offset, edit.removed.size(), edit.inserted);
    }
    return result;
}

TextEdits inverse(const TextEdits &edits)
{
    TextEdits back;
    back.reserve(edits.size());
    for (auto it = edits.crbegin(); it != edits.crend(); ++it)
        back.append({it->offset, it->inserted, it->removed});
    return back;
}

TextEdit difference(const QByteArray &from, const QByteArray &to)
{
    const qsizetype shorter = std::min(from.size(), to.size());
    qsizetype first =
        std::mismatch(from.begin(), from.begin() + shorter, to.begin()).first - from.begin();
    while (first > 0
           && ((first < from.size() && !startsCharacter(from[first]))
               || (first < to.size() && !startsCharacter(to[first]))))
        --first;
    qsizetype last = 0;
    while (last < shorter - first && from[from.size() - 1 - last] == to[to.size() - 1 - last])
        ++last;
    while (last > 0 && !startsCharacter(from[from.size() - last]))
        --last;
    return {first, from.mid(first, from.size() - last - first),
            to.mid(first, to.size() - last - first)};
}

} // namespace creact
