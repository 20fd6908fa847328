// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/toolkinds.h"

#include "core/provider/tools/httpkind.h"
#include "core/provider/tools/webpage.h"
#include "core/provider/tools/wikipedia.h"

namespace creact {

using namespace Qt::StringLiterals;

ToolKinds::ToolKinds(ModelAccess &access)
{
    // A new kind is a line here.
    m_kinds.push_back(std::make_unique<Wikipedia>(access));
    m_kinds.push_back(std::make_unique<WebPage>(access));
    m_kinds.push_back(std::make_unique<HttpKind>(access));
}

ToolKind *ToolKinds::find(const QString &name) const
{
    for (const auto &kind : m_kinds) {
        if (kind->name() == name)
            return kind.get();
    }
    return nullptr;
}

QStringList ToolKinds::names() const
{
    QStringList names;
    for (const auto &kind : m_kinds)
        names += kind->name();
    return names;
}

QString ToolKinds::nameFor(const QJsonObject &props) const
{
    const QString kind = props.value("kind"_L1).toString();
    const QString name = props.value("name"_L1).toString();
    return kind.isEmpty() && find(name) ? name : kind;
}

QStringList toolKindProps()
{
    return {u"url"_s, u"method"_s, u"headers"_s, u"body"_s, u"allowedHosts"_s};
}

} // namespace creact
