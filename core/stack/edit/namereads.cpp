// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/namereads.h"

#include "core/stack/edit/edittext.h"
#include "core/stack/edit/placecheck.h"

#include <algorithm>

namespace creact {

namespace {

using Role = DocumentName::Role;

/// Longer expressions may have more tokens than freeIdentifiers() looks at.
constexpr qsizetype longestKnown = 10'000;

Error noSuchName(const DocumentName &what)
{
    return refusedEdit(EditText::tr("There is no such name to change."), what.pointer);
}

const NamedBinding *propOf(const Element &element, const QString &name)
{
    const auto found = std::find_if(element.props.begin(), element.props.end(),
                                    [&](const NamedBinding &each) { return each.name == name; });
    return found == element.props.end() ? nullptr : &*found;
}

bool isLiteralText(const NamedBinding *prop, const QString &text)
{
    return prop && prop->value.isLiteral() && prop->value.literal.isString()
        && prop->value.literal.toString() == text;
}

bool isQuoted(const ExpressionToken &token, const QString &key)
{
    return token.kind == ExpressionToken::Kind::Text && token.text.size() == key.size() + 2
        && QStringView(token.text).sliced(1, key.size()) == key;
}

} // namespace

NameReads::NameReads(const LoadedDocument &document, const DocumentName &what)
    : m_document(document)
    , m_what(what)
{
}

Result<NameSites> NameReads::find()
{
    if (const Result<void> editable = checkEditable(m_document); !editable)
        return editable.error();
    const Result<QString> name = giver();
    if (!name)
        return name.error();
    if (name->isEmpty())
        return noSuchName(m_what);
    m_sites.name = *name;
    walkNames(*m_document.document, m_scopes,
              {[this](const Element &element, NameScope scope) { visit(element, scope); },
               [this](const Binding &binding, NameScope scope) { read(binding, scope); }});
    return m_sites;
}

Result<QString> NameReads::giver()
{
    if (m_what.role == Role::Component || m_what.role == Role::ComponentProp) {
        for (const Component &component : m_document.document->components) {
            if (component.pointer == m_what.pointer)
                return giverInComponent(component);
        }
        return noSuchName(m_what);
    }
    const Element *element = elementAt(*m_document.document, m_what.pointer);
    return element ? giverInElement(*element) : noSuchName(m_what);
}

Result<QString> NameReads::giverInElement(const Element &element)
{
    const auto named = [&](const char *key, const QString &name) {
        m_sites.values.append(element.pointer + QLatin1String(key));
        m_read = name;
        return name;
    };
    switch (m_what.role) {
    case Role::As:
        return named("/as", element.as);
    case Role::Item:
        return named("/item", element.item);
    case Role::GatherAs:
        return named("/gather/as", element.gather ? element.gather->as : QString());
    case Role::Error:
        return named("/boundary",
                     element.kind == Element::Kind::Boundary ? element.name : QString());
    default:
        break;
    }
    const Element::Kind giver =
        m_what.role == Role::YieldKey ? Element::Kind::Yield : Element::Kind::Store;
    if (element.kind != giver || !propOf(element, m_what.name))
        return noSuchName(m_what);
    if (m_what.role == Role::YieldKey) {
        m_component = componentOf(element.pointer);
        return m_component.isEmpty() ? Result<QString>(noSuchName(m_what)) : m_what.name;
    }
    m_sites.members.append(element.pointer + QStringLiteral("/store/")
                           + escapePointerPart(m_what.name));
    m_read = element.as;
    return m_what.name;
}

Result<QString> NameReads::giverInComponent(const Component &component)
{
    if (m_what.role == Role::Component) {
        m_sites.members.append(component.pointer);
        return component.name;
    }
    const JsonNode *props =
        m_document.source->root().at(component.pointer + QStringLiteral("/props"));
    for (std::size_t i = 0; props && i < props->items.size(); ++i) {
        if (props->items[i].isString() && props->items[i].text == m_what.name)
            m_sites.values.append(component.pointer + QStringLiteral("/props/")
                                  + QString::number(i));
    }
    m_read = m_what.name;
    return m_sites.values.isEmpty() ? Result<QString>(noSuchName(m_what)) : m_what.name;
}

bool NameReads::isGiven(const GivenName &name) const
{
    using Kind = GivenName::Kind;
    if (m_what.role == Role::YieldKey)
        return name.kind == Kind::Component && name.element->name == m_component;
    const QString &giver = name.element ? name.element->pointer : name.component->pointer;
    if (giver != m_what.pointer || name.name != m_read)
        return false;
    switch (m_what.role) {
    case Role::As:
        return name.kind == Kind::Construct || name.kind == Kind::Component
            || name.kind == Kind::Store;
    case Role::StoreKey:
        return name.kind == Kind::Store;
    case Role::Item:
        return name.kind == Kind::Item;
    case Role::GatherAs:
        return name.kind == Kind::Gathered;
    case Role::Error:
        return name.kind == Kind::Error;
    case Role::ComponentProp:
        return name.kind == Kind::Prop;
    case Role::YieldKey:
    case Role::Component:
        break;
    }
    return false;
}

void NameReads::visit(const Element &element, NameScope scope)
{
    const bool isConstruct = element.kind == Element::Kind::Construct;
    if (isConstruct && (m_what.role == Role::As || m_what.role == Role::StoreKey)
        && element.name == u"SetStore")
        visitSetStore(element, scope);
    if (m_what.role == Role::YieldKey && element.kind == Element::Kind::Yield)
        visitYield(element);
    if (element.kind != Element::Kind::Component)
        return;
    if (m_what.role == Role::Component && element.name == m_sites.name) {
        m_sites.values.append(element.pointer + QStringLiteral("/component"));
        m_sites.readers.append(element.pointer);
    }
    if (m_what.role == Role::ComponentProp && propOf(element, m_sites.name)
        && QStringLiteral("/components/") + escapePointerPart(element.name) == m_what.pointer) {
        const QString prop =
            element.pointer + QStringLiteral("/props/") + escapePointerPart(m_sites.name);
        m_sites.members.append(prop);
        m_sites.readers.append(prop);
    }
}

void NameReads::visitSetStore(const Element &element, NameScope scope)
{
    const NamedBinding *storeId = propOf(element, QStringLiteral("storeId"));
    if (!isLiteralText(storeId, m_read))
        return;
    NameScope store = nameIn(scope, m_read);
    if (!store || store->kind != GivenName::Kind::Store || !isGiven(*store))
        return;
    const NamedBinding *key = propOf(element, QStringLiteral("key"));
    if (m_what.role == Role::StoreKey && !isLiteralText(key, m_sites.name))
        return;
    const QString &pointer =
        m_what.role == Role::StoreKey ? key->value.pointer : storeId->value.pointer;
    m_sites.values.append(pointer);
    m_sites.readers.append(pointer);
}

/// Every branch of a component may yield it: a use reads whichever is there.
void NameReads::visitYield(const Element &element)
{
    if (componentOf(element.pointer) == m_component && propOf(element, m_what.name))
        m_sites.members.append(element.pointer + QStringLiteral("/yield/")
                               + escapePointerPart(m_what.name));
}

bool NameReads::isReader(const FreeIdentifier &identifier, NameScope scope) const
{
    if (m_what.role != Role::YieldKey)
        return identifier.name == m_read;
    NameScope found = nameIn(scope, identifier.name);
    return found && isGiven(*found);
}

void NameReads::read(const Binding &binding, NameScope scope)
{
    const QString &sought = m_what.role == Role::YieldKey ? m_what.name : m_read;
    if (sought.isEmpty() || !binding.expression.contains(sought))
        return;
    if (m_what.role != Role::YieldKey) {
        NameScope found = nameIn(scope, m_read);
        if (!found || !isGiven(*found))
            return;
    }
    QList<FreeIdentifier> identifiers = freeIdentifiers(binding.expression);
    identifiers.removeIf([&](const FreeIdentifier &each) { return !isReader(each, scope); });
    const bool isRead = m_what.isKey()
        ? !readsOfKey(binding.expression, identifiers, m_sites.name).isEmpty()
        : !identifiers.isEmpty();
    if (isRead)
        m_sites.reads.push_back({&binding, scope, identifiers});
    else if (binding.expression.size() > longestKnown && identifiers.isEmpty())
        m_sites.unknown.append(binding.pointer);
}

QList<KeyRead> readsOfKey(const QString &expression, const QList<FreeIdentifier> &stores,
                          const QString &key)
{
    const QList<ExpressionToken> tokens = expressionTokens(expression);
    QList<KeyRead> reads;
    const auto is = [&](qsizetype index, QStringView punctuator) {
        return index < tokens.size() && tokens.at(index).is(punctuator);
    };
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        const bool isStore =
            std::any_of(stores.begin(), stores.end(), [&](const FreeIdentifier &each) {
                return each.offset == tokens.at(i).offset;
            });
        if (!isStore)
            continue;
        const bool optional = is(i + 1, u"?.");
        qsizetype next = i + 1;
        if ((optional || is(next, u".")) && next + 1 < tokens.size()
            && tokens.at(next + 1).isIdentifier(key)) {
            reads.append({tokens.at(next + 1).offset, key.size(),
                          optional ? KeyRead::Form::OptionalDot : KeyRead::Form::Dot});
            continue;
        }
        next += optional ? 1 : 0;
        if (is(next, u"[") && is(next + 2, u"]") && isQuoted(tokens.at(next + 1), key))
            reads.append({tokens.at(next + 1).offset, key.size() + 2, KeyRead::Form::Bracket});
    }
    return reads;
}

} // namespace creact
