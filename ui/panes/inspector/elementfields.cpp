// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/elementfields.h"

#include "ui/editing/treeplaces.h"

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// Collects the fields of one element: what its type lists, with what stands in the document.
class FieldCollector {
public:
    FieldCollector(const LoadedDocument &document, const JsonNode &node)
        : m_document(document)
        , m_node(node)
    {
    }

    ElementField &add(const QString &path, PropSpec spec)
    {
        ElementField field;
        field.path = path;
        field.label = spec.name;
        field.spec = std::move(spec);
        if (const JsonNode *value = m_node.at(path))
            field.value = *value;
        m_fields.append(field);
        return m_fields.last();
    }

    ElementField &addName(const QString &path, const QString &label, DocumentName::Role role,
                          const QString &doc, bool required = false)
    {
        ElementField &field =
            add(path, {.name = label, .type = ValueType::String, .doc = doc, .required = required});
        field.role = ElementField::Role::Name;
        field.nameRole = role;
        field.bindable = false;
        return field;
    }

    void addKey(const QString &doc) { add(u"/key"_s, {.name = u"key"_s, .doc = doc}); }

    void addProps(const QList<PropSpec> &specs)
    {
        QStringList known;
        for (const PropSpec &spec : specs) {
            add(u"/props/"_s + escapePointerPart(spec.name), spec);
            known.append(spec.name);
        }
        const JsonNode *props = m_node.find(u"props"_s);
        if (!props || !props->isObject())
            return;
        for (const JsonMember &member : props->members) {
            if (!known.contains(member.name))
                add(u"/props/"_s + escapePointerPart(member.name), {.name = member.name, .doc = {}})
                    .unknown = true;
        }
    }

    void addMembers(const QString &list, DocumentName::Role role, bool bindable)
    {
        const JsonNode *values = m_node.find(QStringView(list).mid(1));
        if (!values || !values->isObject())
            return;
        for (const JsonMember &member : values->members) {
            ElementField &field =
                add(list + u'/' + escapePointerPart(member.name), {.name = member.name, .doc = {}});
            field.member = true;
            field.nameRole = role;
            field.bindable = bindable;
        }
    }

    const LoadedDocument &document() const { return m_document; }
    const JsonNode &node() const { return m_node; }
    QList<ElementField> taken() { return std::move(m_fields); }

private:
    const LoadedDocument &m_document;
    const JsonNode &m_node;
    QList<ElementField> m_fields;
};

QString titleOfFields(const Element &element)
{
    return element.as.isEmpty() ? elementTitle(element) : element.as;
}

QString nameDoc()
{
    return ElementFields::tr("Names what it gives, for the elements below it.");
}

QString keyDoc()
{
    return ElementFields::tr("Tells it apart from its siblings. With another key it is another.");
}

void collectConstruct(FieldCollector &fields, const Element &element, const ConstructTypes &types)
{
    fields.addName(u"/as"_s, u"as"_s, DocumentName::Role::As, nameDoc());
    fields.addKey(keyDoc());
    const ConstructType *type = types.find(element.name);
    fields.addProps(type ? type->props : QList<PropSpec>());
}

void collectUse(FieldCollector &fields, const Element &element)
{
    fields.addName(u"/as"_s, u"as"_s, DocumentName::Role::As,
                   ElementFields::tr("Names what it yields, for the elements below it."));
    fields.addKey(keyDoc());
    QList<PropSpec> props;
    const Component *component = fields.document().document->component(element.name);
    for (const QString &name : component ? component->props : QStringList()) {
        props.append(
            {.name = name,
             .doc = ElementFields::tr("A property of the component %1.").arg(element.name)});
    }
    fields.addProps(props);
}

void collectShow(FieldCollector &fields)
{
    fields.add(u"/show"_s,
               {.name = ElementFields::tr("condition"),
                .doc = ElementFields::tr("What is below exists while this is true."),
                .required = true});
    fields.addKey(ElementFields::tr("What is below is made anew when this changes."));
}

void collectFor(FieldCollector &fields)
{
    fields.add(u"/for"_s,
               {.name = ElementFields::tr("list"),
                .doc = ElementFields::tr("What is below exists once for each item of it."),
                .required = true});
    fields.addName(u"/item"_s, u"item"_s, DocumentName::Role::Item,
                   ElementFields::tr("Names the item, for the elements below."), true);
    fields.addKey(ElementFields::tr("Tells items apart: an item that keeps its key is kept."));
    fields
        .addName(u"/gather/as"_s, ElementFields::tr("gather as"), DocumentName::Role::GatherAs,
                 ElementFields::tr("Names the list of gathered values, for what comes then."))
        .whole = u"/gather"_s;
    fields.add(u"/gather/value"_s,
               {.name = ElementFields::tr("gather value"),
                .doc = ElementFields::tr("What each item gives to the gathered list.")});
}

