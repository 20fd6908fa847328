// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/documentoutline.h"

#include "core/engine/values.h"
#include "core/stack/walk.h"
#include "ui/models/words.h"
#include "ui/theme/icons.h"

#include <QCoreApplication>
#include <QStandardItemModel>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QString outlineText(const char *source)
{
    return QCoreApplication::translate("DocumentOutline", source);
}

TreeRow::Kind rowKind(Element::Kind kind)
{
    switch (kind) {
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

QString outlineTitle(const Element &element)
{
    switch (element.kind) {
    case Element::Kind::Construct:
    case Element::Kind::Component:
        return element.as.isEmpty() ? element.name : element.name + u' ' + element.as;
    case Element::Kind::Show:
        return u"show "_s + element.subject.expression;
    case Element::Kind::For:
        return u"for "_s + element.item;
    case Element::Kind::Yield:
        return u"yield"_s;
    case Element::Kind::Store:
        return u"store "_s + element.as;
    case Element::Kind::Boundary:
        return u"boundary "_s + element.name;
    }
    return {};
}

QStandardItem *outlineItem(const QString &title, const TreeRow &row, const QString &note)
{
    auto *item = new QStandardItem(themedIcon(iconOf(row)), title);
    item->setToolTip(note);
    item->setEditable(false);
    return item;
}

void addOutline(QStandardItem *parent, const ElementList &list)
{
    for (const Element &element : list) {
        TreeRow row;
        row.kind = rowKind(element.kind);
        row.title = element.name;
        QStandardItem *item = outlineItem(outlineTitle(element), row, element.note);
        parent->appendRow(item);
        for (const ElementList *below :
             {&element.children, &element.otherwise, &element.then, &element.fallback})
            addOutline(item, *below);
    }
}

const Binding *propOf(const Element &element, const QString &name)
{
    for (const NamedBinding &prop : element.props) {
        if (prop.name == name)
            return &prop.value;
    }
    return nullptr;
}

} // namespace

void fillOutline(QStandardItemModel &model, const StackDocument &document)
{
    model.clear();
    addOutline(model.invisibleRootItem(), document.children);
    for (const Component &component : document.components) {
        TreeRow row;
        row.kind = TreeRow::Kind::Definition;
        QStandardItem *item = outlineItem(
            outlineText(QT_TRANSLATE_NOOP("DocumentOutline", "%1 (component)")).arg(component.name),
            row, {});
        model.appendRow(item);
        addOutline(item, component.children);
    }
}

QStringList documentNeeds(const StackDocument &document)
{
    QStringList needs;
    bool model = false;
    bool wikipedia = false;
    forEachElement(document, [&](const Element &element, const Component *) {
        if (element.kind != Element::Kind::Construct)
            return;
        if (element.name == "HttpServer"_L1) {
            const Binding *port = propOf(element, u"port"_s);
            if (port && port->isLiteral())
                needs.append(outlineText(QT_TRANSLATE_NOOP("DocumentOutline",
                                                           "Listens at port %1 of this machine."))
                                 .arg(port->literal.toInt()));
        }
        model = model || element.name == "Completion"_L1;
        wikipedia = wikipedia || element.name == "Tool"_L1;
    });
    if (model)
        needs.append(outlineText(QT_TRANSLATE_NOOP(
            "DocumentOutline",
            "Asks a model: the built-in demo model, or the endpoint that you choose.")));
    if (wikipedia)
        needs.append(outlineText(
            QT_TRANSLATE_NOOP("DocumentOutline", "Its tool looks things up at Wikipedia.")));
    if (!model)
        needs.append(
            outlineText(QT_TRANSLATE_NOOP("DocumentOutline", "Needs no model and no network.")));
    return needs;
}

} // namespace creact
