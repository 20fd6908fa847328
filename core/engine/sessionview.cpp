// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a session looks like from outside: info, details of rows, turns.
#include "core/engine/rowtext.h"
#include "core/engine/session.h"
#include "core/provider/chat/chatservice.h"
#include "core/provider/llm/modelaccess.h"

#include <QSet>

namespace creact {

namespace {
/// A chain of causes that goes round in a circle ends here.
constexpr qsizetype longestChain = 32;
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
    info.lock = m_foreignLock;
    if (!m_runtime)
        return info;
    if (m_runtime->haltedBy())
        info.error = m_runtime->haltedBy();
    info.lastDeployedAt = m_runtime->state().lastDeployedAt;
    info.endpoint = m_provider->models().label();
    info.demo = m_provider->models().isDemo();
    if (isLive())
        info.chatHandlers = m_provider->chat().handlers();
    count(info);
    return info;
}

void Session::count(StackInfo &info) const
{
    const Tree *tree = isLive() ? m_runtime->tree() : m_preview ? &m_preview->tree() : nullptr;
    if (!tree) {
        info.nodes = int(m_runtime->state().nodes().size());
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
    } else if (instance && instance->store) {
        detail.store = instance->store->values();
    } else if (instance && instance->node) {
        const Node &node = *instance->node;
        type = node.type();
        for (const Node::Prop &prop : node.props) {
            const BoundValue &bound = prop.bound->peek();
            if (!bound.value.isUndefined())
                detail.props.insert(prop.name, bound.value);
        }
        for (const NamedBinding &prop : node.element().props) {
            if (prop.value.kind == Binding::Kind::Expression)
                detail.bindings.insert(prop.name, prop.value.expression);
        }
        detail.outputs = node.outputs();
        if (const NodeRecord *stored = m_runtime->state().find(node.id()))
            detail.store = stored->store;
        detail.attempts = node.attempts;
        detail.appliedAt = node.appliedAt;
        detail.causes = causesOf(node.cause);
    } else if (instance && instance->element) {
        for (const NamedBinding &prop : instance->element->props) {
            if (prop.value.kind == Binding::Kind::Expression)
                detail.bindings.insert(prop.name, prop.value.expression);
            else
                detail.props.insert(prop.name, prop.value.literal);
        }
        if (instance->element->subject.kind == Binding::Kind::Expression)
            detail.bindings.insert(titleOf(*instance->element),
                                   instance->element->subject.expression);
    }
    if (type)
        detail.doc = type->doc;
    return detail;
}

} // namespace creact
