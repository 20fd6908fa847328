// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/storedstate.h"

#include "core/backend/file/journal/journalbatch.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

/// A compaction between the two reads would pair an old snapshot with a new journal.
constexpr int mostReads = 5;
const QString oursKey = u"creactStudio"_s;
const QString generationKey = u"generation"_s;

Error unreadableFile(const QString &sentence, const QString &path)
{
    return {ErrorCode::StateUnreadable,
            u"%1 holds no CReact state: %2"_s.arg(QFileInfo(path).fileName(), sentence), path,
            u"The file was left as it is. Put a good copy in its place, or move it away to start "
            "with an empty state."_s};
}

QString whatIsWrong(const QByteArray &content, const QJsonParseError &error)
{
    if (content.trimmed().isEmpty())
        return u"it is empty."_s;
    if (std::all_of(content.begin(), content.end(), [](char c) { return c == '\0'; }))
        return u"it consists of %1 zero bytes."_s.arg(content.size());
    const QByteArrayView before =
        QByteArrayView(content).first(std::clamp<qsizetype>(error.offset, 0, content.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const qsizetype column = before.size() - (before.lastIndexOf('\n') + 1) + 1;
    return u"line %1, column %2: %3."_s.arg(line).arg(column).arg(error.errorString());
}

class StateReader {
public:
    StateReader(FileSystem &files, const QString &stack, const QString &snapshotPath,
                const QString &journalPath,
                JournalText::Damage damage = JournalText::Damage::IsAnError)
        : m_files(files)
        , m_stack(stack)
        , m_snapshotPath(snapshotPath)
        , m_journalPath(journalPath)
        , m_damage(damage)
    {
    }

    Result<StoredState> read()
    {
        for (int i = 1;; ++i) {
            m_result = {};
            const auto snapshot = m_files.stamp(m_snapshotPath);
            const auto journal = m_files.stamp(m_journalPath);
            if (!snapshot || !journal)
                return snapshot ? journal.error() : snapshot.error();
            m_result.snapshotStamp = *snapshot;
            m_result.journalStamp = *journal;
            const Result<void> done = readBoth();
            const auto after = m_files.stamp(m_snapshotPath);
            if (after && *after != *snapshot && i < mostReads)
                continue;
            if (!done)
                m_result.error = done.error();
            return std::move(m_result);
        }
    }

private:
    Result<void> readBoth()
    {
        m_result.state.head().stackName = m_stack;
        if (m_result.snapshotStamp) {
            const Result<QByteArray> content = m_files.read(m_snapshotPath);
            const Result<void> done = content ? readSnapshot(*content) : content.error();
            if (!done)
                return done;
        }
        if (!m_result.journalStamp)
            return {};
        const Result<QByteArray> content = m_files.read(m_journalPath);
        return content ? readJournal(*content) : content.error();
    }

    Result<void> readSnapshot(const QByteArray &content)
    {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(content, &error);
        if (error.error != QJsonParseError::NoError)
            return unreadableFile(whatIsWrong(content, error), m_snapshotPath);
        if (!document.isObject())
            return unreadableFile(u"it must be a JSON object."_s, m_snapshotPath);
        Result<StackRecord> state = stackRecordFromJson(document.object(), m_snapshotPath);
        if (!state)
            return state.error();
        StackRecord &record = state.value();
        record.stackName = m_stack; // a copied file goes by its new name
        if (!takeGeneration(record))
            return unreadableFile(u"/creactStudio/generation must be a number."_s, m_snapshotPath);
        m_result.snapshot = SnapshotPrint::of(content);
        m_result.state = NumberedState(record);
        m_result.snapshotIdLengths = m_result.state.idLengths();
        m_result.record = std::move(record);
        return {};
    }

    bool takeGeneration(StackRecord &record)
    {
        QJsonObject ours = record.unknown.value(oursKey).toObject();
        const QJsonValue generation = ours.take(generationKey);
        if (generation.isUndefined())
            return true;
        m_result.generation = generation.toInteger(-1);
        if (ours.isEmpty())
            record.unknown.remove(oursKey);
        else
            record.unknown.insert(oursKey, ours);
        return m_result.generation >= 0;
    }

    Result<void> readJournal(const QByteArray &content)
    {
        const bool salvage = m_damage == JournalText::Damage::EndsIt;
        const Result<JournalText> journal = JournalText::read(content, m_journalPath, m_damage);
        if (!journal && salvage && journal.error().code != ErrorCode::StateNewer)
            return {};
        if (!journal)
            return journal.error();
        if (journal->header().generation < m_result.generation)
            return {};
        if (journal->header().generation != m_result.generation
            || journal->header().snapshot != m_result.snapshot)
            return salvage ? Result<void>() : notOurs(journal->header());
        const Result<void> replayed = journal->eachBatch(
            [this](const QJsonObject &batch) { return applyBatch(m_result.state, batch); });
        if (!replayed && !salvage)
            return replayed;
        m_result.journalEnd = journal->goodEnd();
        m_result.lostBytes = journal->lostBytes();
        m_result.record.reset();
        return {};
    }

    Error notOurs(const JournalHeader &header) const
    {
        const QString name = QFileInfo(m_snapshotPath).fileName();
        const QString journal = QFileInfo(m_journalPath).fileName();
        const QString sentence = !m_result.snapshot
            ? u"%1 is not there, but %2 goes on from it."_s.arg(name, journal)
            : u"Something else wrote %1 while %2 held changes to what it was before."_s.arg(
                name, journal);
        return {ErrorCode::StateUnreadable, sentence,
                header.snapshot && !m_result.snapshot ? m_journalPath : m_snapshotPath,
                u"Everything was left as it is. Put the former %1 back, or move %2 away to go on "
                "without what it holds."_s.arg(name, journal)};
    }

    FileSystem &m_files;
    QString m_stack;
    QString m_snapshotPath;
    QString m_journalPath;
    JournalText::Damage m_damage;
    StoredState m_result;
};

} // namespace

Result<StoredState> StoredState::read(FileSystem &files, const QString &stack,
                                      const QString &snapshotPath, const QString &journalPath)
{
    return StateReader(files, stack, snapshotPath, journalPath).read();
}

std::optional<StackRecord> StoredState::salvage(FileSystem &files, const QString &stack,
                                                const QString &snapshotPath,
                                                const QString &journalPath)
{
    Result<StoredState> read =
        StateReader(files, stack, snapshotPath, journalPath, JournalText::Damage::EndsIt).read();
    if (!read || read->error || !read->exists())
        return {};
    return read->record ? std::move(read.value().record) : std::optional(read->state.toRecord());
}

QByteArray snapshotText(const StackRecord &state, qint64 generation, bool prettyPrint)
{
    QJsonObject object = toJson(state);
    QJsonObject ours = object.value(oursKey).toObject();
    ours.insert(generationKey, generation);
    object.insert(oursKey, ours);
    return QJsonDocument(object).toJson(prettyPrint ? QJsonDocument::Indented
                                                    : QJsonDocument::Compact);
}

} // namespace creact
