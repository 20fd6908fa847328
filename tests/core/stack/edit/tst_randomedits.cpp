// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/studioprovider.h"
#include "core/stack/documentcheck.h"
#include "core/stack/edit/documenteditor.h"
#include "core/stack/edit/elementkeys.h"
#include "core/stack/edit/jsonstyle.h"
#include "core/stack/edit/namescopes.h"
#include "core/stack/expression/scriptengine.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <random>

using namespace creact;
using namespace Qt::StringLiterals;

using Role = DocumentName::Role;

namespace {

QByteArray templateText(const QString &name)
{
    return readDocumentText(QStringLiteral(TEMPLATES_DIR "/%1/%1.stack.json").arg(name)).value();
}

/// One element in each of the ways to write it.
const QByteArray oddText = "{ \"creact\" : 1.0 ,\n\n\"stack\":\"odd\"\n  ,\"unknown\":[ 1,\n 2 ],"
                           "\"children\":[\n\n{\"construct\":\"Tool\" , \"as\" : \"t\",\"props\" "
                           ": { } ,\"children\" : [ ]} ,{\"show\":{ \"$\":\"t \\u0041\"},\n\t"
                           "\"children\":[{\"store\":{\"\\u00e9\":1e2},\"as\":\"s\"}\n,\n"
                           "{\"construct\":\"Tool\"}],\"else\":[\n]} ] }";

const QByteArray pasted =
    R"([{"construct": "Tool", "as": "extra", "props": {"name": "x", "n": 1.50}, "children": [
  {"show": {"$": "extra.id"}, "children": []}]}, {"store": {"a": []}, "as": "kept"}])";

/// The same document in another layout.
QByteArray relaid(const QByteArray &text, const JsonStyle &style)
{
    return styledText(JsonDocument::parse(text).root(), style, {}) + '\n';
}

JsonStyle expandedStyle(const QByteArray &unit)
{
    JsonStyle style;
    style.unit = unit;
    style.expanded = true;
    return style;
}

JsonStyle tightStyle()
{
    JsonStyle style;
    style.oneLine = true;
    style.colon = ":";
    style.comma = ",";
    return style;
}

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

struct Places {
    QStringList elements;
    QStringList lists;
    /// Values that can be set: key, subject, props.
    QStringList values;
};

void collect(const JsonNode &node, const QString &pointer, Places &places)
{
    const bool isElement = !placeOf(pointer).list.isEmpty();
    if (isElement)
        places.elements.append(pointer);
    for (const JsonMember &member : node.members) {
        const QString at = pointer + u'/' + escapePointerPart(member.name);
        if (member.name == u"components" && pointer.isEmpty()) {
            for (const JsonMember &component : member.value.members)
                collect(component.value, at + u'/' + component.name, places);
        } else if (isElementListPointer(at)) {
            places.lists.append(at);
            for (std::size_t i = 0; i < member.value.items.size(); ++i)
                collect(member.value.items[i], at + u'/' + QString::number(i), places);
        } else if (isElement && member.name == u"props") {
            places.values.append(at + u"/new"_s);
            for (const JsonMember &prop : member.value.members)
                places.values.append(at + u'/' + escapePointerPart(prop.name));
        }
    }
    if (isElement) {
        const QStringList &keys = elementKeys(elementKeyword(node));
        for (const QString &key : {u"children"_s, u"else"_s, u"fallback"_s}) {
            if (keys.contains(key) && !node.find(key))
                places.lists.append(pointer + u'/' + key);
        }
        if (keys.contains(u"key"_s))
            places.values.append(pointer + u"/key"_s);
    }
}

Places placesOf(const QByteArray &text)
{
    Places places;
    collect(JsonDocument::parse(text).root(), {}, places);
    return places;
}

/// Members in the order of their names: where a new one stands is not what is compared.
JsonNode sorted(JsonNode node)
{
    std::sort(node.members.begin(), node.members.end(),
              [](const JsonMember &a, const JsonMember &b) { return a.name < b.name; });
    for (JsonMember &member : node.members)
        member.value = sorted(std::move(member.value));
    for (JsonNode &item : node.items)
        item = sorted(std::move(item));
    return node;
}

JsonNode *nodeAt(JsonNode &root, const QString &pointer)
{
    return const_cast<JsonNode *>(root.at(pointer));
}

JsonNode &listAt(JsonNode &root, const QString &pointer)
{
    JsonNode &owner = *nodeAt(root, parentPointer(pointer));
    const QString key = pointerParts(pointer).last();
    if (!owner.find(key))
        owner.set(key, JsonNode::array());
    return *nodeAt(root, pointer);
}

