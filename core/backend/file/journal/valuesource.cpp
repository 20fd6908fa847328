// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/journal/valuesource.h"

#include <QJsonObject>

namespace creact {

QJsonValue valueBelow(QJsonValue root, const QJsonArray &address, qsizetype from)
{
    for (qsizetype i = from; i < address.size(); ++i) {
        const QJsonValue step = address.at(i);
        if (root.isObject() && step.isString())
            root = root.toObject().value(step.toString());
        else if (root.isArray() && step.isDouble())
            root = root.toArray().at(step.toInteger(-1));
        else
            return QJsonValue::Undefined;
    }
    return root;
}

qsizetype weightOf(const QJsonValue &value, qsizetype limit)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString().size() + 2;
    case QJsonValue::Array: {
        const QJsonArray array = value.toArray();
        qsizetype weight = 2;
        for (auto it = array.begin(); it != array.end() && weight < limit; ++it)
            weight += weightOf(*it, limit - weight) + 1;
        return weight;
    }
    case QJsonValue::Object: {
        const QJsonObject object = value.toObject();
        qsizetype weight = 2;
        for (auto it = object.begin(); it != object.end() && weight < limit; ++it)
            weight += it.key().size() + 4 + weightOf(*it, limit - weight);
        return weight;
    }
    default:
        return 4;
    }
}

} // namespace creact
