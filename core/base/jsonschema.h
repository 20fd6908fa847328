// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace creact {

/// What is wrong with a value by a JSON Schema: the first thing, as a sentence with its place that
/// a model or a person can mend it by ("arguments.days: 9 is more than 7."). Empty when nothing is.
/// `name` is what the value is called in it.
///
/// Knows type (lists too), required, enum, const, properties, patternProperties,
/// additionalProperties, items, prefixItems, min/max, minLength/maxLength/pattern, minItems/
/// maxItems, uniqueItems, anyOf/oneOf/allOf/not and $ref within the schema; other keywords are
/// ignored. Nothing is coerced. Its work is bounded: what would take too long is told as a problem.
QString problemWithValue(const QJsonValue &value, const QJsonObject &schema, const QString &name);

/// What is wrong with the schema itself, in the keywords above; empty when nothing is. `name` as
/// above.
QString problemWithSchema(const QJsonObject &schema, const QString &name);

} // namespace creact
