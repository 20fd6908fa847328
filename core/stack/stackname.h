// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace creact {

/// [A-Za-z0-9][A-Za-z0-9._-]{0,63} without "..": safe as a file name, in a URL and in a log.
bool isValidStackName(const QString &name);

/// A name that expressions can use: an ASCII identifier of JavaScript that is no reserved word.
bool isValidScopeName(const QString &name);
/// `if`, `this`, `undefined` …: what reads like a name in an expression and is none.
bool isReservedWord(const QString &word);

} // namespace creact
