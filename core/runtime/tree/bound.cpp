// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/tree/bound.h"

#include "core/runtime/tree/node.h"
#include "core/stack/expression/scriptengine.h"

namespace creact {

namespace {

/// Reads for bindings written in C++: "name.member.deeper".
class FunctionScope final : public BindingScope {
public:
    FunctionScope(BindingNames &names, QStringList &missing, std::shared_ptr<const Error> &error)
        : m_names(names)
        , m_missing(missing)
        , m_error(error)
    {
    }

    QJsonValue value(const QString &path) override
    {
        const QStringList parts = path.split(u'.');
        ScriptName *name = m_names.find(parts.first());
        if (!name) {
            m_error = std::make_shared<Error>(
                Error{ErrorCode::ExpressionFailed,
                      QStringLiteral("There is no '%1' in scope here.").arg(parts.first()),
                      {},
                      {}});
            return QJsonValue(QJsonValue::Undefined);
        }
        qsizetype next = 1;
        QJsonValue value(QJsonValue::Undefined);
        if (!name->hasMembers()) {
            value = take(name->value());
        } else if (parts.size() > 1) {
            value = take(name->member(parts.at(next++)));
        } else {
            value = whole(*name);
        }
        if (value.isUndefined())
            m_missing.append(path);
        for (; next < parts.size() && !value.isUndefined(); ++next)
            value = value.toObject().value(parts.at(next));
        return value;
    }

    QJsonValue untracked(const QString &path) override
    {
        m_names.setTracking(false);
        const QJsonValue result = value(path);
        m_names.setTracking(true);
        return result;
    }

private:
    QJsonValue take(const ScriptRead &read)
    {
        if (read.error)
            m_error = std::make_shared<Error>(*read.error);
        return read.value ? read.value->json() : QJsonValue(QJsonValue::Undefined);
    }
    QJsonValue whole(ScriptName &name)
    {
        bool complete = true;
        QJsonObject object;
        const QStringList members = name.members(&complete);
        for (const QString &member : members)
            object.insert(member, take(name.member(member)));
        return complete ? QJsonValue(object) : QJsonValue(QJsonValue::Undefined);
    }

    BindingNames &m_names;
    QStringList &m_missing;
    std::shared_ptr<const Error> &m_error;
};

} // namespace

struct Bound::Evaluator {
    const Binding &binding;
    ScriptEngine &script;
    LatchStore &latches;
    Node *gate;
    BindingNames names;
    QString instance;

    Evaluator(const Context &context, const Binding &source, const QString &name)
        : binding(source)
        , script(*context.script)
        , latches(*context.latches)
        , gate(context.gate)
        , names(context.scope->graph(), context.names)
        , instance(name)
    {
    }

    BoundValue evaluate()
    {
        if (gate && !gate->isPresent())
            return {QJsonValue(QJsonValue::Undefined), nullptr, {gate->shownName()}};
        return binding.kind == Binding::Kind::Function ? call() : run();
    }

    BoundValue call()
    {
        BoundValue result;
        FunctionScope scope(names, result.missing, result.error);
        result.value = binding.function(scope);
        if (result.error)
            result.value = QJsonValue(QJsonValue::Undefined);
        if (!result.value.isUndefined())
            result.missing.clear();
        return result;
    }

    BoundValue run()
    {
        const bool mayLatch = binding.expression.contains(QLatin1StringView("untrack"));
        ReadLog log;
        names.setLog(mayLatch ? &log : nullptr);
        Evaluation evaluation = script.evaluate(binding.expression, names, binding.pointer);
        names.setLog(nullptr);
        if (evaluation.error)
            return {QJsonValue(QJsonValue::Undefined),
                    std::make_shared<Error>(*std::move(evaluation.error)),
                    {}};
        if (evaluation.value.isUndefined())
            return {evaluation.value, nullptr, evaluation.missing};
        if (evaluation.untracked)
            return {latched(evaluation.value, log), nullptr, {}};
        return {evaluation.value, nullptr, {}};
    }

    /// What was recorded for this text over the same tracked values stands: a restart between a
    /// memory's append and the answer must not see the memory anew and pay for every call again.
    QJsonValue latched(const QJsonValue &fresh, const ReadLog &log)
    {
        const QString tracked = log.digest();
        if (instance.isEmpty())
            return fresh;
        const LatchRecord *known = latches.latch(instance);
        if (known && known->text == binding.expression && known->tracked == tracked)
            return known->value;
        latches.setLatch(instance, {binding.expression, tracked, fresh});
        return fresh;
    }
};

Bound::Bound(const Context &context, const Binding &binding, const QString &instance)
{
    if (binding.isLiteral()) {
        m_literal.value = binding.literal;
        m_script.set(binding.literal);
        return;
    }
    auto &evaluator = context.scope->make<Evaluator>(context, binding, instance);
    if (binding.expression.contains(QLatin1StringView("untrack"))) {
        LatchStore *latches = context.latches;
        latches->claimLatch(instance);
        context.scope->onCleanup([latches, instance] { latches->releaseLatch(instance); });
    }
    m_computed =
        &context.scope->computed<BoundValue>([&evaluator] { return evaluator.evaluate(); });
}

void Bound::setLiteral(const QJsonValue &value)
{
    m_literal.value = value;
    m_script.set(value);
}

BoundValue Bound::evaluateOnce(const Context &context, const Binding &binding)
{
    if (binding.isLiteral())
        return {binding.literal, nullptr, {}};
    return Evaluator(context, binding, {}).evaluate();
}

const BoundValue &Bound::get()
{
    return m_computed ? m_computed->get() : m_literal;
}

const BoundValue &Bound::peek()
{
    return m_computed ? m_computed->peek() : m_literal;
}

ScriptRead Bound::value()
{
    const BoundValue &bound = get();
    if (bound.error)
        return {nullptr, bound.error.get()};
    if (bound.value.isUndefined())
        return {};
    if (m_script.json() != bound.value)
        m_script.set(bound.value);
    return {&m_script, nullptr};
}

} // namespace creact
