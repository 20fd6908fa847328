// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/statefile.h"

#include "core/backend/file/journal/journalbatch.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

/// A state of no more than this is whole in its snapshot at rest.
constexpr qint64 smallState = 1024 * 1024;
/// Full ids are quadratic in depth. When they are this long on average, a snapshot would be mostly
/// ids; the journal says each node's segment and parent.
constexpr qint64 deepIdLength = 1024;

bool isDeep(const NumberedState &state)
{
    return state.idLengths() > smallState && state.idLengths() > deepIdLength * state.count();
}

} // namespace

StateFile::StateFile(FileSystem &files, QString stack, QString path, bool prettyPrint)
    : m_files(files)
    , m_stack(std::move(stack))
    , m_path(std::move(path))
    , m_journalPath(m_path.left(m_path.size() - 5) + u".journal"_s)
    , m_prettyPrint(prettyPrint)
{
}

void StateFile::forget()
{
    m_seen = {};
    m_base = {};
    m_hints.clear();
    m_snapshot.reset();
    m_snapshotIdLengths = 0;
    m_journalEnd = 0;
    m_lostBytes = 0;
    m_uncertain = false;
}

Result<std::optional<StackRecord>> StateFile::read()
{
    forget();
    Result<StoredState> read = StoredState::read(m_files, m_stack, m_path, m_journalPath);
    if (!read)
        return read.error();
    StoredState &stored = read.value();
    m_seen = {true, stored.snapshotStamp, stored.journalStamp, stored.error};
    if (stored.error)
        return *stored.error;
    m_base = std::move(stored.state);
    m_generation = stored.generation;
    m_snapshot = stored.snapshot;
    m_snapshotIdLengths = stored.snapshotIdLengths;
    m_journalEnd = stored.journalEnd;
    m_lostBytes = stored.lostBytes;
    if (!stored.exists())
        return std::optional<StackRecord>();
    return stored.record ? std::move(stored.record) : std::optional(m_base.toRecord());
}

const NumberedState *StateFile::stored() const
{
    const auto snapshot = m_files.stamp(m_path);
    const auto journal = m_files.stamp(m_journalPath);
    const bool same =
        snapshot && journal && *snapshot == m_seen.snapshotStamp && *journal == m_seen.journalStamp;
    return m_seen.known && !m_seen.error && same ? &m_base : nullptr;
}

Result<void> StateFile::mayReplace(const QString &path, const std::optional<FileStamp> &seen)
{
    const auto stamp = m_files.stamp(path);
    if (!stamp)
        return stamp.error();
    if (m_seen.known ? *stamp == seen : !*stamp)
        return {};
    const QString name = QFileInfo(path).fileName();
    const QString hint =
        u"Nothing was written. Open the stack again to go on from what is there."_s;
    if (!m_seen.known)
        return Error{ErrorCode::AlreadyExists, u"%1 is there and was not read."_s.arg(name), path,
                     hint};
    if (!*stamp)
        return Error{ErrorCode::NotFound, u"Someone removed %1 since it was read."_s.arg(name),
                     path, hint};
    return Error{ErrorCode::AlreadyExists,
                 u"Someone else changed %1 since it was read."_s.arg(name), path, hint};
}

Result<void> StateFile::mayWrite()
{
    if (m_seen.error)
        return *m_seen.error;
    const Result<void> may = mayReplace(m_path, m_seen.snapshotStamp);
    return may ? mayReplace(m_journalPath, m_seen.journalStamp) : may;
}

/// Takes note of the files after a write of our own. A write that failed may have changed them too.
void StateFile::see()
{
    const auto snapshot = m_files.stamp(m_path);
    const auto journal = m_files.stamp(m_journalPath);
    if (snapshot && journal)
        m_seen = {true, *snapshot, *journal, {}};
}

