// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <utility>

namespace creact {

/// "a string".
inline QString jsonTypeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return QStringLiteral("a boolean");
    case QJsonValue::Double:
        return QStringLiteral("a number");
    case QJsonValue::String:
        return QStringLiteral("a string");
    case QJsonValue::Array:
        return QStringLiteral("an array");
    case QJsonValue::Object:
        return QStringLiteral("an object");
    case QJsonValue::Undefined:
        break;
    }
    return QStringLiteral("missing");
}

/// Takes an object apart, member by member; what nobody took is `rest()`. Keeps the first
/// complaint.
class MemberReader {
public:
    enum Need { Required, Optional };

    MemberReader(QJsonObject object, QString place)
        : m_object(std::move(object))
        , m_place(std::move(place))
    {
    }

    QString string(const QString &name, Need need)
    {
        return take(name, QJsonValue::String, QStringLiteral("a string"), need).toString();
    }
    qint64 integer(const QString &name, Need need)
    {
        return take(name, QJsonValue::Double, QStringLiteral("a number"), need).toInteger();
    }
    bool boolean(const QString &name)
    {
        return take(name, QJsonValue::Bool, QStringLiteral("a boolean"), Optional).toBool();
    }
    QJsonArray array(const QString &name, Need need)
    {
        return take(name, QJsonValue::Array, QStringLiteral("an array"), need).toArray();
    }
    std::optional<QJsonObject> object(const QString &name, Need need)
    {
        const QJsonValue value = take(name, QJsonValue::Object, QStringLiteral("an object"), need);
        return value.isObject() ? std::optional(value.toObject()) : std::nullopt;
    }
    QStringList strings(const QString &name, Need need)
    {
        QStringList result;
        const QJsonArray items = array(name, need);
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (!items.at(i).isString())
                complain(QStringLiteral("%1/%2 must be a string, but is %3.")
                             .arg(placeOf(name))
                             .arg(i)
                             .arg(jsonTypeName(items.at(i))));
            result.append(items.at(i).toString());
        }
        return result;
    }
    /// Anything; Undefined when it is not there.
    QJsonValue any(const QString &name) { return m_object.take(name); }

    QString placeOf(const QString &name) const { return m_place + u'/' + name; }
    void complain(const QString &sentence)
    {
        if (m_complaint.isEmpty())
            m_complaint = sentence;
    }
    const QString &complaint() const { return m_complaint; }
    QJsonObject rest() const { return m_object; }

private:
    QJsonValue take(const QString &name, QJsonValue::Type type, const QString &wanted, Need need)
    {
        const QJsonValue value = m_object.take(name);
        const bool absent = value.isUndefined() || (value.isNull() && need == Optional);
        if (value.type() == type || (absent && need == Optional))
            return value;
        complain(value.isUndefined()
                     ? QStringLiteral("%1 is missing; it must be %2.").arg(placeOf(name), wanted)
                     : QStringLiteral("%1 must be %2, but is %3.")
                           .arg(placeOf(name), wanted, jsonTypeName(value)));
        return QJsonValue::Undefined;
    }

    QJsonObject m_object;
    QString m_place;
    QString m_complaint;
};

} // namespace creact
