// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/tools/toolkind.h"

namespace creact {

class ModelAccess;

/// Sends a request whose address, headers and body the document says, filled with the arguments.
class HttpKind final : public ToolKind {
public:
    explicit HttpKind(ModelAccess &access)
        : m_access(access)
    {
    }

    QString name() const override;
    QString doc() const override;
    QStringList props() const override;
    QJsonObject parameters(const QJsonObject &tool) const override;
    Result<void> check(const QJsonObject &tool) const override;
    QList<Reach> reaches(const QJsonObject &props, const QStringList &unknown) const override;
    Result<ToolAction> action(const QJsonObject &args, const QJsonObject &tool) const override;
    Cancel run(const QJsonObject &args, const QJsonObject &tool, std::chrono::milliseconds timeout,
               Done<QString> done) override;

private:
    ModelAccess &m_access;
};

} // namespace creact
