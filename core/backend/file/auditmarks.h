// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace creact {

/// Where the entries of an audit log begin, in little memory: of every eighth one it is known, the
/// others are found by a scan from there. Entries are numbered from 0.
class AuditMarks {
public:
    struct Mark {
        qsizetype number = 0;
        qsizetype start = 0;
    };

    qsizetype count() const { return m_count; }
    bool isEmpty() const { return m_count == 0; }
    /// The next entry begins there.
    void add(qsizetype start);
    /// The last mark that is not behind this entry, which there must be.
    Mark before(qsizetype number) const;
    /// The first mark that is not before this entry; `tail`, where the last entry ends, when there
    /// is none.
    qsizetype startBehind(qsizetype number, qsizetype tail) const;
    /// The first `count` entries go; the first that stays began at `start`, and begins at `to` now.
    void dropFirst(qsizetype count, qsizetype start, qsizetype to);

private:
    QList<Mark> m_marks;
    qsizetype m_count = 0;
};

} // namespace creact