void collect(FieldCollector &fields, const Element &element, const ConstructTypes &types)
{
    switch (element.kind) {
    case Element::Kind::Construct:
        return collectConstruct(fields, element, types);
    case Element::Kind::Component:
        return collectUse(fields, element);
    case Element::Kind::Show:
        return collectShow(fields);
    case Element::Kind::For:
        return collectFor(fields);
    case Element::Kind::Yield:
        return fields.addMembers(u"/yield"_s, DocumentName::Role::YieldKey, true);
    case Element::Kind::Store:
        fields.addName(
            u"/as"_s, u"as"_s, DocumentName::Role::As,
            ElementFields::tr("Names its values, for the elements that follow and below them."),
            true);
        return fields.addMembers(u"/store"_s, DocumentName::Role::StoreKey, false);
    case Element::Kind::Boundary:
        fields.addName(u"/boundary"_s, ElementFields::tr("error name"), DocumentName::Role::Error,
                       ElementFields::tr("Names the error, for the fallback."), true);
    }
}

QString addToOf(const Element &element)
{
    switch (element.kind) {
    case Element::Kind::Yield:
        return u"/yield"_s;
    case Element::Kind::Store:
        return u"/store"_s;
    default:
        return {};
    }
}

/// "/components/Agent" → its name; empty when the pointer is no definition's.
QString definitionAt(const QString &pointer)
{
    const QStringList parts = pointer.split(u'/');
    return parts.size() == 3 && parts.at(1) == "components"_L1 ? unescapePointerPart(parts.at(2))
                                                               : QString();
}

ElementFields ofDefinition(const LoadedDocument &document, const JsonNode &node,
                           const QString &name)
{
    ElementFields all;
    all.title = name;
    all.addTo = u"/props"_s;
    FieldCollector fields(document, node);
    ElementField own;
    own.label = ElementFields::tr("name");
    own.spec = {.name = own.label,
                .type = ValueType::String,
                .doc = ElementFields::tr("Names the component wherever it is used."),
                .required = true};
    own.role = ElementField::Role::Name;
    own.nameRole = DocumentName::Role::Component;
    own.bindable = false;
    own.value = JsonNode::fromString(name);
    all.fields.append(own);
    const JsonNode *props = node.find(u"props"_s);
    for (size_t i = 0; props && props->isArray() && i < props->items.size(); ++i) {
        fields.addName(u"/props/%1"_s.arg(i), ElementFields::tr("property"),
                       DocumentName::Role::ComponentProp,
                       ElementFields::tr("What its uses give it, by this name."), true);
    }
    for (ElementField &field : fields.taken()) {
        field.member = true;
        all.fields.append(field);
    }
    return all;
}

} // namespace

bool ElementField::isBinding() const
{
    return value && value->isObject() && value->members.size() == 1
        && value->members.front().name == u'$';
}

QString ElementField::expression() const
{
    return isBinding() ? value->members.front().value.text : QString();
}

QString ElementField::bindingName() const
{
    return path == "/gather/value"_L1 ? u"gather"_s
                                      : unescapePointerPart(path.mid(path.lastIndexOf(u'/') + 1));
}

std::optional<ElementFields> ElementFields::of(const LoadedDocument &document,
                                               const ConstructTypes &types, const QString &pointer)
{
    if (pointer.isEmpty() || !document.document || !document.source)
        return {};
    const JsonNode *node = document.source->root().at(pointer);
    if (!node || !node->isObject())
        return {};
    if (const QString name = definitionAt(pointer); !name.isEmpty())
        return ofDefinition(document, *node, name);
    const Element *element = elementAt(*document.document, pointer);
    if (!element)
        return {};
    FieldCollector fields(document, *node);
    collect(fields, *element, types);
    ElementFields all;
    all.title = titleOfFields(*element);
    all.fields = fields.taken();
    all.note = element->note;
    all.disabled = element->disabled;
    all.isElement = true;
    all.addTo = addToOf(*element);
    return all;
}

JsonNode bindingNode(const QString &expression)
{
    JsonNode node = JsonNode::object();
    node.set(u"$"_s, JsonNode::fromString(expression));
    return node;
}

} // namespace creact
