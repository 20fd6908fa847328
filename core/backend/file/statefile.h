// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/filesystem.h"
#include "core/runtime/records.h"

namespace creact {

/// `<stack>.json`: the whole state, in CReact 0.2's format.
///
/// Never overwrites what it does not know: a file that it could not read, never read, or that
/// someone else changed since (AlreadyExists) or removed (NotFound).
class StateFile {
public:
    StateFile(FileSystem &files, QString stack, QString path, bool prettyPrint);

    Result<std::optional<StackRecord>> read();
    Result<void> write(const StackRecord &state);
    /// The file was removed by its owner.
    void forget() { m_seen = {}; }

private:
    struct Seen {
        bool known = false;
        std::optional<FileStamp> stamp;
        std::optional<Error> error;
    };

    Result<void> mayWrite();
    bool isThere(const QByteArray &content);
    Result<StackRecord> parse(const QByteArray &content) const;

    FileSystem &m_files;
    QString m_stack;
    QString m_path;
    bool m_prettyPrint;
    Seen m_seen;
};

} // namespace creact
