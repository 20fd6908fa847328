// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What opens and closes what is below it: show, and keys.
#include "core/runtime/tree/context.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace creact {

namespace {

/// As JavaScript decides it.
bool isTruthy(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return false;
    case QJsonValue::Bool:
        return value.toBool();
    case QJsonValue::Double:
        return value.toDouble() != 0;
    case QJsonValue::String:
        return !value.toString().isEmpty();
    case QJsonValue::Array:
    case QJsonValue::Object:
        return true;
    }
    return false;
}

enum class Condition { Closed, Open, Undefined, Failed };

Condition conditionOf(const BoundValue &bound)
{
    if (bound.error)
        return Condition::Failed;
    if (bound.value.isUndefined())
        return Condition::Undefined;
    return isTruthy(bound.value) ? Condition::Open : Condition::Closed;
}

} // namespace

QString Tree::keyText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    QJsonArray wrapped{value};
    QString text = QString::fromUtf8(QJsonDocument(wrapped).toJson(QJsonDocument::Compact));
    return text.mid(1, text.size() - 2);
}

void Tree::withKey(const Element &element, const Context &context, Instance &instance, WithKey make)
{
    if (!element.key) {
        make(context, std::nullopt);
        return;
    }
    Bound &key = bindShown(context, *element.key, element.pointer + QLatin1StringView("#key"),
                           instance, QStringLiteral("key"));
    if (!key.computation()) {
        make(context, keyText(key.peek().value));
        return;
    }
    auto &determination = context.scope->make<Determination>(*this, context.node);
    context.scope->effect([this, &key, &determination, &instance, context,
                           make = std::move(make)](reactive::Scope &run) {
        const BoundValue value = key.get();
        m_graph.untracked([&] {
            determination.setUndefined(value.error || value.value.isUndefined());
            instance.waitsFor = value.missing;
            setElementError(instance, context, value.error.get());
            changed(instance);
            if (value.error || value.value.isUndefined())
                return;
            Context inner = context;
            inner.scope = &run;
            inner.flow = link(inner, key.computation());
            make(inner, keyText(value.value));
        });
    });
}

void Tree::renderShow(const Element &element, const Context &context, Instance &instance)
{
    Bound &subject =
        bindShown(context, element.subject, element.pointer + QLatin1StringView("#show"), instance,
                  QStringLiteral("show"));
    auto &determination = context.scope->make<Determination>(*this, context.node);
    // Between the value and the branch, so that a branch stays while its condition stays true.
    auto &condition =
        context.scope->computed<Condition>([&subject] { return conditionOf(subject.get()); });
    // What it waits for, or why it failed, may change while it stays undecided.
    context.scope->effect([this, &subject, &instance, context](reactive::Scope &) {
        const BoundValue value = subject.get();
        m_graph.untracked([&] {
            instance.waitsFor = value.missing;
            setElementError(instance, context, value.error.get());
            changed(instance);
        });
    });
    context.scope->effect(
        [this, &element, &determination, &condition, &instance, context](reactive::Scope &run) {
            const Condition now = condition.get();
            m_graph.untracked([&] {
                determination.setUndefined(now == Condition::Undefined || now == Condition::Failed);
                instance.flow = now == Condition::Open ? Instance::Flow::Open
                    : now == Condition::Closed         ? Instance::Flow::Closed
                                                       : Instance::Flow::Undefined;
                instance.otherwiseOpen = now == Condition::Closed;
                changed(instance);
                Context inner = context;
                inner.scope = &run;
                inner.parent = &instance;
                inner.late = nullptr;
                inner.flow = link(inner, &condition);
                if (now == Condition::Open) {
                    withKey(element, inner, instance,
                            [this, &element](Context keyed, const std::optional<QString> &key) {
                                if (key)
                                    keyed.flowKeys.append(*key);
                                renderList(element.children, keyed);
                            });
                } else if (now == Condition::Closed) {
                    renderList(element.otherwise, inner, secondListOrder);
                }
            });
        });
}

} // namespace creact
