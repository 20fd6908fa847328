// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <optional>

/// What both looks at a JSON Schema share; for core/base/jsonschema*.cpp only.
namespace creact::schema {

constexpr int deepest = 200;
constexpr qsizetype longestPattern = 1'000;

/// nullopt: there is no type of that name.
std::optional<bool> hasTypeNamed(const QJsonValue &value, const QString &type);
QStringList typeNames(const QJsonValue &type);
/// "path.key", or "path["any key"]".
QString member(const QString &path, const QString &key);
/// With a limit to its work.
QRegularExpression patternFor(const QString &pattern);
/// What a $ref within the schema leads to; undefined when to nothing.
QJsonValue schemaAt(const QJsonObject &root, const QString &ref);

} // namespace creact::schema