/// The document as a tree, edited in the plainest way: what the edits of the text must come to.
class PlainDocument {
public:
    explicit PlainDocument(const QByteArray &text)
        : m_root(JsonDocument::parse(text).root())
    {
    }

    void insert(const ElementPlace &place, const std::vector<JsonNode> &elements)
    {
        JsonNode &list = listAt(m_root, place.list);
        const auto at = place.index < 0 ? list.items.end() : list.items.begin() + place.index;
        list.items.insert(at, elements.begin(), elements.end());
    }

    /// From the last one to the first, so that pointers stay right.
    void remove(QStringList pointers)
    {
        std::sort(pointers.begin(), pointers.end(), [this](const QString &a, const QString &b) {
            return m_root.at(a)->offset > m_root.at(b)->offset;
        });
        for (const QString &pointer : pointers) {
            JsonNode &list = *nodeAt(m_root, placeOf(pointer).list);
            list.items.erase(list.items.begin() + placeOf(pointer).index);
        }
    }

    void set(const QString &object, const QString &name, const JsonNode &value)
    {
        nodeAt(m_root, object)->set(name, value);
    }
    void unset(const QString &object, const QString &name) { nodeAt(m_root, object)->remove(name); }

    JsonNode &root() { return m_root; }
    bool says(const QByteArray &text) const
    {
        return sorted(m_root) == sorted(JsonDocument::parse(text).root());
    }

private:
    JsonNode m_root;
};

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
            m_failure = u"nearly everything was refused"_s;
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
            &RandomEdits::rename,    &RandomEdits::splice};
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
                fail(name + u": "_s + edit.error().message);
            return {};
        }
        const Result<QByteArray> text = edited(m_text, edit->edits);
        if (!text) {
            fail(name + u": the edits do not fit"_s);
            return {};
        }
        const LoadedDocument read = readStackDocument(*text, {});
        if (!read.document)
            fail(name + u": no document: "_s + QString::fromUtf8(*text));
        else if (edited(*text, inverse(edit->edits)).value() != m_text)
            fail(name + u": cannot be taken back"_s);
        for (const QString &pointer : edit->select) {
            if (read.source->isComplete() && !read.source->root().at(pointer))
                fail(name + u": selects what is not there: "_s + pointer);
        }
        m_edits = edit->edits;
        return *text;
    }

    void accept(const char *operation, const QByteArray &text, const PlainDocument &expected)
    {
        if (!m_failure.isEmpty())
            return;
        if (!expected.says(text)) {
            fail(QLatin1String(operation) + u" came to\n"_s + QString::fromUtf8(text)
                 + u"\nfrom"_s);
            return;
        }
        m_made.append(m_edits);
        m_text = text;
    }

    void insert()
    {
        static const QList<QByteArray> skeletons{
            R"({"construct": "Tool", "props": {"n": 1.50}})", R"({"show": true, "children": []})",
            R"({"store": {"x": null}, "as": "x1"})", R"({"yield": {}})",
            R"({"boundary": "e", "children": [{"construct": "Box"}, {"construct": "Cup"}]})"};
        const JsonNode node = JsonDocument::parse(m_random.oneOf(skeletons)).root();
        if (m_places.lists.isEmpty())
            m_places.lists.append(u"/children"_s);
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
            *nodeAt(expected.root(), pointer) = JsonNode::fromString(u"gone"_s);
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
            return fail(QLatin1String(operation) + u" changed the rest: "_s
                        + QString::fromUtf8(text) + u"\nfrom"_s);
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
        if (removes && object.endsWith(u"/props"_s) && expected.root().at(object)->members.empty())
            expected.unset(parentPointer(object), u"props"_s);
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
                expected.set(pointer, u"disabled"_s, JsonNode::fromBool(true));
            else
                expected.unset(pointer, u"disabled"_s);
        }
        accept("disable", text, expected);
    }

    void note()
    {
        const QString pointer = element();
        const QString note = m_random.below(2) == 0 ? QString() : u"a \"note\"\n\\"_s;
        const QByteArray text = made("note", editor().setNote(pointer, note));
        PlainDocument expected(m_text);
        if (note.isEmpty())
            expected.unset(pointer, u"note"_s);
        else
            expected.set(pointer, u"note"_s, JsonNode::fromString(note));
        accept("note", text, expected);
    }

    /// Only names and what reads them are others afterwards.
    void rename()
    {
        static const QStringList names{u"memory"_s, u"x1"_s, u"zz"_s, u"call"_s, u"a$b"_s};
        const DocumentName what{element(),
                                m_random.oneOf(QList<Role>{Role::As, Role::As, Role::As, Role::Item,
                                                           Role::GatherAs, Role::Error})};
        QStringList touched = editor().readers(what);
        touched += {what.pointer + u"/as"_s, what.pointer + u"/item"_s,
                    what.pointer + u"/gather/as"_s, what.pointer + u"/boundary"_s};
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
            return fail(u"rename changed the rest: "_s + QString::fromUtf8(text));
        m_made.append(m_edits);
        m_text = text;
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
            return u"undoing all does not give the first text"_s;
        for (const TextEdits &edits : std::as_const(m_made))
            text = edited(text, edits).value();
        return text == last ? QString() : u"redoing all does not give the last text"_s;
    }

    QByteArray m_text;
    QByteArray m_first;
    Random m_random;
    Places m_places;
    TextEdits m_edits;
    QList<TextEdits> m_made;
    QString m_failure;
};

