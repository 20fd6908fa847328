// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

namespace creact {

/// A change of a text: at byte `offset` stands `removed`, and `inserted` takes its place. Every
/// edit of a document is a list of these, so that each of them can be undone byte for byte.
struct TextEdit {
    qsizetype offset = 0;
    QByteArray removed;
    QByteArray inserted;

    bool operator==(const TextEdit &) const = default;
};

/// Made one after the other, each in the text that the one before it left.
using TextEdits = QList<TextEdit>;

/// InvalidArgument when something else stands where text is to be removed.
Result<QByteArray> edited(const QByteArray &text, const TextEdits &edits);
/// What takes them back.
TextEdits inverse(const TextEdits &edits);
/// The one edit between two texts: what they begin and end with in common is left out, never within
/// a character.
TextEdit difference(const QByteArray &from, const QByteArray &to);

} // namespace creact
