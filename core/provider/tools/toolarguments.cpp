// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/toolarguments.h"

#include "core/base/jsonschema.h"

namespace creact {

using namespace Qt::StringLiterals;

QString rawArgumentsName()
{
    return u"_raw"_s;
}

QString problemWithArguments(const QJsonValue &args, const QJsonObject &parameters)
{
    if (!args.isObject())
        return u"The arguments must be a JSON object."_s;
    const QJsonObject given = args.toObject();
    if (given.size() == 1 && given.value(rawArgumentsName()).isString())
        return u"The arguments are not a JSON object: %1"_s.arg(
            given.value(rawArgumentsName()).toString().left(200));
    return problemWithValue(args, parameters, u"arguments"_s);
}

} // namespace creact
