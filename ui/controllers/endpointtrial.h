// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/provider/llm/endpointcheck.h"
#include "ui/controllers/endpointdraft.h"

#include <QObject>

namespace creact {

class SecretStore;

/// Asks an endpoint for its models, as a stack would ask it: with the headers and the key that it
/// has, or would have once it were saved.
class EndpointTrial final : public QObject {
    Q_OBJECT
public:
    struct Outcome {
        EndpointReport report;
        bool withKey = false;
    };

    /// `secrets` must outlive this.
    explicit EndpointTrial(SecretStore &secrets, QObject *parent = nullptr);
    /// Cancels.
    ~EndpointTrial() override;

    /// Answers with what EndpointCheck says, or why it cannot be asked; Cancelled.
    void run(const EndpointDraft &draft, const DotEnv &dotEnv, Done<Outcome> done);
    void run(const ModelEndpoint &endpoint, Done<Outcome> done);
    /// What is under way answers Cancelled before this returns.
    void cancel();
    bool isRunning() const { return bool(m_done); }

private:
    void ask(const Result<ModelEndpoint> &endpoint);
    void end(const Result<Outcome> &outcome);

    SecretStore &m_secrets;
    std::unique_ptr<SecretStore> m_typed;
    SystemClock m_clock;
    EndpointCheck m_check;
    Done<Outcome> m_done;
    /// Of runs: a keychain's late answer is for one that is over.
    quint64 m_number = 0;
};

} // namespace creact
