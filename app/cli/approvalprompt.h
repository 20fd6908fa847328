// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "core/engine/engine.h"

#include <QSet>

namespace creact::cli {

/// Tool calls that wait for a person: printed with all their arguments on standard error, and
/// asked about one at a time where there is a terminal. Without one they wait, and that is said.
class ApprovalPrompt : public QObject {
    Q_OBJECT
public:
    ApprovalPrompt(Engine &engine, Console &console, bool json, QObject *parent);
    /// The next line of input is an answer.
    bool isAsking() const { return m_asking.has_value(); }
    void take(const QString &line);
    /// No more lines: what is asked about goes on waiting.
    void inputEnded();

    /// The request in full, for a terminal: what could drive it is written as escapes.
    static QString describe(const ApprovalRequest &request);

Q_SIGNALS:
    /// A line of input is needed.
    void lineWanted();

private:
    void onInfo(const StackInfo &info);
    void tell(const ApprovalRequest &request);
    void askNext();
    void ask();

    Engine &m_engine;
    Console &m_console;
    bool m_json;
    bool m_canAsk;
    QList<ApprovalRequest> m_pending;
    std::optional<ApprovalRequest> m_asking;
    QSet<QString> m_told;
};

} // namespace creact::cli
