// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace creact {

/// Bytes of a text as text: by the charset of the content type, else by the mark at its start or
/// what an HTML page says of itself, else UTF-8, else Latin-1. What is no character becomes U+FFFD.
QString decodedText(const QByteArray &bytes, const QByteArray &contentType);

/// An HTML page as text for reading: "# " before its title and headings, paragraphs, "- " before
/// list items, table rows as lines with " | " between cells, links as "text (address)". Scripts,
/// styles, navigation, forms' controls and what is hidden are left out. Any text is a page; the
/// time taken grows as the page does. `address` is where it came from, for relative links.
QString pageText(const QString &html, const QUrl &address);

/// A text cut to a number of bytes (UTF-8), with a last line that tells how many there were.
QString cutText(const QString &text, qsizetype longest);

} // namespace creact
