// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/rowtext.h"

#include "core/runtime/tree/bound.h"
#include "core/runtime/tree/node.h"
#include "core/stack/edit/documenteditor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace creact {

namespace {

constexpr qsizetype lineLength = 160;

QString shortened(QString text)
{
    text = text.simplified();
    if (text.size() > lineLength)
        text = text.left(lineLength - 1) + QChar(0x2026);
    return text;
}

NodeState flowState(const Instance &instance)
{
    if (instance.error)
        return NodeState::Failed;
    switch (instance.flow) {
    case Instance::Flow::Undefined:
        return NodeState::Waiting;
    case Instance::Flow::Closed:
        return NodeState::Pending;
    case Instance::Flow::Open:
        break;
    }
    return NodeState::Deployed;
}

QString namesOf(const QList<NamedBinding> &bindings)
{
    QStringList names;
    for (const NamedBinding &binding : bindings)
        names.append(binding.name);
    return shortened(names.join(QStringLiteral(", ")));
}

/// "response: It is 14 degrees".
QString yieldSummary(const Instance &instance)
{
    if (!instance.yieldShown)
        return namesOf(instance.element->props);
    QStringList values;
    for (const Instance::NamedBound &each : instance.bindings) {
        const QString value = oneLine(each.bound->peek().value);
        values.append(value.isEmpty() ? each.name : each.name + QStringLiteral(": ") + value);
    }
    return shortened(values.join(QStringLiteral(", ")));
}

/// Who reads it fails of it; it is shown where it comes from, too.
void addYieldError(TreeRow &row, const Instance &instance)
{
    for (const Instance::NamedBound &each : instance.bindings) {
        const std::shared_ptr<const Error> error = each.bound->peek().error;
        if (!error)
            continue;
        row.error = *error;
        row.state = NodeState::Failed;
        row.summary = error->message;
        return;
    }
}

QString usedText(int uses)
{
    return uses == 0 ? QStringLiteral("not used")
        : uses == 1  ? QStringLiteral("used once")
                     : QStringLiteral("used %1 times").arg(uses);
}

QString flowSummary(const Instance &instance)
{
    if (instance.error)
        return instance.error->message;
    if (instance.store)
        return oneLine(instance.store->values());
    if (!instance.element || instance.kind == Instance::Kind::Item)
        return {};
    switch (instance.element->kind) {
    case Element::Kind::For:
        return instance.flow == Instance::Flow::Undefined ? QString()
            : instance.items == 1                         ? QStringLiteral("1 item")
                                  : QStringLiteral("%1 items").arg(instance.items);
    case Element::Kind::Boundary:
        return instance.fallbackOpen ? QStringLiteral("fallback shown") : QString();
    case Element::Kind::Yield:
        return yieldSummary(instance);
    default:
        return {};
    }
}

/// "toolCalls" → "tool calls".
QString spaced(const QString &name)
{
    QString words;
    for (const QChar c : name) {
        if (c.isUpper())
            words += u' ';
        words += c.toLower();
    }
    return words;
}

/// A list of objects tells how many they are, and their names if they have any; an object its
/// content; a switch and a number what they are about; a content its words.
QString summaryOf(const QString &output, const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? spaced(output) : QStringLiteral("not ") + spaced(output);
    if (value.isDouble())
        return QStringLiteral("%1 %2").arg(spaced(output), oneLine(value));
    if (value.isString() && output == QLatin1StringView("content"))
        return plainLine(value.toString());
    if (value.isObject() && value[u"content"].isString())
        return oneLine(value[u"content"]);
    QJsonArray list = value.toArray();
    if (list.isEmpty() || !list.first().isObject())
        return oneLine(value);
    // A system prompt is nothing that was said.
    const bool isPrompted = list.first()[u"role"] == QLatin1StringView("system");
    if (isPrompted)
        list.removeFirst();
    QStringList names;
    for (const QJsonValue &item : std::as_const(list))
        names.append(item[u"name"].toString());
    names.removeAll(QString());
    QString what = spaced(output);
    if (list.size() == 1 && what.endsWith(u's'))
        what.chop(1);
    const QString count = QStringLiteral("%1 %2").arg(list.size()).arg(what);
    return names.isEmpty()
        ? count
        : shortened(count + QStringLiteral(": ") + names.join(QStringLiteral(", ")));
}

} // namespace

QString nameOf(const Element &element)
{
    switch (element.kind) {
    case Element::Kind::Show:
        return shortened(element.subject.expression);
    case Element::Kind::For:
        return element.item;
    case Element::Kind::Boundary:
        return element.name;
    default:
        return element.as;
    }
}

QString titleOf(const Element &element)
{
    switch (element.kind) {
    case Element::Kind::Construct:
    case Element::Kind::Component:
        return element.name;
    case Element::Kind::Show:
        return QStringLiteral("show");
    case Element::Kind::For:
        return QStringLiteral("for");
    case Element::Kind::Yield:
        return QStringLiteral("yield");
    case Element::Kind::Store:
        return QStringLiteral("store");
    case Element::Kind::Boundary:
        return QStringLiteral("boundary");
    }
    return {};
}

