// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"
#include "core/provider/tools/toolkind.h"

#include <memory>
#include <vector>

namespace creact {

class ModelAccess;

/// ToolExec: carries one call of a model out. Whatever goes wrong becomes a result that the model
/// can read, beginning with "Error: " and with isError true; only a cancelled call fails its node.
class ToolExecHandler final : public ConstructHandler {
    Q_OBJECT
public:
    explicit ToolExecHandler(ModelAccess &access, QObject *parent = nullptr);

    ConstructType type() const override;
    void start(ProviderHost &host) override;
    void materialize(const ApplyJobPtr &job) override;
    void stop() override;

private:
    ToolKind *kindOf(const QString &name) const;
    void finish(const ApplyJobPtr &job, const QString &kind, qint64 startedAt,
                const Result<QString> &result);

    ModelAccess &m_access;
    std::vector<std::unique_ptr<ToolKind>> m_kinds;
};

} // namespace creact
