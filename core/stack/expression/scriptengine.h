// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/stack/expression/scriptscope.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace creact {

/// What one evaluation gave.
struct Evaluation {
    /// Undefined: not there yet (also when anything inside the value was undefined).
    QJsonValue value = QJsonValue(QJsonValue::Undefined);
    std::optional<Error> error;
    /// `untrack` was called.
    bool untracked = false;
    /// What was read and was undefined, as written: "completion.content". For "waits for …".
    QStringList missing;
};

/// Limits that keep one expression from taking the process with it.
struct ScriptLimits {
    std::chrono::milliseconds time{100};
    qsizetype resultBytes = 8 * 1024 * 1024;
    qsizetype stringLength = 16 * 1024 * 1024;
    qsizetype arrayLength = 1'000'000;
};

/// Evaluates the expressions of one stack. One QJSEngine, on the thread that made it; no I/O, no
/// eval, no Function; a watchdog thread interrupts what runs too long.
///
/// Expressions are compiled on first use and kept by text. What they read comes in read-only: a
/// write is a TypeError. Results come out as JSON.
class ScriptEngine {
public:
    explicit ScriptEngine(ScriptLimits limits = {});
    ~ScriptEngine();
    ScriptEngine(const ScriptEngine &) = delete;
    ScriptEngine &operator=(const ScriptEngine &) = delete;

    /// ExpressionFailed with line and column inside the expression when it does not parse.
    Result<void> compile(const QString &expression);

    /// `where` names the binding in error messages (a JSON pointer). Never throws.
    Evaluation evaluate(const QString &expression, ScriptScope &scope, const QString &where);

    /// Helpers and builtins that an expression may use beside the names in scope, for checks and
    /// completion (untrack, withToolResults, Math, JSON, …).
    static QStringList builtinNames();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace creact
