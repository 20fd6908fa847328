// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>

#include <functional>
#include <optional>

namespace creact {

/// Tells one content of a snapshot from another.
struct SnapshotPrint {
    qint64 bytes = 0;
    quint32 crc = 0;

    static SnapshotPrint of(QByteArrayView content);
    bool operator==(const SnapshotPrint &) const = default;
};

/// The first line of a journal: which snapshot it goes on from.
struct JournalHeader {
    qint64 generation = 0;
    /// None: there was no snapshot.
    std::optional<SnapshotPrint> snapshot;
};

/// "<crc32c of the JSON, 8 hex digits> <JSON>\n"
QByteArray journalLine(const QJsonObject &object);
QByteArray journalHeaderLine(const JournalHeader &header);

/// Takes a journal apart, line by line.
class JournalText {
public:
    enum class Damage { IsAnError, EndsIt };

    /// StateUnreadable (no header, damage in the middle), StateNewer; `where` is the file.
    static Result<JournalText> read(const QByteArray &content, const QString &where,
                                    Damage damage = Damage::IsAnError);

    const JournalHeader &header() const { return m_header; }
    /// Shows every batch; stops at the first complaint: StateUnreadable, with line and offset.
    Result<void> eachBatch(const std::function<QString(const QJsonObject &)> &take) const;
    /// Up to the last line that is whole. What follows, a write that a crash cut short, is lost.
    qint64 goodEnd() const { return m_goodEnd; }
    qint64 lostBytes() const { return m_content.size() - m_goodEnd; }

private:
    JournalText(QByteArray content, QString where)
        : m_content(std::move(content))
        , m_where(std::move(where))
    {
    }
    Error damaged(qsizetype offset, const QString &sentence) const;
    Result<void> readHeader(qsizetype end);

    QByteArray m_content;
    QString m_where;
    JournalHeader m_header;
    qint64 m_firstBatch = 0;
    qint64 m_goodEnd = 0;
};

} // namespace creact
