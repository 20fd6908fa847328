// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace creact {

/// Props, outputs and store of one row as a tree of JSON values. Updated in place: what a person
/// unfolded stays so while values change.
class ValueModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, ColumnCount };
    enum Role {
        ValueRole = Qt::UserRole, ///< QJsonValue
        ExpressionRole, ///< text of the binding; empty: a literal
        GroupRole, ///< a heading: Properties, Outputs, Store
        PathRole, ///< "outputs.toolCalls.0.id"
    };
    /// Longer lists end with a row that says how many more there are.
    static constexpr int ChildLimit = 1000;

    explicit ValueModel(QObject *parent = nullptr);
    ~ValueModel() override;
    void setDetail(const RowDetail &detail);
    void clear();
    /// The values of the store can be changed: storeEdited() tells how. They are shown changed once
    /// the next detail says so.
    void setStoreEditable(bool editable) { m_storeEditable = editable; }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    /// What reads as JSON is JSON, everything else is text.
    void storeEdited(const QString &key, const QJsonValue &value);

private:
    struct Node;
    struct Wanted;
    static Wanted wantedFrom(const RowDetail &detail);
    void sync(Node *node, const Wanted &wanted, const QModelIndex &at);
    static std::unique_ptr<Node> made(const Wanted &wanted, Node *parent, int row);
    QModelIndex indexFor(const Node *node, int column = 0) const;

    std::unique_ptr<Node> m_root;
    bool m_storeEditable = false;
};

} // namespace creact
