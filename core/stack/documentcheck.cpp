// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/documentcheck.h"

#include "core/stack/expressioncheck.h"
#include "core/stack/propcheck.h"
#include "core/stack/structurecheck.h"
#include "core/stack/suggest.h"

#include <algorithm>
#include <vector>

namespace creact {

namespace {

using Gives = StaticName::Gives;

/// Walks the tree with the scope of each list of elements.
class DocumentChecker {
public:
    DocumentChecker(const StackDocument &document, const CheckContext &context,
                    ProblemList &problems)
        : m_document(document)
        , m_context(context)
        , m_problems(problems)
        , m_names(document)
        , m_expressions(context, m_names, problems)
    {
    }

    void run()
    {
        addList(m_document.children, nullptr, nullptr);
        for (const Component &component : m_document.components) {
            StaticScope scope = nullptr; // a component sees its props and nothing around its use
            for (const QString &prop : component.props)
                scope = m_scopes.add(scope, prop);
            addList(component.children, scope, &component);
        }
        while (!m_tasks.empty()) {
            const Task task = m_tasks.back();
            m_tasks.pop_back();
            checkList(task);
        }
    }

private:
    struct Task {
        const ElementList *list;
        StaticScope scope;
        const Component *component;
    };

    void addList(const ElementList &list, StaticScope scope, const Component *component)
    {
        if (!list.empty())
            m_tasks.push_back({&list, scope, component});
    }

    void checkList(const Task &task)
    {
        StaticScope scope = task.scope;
        for (const Element &element : *task.list) {
            if (element.disabled || m_problems.isFull())
                continue;
            m_component = task.component;
            checkElement(element, scope);
            if (element.kind == Element::Kind::Store)
                scope = m_scopes.add(scope, element.as, Gives::Values, &element);
        }
    }

    void checkElement(const Element &element, StaticScope scope)
    {
        for (const NamedBinding &each : element.props)
            m_expressions.check(each.value, scope);
        m_expressions.check(element.subject, scope);
        switch (element.kind) {
        case Element::Kind::Construct:
            checkConstruct(element, scope);
            break;
        case Element::Kind::Component:
            checkUse(element, scope);
            break;
        case Element::Kind::Show:
            checkKey(element, scope);
            addList(element.children, scope, m_component);
            addList(element.otherwise, scope, m_component);
            break;
        case Element::Kind::For:
            checkFor(element, scope);
            break;
        case Element::Kind::Yield:
            checkYield(element);
            break;
        case Element::Kind::Store:
            checkShadow(scope, element.as, element.pointer + QStringLiteral("/as"));
            break;
        case Element::Kind::Boundary:
            addList(element.children, scope, m_component);
            addList(element.fallback,
                    declare(scope, element.name, element.pointer + QStringLiteral("/boundary")),
                    m_component);
            break;
        }
    }

    void checkConstruct(const Element &element, StaticScope scope)
    {
        checkKey(element, scope);
        addList(element.children,
                declare(scope, element.as, element.pointer + QStringLiteral("/as"), Gives::Outputs,
                        &element),
                m_component);
        if (element.name == QStringLiteral("SetStore"))
            checkStoreId(element, scope);
        if (!m_context.types || element.name.isEmpty())
            return;
        if (const ConstructType *type = m_context.types->find(element.name)) {
            checkProps(element, *type, m_problems);
            return;
        }
        QStringList known;
        for (const ConstructType &type : m_context.types->all())
            known.append(type.name);
        m_problems.error(element.pointer + QStringLiteral("/construct"),
                         {QStringLiteral("unknown_construct"),
                          QStringLiteral("There is no construct type \"%1\".").arg(element.name),
                          didYouMean(element.name, known)});
    }

    void checkStoreId(const Element &element, StaticScope scope)
    {
        for (const NamedBinding &each : element.props) {
            if (each.name != QStringLiteral("storeId") || !each.value.literal.isString())
                continue;
            const QString store = each.value.literal.toString();
            StaticScope found = findName(scope, store);
            if (found && found->gives == Gives::Values)
                continue;
            const QString message = QStringLiteral("No store \"%1\" is visible here.").arg(store);
            if (m_names.hasStore(store))
                m_problems.warning(each.value.pointer,
                                   {QStringLiteral("store_not_in_scope"), message,
                                    QStringLiteral("A store is seen by the siblings that follow "
                                                   "it and below.")});
            else
                m_problems.error(
                    each.value.pointer,
                    {QStringLiteral("unknown_store"), message, didYouMean(store, storesIn(scope))});
        }
    }

    static QStringList storesIn(StaticScope scope)
    {
        QStringList stores;
        for (; scope; scope = scope->outer) {
            if (scope->gives == Gives::Values)
                stores.append(scope->name);
        }
        return stores;
    }

