// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QSettings;

namespace creact {

/// The documents opened last, newest first. Missing ones stay, marked, until they are removed.
class RecentStacks : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype Limit = 10;

    explicit RecentStacks(QSettings &settings, QObject *parent = nullptr);
    QStringList paths() const { return m_paths; }
    static bool exists(const QString &path);
    void add(const QString &path);
    void remove(const QString &path);

Q_SIGNALS:
    void changed();

private:
    void save();

    QSettings &m_settings;
    QStringList m_paths;
};

} // namespace creact
