// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>

#include <functional>

namespace creact {

/// Reads and writes files on threads of its own, so that a slow disk holds up nobody.
class FileWorker {
public:
    FileWorker();
    /// Waits for what is under way; its answers are dropped.
    ~FileWorker();

    /// Calls `work` on another thread, and what it returns on this one.
    void run(std::function<std::function<void()>()> work);

private:
    QObject m_context;
    QThreadPool m_pool;
};

} // namespace creact
