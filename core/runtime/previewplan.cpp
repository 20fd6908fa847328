// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// From what would become of each node to a plan: deletes, who needs whom, the order, what is
// reached outside.
#include "core/runtime/destroyorder.h"
#include "core/runtime/nodeprops.h"
#include "core/runtime/preview.h"
#include "core/stack/walk.h"

#include <algorithm>
#include <map>

namespace creact {

namespace {

bool isDelete(const Plan::Item &item)
{
    return item.action == QLatin1StringView("delete");
}

/// Of each item the longest way over its needs, `from` for those that need nothing. Items that need
/// each other in a circle come at the same time.
class PlanSteps {
public:
    explicit PlanSteps(Plan &plan)
        : m_items(plan.items)
    {
        for (qsizetype i = 0; i < m_items.size(); ++i) {
            if (m_items.at(i).changes())
                m_byId.insert(m_items.at(i).nodeId, i);
        }
    }

    void number()
    {
        for (qsizetype i = 0; i < m_items.size(); ++i) {
            if (m_items.at(i).changes() && m_items.at(i).step < 0)
                numberFrom(i);
        }
    }

private:
    void numberFrom(qsizetype start)
    {
        std::vector<std::pair<qsizetype, bool>> open{{start, false}};
        while (!open.empty()) {
            const auto [index, needsDone] = open.back();
            Plan::Item &item = m_items[index];
            if (needsDone || item.step >= 0) {
                open.pop_back();
                if (needsDone)
                    item.step = afterNeeds(index);
                continue;
            }
            open.back().second = true;
            m_open.insert(index);
            forEachNeed(index, [&](qsizetype need) {
                if (!m_open.contains(need))
                    open.emplace_back(need, false);
            });
        }
        m_open.clear();
    }

    int afterNeeds(qsizetype index)
    {
        int step = 0;
        forEachNeed(index,
                    [&](qsizetype need) { step = std::max(step, m_items.at(need).step + 1); });
        return step;
    }

    template <typename Visit> void forEachNeed(qsizetype index, Visit visit)
    {
        const Plan::Item &item = m_items.at(index);
        // Made in place of another: that one goes first.
        if (!isDelete(item)) {
            for (auto it = m_byId.constFind(item.nodeId);
                 it != m_byId.cend() && it.key() == item.nodeId; ++it) {
                if (*it != index)
                    visit(*it);
            }
        }
        for (const QString &need : item.needs) {
            for (auto it = m_byId.constFind(need); it != m_byId.cend() && it.key() == need; ++it) {
                if (*it != index && isDelete(m_items.at(*it)) == isDelete(item))
                    visit(*it);
            }
        }
    }

