// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/problem.h"

#include <QAbstractTableModel>

namespace creact {

/// What is wrong with the document, worst first as the checks tell it.
class ProblemsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { MessageColumn, PlaceColumn, CodeColumn, ColumnCount };
    enum Role { TextRole = Qt::UserRole, SeverityRole };

    explicit ProblemsModel(QObject *parent = nullptr);
    void setProblems(const QList<Problem> &problems);
    const QList<Problem> &problems() const { return m_problems; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<Problem> m_problems;
};

} // namespace creact
