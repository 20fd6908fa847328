// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonschemaparts.h"

#include "core/base/jsonschema.h"

#include <QJsonArray>
#include <QUrl>

#include <cmath>

namespace creact {

using namespace Qt::StringLiterals;

namespace schema {

static bool isIntegerValue(const QJsonValue &value)
{
    return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
}

std::optional<bool> hasTypeNamed(const QJsonValue &value, const QString &type)
{
    if (type == "string"_L1)
        return value.isString();
    if (type == "integer"_L1)
        return isIntegerValue(value);
    if (type == "number"_L1)
        return value.isDouble();
    if (type == "boolean"_L1)
        return value.isBool();
    if (type == "object"_L1)
        return value.isObject();
    if (type == "array"_L1)
        return value.isArray();
    if (type == "null"_L1)
        return value.isNull();
    return {};
}

QStringList typeNames(const QJsonValue &type)
{
    if (type.isString())
        return {type.toString()};
    QStringList names;
    const QJsonArray list = type.toArray();
    for (const QJsonValue &name : list)
        names += name.toString();
    return names;
}

QString member(const QString &path, const QString &key)
{
    static const QRegularExpression plain(u"\\A[A-Za-z_][A-Za-z0-9_-]*\\z"_s);
    return plain.match(key).hasMatch() ? path + u'.' + key : path + u"[\"%1\"]"_s.arg(key);
}

QRegularExpression patternFor(const QString &pattern)
{
    // Without a limit one pattern and one text could keep this thread for minutes.
    return QRegularExpression(u"(*LIMIT_MATCH=50000)"_s + pattern,
                              QRegularExpression::UseUnicodePropertiesOption);
}

QJsonValue schemaAt(const QJsonObject &root, const QString &ref)
{
    if (!ref.startsWith(u'#'))
        return QJsonValue(QJsonValue::Undefined);
    QJsonValue here = root;
    const QString pointer = QUrl::fromPercentEncoding(ref.mid(1).toUtf8());
    if (pointer.isEmpty())
        return here;
    if (!pointer.startsWith(u'/'))
        return QJsonValue(QJsonValue::Undefined);
    const QStringList steps = pointer.mid(1).split(u'/');
    for (QString step : steps) {
        step.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
        here = here.isArray() ? here.toArray().at(step.toInt()) : here.toObject().value(step);
    }
    return here.isObject() || here.isBool() ? here : QJsonValue(QJsonValue::Undefined);
}

} // namespace schema

namespace {

/// Looks at the schema itself.
class SchemaShape {
public:
    explicit SchemaShape(const QJsonObject &root)
        : m_root(root)
    {
    }

    QString check(const QJsonValue &given, const QString &path, int depth = 0)
    {
        if (given.isBool() || given.isUndefined())
            return {};
        if (!given.isObject())
            return path + u" must be a schema: an object, true or false."_s;
        if (depth > schema::deepest)
            return path + u" is nested too deep."_s;
        const QJsonObject rules = given.toObject();
        QString problem = checkRules(rules, path);
        const auto below = [&](const QJsonValue &value, const QString &place) {
            if (problem.isEmpty())
                problem = check(value, place, depth + 1);
        };
        for (const auto key :
             {"properties"_L1, "patternProperties"_L1, "$defs"_L1, "definitions"_L1}) {
            const QJsonObject schemas = rules.value(key).toObject();
            for (auto it = schemas.begin(); it != schemas.end(); ++it)
                below(it.value(), schema::member(path + u'.' + key, it.key()));
        }
        for (const auto key : {"anyOf"_L1, "oneOf"_L1, "allOf"_L1, "prefixItems"_L1, "items"_L1}) {
            const QJsonArray schemas = rules.value(key).toArray();
            for (qsizetype i = 0; i < schemas.size(); ++i)
                below(schemas.at(i), u"%1.%2[%3]"_s.arg(path, key).arg(i));
        }
        for (const auto key : {"items"_L1, "additionalProperties"_L1, "not"_L1}) {
            if (!rules.value(key).isArray())
                below(rules.value(key), path + u'.' + key);
        }
        return problem;
    }

private:
    QString checkRules(const QJsonObject &rules, const QString &path) const
    {
        for (const QString &type : schema::typeNames(rules.value("type"_L1))) {
            if (!schema::hasTypeNamed({}, type))
                return u"%1.type: there is no type \"%2\"."_s.arg(path, type);
        }
        for (const auto key : {"properties"_L1, "patternProperties"_L1, "$defs"_L1}) {
            if (rules.contains(key) && !rules.value(key).isObject())
                return u"%1.%2 must be an object of schemas."_s.arg(path, key);
        }
        for (const auto key : {"required"_L1, "enum"_L1, "anyOf"_L1, "oneOf"_L1, "allOf"_L1}) {
            if (rules.contains(key) && !rules.value(key).isArray())
                return u"%1.%2 must be a list."_s.arg(path, key);
        }
        const QString pattern = rules.value("pattern"_L1).toString();
        if (pattern.size() > schema::longestPattern || !schema::patternFor(pattern).isValid())
            return u"%1.pattern is no regular expression that can be used."_s.arg(path);
        const QJsonValue ref = rules.value("$ref"_L1);
        if (ref.isString() && schema::schemaAt(m_root, ref.toString()).isUndefined())
            return u"%1.$ref: nothing is at \"%2\" in this schema."_s.arg(path, ref.toString());
        return {};
    }

    const QJsonObject m_root;
};

} // namespace

QString problemWithSchema(const QJsonObject &schema, const QString &name)
{
    return SchemaShape(schema).check(schema, name);
}

} // namespace creact
