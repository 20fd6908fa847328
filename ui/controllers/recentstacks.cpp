// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/recentstacks.h"

#include "ui/controllers/aside.h"

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

void RecentStacks::check()
{
    for (const QString &path : std::as_const(m_paths))
        checkOne(path);
}

void RecentStacks::checkOne(const QString &path)
{
    // One thread at most waits for a file that does not answer.
    if (m_asked.contains(path))
        return;
    m_asked.insert(path);
    runAside(this, [this, path] {
        const bool missing = !QFileInfo(path).isFile();
        return [this, path, missing] { onChecked(path, missing); };
    });
}

void RecentStacks::onChecked(const QString &path, bool missing)
{
    m_asked.remove(path);
    if (missing == m_missing.contains(path) || !m_paths.contains(path))
        return;
    if (missing)
        m_missing.insert(path);
    else
        m_missing.remove(path);
    Q_EMIT changed();
}

void RecentStacks::add(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    m_paths.removeAll(absolute);
    m_paths.prepend(absolute);
    m_paths = m_paths.mid(0, Limit);
    m_missing.remove(absolute);
    save();
}

void RecentStacks::remove(const QString &path)
{
    m_missing.remove(path);
    if (m_paths.removeAll(path) > 0)
        save();
}

void RecentStacks::removeMissing()
{
    for (const QString &path : std::as_const(m_missing))
        m_paths.removeAll(path);
    m_missing.clear();
    save();
}

void RecentStacks::save()
{
    m_settings.setValue(recentKey, m_paths);
    Q_EMIT changed();
}

} // namespace creact