    QList<Plan::Item> &m_items;
    QMultiHash<QString, qsizetype> m_byId;
    QSet<qsizetype> m_open;
};

/// Props of an element as far as they are written.
QJsonObject writtenProps(const Element &element, const ConstructType &type, QStringList &unknown)
{
    QJsonObject props;
    for (const PropSpec &spec : type.props) {
        if (!spec.defaultValue.isUndefined())
            props.insert(spec.name, spec.defaultValue);
    }
    for (const NamedBinding &prop : element.props) {
        if (prop.value.isLiteral()) {
            props.insert(prop.name, prop.value.literal);
        } else {
            props.remove(prop.name);
            unknown.append(prop.name);
        }
    }
    return props;
}

/// The same of a node: what its bindings come to now counts.
QJsonObject foundProps(const Node &node, QStringList &unknown)
{
    QJsonObject props = writtenProps(node.element(), *node.type(), unknown);
    for (const Node::Prop &prop : node.props) {
        const BoundValue &bound = prop.bound->peek();
        if (!bound.error && !bound.isUndefined()) {
            props.insert(prop.name, bound.value);
            unknown.removeAll(prop.name);
        }
    }
    return props;
}

} // namespace

QList<const Node *> Preview::nodesInOrder() const
{
    QList<const Node *> nodes;
    std::vector<const Instance *> open{&m_tree->root()};
    while (!open.empty()) {
        const Instance *instance = open.back();
        open.pop_back();
        if (instance->node)
            nodes.append(instance->node);
        open.insert(open.end(), instance->children.rbegin(), instance->children.rend());
    }
    return nodes;
}

/// The tree around it has decided that it is not there, or will have when what is above it is
/// applied.
bool Preview::mayDestroy(const NodeId &id) const
{
    for (NodeId ancestor = id.parent(); !ancestor.isNull(); ancestor = ancestor.parent()) {
        if (const Node *node = m_tree->find(ancestor)) {
            const Fate fate = fateOf(*node);
            return (fate == Fate::Settled || fate == Fate::Changes) && node->undetermined == 0;
        }
    }
    return m_tree->undetermined() == 0;
}

/// Its id, or one above it, belongs to another construct type now.
bool Preview::isReplaced(const NodeRecord &record) const
{
    for (NodeId id = record.id; !id.isNull(); id = id.parent()) {
        if (const Node *node = m_tree->find(id))
            return isReplaced(*node);
    }
    return false;
}

/// Stored nodes that are not in the document, or make room in it.
void Preview::addLeavers(Plan &plan) const
{
    QList<NodeId> gone;
    for (const NodeRecord &record : m_state.nodes()) {
        const Node *node = m_tree->find(record.id);
        const bool makesRoom = !m_replaced.isEmpty() && isReplaced(record);
        if (makesRoom || (!node && mayDestroy(record.id))) {
            gone.append(record.id);
        } else if (!node) {
            Plan::Item item;
            item.action = QStringLiteral("unchanged");
            item.nodeId = record.id.toString();
            item.constructType = record.constructType;
            item.reason = QStringLiteral("decided when what is above it is applied");
            plan.items.append(item);
        }
    }
    const QList<NodeId> order = destroyOrder(m_state, gone);
    const QSet<NodeId> going(gone.begin(), gone.end());
    QHash<NodeId, QStringList> dependents;
    for (const NodeId &id : order) {
        Plan::Item item;
        item.action = QStringLiteral("delete");
        item.nodeId = id.toString();
        item.constructType = m_state.find(id)->constructType;
        item.reason = m_tree->find(id) ? QStringLiteral("another construct has its id")
                                       : QStringLiteral("no longer in the document");
        item.needs = dependents.take(id);
        // They are in the order in which they go: what needs this one came before.
        NodeId above = id.parent();
        while (!above.isNull() && !going.contains(above))
            above = above.parent();
        QSet<NodeId> needed;
        if (!above.isNull())
            needed.insert(above);
        const QList<NodeId> named = namedNodes(m_state, *m_state.find(id));
        for (const NodeId &other : named) {
            if (other != id && going.contains(other))
                needed.insert(other);
        }
        for (const NodeId &other : std::as_const(needed))
            dependents[other].append(item.nodeId);
        plan.items.append(item);
    }
}

/// The nearest node above that is not there before it is applied: nothing below it is looked at
/// until then. An update is there, with its old outputs.
const Node *Preview::unmadeAbove(const Node &node) const
{
    for (const Node *above = node.parentNode(); above; above = above->parentNode()) {
        const Outlook *outlook = outlookOf(*above);
        if (outlook && outlook->item.changes()
            && outlook->item.action != QLatin1StringView("update"))
            return above;
    }
    return nullptr;
}

void Preview::addNeeds(Plan &plan, const QList<const Node *> &nodes) const
{
    const auto changingId = [&](const Node &node) {
        const Outlook *outlook = outlookOf(node);
        return outlook && outlook->item.changes() ? outlook->item.nodeId : QString();
    };
    for (qsizetype i = 0; i < nodes.size(); ++i) {
        Plan::Item &item = plan.items[i];
        if (!item.changes())
            continue;
        const Node &node = *nodes.at(i);
        QSet<const Node *> seen;
        const auto take = [&](const Node &read, const reactive::Source &) {
            if (!seen.contains(&read)) {
                seen.insert(&read);
                if (const QString id = changingId(read); !id.isEmpty())
                    item.needs.append(id);
            }
            return false;
        };
        if (const Node *parent = node.parentNode()) {
            seen.insert(parent);
            if (const QString id = changingId(*parent); !id.isEmpty())
                item.needs.append(id);
        }
        if (const Node *above = unmadeAbove(node); above && !seen.contains(above))
            item.needs.append(outlookOf(*above)->item.nodeId);
        visitFlowReads(node, take);
        for (const Node::Prop &prop : node.props)
            visitReads(*prop.bound, take);
    }
    PlanSteps(plan).number();
    // What only goes, goes after what comes.
    int last = -1;
    for (const Plan::Item &item : std::as_const(plan.items)) {
        if (!isDelete(item))
            last = std::max(last, item.step);
    }
    for (Plan::Item &item : plan.items) {
        const bool makesRoom =
            isDelete(item) && !m_replaced.isEmpty() && isReplaced(*m_state.find(item.nodeId));
        if (isDelete(item) && !makesRoom)
            item.step += last + 1;
    }
}

void Preview::addTouches(Plan &plan, const QList<const Node *> &nodes) const
{
    // Each thing once, with the first node that reaches it.
    QSet<std::pair<int, QString>> listed;
    const auto add = [&](const ConstructType &type, const QJsonObject &props,
                         const QStringList &unknown, const QString &nodeId) {
        const QList<Reach> reaches = type.reaches(props, unknown);
        for (const Reach &reach : reaches) {
            const std::pair<int, QString> key(int(reach.kind),
                                              reach.what.isEmpty() ? u'@' + nodeId : reach.what);
            if (!listed.contains(key))
                plan.touches.append({reach.kind, reach.what, nodeId});
            listed.insert(key);
        }
    };
    QSet<QString> shown;
    for (qsizetype i = 0; i < nodes.size(); ++i) {
        const Node &node = *nodes.at(i);
        if (!node.type() || !node.type()->reaches)
            continue;
        QStringList unknown;
        const QJsonObject props = foundProps(node, unknown);
        shown.insert(node.element().pointer);
        add(*node.type(), props, unknown, plan.items.at(i).nodeId);
    }
    // What has no node yet may have one: inside a component, under a `show`.
    forEachElement(m_tree->document(), [&](const Element &element, const Component *) {
        const ConstructType *type =
            element.kind == Element::Kind::Construct ? m_types.find(element.name) : nullptr;
        if (!type || !type->reaches || shown.contains(element.pointer))
            return;
        QStringList unknown;
        const QJsonObject props = writtenProps(element, *type, unknown);
        add(*type, props, unknown, {});
    });
}

Plan Preview::plan() const
{
    Plan plan;
    QList<const Node *> nodes = nodesInOrder();
    nodes.removeIf([this](const Node *node) { return !outlookOf(*node); });
    plan.first = m_state.nodeCount() == 0 && m_state.lastDeployedAt == 0;
    plan.items.reserve(nodes.size());
    for (const Node *node : std::as_const(nodes))
        plan.items.append(outlookOf(*node)->item);
    addLeavers(plan);
    addNeeds(plan, nodes);
    addTouches(plan, nodes);
    std::map<quint64, Error> errors;
    for (auto it = m_elementErrors.begin(); it != m_elementErrors.end(); ++it) {
        Error error = *it;
        if (it.key()->element)
            error.where = it.key()->element->pointer;
        errors.emplace(it.key()->uid, error);
    }
    for (const auto &[uid, error] : errors) {
        if (!plan.elementErrors.contains(error))
            plan.elementErrors.append(error);
    }
    return plan;
}

} // namespace creact
