// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace creact {

/// A token of an expression. Offsets and lengths in UTF-16 units.
struct ExpressionToken {
    enum class Kind { Identifier, Number, Text, Regex, Punctuator };

    Kind kind = Kind::Punctuator;
    QString text;
    qsizetype offset = 0;

    bool is(QStringView punctuator) const { return kind == Kind::Punctuator && text == punctuator; }
    bool isIdentifier() const { return kind == Kind::Identifier; }
    bool isIdentifier(QStringView name) const { return isIdentifier() && text == name; }
};

/// Splits JavaScript into tokens; comments are left out. The parts of a template literal are Text
/// tokens, each `${ … }` in it a pair of punctuators "${" and "}". Never fails: what is no
/// JavaScript gives some tokens, too.
QList<ExpressionToken> expressionTokens(const QString &expression);

/// A name that an expression reads from outside itself.
struct FreeIdentifier {
    QString name;
    qsizetype offset = 0;
    /// `{model}` stands for `{model: model}`: a rename must write it so.
    bool shorthand = false;
    /// The member that is read of it at once: "content" in `completion.content`; else empty.
    QString member;
    qsizetype memberOffset = 0;

    bool operator==(const FreeIdentifier &) const = default;
};

/// The free identifiers of an expression, in the order they stand. Not: member names, keys of
/// object literals, parameters and variables of functions, reserved words, words in strings and
/// comments.
///
/// A good reading, not a parser: of code that does not compile it says something, and a variable
/// counts as declared in the whole block around its declaration.
QList<FreeIdentifier> freeIdentifiers(const QString &expression);

} // namespace creact