/// Every name that the document gives, for a rename.
QList<DocumentName> namesOf(const StackDocument &document)
{
    QList<DocumentName> names;
    for (const Component &component : document.components) {
        names.append({component.pointer, Role::Component, component.name});
        for (const QString &prop : component.props)
            names.append({component.pointer, Role::ComponentProp, prop});
    }
    NameScopes scopes;
    walkNames(document, scopes,
              {[&](const Element &element, NameScope) {
                   if (!element.as.isEmpty())
                       names.append({element.pointer, Role::As, element.as});
                   if (!element.item.isEmpty())
                       names.append({element.pointer, Role::Item, element.item});
                   if (element.gather)
                       names.append({element.pointer, Role::GatherAs, element.gather->as});
                   if (element.kind == Element::Kind::Boundary)
                       names.append({element.pointer, Role::Error, element.name});
                   if (element.kind == Element::Kind::Store) {
                       for (const NamedBinding &each : element.props)
                           names.append({element.pointer, Role::StoreKey, each.name});
                   }
               },
               {}});
    return names;
}

QString codesOf(const QList<Problem> &problems)
{
    QStringList codes;
    for (const Problem &problem : problems)
        codes.append(problem.code);
    codes.sort();
    return codes.join(u' ');
}

/// 300 conversations of ten elements, in each other by tens.
QByteArray largeText()
{
    QByteArray text = "{\n  \"creact\": 1,\n  \"stack\": \"large\",\n  \"children\": [\n"
                      "    {\"store\": {\"n\": 0}, \"as\": \"s\"}";
    for (int i = 0; i < 300; ++i) {
        text += ",\n    {\"construct\": \"Tool\", \"as\": \"tool\", \"key\": "
            + QByteArray::number(i) + ", \"props\": {\"name\": \"x\"}, \"children\": [";
        for (int j = 0; j < 9; ++j)
            text += QByteArray(j ? "," : "")
                + "\n      {\"construct\": \"Message\", \"key\": " + QByteArray::number(j)
                + ", \"props\": {\"role\": \"user\", \"content\": {\"$\": "
                  "\"`${tool.name} and ${s.n}`\"}}}";
        text += "\n    ]}";
    }
    return text + "\n  ]\n}\n";
}

} // namespace

class tst_RandomEdits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void canAllBeUndoneAndChangeNothingElse_data();
    void canAllBeUndoneAndChangeNothingElse();
    void renamesThereAndBack_data();
    void renamesThereAndBack();
    void movesSiblingsWithoutNewErrors();
    void editsLargeDocumentsAtOnce();

private:
    LoadedDocument load(const QByteArray &text)
    {
        return loadStackDocument(text, {}, m_provider.constructTypes(), m_engine);
    }

    StudioProvider m_provider{{}};
    ScriptEngine m_engine;
};

void tst_RandomEdits::canAllBeUndoneAndChangeNothingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray agent = templateText(u"agent"_s);
    QTest::newRow("agent") << agent;
    QTest::newRow("counter") << templateText(u"counter"_s);
    QTest::newRow("odd") << oddText;
    QTest::newRow("empty") << QByteArray("{\"creact\":1,\"stack\":\"e\",\"children\":[]}");
    QTest::newRow("one line") << relaid(agent, tightStyle());
    QTest::newRow("tabs") << relaid(agent, expandedStyle("\t"));
    QTest::newRow("four spaces") << relaid(agent, expandedStyle("    "));
    QTest::newRow("as written by the program") << JsonDocument::parse(agent).root().toText();
}

