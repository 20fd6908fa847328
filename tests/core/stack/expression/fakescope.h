// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/expression/scriptengine.h"
#include "core/stack/expression/scriptscope.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>

#include <functional>
#include <map>

namespace creact {

/// A scope made of JSON, which logs what is read: "depth", "chat.pending", "tracking off".
class FakeScope final : public ScriptScope {
public:
    class Value final : public ScriptName {
    public:
        Value(FakeScope *owner, QString name)
            : m_owner(owner)
            , m_name(std::move(name))
        {
        }
        bool hasMembers() const override { return false; }
        ScriptRead value() override
        {
            m_owner->log.append(m_name);
            if (onRead)
                onRead();
            if (error)
                return {nullptr, &*error};
            return {&held, nullptr};
        }
        ScriptRead member(const QString &) override { return {}; }
        QStringList members(bool *) override { return {}; }

        ScriptValue held;
        std::optional<Error> error;
        std::function<void()> onRead;

    private:
        FakeScope *m_owner;
        QString m_name;
    };

    class Node final : public ScriptName {
    public:
        Node(FakeScope *owner, QString name)
            : m_owner(owner)
            , m_name(std::move(name))
        {
        }
        bool hasMembers() const override { return true; }
        ScriptRead value() override { return {}; }
        ScriptRead member(const QString &name) override
        {
            m_owner->log.append(m_name + u'.' + name);
            if (error)
                return {nullptr, &*error};
            const auto it = held.find(name);
            return {it == held.end() ? nullptr : &it->second, nullptr};
        }
        QStringList members(bool *complete) override
        {
            *complete = deployed;
            QStringList names;
            for (const auto &[name, value] : held)
                names.append(name);
            return names;
        }

        std::map<QString, ScriptValue> held;
        bool deployed = true;
        std::optional<Error> error;

    private:
        FakeScope *m_owner;
        QString m_name;
    };

    ScriptName *find(const QString &name) override
    {
        const auto it = m_names.find(name);
        return it == m_names.end() ? nullptr : it->second.get();
    }
    QStringList names() const override
    {
        QStringList all;
        for (const auto &[name, value] : m_names)
            all.append(name);
        return all;
    }
    void setTracking(bool on) override
    {
        log.append(on ? QStringLiteral("tracking on") : QStringLiteral("tracking off"));
    }

    Value *addValue(const QString &name, const QJsonValue &json = QJsonValue::Undefined)
    {
        auto value = std::make_unique<Value>(this, name);
        value->held.set(json);
        Value *const added = value.get();
        m_names[name] = std::move(value);
        return added;
    }
    Node *addNode(const QString &name, const QJsonObject &outputs, bool deployed = true)
    {
        auto node = std::make_unique<Node>(this, name);
        for (auto it = outputs.begin(); it != outputs.end(); ++it)
            node->held[it.key()].set(it.value());
        node->deployed = deployed;
        Node *const added = node.get();
        m_names[name] = std::move(node);
        return added;
    }

    QStringList log;

private:
    std::map<QString, std::unique_ptr<ScriptName>> m_names;
};

/// The value of a JSON text, also of a bare one such as "3".
inline QJsonValue jsonOf(const QString &text)
{
    return QJsonDocument::fromJson("[" + text.toUtf8() + "]").array().at(0);
}

inline QString textOf(const QJsonValue &value)
{
    if (value.isUndefined())
        return QStringLiteral("undefined");
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2));
}

inline QString textOf(const Evaluation &evaluation)
{
    return evaluation.error ? QStringLiteral("error: ") + evaluation.error->message
                            : textOf(evaluation.value);
}

} // namespace creact
