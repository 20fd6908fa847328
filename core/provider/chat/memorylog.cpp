// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/memorylog.h"

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

QJsonArray MemoryLog::window(qint64 windowSize) const
{
    QJsonArray shown;
    const qsizetype first = windowSize > 0 ? qMax<qsizetype>(0, m_messages.size() - windowSize) : 0;
    for (qsizetype i = first; i < m_messages.size(); ++i) {
        QJsonObject message = m_messages.at(i).toObject();
        message.remove(onceKey);
        shown.append(message);
    }
    return shown;
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

qint64 MemoryLog::windowSize(const QJsonObject &props)
{
    return props.value("windowSize"_L1).toInteger(0);
}

} // namespace creact
