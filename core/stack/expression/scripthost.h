// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/stack/expression/scriptscope.h"

#include <QJSValue>
#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>

class QJSEngine;

namespace creact {

/// What one running evaluation reads from and notes. Evaluations nest (a read may evaluate another
/// expression of the same stack), so the host keeps a pointer to the innermost one.
struct ScriptRun {
    ScriptScope *scope = nullptr;
    bool untracked = false;
    /// How many untrack() are open; an interrupt leaves them open.
    int untrackDepth = 0;
    QStringList missing;
    /// Of the read that failed last; what was thrown for it says which one comes out.
    std::optional<Error> failure;
    /// The first name that nobody knew.
    QString unknownName;

    void noteMissing(const QString &what)
    {
        if (!missing.contains(what))
            missing.append(what);
    }
};

/// The one C++ object that prelude.js talks to. Expressions never see it.
class ScriptHost : public QObject {
    Q_OBJECT
public:
    using Protect = std::function<QJSValue(const ScriptValue &)>;

    ScriptHost(QJSEngine *engine, Protect protect);

    /// What read() and member() answer beside values.
    QJSValue unknown;
    QJSValue record;
    QJSValue failed;

    ScriptRun *run = nullptr;

    Q_INVOKABLE QJSValue read(const QString &name);
    Q_INVOKABLE QJSValue member(const QString &name, const QString &key);
    Q_INVOKABLE QJSValue members(const QString &name);
    Q_INVOKABLE bool isComplete(const QString &name);
    Q_INVOKABLE void setTracking(bool on);
    Q_INVOKABLE void noteUnknown(const QString &name);

private:
    QJSValue give(const ScriptRead &read, const QString &written);

    QJSEngine *m_engine;
    Protect m_protect;
};

} // namespace creact
