// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/stackcommand.h"

namespace creact::cli {

/// A command that makes the stack what its document says, perhaps does something to it then, says
/// what came of it, and leaves. Ctrl+C cancels what is at work, so that nothing is left half done.
class DeployingCommand : public StackCommand {
    Q_OBJECT
public:
    using StackCommand::StackCommand;

protected:
    void deploy(const DeployRequest &request);
    /// The stack is live and all is at rest; `result` says whether something failed. As it stands,
    /// it ends with that.
    virtual void deployed(const Result<void> &result);
    /// Says how the nodes are, stops the stack, and ends.
    void conclude(const Result<void> &result);
    void interrupted() override;

private:
    void report(const StackRecord &state);

    ExitCode m_code = ExitCode::Done;
    qsizetype m_held = 0;
    bool m_deploying = false;
    bool m_cancelled = false;
};

} // namespace creact::cli
