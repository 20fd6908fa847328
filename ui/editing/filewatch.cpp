// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/filewatch.h"

#include "core/stack/documentreader.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

namespace creact {

namespace {

// Editors empty a file before they fill it, or put another in its place.
constexpr int settlingMs = 150;

} // namespace

FileWatch::FileWatch(QObject *parent)
    : QObject(parent)
{
    m_settling.setSingleShot(true);
    m_settling.setInterval(settlingMs);
    connect(&m_settling, &QTimer::timeout, this, &FileWatch::look);
    const auto changed = [this] {
        if (!m_path.isEmpty())
            m_settling.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, changed);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, changed);
}

void FileWatch::setPath(const QString &path)
{
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    if (!watched.isEmpty())
        m_watcher.removePaths(watched);
    m_settling.stop();
    ++m_look;
    m_path = path;
    watch();
}

// A file that was replaced is another file: it is watched anew. Its folder tells when it comes
// back.
void FileWatch::watch()
{
    if (m_path.isEmpty())
        return;
    const QFileInfo info(m_path);
    if (info.exists() && !m_watcher.files().contains(m_path))
        m_watcher.addPath(m_path);
    const QString folder = info.absolutePath();
    if (QFileInfo::exists(folder) && !m_watcher.directories().contains(folder))
        m_watcher.addPath(folder);
}

void FileWatch::look()
{
    if (m_path.isEmpty())
        return;
    watch();
    const auto answer = [guard = QPointer(this), look = ++m_look](const Result<QByteArray> &bytes) {
        if (guard && guard->m_look == look)
            Q_EMIT guard->read(bytes);
    };
    QThreadPool::globalInstance()->start([path = m_path, answer] {
        const Result<QByteArray> bytes = readDocumentText(path);
        QMetaObject::invokeMethod(
            qApp, [answer, bytes] { answer(bytes); }, Qt::QueuedConnection);
    });
}

} // namespace creact
