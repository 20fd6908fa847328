// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What would become of each node.
#include "core/runtime/preview.h"

#include "core/runtime/nodeprops.h"

#include <utility>

namespace creact {

namespace {

QString afterText(const Node &other)
{
    return QStringLiteral("after %1").arg(other.shownName());
}

/// Of a node whose props cannot all be worked out: those that can, with defaults.
QJsonObject knownValues(const Node &node, const QStringList &unknown)
{
    QJsonObject values;
    for (const Node::Prop &prop : node.props) {
        if (!unknown.contains(prop.name))
            values.insert(prop.name, prop.bound->peek().value);
    }
    for (const PropSpec &spec : node.type()->props) {
        const bool given = unknown.contains(spec.name) || values.contains(spec.name);
        if (!given && !spec.defaultValue.isUndefined())
            values.insert(spec.name, spec.defaultValue);
    }
    return values;
}

} // namespace

Preview::Preview(const StackRecord &state, const ConstructTypes &types, ScriptEngine &script,
                 TreeObserver *observer, Over over)
    : m_state(state)
    , m_types(types)
    , m_script(script)
    , m_observer(observer)
    , m_over(over)
{
}

Preview::~Preview()
{
    m_observer = nullptr;
    if (m_tree)
        m_tree->setObserver(nullptr);
}

void Preview::render(StackDocumentPtr document)
{
    m_tree.reset(new Tree(std::move(document), m_script, *this));
    m_tree->graph().setErrorHandler([](reactive::Computation &, std::exception_ptr) {});
    m_tree->render();
    settle();
}

void Preview::nodeAdded(Node &node)
{
    m_nodes.insert(node.serial(), &node);
}

void Preview::nodeDirty(Node &node)
{
    if (!std::exchange(node.queued, true))
        m_candidates.push_back(node.serial());
}

void Preview::nodeRemoved(Node &node)
{
    m_nodes.remove(node.serial());
    m_outlooks.remove(node.serial());
    m_replaced.remove(node.serial());
}

QJsonObject Preview::storeValues(const QString &name, const QJsonObject &initial)
{
    QJsonObject values = initial;
    const QJsonObject stored = m_state.stores.value(name).toObject();
    for (auto it = stored.begin(); it != stored.end(); ++it)
        values.insert(it.key(), it.value());
    return values;
}

void Preview::elementFailed(const Instance &instance, const Error *error, bool, const Node *)
{
    if (error)
        m_elementErrors.insert(&instance, *error);
    else
        m_elementErrors.remove(&instance);
}

const LatchRecord *Preview::latch(const QString &key) const
{
    const auto it = m_state.latches.constFind(key);
    return it == m_state.latches.constEnd() ? nullptr : &*it;
}

void Preview::settle()
{
    while (!m_candidates.empty()) {
        const quint64 serial = m_candidates.front();
        m_candidates.pop_front();
        if (Node *node = m_nodes.value(serial)) {
            node->queued = false;
            consider(*node);
        }
    }
}

const Preview::Outlook *Preview::outlookOf(const Node &node) const
{
    const auto it = m_outlooks.constFind(node.serial());
    return it == m_outlooks.constEnd() ? nullptr : &*it;
}

Preview::Fate Preview::fateOf(const Node &node) const
{
    const Outlook *outlook = outlookOf(node);
    return outlook ? outlook->fate : Fate::Undecided;
}

/// What is stored of it and stays its own.
const NodeRecord *Preview::recordOf(const Node &node) const
{
    return isReplaced(node) ? nullptr : m_state.find(node.id());
}

void Preview::show(Node &node, NodeState state, const QStringList &waitsFor)
{
    node.state = state;
    node.waitsFor = waitsFor;
    if (m_observer)
        m_observer->instanceChanged(node.instance());
}

Plan::Item Preview::itemOf(const Node &node, const QString &action, const QString &reason) const
{
    Plan::Item item;
    item.action = action;
    item.nodeId = node.id().toString();
    item.constructType = node.typeName();
    item.reason = reason;
    item.pointer = node.element().pointer;
    const bool works = action != QLatin1StringView("unchanged")
        && action != QLatin1StringView("blocked") && action != QLatin1StringView("start");
    item.calls = works && node.type() && node.type()->calls;
    return item;
}

/// Its fate is known: whoever waits for that looks again.
void Preview::conclude(Node &node, Outlook outlook)
{
    if (Node *parent = node.parentNode(); parent && !outlook.unborn) {
        if (const Outlook *above = outlookOf(*parent))
            outlook.unborn = above->unborn;
    }
    m_outlooks.insert(node.serial(), std::move(outlook));
    for (const quint64 serial : std::exchange(node.dependents, {})) {
        if (Node *dependent = m_nodes.value(serial))
            nodeDirty(*dependent);
    }
}

void Preview::waitFor(Node &node, Node &other)
{
    other.dependents.push_back(node.serial());
    const QString action = recordOf(node) ? QStringLiteral("update") : QStringLiteral("create");
    m_outlooks.insert(node.serial(),
                      {Fate::Undecided, itemOf(node, action, afterText(other)), {}, false, {}});
    show(node, NodeState::Pending, {other.shownName()});
}

void Preview::stick(Node &node, const QString &action, const QString &reason, NodeState state,
                    const QStringList &waitsFor, const std::optional<Error> &error)
{
    Outlook outlook{Fate::Stuck, itemOf(node, action, reason), {}, false, nullptr};
    outlook.item.error = error;
    if (error)
        node.error = *error;
    show(node, state, waitsFor);
    conclude(node, std::move(outlook));
}

/// An output that may come out otherwise when its node is applied.
bool Preview::isUnknown(const Node &node, const reactive::Source &source) const
{
    const Outlook *outlook = outlookOf(node);
    if (!outlook || outlook->fate == Fate::Settled)
        return false;
    const std::optional<QString> output = node.outputOf(source);
    if (!output || outlook->allKnown)
        return false;
    return output->isEmpty() || !outlook->known.contains(*output);
}

Preview::Upstream Preview::upstreamOf(const Node &node) const
{
    Upstream upstream;
    const auto take = [&](Node &read, const reactive::Source &source) {
        switch (fateOf(read)) {
        case Fate::Undecided:
            upstream.undecided = &read;
            return true;
        case Fate::Settled:
            break;
        case Fate::Stuck:
            upstream.stuck = upstream.stuck ? upstream.stuck : &read;
            break;
        case Fate::Changes:
            if (isUnknown(read, source))
                upstream.changing = upstream.changing ? upstream.changing : &read;
            break;
        }
        return false;
    };
    visitFlowReads(node, take);
    for (const Node::Prop &prop : node.props) {
        if (!upstream.undecided)
            visitReads(*prop.bound, take);
    }
    return upstream;
}

QStringList Preview::unknownProps(const Node &node) const
{
    QStringList names;
    for (const Node::Prop &prop : node.props) {
        bool unknown = false;
        visitReads(*prop.bound, [&](Node &read, const reactive::Source &source) {
            unknown = isUnknown(read, source);
            return unknown;
        });
        const BoundValue &value = prop.bound->peek();
        if (unknown || value.error || value.isUndefined())
            names.append(prop.name);
    }
    return names;
}

void Preview::consider(Node &node)
{
    if (Node *parent = node.parentNode()) {
        if (isReplaced(*parent))
            m_replaced.insert(node.serial());
        const Fate above = fateOf(*parent);
        if (above == Fate::Undecided) {
            waitFor(node, *parent);
            return;
        }
        if (above == Fate::Stuck) {
            stick(node, recordOf(node) ? QStringLiteral("unchanged") : QStringLiteral("blocked"),
                  QStringLiteral("waits for %1").arg(parent->shownName()), NodeState::Pending,
                  {parent->shownName()});
            return;
        }
    }
    const NodeRecord *record = recordOf(node);
    const bool sameType = record && node.type() && record->constructType == node.typeName();
    if (sameType && record->pinned && record->outputs)
        decideStored(node, *record);
    else
        considerProps(node);
}

void Preview::considerProps(Node &node)
{
    const NodeProps props = readProps(node);
    const Upstream upstream = upstreamOf(node);
    const NodeRecord *record = recordOf(node);
    if (upstream.undecided) {
        waitFor(node, *upstream.undecided);
        return;
    }
    const Outlook *above = node.parentNode() ? outlookOf(*node.parentNode()) : nullptr;
    const bool ready = props.state == NodeProps::State::Ready;
    // What an `untrack` read is not among the reads.
    Node *changing = upstream.changing || ready || !above ? upstream.changing : above->unborn;
    if (upstream.stuck) {
        stick(node, record ? QStringLiteral("unchanged") : QStringLiteral("blocked"),
              QStringLiteral("waits for %1").arg(upstream.stuck->shownName()), NodeState::Pending,
              {upstream.stuck->shownName()});
    } else if (changing && node.type()) {
        const QStringList unknown = unknownProps(node);
        decideWork(node, record ? QStringLiteral("update") : QStringLiteral("create"),
                   afterText(*changing), ready ? props.values : knownValues(node, unknown),
                   unknown);
        show(node, NodeState::Pending, {changing->shownName()});
    } else if (props.state == NodeProps::State::Failed) {
        // Not failed: nothing was tried.
        stick(node, QStringLiteral("blocked"), props.error.message, NodeState::Pending, {},
              props.error);
    } else if (!ready) {
        stick(node, QStringLiteral("unchanged"),
              QStringLiteral("waits for %1").arg(props.missing.join(QStringLiteral(", "))),
              NodeState::Waiting, props.missing);
    } else {
        decide(node, props.values);
    }
}

void Preview::decide(Node &node, const QJsonObject &props)
{
    const NodeRecord *record = recordOf(node);
    const bool sameType = record && record->constructType == node.typeName();
    if (record && !sameType) {
        m_replaced.insert(node.serial());
        decideWork(node, QStringLiteral("create"),
                   QStringLiteral("in place of a %1").arg(record->constructType), props, {});
    } else if (!record) {
        decideWork(node, QStringLiteral("create"), {}, props, {});
    } else if (!sameProps(node.type(), record->props, props)) {
        decideWork(node, QStringLiteral("update"), {}, props, {});
    } else {
        decideStored(node, *record);
    }
}

/// Its props are those that are stored.
void Preview::decideStored(Node &node, const NodeRecord &record)
{
    const bool ephemeral = node.type()->ephemeral && !record.pinned;
    const bool live = m_over == Over::Live;
    const bool atWork = live && record.state == NodeState::Applying;
    node.cause = record.cause;
    node.attempts = record.attempts;
    node.appliedAt = record.appliedAt;
    node.durationMs = record.durationMs;
    const bool interrupted = record.state == NodeState::Applying && !live && !record.pinned
        && node.type()->effect == Effect::Manual;
    if (!live && record.state == NodeState::Failed && !record.pinned && record.error
        && record.error->code == ErrorCode::NotAllowed) {
        decideWork(node, QStringLiteral("retry"), QStringLiteral("it was not allowed"),
                   record.props, {});
        return;
    }
    if ((record.state == NodeState::Failed && !ephemeral && !record.pinned) || interrupted) {
        stick(node, QStringLiteral("unchanged"),
              interrupted
                  ? QStringLiteral("interrupted: whether it took effect is not known; retry it")
                  : QStringLiteral("failed before: a deploy leaves it so; retry it"),
              NodeState::Failed, {}, record.error);
        m_outlooks[node.serial()].item.failedBefore = true;
        return;
    }
    const bool whole = record.state == NodeState::Deployed && record.outputs;
    const bool stays = record.pinned || (whole && (!ephemeral || live)) || atWork;
    if (!stays && !ephemeral) {
        decideWork(node, QStringLiteral("retry"), QStringLiteral("interrupted, or not finished"),
                   record.props, {});
        return;
    }
    if (!stays && !record.outputs) {
        decideWork(node, QStringLiteral("start"), {}, record.props, {});
        return;
    }
    Outlook outlook{record.outputs ? Fate::Settled : Fate::Stuck,
                    itemOf(node, stays ? QStringLiteral("unchanged") : QStringLiteral("start")),
                    {},
                    false,
                    nullptr};
    outlook.item.pinned = record.pinned;
    outlook.item.failedBefore = record.state == NodeState::Failed;
    if (outlook.item.failedBefore)
        outlook.item.error = record.error;
    if (record.pinned)
        outlook.item.reason = QStringLiteral("pinned");
    else if (atWork)
        outlook.item.reason = QStringLiteral("at work");
    show(node, atWork ? NodeState::Applying : NodeState::Deployed);
    m_tree->graph().batch([&] { node.setOutputs(record.outputs); });
    conclude(node, std::move(outlook));
}

} // namespace creact
