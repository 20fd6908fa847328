// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace creact {

/// Where the entries of an audit log's text lie. Reads no entry, so that a log of 100,000 is
/// scanned at the speed of memory.
struct AuditScan {
    struct Range {
        qsizetype start = 0;
        qsizetype end = 0;

        bool operator==(const Range &) const = default;
    };

    /// False: the text is no log at all (it does not begin like a JSON array).
    bool isLog = true;
    /// A closed array of objects, commas in their places: what stands there is valid as it is.
    bool clean = true;
    QList<Range> entries;
    /// Just behind the last entry, or behind the opening bracket.
    qsizetype tail = 0;
    /// Bytes that belong to no entry: of an append that was cut short, or of damage.
    qsizetype lost = 0;

    /// Takes up again after damage at the next line that begins an entry, so that nothing that can
    /// be read is dropped. Empty text, or nothing but zero bytes (a crash before the first write
    /// reached the disk), is an empty log.
    static AuditScan of(const QByteArray &text);
};

/// Scans a log piece by piece: what comes out is what AuditScan::of finds in all of it.
class AuditScanner {
public:
    /// From the beginning of a log.
    AuditScanner() = default;
    /// From just behind an entry on, which ends at `tail`.
    static AuditScanner behindAnEntry(qsizetype tail);
    /// From where an entry begins.
    static AuditScanner atAnEntry(qsizetype start);

    /// Where the next piece begins.
    qsizetype next() const { return m_base; }
    /// Goes as far as `piece` tells; when next() did not move, a longer one is needed. `isLast`:
    /// the log ends with it.
    void read(const QByteArray &piece, bool isLast);
    const AuditScan &scan() const { return m_scan; }
    /// Those found since the last call, so that a long log's need not be kept.
    QList<AuditScan::Range> takeEntries() { return std::exchange(m_scan.entries, {}); }

private:
    enum class Place { Beginning, Entry, BehindAnEntry, BehindAComma };

    AuditScanner(Place place, qsizetype base);

    void begin();
    void scanEntries();
    void skipSpace();
    bool isAtEnd() const { return m_at == m_text.size(); }
    bool onlySpaceAfter(qsizetype at) const;
    bool beginsEntry(qsizetype newline) const;
    bool skipDamage();
    qsizetype entryEnd() const;

    AuditScan m_scan;
    Place m_place = Place::Beginning;
    qsizetype m_base = 0;
    QByteArray m_text;
    qsizetype m_at = 0;
    bool m_isLast = false;
};

} // namespace creact