void tst_RandomEdits::canAllBeUndoneAndChangeNothingElse()
{
    QFETCH(QByteArray, text);
    for (unsigned seed = 1; seed <= 3; ++seed) {
        const QString failure = RandomEdits(text, seed).run(30);
        QVERIFY2(failure.isEmpty(), qPrintable(u"seed %1: "_s.arg(seed) + failure));
    }
}

void tst_RandomEdits::renamesThereAndBack_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray agent = templateText(u"agent"_s);
    QTest::newRow("agent") << agent;
    QTest::newRow("agent, one line") << relaid(agent, tightStyle());
    QTest::newRow("counter") << templateText(u"counter"_s);
}

void tst_RandomEdits::renamesThereAndBack()
{
    QFETCH(QByteArray, text);
    const LoadedDocument loaded = load(text);
    QVERIFY(!hasErrors(loaded.problems));
    const QString newName = u"renamed"_s;
    for (DocumentName what : namesOf(*loaded.document)) {
        const Result<DocumentEdit> there = DocumentEditor(loaded).rename(what, newName);
        QVERIFY2(there.ok(), qPrintable(what.name));
        const QByteArray renamed = edited(text, there->edits).value();
        QVERIFY2(renamed != text, qPrintable(what.name));
        const LoadedDocument after = load(renamed);
        QCOMPARE(codesOf(after.problems), codesOf(loaded.problems));
        const QString name = what.name;
        what.name = newName;
        if (what.role == Role::Component)
            what.pointer = u"/components/"_s + newName;
        const Result<DocumentEdit> back = DocumentEditor(after).rename(what, name);
        QVERIFY2(back.ok(), qPrintable(name));
        QCOMPARE(edited(renamed, back->edits).value(), text);
    }
}

void tst_RandomEdits::movesSiblingsWithoutNewErrors()
{
    const QByteArray text = templateText(u"agent"_s);
    const LoadedDocument loaded = load(text);
    int moved = 0;
    for (const QString &list : placesOf(text).lists) {
        const JsonNode *node = loaded.source->root().at(list);
        const int size = node ? static_cast<int>(node->items.size()) : 0;
        for (int from = 0; from < size; ++from) {
            for (int to = 0; to <= size; ++to) {
                const Result<DocumentEdit> edit =
                    DocumentEditor(loaded).move({list + u'/' + QString::number(from)}, {list, to});
                QVERIFY(edit.ok());
                QCOMPARE(codesOf(load(edited(text, edit->edits).value()).problems),
                         codesOf(loaded.problems));
                ++moved;
            }
        }
    }
    QVERIFY(moved > 20);
}

void tst_RandomEdits::editsLargeDocumentsAtOnce()
{
    const QByteArray text = largeText();
    const DocumentEditor editor(readStackDocument(text, {}));
    const QString middle = u"/children/150"_s;
    const JsonNode tool = JsonDocument::parse(R"({"construct": "Tool"})").root();
    const auto measure = [](const char *what, auto edit) {
        QElapsedTimer timer;
        timer.start();
        const Result<DocumentEdit> made = edit();
        const qint64 elapsed = timer.elapsed();
        qInfo("%s: %lld ms, %lld edits", what, elapsed, made ? made->edits.size() : -1);
        QVERIFY(made.ok());
        QVERIFY2(elapsed < 5000, what); // a guard against what is not linear
    };
    measure("insert", [&] { return editor.insert({u"/children"_s, 150}, tool); });
    measure("remove", [&] { return editor.remove({middle}); });
    measure("move", [&] { return editor.move({middle}, {u"/children/2/children"_s, 3}); });
    measure("duplicate", [&] { return editor.duplicate({middle}); });
    measure("paste", [&] { return editor.paste({u"/children"_s, 150}, pasted); });
    measure("set", [&] { return editor.setValue(middle + u"/props/name"_s, tool); });
    measure("note", [&] { return editor.setNote(middle, u"n"_s); });
    measure("disable", [&] { return editor.setDisabled({middle}, true); });
    measure("rename a tool", [&] { return editor.rename({middle, Role::As}, u"x"_s); });
    measure("rename the store", [&] {
        return editor.rename({u"/children/0"_s, Role::As}, u"x"_s);
    });
    QStringList all;
    for (int i = 1; i <= 300; ++i)
        all.append(u"/children/"_s + QString::number(i));
    measure("disable all", [&] { return editor.setDisabled(all, true); });
    measure("remove all", [&] { return editor.remove(all); });
    measure("move all", [&] { return editor.move(all, {u"/children"_s, 0}); });
    all = all.first(50);
    measure("duplicate fifty", [&] { return editor.duplicate(all); });
}

QTEST_GUILESS_MAIN(tst_RandomEdits)
#include "tst_randomedits.moc"
