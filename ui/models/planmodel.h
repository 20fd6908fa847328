// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/deployment.h"

#include <QAbstractItemModel>

namespace creact {

/// A plan, item by item in the order in which they happen, each with its fields below it; what of
/// it is chosen; and, once it is applied, how far each item is.
///
/// Taking an item out takes out what needs it, and choosing one chooses what it needs.
class PlanModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { ItemColumn, ChangeColumn, StateColumn, ColumnCount };
    enum Role {
        /// const Plan::Item *, of an item.
        ItemRole = Qt::UserRole,
        /// const DeploymentRecord::Step *, or null: not begun.
        StepRole,
        /// Of a field: QJsonValue, undefined when there is none.
        OldRole,
        NewRole,
        /// Of a field: the prop is taken out.
        RemovedRole,
        /// "+", "~", "−", "▸"
        SignRole,
        FieldRole,
        NodeIdRole,
    };

    using QAbstractItemModel::QAbstractItemModel;

    /// What changes; with \a left taken out.
    void setPlan(const Plan &plan, const QSet<QString> &left = {});
    void clear() { setPlan({}); }
    const Plan &plan() const { return m_plan; }
    /// Full ids of what is not to be applied.
    const QSet<QString> &left() const { return m_left; }
    int count() const { return int(m_rows.size()); }
    /// How many items change something, and how many of them are chosen.
    int changeCount() const;
    int chosenCount() const;
    void chooseAll();
    void chooseOnly(const QString &nodeId);
    void setChosen(const QString &nodeId, bool chosen);

    /// From here on states are shown in place of choices.
    void beginSteps();
    /// It has ended: what has no step was not done.
    void endSteps();
    /// New ones and changes of known ones. What the plan did not know of is added at the end.
    void setSteps(const QList<DeploymentRecord::Step> &steps);
    bool hasSteps() const { return m_stepping; }
    int doneCount() const;
    int failedCount() const;
    /// The item that has begun last and not ended; null: none.
    const Plan::Item *atWork() const;
    QModelIndex indexOf(const QString &nodeId) const;
    QModelIndex firstFailed() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void chosenChanged();

private:
    struct Row {
        Plan::Item item;
        QStringList fields;
        std::optional<DeploymentRecord::Step> step;
    };

    void choose(const QSet<QString> &left);
    QVariant itemData(const Row &row, int column, int role) const;
    QVariant fieldData(const Row &row, const QString &field, int column, int role) const;
    QString changeText(const Row &row) const;
    QString stateText(const Row &row) const;

    Plan m_plan;
    std::vector<Row> m_rows;
    QHash<QString, int> m_byId;
    QSet<QString> m_left;
    bool m_stepping = false;
    bool m_ended = false;
};

} // namespace creact
