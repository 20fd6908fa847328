// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"

#include <memory>

namespace creact {

class ToolKinds;

/// Tool: something a model may call. Pure: the ToolExec node does what it says.
class ToolHandler final : public ConstructHandler {
    Q_OBJECT
public:
    explicit ToolHandler(std::shared_ptr<const ToolKinds> kinds, QObject *parent = nullptr);

    ConstructType type() const override;
    void materialize(const ApplyJobPtr &job) override;

private:
    Result<QJsonObject> outputsOf(const ApplyJob &job) const;
    Result<void> checkKind(const QJsonObject &tool) const;

    std::shared_ptr<const ToolKinds> m_kinds;
};

} // namespace creact
