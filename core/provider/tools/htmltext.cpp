// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/htmltext.h"

#include <QHash>
#include <QRegularExpression>

#include <array>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// U+00A0 to U+00FF, in order.
constexpr std::array latin1Entities{
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
static_assert(latin1Entities.size() == 96);

struct NamedEntity {
    const char *name;
    char16_t character;
};
constexpr std::array otherEntities{
    NamedEntity{"amp", u'&'},      NamedEntity{"lt", u'<'},       NamedEntity{"gt", u'>'},
    NamedEntity{"quot", u'"'},     NamedEntity{"apos", u'\''},    NamedEntity{"ndash", 0x2013},
    NamedEntity{"mdash", 0x2014},  NamedEntity{"lsquo", 0x2018},  NamedEntity{"rsquo", 0x2019},
    NamedEntity{"sbquo", 0x201a},  NamedEntity{"ldquo", 0x201c},  NamedEntity{"rdquo", 0x201d},
    NamedEntity{"bdquo", 0x201e},  NamedEntity{"dagger", 0x2020}, NamedEntity{"bull", 0x2022},
    NamedEntity{"hellip", 0x2026}, NamedEntity{"prime", 0x2032},  NamedEntity{"Prime", 0x2033},
    NamedEntity{"lsaquo", 0x2039}, NamedEntity{"rsaquo", 0x203a}, NamedEntity{"euro", 0x20ac},
    NamedEntity{"trade", 0x2122},  NamedEntity{"larr", 0x2190},   NamedEntity{"rarr", 0x2192},
    NamedEntity{"minus", 0x2212},  NamedEntity{"ne", 0x2260},     NamedEntity{"le", 0x2264},
    NamedEntity{"ge", 0x2265},     NamedEntity{"thinsp", 0x2009}, NamedEntity{"ensp", 0x2002},
    NamedEntity{"emsp", 0x2003},   NamedEntity{"zwnj", 0x200c},   NamedEntity{"zwj", 0x200d},
    NamedEntity{"OElig", 0x0152},  NamedEntity{"oelig", 0x0153},  NamedEntity{"Scaron", 0x0160},
    NamedEntity{"scaron", 0x0161}, NamedEntity{"alpha", 0x03b1},  NamedEntity{"beta", 0x03b2},
    NamedEntity{"gamma", 0x03b3},  NamedEntity{"delta", 0x03b4},  NamedEntity{"lambda", 0x03bb},
    NamedEntity{"mu", 0x03bc},     NamedEntity{"pi", 0x03c0},     NamedEntity{"sigma", 0x03c3},
    NamedEntity{"omega", 0x03c9},  NamedEntity{"Omega", 0x03a9},  NamedEntity{"infin", 0x221e},
};

QHash<QString, QString> makeEntityTable()
{
    QHash<QString, QString> table;
    for (size_t i = 0; i < latin1Entities.size(); ++i)
        table.insert(QString::fromLatin1(latin1Entities[i]), QChar(char16_t(0xa0 + i)));
    for (const NamedEntity &entity : otherEntities)
        table.insert(QString::fromLatin1(entity.name), QChar(entity.character));
    return table;
}

QString characterOf(const QString &number, int base)
{
    bool ok = false;
    const uint code = number.toUInt(&ok, base);
    const bool allowed =
        ok && code != 0 && code <= QChar::LastValidCodePoint && !QChar::isSurrogate(code);
    const char32_t character = allowed ? char32_t(code) : U'\ufffd';
    return QString::fromUcs4(&character, 1);
}

} // namespace

QString decodeEntities(const QString &text)
{
    static const QHash<QString, QString> table = makeEntityTable();
    static const QRegularExpression entity(
        u"&(?:#[xX]([0-9A-Fa-f]{1,8})|#([0-9]{1,10})|([A-Za-z][A-Za-z0-9]{1,15}));"_s);
    QString out;
    qsizetype from = 0;
    QRegularExpressionMatchIterator it = entity.globalMatch(text);
    while (it.hasNext()) {
        const QRegularExpressionMatch match = it.next();
        out += QStringView(text).mid(from, match.capturedStart() - from);
        from = match.capturedEnd();
        if (match.hasCaptured(3))
            out += table.value(match.captured(3), match.captured());
        else if (match.hasCaptured(2))
            out += characterOf(match.captured(2), 10);
        else
            out += characterOf(match.captured(1), 16);
    }
    out += QStringView(text).mid(from);
    return out;
}

QString htmlToText(const QString &html)
{
    // The last alternative is a tag that the end of the snippet cut in two.
    static const QRegularExpression tag(u"<!--.*?-->|</?[A-Za-z!][^<>]*>|</?[A-Za-z!][^<>]*$"_s,
                                        QRegularExpression::DotMatchesEverythingOption);
    QString text = html;
    text.remove(tag);
    return decodeEntities(text).simplified();
}

} // namespace creact
