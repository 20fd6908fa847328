// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of FileBackend that is about what has been: earlier states, states that cannot be read,
// what is to be forgotten.
#include "core/backend/file/stackfiles.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

/// A state of the history; nothing is taken note of.
Result<StackRecord> readEntry(FileSystem &files, const QString &stack,
                              const HistoryFolder::Entry &entry)
{
    Result<StoredState> read =
        StoredState::read(files, stack, entry.snapshotPath, entry.journalPath);
    if (!read)
        return read.error();
    StoredState &stored = read.value();
    if (stored.error)
        return *stored.error;
    if (!stored.exists())
        return Error{ErrorCode::NotFound, u"The earlier state '%1' is gone."_s.arg(entry.id),
                     entry.snapshotPath, u"See what there is: creact state history"_s};
    return stored.record ? *std::move(stored.record) : stored.state.toRecord();
}

/// Its id in the history.
const QString salvagedId = u"salvaged"_s;

/// Something when the state as it stands is damaged, and not all of it.
std::optional<StackRecord> salvagedState(FileSystem &files, const QString &stack,
                                         const QString &snapshotPath, const QString &journalPath)
{
    const Result<StoredState> stored = StoredState::read(files, stack, snapshotPath, journalPath);
    if (!stored || !stored->error || stored->error->code != ErrorCode::StateUnreadable)
        return {};
    return StoredState::salvage(files, stack, snapshotPath, journalPath);
}

} // namespace

void FileBackend::history(const QString &stack, Done<QList<SnapshotInfo>> done)
{
    with(stack, done, [&](StackFiles &files) -> Result<QList<SnapshotInfo>> {
        const auto entries = files.history.entries();
        if (!entries)
            return entries.error();
        QList<SnapshotInfo> infos;
        if (const auto salvaged =
                salvagedState(*m_files, stack, files.statePath, files.journalPath)) {
            SnapshotInfo info;
            info.id = salvagedId;
            info.kind = SnapshotInfo::Kind::Salvaged;
            info.status = salvaged->status;
            info.nodes = salvaged->nodeCount();
            for (const QString &path : {files.statePath, files.journalPath}) {
                if (const auto stamp = m_files->stamp(path); stamp && *stamp) {
                    info.bytes += (*stamp)->size;
                    info.at = std::max(info.at, (*stamp)->modifiedNs / 1'000'000);
                }
            }
            infos.append(info);
        }
        for (const HistoryFolder::Entry &entry : *entries) {
            SnapshotInfo info;
            info.id = entry.id;
            info.kind = entry.kind;
            info.at = entry.at;
            if (const Result<qint64> bytes = files.history.bytesOf(entry))
                info.bytes = *bytes;
            if (const Result<StackRecord> state = readEntry(*m_files, stack, entry)) {
                info.status = state->status;
                info.nodes = state->nodeCount();
            } else {
                info.error = state.error();
            }
            infos.append(info);
        }
        return infos;
    });
}

Result<StackRecord> FileBackend::readSnapshot(const QString &stack, StackFiles &files,
                                              const QString &id)
{
    if (id == salvagedId) {
        if (auto state = salvagedState(*m_files, stack, files.statePath, files.journalPath))
            return *std::move(state);
    }
    const Result<HistoryFolder::Entry> entry = files.history.entry(id);
    return entry ? readEntry(*m_files, stack, *entry) : entry.error();
}

void FileBackend::getSnapshot(const QString &stack, const QString &id, Done<StackRecord> done)
{
    with(stack, done, [&](StackFiles &files) { return readSnapshot(stack, files, id); });
}

void FileBackend::rollback(const QString &stack, const QString &id, Done<void> done)
{
    writing(stack, done, [&](StackFiles &files) -> Result<void> {
        const Result<StackRecord> chosen = readSnapshot(stack, files, id);
        if (!chosen)
            return chosen.error();
        if (!files.state.read()) {
            const auto moved =
                files.history.setAside(files.statePath, files.journalPath, m_clock.now());
            if (!moved)
                return moved.error();
            files.state.forget();
        }
        return files.state.write(*chosen);
    });
}

void FileBackend::setAside(const QString &stack, Done<QString> done)
{
    writing(stack, done, [&](StackFiles &files) -> Result<QString> {
        if (files.state.read())
            return Error{ErrorCode::InvalidArgument, u"The state of '%1' can be read."_s.arg(stack),
                         files.statePath, u"It was left as it is."_s};
        Result<QString> moved =
            files.history.setAside(files.statePath, files.journalPath, m_clock.now());
        if (moved)
            files.state.forget();
        return moved;
    });
}

void FileBackend::purge(const StackRecord &state, const QStringList &turns, Done<void> done)
{
    writing(state.stackName, done, [&](StackFiles &files) {
        // First what stays. Until all of the rest is gone, the answer is an error, and it can be
        // asked for again.
        Result<void> result = files.state.write(state, StateFile::Before::Forgotten);
        if (result)
            result = files.history.removeAll();
        if (result)
            result = files.deployments.forget();
        return result ? files.turns.remove(turns) : result;
    });
}

} // namespace creact
