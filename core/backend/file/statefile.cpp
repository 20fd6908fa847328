// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/statefile.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

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

} // namespace

StateFile::StateFile(FileSystem &files, QString stack, QString path, bool prettyPrint)
    : m_files(files)
    , m_stack(std::move(stack))
    , m_path(std::move(path))
    , m_prettyPrint(prettyPrint)
{
}

Result<std::optional<StackRecord>> StateFile::read()
{
    // The stamp first: a change between the two calls is seen at the next write.
    const auto stamp = m_files.stamp(m_path);
    if (!stamp)
        return stamp.error();
    m_seen = {true, *stamp, {}};
    if (!*stamp)
        return std::optional<StackRecord>();
    const Result<QByteArray> content = m_files.read(m_path);
    Result<StackRecord> state = content ? parse(*content) : Result<StackRecord>(content.error());
    if (!state) {
        m_seen.error = state.error();
        return state.error();
    }
    return std::optional(std::move(state).value());
}

Result<StackRecord> StateFile::parse(const QByteArray &content) const
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(content, &error);
    if (error.error != QJsonParseError::NoError)
        return unreadableFile(whatIsWrong(content, error), m_path);
    if (!document.isObject())
        return unreadableFile(u"it must be a JSON object."_s, m_path);
    Result<StackRecord> state = stackRecordFromJson(document.object(), m_path);
    if (state)
        state.value().stackName = m_stack; // a copied file goes by its new name
    return state;
}

Result<void> StateFile::mayWrite()
{
    if (m_seen.error)
        return m_seen.error.value();
    const auto stamp = m_files.stamp(m_path);
    if (!stamp)
        return stamp.error();
    const QString name = QFileInfo(m_path).fileName();
    const QString hint =
        u"Nothing was written. Open the stack again to go on from what is there."_s;
    if (!m_seen.known && *stamp)
        return Error{ErrorCode::AlreadyExists, u"%1 is there and was not read."_s.arg(name), m_path,
                     hint};
    if (!m_seen.known || *stamp == m_seen.stamp)
        return {};
    if (!*stamp)
        return Error{ErrorCode::NotFound, u"Someone removed %1 since it was read."_s.arg(name),
                     m_path, hint};
    return Error{ErrorCode::AlreadyExists,
                 u"Someone else changed %1 since it was read."_s.arg(name), m_path, hint};
}

Result<void> StateFile::write(const StackRecord &state)
{
    if (const Result<void> may = mayWrite(); !may)
        return may;
    const QByteArray content =
        QJsonDocument(toJson(state))
            .toJson(m_prettyPrint ? QJsonDocument::Indented : QJsonDocument::Compact);
    const Result<void> written = m_files.replace(m_path, content);
    // A write that failed after the rename left our content there all the same.
    if (written || isThere(content)) {
        if (const auto stamp = m_files.stamp(m_path))
            m_seen = {true, *stamp, {}};
    }
    return written;
}

bool StateFile::isThere(const QByteArray &content)
{
    const Result<QByteArray> there = m_files.read(m_path);
    return there && *there == content;
}

} // namespace creact
