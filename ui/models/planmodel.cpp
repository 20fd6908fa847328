// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/planmodel.h"

#include "ui/models/planwords.h"
#include "ui/models/words.h"

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// Internal id of an item; a field has its item's row + 1.
constexpr quintptr itemId = 0;

bool ended(const std::optional<DeploymentRecord::Step> &step)
{
    return step && step->endedAt > 0;
}

} // namespace

void PlanModel::setPlan(const Plan &plan, const QSet<QString> &left)
{
    beginResetModel();
    m_plan = plan;
    m_rows.clear();
    m_byId.clear();
    m_stepping = false;
    for (const Plan::Item &item : plan.items) {
        if (item.changes() || item.failedBefore)
            m_rows.push_back({item, item.fields.keys(), {}});
    }
    // In the order in which they happen; what has failed and stays so at the end.
    const auto place = [](const Row &row) { return std::pair(!row.item.changes(), row.item.step); };
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [&](const Row &a, const Row &b) { return place(a) < place(b); });
    for (int row = 0; row < count(); ++row)
        m_byId.insert(m_rows[row].item.nodeId, row);
    m_left = m_plan.withDependents(left);
    endResetModel();
    Q_EMIT chosenChanged();
}

// --- what is chosen

int PlanModel::changeCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(),
                             [](const Row &row) { return row.item.changes(); }));
}

int PlanModel::chosenCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [this](const Row &row) {
        return row.item.changes() && !m_left.contains(row.item.nodeId);
    }));
}

void PlanModel::choose(const QSet<QString> &left)
{
    if (m_stepping || left == m_left)
        return;
    m_left = left;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, ItemColumn), index(count() - 1, StateColumn));
    Q_EMIT chosenChanged();
}

void PlanModel::chooseAll()
{
    choose({});
}

void PlanModel::chooseOnly(const QString &nodeId)
{
    choose(m_plan.allBut({nodeId}));
}

void PlanModel::setChosen(const QString &nodeId, bool chosen)
{
    if (chosen)
        choose(m_left - m_plan.withNeeds({nodeId}));
    else
        choose(m_plan.withDependents(m_left + QSet<QString>{nodeId}));
}

// --- how far it is

void PlanModel::beginSteps()
{
    m_stepping = true;
    m_ended = false;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, ItemColumn), index(count() - 1, StateColumn));
}

void PlanModel::endSteps()
{
    m_ended = true;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, ItemColumn), index(count() - 1, StateColumn));
}

void PlanModel::setSteps(const QList<DeploymentRecord::Step> &steps)
{
    for (const DeploymentRecord::Step &step : steps) {
        int row = m_byId.value(step.nodeId, -1);
        if (row < 0) {
            row = count();
            Plan::Item item;
            item.action = step.action;
            item.nodeId = step.nodeId;
            beginInsertRows({}, row, row);
            m_rows.push_back({item, {}, step});
            m_byId.insert(step.nodeId, row);
            endInsertRows();
            continue;
        }
        m_rows[row].step = step;
        Q_EMIT dataChanged(index(row, ItemColumn), index(row, StateColumn));
    }
}

int PlanModel::doneCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(),
                             [](const Row &row) { return ended(row.step); }));
}

int PlanModel::failedCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) {
        return row.step && row.step->state == NodeState::Failed;
    }));
}

const Plan::Item *PlanModel::atWork() const
{
    const Row *latest = nullptr;
    for (const Row &row : m_rows) {
        if (row.step && !ended(row.step)
            && (!latest || row.step->startedAt > latest->step->startedAt))
            latest = &row;
    }
    return latest ? &latest->item : nullptr;
}

QModelIndex PlanModel::indexOf(const QString &nodeId) const
{
    const int row = m_byId.value(nodeId, -1);
    return row < 0 ? QModelIndex() : index(row, ItemColumn);
}

QModelIndex PlanModel::firstFailed() const
{
    for (int row = 0; row < count(); ++row) {
        if (m_rows[row].step && m_rows[row].step->state == NodeState::Failed)
            return index(row, ItemColumn);
    }
    return {};
}

