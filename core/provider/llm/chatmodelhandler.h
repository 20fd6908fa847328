// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"

namespace creact {

class ModelAccess;

/// ChatModel: names a model and how to ask it. Makes nothing; its outputs are its id and its props.
class ChatModelHandler final : public ConstructHandler {
    Q_OBJECT
public:
    explicit ChatModelHandler(ModelAccess &access)
        : m_access(access)
    {
    }

    ConstructType type() const override;
    void materialize(const ApplyJobPtr &job) override;

private:
    ModelAccess &m_access;
};

} // namespace creact
