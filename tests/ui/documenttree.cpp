// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/documenttree.h"

#include "core/engine/rowtext.h"
#include "tests/ui/fakeengine.h"
#include "ui/controllers/stackcontroller.h"

#include <QSet>

namespace creact {

using namespace Qt::StringLiterals;
using Change = TreeDelta::Change;

namespace {

TreeRow rowOfElement(const Element &element)
{
    using Kind = TreeRow::Kind;
    TreeRow row;
    row.title = element.name;
    row.name = element.as;
    row.elementKind = element.kind;
    switch (element.kind) {
    case Element::Kind::Construct:
        row.kind = Kind::Construct;
        break;
    case Element::Kind::Component:
        row.kind = Kind::Component;
        break;
    case Element::Kind::Show:
        row.kind = Kind::Show;
        row.title = u"show"_s;
        row.name = element.subject.expression;
        break;
    case Element::Kind::For:
        row.kind = Kind::For;
        row.title = u"for"_s;
        row.name = element.item;
        break;
    case Element::Kind::Yield:
        row.kind = Kind::Yield;
        row.title = u"yield"_s;
        break;
    case Element::Kind::Store:
        row.kind = Kind::Store;
        row.title = u"store"_s;
        break;
    case Element::Kind::Boundary:
        row.kind = Kind::Boundary;
        row.title = u"boundary"_s;
        row.name = element.name;
        break;
    }
    return row;
}

} // namespace

/// The rows of a document in the order of the tree. A row is the same again when what it is and is
/// called, and where that stands, is the same.
struct DocumentTree::Reader {
    QHash<QString, TreeRow::Uid> &uids;
    const std::function<void(TreeRow &)> &decorate;
    QList<TreeRow> rows = {};
    QHash<QString, int> seen = {};
    QHash<TreeRow::Uid, QString> paths = {};

    TreeRow::Uid add(TreeRow row)
    {
        QString path = u"%1/%2 %3 %4"_s.arg(paths.value(row.parent))
                           .arg(int(row.kind))
                           .arg(row.title, row.name);
        path += u" #%1"_s.arg(seen[path]++);
        TreeRow::Uid &uid = uids[path];
        if (uid == 0)
            uid = TreeRow::Uid(uids.size());
        row.uid = uid;
        paths.insert(uid, path);
        if (decorate)
            decorate(row);
        rows.append(row);
        return uid;
    }

    void addElements(const ElementList &list, TreeRow::Uid parent, const QString &nodeId, bool live)
    {
        for (const Element &element : list) {
            TreeRow row = rowOfElement(element);
            row.parent = parent;
            if (!live)
                row.kind = TreeRow::Kind::Inactive;
            row.pointer = element.pointer;
            row.note = element.note;
            row.disabled = element.disabled;
            row.active = live && !element.disabled;
            row.state = live ? NodeState::Deployed : NodeState::Pending;
            QString id = nodeId;
            if (live && element.kind == Element::Kind::Construct) {
                const QString own = element.as.isEmpty() ? element.name : element.as;
                id = nodeId.isEmpty() ? own : nodeId + u'.' + own;
                row.nodeId = id;
            }
            const TreeRow::Uid uid = add(row);
            for (const ElementList *below :
                 {&element.children, &element.otherwise, &element.then, &element.fallback})
                addElements(*below, uid, id, live && below == &element.children);
        }
    }

    void addDocument(const StackDocument &document)
    {
        addElements(document.children, 0, {}, true);
        for (const Component &component : document.components) {
            TreeRow row;
            row.kind = TreeRow::Kind::Definition;
            row.title = component.name;
            row.name = u"component"_s;
            row.pointer = component.pointer;
            row.active = false;
            addElements(component.children, add(row), {}, false);
        }
    }
};

DocumentTree::DocumentTree(Engine &engine)
    : m_engine(engine)
{
    EngineScript::of(engine).onEdit = [this](const QByteArray &text, quint64 revision) {
        QMetaObject::invokeMethod(
            &m_engine, [this, text, revision] { show(text, revision); }, Qt::QueuedConnection);
    };
}

void DocumentTree::open(StackController &controller, const QByteArray &text, const StackInfo &info)
{
    EngineScript::of(m_engine).onOpen = [this, text, info](const OpenRequest &request) {
        m_rows.clear();
        Q_EMIT m_engine.documentRead(readStackDocument(text, request.documentPath));
        Q_EMIT m_engine.infoChanged(info);
        show(text, 0);
    };
    controller.open(info.documentPath);
}

void DocumentTree::show(const QByteArray &text, quint64 revision)
{
    const LoadedDocument loaded = readStackDocument(text, {});
    if (!loaded.document)
        return;
    Reader reader{m_uids, decorate};
    reader.addDocument(*loaded.document);
    TreeDelta delta = changesTo(reader.rows);
    delta.revision = revision;
    m_rows = reader.rows;
    Q_EMIT m_engine.treeChanged(delta);
}

TreeRow::Uid DocumentTree::uidAt(const QString &pointer) const
{
    for (const TreeRow &row : m_rows) {
        if (row.pointer == pointer)
            return row.uid;
    }
    return 0;
}

/// Rows that no longer stand after the sibling that they stood after.
QSet<TreeRow::Uid> DocumentTree::moved(const QList<TreeRow> &rows) const
{
    QHash<TreeRow::Uid, qsizetype> before;
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        before.insert(m_rows.at(i).uid, i);
    QHash<TreeRow::Uid, qsizetype> last;
    QSet<TreeRow::Uid> found;
    for (const TreeRow &row : rows) {
        const qsizetype place = before.value(row.uid, -1);
        if (found.contains(row.parent) || (place >= 0 && place < last.value(row.parent, -1)))
            found.insert(row.uid);
        else if (place >= 0)
            last[row.parent] = place;
    }
    return found;
}

TreeDelta DocumentTree::changesTo(const QList<TreeRow> &rows) const
{
    TreeDelta delta;
    delta.reset = m_rows.isEmpty();
    QHash<TreeRow::Uid, const TreeRow *> now;
    for (const TreeRow &row : rows)
        now.insert(row.uid, &row);
    const QSet<TreeRow::Uid> away = moved(rows);
    QHash<TreeRow::Uid, const TreeRow *> kept;
    for (const TreeRow &row : m_rows) {
        if (now.contains(row.uid) && !away.contains(row.uid))
            kept.insert(row.uid, &row);
        else
            delta.changes.append({Change::Kind::Remove, row, 0});
    }
    QHash<TreeRow::Uid, int> places;
    for (const TreeRow &row : rows) {
        const int place = places[row.parent]++;
        if (!kept.contains(row.uid))
            delta.changes.append({Change::Kind::Insert, row, place});
        else if (!(*kept.value(row.uid) == row))
            delta.changes.append({Change::Kind::Update, row, 0});
    }
    return delta;
}

} // namespace creact
