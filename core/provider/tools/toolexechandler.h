// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"
#include "core/provider/tools/toolturns.h"

#include <memory>

namespace creact {

class ModelAccess;
class ToolApprovals;
class ToolKinds;

/// ToolExec: carries one call of a model out. Whatever goes wrong becomes a result that the model
/// can read, beginning with "Error: " and with isError true; only a cancelled call fails its node.
///
/// A call that changes something elsewhere leaves a mark in the node's store before it is sent.
/// Whoever finds the mark (a restart) does not send it again: the model reads that it is not known
/// whether it took effect.
class ToolExecHandler final : public ConstructHandler {
    Q_OBJECT
public:
    ToolExecHandler(ModelAccess &access, std::shared_ptr<const ToolKinds> kinds,
                    ToolApprovals &approvals, QObject *parent = nullptr);

    ConstructType type() const override;
    void start(ProviderHost &host) override;
    void materialize(const ApplyJobPtr &job) override;
    void stop() override;

private:
    struct Call;
    using CallPtr = std::shared_ptr<Call>;

    Result<void> prepare(Call &call);
    Result<void> countCall(const Call &call);
    void countEarlier(const QString &turn);
    void askFor(const CallPtr &call);
    void begin(const CallPtr &call);
    void send(const CallPtr &call);
    void finish(Call &call, Result<QString> result);

    ModelAccess &m_access;
    std::shared_ptr<const ToolKinds> m_kinds;
    ToolApprovals &m_approvals;
    ToolTurns m_turns;
};

} // namespace creact
