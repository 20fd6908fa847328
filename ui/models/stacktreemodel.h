// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>
#include <vector>

namespace creact {

/// The stack tree as the engine's deltas tell it. Rows are found by uid in constant time;
/// neighbouring changes of one delta become one signal, and a live tree is never reset but by the
/// engine's word.
class StackTreeModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { ElementColumn, StateColumn, OutputColumn, TimeColumn, ColumnCount };
    enum Role {
        /// const TreeRow *, valid until the next delta.
        RowRole = Qt::UserRole,
        UidRole,
    };

    explicit StackTreeModel(QObject *parent = nullptr);
    ~StackTreeModel() override;

    void apply(const TreeDelta &delta);
    void clear();

    qsizetype size() const { return m_nodes.size(); }
    const TreeRow *row(TreeRow::Uid uid) const;
    QModelIndex indexOf(TreeRow::Uid uid, int column = ElementColumn) const;
    TreeRow::Uid uidOfNode(const QString &nodeId) const;
    /// The first live row of the element at a JSON pointer, or 0.
    TreeRow::Uid uidOfPointer(const QString &pointer) const;
    /// All rows of the element at a JSON pointer, in the order of the tree.
    QList<TreeRow::Uid> uidsOfPointer(const QString &pointer) const;
    /// The row of a finished turn, or 0.
    TreeRow::Uid uidOfTurn(const QString &turnId) const;
    /// The next failed row after `uid` in the order of the tree, going round; 0 when there is none.
    TreeRow::Uid nextFailed(TreeRow::Uid uid) const;

    static const TreeRow *rowOf(const QModelIndex &index);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Rows whose state or output changed, for whoever shows a flash.
    void rowsTouched(const QList<creact::TreeRow::Uid> &uids);

private:
    struct Node;
    using Changes = QList<TreeDelta::Change>;

    qsizetype insertRun(const Changes &changes, qsizetype from);
    qsizetype removeRun(const Changes &changes, qsizetype from);
    qsizetype updateRun(const Changes &changes, qsizetype from);
    void build(const Changes &changes);
    Node *attach(Node *parent, int at, const TreeRow &row);
    void splice(Node *parent, int at, std::vector<std::unique_ptr<Node>> nodes);
    void removeRange(Node *parent, int first, int last);
    void forget(const Node *node);
    void emitChanged(Node *parent, QList<int> rows);

    Node *find(TreeRow::Uid uid) const { return m_nodes.value(uid); }
    Node *parentFor(TreeRow::Uid uid) const;
    static Node *nodeOf(const QModelIndex &index);
    static int rowIn(const Node *node);
    QModelIndex indexFor(const Node *node, int column = 0) const;
    static const Node *following(const Node *node);
    QString textOf(const TreeRow &row, int column) const;
    QString toolTipOf(const TreeRow &row) const;
    QString accessibleTextOf(const TreeRow &row) const;

    std::unique_ptr<Node> m_root;
    QHash<TreeRow::Uid, Node *> m_nodes;
    QHash<QString, TreeRow::Uid> m_byNodeId;
};

} // namespace creact
