// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/filesystem.h"
#include "core/runtime/records.h"

namespace creact {

class TurnPacking;

/// `<stack>.turns/`: one file a finished turn, `<order, 16 digits>-<id>.json`, so that their names
/// sort by age and nothing needs an index. The order is the time the turn ended, or one more than
/// that of the newest turn there when the clock was set back since: what comes last is the newest.
///
/// A record is packed against the state (TurnPacking).
class TurnFolder {
public:
    TurnFolder(FileSystem &files, QString path);

    /// Drops the oldest beyond `keep` (0: none) and those that ended before `oldest` (ms since
    /// 1970), but never this one.
    Result<void> save(const TurnRecord &turn, int keep, qint64 oldest, const TurnPacking &packing);
    /// Oldest first. One that cannot be read has its id, its time and the error StateUnreadable.
    Result<QList<TurnRecord>> read(const TurnPacking &packing) const;
    /// Empty: all. Only what this class wrote.
    Result<void> remove(const QStringList &ids);

private:
    Result<QStringList> turnFiles() const;
    Result<void> removeFiles(const QStringList &names);
    QString pathOf(const QString &name) const { return m_path + u'/' + name; }

    FileSystem &m_files;
    QString m_path;
};

} // namespace creact
