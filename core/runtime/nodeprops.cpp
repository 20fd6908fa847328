// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/nodeprops.h"

#include "core/runtime/tree/bound.h"
#include "core/stack/element.h"
#include "core/stack/propcheck.h"

#include <QJsonArray>
#include <QSet>

namespace creact {

namespace {

QString complaint(const PropSpec &spec, const QJsonValue &value)
{
    if (!hasType(value, spec.type))
        return QStringLiteral("'%1' must be %2.").arg(spec.name, describe(spec.type));
    if (!spec.choices.isEmpty() && !spec.choices.contains(value))
        return QStringLiteral("'%1' is not one of the values it may have.").arg(spec.name);
    if (spec.minimum && value.toDouble() < *spec.minimum)
        return QStringLiteral("'%1' must not be less than %2.").arg(spec.name).arg(*spec.minimum);
    if (spec.maximum && value.toDouble() > *spec.maximum)
        return QStringLiteral("'%1' must not be more than %2.").arg(spec.name).arg(*spec.maximum);
    return {};
}

/// Fills in defaults; the first complaint, or an empty text.
QString complete(const ConstructType &type, QJsonObject &values)
{
    for (const PropSpec &spec : type.props) {
        const QJsonValue value = values.value(spec.name);
        // null is "not given", as a declared output that a node lacks reads as null.
        if (value.isUndefined() || value.isNull()) {
            if (!spec.defaultValue.isUndefined())
                values.insert(spec.name, spec.defaultValue);
            else if (spec.required)
                return QStringLiteral("'%1' is missing.").arg(spec.name);
            continue;
        }
        const QString text = complaint(spec, value);
        if (!text.isEmpty())
            return text;
    }
    return {};
}

NodeProps failed(const Node &node, ErrorCode code, const QString &message, const QString &hint = {})
{
    NodeProps props;
    props.state = NodeProps::State::Failed;
    props.error = {code, message, node.id().toString(), hint};
    return props;
}

using ReadVisitor = std::function<bool(Node &, const reactive::Source &)>;
using Computations = std::vector<const reactive::Computation *>;

/// What these read, and what that reads, until `visit` answers true.
void walkReads(Computations open, const ReadVisitor &visit)
{
    QSet<const reactive::Computation *> seen(open.begin(), open.end());
    bool done = false;
    while (!open.empty() && !done) {
        const reactive::Computation *computation = open.back();
        open.pop_back();
        computation->forEachSource([&](reactive::Source &source) {
            if (const reactive::Computation *inner = source.asComputation()) {
                if (!seen.contains(inner)) {
                    seen.insert(inner);
                    open.push_back(inner);
                }
            } else if (source.tag() && !done) {
                done = visit(*const_cast<Node *>(static_cast<const Node *>(source.tag())), source);
            }
        });
    }
}

} // namespace

NodeProps readProps(const Node &node)
{
    if (!node.type()) {
        return failed(node, ErrorCode::UnknownConstruct,
                      QStringLiteral("Nothing here can make a '%1' real.").arg(node.typeName()),
                      QStringLiteral("Check the construct's name."));
    }
    NodeProps props;
    for (const Node::Prop &prop : node.props) {
        const BoundValue &bound = prop.bound->peek();
        if (bound.error) {
            props.state = NodeProps::State::Failed;
            props.error = *bound.error;
            return props;
        }
        if (bound.value.isUndefined()) {
            props.state = NodeProps::State::Waiting;
            props.missing += bound.missing.isEmpty() ? QStringList{prop.name} : bound.missing;
        } else {
            props.values.insert(prop.name, bound.value);
        }
    }
    props.missing.removeDuplicates();
    if (props.state == NodeProps::State::Waiting)
        return props;
    const QString text = complete(*node.type(), props.values);
    if (!text.isEmpty())
        return failed(node, ErrorCode::InvalidProps, node.typeName() + QStringLiteral(": ") + text);
    return props;
}

bool sameProps(const ConstructType *type, const QJsonObject &a, const QJsonObject &b)
{
    if (a == b)
        return true;
    if (!type)
        return false;
    QJsonObject left = a;
    QJsonObject right = b;
    for (const PropSpec &spec : type->props) {
        if (!spec.compared) {
            left.remove(spec.name);
            right.remove(spec.name);
        } else if (!spec.defaultValue.isUndefined()) {
            // A file that another version wrote may lack what is a default now.
            if (!left.contains(spec.name))
                left.insert(spec.name, spec.defaultValue);
            if (!right.contains(spec.name))
                right.insert(spec.name, spec.defaultValue);
        }
    }
    return left == right;
}

QStringList changedProps(const QJsonObject &a, const QJsonObject &b)
{
    QStringList names;
    for (auto it = a.begin(); it != a.end(); ++it) {
        if (b.value(it.key()) != it.value())
            names.append(it.key());
    }
    for (auto it = b.begin(); it != b.end(); ++it) {
        if (!a.contains(it.key()))
            names.append(it.key());
    }
    return names;
}

void visitReads(const Bound &binding, const ReadVisitor &visit)
{
    if (binding.computation())
        walkReads({binding.computation()}, visit);
}

void visitFlowReads(const Node &node, const ReadVisitor &visit)
{
    Computations flow;
    for (const FlowLink *link = node.flow(); link; link = link->outer)
        flow.push_back(link->computation);
    walkReads(std::move(flow), visit);
}

Node *firstUnsettled(const Node &node)
{
    Computations computations;
    for (const Node::Prop &prop : node.props) {
        if (prop.bound->computation())
            computations.push_back(prop.bound->computation());
    }
    for (const FlowLink *link = node.flow(); link; link = link->outer)
        computations.push_back(link->computation);
    Node *found = nullptr;
    walkReads(std::move(computations), [&](Node &read, const reactive::Source &) {
        if (!read.isSettled())
            found = &read;
        return found != nullptr;
    });
    return found;
}

} // namespace creact
