// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/faulttable.h"

#include <QFile>
#include <QRegularExpression>
#include <QStringList>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QStringList cellsOf(const QString &line)
{
    // A bar within a cell is written \|.
    static const QRegularExpression bar(u"(?<!\\\\)\\|"_s);
    QStringList cells = line.trimmed().split(bar);
    cells.removeFirst();
    cells.removeLast();
    for (QString &cell : cells)
        cell = cell.trimmed().remove(u'`');
    return cells;
}

} // namespace

QList<FaultRow> faultTable(int nth)
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/../../core/provider/README.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll()).section(u"\n## Every fault\n"_s, 1);
    const QStringList lines = text.section(u"\n## "_s, 0, 0).split(u'\n');
    QList<QList<QStringList>> tables;
    bool inside = false;
    for (const QString &line : lines) {
        const bool row = line.startsWith(u'|');
        if (row && !inside)
            tables.append(QList<QStringList>());
        if (row)
            tables.last().append(cellsOf(line));
        inside = row;
    }
    QList<FaultRow> rows;
    const QList<QStringList> table = tables.value(nth);
    for (qsizetype i = 2; i < table.size(); ++i) {
        FaultRow row{table.at(i).value(0), {}};
        for (qsizetype column = 1; column < table.at(i).size(); ++column)
            row.cells.insert(table.first().value(column), table.at(i).at(column));
        row.cells.insert(u"columns"_s,
                         table.at(i).size() == table.first().size() ? u"all"_s : QString());
        rows.append(row);
    }
    return rows;
}

QStringList faultTableGaps(const QList<FaultRow> &table, const QStringList &provoked,
                           const QStringList &elsewhere)
{
    QStringList gaps;
    QStringList rows;
    for (const FaultRow &row : table) {
        rows.append(row.fault);
        if (!provoked.contains(row.fault) && !elsewhere.contains(row.fault))
            gaps.append(u"no test provokes: "_s + row.fault);
        if (row["columns"].isEmpty())
            gaps.append(u"not as many cells as columns: "_s + row.fault);
    }
    for (const QString &fault : provoked + elsewhere) {
        if (!rows.contains(fault))
            gaps.append(u"no row: "_s + fault);
    }
    return gaps;
}

} // namespace creact
