// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/turnfolder.h"

#include "core/backend/file/turnpacking.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

constexpr int timeDigits = 16;
constexpr qsizetype longestId = 200;

QString encodedId(const QString &id)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(id));
}

qint64 orderOf(const QString &name)
{
    return name.first(timeDigits).toLongLong();
}

QStringView idPartOf(const QString &name)
{
    return QStringView(name).sliced(timeDigits + 1);
}

bool isTurnFile(const QString &name)
{
    static const QRegularExpression pattern(u"\\A[0-9]{16}-.+\\.json\\z"_s);
    return pattern.match(name).hasMatch();
}

Error noTurnRecord(const QJsonParseError &parsing, const QString &path)
{
    return {ErrorCode::StateUnreadable,
            u"The record of this turn cannot be read: %1."_s.arg(parsing.errorString()), path,
            u"The file was left as it is."_s};
}

TurnRecord unreadableTurn(const QString &name, const Error &error)
{
    TurnRecord turn;
    turn.endedAt = orderOf(name);
    turn.id = QUrl::fromPercentEncoding(idPartOf(name).chopped(5).toLatin1());
    turn.error = error;
    return turn;
}

} // namespace

TurnFolder::TurnFolder(FileSystem &files, QString path)
    : m_files(files)
    , m_path(std::move(path))
{
}

Result<QStringList> TurnFolder::turnFiles() const
{
    Result<QStringList> names = m_files.fileNames(m_path);
    if (names)
        names.value().removeIf([](const QString &name) { return !isTurnFile(name); });
    return names;
}

Result<void> TurnFolder::save(const TurnRecord &turn, int keep, qint64 oldest,
                              const TurnPacking &packing)
{
    const QString idPart = encodedId(turn.id) + u".json"_s;
    if (turn.id.isEmpty() || idPart.size() > longestId)
        return Error{ErrorCode::InvalidArgument,
                     u"A turn's id has 1 to 64 characters."_s,
                     turn.id.left(80),
                     {}};
    if (const Result<void> made = m_files.makeDirectory(m_path); !made)
        return made;
    Result<QStringList> names = turnFiles();
    if (!names)
        return names.error();
    QStringList dropped;
    QStringList kept;
    for (const QString &name : *names)
        (idPartOf(name) == idPart ? dropped : kept).append(name);
    const qint64 after = kept.isEmpty() ? 0 : orderOf(kept.last()) + 1;
    const QString newName =
        u"%1-"_s.arg(std::max(after, turn.endedAt), timeDigits, 10, QLatin1Char('0')) + idPart;
    const QByteArray content =
        QJsonDocument(packing.pack(turn.toJson())).toJson(QJsonDocument::Compact);
    if (const Result<void> written = m_files.replace(pathOf(newName), content); !written)
        return written;
    dropped.removeAll(newName);
    while (!kept.isEmpty() && ((keep > 0 && kept.size() >= keep) || orderOf(kept.first()) < oldest))
        dropped.append(kept.takeFirst());
    return removeFiles(dropped);
}

/// Not synced: one that comes back after a crash is dropped again by the next turn.
Result<void> TurnFolder::removeFiles(const QStringList &names)
{
    for (const QString &name : names) {
        if (const Result<void> removed = m_files.removeUnsynced(pathOf(name)); !removed)
            return removed;
    }
    return {};
}

Result<QList<TurnRecord>> TurnFolder::read(const TurnPacking &packing) const
{
    const Result<QStringList> names = turnFiles();
    if (!names)
        return names.error();
    QList<TurnRecord> turns;
    for (const QString &name : *names) {
        const Result<QByteArray> content = m_files.read(pathOf(name));
        QJsonParseError parsing;
        const QJsonDocument document =
            content ? QJsonDocument::fromJson(*content, &parsing) : QJsonDocument();
        if (document.isObject())
            turns.append(TurnRecord::fromJson(packing.unpack(document.object())));
        else if (content || content.error().code != ErrorCode::NotFound) // pruned meanwhile
            turns.append(unreadableTurn(
                name, content ? noTurnRecord(parsing, pathOf(name)) : content.error()));
    }
    return turns;
}

Result<void> TurnFolder::remove(const QStringList &ids)
{
    Result<QStringList> names = turnFiles();
    if (!names)
        return names.error();
    QStringList wanted;
    for (const QString &id : ids)
        wanted.append(encodedId(id) + u".json"_s);
    if (!ids.isEmpty())
        names.value().removeIf(
            [&](const QString &name) { return !wanted.contains(idPartOf(name)); });
    if (names->isEmpty())
        return ids.isEmpty() ? m_files.removeDirectory(m_path) : Result<void>();
    if (const Result<void> removed = removeFiles(*names); !removed)
        return removed;
    if (const Result<void> synced = m_files.syncNames(m_path); !synced)
        return synced;
    return ids.isEmpty() ? m_files.removeDirectory(m_path) : Result<void>();
}

} // namespace creact
