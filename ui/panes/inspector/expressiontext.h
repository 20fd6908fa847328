// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsonnode.h"

#include <QString>

#include <optional>

namespace creact {

/// Values as a person writes them.
namespace ExpressionText {

/// The expression that comes to this value: 3 → "3", "a" → "'a'", {…} → "({…})".
QString ofLiteral(const JsonNode &value);
/// The value that an expression is, when it is nothing but one.
std::optional<JsonNode> literalOf(const QString &expression);

/// JSON on one line, numbers as written.
QString compact(const JsonNode &value);
/// A text as itself, unless it would be read as something else ("3"): then in quotes.
QString ofAny(const JsonNode &value);
/// What reads as JSON is JSON; everything else is text.
JsonNode anyOf(const QString &text);
/// Nothing when it is no JSON; `error` then says why, with the place.
std::optional<JsonNode> jsonOf(const QString &text, QString *error = nullptr);

/// What is being typed at a place of an expression.
struct Name {
    /// Where the part before the cursor starts.
    int start = 0;
    /// "chat.pending", when a member of it is typed; empty: a name of the scope.
    QString of;
    QString partial;
};
/// Nothing inside a text or a number.
std::optional<Name> nameAt(const QString &expression, int cursor);

} // namespace ExpressionText

} // namespace creact
