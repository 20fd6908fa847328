// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"

namespace creact {

/// SetStore made real: changes a value of a document store.
class SetStoreConstruct final : public ConstructHandler {
    Q_OBJECT
public:
    ConstructType type() const override;
    void materialize(const ApplyJobPtr &job) override;
};

} // namespace creact
