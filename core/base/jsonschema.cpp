// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonschema.h"

#include "core/base/jsonschemaparts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <cmath>
#include <optional>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// A few anyOf inside each other multiply, and a $ref may lead to itself.
constexpr int schemaSteps = 50'000;
constexpr int patternSteps = 20;
constexpr qsizetype longestShownValue = 60;
constexpr qsizetype longestMatched = 100'000;
constexpr qsizetype mostUniqueItems = 1'000;
constexpr qsizetype mostShownNames = 12;

QString shownValue(const QJsonValue &value)
{
    // A document cannot be a plain value in every version; a list of one can.
    QString text =
        QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    text = text.mid(1, text.size() - 2);
    return text.size() > longestShownValue ? text.left(longestShownValue) + u'…' : text;
}

QString shownNames(const QStringList &names)
{
    if (names.isEmpty())
        return u"none"_s;
    QStringList shown;
    for (const QString &name : names.first(qMin(names.size(), mostShownNames)))
        shown += u'"' + name + u'"';
    return shown.join(u", "_s) + (names.size() > mostShownNames ? u", …"_s : QString());
}

QString typeOfValue(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"a boolean"_s;
    case QJsonValue::Double:
        return u"a number"_s;
    case QJsonValue::String:
        return u"a string"_s;
    case QJsonValue::Array:
        return u"an array"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"nothing"_s;
}

/// Looks at one value by one schema; each function gives the first problem, or "".
class SchemaCheck {
public:
    explicit SchemaCheck(const QJsonObject &root)
        : m_root(root)
    {
    }

    QString check(const QJsonValue &value, const QJsonValue &rule, const QString &path,
                  int depth = 0)
    {
        if (rule.isBool() && !rule.toBool())
            return path + u" is not allowed."_s;
        if (!rule.isObject())
            return {};
        if (depth > schema::deepest || ++m_steps > schemaSteps)
            return path + u" cannot be checked: its schema takes too long."_s;
        const QJsonObject rules = rule.toObject();
        QString problem;
        const auto first = [&problem](QString found) {
            problem = std::move(found);
            return !problem.isEmpty();
        };
        if (const QString ref = rules.value("$ref"_L1).toString();
            !ref.isEmpty() && first(check(value, schema::schemaAt(m_root, ref), path, depth + 1)))
            return problem;
        if (first(checkType(value, rules, path)) || first(checkChoice(value, rules, path)))
            return problem;
        if (value.isDouble() && first(checkNumber(value, rules, path)))
            return problem;
        if (value.isString() && first(checkText(value.toString(), rules, path)))
            return problem;
        if (value.isObject() && first(checkMembers(value.toObject(), rules, path, depth)))
            return problem;
        if (value.isArray() && first(checkItems(value.toArray(), rules, path, depth)))
            return problem;
        return checkForms(value, rules, path, depth);
    }

private:
    static QString checkType(const QJsonValue &value, const QJsonObject &rules, const QString &path)
    {
        const QStringList types = schema::typeNames(rules.value("type"_L1));
        bool known = false;
        for (const QString &type : types) {
            const std::optional<bool> has = schema::hasTypeNamed(value, type);
            if (has.value_or(false))
                return {};
            known = known || has;
        }
        if (!known)
            return {};
        return u"%1: %2 is %3, and must be of type %4."_s.arg(
            path, shownValue(value), typeOfValue(value), types.join(u" or "_s));
    }

    static QString checkChoice(const QJsonValue &value, const QJsonObject &rules,
                               const QString &path)
    {
        if (rules.contains("const"_L1) && value != rules.value("const"_L1))
            return u"%1: %2 must be %3."_s.arg(path, shownValue(value),
                                               shownValue(rules.value("const"_L1)));
        const QJsonValue choices = rules.value("enum"_L1);
        if (!choices.isArray() || choices.toArray().contains(value))
            return {};
        QStringList shown;
        const QJsonArray list = choices.toArray();
        for (const QJsonValue &choice : list) {
            if (shown.size() < mostShownNames)
                shown += shownValue(choice);
        }
        if (list.size() > mostShownNames)
            shown += u"…"_s;
        return u"%1: %2 is none of %3."_s.arg(path, shownValue(value), shown.join(u", "_s));
    }

