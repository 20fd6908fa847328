// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/stackname.h"

#include <QSet>

#include <algorithm>

namespace creact {

namespace {

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

} // namespace

bool isValidStackName(const QString &name)
{
    constexpr qsizetype longest = 64;
    if (name.isEmpty() || name.size() > longest || name.contains(QStringLiteral("..")))
        return false;
    if (!isAsciiLetter(name.front()) && !isAsciiDigit(name.front()))
        return false;
    return std::all_of(name.cbegin(), name.cend(), [](QChar c) {
        return isAsciiLetter(c) || isAsciiDigit(c) || c == u'.' || c == u'_' || c == u'-';
    });
}

bool isValidScopeName(const QString &name)
{
    if (name.isEmpty() || isAsciiDigit(name.front()) || isReservedWord(name))
        return false;
    return std::all_of(name.cbegin(), name.cend(), [](QChar c) {
        return isAsciiLetter(c) || isAsciiDigit(c) || c == u'_' || c == u'$';
    });
}

bool isReservedWord(const QString &word)
{
    static const QSet<QString> words = [] {
        const QString all = QStringLiteral(
            "arguments await break case catch class const continue debugger default delete do else "
            "enum eval export extends false finally for function if implements import in "
            "instanceof interface let new null package private protected public return static "
            "super switch this throw true try typeof undefined var void while with yield NaN "
            "Infinity");
        const QStringList list = all.split(u' ');
        return QSet<QString>(list.cbegin(), list.cend());
    }();
    return words.contains(word);
}

} // namespace creact
