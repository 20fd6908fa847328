// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/turnfolder.h"

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

QString turnFileName(const TurnRecord &turn)
{
    return u"%1-%2.json"_s.arg(std::max<qint64>(0, turn.endedAt), timeDigits, 10, QLatin1Char('0'))
        .arg(encodedId(turn.id));
}

bool isTurnFile(const QString &name)
{
    static const QRegularExpression pattern(u"\\A[0-9]{16}-.+\\.json\\z"_s);
    return pattern.match(name).hasMatch();
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

Result<void> TurnFolder::save(const TurnRecord &turn, int keep)
{
    const QString idPart = encodedId(turn.id) + u".json"_s;
    if (turn.id.isEmpty() || idPart.size() > longestId)
        return Error{ErrorCode::InvalidArgument,
                     u"A turn's id has 1 to 64 characters."_s,
                     turn.id.left(80),
                     {}};
    if (const Result<void> made = m_files.makeDirectory(m_path); !made)
        return made;
    const QString newName = turnFileName(turn);
    const QByteArray content = QJsonDocument(turn.toJson()).toJson(QJsonDocument::Compact);
    if (const Result<void> written = m_files.replace(pathOf(newName), content); !written)
        return written;
    Result<QStringList> names = turnFiles();
    if (!names)
        return names.error();
    QStringList superseded;
    QStringList kept;
    for (const QString &name : *names) {
        const bool same = QStringView(name).sliced(timeDigits + 1) == idPart;
        (same && name != newName ? superseded : kept).append(name);
    }
    superseded += kept.first(std::max<qsizetype>(0, kept.size() - std::max(0, keep)));
    for (const QString &name : superseded) {
        if (const Result<void> removed = m_files.remove(pathOf(name)); !removed)
            return removed;
    }
    return {};
}

Result<QList<TurnRecord>> TurnFolder::read() const
{
    const Result<QStringList> names = turnFiles();
    if (!names)
        return names.error();
    QList<TurnRecord> turns;
    for (const QString &name : *names)
        turns.append(readOne(name));
    return turns;
}

TurnRecord TurnFolder::readOne(const QString &name) const
{
    const Result<QByteArray> content = m_files.read(pathOf(name));
    QJsonParseError parsing;
    const QJsonDocument document =
        content ? QJsonDocument::fromJson(*content, &parsing) : QJsonDocument();
    if (document.isObject())
        return TurnRecord::fromJson(document.object());
    TurnRecord turn;
    turn.endedAt = name.first(timeDigits).toLongLong();
    turn.id = QUrl::fromPercentEncoding(name.sliced(timeDigits + 1).chopped(5).toLatin1());
    turn.error = content
        ? Error{ErrorCode::StateUnreadable,
                u"The record of this turn cannot be read: %1."_s.arg(parsing.errorString()),
                pathOf(name), u"The file was left as it is."_s}
        : content.error();
    return turn;
}

Result<void> TurnFolder::removeAll()
{
    const Result<QStringList> names = turnFiles();
    if (!names)
        return names.error();
    for (const QString &name : *names) {
        if (const Result<void> removed = m_files.remove(pathOf(name)); !removed)
            return removed;
    }
    return m_files.removeDirectory(m_path);
}

} // namespace creact
