// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/elementkeys.h"

#include "core/stack/edit/documenteditor.h"

#include <QHash>

namespace creact {

namespace {

const QHash<QString, QStringList> &keysByKeyword()
{
    const auto list = [](const QString &keys) { return keys.split(u' '); };
    static const QHash<QString, QStringList> keys{
        {QStringLiteral("construct"),
         list(QStringLiteral("construct as key note disabled props children"))},
        {QStringLiteral("component"),
         list(QStringLiteral("component as key note disabled props children"))},
        {QStringLiteral("show"), list(QStringLiteral("show key note disabled children else"))},
        {QStringLiteral("for"),
         list(QStringLiteral("for item key note disabled children gather then"))},
        {QStringLiteral("yield"), list(QStringLiteral("yield note disabled"))},
        {QStringLiteral("store"), list(QStringLiteral("store as note disabled"))},
        {QStringLiteral("boundary"),
         list(QStringLiteral("boundary note disabled children fallback"))},
    };
    return keys;
}

/// How many parts of a pointer stand before its first index: "children", or "components", a name
/// and "children". 0: it is in no list of elements.
qsizetype partsOfFirstList(const QStringList &parts)
{
    if (!parts.isEmpty() && parts.first() == u"children")
        return 1;
    const bool inComponent =
        parts.size() >= 3 && parts.first() == u"components" && parts.at(2) == u"children";
    return inComponent ? 3 : 0;
}

bool isIndex(const QString &part)
{
    bool isNumber = false;
    part.toUInt(&isNumber);
    return isNumber;
}

/// How many parts lead to the innermost element; 0: none does.
qsizetype partsOfElement(const QStringList &parts)
{
    qsizetype list = partsOfFirstList(parts);
    qsizetype found = 0;
    while (list > 0 && list < parts.size() && isIndex(parts.at(list))) {
        found = list + 1;
        const bool goesOn = found < parts.size() && isElementListKey(parts.at(found));
        list = goesOn ? found + 1 : 0;
    }
    return found;
}

QString firstParts(const QString &pointer, qsizetype count)
{
    qsizetype end = 0;
    for (qsizetype i = 0; i < count; ++i)
        end = pointer.indexOf(u'/', end + 1);
    return end < 0 ? pointer : pointer.left(end);
}

} // namespace

QString elementKeyword(const JsonNode &element)
{
    QString found;
    for (const JsonMember &member : element.members) {
        if (!keysByKeyword().contains(member.name) || member.name == found)
            continue;
        if (!found.isEmpty())
            return {};
        found = member.name;
    }
    return found;
}

const QStringList &elementKeys(const QString &keyword)
{
    static const QStringList none;
    const auto found = keysByKeyword().constFind(keyword);
    return found == keysByKeyword().constEnd() ? none : *found;
}

bool isElementListKey(QStringView key)
{
    return key == u"children" || key == u"else" || key == u"then" || key == u"fallback";
}

QStringList pointerParts(const QString &pointer)
{
    QStringList parts = pointer.split(u'/').sliced(pointer.isEmpty() ? 0 : 1);
    if (pointer.isEmpty())
        parts.clear();
    for (QString &part : parts) {
        if (part.contains(u'~'))
            part = unescapePointerPart(part);
    }
    return parts;
}

QString parentPointer(const QString &pointer)
{
    return pointer.left(std::max<qsizetype>(pointer.lastIndexOf(u'/'), 0));
}

QString elementPointerIn(const QString &pointer)
{
    const qsizetype count = partsOfElement(pointerParts(pointer));
    return count > 0 ? firstParts(pointer, count) : QString();
}

bool isElementListPointer(const QString &pointer)
{
    const QStringList parts = pointerParts(pointer);
    if (partsOfFirstList(parts) == parts.size())
        return !parts.isEmpty();
    const qsizetype element = partsOfElement(parts);
    return element > 0 && element + 1 == parts.size() && isElementListKey(parts.last());
}

bool isAtOrBelow(const QString &pointer, const QString &above)
{
    return pointer.startsWith(above)
        && (pointer.size() == above.size() || pointer.at(above.size()) == u'/');
}

QString componentOf(const QString &pointer)
{
    const QStringList parts = pointerParts(pointer);
    return parts.size() >= 2 && parts.first() == u"components" ? parts.at(1) : QString();
}

ElementPlace placeOf(const QString &pointer)
{
    const QStringList parts = pointerParts(pointer);
    if (parts.isEmpty() || partsOfElement(parts) != parts.size())
        return {};
    return {parentPointer(pointer), parts.last().toInt()};
}

} // namespace creact
