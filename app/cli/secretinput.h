// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/linereader.h"
#include "app/cli/signalwatcher.h"

#include <QStringList>

#include <functional>
#include <memory>

namespace creact::cli {

class Console;

/// Secrets from standard input, a line each. A terminal is asked for them one after the other and
/// shows nothing of what is typed; what it showed before is put back however this ends.
class SecretInput final : public QObject {
    Q_OBJECT
public:
    explicit SecretInput(QObject *parent = nullptr);
    ~SecretInput() override;

    static bool isTerminal();
    /// `names` are what the secrets are, for the prompts. Answers by `read` or `interrupted`.
    void ask(const QStringList &names);

Q_SIGNALS:
    /// As many as there were names; empty where the input ended.
    void read(const QStringList &secrets);
    void interrupted();

private:
    struct Silence;

    void next();
    void take(const QString &line);

    QStringList m_names;
    QStringList m_secrets;
    LineReader m_reader;
    std::unique_ptr<SignalWatcher> m_signals;
    std::unique_ptr<Silence> m_silence;
};

} // namespace creact::cli
