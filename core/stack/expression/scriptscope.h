// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QJSValue>
#include <QJsonValue>
#include <QStringList>

namespace creact {

/// A JSON value that expressions can read. Converted for the script engine when it is first read
/// there, once, however often it is read.
class ScriptValue {
public:
    ScriptValue() = default;
    explicit ScriptValue(QJsonValue json)
        : m_json(std::move(json))
    {
    }

    const QJsonValue &json() const { return m_json; }
    void set(QJsonValue json)
    {
        m_json = std::move(json);
        m_script = {};
        m_converted = false;
    }

private:
    friend class ScriptEngine;
    QJsonValue m_json = QJsonValue(QJsonValue::Undefined);
    mutable QJSValue m_script;
    mutable bool m_converted = false;
};

/// What one read gives. Both null: undefined, "not there yet". An error is thrown into the
/// expression and comes out as that expression's error, unchanged.
struct ScriptRead {
    const ScriptValue *value = nullptr;
    const Error *error = nullptr;
};

/// One name in scope.
class ScriptName {
public:
    virtual ~ScriptName() = default;
    /// True: an object whose members are read, and tracked, one by one (a node's outputs, a store,
    /// yielded values). False: one value (a prop of a component, an item, a gathered list).
    virtual bool hasMembers() const = 0;
    /// Of a name without members. Called at each read; tracking happens here.
    virtual ScriptRead value() = 0;
    /// Of a name with members.
    virtual ScriptRead member(const QString &name) = 0;
    /// Names of the members there are now, for a read of the whole object ([wiki], {...model});
    /// `complete` is set to false when the object is not there yet (the node is not deployed).
    virtual QStringList members(bool *complete) = 0;
};

/// Where expressions look names up. The runtime gives one for each element instance.
class ScriptScope {
public:
    virtual ~ScriptScope() = default;
    /// Null: no such name.
    virtual ScriptName *find(const QString &name) = 0;
    /// For "did you mean".
    virtual QStringList names() const = 0;
    /// Called with false and then true around what `untrack` runs; may nest.
    virtual void setTracking(bool on) = 0;
};

} // namespace creact