TreeRow::Kind rowKindOf(const Element &element)
{
    switch (element.kind) {
    case Element::Kind::Construct:
        return TreeRow::Kind::Construct;
    case Element::Kind::Show:
        return TreeRow::Kind::Show;
    case Element::Kind::For:
        return TreeRow::Kind::For;
    case Element::Kind::Component:
        return TreeRow::Kind::Component;
    case Element::Kind::Yield:
        return TreeRow::Kind::Yield;
    case Element::Kind::Store:
        return TreeRow::Kind::Store;
    case Element::Kind::Boundary:
        return TreeRow::Kind::Boundary;
    }
    return TreeRow::Kind::Construct;
}

QString oneLine(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return shortened(value.toString().left(4 * lineLength));
    case QJsonValue::Array: {
        const qsizetype size = value.toArray().size();
        if (size > 8)
            return QStringLiteral("[%1]").arg(size);
        return shortened(
            QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)));
    }
    case QJsonValue::Object:
        return shortened(
            QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)));
    case QJsonValue::Undefined:
        return {};
    default: {
        const QString text =
            QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
        return text.mid(1, text.size() - 2);
    }
    }
}

QString plainLine(const QString &markdown)
{
    static const QRegularExpression marks(QStringLiteral("\\*\\*|__|`+|^\\s*#+\\s+|^\\s*[-*]\\s+"),
                                          QRegularExpression::MultilineOption);
    return oneLine(QString(markdown).remove(marks));
}

QString summaryOf(const ConstructType *type, const std::optional<QJsonObject> &outputs)
{
    if (!outputs || !type)
        return {};
    const auto tellsNothing = [](const QJsonValue &value) {
        return value.isUndefined() || value.isNull() || value == QJsonValue(QString())
            || (value.isArray() && value.toArray().isEmpty());
    };
    const QJsonValue chosen = outputs->value(type->summaryOutput);
    if (!type->summaryOutput.isEmpty() && !tellsNothing(chosen))
        return summaryOf(type->summaryOutput, chosen);
    for (const OutputSpec &output : type->outputs) {
        const QJsonValue value = outputs->value(output.name);
        if (output.name != QLatin1StringView("id") && !tellsNothing(value))
            return summaryOf(output.name, value);
    }
    return {};
}

TreeRow rowOf(const Element &element)
{
    TreeRow row;
    row.kind = rowKindOf(element);
    row.elementKind = element.kind;
    row.title = titleOf(element);
    row.name = nameOf(element);
    row.pointer = element.pointer;
    row.note = element.note;
    row.disabled = element.disabled;
    if (element.key && element.key->isLiteral())
        row.key = oneLine(element.key->literal);
    if (element.kind == Element::Kind::Yield)
        row.summary = namesOf(element.props);
    return row;
}

TreeRow rowOf(const Component &component, const StackDocument &document)
{
    TreeRow row;
    row.kind = TreeRow::Kind::Definition;
    row.elementKind = Element::Kind::Component;
    row.title = component.name;
    row.name = QStringLiteral("component");
    row.pointer = component.pointer;
    row.state = NodeState::Deployed;
    row.summary = usedText(usesOf(document, component.name));
    return row;
}

TreeRow rowOf(const Instance &instance)
{
    TreeRow row;
    if (instance.element) {
        row = rowOf(*instance.element);
        if (row.disabled) {
            row.kind = TreeRow::Kind::Inactive;
            row.active = false;
            return row;
        }
        if (instance.kind == Instance::Kind::Item) {
            row.kind = TreeRow::Kind::Item;
            row.title = instance.element->item;
            row.name.clear();
            row.note.clear();
        }
    }
    row.key = instance.key;
    const Node *node = instance.node;
    if (!node) {
        row.state = flowState(instance);
        row.error = instance.error;
        row.waitsFor = instance.waitsFor.join(QStringLiteral(", "));
        row.summary = flowSummary(instance);
        if (instance.yieldShown)
            addYieldError(row, instance);
        return row;
    }
    row.nodeId = node->id().toString();
    row.state = node->state;
    row.error = node->error;
    row.waitsFor = node->waitsFor.join(QStringLiteral(", "));
    row.activity = node->activity;
    row.held = node->held;
    row.pinned = node->pinned;
    row.summary = node->error ? node->error->message : summaryOf(node->type(), node->outputs());
    row.changedAt = node->appliedAt;
    row.durationMs = node->appliedAt ? node->durationMs : -1;
    return row;
}

TreeRow rowOf(const NodeRecord &record, const ConstructType *type)
{
    TreeRow row;
    row.title = record.constructType;
    row.nodeId = record.id.toString();
    row.state = record.state;
    row.error = record.error;
    row.active = false;
    row.summary = record.error ? record.error->message : summaryOf(type, record.outputs);
    row.changedAt = record.appliedAt;
    row.durationMs = record.appliedAt ? record.durationMs : -1;
    return row;
}

} // namespace creact
