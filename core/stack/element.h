// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace creact {

/// What a C++ binding reads its values through: the same names, the same tracking as an expression.
class BindingScope {
public:
    virtual ~BindingScope() = default;
    /// "memory.messages", "depth", "chat.pending.id". Undefined when it is not there yet.
    virtual QJsonValue value(const QString &path) = 0;
    /// The same without tracking: a later change of it does not evaluate the binding again.
    virtual QJsonValue untracked(const QString &path) = 0;
};

/// Returns Undefined for "not there yet".
using BindingFunction = std::function<QJsonValue(BindingScope &)>;

/// What stands where a document may hold a value: a literal, an expression {"$": "…"}, or (trees
/// built in C++ only) a function.
struct Binding {
    enum class Kind { Literal, Expression, Function };

    Kind kind = Kind::Literal;
    QJsonValue literal = QJsonValue(QJsonValue::Undefined);
    QString expression;
    BindingFunction function;
    /// JSON pointer into the document, for messages.
    QString pointer;

    bool isLiteral() const { return kind == Kind::Literal; }
};

struct NamedBinding {
    QString name;
    Binding value;
};

struct Element;
using ElementList = std::vector<Element>;

/// One entry of a stack document. Which members are used depends on `kind`:
///
/// | kind      | name           | subject   | lists                          | others |
/// |-----------|----------------|-----------|--------------------------------|-------------------------|
/// | Construct | construct type |           | children                       | as, key, props | |
/// Show      |                | condition | children, otherwise            | key | | For       | |
/// list      | children, then                 | item, key, gather       | | Component | component
/// name |           | children (rendered at `yield`) | as, key, props          | | Yield     | | |
/// | props: the values       | | Store     |                |           | | as, props: initial
/// values| | Boundary  | error's name   |           | children, fallback             | |
struct Element {
    enum class Kind { Construct, Show, For, Component, Yield, Store, Boundary };

    struct Gather {
        QString as;
        Binding value;
    };

    Kind kind = Kind::Construct;
    QString name;
    QString as;
    QString item;
    std::optional<Binding> key;
    Binding subject;
    QList<NamedBinding> props;
    ElementList children;
    ElementList otherwise;
    ElementList then;
    ElementList fallback;
    std::optional<Gather> gather;
    QString note;
    bool disabled = false;
    /// JSON pointer of this element in the document; unique, also in trees built in C++.
    QString pointer;
};

struct Component {
    QString name;
    QStringList props;
    ElementList children;
    QString pointer;
};

/// A checked or unchecked tree. Immutable once shared: an edit makes a new one.
struct StackDocument {
    int version = 1;
    QString name;
    std::vector<Component> components;
    ElementList children;
    /// Empty for trees built in C++.
    QString fileName;

    const Component *component(const QString &componentName) const
    {
        for (const Component &each : components) {
            if (each.name == componentName)
                return &each;
        }
        return nullptr;
    }
};

using StackDocumentPtr = std::shared_ptr<const StackDocument>;

} // namespace creact
