// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "core/engine/turnsteps.h"
#include "core/provider/chat/textdelta.h"

#include <QHash>

namespace creact::cli {

/// A turn as it goes on, on a terminal: the model's words as they come on standard output, the
/// tools' calls dimmed on standard error.
class TurnPrinter {
public:
    explicit TurnPrinter(Console &console)
        : m_console(console)
    {
    }

    void begin();
    void say(const QString &nodeId, const TextDelta &delta);
    void show(const QList<TurnStep> &steps);
    /// Ends the line. Whether the answer stands there already.
    bool end(const QString &answer);

private:
    void showTool(const TurnStep &step);

    Console &m_console;
    /// Who speaks, and what was printed of it.
    QString m_speaker;
    QString m_said;
    QHash<QString, TurnStep::State> m_shown;
};

} // namespace creact::cli
