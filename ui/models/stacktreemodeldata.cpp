// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the model tells views: the rows' places, texts and tool tips.
#include "ui/models/stacktreenode.h"
#include "ui/models/words.h"

namespace creact {

using namespace Qt::StringLiterals;

QModelIndex StackTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column < 0 || column >= ColumnCount || row < 0 || parent.column() > 0)
        return {};
    const Node *above = parent.isValid() ? nodeOf(parent) : m_root.get();
    if (row >= int(above->children.size()))
        return {};
    const Node *node = above->children[size_t(row)].get();
    node->place = row;
    return createIndex(row, column, node);
}

QModelIndex StackTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexFor(nodeOf(child)->parent) : QModelIndex();
}

int StackTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return int((parent.isValid() ? nodeOf(parent) : m_root.get())->children.size());
}

int StackTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

// Whether an element can be renamed or dragged is the document's to say; rows without one cannot.
Qt::ItemFlags StackTreeModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (index.isValid() && !nodeOf(index)->data.pointer.isEmpty()) {
        flags |= Qt::ItemIsDragEnabled;
        if (index.column() == ElementColumn)
            flags |= Qt::ItemIsEditable;
    }
    return flags;
}

QVariant StackTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const TreeRow &row = nodeOf(index)->data;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::ToolTipRole:
        return toolTipOf(row);
    case Qt::AccessibleTextRole:
        return index.column() == ElementColumn ? accessibleTextOf(row)
                                               : textOf(row, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == TimeColumn ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                            : QVariant();
    case RowRole:
        return QVariant::fromValue(static_cast<const void *>(&row));
    case UidRole:
        return QVariant::fromValue(row.uid);
    default:
        return {};
    }
}

QString StackTreeModel::textOf(const TreeRow &row, int column) const
{
    switch (column) {
    case ElementColumn:
        return row.name.isEmpty() ? row.title
                                  : tr("%1 %2", "element, name").arg(row.title, row.name);
    case StateColumn:
        return Words::rowState(row);
    case OutputColumn:
        if (row.error)
            return row.error->message;
        if (!row.activity.isEmpty())
            return row.activity;
        if (row.state == NodeState::Waiting && !row.waitsFor.isEmpty())
            return tr("waits for %1").arg(row.waitsFor);
        return row.summary;
    case TimeColumn:
        return Words::duration(row.durationMs);
    default:
        return {};
    }
}

QString StackTreeModel::accessibleTextOf(const TreeRow &row) const
{
    QStringList parts{
        tr("%1 %2, %3", "element, name, state").arg(row.title, row.name, Words::rowState(row))};
    parts += Words::rowMarks(row);
    if (!row.note.isEmpty())
        parts.append(tr("Note: %1").arg(row.note));
    return parts.join(u", "_s);
}

QString StackTreeModel::toolTipOf(const TreeRow &row) const
{
    QStringList lines{row.nodeId.isEmpty() ? textOf(row, ElementColumn) : row.nodeId};
    const QString output = textOf(row, OutputColumn);
    if (!output.isEmpty())
        lines.append(output);
    if (row.error && !row.error->hint.isEmpty())
        lines.append(row.error->hint);
    lines += Words::rowMarks(row);
    if (!row.note.isEmpty())
        lines.append(row.note);
    // Escaped, so that hostile outputs stay text.
    return u"<p style='white-space:pre-wrap'>%1</p>"_s.arg(
        lines.join(u'\n').left(800).toHtmlEscaped());
}

QVariant StackTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == TimeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ElementColumn:
        return tr("Element");
    case StateColumn:
        return tr("State");
    case OutputColumn:
        return tr("Output");
    case TimeColumn:
        return tr("Time");
    default:
        return {};
    }
}

} // namespace creact
