// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/deploymentfolder.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

bool isDeploymentId(const QString &id)
{
    static const QRegularExpression pattern(u"\\A[0-9]{8}-[0-9]{6}-[0-9]{3}\\z"_s);
    return pattern.match(id).hasMatch();
}

Error noDeployment(const QString &id)
{
    return {ErrorCode::NotFound, u"There is no deployment '%1'."_s.arg(id), id,
            u"See what there is: creact state deployments"_s};
}

QByteArray contentOf(const DeploymentRecord &deployment)
{
    return QJsonDocument(deployment.toJson()).toJson(QJsonDocument::Compact);
}

} // namespace

DeploymentFolder::DeploymentFolder(FileSystem &files, QString path)
    : m_files(files)
    , m_path(std::move(path))
{
}

QString DeploymentFolder::pathOf(const QString &id) const
{
    return m_path + u'/' + id + u".json"_s;
}

/// Oldest first.
Result<QStringList> DeploymentFolder::ids() const
{
    const Result<QStringList> names = m_files.fileNames(m_path);
    if (!names)
        return names;
    QStringList ids;
    for (const QString &name : *names) {
        const QString id = name.chopped(std::min<qsizetype>(5, name.size()));
        if (name.endsWith(".json"_L1) && isDeploymentId(id))
            ids.append(id);
    }
    return ids;
}

Result<void> DeploymentFolder::save(const DeploymentRecord &deployment, int keep, qint64 oldest)
{
    if (!isDeploymentId(deployment.id))
        return Error{ErrorCode::InvalidArgument,
                     u"A deployment's id is the time of its beginning."_s,
                     deployment.id.left(80),
                     {}};
    if (const Result<void> made = m_files.makeDirectory(m_path); !made)
        return made;
    const QString path = pathOf(deployment.id);
    const QByteArray content = contentOf(deployment);
    const bool ended = deployment.outcome != DeploymentRecord::Outcome::Running;
    const Result<void> written =
        ended ? m_files.replace(path, content) : m_files.replaceUnsynced(path, content);
    if (!written)
        return written;
    Result<QStringList> known = ids();
    if (!known)
        return known.error();
    QStringList &kept = known.value();
    const QString before = newDeploymentId(oldest);
    while (!kept.isEmpty() && kept.first() != deployment.id
           && ((keep > 0 && kept.size() > keep) || kept.first() < before)) {
        // Not synced: one that comes back after a crash is dropped again by the next.
        if (const Result<void> removed = m_files.removeUnsynced(pathOf(kept.takeFirst())); !removed)
            return removed;
    }
    return {};
}

Result<DeploymentRecord> DeploymentFolder::read(const QString &id) const
{
    if (!isDeploymentId(id))
        return noDeployment(id);
    const Result<QByteArray> content = m_files.read(pathOf(id));
    if (!content)
        return content.error().code == ErrorCode::NotFound ? noDeployment(id) : content.error();
    QJsonParseError parsing;
    const QJsonDocument document = QJsonDocument::fromJson(*content, &parsing);
    if (!document.isObject())
        return Error{
            ErrorCode::StateUnreadable,
            u"The record of this deployment cannot be read: %1."_s.arg(parsing.errorString()),
            pathOf(id), u"The file was left as it is."_s};
    DeploymentRecord record = DeploymentRecord::fromJson(document.object());
    record.id = id;
    return record;
}

Result<QList<DeploymentRecord>> DeploymentFolder::list() const
{
    const Result<QStringList> known = ids();
    if (!known)
        return known.error();
    QList<DeploymentRecord> list;
    for (auto id = known->rbegin(); id != known->rend(); ++id) {
        const Result<DeploymentRecord> record = read(*id);
        if (record) {
            list.append(record->summary());
        } else if (record.error().code != ErrorCode::NotFound) { // pruned meanwhile
            DeploymentRecord unreadable;
            unreadable.id = *id;
            unreadable.outcome = DeploymentRecord::Outcome::Interrupted;
            unreadable.error = record.error();
            list.append(unreadable);
        }
    }
    return list;
}

Result<void> DeploymentFolder::forget()
{
    const Result<QStringList> known = ids();
    if (!known)
        return known.error();
    for (const QString &id : *known) {
        const Result<DeploymentRecord> record = read(id);
        Result<void> done;
        if (record)
            done = m_files.replace(pathOf(id), contentOf(record->forgotten()));
        else if (record.error().code != ErrorCode::NotFound)
            done = m_files.remove(pathOf(id));
        if (!done)
            return done;
    }
    return {};
}

Result<void> DeploymentFolder::remove()
{
    const Result<QStringList> known = ids();
    if (!known)
        return known.error();
    for (const QString &id : *known) {
        if (const Result<void> removed = m_files.removeUnsynced(pathOf(id)); !removed)
            return removed;
    }
    if (!known->isEmpty()) {
        if (const Result<void> synced = m_files.syncNames(m_path); !synced)
            return synced;
    }
    return m_files.removeDirectory(m_path);
}

} // namespace creact
