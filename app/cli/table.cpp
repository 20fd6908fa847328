// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/table.h"

#include "app/cli/console.h"

#include <algorithm>

namespace creact::cli {

void Table::print(Console &console) const
{
    const qsizetype last = m_header.size() - 1;
    QList<qsizetype> widths;
    qsizetype before = 0;
    for (qsizetype column = 0; column < last; ++column) {
        qsizetype width = m_header.at(column).size();
        for (const QStringList &row : m_rows)
            width = std::max(width, row.value(column).size());
        widths.append(width + 2);
        before += width + 2;
    }
    const int rest =
        console.width() > 0 ? std::max(10, console.width() - static_cast<int>(before)) : 0;

    const auto line = [&](const QStringList &cells) {
        QString text;
        for (qsizetype column = 0; column < last; ++column)
            text += Console::oneLine(cells.value(column)).leftJustified(widths.at(column));
        text += Console::oneLine(cells.value(last), rest);
        while (text.endsWith(u' '))
            text.chop(1);
        return text;
    };
    console.print(console.styled(line(m_header), Console::Style::Bold));
    for (const QStringList &row : m_rows)
        console.print(line(row));
}

} // namespace creact::cli
