// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace creact {

/// Names this process so that another one on the same running system can tell whether it still
/// lives: boot id, pid namespace, pid and start time. Empty where /proc does not say.
QString processMark();

/// True only when it is certain: same boot, same pid namespace, and no such process any more.
bool isProcessGone(const QString &mark);

} // namespace creact
