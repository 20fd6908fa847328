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

} // namespace

Result<QByteArray> edited(const QByteArray &text, const TextEdits &edits)
{
    QByteArray result = text;
    for (const TextEdit &edit : edits) {
        const bool stands = edit.offset >= 0 && edit.offset <= result.size()
            && QByteArrayView(result).sliced(edit.offset).startsWith(edit.removed);
        if (!stands)
            return Error{ErrorCode::InvalidArgument,
                         QStringLiteral("The text is not the one that the edit was made for."),
                         QStringLiteral("byte %1").arg(edit.offset),
                         {}};
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
