// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace creact {

/// A piece of HTML as plain text: tags removed first, then entities decoded, so that "&lt;b&gt;"
/// stays the four characters it stands for; white space folded. Unknown entities stay as written.
QString htmlToText(const QString &html);

/// Named entities of Latin-1 and of typography, decimal and hexadecimal ones. Code points that no
/// text may have become U+FFFD.
QString decodeEntities(const QString &text);

} // namespace creact