    static QString checkNumber(const QJsonValue &value, const QJsonObject &rules,
                               const QString &path)
    {
        const double number = value.toDouble();
        const auto says = [&](QLatin1StringView rule, const QString &what) {
            return u"%1: %2 is %3 %4."_s.arg(path, shownValue(value), what,
                                             shownValue(rules.value(rule)));
        };
        const auto bound = [&](QLatin1StringView rule) {
            const QJsonValue limit = rules.value(rule);
            return limit.isDouble() ? std::optional(limit.toDouble()) : std::nullopt;
        };
        if (const auto limit = bound("minimum"_L1); limit && number < *limit)
            return says("minimum"_L1, u"less than"_s);
        if (const auto limit = bound("maximum"_L1); limit && number > *limit)
            return says("maximum"_L1, u"more than"_s);
        if (const auto limit = bound("exclusiveMinimum"_L1); limit && number <= *limit)
            return says("exclusiveMinimum"_L1, u"not more than"_s);
        if (const auto limit = bound("exclusiveMaximum"_L1); limit && number >= *limit)
            return says("exclusiveMaximum"_L1, u"not less than"_s);
        const auto step = bound("multipleOf"_L1);
        if (step && *step > 0 && std::abs(std::remainder(number, *step)) > 1e-9 * *step)
            return says("multipleOf"_L1, u"no multiple of"_s);
        return {};
    }

    QString checkText(const QString &text, const QJsonObject &rules, const QString &path)
    {
        const auto says = [&](const QString &what) {
            return u"%1: %2 %3."_s.arg(path, shownValue(text), what);
        };
        const qsizetype length = text.toUcs4().size();
        if (const QJsonValue least = rules.value("minLength"_L1);
            least.isDouble() && length < least.toInteger())
            return says(u"is shorter than %1 characters"_s.arg(least.toInteger()));
        if (const QJsonValue most = rules.value("maxLength"_L1);
            most.isDouble() && length > most.toInteger())
            return says(u"has %1 characters, and at most %2 are allowed"_s.arg(length).arg(
                most.toInteger()));
        const QString pattern = rules.value("pattern"_L1).toString();
        if (pattern.isEmpty())
            return {};
        if (pattern.size() > schema::longestPattern || text.size() > longestMatched)
            return says(u"is too long to be compared with its pattern"_s);
        m_steps += patternSteps;
        const QRegularExpression expression = schema::patternFor(pattern);
        if (!expression.isValid())
            return {};
        const QRegularExpressionMatch match = expression.match(text);
        if (!match.isValid())
            return says(u"takes too long to be compared with the pattern %1"_s.arg(pattern));
        return match.hasMatch() ? QString() : says(u"does not match the pattern %1"_s.arg(pattern));
    }

