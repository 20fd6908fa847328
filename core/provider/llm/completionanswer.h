// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/llm/completionrequest.h"

#include <QJsonArray>
#include <QJsonObject>

namespace creact {

/// What a model answered, in our words.
struct CompletionAnswer {
    QString content;
    /// What a reasoning model thought aloud; empty with most.
    QString reasoning;
    /// [{id, name, args}], ids unique. `args` is an object always: what a model wrote that is no
    /// JSON object stands as text under rawArgumentsName(), for ToolExec to complain about.
    QJsonArray toolCalls;
    /// Never empty: "stop" or "tool_calls" when the server left it out.
    QString finishReason;
    /// One sentence for the person when the text is not all of it; empty otherwise.
    QString notice;
    /// {promptTokens, completionTokens, totalTokens}; empty when the server did not count.
    QJsonObject usage;
};

/// ModelAnswerInvalid, with what is wrong.
Error unreadableAnswer(const QString &what);

/// What a server says is wrong: {"error": {"message"}}, {"error": "…"}, {"message"}, {"detail"}.
/// Empty when there is none; 500 characters at most.
QString serverMessage(const QByteArray &body);
/// " It says: …" as a sentence to add to another; empty when it says nothing.
QString itSays(const QString &words);

/// Reads the body of a 2xx answer. ModelAnswerInvalid, ModelAnswerEmpty, UnknownTool.
Result<CompletionAnswer> readCompletionAnswer(const QByteArray &body,
                                              const CompletionRequest &request);

/// The error of an answer with any other status: ModelUnauthorized, ModelRateLimited,
/// ModelRejected, ModelFailed; with the server's own words where it has any. `who` begins the
/// sentence.
Error errorOfStatus(int status, const QByteArray &body, const QString &retryAfter,
                    const QString &who, bool hadKey);

} // namespace creact
