// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What would be applied: the fields that change, and what is known of its outputs before.
#include "core/runtime/nodeprops.h"
#include "core/runtime/preview.h"

#include <utility>

namespace creact {

/// It would be applied.
void Preview::decideWork(Node &node, const QString &action, const QString &reason,
                         const QJsonObject &props, const QStringList &unknown)
{
    const NodeRecord *record = recordOf(node);
    Outlook outlook{Fate::Changes, itemOf(node, action, reason), {}, false, nullptr};
    if (action != QLatin1StringView("start") && action != QLatin1StringView("retry"))
        outlook.item.fields = fieldsOf(node, props, unknown);
    if (record && record->state == NodeState::Failed) {
        outlook.item.failedBefore = true;
        outlook.item.error = record->error;
    }
    const bool real = record && record->outputs && !isReplaced(node);
    if (!real)
        outlook.unborn = &node;
    show(node, NodeState::Pending);
    foresee(node, real ? record : nullptr, props, unknown, outlook);
    conclude(node, std::move(outlook));
}

QJsonObject Preview::fieldsOf(const Node &node, const QJsonObject &props,
                              const QStringList &unknown) const
{
    const NodeRecord *record = recordOf(node);
    const QJsonObject old = record ? record->props : QJsonObject();
    QStringList names = changedProps(old, props) + unknown;
    names.removeDuplicates();
    QJsonObject fields;
    for (const QString &name : std::as_const(names)) {
        const PropSpec *spec = node.type() ? node.type()->prop(name) : nullptr;
        if (spec && !spec->compared && record)
            continue;
        if (!record && props.value(name).isNull() && !unknown.contains(name))
            continue; // not given
        QJsonObject field;
        if (old.contains(name))
            field.insert(QStringLiteral("old"), old.value(name));
        if (!unknown.contains(name) && props.contains(name))
            field.insert(QStringLiteral("new"), props.value(name));
        else if (!unknown.contains(name))
            field.insert(QStringLiteral("removed"), true);
        fields.insert(name, field);
    }
    return fields;
}

/// The outputs that it would have, for who reads them.
void Preview::foresee(Node &node, const NodeRecord *record, const QJsonObject &props,
                      const QStringList &unknown, Outlook &outlook)
{
    QJsonObject outputs = record ? *record->outputs : QJsonObject();
    qsizetype declared = 0;
    for (const OutputSpec &spec : node.type()->outputs) {
        declared += outputs.contains(spec.name);
        if (spec.from == OutputSpec::From::Id) {
            outputs.insert(spec.name, outlook.item.nodeId);
        } else if (spec.from == OutputSpec::From::Prop && !unknown.contains(spec.name)) {
            if (props.contains(spec.name))
                outputs.insert(spec.name, props.value(spec.name));
            else
                outputs.remove(spec.name);
        } else {
            continue;
        }
        outlook.known.insert(spec.name);
    }
    outlook.allKnown = !node.type()->outputs.isEmpty()
        && outlook.known.size() == node.type()->outputs.size()
        && (!record || declared == record->outputs->size());
    m_tree->graph().batch([&] {
        if (record)
            node.setOutputs(record->outputs);
        node.foresee(outputs);
    });
}

} // namespace creact
