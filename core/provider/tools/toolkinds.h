// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/tools/toolkind.h"

#include <memory>
#include <vector>

namespace creact {

class ModelAccess;

/// The kinds that a Tool may have. Shared by the handlers that need them.
class ToolKinds {
public:
    explicit ToolKinds(ModelAccess &access);

    /// Null when there is none.
    ToolKind *find(const QString &name) const;
    QStringList names() const;
    const std::vector<std::unique_ptr<ToolKind>> &all() const { return m_kinds; }
    /// The kind of a Tool with these props, which may leave it out when the name is one.
    QString nameFor(const QJsonObject &props) const;

private:
    std::vector<std::unique_ptr<ToolKind>> m_kinds;
};

/// The props of Tool that only some kinds have.
QStringList toolKindProps();

} // namespace creact
