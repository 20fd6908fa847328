// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/documentwriter.h"

#include <optional>
#include <vector>

namespace creact {

namespace {

/// Writes lists of elements, iteratively: places for nested lists are made first and filled later.
class ElementWriter {
public:
    JsonNode write(const ElementList &list)
    {
        JsonNode root = JsonNode::array();
        m_tasks.push_back({&list, &root});
        while (!m_tasks.empty()) {
            const Task task = m_tasks.back();
            m_tasks.pop_back();
            task.to->items.reserve(task.list->size()); // tasks point into them
            for (const Element &element : *task.list)
                writeElement(element, task.to->items.emplace_back(JsonNode::object()));
        }
        return root;
    }

    const std::optional<Error> &error() const { return m_error; }

private:
    struct Task {
        const ElementList *list;
        JsonNode *to;
    };

    void writeElement(const Element &element, JsonNode &node)
    {
        using Kind = Element::Kind;
        switch (element.kind) {
        case Kind::Construct:
            setText(node, QStringLiteral("construct"), element.name);
            break;
        case Kind::Component:
            setText(node, QStringLiteral("component"), element.name);
            break;
        case Kind::Boundary:
            setText(node, QStringLiteral("boundary"), element.name);
            break;
        case Kind::Show:
            node.set(QStringLiteral("show"), binding(element.subject));
            break;
        case Kind::For:
            node.set(QStringLiteral("for"), binding(element.subject));
            break;
        case Kind::Yield:
            node.set(QStringLiteral("yield"), bindings(element.props));
            break;
        case Kind::Store:
            node.set(QStringLiteral("store"), bindings(element.props));
            break;
        }
        const bool propsAreSubject = element.kind == Kind::Yield || element.kind == Kind::Store;
        setText(node, QStringLiteral("as"), element.as);
        setText(node, QStringLiteral("item"), element.item);
        if (element.key)
            node.set(QStringLiteral("key"), binding(*element.key));
        setText(node, QStringLiteral("note"), element.note);
        if (element.disabled)
            node.set(QStringLiteral("disabled"), JsonNode::fromBool(true));
        if (!propsAreSubject && !element.props.isEmpty())
            node.set(QStringLiteral("props"), bindings(element.props));
        writeLists(element, node);
    }

    void writeLists(const Element &element, JsonNode &node)
    {
        node.members.reserve(node.members.size() + 5); // tasks point into them
        addList(node, QStringLiteral("children"), element.children);
        addList(node, QStringLiteral("else"), element.otherwise);
        if (element.gather) {
            JsonNode gather = JsonNode::object();
            setText(gather, QStringLiteral("as"), element.gather->as);
            gather.set(QStringLiteral("value"), binding(element.gather->value));
            node.set(QStringLiteral("gather"), std::move(gather));
        }
        addList(node, QStringLiteral("then"), element.then);
        addList(node, QStringLiteral("fallback"), element.fallback);
    }

    void addList(JsonNode &node, const QString &key, const ElementList &list)
    {
        if (list.empty())
            return;
        node.members.push_back({key, JsonNode::array()});
        m_tasks.push_back({&list, &node.members.back().value});
    }

    static void setText(JsonNode &node, const QString &key, const QString &text)
    {
        if (!text.isEmpty())
            node.set(key, JsonNode::fromString(text));
    }

    JsonNode bindings(const QList<NamedBinding> &list)
    {
        JsonNode node = JsonNode::object();
        for (const NamedBinding &each : list)
            node.set(each.name, binding(each.value));
        return node;
    }

    JsonNode binding(const Binding &value)
    {
        switch (value.kind) {
        case Binding::Kind::Literal:
            return JsonNode::fromJson(value.literal);
        case Binding::Kind::Expression: {
            JsonNode node = JsonNode::object();
            node.set(QStringLiteral("$"), JsonNode::fromString(value.expression));
            return node;
        }
        case Binding::Kind::Function:
            break;
        }
        if (!m_error)
            m_error = Error{ErrorCode::Unsupported,
                            QStringLiteral("A C++ function cannot be written to a document."),
                            value.pointer, QStringLiteral("Use an expression in its place.")};
        return JsonNode::null();
    }

    std::vector<Task> m_tasks;
    std::optional<Error> m_error;
};

JsonNode textList(const QStringList &texts)
{
    JsonNode list = JsonNode::array();
    for (const QString &text : texts)
        list.items.push_back(JsonNode::fromString(text));
    return list;
}

} // namespace

Result<JsonNode> toJsonNode(const StackDocument &document)
{
    ElementWriter writer;
    JsonNode root = JsonNode::object();
    root.set(QStringLiteral("creact"), JsonNode::fromNumber(document.version));
    root.set(QStringLiteral("stack"), JsonNode::fromString(document.name));
    if (!document.components.empty()) {
        JsonNode components = JsonNode::object();
        for (const Component &each : document.components) {
            JsonNode component = JsonNode::object();
            if (!each.props.isEmpty())
                component.set(QStringLiteral("props"), textList(each.props));
            component.set(QStringLiteral("children"), writer.write(each.children));
            components.set(each.name, std::move(component));
        }
        root.set(QStringLiteral("components"), std::move(components));
    }
    root.set(QStringLiteral("children"), writer.write(document.children));
    if (writer.error())
        return *writer.error();
    return root;
}

Result<QByteArray> writeStackDocument(const StackDocument &document)
{
    const Result<JsonNode> node = toJsonNode(document);
    if (!node)
        return node.error();
    return node->toText();
}

} // namespace creact
