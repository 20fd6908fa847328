// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsondocument.h"

namespace creact {

/// How a JSON text is laid out, so that what is added to it looks like the rest.
struct JsonStyle {
    /// One level of indentation.
    QByteArray unit = QByteArrayLiteral("  ");
    QByteArray colon = QByteArrayLiteral(": ");
    /// Between values on one line.
    QByteArray comma = QByteArrayLiteral(", ");
    /// The whole text stands on one line.
    bool oneLine = false;
    /// Everything stands on a line of its own, as JSON.stringify(value, null, 2) writes.
    bool expanded = false;
};

JsonStyle styleOf(const JsonDocument &source);

/// The value as it is written on a line that is indented so: without a line break at its end.
QByteArray styledText(const JsonNode &node, const JsonStyle &style, const QByteArray &indent);
/// The text of a value that stands on a line indented `from`, for a line indented `to`.
QByteArray reindented(const QByteArray &text, const QByteArray &from, const QByteArray &to);
/// The same value without spaces and line breaks, but for those of the style after ':' and ','.
QByteArray onOneLine(const QByteArray &json, const JsonStyle &style);
/// The white space with which the line begins in which the offset is.
QByteArray lineIndent(const QByteArray &text, qsizetype offset);
/// As JSON, with its quotes.
QByteArray quotedJson(const QString &text);

} // namespace creact
