// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/palette.h"

#include "core/stack/edit/elementkeys.h"
#include "core/stack/edit/freenames.h"
#include "core/stack/edit/namemembers.h"
#include "core/stack/edit/nodesymbols.h"
#include "core/stack/edit/placecheck.h"
#include "core/stack/edit/scopefill.h"

namespace creact {

namespace {

QString camelCase(const QString &name)
{
    return name.first(1).toLower() + name.sliced(1);
}

JsonNode text(const QString &value)
{
    return JsonNode::fromString(value);
}

/// Makes the entries for one place.
class PaletteMaker {
public:
    PaletteMaker(const LoadedDocument &document, const ConstructTypes &types,
                 const ElementPlace &place)
        : m_loaded(document)
        , m_document(*document.document)
        , m_types(types)
        , m_place(place)
        , m_pointer(pointerOf(document, place))
        , m_fill(namesInScope(m_document, types, {}, m_pointer + QStringLiteral("/props")))
        , m_names(allNames(m_document))
        , m_level(nodeLevel(m_document, place.list))
    {
        if (m_level.list) {
            for (const NodeSymbols &each : nodeSymbols(m_document, *m_level.list))
                m_symbols += each.all();
        }
    }

    QList<PaletteEntry> make()
    {
        using Group = PaletteEntry::Group;
        for (const ConstructType &type : m_types.all())
            add(Group::Construct, type.name, type.doc, construct(type));
        add(Group::Flow, QStringLiteral("show"),
            QStringLiteral("Its children are there while a condition holds; otherwise those of "
                           "\"else\" are."),
            show());
        add(Group::Flow, QStringLiteral("for"),
            QStringLiteral("Its children are there once for each item of a list."), forEach());
        add(Group::Flow, QStringLiteral("store"),
            QStringLiteral("Values that last across restarts; a SetStore changes them."), store());
        add(Group::Flow, QStringLiteral("boundary"),
            QStringLiteral("When something inside it fails, its fallback takes its place."),
            boundary());
        add(Group::Flow, QStringLiteral("yield"),
            QStringLiteral("Gives values to where the component is used, and a place to the "
                           "children there."),
            yield());
        for (const Component &component : m_document.components)
            add(Group::Component, component.name, noteOf(component), use(component));
        return m_entries;
    }

private:
    static QString pointerOf(const LoadedDocument &document, const ElementPlace &place)
    {
        const JsonNode *list = document.source->root().at(place.list);
        const int size = list ? static_cast<int>(list->items.size()) : 0;
        return place.list + u'/' + QString::number(place.index < 0 ? size : place.index);
    }

    void add(PaletteEntry::Group group, const QString &name, const QString &doc,
             const JsonNode &element)
    {
        if (checkElementFits(m_place, element))
            m_entries.append({group, name, doc, element});
    }

    /// What other elements are likely to read gets a name; what others like it stand beside, a key.
    void addNameAndKey(JsonNode &element, Element::Kind kind, const QString &name,
                       bool isRead) const
    {
        QString as;
        if (isRead) {
            as = freeName(camelCase(name), m_names);
            element.set(QStringLiteral("as"), text(as));
        }
        Element made;
        made.kind = kind;
        made.name = name;
        const NodeSymbols symbols = nodeSymbolsOf(m_document, made, m_level.path);
        if (!m_symbols.intersects(symbols.all()))
            return;
        QString key = as;
        for (int number = 2; key.isEmpty() || m_symbols.intersects(symbols.withKey(key)); ++number)
            key = as + QString::number(number);
        element.set(QStringLiteral("key"), text(key));
    }

    JsonNode construct(const ConstructType &type) const
    {
        JsonNode element = JsonNode::object();
        element.set(QStringLiteral("construct"), text(type.name));
        addNameAndKey(element, Element::Kind::Construct, type.name, type.outputs.size() > 1);
        QStringList names;
        for (const PropSpec &prop : type.props)
            names.append(prop.name);
        JsonNode props = JsonNode::object();
        for (const PropSpec &prop : type.props) {
            std::optional<JsonNode> found = prop.compared ? m_fill.find(prop, names) : std::nullopt;
            if (!found && (prop.required || ScopeFill::isSchedule(prop)))
                found = ScopeFill::placeholder(prop);
            if (found)
                props.set(prop.name, *found);
        }
        if (!props.members.empty())
            element.set(QStringLiteral("props"), std::move(props));
        return element;
    }

