// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/problemsmodel.h"

#include "ui/theme/icons.h"

namespace creact {

using namespace Qt::StringLiterals;

ProblemsModel::ProblemsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ProblemsModel::setProblems(const QList<Problem> &problems)
{
    if (problems == m_problems)
        return;
    beginResetModel();
    m_problems = problems;
    endResetModel();
}

int ProblemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_problems.size());
}

int ProblemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Problem &problem = m_problems.at(index.row());
    const bool error = problem.severity == Problem::Severity::Error;
    switch (role) {
    case TextRole:
        return toText(problem);
    case SeverityRole:
        return int(problem.severity);
    case Qt::ToolTipRole:
        return u"<p>%1</p>"_s.arg(toText(problem).toHtmlEscaped());
    case Qt::DecorationRole:
        if (index.column() == MessageColumn)
            return error ? themedIcon(u"error"_s, Tint::Danger)
                         : themedIcon(u"warning"_s, Tint::Warning);
        return {};
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case MessageColumn:
        return problem.hint.isEmpty()
            ? problem.message
            : tr("%1 %2", "problem, hint").arg(problem.message, problem.hint);
    case PlaceColumn:
        return problem.line > 0 ? u"%1:%2"_s.arg(problem.line).arg(problem.column)
                                : problem.pointer;
    case CodeColumn:
        return problem.code;
    default:
        return {};
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case MessageColumn:
        return tr("Problem");
    case PlaceColumn:
        return tr("Line");
    case CodeColumn:
        return tr("Code");
    default:
        return {};
    }
}

} // namespace creact
