// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/expressioncheck.h"

#include "core/stack/identifiers.h"
#include "core/stack/suggest.h"
#include "core/stack/walk.h"

namespace creact {

DocumentNames::DocumentNames(const StackDocument &document)
{
    forEachElement(document, [this](const Element &element, const Component *component) {
        note(element, component);
    });
}

void DocumentNames::note(const Element &element, const Component *component)
{
    m_given << element.as << element.item;
    if (element.gather)
        m_given << element.gather->as;
    if (element.kind == Element::Kind::Boundary)
        m_given << element.name;
    if (element.kind == Element::Kind::Store)
        m_stores << element.as;
    if (element.kind == Element::Kind::Yield && component) {
        QStringList &yielded = m_yields[component->name];
        for (const NamedBinding &each : element.props)
            yielded.append(each.name);
    }
    if (element.kind == Element::Kind::Construct && element.name == QStringLiteral("SetStore")) {
        for (const NamedBinding &each : element.props) {
            if (each.name != QStringLiteral("key"))
                continue;
            m_writesComputedKeys = m_writesComputedKeys || !each.value.isLiteral();
            m_writtenKeys.append(each.value.literal.toString());
        }
    }
}

QStringList DocumentNames::members(const StaticName &name, const ConstructTypes *types) const
{
    QStringList known;
    switch (name.gives) {
    case StaticName::Gives::Unknown:
        return {};
    case StaticName::Gives::Yielded:
        return m_yields.value(name.element->name);
    case StaticName::Gives::Values:
        if (m_writesComputedKeys)
            return {};
        for (const NamedBinding &each : name.element->props)
            known.append(each.name);
        return known + m_writtenKeys;
    case StaticName::Gives::Outputs:
        break;
    }
    const ConstructType *type = types ? types->find(name.element->name) : nullptr;
    const bool isOpen =
        name.element->name == QStringLiteral("SetStore"); // gives the store's values
    if (!type || type->outputs.isEmpty() || isOpen)
        return {};
    for (const OutputSpec &output : type->outputs)
        known.append(output.name);
    return known;
}

void ExpressionCheck::check(const Binding &binding, StaticScope scope)
{
    if (binding.kind != Binding::Kind::Expression || binding.expression.trimmed().isEmpty())
        return;
    if (m_problems.isFull() || !compiles(binding))
        return;
    m_reported.clear();
    for (const FreeIdentifier &each : freeIdentifiers(binding.expression)) {
        StaticScope found = findName(scope, each.name);
        if (!found) {
            if (!m_context.builtins.contains(each.name))
                unknownName(binding, each.name, each.offset, scope);
            continue;
        }
        const QStringList members = m_names.members(*found, m_context.types);
        if (each.member.isEmpty() || members.isEmpty() || members.contains(each.member))
            continue;
        m_problems.warningInExpression(
            binding.pointer, each.memberOffset,
            {QStringLiteral("unknown_output"),
             QStringLiteral("\"%1\" has no \"%2\".").arg(each.name, each.member),
             didYouMean(each.member, members)});
    }
}

bool ExpressionCheck::compiles(const Binding &binding)
{
    if (!m_context.compile)
        return true;
    const Result<void> compiled = m_context.compile(binding.expression);
    if (compiled)
        return true;
    m_problems.errorInExpression(
        binding.pointer, 0,
        {QStringLiteral("expression_syntax"), compiled.error().message, compiled.error().hint});
    return false;
}

void ExpressionCheck::unknownName(const Binding &binding, const QString &name, qsizetype offset,
                                  StaticScope scope)
{
    if (m_reported.contains(name))
        return;
    m_reported.insert(name);
    QStringList inScope;
    for (StaticScope each = scope; each && inScope.size() < 100; each = each->outer)
        inScope.append(each->name);
    QString hint;
    if (const QString near = nearest(name, inScope + m_context.builtins); !near.isEmpty())
        hint = QStringLiteral("Did you mean \"%1\"?").arg(near);
    else if (m_names.isGivenSomewhere(name))
        hint = QStringLiteral("Another element gives this name, but only its children see it.");
    else
        hint = didYouMean(name, inScope);
    m_problems.errorInExpression(binding.pointer, offset,
                                 {QStringLiteral("unknown_name"),
                                  QStringLiteral("\"%1\" is not in scope here.").arg(name), hint});
}

} // namespace creact
