// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace creact {

/// One row of the tables of faults in core/provider/README.md: its first cell, and the others by
/// the names of their columns, without the marks of code.
struct FaultRow {
    QString fault;
    QHash<QString, QString> cells;

    QString operator[](const char *column) const { return cells.value(QString::fromUtf8(column)); }
};

/// The nth table below "## Every fault".
QList<FaultRow> faultTable(int nth);
/// What is wrong between a table and the faults that a test provokes: rows without one, and the
/// other way round, and cells that are missing. `elsewhere`: rows that another test has.
QStringList faultTableGaps(const QList<FaultRow> &table, const QStringList &provoked,
                           const QStringList &elsewhere);

} // namespace creact