    JsonNode use(const Component &component) const
    {
        JsonNode element = JsonNode::object();
        element.set(QStringLiteral("component"), text(component.name));
        addNameAndKey(element, Element::Kind::Component, component.name,
                      !yieldedBy(component).isEmpty());
        JsonNode props = JsonNode::object();
        for (const QString &name : component.props) {
            PropSpec prop;
            prop.name = name;
            props.set(name, m_fill.find(prop, component.props).value_or(ScopeFill::binding({})));
        }
        if (!props.members.empty())
            element.set(QStringLiteral("props"), std::move(props));
        return element;
    }

    /// A turn, where messages come in; else a condition to be written.
    JsonNode show() const
    {
        JsonNode element = JsonNode::object();
        const QString id = m_fill.pendingId();
        const bool isTurn = !id.isEmpty() && !standsInTurn();
        element.set(QStringLiteral("show"),
                    isTurn ? ScopeFill::binding(id.chopped(3)) : JsonNode::fromBool(true));
        if (isTurn)
            element.set(QStringLiteral("key"), ScopeFill::binding(id));
        element.set(QStringLiteral("children"), JsonNode::array());
        return element;
    }

    bool standsInTurn() const
    {
        for (QString at = parentPointer(m_place.list); !at.isEmpty();
             at = parentPointer(parentPointer(at))) {
            const Element *element = elementAt(m_document, at);
            if (element && element->kind == Element::Kind::Show
                && element->subject.expression.contains(QStringLiteral(".pending")))
                return true;
        }
        return false;
    }

    JsonNode forEach() const
    {
        JsonNode element = JsonNode::object();
        const QString calls = m_fill.toolCalls();
        const QString item =
            freeName(calls.isEmpty() ? QStringLiteral("item") : QStringLiteral("call"), m_names);
        element.set(QStringLiteral("for"),
                    calls.isEmpty() ? JsonNode::array() : ScopeFill::binding(calls));
        element.set(QStringLiteral("item"), text(item));
        if (!calls.isEmpty())
            element.set(QStringLiteral("key"), ScopeFill::binding(item + QStringLiteral(".id")));
        element.set(QStringLiteral("children"), JsonNode::array());
        return element;
    }

    JsonNode store() const
    {
        JsonNode element = JsonNode::object();
        element.set(QStringLiteral("store"), JsonNode::object());
        element.set(QStringLiteral("as"), text(freeName(QStringLiteral("store"), m_names)));
        return element;
    }

    JsonNode boundary() const
    {
        JsonNode element = JsonNode::object();
        element.set(QStringLiteral("boundary"), text(freeName(QStringLiteral("failure"), m_names)));
        element.set(QStringLiteral("children"), JsonNode::array());
        element.set(QStringLiteral("fallback"), JsonNode::array());
        return element;
    }

    /// Every yield of a component should give the same names.
    JsonNode yield() const
    {
        JsonNode values = JsonNode::object();
        if (const Component *component = m_document.component(componentOf(m_place.list))) {
            for (const OutputSpec &each : yieldedBy(*component))
                values.set(each.name, ScopeFill::binding({}));
        }
        JsonNode element = JsonNode::object();
        element.set(QStringLiteral("yield"), std::move(values));
        return element;
    }

    QString noteOf(const Component &component) const
    {
        const JsonNode *note =
            m_loaded.source->root().at(component.pointer + QStringLiteral("/note"));
        return note && note->isString() ? note->text : QString();
    }

    const LoadedDocument &m_loaded;
    const StackDocument &m_document;
    const ConstructTypes &m_types;
    ElementPlace m_place;
    QString m_pointer;
    ScopeFill m_fill;
    QSet<QString> m_names;
    NodeLevel m_level;
    QSet<QString> m_symbols;
    QList<PaletteEntry> m_entries;
};

} // namespace

QList<PaletteEntry> paletteFor(const LoadedDocument &document, const ConstructTypes &types,
                               const ElementPlace &place)
{
    if (!checkPlace(document, place))
        return {};
    return PaletteMaker(document, types, place).make();
}

} // namespace creact
