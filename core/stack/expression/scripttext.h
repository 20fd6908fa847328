// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace creact::scripttext {

/// Every identifier in the text that could be a name in scope: a superset, since words in strings
/// and after dots are in it too.
QStringList identifiers(const QString &expression);

/// {"chat", "pending", "id"} when the text is nothing but a path; else empty.
QStringList path(const QString &expression);

/// Offsets at which the tokens start; roughly (it may split a regular expression), for positions
/// only.
QList<qsizetype> tokenStarts(const QString &expression);

/// The text with each token on a line of its own, so that the parser's line says which token it
/// means.
QString oneTokenALine(const QString &expression, const QList<qsizetype> &starts);

/// "line 1, column 8"
QString position(const QString &expression, qsizetype offset);

/// "line 1, column 8" of `name` if it stands there once, else "".
QString positionOf(const QString &expression, const QString &name);

/// What to write instead of syntax that Qt's script engine does not have. Empty: no idea.
QString syntaxHint(const QString &expression);

/// The expression as it is shown in a sentence: one line, not too long.
QString shown(const QString &expression);

} // namespace creact::scripttext