    void checkUse(const Element &element, StaticScope scope)
    {
        checkKey(element, scope);
        addList(element.children,
                declare(scope, element.as, element.pointer + QStringLiteral("/as"), Gives::Yielded,
                        &element),
                m_component);
        const Component *component = m_document.component(element.name);
        if (!component) {
            if (!element.name.isEmpty())
                unknownComponent(element);
            return;
        }
        if (!element.children.empty() && !m_names.yields(component->name))
            m_problems.warningAtName(
                element.pointer + QStringLiteral("/children"),
                {QStringLiteral("children_unused"),
                 QStringLiteral("The component \"%1\" has no \"yield\", so these children are "
                                "never rendered.")
                     .arg(component->name),
                 QStringLiteral("Add {\"yield\": {}} where they belong.")});
        checkComponentProps(element, *component);
    }

    void unknownComponent(const Element &element)
    {
        QStringList known;
        for (const Component &component : m_document.components)
            known.append(component.name);
        const QString isType = m_context.types && m_context.types->find(element.name)
            ? QStringLiteral("It is a construct type: write \"construct\" for \"component\".")
            : didYouMean(element.name, known);
        m_problems.error(element.pointer + QStringLiteral("/component"),
                         {QStringLiteral("unknown_component"),
                          QStringLiteral("There is no component \"%1\".").arg(element.name),
                          isType});
    }

    void checkComponentProps(const Element &element, const Component &component)
    {
        for (const NamedBinding &each : element.props) {
            if (!component.props.contains(each.name))
                m_problems.errorAtName(each.value.pointer,
                                       {QStringLiteral("unknown_prop"),
                                        QStringLiteral("The component \"%1\" has no prop \"%2\".")
                                            .arg(component.name, each.name),
                                        didYouMean(each.name, component.props)});
        }
        for (const QString &prop : component.props) {
            const bool given =
                std::any_of(element.props.cbegin(), element.props.cend(),
                            [&](const NamedBinding &each) { return each.name == prop; });
            if (!given)
                m_problems.warning(
                    element.pointer,
                    {QStringLiteral("prop_not_given"),
                     QStringLiteral("The component \"%1\" is not given its prop \"%2\".")
                         .arg(component.name, prop),
                     QStringLiteral("It is undefined there: nodes that read it wait.")});
        }
    }

    void checkFor(const Element &element, StaticScope scope)
    {
        StaticScope inner = declare(scope, element.item, element.pointer + QStringLiteral("/item"));
        checkKey(element, inner);
        if (!element.key && !element.subject.isLiteral())
            m_problems.warning(
                element.pointer,
                {QStringLiteral("for_without_key"),
                 QStringLiteral("The items of this list have no key."),
                 QStringLiteral("Add \"key\", as in {\"$\": \"item.id\"}: else an item that is "
                                "inserted or removed makes others start again.")});
        addList(element.children, inner, m_component);
        if (!element.gather)
            return;
        StaticScope gathered = inner;
        for (const Element &child : element.children)
            gathered = m_scopes.add(gathered, child.disabled ? QString() : child.as, givenBy(child),
                                    &child);
        m_expressions.check(element.gather->value, gathered);
        addList(element.then,
                declare(scope, element.gather->as, element.pointer + QStringLiteral("/gather/as")),
                m_component);
    }

    static Gives givenBy(const Element &element)
    {
        switch (element.kind) {
        case Element::Kind::Construct:
            return Gives::Outputs;
        case Element::Kind::Component:
            return Gives::Yielded;
        case Element::Kind::Store:
            return Gives::Values;
        default:
            return Gives::Unknown;
        }
    }

    void checkYield(const Element &element)
    {
        if (!m_component)
            m_problems.error(element.pointer,
                             {QStringLiteral("yield_outside_component"),
                              QStringLiteral("\"yield\" stands outside a component."),
                              QStringLiteral("Only the elements of a component can yield.")});
    }

    void checkKey(const Element &element, StaticScope scope)
    {
        if (element.key)
            m_expressions.check(*element.key, scope);
    }

    StaticScope declare(StaticScope scope, const QString &name, const QString &pointer,
                        Gives gives = Gives::Unknown, const Element *element = nullptr)
    {
        checkShadow(scope, name, pointer);
        return m_scopes.add(scope, name, gives, element);
    }

    void checkShadow(StaticScope scope, const QString &name, const QString &pointer)
    {
        if (name.isEmpty())
            return;
        const bool hidesBuiltin = m_context.builtins.contains(name);
        if (!hidesBuiltin && !findName(scope, name))
            return;
        m_problems.warning(
            pointer,
            {QStringLiteral("shadowed_name"),
             hidesBuiltin ? QStringLiteral("\"%1\" hides the built-in of that name.").arg(name)
                          : QStringLiteral("\"%1\" hides the same name further out.").arg(name),
             QStringLiteral("Choose another name.")});
    }

    const StackDocument &m_document;
    const CheckContext &m_context;
    ProblemList &m_problems;
    DocumentNames m_names;
    ExpressionCheck m_expressions;
    StaticScopes m_scopes;
    std::vector<Task> m_tasks;
    const Component *m_component = nullptr;
};

} // namespace

QList<Problem> checkStackDocument(const StackDocument &document, const CheckContext &context)
{
    ProblemList problems(document.fileName, context.source);
    DocumentChecker(document, context, problems).run();
    checkRecursion(document, problems);
    checkDuplicateIds(document, problems);
    return problems.sorted();
}

} // namespace creact
