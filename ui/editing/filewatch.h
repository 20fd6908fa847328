// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace creact {

/// Tells what a file holds after others have changed, replaced, removed or renamed it. Several
/// changes in a row are told once. Read on another thread.
class FileWatch : public QObject {
    Q_OBJECT
public:
    explicit FileWatch(QObject *parent = nullptr);
    /// Empty: none.
    void setPath(const QString &path);
    /// Reads it now.
    void look();

Q_SIGNALS:
    /// NotFound: it is gone.
    void read(const creact::Result<QByteArray> &bytes);

private:
    void watch();

    QString m_path;
    QFileSystemWatcher m_watcher;
    QTimer m_settling;
    quint64 m_look = 0;
};

} // namespace creact
