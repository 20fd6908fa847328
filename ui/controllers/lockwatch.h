// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <QTimer>

#include <chrono>

namespace creact {

/// While another process has the stack: asks now and then whether it still does, and tells when it
/// has ended.
class LockWatch : public QObject {
    Q_OBJECT
public:
    explicit LockWatch(Engine &engine, QObject *parent = nullptr);
    void setInterval(std::chrono::milliseconds interval) { m_timer.setInterval(interval); }
    void setInfo(const StackInfo &info);

Q_SIGNALS:
    /// What was held is free now; what the holder made of the stack is to be read.
    void freed();

private:
    void ask();

    Engine &m_engine;
    QTimer m_timer;
    bool m_held = false;
    bool m_asking = false;
    QString m_stack;
};

} // namespace creact
