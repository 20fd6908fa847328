// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/elementreader.h"

#include "core/stack/stackname.h"
#include "core/stack/suggest.h"

#include <QJsonArray>

#include <array>

namespace creact {

struct ElementShape {
    Element::Kind kind;
    QString keyword;
    QStringList keys;
};

namespace {

/// State files go through QJsonDocument, which stops at 512 levels.
constexpr int maxLiteralDepth = 128;

const std::array<ElementShape, 7> &elementShapes()
{
    using Kind = Element::Kind;
    const auto shape = [](Kind kind, const QString &keyword, const QString &keys) {
        return ElementShape{kind, keyword,
                            (keyword + u' ' + keys + QStringLiteral(" note disabled"))
                                .split(u' ', Qt::SkipEmptyParts)};
    };
    static const std::array<ElementShape, 7> shapes{
        shape(Kind::Construct, QStringLiteral("construct"),
              QStringLiteral("as key props children")),
        shape(Kind::Show, QStringLiteral("show"), QStringLiteral("key children else")),
        shape(Kind::For, QStringLiteral("for"), QStringLiteral("item key children gather then")),
        shape(Kind::Component, QStringLiteral("component"),
              QStringLiteral("as key props children")),
        shape(Kind::Yield, QStringLiteral("yield"), QString()),
        shape(Kind::Store, QStringLiteral("store"), QStringLiteral("as")),
        shape(Kind::Boundary, QStringLiteral("boundary"), QStringLiteral("children fallback")),
    };
    return shapes;
}

QStringList elementKeywords()
{
    QStringList words;
    for (const ElementShape &shape : elementShapes())
        words.append(shape.keyword);
    return words;
}

QString childPointer(const QString &pointer, QStringView key)
{
    return pointer + u'/' + escapePointerPart(key.toString());
}

} // namespace

void ElementReader::readElements(const JsonNode &list, const QString &pointer, ElementList &to)
{
    m_tasks.push_back({&list, pointer, &to});
    while (!m_tasks.empty()) {
        const Task task = std::move(m_tasks.back());
        m_tasks.pop_back();
        readList(task);
    }
}

void ElementReader::readList(const Task &task)
{
    if (!expectArray(*task.list, task.pointer, QStringLiteral("A list of elements")))
        return;
    task.to->reserve(task.list->items.size()); // tasks point into the elements of the list
    for (std::size_t i = 0; i < task.list->items.size(); ++i) {
        const JsonNode &node = task.list->items[i];
        const QString pointer = task.pointer + u'/' + QString::number(i);
        if (!expectObject(node, pointer, QStringLiteral("An element")))
            continue;
        const ElementShape *shape = shapeOf(node, pointer);
        if (!shape)
            continue;
        Element &element = task.to->emplace_back();
        element.pointer = pointer;
        readElement(node, *shape, element);
    }
}

const ElementShape *ElementReader::shapeOf(const JsonNode &node, const QString &pointer)
{
    const ElementShape *found = nullptr;
    for (const JsonMember &member : node.members) {
        for (const ElementShape &shape : elementShapes()) {
            if (member.name != shape.keyword)
                continue;
            if (!found) {
                found = &shape;
                continue;
            }
            if (found == &shape) // duplicate_key
                continue;
            m_problems.errorAtName(
                childPointer(pointer, member.name),
                {QStringLiteral("ambiguous_element"),
                 QStringLiteral("One element cannot be both \"%1\" and \"%2\".")
                     .arg(found->keyword, shape.keyword),
                 QStringLiteral("Make two elements of it, one among the other's children.")});
        }
    }
    if (found)
        return found;
    QString hint;
    for (const JsonMember &member : node.members) {
        if (const QString near = nearest(member.name, elementKeywords()); !near.isEmpty())
            hint = QStringLiteral("Did you mean \"%1\" instead of \"%2\"?").arg(near, member.name);
    }
    if (hint.isEmpty())
        hint = QStringLiteral("An element has one of these keys: %1.")
                   .arg(elementKeywords().join(QStringLiteral(", ")));
    m_problems.error(pointer,
                     {QStringLiteral("unknown_element"),
                      QStringLiteral("This element does not say what it is."), hint});
    return nullptr;
}

void ElementReader::readElement(const JsonNode &node, const ElementShape &shape, Element &element)
{
    const QString &pointer = element.pointer;
    const QString what = QStringLiteral("A %1 element").arg(quoted(shape.keyword));
    element.kind = shape.kind;
    checkKeys(node, pointer, shape.keys, what);
    readSubject(node, shape, element);
    readFlags(node, element);
    const auto has = [&](const QString &key) {
        return shape.keys.contains(key) && node.find(key) != nullptr;
    };
    if (has(QStringLiteral("as")))
        element.as =
            readName(*node.find(u"as"), childPointer(pointer, u"as"), QStringLiteral("\"as\""));
    if (has(QStringLiteral("key")))
        readKey(node, element);
    if (has(QStringLiteral("props")))
        element.props = readBindings(*node.find(u"props"), childPointer(pointer, u"props"),
                                     QStringLiteral("\"props\""));
    if (shape.kind == Element::Kind::For)
        readFor(node, element);
    if (shape.kind == Element::Kind::Store)
        require(node, pointer, QStringLiteral("as"), what);
    if (has(QStringLiteral("children")))
        addList(node, pointer, u"children", element.children);
    if (has(QStringLiteral("else")))
        addList(node, pointer, u"else", element.otherwise);
    if (has(QStringLiteral("then")))
        addList(node, pointer, u"then", element.then);
    if (has(QStringLiteral("fallback")))
        addList(node, pointer, u"fallback", element.fallback);
}

/// The value of the key that says what the element is.
void ElementReader::readSubject(const JsonNode &node, const ElementShape &shape, Element &element)
{
    const JsonNode &subject = *node.find(shape.keyword);
    const QString pointer = childPointer(element.pointer, shape.keyword);
    const QString what = quoted(shape.keyword);
    switch (shape.kind) {
    case Element::Kind::Construct:
    case Element::Kind::Component:
        if (expectString(subject, pointer, what))
            element.name = subject.text;
        break;
    case Element::Kind::Boundary:
        element.name = readName(subject, pointer, what);
        break;
    case Element::Kind::Show:
        element.subject = readBinding(subject, pointer);
        break;
    case Element::Kind::For:
        element.subject = readBinding(subject, pointer);
        if (element.subject.isLiteral() && !subject.isArray())
            typeError(subject, pointer, what, QStringLiteral("a list or an expression"));
        break;
    case Element::Kind::Yield:
        element.props = readBindings(subject, pointer, what);
        break;
    case Element::Kind::Store:
        element.props = readBindings(subject, pointer, what);
        for (const NamedBinding &each : std::as_const(element.props)) {
            if (!each.value.isLiteral())
                m_problems.error(
                    each.value.pointer,
                    {QStringLiteral("store_expression"),
                     QStringLiteral("The initial value of a store cannot be an expression."),
                     QStringLiteral("Write a value here and change it with SetStore.")});
        }
        break;
    }
}

void ElementReader::readFor(const JsonNode &node, Element &element)
{
    if (const JsonNode *item = node.find(u"item"))
        element.item =
            readName(*item, childPointer(element.pointer, u"item"), QStringLiteral("\"item\""));
    if (const JsonNode *gather = node.find(u"gather"))
        readGather(*gather, childPointer(element.pointer, u"gather"), element);
    const bool hasThen = node.find(u"then") != nullptr;
    const bool hasGather = node.find(u"gather") != nullptr;
    if (hasThen && !hasGather)
        m_problems.errorAtName(
            childPointer(element.pointer, u"then"),
            {QStringLiteral("then_without_gather"),
             QStringLiteral("\"then\" waits for the gathered values, but nothing is gathered."),
             QStringLiteral("Add \"gather\": {\"as\": \"results\", \"value\": {\"$\": \"…\"}}.")});
    if (hasGather && !hasThen)
        m_problems.warningAtName(childPointer(element.pointer, u"gather"),
                                 {QStringLiteral("unused_gather"),
                                  QStringLiteral("What is gathered here is seen by nobody."),
                                  QStringLiteral("Add \"then\", or remove \"gather\".")});
}

void ElementReader::readGather(const JsonNode &node, const QString &pointer, Element &element)
{
    const QString what = QStringLiteral("\"gather\"");
    if (!expectObject(node, pointer, what))
        return;
    checkKeys(node, pointer, {QStringLiteral("as"), QStringLiteral("value")}, what);
    Element::Gather gather;
    if (require(node, pointer, QStringLiteral("as"), what))
        gather.as =
            readName(*node.find(u"as"), childPointer(pointer, u"as"), QStringLiteral("\"as\""));
    if (require(node, pointer, QStringLiteral("value"), what))
        gather.value = readBinding(*node.find(u"value"), childPointer(pointer, u"value"));
    element.gather = gather;
}

void ElementReader::readKey(const JsonNode &node, Element &element)
{
    const JsonNode &key = *node.find(u"key");
    const QString pointer = childPointer(element.pointer, u"key");
    const Binding binding = readBinding(key, pointer);
    const bool isText = key.isNumber() || (key.isString() && !key.text.isEmpty());
    if (binding.isLiteral() && !isText && !(key.isObject() && key.find(u"$")))
        typeError(key, pointer, QStringLiteral("\"key\""),
                  QStringLiteral("a non-empty string, a number or an expression"));
    else
        element.key = binding;
}

void ElementReader::readFlags(const JsonNode &node, Element &element)
{
    readNote(node, element.pointer, &element.note);
    if (const JsonNode *disabled = node.find(u"disabled")) {
        const QString pointer = childPointer(element.pointer, u"disabled");
        if (disabled->isBool())
            element.disabled = disabled->boolean;
        else
            typeError(*disabled, pointer, QStringLiteral("\"disabled\""),
                      QStringLiteral("true or false"));
    }
}

void ElementReader::readNote(const JsonNode &node, const QString &pointer, QString *note)
{
    const JsonNode *text = node.find(u"note");
    if (text && expectString(*text, childPointer(pointer, u"note"), QStringLiteral("\"note\""))
        && note)
        *note = text->text;
}

QString ElementReader::readName(const JsonNode &node, const QString &pointer, const QString &what)
{
    if (!expectString(node, pointer, what) || !checkScopeName(node.text, pointer, false))
        return {};
    return node.text;
}

QList<NamedBinding> ElementReader::readBindings(const JsonNode &node, const QString &pointer,
                                                const QString &what)
{
    QList<NamedBinding> bindings;
    if (!expectObject(node, pointer, what))
        return bindings;
    for (const JsonMember &member : node.members) {
        const QString at = childPointer(pointer, member.name);
        if (member.name == u"$") {
            m_problems.errorAtName(
                at,
                {QStringLiteral("bad_binding"),
                 QStringLiteral("%1 as a whole cannot be an expression.").arg(what),
                 QStringLiteral("Write an expression for each name in it.")});
            continue;
        }
        bindings.append({member.name, readBinding(member.value, at)});
    }
    return bindings;
}

Binding ElementReader::readBinding(const JsonNode &node, const QString &pointer)
{
    Binding binding;
    binding.pointer = pointer;
    const JsonNode *expression = node.find(u"$");
    if (!expression) {
        checkLiteral(node, pointer);
        if (node.depth() <= maxLiteralDepth)
            binding.literal = node.toJson();
        return binding;
    }
    if (node.members.size() != 1 || !expression->isString()) {
        m_problems.error(pointer,
                         {QStringLiteral("bad_binding"),
                          QStringLiteral("An expression is an object with the one key "
                                         "\"$\", whose value is a string."),
                          QStringLiteral("Write {\"$\": \"server.id\"}.")});
        return binding;
    }
    binding.kind = Binding::Kind::Expression;
    binding.expression = expression->text;
    if (expression->text.trimmed().isEmpty())
        m_problems.error(pointer,
                         {QStringLiteral("empty_expression"),
                          QStringLiteral("This expression is empty."),
                          QStringLiteral("Write what it computes, as in {\"$\": "
                                         "\"server.id\"}, or remove it.")});
    return binding;
}

void ElementReader::checkLiteral(const JsonNode &node, const QString &pointer)
{
    struct Part {
        const JsonNode *node;
        QString pointer;
    };
    if (node.depth() > maxLiteralDepth) {
        m_problems.error(
            pointer,
            {QStringLiteral("too_deep"),
             QStringLiteral("This value is nested more than %1 levels deep.").arg(maxLiteralDepth),
             {}});
        return;
    }
    std::vector<Part> parts{{&node, pointer}};
    while (!parts.empty()) {
        const Part part = std::move(parts.back());
        parts.pop_back();
        if (part.node->find(u"$")) {
            m_problems.error(
                part.pointer,
                {QStringLiteral("nested_binding"),
                 QStringLiteral("An expression cannot stand inside a value."),
                 QStringLiteral("Write the whole value as one expression, as in {\"$\": "
                                "\"({name: tool.name, depth: 3})\"}.")});
            continue;
        }
        for (std::size_t i = 0; i < part.node->items.size(); ++i)
            parts.push_back({&part.node->items[i], part.pointer + u'/' + QString::number(i)});
        for (const JsonMember &member : part.node->members)
            parts.push_back({&member.value, childPointer(part.pointer, member.name)});
    }
}

void ElementReader::addList(const JsonNode &node, const QString &pointer, QStringView key,
                            ElementList &to)
{
    m_tasks.push_back({node.find(key), childPointer(pointer, key), &to});
}

void ElementReader::checkKeys(const JsonNode &node, const QString &pointer,
                              const QStringList &known, const QString &what)
{
    const QStringList keywords = elementKeywords();
    for (const JsonMember &member : node.members) {
        if (m_problems.isFull())
            return;
        const bool isSecondKeyword = known.contains(QStringLiteral("disabled"))
            && keywords.contains(member.name); // ambiguous_element says it better
        if (!known.contains(member.name) && !isSecondKeyword)
            m_problems.errorAtName(
                childPointer(pointer, member.name),
                {QStringLiteral("unknown_key"),
                 QStringLiteral("%1 has no key %2.").arg(what, quoted(member.name)),
                 didYouMean(member.name, known)});
    }
}

bool ElementReader::checkScopeName(const QString &name, const QString &pointer, bool isKey)
{
    if (isValidScopeName(name))
        return true;
    const ProblemList::Text text{
        QStringLiteral("invalid_name"),
        QStringLiteral("%1 cannot be used as a name in expressions.").arg(quoted(name)),
        isReservedWord(name)
            ? QStringLiteral("It is a word of JavaScript: choose another.")
            : QStringLiteral("Letters, digits, '_' and '$', not starting with a digit.")};
    if (isKey)
        m_problems.errorAtName(pointer, text);
    else
        m_problems.error(pointer, text);
    return false;
}

} // namespace creact
