// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <optional>

namespace creact {

enum class ValueType { Any, String, Number, Integer, Boolean, Object, Array };

/// One prop of a construct type: enough for checks, documentation and an editor.
struct PropSpec {
    QString name;
    ValueType type = ValueType::Any;
    QString doc;
    bool required = false;
    /// Undefined when there is none. Defaults are filled in before the props reach the provider.
    QJsonValue defaultValue = QJsonValue(QJsonValue::Undefined);
    QJsonArray choices = {};
    std::optional<double> minimum = {};
    std::optional<double> maximum = {};
    /// A change of a prop that is not compared is no change to deploy
    /// (AddMessages.currentMessages).
    bool compared = true;
};

struct OutputSpec {
    QString name;
    ValueType type = ValueType::Any;
    QString doc;
};

/// What a materialize does to the world; decides whether its intent is stored before it runs, and
/// what happens to a node that was `applying` when the process died.
enum class Effect {
    Pure, ///< nothing outside its own outputs: no intent, simply run again
    Idempotent, ///< may safely run again
    Manual, ///< left for a person after a crash: Retry or Mark done
};

/// What a construct element names: its props, outputs and documentation.
struct ConstructType {
    QString name;
    QString doc;
    QList<PropSpec> props;
    QList<OutputSpec> outputs;
    /// Outputs are dropped on load and the node is materialised afresh (HttpServer).
    bool ephemeral = false;
    Effect effect = Effect::Idempotent;
    /// The output that the tree shows in one line; empty: the first of `outputs`.
    QString summaryOutput = {};

    const PropSpec *prop(const QString &propName) const
    {
        for (const PropSpec &spec : props) {
            if (spec.name == propName)
                return &spec;
        }
        return nullptr;
    }
};

/// The construct types a provider offers, in the order it offers them.
class ConstructTypes {
public:
    void add(const ConstructType &type)
    {
        m_index.insert(type.name, m_types.size());
        m_types.append(type);
    }
    const ConstructType *find(const QString &name) const
    {
        const auto it = m_index.constFind(name);
        return it == m_index.constEnd() ? nullptr : &m_types.at(*it);
    }
    const QList<ConstructType> &all() const { return m_types; }

private:
    QList<ConstructType> m_types;
    QHash<QString, qsizetype> m_index;
};

} // namespace creact
