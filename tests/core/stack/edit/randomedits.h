// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/namescopes.h"
#include "tests/core/stack/edit/plaindocument.h"

#include <random>

namespace creact {

class Random {
public:
    explicit Random(unsigned seed)
        : m_engine(seed)
    {
    }

    int below(int count) { return static_cast<int>(m_engine() % static_cast<unsigned>(count)); }
    template <typename List> auto oneOf(const List &list)
    {
        return list.at(below(static_cast<int>(list.size())));
    }

private:
    std::mt19937 m_engine;
};

/// Every name that the document gives, for a rename.
inline QList<DocumentName> namesOf(const StackDocument &document)
{
    QList<DocumentName> names;
    for (const Component &component : document.components) {
        names.append({component.pointer, DocumentName::Role::Component, component.name});
        for (const QString &prop : component.props)
            names.append({component.pointer, DocumentName::Role::ComponentProp, prop});
    }
    NameScopes scopes;
    walkNames(
        document, scopes,
        {[&](const Element &element, NameScope) {
             if (!element.as.isEmpty())
                 names.append({element.pointer, DocumentName::Role::As, element.as});
             if (!element.item.isEmpty())
                 names.append({element.pointer, DocumentName::Role::Item, element.item});
             if (element.gather)
                 names.append({element.pointer, DocumentName::Role::GatherAs, element.gather->as});
             if (element.kind == Element::Kind::Boundary)
                 names.append({element.pointer, DocumentName::Role::Error, element.name});
             if (element.kind == Element::Kind::Store) {
                 for (const NamedBinding &each : element.props)
                     names.append({element.pointer, DocumentName::Role::StoreKey, each.name});
             }
             if (element.kind == Element::Kind::Yield) {
                 for (const NamedBinding &each : element.props)
                     names.append({element.pointer, DocumentName::Role::YieldKey, each.name});
             }
         },
         {}});
    return names;
}

inline const QByteArray pasted =
    R"([{"construct": "Tool", "as": "extra", "props": {"name": "x", "n": 1.50}, "children": [
  {"show": {"$": "extra.id"}, "children": []}]}, {"store": {"a": []}, "as": "kept"}])";

/// Makes one random edit after another, and looks at what each came to.
class RandomEdits {
public:
    RandomEdits(const QByteArray &text, unsigned seed)
        : m_text(text)
        , m_first(text)
        , m_random(seed)
    {
    }

    /// Empty: all is well.
    QString run(int count)
    {
        for (int i = 0; i < count && m_failure.isEmpty(); ++i)
            step();
        if (m_failure.isEmpty() && m_made.size() * 4 < count)
            m_failure = QStringLiteral("nearly everything was refused");
        return m_failure.isEmpty() ? undoAndRedo() : m_failure;
    }

private:
    using Operation = void (RandomEdits::*)();