Result<void> StateFile::save(const StackRecord &state, const StateChange &change)
{
    if (const Result<void> may = mayWrite(); !may)
        return may;
    const bool exists = m_snapshot || m_journalEnd > 0;
    if (change.all || m_uncertain || !exists
        || m_journalEnd > std::max(smallState, snapshotEstimate()))
        return writeAll(state, Before::Kept);
    const QJsonObject batch = makeBatch(m_base, m_hints, state, change);
    if (batch.isEmpty())
        return {};
    return writeBatch(journalLine(batch));
}

Result<void> StateFile::writeBatch(const QByteArray &line)
{
    Result<void> written;
    qint64 end = m_journalEnd + line.size();
    if (m_journalEnd > 0) {
        written = m_files.writeTail(m_journalPath, m_journalEnd, line);
    } else {
        const QByteArray content = journalHeaderLine({m_generation, m_snapshot}) + line;
        written = m_files.replace(m_journalPath, content);
        end = content.size();
    }
    see();
    m_uncertain = !written;
    if (written)
        m_journalEnd = end;
    return written;
}

Result<void> StateFile::write(const StackRecord &state, Before before)
{
    const Result<void> may = mayWrite();
    return may ? writeAll(state, before) : may;
}

Result<void> StateFile::writeAll(const StackRecord &state, Before before)
{
    if (m_keep && before == Before::Kept && (m_snapshot || m_journalEnd > 0)) {
        if (const Result<void> kept = m_keep(m_path, m_journalPath); !kept)
            return kept;
    }
    NumberedState base(state);
    const bool deep = before == Before::Kept && isDeep(base);
    const Result<void> written = deep ? writeWholeJournal(state) : writeSnapshot(state, before);
    m_uncertain = !written;
    if (written && !deep) {
        m_base = std::move(base);
        m_snapshotIdLengths = m_base.idLengths();
        m_hints.clear();
    }
    return written;
}

Result<void> StateFile::writeSnapshot(const StackRecord &state, Before before)
{
    const QByteArray content = snapshotText(state, m_generation + 1, m_prettyPrint);
    const Result<void> written = m_files.replace(m_path, content);
    // A write that failed after the rename left our content there all the same.
    if (written || isThere(content)) {
        ++m_generation;
        m_snapshot = SnapshotPrint::of(content);
        m_snapshotIdLengths = 0;
        m_journalEnd = 0;
    }
    const Result<void> dropped = written ? dropJournal(before) : Result<void>();
    see();
    return written ? dropped : written;
}

/// One that comes back after a crash is older than the snapshot, and says nothing.
Result<void> StateFile::dropJournal(Before before)
{
    if (before == Before::Forgotten)
        return m_files.remove(m_journalPath);
    if (m_seen.journalStamp)
        std::ignore = m_files.removeUnsynced(m_journalPath);
    return {};
}

Result<void> StateFile::writeWholeJournal(const StackRecord &state)
{
    const QByteArray content = journalHeaderLine({m_generation, m_snapshot})
        + journalLine(makeWholeBatch(m_base, m_hints, state));
    const Result<void> written = m_files.replace(m_journalPath, content);
    see();
    if (written)
        m_journalEnd = content.size();
    return written;
}

bool StateFile::isThere(const QByteArray &content)
{
    const Result<QByteArray> there = m_files.read(m_path);
    return there && *there == content;
}

qint64 StateFile::snapshotEstimate() const
{
    const qint64 known = m_snapshot ? m_snapshot->bytes : m_journalEnd;
    return known + 2 * std::max<qint64>(m_base.idLengths() - m_snapshotIdLengths, 0);
}

bool StateFile::wantsRest() const
{
    if (m_seen.error || m_uncertain || m_journalEnd == 0)
        return false;
    const qint64 estimate = snapshotEstimate();
    return estimate <= smallState || m_journalEnd >= estimate / 4;
}

Result<void> StateFile::rest()
{
    const Result<void> may = mayWrite();
    return may ? writeAll(m_base.toRecord(), Before::Kept) : may;
}

} // namespace creact
