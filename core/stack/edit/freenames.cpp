// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/freenames.h"

#include "core/stack/edit/edittext.h"
#include "core/stack/edit/elementkeys.h"
#include "core/stack/edit/nodesymbols.h"
#include "core/stack/edit/placecheck.h"
#include "core/stack/expression/scriptengine.h"
#include "core/stack/expression/scripttext.h"
#include "core/stack/stackname.h"

#include <algorithm>

namespace creact {

namespace {

using Role = DocumentName::Role;

/// The elements that are to be added, as a document of their own: what is read in it by a name that
/// nothing in it gives is not touched.
class AddedElements {
public:
    AddedElements(const QList<ElementText> &elements, const JsonStyle &style)
        : m_style(style)
    {
        const QByteArray end = style.oneLine ? QByteArray() : QByteArrayLiteral("\n");
        QByteArray text = "{\"creact\"" + style.colon + '1' + style.comma + "\"children\""
            + style.colon + '[' + end;
        for (qsizetype i = 0; i < elements.size(); ++i)
            text += elements.at(i).indent + elements.at(i).text
                + (i + 1 < elements.size() ? style.comma : QByteArray()) + end;
        read(text + "]}");
    }

    const StackDocument &document() const { return *m_loaded.document; }
    const NameScopes &names() const { return *m_names; }

    /// Pointers stay what they are. False: it cannot be called so.
    bool rename(const DocumentName &what, const QString &name)
    {
        return apply(DocumentEditor(m_loaded).rename(what, name));
    }
    void setKey(const QString &pointer, const JsonNode &key)
    {
        apply(DocumentEditor(m_loaded).setValue(pointer + QStringLiteral("/key"), key));
    }

    QList<ElementText> texts() const
    {
        QList<ElementText> texts;
        const QByteArray &text = m_loaded.text;
        for (const JsonNode &item : m_loaded.source->root().find(u"children")->items)
            texts.append({text.mid(item.offset, item.length), lineIndent(text, item.offset)});
        return texts;
    }

private:
    void read(const QByteArray &text)
    {
        m_loaded = readStackDocument(text, {});
        m_names = std::make_unique<NameScopes>();
        walkNames(document(), *m_names, {});
    }

    bool apply(const Result<DocumentEdit> &edit)
    {
        if (!edit)
            return false;
        if (const Result<QByteArray> text = edited(m_loaded.text, edit->edits))
            read(*text);
        return true;
    }

