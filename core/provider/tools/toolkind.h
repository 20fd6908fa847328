// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

#include <functional>

namespace creact {

/// What a Tool of one kind does when the model calls it. Owned by the ToolExec handler.
class ToolKind {
public:
    /// Stops the call; its Done answers Cancelled before this returns. Nothing when it has ended.
    using Cancel = std::function<void()>;

    virtual ~ToolKind() = default;
    /// The name as in the Tool's `kind`.
    virtual QString name() const = 0;
    /// `tool` is the Tool's outputs. The result is text for the model; so is the message of any
    /// error but Cancelled.
    [[nodiscard]] virtual Cancel run(const QJsonObject &args, const QJsonObject &tool,
                                     Done<QString> done) = 0;
};

} // namespace creact
