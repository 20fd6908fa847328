// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/propcheck.h"

#include "core/stack/suggest.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace creact {

namespace {

QString asText(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

void checkRange(double number, const PropSpec &spec, const QString &pointer, ProblemList &problems)
{
    const bool tooSmall = spec.minimum && number < *spec.minimum;
    const bool tooLarge = spec.maximum && number > *spec.maximum;
    if (!tooSmall && !tooLarge)
        return;
    problems.error(
        pointer,
        {QStringLiteral("prop_range"),
         QStringLiteral("\"%1\" must be %2 %3.")
             .arg(spec.name, tooSmall ? QStringLiteral("at least") : QStringLiteral("at most"))
             .arg(tooSmall ? *spec.minimum : *spec.maximum),
         {}});
}

void checkValue(const QJsonValue &value, const PropSpec &spec, const QString &pointer,
                ProblemList &problems)
{
    if (!hasType(value, spec.type)) {
        problems.error(pointer,
                       {QStringLiteral("prop_type"),
                        QStringLiteral("\"%1\" must be %2.").arg(spec.name, describe(spec.type)),
                        spec.doc});
        return;
    }
    if (value.isDouble())
        checkRange(value.toDouble(), spec, pointer, problems);
    if (spec.choices.isEmpty() || spec.choices.contains(value))
        return;
    QStringList choices;
    for (const QJsonValue &choice : spec.choices)
        choices.append(asText(choice));
    problems.error(
        pointer,
        {QStringLiteral("prop_choice"),
         QStringLiteral("%1 is no value of \"%2\".").arg(asText(value).left(80), spec.name),
         didYouMean(asText(value), choices)});
}

} // namespace

QString describe(ValueType type)
{
    switch (type) {
    case ValueType::Any:
        return QStringLiteral("a value");
    case ValueType::String:
        return QStringLiteral("a string");
    case ValueType::Number:
        return QStringLiteral("a number");
    case ValueType::Integer:
        return QStringLiteral("a whole number");
    case ValueType::Boolean:
        return QStringLiteral("true or false");
    case ValueType::Object:
        return QStringLiteral("an object");
    case ValueType::Array:
        return QStringLiteral("a list");
    }
    return {};
}

bool hasType(const QJsonValue &value, ValueType type)
{
    switch (type) {
    case ValueType::Any:
        return true;
    case ValueType::String:
        return value.isString();
    case ValueType::Number:
        return value.isDouble();
    case ValueType::Integer:
        return value.isDouble() && value.toDouble() == std::trunc(value.toDouble());
    case ValueType::Boolean:
        return value.isBool();
    case ValueType::Object:
        return value.isObject();
    case ValueType::Array:
        return value.isArray();
    }
    return false;
}

void checkProps(const Element &element, const ConstructType &type, ProblemList &problems)
{
    QStringList known;
    for (const PropSpec &spec : type.props)
        known.append(spec.name);
    for (const NamedBinding &each : element.props) {
        const PropSpec *spec = type.prop(each.name);
        if (!spec)
            problems.errorAtName(
                each.value.pointer,
                {QStringLiteral("unknown_prop"),
                 QStringLiteral("%1 has no prop \"%2\".").arg(type.name, each.name),
                 didYouMean(each.name, known)});
        else if (each.value.isLiteral())
            checkValue(each.value.literal, *spec, each.value.pointer, problems);
    }
    for (const PropSpec &spec : type.props) {
        const bool given =
            std::any_of(element.props.cbegin(), element.props.cend(),
                        [&](const NamedBinding &each) { return each.name == spec.name; });
        if (spec.required && !given)
            problems.error(element.pointer,
                           {QStringLiteral("missing_prop"),
                            QStringLiteral("%1 needs the prop \"%2\".").arg(type.name, spec.name),
                            spec.doc});
    }
}

} // namespace creact
