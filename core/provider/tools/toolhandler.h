// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"

namespace creact {

/// Tool: declares what a model may call. Makes nothing; its outputs are its id and its props, with
/// the kind and the parameters filled in. InvalidProps: a name that no model API takes, no known
/// kind, an approval that is not there yet.
class ToolHandler final : public ConstructHandler {
    Q_OBJECT
public:
    using ConstructHandler::ConstructHandler;

    ConstructType type() const override;
    void materialize(const ApplyJobPtr &job) override;
};

} // namespace creact
