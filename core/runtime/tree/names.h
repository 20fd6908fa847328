// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reactive/reactive.h"
#include "core/stack/expression/scriptscope.h"

#include <QJsonObject>

namespace creact {

/// A JSON value that expressions read and that marks its readers dirty when it changes.
class ValueCell {
public:
    explicit ValueCell(reactive::Scope &scope,
                       QJsonValue initial = QJsonValue(QJsonValue::Undefined))
        : m_signal(scope.signal<QJsonValue>(initial))
        , m_value(std::move(initial))
    {
    }

    void set(const QJsonValue &value)
    {
        if (value == m_value.json())
            return;
        m_value.set(value);
        m_signal.set(value);
    }
    /// Tracked. Null while undefined.
    const ScriptValue *read()
    {
        m_signal.get();
        return m_value.json().isUndefined() ? nullptr : &m_value;
    }
    const QJsonValue &peek() const { return m_value.json(); }
    reactive::Source &source() { return m_signal; }

private:
    reactive::Signal<QJsonValue> &m_signal;
    ScriptValue m_value;
};

/// Names as they nest: each frame adds one name to the frames outside it.
struct NameFrame {
    const NameFrame *outer = nullptr;
    QString name;
    ScriptName *target = nullptr;

    ScriptName *find(const QString &wanted) const;
    static QStringList names(const NameFrame *innermost);
};

/// What a tracked read saw, so that an `untrack` binding can be recorded with it (design section
/// 4).
class ReadLog {
public:
    void add(const QString &what, const QJsonValue &value);
    QString digest() const;

private:
    QList<std::pair<QString, QJsonValue>> m_reads;
};

/// The scope of one binding: its names, and what it read.
class BindingNames final : public ScriptScope {
public:
    BindingNames(reactive::Graph &graph, const NameFrame *names)
        : m_graph(graph)
        , m_names(names)
    {
    }

    ScriptName *find(const QString &name) override;
    QStringList names() const override { return NameFrame::names(m_names); }
    void setTracking(bool on) override;

    /// What is read while tracking is on goes into the log; null: nothing is logged.
    void setLog(ReadLog *log) { m_log = log; }
    ReadLog *log() const { return m_untracked == 0 ? m_log : nullptr; }

private:
    class Logged;
    reactive::Graph &m_graph;
    const NameFrame *m_names;
    ReadLog *m_log = nullptr;
    int m_untracked = 0;
    bool m_before = true;
    /// Wrappers that log; made only for bindings that use `untrack`.
    std::vector<std::pair<QString, std::unique_ptr<ScriptName>>> m_logged;
};

/// A name with one plain value: an item, a boundary's error.
class CellName final : public ScriptName {
public:
    explicit CellName(ValueCell &cell)
        : m_cell(cell)
    {
    }
    bool hasMembers() const override { return false; }
    ScriptRead value() override { return {m_cell.read(), nullptr}; }
    ScriptRead member(const QString &) override { return {}; }
    QStringList members(bool *) override { return {}; }

private:
    ValueCell &m_cell;
};

/// A named set of cells: a `store` element's values. Members come and go with set().
class StoreName final : public ScriptName {
public:
    StoreName(reactive::Scope &scope, const QJsonObject &values);

    void set(const QJsonObject &values);
    const QJsonObject &values() const { return m_values; }

    bool hasMembers() const override { return true; }
    ScriptRead value() override { return {}; }
    ScriptRead member(const QString &name) override;
    QStringList members(bool *complete) override;

private:
    reactive::Scope &m_scope;
    QJsonObject m_values;
    QHash<QString, ValueCell *> m_cells;
    ValueCell m_names;
};

/// A name whose owner comes later or changes: what a `for`'s children call something, seen by
/// gather. Of several at once (a component that yields more than once) it is the oldest.
class LateName final : public ScriptName {
public:
    explicit LateName(reactive::Scope &scope)
        : m_target(scope.signal<ScriptName *>(nullptr))
    {
    }

    void add(ScriptName &target)
    {
        m_all.append(&target);
        m_target.set(m_all.first());
    }
    void remove(ScriptName &target)
    {
        m_all.removeOne(&target);
        m_target.set(m_all.isEmpty() ? nullptr : m_all.first());
    }

    bool hasMembers() const override { return true; }
    ScriptRead value() override { return {}; }
    ScriptRead member(const QString &name) override;
    QStringList members(bool *complete) override;

private:
    QList<ScriptName *> m_all;
    reactive::Signal<ScriptName *> &m_target;
};

} // namespace creact
