// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsonnode.h"

#include <QByteArray>
#include <QList>

#include <vector>

namespace creact {

/// Both from 1; the column counts characters (code points), as editors do.
struct LineColumn {
    int line = 0;
    int column = 0;

    bool operator==(const LineColumn &) const = default;
};

/// Something wrong with a JSON text, at a byte offset.
struct JsonError {
    enum class Code { Empty, Syntax, InvalidUtf8, TooDeep, TooLarge, DuplicateKey, NumberRange };

    Code code = Code::Syntax;
    QString message;
    qsizetype offset = 0;
};

/// A JSON text (RFC 8259, UTF-8, a byte order mark tolerated) with its syntax tree and positions.
class JsonDocument {
public:
    static constexpr int defaultMaxDepth = 5000;
    static constexpr qsizetype maxBytes = 64 * 1024 * 1024;

    /// A duplicate key is noted in errors() and reading goes on; any other error ends it, and
    /// root() is null.
    static JsonDocument parse(const QByteArray &text, int maxDepth = defaultMaxDepth);

    bool ok() const { return m_errors.isEmpty(); }
    /// The text was read to its end, so that root() is what it says.
    bool isComplete() const { return m_complete; }
    const QList<JsonError> &errors() const { return m_errors; }
    const JsonNode &root() const { return m_root; }
    const QByteArray &text() const { return m_text; }

    LineColumn lineColumn(qsizetype offset) const;
    /// Where the value at that JSON pointer starts; where its nearest known ancestor does if there
    /// is no such value.
    LineColumn locate(const QString &pointer) const;
    /// Where the name of the member at that pointer starts; its value if it is in a list.
    LineColumn locateName(const QString &pointer) const;
    /// Where the given UTF-16 unit of a string value stands in the text, through its escapes.
    qsizetype offsetInString(const JsonNode &string, qsizetype unit) const;

private:
    QByteArray m_text;
    JsonNode m_root;
    QList<JsonError> m_errors;
    std::vector<qsizetype> m_lineStarts;
    bool m_complete = false;
};

} // namespace creact
