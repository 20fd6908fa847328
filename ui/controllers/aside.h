// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

namespace creact {

/// Does something that asks the disk on a thread that nobody waits for: a network that is gone may
/// never answer. What `work` returns is called on the thread of `context`, unless that is gone by
/// then.
void runAside(QObject *context, std::function<std::function<void()>()> work);

} // namespace creact