    void step()
    {
        static const std::vector<Operation> operations{
            &RandomEdits::insert,    &RandomEdits::insert,  &RandomEdits::remove,
            &RandomEdits::move,      &RandomEdits::move,    &RandomEdits::move,
            &RandomEdits::duplicate, &RandomEdits::paste,   &RandomEdits::copyAndPaste,
            &RandomEdits::setValue,  &RandomEdits::disable, &RandomEdits::note,
            &RandomEdits::rename,    &RandomEdits::splice,  &RandomEdits::renameKey,
            &RandomEdits::ungather};
        m_places = placesOf(m_text);
        if (m_places.elements.isEmpty())
            return insert();
        if (m_text.size() > m_first.size() + 8'000)
            return remove();
        (this->*m_random.oneOf(operations))();
    }

    DocumentEditor editor() const { return DocumentEditor(readStackDocument(m_text, {})); }
    QString element() { return m_random.oneOf(m_places.elements); }
    QStringList elements()
    {
        QStringList some;
        for (int i = 0; i <= m_random.below(3); ++i)
            some.append(element());
        some.removeDuplicates();
        return some;
    }
    ElementPlace place()
    {
        const QString list = m_random.oneOf(m_places.lists);
        const JsonNode root = JsonDocument::parse(m_text).root();
        const JsonNode *node = root.at(list);
        const int size = node ? static_cast<int>(node->items.size()) : 0;
        return {list, m_random.below(size + 2) - 1};
    }
    /// Without those inside others.
    static QStringList outermost(const QStringList &pointers)
    {
        QStringList result;
        for (const QString &pointer : pointers) {
            const bool isInside =
                std::any_of(pointers.begin(), pointers.end(), [&](const QString &other) {
                    return other != pointer && isAtOrBelow(pointer, other);
                });
            if (!isInside)
                result.append(pointer);
        }
        return result;
    }

    void fail(const QString &what) { m_failure = what + u'\n' + QString::fromUtf8(m_text); }

    /// The text that the edit makes; empty when it was refused.
    QByteArray made(const char *operation, const Result<DocumentEdit> &edit)
    {
        const QString name = QLatin1String(operation);
        if (!edit) {
            if (edit.error().code != ErrorCode::InvalidArgument)
                fail(name + QStringLiteral(": ") + edit.error().message);
            return {};
        }
        const Result<QByteArray> text = edited(m_text, edit->edits);
        if (!text) {
            fail(name + QStringLiteral(": the edits do not fit"));
            return {};
        }
        const LoadedDocument read = readStackDocument(*text, {});
        if (!read.document)
            fail(name + QStringLiteral(": no document: ") + QString::fromUtf8(*text));
        else if (edited(*text, inverse(edit->edits)).value() != m_text)
            fail(name + QStringLiteral(": cannot be taken back"));
        for (const QString &pointer : edit->select) {
            if (read.source->isComplete() && !read.source->root().at(pointer))
                fail(name + QStringLiteral(": selects what is not there: ") + pointer);
        }
        m_edits = edit->edits;
        return *text;
    }

    void accept(const char *operation, const QByteArray &text, const PlainDocument &expected)
    {
        if (!m_failure.isEmpty())
            return;
        if (!expected.says(text)) {
            fail(QLatin1String(operation) + QStringLiteral(" came to\n") + QString::fromUtf8(text)
                 + QStringLiteral("\nfrom"));
            return;
        }
        m_made.append(m_edits);
        m_text = text;
    }

    void insert()
    {
        static const QList<QByteArray> skeletons{
            R"({"construct": "Tool", "props": {"n": 1.50}})",
            R"({"show": true, "children": []})",
            R"({"store": {"x": null}, "as": "x1"})",
            R"({"yield": {"x": 1}})",
            R"({"for": [1], "item": "i", "gather": {"as": "g", "value": {"$": "i"}}, "then": []})",
            R"({"boundary": "e", "children": [{"construct": "Box"}, {"construct": "Cup"}]})"};
        const JsonNode node = JsonDocument::parse(m_random.oneOf(skeletons)).root();
        if (m_places.lists.isEmpty())
            m_places.lists.append(QStringLiteral("/children"));
        const ElementPlace where = place();
        const QByteArray text = made("insert", editor().insert(where, node));
        if (text.isEmpty())
            return;
        PlainDocument expected(m_text);
        expected.insert(where, {node});
        accept("insert", text, expected);
    }

    void remove()
    {
        const QStringList pointers = elements();
        const QByteArray text = made("remove", editor().remove(pointers));
        PlainDocument expected(m_text);
        expected.remove(outermost(pointers));
        accept("remove", text, expected);
    }

    void move()
    {
        QStringList pointers = elements();
        const ElementPlace where = place();
        const QByteArray text = made("move", editor().move(pointers, where));
        if (text.isEmpty())
            return;
        PlainDocument expected(m_text);
        const JsonNode original = expected.root();
        pointers = outermost(pointers);
        std::sort(pointers.begin(), pointers.end(), [&](const QString &a, const QString &b) {
            return original.at(a)->offset < original.at(b)->offset;
        });
        // Put there first, behind marks that are taken out again: no pointer has to be shifted.
        std::vector<JsonNode> moved;
        for (const QString &pointer : pointers) {
            moved.push_back(*original.at(pointer));
            *nodeAt(expected.root(), pointer) = JsonNode::fromString(QStringLiteral("gone"));
        }
        expected.insert(where, moved);
        takeOutMarks(expected.root());
        accept("move", text, expected);
    }

    static void takeOutMarks(JsonNode &node)
    {
        std::erase_if(node.items, [](const JsonNode &item) { return item.text == u"gone"; });
        for (JsonNode &item : node.items)
            takeOutMarks(item);
        for (JsonMember &member : node.members)
            takeOutMarks(member.value);
    }

    /// What was added is as the edit selects it; without it the document is as it was.
    void acceptAdded(const char *operation, const Result<DocumentEdit> &edit)
    {
        const QByteArray text = made(operation, edit);
        if (text.isEmpty() || !m_failure.isEmpty())
            return;
        PlainDocument without(text);
        without.remove(edit->select);
        if (sorted(withoutEmptyLists(without.root()))
            != sorted(withoutEmptyLists(JsonDocument::parse(m_text).root())))
            return fail(QLatin1String(operation) + QStringLiteral(" changed the rest: ")
                        + QString::fromUtf8(text) + QStringLiteral("\nfrom"));
        m_made.append(m_edits);
        m_text = text;
    }

    static JsonNode withoutEmptyLists(JsonNode node)
    {
        std::erase_if(node.members, [](const JsonMember &member) {
            return isElementListKey(member.name) && member.value.items.empty();
        });
        for (JsonNode &item : node.items)
            item = withoutEmptyLists(std::move(item));
        for (JsonMember &member : node.members)
            member.value = withoutEmptyLists(std::move(member.value));
        return node;
    }

    void duplicate() { acceptAdded("duplicate", editor().duplicate(elements())); }
    void paste() { acceptAdded("paste", editor().paste(place(), pasted)); }
    void copyAndPaste()
    {
        const Result<QByteArray> copied = editor().copy(elements());
        if (!copied)
            return fail(copied.error().message);
        acceptAdded("copy and paste", editor().paste(place(), *copied));
    }

    void setValue()
    {
        static const QList<QByteArray> values{"1.50", R"({"$": "1 + 1"})",         R"("ü\n")",
                                              "[]",   R"([{"a": 1}, {"b": [2]}])", "null"};
        if (m_places.values.isEmpty())
            return;
        const QString pointer = m_random.oneOf(m_places.values);
        const JsonNode value = JsonDocument::parse(m_random.oneOf(values)).root();
        const bool removes = m_random.below(3) == 0;
        const QByteArray text = made(
            "set", removes ? editor().removeValue(pointer) : editor().setValue(pointer, value));
        if (text.isEmpty())
            return;
        PlainDocument expected(m_text);
        const QString object = parentPointer(pointer);
        const QString name = pointerParts(pointer).last();
        if (!removes)
            expected.set(object, name, value);
        else
            expected.unset(object, name);
        if (removes && object.endsWith(QStringLiteral("/props"))
            && expected.root().at(object)->members.empty())
            expected.unset(parentPointer(object), QStringLiteral("props"));
        accept("set", text, expected);
    }

    void disable()
    {
        const QStringList pointers = elements();
        const bool disabled = m_random.below(2) == 0;
        const QByteArray text = made("disable", editor().setDisabled(pointers, disabled));
        PlainDocument expected(m_text);
        for (const QString &pointer : pointers) {
            if (disabled)
                expected.set(pointer, QStringLiteral("disabled"), JsonNode::fromBool(true));
            else
                expected.unset(pointer, QStringLiteral("disabled"));
        }
        accept("disable", text, expected);
    }

    void note()
    {
        const QString pointer = element();
        const QString note = m_random.below(2) == 0 ? QString() : QStringLiteral("a \"note\"\n\\");
        const QByteArray text = made("note", editor().setNote(pointer, note));
        PlainDocument expected(m_text);
        if (note.isEmpty())
            expected.unset(pointer, QStringLiteral("note"));
        else
            expected.set(pointer, QStringLiteral("note"), JsonNode::fromString(note));
        accept("note", text, expected);
    }

    /// Only names and what reads them are others afterwards.
    void rename()
    {
        static const QStringList names{QStringLiteral("memory"), QStringLiteral("x1"),
                                       QStringLiteral("zz"), QStringLiteral("call"),
                                       QStringLiteral("a$b")};
        const DocumentName what{element(),
                                m_random.oneOf(QList<DocumentName::Role>{
                                    DocumentName::Role::As, DocumentName::Role::As,
                                    DocumentName::Role::As, DocumentName::Role::Item,
                                    DocumentName::Role::GatherAs, DocumentName::Role::Error})};
        QStringList touched = editor().readers(what);
        touched += {what.pointer + QStringLiteral("/as"), what.pointer + QStringLiteral("/item"),
                    what.pointer + QStringLiteral("/gather/as"),
                    what.pointer + QStringLiteral("/boundary")};
        const QByteArray text = made("rename", editor().rename(what, m_random.oneOf(names)));
        if (text.isEmpty())
            return;
        PlainDocument before(m_text);
        PlainDocument after(text);
        for (const QString &pointer : std::as_const(touched)) {
            if (JsonNode *node = nodeAt(before.root(), pointer))
                *nodeAt(after.root(), pointer) = *node;
        }
        if (sorted(before.root()) != sorted(after.root()))
            return fail(QStringLiteral("rename changed the rest: ") + QString::fromUtf8(text));
        m_made.append(m_edits);
        m_text = text;
    }

    /// Only members and what reads them are others afterwards.
    void renameKey()
    {
        static const QStringList keys{QStringLiteral("count"), QStringLiteral("a b"),
                                      QStringLiteral("x"), QStringLiteral("it's"),
                                      QStringLiteral("response")};
        const LoadedDocument read = readStackDocument(m_text, {});
        QList<DocumentName> given = namesOf(*read.document);
        given.removeIf([](const DocumentName &each) { return !each.isKey(); });
        if (given.isEmpty())
            return;
        const DocumentName what = m_random.oneOf(given);
        const QString key = m_random.oneOf(keys);
        const QStringList readers = editor().readers(what);
        const QByteArray text = made("rename a key", editor().rename(what, key));
        if (text.isEmpty() || text == m_text)
            return;
        PlainDocument before(m_text);
        PlainDocument after(text);
        // First the members: readers stand below them, too.
        for (const QString &pointer : keyed(what))
            renameMember(*nodeAt(after.root(), pointer), key, what.name);
        for (const QString &pointer : readers) {
            const JsonNode *old = before.root().at(pointer);
            JsonNode *now = nodeAt(after.root(), pointer);
            if (!old || !now)
                return fail(QStringLiteral("rename of a key moved its reader ") + pointer);
            *now = *old;
        }
        if (sorted(before.root()) != sorted(after.root()))
            return fail(QStringLiteral("rename of a key changed the rest: ")
                        + QString::fromUtf8(text));
        m_made.append(m_edits);
        m_text = text;
    }

    /// The objects in which the key is a member.
    QStringList keyed(const DocumentName &what) const
    {
        if (what.role == DocumentName::Role::StoreKey)
            return {what.pointer + QStringLiteral("/store")};
        QStringList objects;
        const JsonNode root = JsonDocument::parse(m_text).root();
        for (const QString &each : m_places.elements) {
            const QString yielded = each + QStringLiteral("/yield");
            const JsonNode *node = root.at(yielded);
            if (node && node->find(what.name) && componentOf(each) == componentOf(what.pointer))
                objects.append(yielded);
        }
        return objects;
    }

    static void renameMember(JsonNode &object, const QString &from, const QString &to)
    {
        for (JsonMember &member : object.members) {
            if (member.name == from)
                member.name = to;
        }
    }

    /// What is gathered goes, when nothing waits for it; an empty "then" goes with it.
    void ungather()
    {
        const JsonNode root = JsonDocument::parse(m_text).root();
        QStringList loops = m_places.elements;
        loops.removeIf([&](const QString &each) { return !root.at(each)->find(u"gather"); });
        if (loops.isEmpty())
            return;
        const QString loop = m_random.oneOf(loops);
        const JsonNode *then = root.at(loop)->find(u"then");
        const QByteArray text =
            made("ungather", editor().removeValue(loop + QStringLiteral("/gather")));
        if (text.isEmpty() != (then && !then->items.empty()))
            return fail(
                QStringLiteral("a gather that is waited for was taken out, or another not"));
        if (text.isEmpty())
            return;
        PlainDocument expected(m_text);
        expected.unset(loop, QStringLiteral("gather"));
        expected.unset(loop, QStringLiteral("then"));
        accept("ungather", text, expected);
    }

    /// As if typed: white space, anywhere between two lines or values.
    void splice()
    {
        const qsizetype comma =
            m_text.indexOf(",", m_random.below(static_cast<int>(m_text.size())));
        if (comma < 0)
            return;
        QByteArray text = m_text;
        text.insert(comma + 1, m_random.below(2) == 0 ? " " : "\n\n");
        if (!readStackDocument(text, {}).document || !PlainDocument(m_text).says(text))
            return; // inside a string
        m_made.append({difference(m_text, text)});
        m_text = text;
    }

    QString undoAndRedo()
    {
        const QByteArray last = m_text;
        QByteArray text = last;
        for (auto it = m_made.crbegin(); it != m_made.crend(); ++it)
            text = edited(text, inverse(*it)).value();
        if (text != m_first)
            return QStringLiteral("undoing all does not give the first text");
        for (const TextEdits &edits : std::as_const(m_made))
            text = edited(text, edits).value();
        return text == last ? QString() : QStringLiteral("redoing all does not give the last text");
    }

    QByteArray m_text;
    QByteArray m_first;
    Random m_random;
    Places m_places;
    TextEdits m_edits;
    QList<TextEdits> m_made;
    QString m_failure;
};

} // namespace creact
