// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a session looks like from outside: info, details of rows, turns.
#include "core/engine/rowtext.h"
#include "core/engine/session.h"
#include "core/provider/chat/chatservice.h"
#include "core/provider/llm/modelaccess.h"
#include "core/provider/tools/approvals.h"

#include <QSet>

namespace creact {

namespace {
/// A chain of causes that goes round in a circle ends here.
constexpr qsizetype longestChain = 32;

const Bound *boundOf(const Instance &instance, const QString &name)
{
    if (instance.node) {
        for (const Node::Prop &prop : instance.node->props) {
            if (prop.name == name)
                return prop.bound;
        }
    }
    for (const Instance::NamedBound &each : instance.bindings) {
        if (each.name == name)
            return each.bound;
    }
    return nullptr;
}

/// As the tree has it; what the tree does not keep (a store's first values, the key of an item) as
/// it would come to now.
LiveValue valueOf(const Instance &instance, const QString &name, const Binding &binding,
                  const Tree &tree)
{
    const Bound *bound = boundOf(instance, name);
    const BoundValue value =
        bound ? const_cast<Bound *>(bound)->peek() : tree.evaluate(instance, binding);
    LiveValue now{value.value, value.missing, {}};
    if (value.error)
        now.error = *value.error;
    return now;
}
} // namespace

StackInfo Session::info() const
{
    StackInfo info;
    info.status = m_status;
    info.name = m_stack;
    info.documentPath = m_request.documentPath;
    info.backendUrl = m_backend ? m_backend->url() : defaultBackendUrl();
    info.readOnly = m_request.documentPath.isEmpty() || (m_foreignLock && !isLive());
    info.error = m_error ? m_error : m_unreadable;
    info.recovery = m_recovery;
    if (m_waiting)
        info.waitsForTurn = m_waiting->turns.value(0);
    info.lock = m_foreignLock;
    if (!m_runtime)
        return info;
    if (m_runtime->haltedBy())
        info.error = m_runtime->haltedBy();
    info.edited = m_edited;
    info.hasSessions = m_editedText.value_or(m_fileText).contains(".sessions");
    info.lastDeployedAt = m_runtime->state().lastDeployedAt;
    info.endpoint = m_provider->models().label();
    info.demo = m_provider->models().isDemo();
    if (isLive()) {
        info.chatHandlers = m_provider->chat().handlers();
        info.approvals = m_provider->approvals().pending();
    }
    count(info);
    return info;
}

void Session::count(StackInfo &info) const
{
    const Tree *tree = isLive() ? m_runtime->tree() : m_preview ? &m_preview->tree() : nullptr;
    if (!tree) {
        info.nodes = int(m_runtime->state().nodeCount());
        return;
    }
    for (const Node *node : tree->nodes()) {
        ++info.nodes;
        switch (node->state) {
        case NodeState::Deployed:
            ++info.deployed;
            break;
        case NodeState::Waiting:
        case NodeState::Pending:
            ++info.waiting;
            break;
        case NodeState::Failed:
            ++info.failed;
            break;
        case NodeState::Applying:
        case NodeState::Destroying:
            ++info.applying;
            break;
        }
        if (isLive() && node->typeName() == QLatin1StringView("HttpServer") && node->outputs()) {
            const QString url = node->outputs()->value(QLatin1StringView("url")).toString();
            if (!url.isEmpty())
                info.urls.append(url);
        }
    }
    info.urls.sort();
}

QList<Cause> Session::causesOf(const Cause &first) const
{
    QList<Cause> chain;
    QSet<QString> seen;
    Cause cause = first;
    while (chain.size() < longestChain) {
        chain.append(cause);
        if (cause.sourceNode.isEmpty() || seen.contains(cause.sourceNode))
            break;
        seen.insert(cause.sourceNode);
        const NodeRecord *record = m_runtime->node(cause.sourceNode);
        // What came in from outside began there; what answers to another event is another story.
        if (!record || cause.sourceNode == cause.event.node || record->cause.event != cause.event)
            break;
        cause = record->cause;
    }
    return chain;
}

RowDetail Session::detail(TreeRow::Uid uid) const
{
    RowDetail detail;
    detail.row = m_projector.row(uid);
    const NodeRecord *record = m_projector.record(uid);
    const Instance *instance = m_projector.instance(uid);
    const ConstructType *type = nullptr;
    if (record) {
        type = m_provider->constructTypes().find(record->constructType);
        detail.props = record->props;
        detail.outputs = record->outputs;
        detail.store = record->store;
        detail.attempts = record->attempts;
        detail.appliedAt = record->appliedAt;
        detail.causes = causesOf(record->cause);
    } else if (instance && instance->element) {
        addElement(detail, *instance);
        if (instance->store)
            detail.store = instance->store->values();
        if (instance->node) {
            type = instance->node->type();
            addNode(detail, *instance->node);
        }
    }
    if (!type && m_provider && detail.row.elementKind == Element::Kind::Construct)
        type = m_provider->constructTypes().find(detail.row.title);
    if (type)
        detail.doc = type->doc;
    return detail;
}

/// Its expressions, and what they come to.
void Session::addElement(RowDetail &detail, const Instance &instance) const
{
    const Element &element = *instance.element;
    const Tree *tree = shownTree();
    const auto add = [&](const QString &name, const Binding &binding, bool shown = true) {
        if (binding.kind == Binding::Kind::Literal && shown)
            detail.props.insert(name, binding.literal);
        if (binding.kind != Binding::Kind::Expression)
            return;
        if (shown)
            detail.bindings.insert(name, binding.expression);
        if (!element.disabled && tree)
            detail.bindingValues.append(
                {name, binding.expression, valueOf(instance, name, binding, *tree)});
    };
    for (const NamedBinding &prop : element.props)
        add(prop.name, prop.value, element.kind != Element::Kind::Store);
    const bool isFor = element.kind == Element::Kind::For;
    const bool isItem = instance.kind == Instance::Kind::Item;
    if (element.subject.kind == Binding::Kind::Expression && !isItem)
        add(titleOf(element), element.subject);
    if (element.key && isFor == isItem)
        add(QStringLiteral("key"), *element.key, false);
    if (element.gather && isItem)
        add(QStringLiteral("gather"), element.gather->value, false);
}

/// In a document that is edited while the stack runs: props as the document has them, the rest as
/// it is in the run.
void Session::addNode(RowDetail &detail, const Node &node) const
{
    for (const Node::Prop &prop : node.props) {
        const BoundValue &bound = prop.bound->peek();
        if (!bound.value.isUndefined())
            detail.props.insert(prop.name, bound.value);
    }
    const Node *live = liveNode(node);
    const Node &now = live ? *live : node;
    detail.outputs = now.outputs();
    if (const NodeRecord *stored = m_runtime->state().find(node.id()))
        detail.store = stored->store;
    detail.attempts = now.attempts;
    detail.appliedAt = now.appliedAt;
    detail.causes = causesOf(now.cause);
    if (isLive() && node.typeName() == QLatin1StringView("Tool"))
        detail.grant = m_provider->approvals().grant(node.id().toString());
}

} // namespace creact
