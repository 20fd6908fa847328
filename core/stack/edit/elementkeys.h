// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsonnode.h"

#include <QStringList>

namespace creact {

/// The key that says what an element is: "construct", "show" …; empty when there is none, or more
/// than one.
QString elementKeyword(const JsonNode &element);
/// The keys of such an element in the order of FORMAT.md, its keyword first; empty for no keyword.
const QStringList &elementKeys(const QString &keyword);
/// "children", "else", "then", "fallback".
bool isElementListKey(QStringView key);

/// The pointer cut into its parts, unescaped.
QStringList pointerParts(const QString &pointer);
/// Without its last part.
QString parentPointer(const QString &pointer);
/// The pointer of the nearest element that it is in ("/children/0" of "/children/0/props/port", and
/// of itself); empty: in none.
QString elementPointerIn(const QString &pointer);
/// "/children", "/children/0/else", "/components/Agent/children".
bool isElementListPointer(const QString &pointer);
/// It is `above`, or inside it.
bool isAtOrBelow(const QString &pointer, const QString &above);

} // namespace creact
