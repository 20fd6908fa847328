// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
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
    /// What is written there, for an editor: "multiline", "file", "folder", "model", "endpoint",
    /// "messages" (a list of {role, content}), "schema" (JSON Schema). Empty: as the type says.
    QString format = {};
};

struct OutputSpec {
    /// Where its value comes from: a plan knows all but the provider's before anything is applied.
    enum class From {
        Provider,
        Id, ///< the node's full id
        Prop, ///< the prop of the same name, as given
    };

    QString name;
    ValueType type = ValueType::Any;
    QString doc;
    From from = From::Provider;
};

/// Something outside the program that a node reaches, or lets in.
struct Reach {
    enum class Kind { Port, Host, Folder, Command, FileRead, FileWrite };
    Kind kind = Kind::Host;
    /// "127.0.0.1:3000", "en.wikipedia.org", "public"; empty: not known yet.
    QString what;

    bool operator==(const Reach &) const = default;
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
    /// Other nodes add to its outputs (AddMessages to a Memory): they cannot be pinned.
    bool collects = false;
    /// The output that the tree shows in one line; empty: the first of `outputs`.
    QString summaryOutput = {};
    /// Making it real asks a model or runs a tool: it costs, and is never done without being said.
    bool calls = false;
    /// What a node with these props reaches; null: nothing. `unknown` are props whose value is not
    /// known yet.
    std::function<QList<Reach>(const QJsonObject &props, const QStringList &unknown)> reaches = {};

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
