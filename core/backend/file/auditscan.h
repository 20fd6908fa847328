// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace creact {

/// Where the entries of an audit log's text lie. Reads no entry, so that a log of 100,000 is
/// scanned at the speed of memory.
struct AuditScan {
    struct Range {
        qsizetype start = 0;
        qsizetype end = 0;
    };

    /// False: the text is no log at all (it does not begin like a JSON array).
    bool isLog = true;
    /// A closed array of objects, commas in their places: what stands there is valid as it is.
    bool clean = true;
    QList<Range> entries;
    /// Bytes that belong to no entry: of an append that was cut short, or of damage.
    qsizetype lost = 0;

    /// Takes up again after damage at the next line that begins an entry, so that nothing that can
    /// be read is dropped. Empty text, or nothing but zero bytes (a crash before the first write
    /// reached the disk), is an empty log.
    static AuditScan of(const QByteArray &text);
    /// The rest of a log's text, from just behind an entry on.
    static AuditScan behindAnEntry(const QByteArray &text);
};

} // namespace creact