    JsonStyle m_style;
    LoadedDocument m_loaded;
    std::unique_ptr<NameScopes> m_names;
};

Role roleOf(GivenName::Kind kind)
{
    switch (kind) {
    case GivenName::Kind::Item:
        return Role::Item;
    case GivenName::Kind::Gathered:
        return Role::GatherAs;
    case GivenName::Kind::Error:
        return Role::Error;
    default:
        return Role::As;
    }
}

/// The names of the elements of one list.
QSet<QString> namesIn(const LoadedDocument &document, const QString &list)
{
    QSet<QString> names;
    const JsonNode *node = document.source->root().at(list);
    for (std::size_t i = 0; node && i < node->items.size(); ++i) {
        const JsonNode *as = node->items[i].find(u"as");
        if (as && as->isString())
            names.insert(as->text);
    }
    return names;
}

/// Those of the added names that cannot stay.
QList<DocumentName> clashes(const AddedElements &added, NameScope around,
                            const QSet<QString> &siblings)
{
    QList<DocumentName> found;
    for (const GivenName &name : added.names().all()) {
        const QString &pointer = name.element->pointer;
        const bool isSibling = placeOf(pointer).list == u"/children"
            && roleOf(name.kind) == Role::As && siblings.contains(name.name);
        const DocumentName what{pointer, roleOf(name.kind), name.name};
        const bool isKnown = std::any_of(found.begin(), found.end(), [&](const DocumentName &each) {
            return each.pointer == what.pointer && each.role == what.role;
        });
        if (!isKnown && (isSibling || nameIn(around, name.name)))
            found.append(what);
    }
    return found;
}

QString numbered(const QString &base, int number)
{
    return base + QString::number(number);
}

/// The number of that try, in place of the key or behind it.
JsonNode keyOf(const Element &element, int number)
{
    if (!element.key)
        return JsonNode::fromString(!element.as.isEmpty() && number == 2 ? element.as
                                        : element.as.isEmpty()           ? QString::number(number)
                                                               : numbered(element.as, number));
    const Binding &key = *element.key;
    if (key.kind == Binding::Kind::Expression) {
        const bool isPath = !scripttext::path(key.expression).isEmpty();
        const QString value = isPath ? key.expression : u'(' + key.expression + u')';
        JsonNode binding = JsonNode::object();
        binding.set(QStringLiteral("$"),
                    JsonNode::fromString(QStringLiteral("%1 + '-%2'").arg(value).arg(number)));
        return binding;
    }
    if (key.literal.isDouble())
        return JsonNode::fromNumber(key.literal.toDouble() + number - 1);
    return JsonNode::fromString(numbered(key.literal.toString(), number));
}

QString symbolOf(const JsonNode &key)
{
    Binding binding;
    if (const JsonNode *expression = key.find(u"$")) {
        binding.kind = Binding::Kind::Expression;
        binding.expression = expression->text;
    }
    binding.literal = key.toJson();
    return keySymbolOf(binding);
}

} // namespace

Result<void> checkNewName(const QString &name)
{
    if (isReservedWord(name))
        return refusedEdit(EditText::tr("\"%1\" is a word of JavaScript.").arg(name));
    if (!isValidScopeName(name))
        return refusedEdit(EditText::tr("\"%1\" cannot be used as a name.").arg(name), {},
                           EditText::tr("Letters, digits, '_' and '$', not starting with a "
                                        "digit."));
    return {};
}

QSet<QString> allNames(const StackDocument &document)
{
    NameScopes scopes;
    walkNames(document, scopes, {});
    QSet<QString> names;
    for (const GivenName &each : scopes.all())
        names.insert(each.name);
    return names;
}

QString freeName(const QString &base, const QSet<QString> &taken)
{
    static const QStringList builtins = ScriptEngine::builtinNames();
    const auto isFree = [&](const QString &name) {
        return !taken.contains(name) && !builtins.contains(name) && !isReservedWord(name);
    };
    if (isFree(base))
        return base;
    QString stem = base;
    while (stem.size() > 1 && stem.back().isDigit())
        stem.chop(1);
    for (int number = 2;; ++number) {
        if (const QString name = numbered(stem, number); isFree(name))
            return name;
    }
}

FreeNames::FreeNames(const LoadedDocument &document)
    : m_document(document)
    , m_style(styleOf(*document.source))
    , m_names(allNames(*document.document))
{
}

QList<ElementText> FreeNames::freed(const ElementPlace &place, const QList<ElementText> &elements)
{
    const StackDocument &document = *m_document.document;
    AddedElements added(elements, m_style);
    for (const GivenName &each : added.names().all())
        m_names.insert(each.name);

    NameScopes scopes;
    const JsonNode *list = m_document.source->root().at(place.list);
    const auto size = list ? static_cast<int>(list->items.size()) : 0;
    const int index = place.index < 0 ? size : place.index;
    NameScope around = scopes.at(document, place.list + u'/' + QString::number(index));
    if (!m_siblings.contains(place.list))
        m_siblings.insert(place.list, namesIn(m_document, place.list));
    const QSet<QString> &names = m_siblings[place.list];
    for (const DocumentName &what : clashes(added, around, names)) {
        for (int tries = 0; tries < 100; ++tries) {
            const QString name = freeName(what.name, m_names);
            m_names.insert(name);
            if (added.rename(what, name))
                break;
        }
    }

    const NodeLevel level = nodeLevel(document, place.list);
    if (level.list && !m_symbols.contains(level.pointer)) {
        for (const NodeSymbols &each : nodeSymbols(document, *level.list))
            m_symbols[level.pointer] += each.all();
    }
    QSet<QString> &taken = m_symbols[level.pointer];
    struct NewKey {
        QString pointer;
        JsonNode key;
    };
    std::vector<NewKey> keys;
    for (const NodeSymbols &each : nodeSymbols(document, added.document().children, level.path)) {
        QSet<QString> symbols = each.all();
        if (taken.intersects(symbols)) {
            JsonNode key;
            for (int number = 2; taken.intersects(symbols); ++number) {
                key = keyOf(*each.element, number);
                symbols = each.withKey(symbolOf(key));
            }
            keys.push_back({each.element->pointer, key});
        }
        taken += symbols;
    }
    for (const NewKey &each : keys)
        added.setKey(each.pointer, each.key);
    return added.texts();
}

} // namespace creact
