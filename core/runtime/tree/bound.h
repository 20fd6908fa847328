// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/runtime/records.h"
#include "core/runtime/tree/names.h"
#include "core/stack/element.h"

#include <memory>

namespace creact {

class Node;
class ScriptEngine;

/// Where recorded `untrack` bindings are kept (the state).
class LatchStore {
public:
    virtual ~LatchStore() = default;
    virtual const LatchRecord *latch(const QString &key) const = 0;
    virtual void setLatch(const QString &key, const LatchRecord &record) = 0;
    /// A binding of that key lives: its record is not to be pruned. Balanced by release.
    virtual void claimLatch(const QString &key) = 0;
    virtual void releaseLatch(const QString &key) = 0;
};

/// What a binding comes to: a value, "not there yet" (undefined, with what it waits for), or an
/// error.
struct BoundValue {
    QJsonValue value = QJsonValue(QJsonValue::Undefined);
    std::shared_ptr<const Error> error;
    QStringList missing;

    bool isUndefined() const { return !error && value.isUndefined(); }
    bool operator==(const BoundValue &other) const
    {
        return value == other.value && missing == other.missing
            && (error == other.error || (error && other.error && *error == *other.error));
    }
};

/// One binding in its place in the tree: evaluated when what it read changes, and only while its
/// construct parent has outputs (design section 4). Lives in a reactive scope; a name in scope
/// itself.
class Bound final : public ScriptName {
public:
    struct Context {
        reactive::Scope *scope = nullptr;
        ScriptEngine *script = nullptr;
        LatchStore *latches = nullptr;
        const NameFrame *names = nullptr;
        /// Construct parent; null at the top level.
        Node *gate = nullptr;
    };

    /// `instance` names this binding across restarts: "<node id or component path>#<prop>".
    Bound(const Context &context, const Binding &binding, const QString &instance);

    /// Evaluated here and now, inside whatever computation is running; nothing is kept or recorded.
    static BoundValue evaluateOnce(const Context &context, const Binding &binding);

    /// Tracked.
    const BoundValue &get();
    const BoundValue &peek();
    /// Of a literal: another one.
    void setLiteral(const QJsonValue &value);
    /// Null for a literal.
    reactive::Computation *computation() const { return m_computed; }

    bool hasMembers() const override { return false; }
    ScriptRead value() override;
    ScriptRead member(const QString &) override { return {}; }
    QStringList members(bool *) override { return {}; }

private:
    struct Evaluator;
    reactive::Computed<BoundValue> *m_computed = nullptr;
    BoundValue m_literal;
    ScriptValue m_script;
};

} // namespace creact
