// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>

namespace creact {

/// Which rows changed a moment ago, and how bright they still are. One timer for all rows, running
/// only while one of them fades.
class Flashes : public QObject {
    Q_OBJECT
public:
    static constexpr int DurationMs = 600;
    /// More at once is a storm in which no single flash says anything.
    static constexpr qsizetype Limit = 2000;

    explicit Flashes(QObject *parent = nullptr);
    /// Milliseconds that only grow; a test gives its own.
    void setClock(std::function<qint64()> clock) { m_now = std::move(clock); }
    void setEnabled(bool enabled);
    bool enabled() const { return m_enabled; }

    void touch(const QList<TreeRow::Uid> &uids);
    /// 1 just now, 0 when it is over.
    qreal strength(TreeRow::Uid uid) const;
    bool active() const { return m_timer.isActive(); }
    qsizetype count() const { return m_since.size(); }
    /// Forgets what has faded; the timer calls it.
    void advance();

Q_SIGNALS:
    /// What is on the screen needs painting again.
    void frame();

private:
    std::function<qint64()> m_now;
    QElapsedTimer m_clock;
    QTimer m_timer;
    QHash<TreeRow::Uid, qint64> m_since;
    bool m_enabled = true;
};

} // namespace creact
