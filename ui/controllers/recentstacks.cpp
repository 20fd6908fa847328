// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/recentstacks.h"

#include <QFileInfo>
#include <QSettings>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString recentKey = u"recentStacks"_s;

} // namespace

RecentStacks::RecentStacks(QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_paths(settings.value(recentKey).toStringList())
{
}

bool RecentStacks::exists(const QString &path)
{
    return QFileInfo(path).isFile();
}

void RecentStacks::add(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    m_paths.removeAll(absolute);
    m_paths.prepend(absolute);
    m_paths = m_paths.mid(0, Limit);
    save();
}

void RecentStacks::remove(const QString &path)
{
    if (m_paths.removeAll(path) > 0)
        save();
}

void RecentStacks::save()
{
    m_settings.setValue(recentKey, m_paths);
    Q_EMIT changed();
}

} // namespace creact
