// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/toolarguments.h"

#include <QJsonArray>

#include <cmath>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

bool hasSchemaType(const QJsonValue &value, const QString &type)
{
    if (type == "string"_L1)
        return value.isString();
    if (type == "number"_L1)
        return value.isDouble();
    if (type == "integer"_L1)
        return value.isDouble() && value.toDouble() == std::floor(value.toDouble());
    if (type == "boolean"_L1)
        return value.isBool();
    if (type == "array"_L1)
        return value.isArray();
    if (type == "object"_L1)
        return value.isObject();
    if (type == "null"_L1)
        return value.isNull();
    return true;
}

} // namespace

QString rawArgumentsName()
{
    return u"_raw"_s;
}

QJsonObject wikipediaParameters()
{
    const QJsonObject query{{u"type"_s, u"string"_s},
                            {u"description"_s, u"What to search for: a name or a few words."_s}};
    return {{u"type"_s, u"object"_s},
            {u"properties"_s, QJsonObject{{u"query"_s, query}}},
            {u"required"_s, QJsonArray{u"query"_s}}};
}

QStringList toolKindNames()
{
    return {u"wikipedia"_s};
}

QString problemWithArguments(const QJsonValue &args, const QJsonObject &parameters)
{
    if (!args.isObject())
        return u"The arguments must be a JSON object."_s;
    const QJsonObject given = args.toObject();
    if (given.size() == 1 && given.value(rawArgumentsName()).isString())
        return u"The arguments are not a JSON object: %1"_s.arg(
            given.value(rawArgumentsName()).toString().left(200));

    const QJsonArray required = parameters.value("required"_L1).toArray();
    for (const QJsonValue &name : required) {
        if (!given.contains(name.toString()))
            return u"The argument \"%1\" is missing."_s.arg(name.toString());
    }
    const QJsonObject properties = parameters.value("properties"_L1).toObject();
    for (auto it = given.begin(); it != given.end(); ++it) {
        const QString type = properties.value(it.key()).toObject().value("type"_L1).toString();
        if (!hasSchemaType(it.value(), type))
            return u"The argument \"%1\" must be of type %2."_s.arg(it.key(), type);
    }
    return {};
}

} // namespace creact
