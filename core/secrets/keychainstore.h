// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secretstore.h"

#include <QObject>

#include <chrono>

namespace QKeychain {
class Job;
}

namespace creact {

/// The system's keychain, by qtkeychain. Where there is no session bus each call fails at once with
/// Unsupported; a keychain that does not answer, or a person who does not unlock it, with TimedOut.
class KeychainStore final : public QObject, public SecretStore {
    Q_OBJECT
public:
    explicit KeychainStore(std::chrono::milliseconds patience = std::chrono::minutes(2),
                           QObject *parent = nullptr);

    void read(const QString &name, Done<QString> done) override;
    void write(const QString &name, const QString &secret, Done<void> done) override;
    void remove(const QString &name, Done<void> done = {}) override;

private:
    /// `ended` is called once: with the job's own end, or with an error in its place.
    void run(QKeychain::Job *job, const QString &name, Done<void> ended);

    std::chrono::milliseconds m_patience;
};

} // namespace creact
