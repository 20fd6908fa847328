// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/llm/budget.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <optional>

namespace creact {

/// The body of one Chat Completions request, and what is needed to read its answer.
struct CompletionRequest {
    QJsonObject body;
    QString model;
    /// A ChatModel's endpoint profile; empty: the one that is set up.
    QString endpoint;
    /// The ChatModel's node; empty for a model that is given by its name.
    QString modelId;
    BudgetLimits limits;
    bool stream = true;
    std::optional<int> maxRetries;
    /// Names of the tools that are offered.
    QSet<QString> offered;
    /// Ids of the tool calls in the messages: the answer's calls get others.
    QSet<QString> usedCallIds;
};

/// From a Completion's props. `model` is a name or a ChatModel's outputs; null members count as
/// left out. InvalidProps: says which message or tool is wrong, and why.
Result<CompletionRequest> makeCompletionRequest(const QJsonObject &props);

/// Messages as the API takes them: known members only, an assistant's tool calls also in the form
/// of a Completion's toolCalls, a tool's result as text. A tool result whose call is not in the
/// list (a memory's window cut it off) is left out, since APIs refuse it.
Result<QJsonArray> toApiMessages(const QJsonArray &messages);

} // namespace creact
