// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
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
    /// As far as is known: whether a file is there is asked on a thread of its own, for on a
    /// network that does not answer the asking may take for ever.
    bool isMissing(const QString &path) const { return m_missing.contains(path); }
    /// Looks again which are there; changed() when that is not what was known.
    void check();
    void add(const QString &path);
    void remove(const QString &path);
    void removeMissing();

Q_SIGNALS:
    void changed();

private:
    void checkOne(const QString &path);
    void onChecked(const QString &path, bool missing);
    void save();

    QSettings &m_settings;
    QStringList m_paths;
    QSet<QString> m_missing;
    QSet<QString> m_asked;
};

} // namespace creact
