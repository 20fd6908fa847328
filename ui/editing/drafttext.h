// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace creact {

/// How a file writes its lines. Inside, every line ends with \n and there is no byte order mark.
struct LineStyle {
    enum class Ends { Lf, CrLf, Cr };

    Ends ends = Ends::Lf;
    bool byteOrderMark = false;
    /// The file uses several kinds. It is kept byte for byte until it is edited; then `ends`, the
    /// one it has most of, becomes the only one.
    bool mixed = false;

    bool operator==(const LineStyle &) const = default;
};

LineStyle lineStyleOf(const QByteArray &bytes);
/// Without byte order mark, lines ended by \n.
QByteArray normalizedText(const QByteArray &bytes);
QByteArray writtenText(const QByteArray &text, const LineStyle &style);
/// UTF-8 as a string, each character of it: QString::fromUtf8() drops a U+FEFF that it begins with.
QString stringFromUtf8(QByteArrayView utf8);

} // namespace creact
