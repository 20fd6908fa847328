// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/memorylog.h"

#include <QJsonDocument>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString onceKey = u"once"_s;

QJsonArray stamped(const QJsonArray &messages, const QJsonValue &once)
{
    QJsonArray result;
    for (const QJsonValue &value : messages) {
        QJsonObject message = value.toObject();
        message.remove(onceKey);
        if (!once.isUndefined() && !once.isNull())
            message.insert(onceKey, once);
        result.append(message);
    }
    return result;
}

} // namespace

MemoryLog::MemoryLog(const QJsonObject &store, const std::optional<QJsonObject> &outputs)
{
    if (store.contains("messages"_L1))
        m_messages = store.value("messages"_L1).toArray();
    else if (outputs)
        m_messages = outputs->value("messages"_L1).toArray();
}

QJsonObject MemoryLog::store() const
{
    return {{u"messages"_s, m_messages}};
}

QJsonArray MemoryLog::window(const QJsonObject &props) const
{
    QJsonArray shown;
    const QString system = props.value("system"_L1).toString();
    if (!system.isEmpty())
        shown.append(QJsonObject{{u"role"_s, u"system"_s}, {u"content"_s, system}});
    const qsizetype first = firstShown(props.value("windowSize"_L1).toInteger(),
                                       props.value("windowTokens"_L1).toInteger());
    for (qsizetype i = first; i < m_messages.size(); ++i) {
        QJsonObject message = m_messages.at(i).toObject();
        message.remove(onceKey);
        shown.append(message);
    }
    return shown;
}

/// 0: no limit.
qsizetype MemoryLog::firstShown(qint64 mostMessages, qint64 mostTokens) const
{
    qsizetype first = m_messages.size();
    qint64 used = 0;
    while (first > 0) {
        const qsizetype begin = exchangeBegin(first - 1);
        for (qsizetype i = begin; mostTokens > 0 && i < first; ++i)
            used += tokens(m_messages.at(i).toObject());
        const bool tooMany = mostMessages > 0 && m_messages.size() - begin > mostMessages;
        const bool tooLong = mostTokens > 0 && used > mostTokens;
        if ((tooMany || tooLong) && first < m_messages.size())
            break;
        first = begin;
    }
    return first;
}

/// Where the exchange begins whose last message this is: results of tools belong to the call before
/// them.
qsizetype MemoryLog::exchangeBegin(qsizetype last) const
{
    qsizetype begin = last;
    while (begin > 0 && m_messages.at(begin).toObject().value("role"_L1) == "tool"_L1)
        --begin;
    return begin;
}

qint64 MemoryLog::tokens(const QJsonObject &message)
{
    QJsonObject counted = message;
    counted.remove(onceKey);
    return (QJsonDocument(counted).toJson(QJsonDocument::Compact).size() + 3) / 4;
}

bool MemoryLog::trim(const QJsonObject &props)
{
    const qsizetype first = firstShown(props.value("keep"_L1).toInteger(), 0);
    if (first == 0)
        return false;
    QJsonArray left;
    for (qsizetype i = first; i < m_messages.size(); ++i)
        left.append(m_messages.at(i));
    m_messages = left;
    return true;
}

void MemoryLog::append(const QJsonArray &messages, const QJsonValue &once)
{
    const QJsonArray added = stamped(messages, once);
    QJsonArray result;
    bool placed = false;
    for (const QJsonValue &value : std::as_const(m_messages)) {
        const bool replaced =
            !once.isUndefined() && !once.isNull() && value.toObject().value(onceKey) == once;
        if (!replaced) {
            result.append(value);
            continue;
        }
        for (const QJsonValue &message : added) {
            if (!placed)
                result.append(message);
        }
        placed = true;
    }
    for (const QJsonValue &message : added) {
        if (!placed)
            result.append(message);
    }
    m_messages = result;
}

qsizetype MemoryLog::forget(const QSet<QString> *onces)
{
    QJsonArray left;
    for (const QJsonValue &message : std::as_const(m_messages)) {
        const QJsonValue once = message.toObject().value(onceKey);
        if (onces && !(once.isString() && onces->contains(once.toString())))
            left.append(message);
    }
    const qsizetype dropped = m_messages.size() - left.size();
    m_messages = left;
    return dropped;
}

} // namespace creact
