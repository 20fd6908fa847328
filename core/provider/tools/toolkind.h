// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/stack/constructtype.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>

namespace creact {

/// What one call will do, before it is done.
struct ToolAction {
    /// For the person who is asked: "POST https://api.example.org/items/7".
    QString words;
    /// What is sent with it, without secrets; may be empty.
    QString body;
    /// It changes something elsewhere: it must not be repeated by itself.
    bool changes = false;
};

/// What makes Tools of one kind work. Knows nothing of nodes. A new kind is a class and a line in
/// toolkinds.cpp. `tool` is always the outputs of the Tool's node; members that are null count as
/// left out.
class ToolKind {
public:
    using Cancel = std::function<void()>;

    virtual ~ToolKind() = default;
    virtual QString name() const = 0;
    /// A sentence for who chooses among the kinds.
    virtual QString doc() const = 0;
    /// The props of a Tool that are this kind's, of toolKindProps().
    virtual QStringList props() const { return {}; }
    /// {"type": "object", …} of a Tool that declares no parameters of its own.
    virtual QJsonObject parameters(const QJsonObject &tool) const = 0;
    /// InvalidArgument: what is wrong with the kind's props.
    virtual Result<void> check(const QJsonObject &tool) const
    {
        Q_UNUSED(tool)
        return {};
    }
    /// See ConstructType::reaches.
    virtual QList<Reach> reaches(const QJsonObject &props, const QStringList &unknown) const = 0;
    /// The arguments fit the parameters. An error is one that the model can mend its call by.
    virtual Result<ToolAction> action(const QJsonObject &args, const QJsonObject &tool) const = 0;
    /// `done` gets a text for the model, or an Error whose sentence the model can use; Cancelled
    /// when the returned function was called first. It may come before this returns.
    virtual Cancel run(const QJsonObject &args, const QJsonObject &tool,
                       std::chrono::milliseconds timeout, Done<QString> done) = 0;
};

} // namespace creact
