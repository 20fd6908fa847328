// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/expression/scripttext.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace creact::scripttext {

namespace {

const QSet<QString> &reservedWords()
{
    static const QSet<QString> words{
        u"break"_s,    u"case"_s,    u"catch"_s,  u"class"_s,      u"const"_s,  u"continue"_s,
        u"debugger"_s, u"default"_s, u"delete"_s, u"do"_s,         u"else"_s,   u"enum"_s,
        u"export"_s,   u"extends"_s, u"false"_s,  u"finally"_s,    u"for"_s,    u"function"_s,
        u"if"_s,       u"import"_s,  u"in"_s,     u"instanceof"_s, u"let"_s,    u"new"_s,
        u"null"_s,     u"return"_s,  u"static"_s, u"super"_s,      u"switch"_s, u"this"_s,
        u"throw"_s,    u"true"_s,    u"try"_s,    u"typeof"_s,     u"var"_s,    u"void"_s,
        u"while"_s,    u"with"_s,    u"yield"_s,  u"undefined"_s,  u"NaN"_s,    u"Infinity"_s,
        u"arguments"_s};
    return words;
}

} // namespace

QStringList identifiers(const QString &expression)
{
    static const QRegularExpression word(u"[\\p{L}_$][\\p{L}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}$]*"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    QStringList names;
    QSet<QString> seen;
    for (auto it = word.globalMatch(expression); it.hasNext();) {
        const QString name = it.next().captured();
        if (reservedWords().contains(name) || seen.contains(name))
            continue;
        seen.insert(name);
        names.append(name);
    }
    return names;
}

QStringList path(const QString &expression)
{
    static const QRegularExpression form(
        u"\\A\\s*[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*\\s*\\z"_s);
    if (!form.match(expression).hasMatch())
        return {};
    const QStringList parts = expression.trimmed().split(u'.');
    return reservedWords().contains(parts.first()) ? QStringList() : parts;
}

QList<qsizetype> tokenStarts(const QString &expression)
{
    static const QRegularExpression token(
        u"\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|`(?:\\\\.|[^`\\\\])*`|/\\*.*?\\*/|//"
        u"[^\\n]*"
        "|[\\w$]+(?:\\.\\d+)?|=>|\\.\\.\\.|\\?\\?=?|\\?\\.|[-+*/%&|^<>=!]+|\\S"_s,
        QRegularExpression::DotMatchesEverythingOption);
    QList<qsizetype> starts;
    for (auto it = token.globalMatch(expression); it.hasNext();)
        starts.append(it.next().capturedStart());
    return starts;
}

QString oneTokenALine(const QString &expression, const QList<qsizetype> &starts)
{
    QString lines;
    for (qsizetype i = 0; i < starts.size(); ++i) {
        const qsizetype end = i + 1 < starts.size() ? starts.at(i + 1) : expression.size();
        lines += expression.mid(starts.at(i), end - starts.at(i)).replace(u'\n', u' ') + u'\n';
    }
    return lines;
}

QString position(const QString &expression, qsizetype offset)
{
    const QStringView before = QStringView(expression).left(offset);
    return u"line %1, column %2"_s.arg(before.count(u'\n') + 1)
        .arg(offset - before.lastIndexOf(u'\n'));
}

QString positionOf(const QString &expression, const QString &name)
{
    const QRegularExpression word(
        u"(?<![\\w$])%1(?![\\w$])"_s.arg(QRegularExpression::escape(name)));
    auto it = word.globalMatch(expression);
    if (!it.hasNext())
        return {};
    const qsizetype offset = it.next().capturedStart();
    return it.hasNext() ? QString() : position(expression, offset);
}

QString syntaxHint(const QString &expression)
{
    struct Known {
        QRegularExpression sign;
        QString hint;
    };
    static const QList<Known> known{
        {QRegularExpression(
             u"(?:\\{|,\\s*[\\w$'\"]+\\s*(?::[^,{}]*)?,)\\s*\\.\\.\\.[^}]*\\}\\s*="_s),
         u"Object rest ({a, ...rest} = …) is not available: name the members you need."_s},
        {QRegularExpression(u"\\{[^{}\\[\\]()]*\\.\\.\\."_s),
         u"Object spread is not available: write merge(a, {b: 1}) instead of {...a, b: 1}."_s},
        {QRegularExpression(u"\\?\\?=|\\|\\|=|&&="_s),
         u"Logical assignment is not available: write a = a ?? b."_s},
        {QRegularExpression(u"\\bcatch\\s*\\{"_s),
         u"Expressions cannot catch errors: ask first (a?.b, a ?? b)."_s},
        {QRegularExpression(u"\\b(?:async|await)\\b"_s),
         u"Expressions cannot wait: what is not there yet reads as undefined, and the expression "
         u"is "
         "evaluated again when it comes."_s},
        {QRegularExpression(u"\\b\\d+n\\b"_s),
         u"BigInt is not available: use a string or a number."_s},
        {QRegularExpression(u"\\d_\\d"_s), u"Numbers cannot hold underscores here."_s},
        {QRegularExpression(u"\\A\\s*(?:const|let|var|if|for|while|return|throw|function)\\b|;"_s),
         u"An expression is one value, without statements: write c ? a : b, or (() => { … return x; })()."_s},
    };
    for (const Known &each : known) {
        if (each.sign.match(expression).hasMatch())
            return each.hint;
    }
    return {};
}

QString shown(const QString &expression)
{
    const QString line = expression.simplified();
    return line.size() <= 120 ? line : line.left(117) + u"…"_s;
}

} // namespace creact::scripttext
