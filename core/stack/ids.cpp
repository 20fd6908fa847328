// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/ids.h"

namespace creact {

QString kebabCase(const QString &name)
{
    QString kebab;
    kebab.reserve(name.size() + 4);
    QChar previous;
    for (const QChar c : name) {
        const bool isUpper = c >= u'A' && c <= u'Z';
        const bool afterWord =
            (previous >= u'a' && previous <= u'z') || (previous >= u'0' && previous <= u'9');
        if (isUpper && afterWord)
            kebab += u'-';
        kebab += c.toLower();
        previous = c;
    }
    return kebab;
}

QString escapeKey(const QString &key)
{
    QString escaped;
    escaped.reserve(key.size());
    for (const QChar c : key) {
        if (c == u'-')
            escaped += QStringLiteral("%2D");
        else if (c == u'.')
            escaped += QStringLiteral("%2E");
        else if (c == u'%')
            escaped += QStringLiteral("%25");
        else
            escaped += c;
    }
    return escaped;
}

QString segmentFor(const QString &type, const QStringList &flowKeys,
                   const std::optional<QString> &ownKey)
{
    QString segment = kebabCase(type);
    for (const QString &key : flowKeys)
        segment += u'-' + escapeKey(key);
    if (ownKey)
        segment += u'-' + (flowKeys.isEmpty() ? *ownKey : escapeKey(*ownKey));
    return segment;
}

} // namespace creact
