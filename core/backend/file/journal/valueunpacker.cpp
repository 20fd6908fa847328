// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/journal/valueunpacker.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

QString textOf(const QJsonArray &address)
{
    return QString::fromUtf8(QJsonDocument(address).toJson(QJsonDocument::Compact));
}

} // namespace

void ValueUnpacker::complain(const QString &sentence)
{
    if (m_complaint.isEmpty())
        m_complaint = sentence;
}

QJsonValue ValueUnpacker::unpack(const QJsonValue &packed)
{
    if (packed.isObject()) {
        const QJsonObject object = packed.toObject();
        if (object.size() == 1 && object.begin().key().startsWith(u'$'))
            return resolve(object.begin().key(), object.begin().value());
        return members(object);
    }
    if (packed.isArray()) {
        QJsonArray result;
        const QJsonArray array = packed.toArray();
        for (const QJsonValue &element : array)
            result.append(unpack(element));
        return result;
    }
    return packed;
}

QJsonObject ValueUnpacker::members(const QJsonObject &packed)
{
    QJsonObject result;
    for (auto it = packed.begin(); it != packed.end(); ++it)
        result.insert(it.key(), unpack(*it));
    return result;
}

QJsonValue ValueUnpacker::resolve(const QString &kind, const QJsonValue &argument)
{
    if (kind == u"$lit"_s && argument.isObject())
        return members(argument.toObject());
    if (kind == u"$join"_s && argument.isArray())
        return join(argument.toArray());
    if (kind == u"$copy"_s && argument.isArray()) {
        const QJsonValue value = m_source.valueAt(argument.toArray());
        if (value.isUndefined())
            complain(u"nothing stands at %1."_s.arg(textOf(argument.toArray())));
        return value;
    }
    if (kind == u"$id"_s && argument.isDouble()) {
        const QString id = m_source.idText(argument.toInteger(-1));
        if (id.isNull())
            complain(u"there is no node %1."_s.arg(argument.toInteger(-1)));
        return id;
    }
    complain(u"\"%1\" is unknown."_s.arg(kind));
    return QJsonValue::Null;
}

QJsonArray ValueUnpacker::join(const QJsonArray &parts)
{
    QJsonArray result;
    for (const QJsonValue &part : parts) {
        if (part.isArray()) {
            const QJsonArray literal = part.toArray();
            for (const QJsonValue &element : literal)
                result.append(unpack(element));
            continue;
        }
        const QJsonArray address = part.toObject().value(u"of"_s).toArray();
        const QJsonArray list = m_source.valueAt(address).toArray();
        const qint64 from = part.toObject().value(u"from"_s).toInteger(-1);
        const qint64 count = part.toObject().value(u"n"_s).toInteger(-1);
        if (from < 0 || count < 0 || from > list.size() || count > list.size() - from) {
            complain(u"there are no elements %1 to %2 at %3."_s.arg(from)
                         .arg(from + count)
                         .arg(textOf(address)));
            return result;
        }
        for (qint64 i = from; i < from + count; ++i)
            result.append(list.at(i));
    }
    return result;
}

QJsonObject ValueUnpacker::apply(const QJsonObject &old, const QJsonObject &delta)
{
    QJsonObject result = old;
    const QJsonObject set = delta.value(u"set"_s).toObject();
    for (auto it = set.begin(); it != set.end(); ++it)
        result.insert(it.key(), unpack(*it));
    const QJsonObject in = delta.value(u"in"_s).toObject();
    for (auto it = in.begin(); it != in.end(); ++it) {
        if (!result.value(it.key()).isObject())
            complain(u"\"%1\" is no object."_s.arg(it.key()));
        result.insert(it.key(), apply(result.value(it.key()).toObject(), it->toObject()));
    }
    const QJsonArray drop = delta.value(u"drop"_s).toArray();
    for (const QJsonValue &key : drop)
        result.remove(key.toString());
    return result;
}

} // namespace creact
