// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/allowsettings.h"

#include <QFileInfo>
#include <QSettings>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString allowedCommandsKey = u"allowed/commands"_s;
const QString allowedFoldersKey = u"allowed/folders"_s;

/// Another document in its place is another path only if it is moved: what is there is trusted.
QString allowedPath(const QString &document)
{
    return QFileInfo(document).absoluteFilePath();
}

} // namespace

AllowSettings::AllowSettings(QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
}

bool AllowSettings::commands(const QString &document) const
{
    return !document.isEmpty()
        && m_settings.value(allowedCommandsKey).toStringList().contains(allowedPath(document));
}

void AllowSettings::setCommands(const QString &document, bool allowed)
{
    if (document.isEmpty() || allowed == commands(document))
        return;
    QStringList paths = m_settings.value(allowedCommandsKey).toStringList();
    if (allowed)
        paths.append(allowedPath(document));
    else
        paths.removeAll(allowedPath(document));
    m_settings.setValue(allowedCommandsKey, paths);
    Q_EMIT changed();
}

QStringList AllowSettings::folders(const QString &document) const
{
    return document.isEmpty()
        ? QStringList()
        : m_settings.value(allowedFoldersKey).toMap().value(allowedPath(document)).toStringList();
}

void AllowSettings::setFolders(const QString &document, const QStringList &folders)
{
    QStringList kept;
    for (const QString &folder : folders) {
        if (const QString path = QFileInfo(folder).absoluteFilePath(); !kept.contains(path))
            kept.append(path);
    }
    if (document.isEmpty() || kept == this->folders(document))
        return;
    QVariantMap all = m_settings.value(allowedFoldersKey).toMap();
    if (kept.isEmpty())
        all.remove(allowedPath(document));
    else
        all.insert(allowedPath(document), kept);
    m_settings.setValue(allowedFoldersKey, all);
    Q_EMIT changed();
}

void AllowSettings::fill(ProviderOptions &options, const QString &document) const
{
    options.allowCommands = commands(document);
    const QStringList allowed = folders(document);
    for (const QString &folder : allowed) {
        // One that is gone allows nothing.
        if (const QString path = QFileInfo(folder).canonicalFilePath(); !path.isEmpty())
            options.allowedDirs.append(path);
    }
}

} // namespace creact
