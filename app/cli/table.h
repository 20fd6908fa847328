// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace creact::cli {

class Console;

/// Lines of columns, each as wide as its widest cell; the last one is cut where the terminal ends.
class Table {
public:
    explicit Table(const QStringList &header)
        : m_header(header)
    {
    }
    void addRow(const QStringList &cells) { m_rows.append(cells); }
    void print(Console &console) const;

private:
    QStringList m_header;
    QList<QStringList> m_rows;
};

} // namespace creact::cli