// --- the model

QModelIndex PlanModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : itemId);
}

QModelIndex PlanModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == itemId)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, itemId);
}

int PlanModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return count();
    if (parent.internalId() != itemId || parent.column() != 0)
        return 0;
    return int(m_rows[parent.row()].fields.size());
}

int PlanModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

Qt::ItemFlags PlanModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (index.isValid() && index.internalId() == itemId && index.column() == ItemColumn
        && !m_stepping && m_rows[index.row()].item.changes())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == itemId)
        return itemData(m_rows[index.row()], index.column(), role);
    const Row &row = m_rows[index.internalId() - 1];
    return fieldData(row, row.fields.value(index.row()), index.column(), role);
}

QVariant PlanModel::itemData(const Row &row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return column == ItemColumn
            ? QVariant(row.item.constructType.isEmpty() ? Words::shortId(row.item.nodeId)
                                                        : row.item.constructType)
            : column == ChangeColumn ? QVariant(changeText(row))
                                     : QVariant(stateText(row));
    case Qt::CheckStateRole:
        if (column != ItemColumn || m_stepping || !row.item.changes())
            return {};
        return m_left.contains(row.item.nodeId) ? Qt::Unchecked : Qt::Checked;
    case Qt::ToolTipRole:
        return column == ItemColumn ? row.item.nodeId : changeText(row);
    case Qt::AccessibleTextRole:
        if (column != ItemColumn)
            return {};
        return u"%1 %2 %3, %4"_s.arg(PlanWords::action(row.item.action), row.item.constructType,
                                     Words::shortId(row.item.nodeId), changeText(row));
    case ItemRole:
        return QVariant::fromValue(static_cast<const void *>(&row.item));
    case StepRole:
        return QVariant::fromValue(static_cast<const void *>(row.step ? &*row.step : nullptr));
    case SignRole:
        return PlanWords::sign(row.item.action);
    case NodeIdRole:
        return row.item.nodeId;
    case Qt::TextAlignmentRole:
        return int((column == StateColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant PlanModel::fieldData(const Row &row, const QString &field, int column, int role) const
{
    const QJsonObject change = row.item.fields.value(field).toObject();
    switch (role) {
    case Qt::DisplayRole:
        if (column == ItemColumn)
            return field;
        return column == ChangeColumn ? QVariant(PlanWords::field(change, 400)) : QVariant();
    case Qt::ToolTipRole:
        return column == ChangeColumn ? QVariant(PlanWords::field(change, 2000)) : QVariant();
    case FieldRole:
        return field;
    case OldRole:
        return QVariant::fromValue(change.value("old"_L1));
    case NewRole:
        return QVariant::fromValue(change.value("new"_L1));
    case RemovedRole:
        return change.value("removed"_L1).toBool();
    case NodeIdRole:
        return row.item.nodeId;
    default:
        return {};
    }
}

bool PlanModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable))
        return false;
    setChosen(m_rows[index.row()].item.nodeId, value.toInt() == Qt::Checked);
    return true;
}

QString PlanModel::changeText(const Row &row) const
{
    if (row.step && row.step->error)
        return row.step->error->message;
    return PlanWords::change(row.item);
}

QString PlanModel::stateText(const Row &row) const
{
    if (!m_stepping || !row.item.changes())
        return {};
    if (m_left.contains(row.item.nodeId))
        return tr("Left out");
    if (!row.step)
        return m_ended ? tr("Not done") : tr("Waits");
    if (!ended(row.step))
        return row.item.action == "delete"_L1 ? tr("Destroying") : tr("At work");
    if (row.step->state == NodeState::Failed)
        return tr("Failed");
    return Words::duration(row.step->endedAt - row.step->startedAt);
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == StateColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ItemColumn:
        return tr("Node");
    case ChangeColumn:
        return tr("What changes");
    case StateColumn:
        return m_stepping ? tr("State") : QString();
    default:
        return {};
    }
}

} // namespace creact