    QString checkMembers(const QJsonObject &object, const QJsonObject &rules, const QString &path,
                         int depth)
    {
        const QJsonArray required = rules.value("required"_L1).toArray();
        for (const QJsonValue &name : required) {
            if (name.isString() && !object.contains(name.toString()))
                return schema::member(path, name.toString()) + u" is missing."_s;
        }
        const QJsonObject properties = rules.value("properties"_L1).toObject();
        const QJsonObject patterns = rules.value("patternProperties"_L1).toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QString place = schema::member(path, it.key());
            bool known = properties.contains(it.key());
            QString problem;
            if (known)
                problem = check(it.value(), properties.value(it.key()), place, depth + 1);
            for (auto rule = patterns.begin(); rule != patterns.end() && problem.isEmpty();
                 ++rule) {
                if (rule.key().size() > schema::longestPattern
                    || !schema::patternFor(rule.key()).match(it.key()).hasMatch())
                    continue;
                known = true;
                problem = check(it.value(), rule.value(), place, depth + 1);
            }
            const QJsonValue others = rules.value("additionalProperties"_L1);
            if (!known && others.isBool() && !others.toBool())
                problem =
                    u"%1 is not known. Known: %2."_s.arg(place, shownNames(properties.keys()));
            else if (!known)
                problem = check(it.value(), others, place, depth + 1);
            if (!problem.isEmpty())
                return problem;
        }
        return {};
    }

    QString checkItems(const QJsonArray &list, const QJsonObject &rules, const QString &path,
                       int depth)
    {
        const QJsonValue least = rules.value("minItems"_L1);
        const QJsonValue most = rules.value("maxItems"_L1);
        if (least.isDouble() && list.size() < least.toInteger())
            return u"%1 has %2 items, and must have %3 or more."_s.arg(path)
                .arg(list.size())
                .arg(least.toInteger());
        if (most.isDouble() && list.size() > most.toInteger())
            return u"%1 has %2 items, and must have %3 or fewer."_s.arg(path)
                .arg(list.size())
                .arg(most.toInteger());
        const QJsonValue items = rules.value("items"_L1);
        const QJsonArray first =
            items.isArray() ? items.toArray() : rules.value("prefixItems"_L1).toArray();
        for (qsizetype i = 0; i < list.size(); ++i) {
            const QJsonValue rule = i < first.size() ? first.at(i) : items;
            const QString problem =
                check(list.at(i), rule, u"%1[%2]"_s.arg(path).arg(i), depth + 1);
            if (!problem.isEmpty())
                return problem;
        }
        return rules.value("uniqueItems"_L1).toBool() ? checkUnique(list, path) : QString();
    }

    static QString checkUnique(const QJsonArray &list, const QString &path)
    {
        for (qsizetype i = 0; i < qMin(list.size(), mostUniqueItems); ++i) {
            for (qsizetype j = 0; j < i; ++j) {
                if (list.at(i) == list.at(j))
                    return u"%1[%2] is the same as %1[%3]."_s.arg(path).arg(i).arg(j);
            }
        }
        return {};
    }

    QString checkForms(const QJsonValue &value, const QJsonObject &rules, const QString &path,
                       int depth)
    {
        const QJsonArray all = rules.value("allOf"_L1).toArray();
        for (const QJsonValue &form : all) {
            const QString problem = check(value, form, path, depth + 1);
            if (!problem.isEmpty())
                return problem;
        }
        for (const auto rule : {"anyOf"_L1, "oneOf"_L1}) {
            const QJsonArray forms = rules.value(rule).toArray();
            QString firstProblem;
            qsizetype fits = 0;
            for (const QJsonValue &form : forms) {
                const QString problem = check(value, form, path, depth + 1);
                if (problem.isEmpty())
                    ++fits;
                else if (firstProblem.isEmpty())
                    firstProblem = problem;
            }
            if (!forms.isEmpty() && fits == 0)
                return u"%1 fits none of the %2 forms it may have; of the first: %3"_s.arg(path)
                    .arg(forms.size())
                    .arg(firstProblem);
            if (rule == "oneOf"_L1 && fits > 1)
                return u"%1 fits %2 of the forms it may have, and must fit one."_s.arg(path).arg(
                    fits);
        }
        const QJsonValue other = rules.value("not"_L1);
        if (!other.isUndefined() && check(value, other, path, depth + 1).isEmpty())
            return u"%1: %2 is what it must not be."_s.arg(path, shownValue(value));
        return {};
    }

    const QJsonObject m_root;
    int m_steps = 0;
};

} // namespace

QString problemWithValue(const QJsonValue &value, const QJsonObject &schema, const QString &name)
{
    return SchemaCheck(schema).check(value, schema, name);
}

} // namespace creact
