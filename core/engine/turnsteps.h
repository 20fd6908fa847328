// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/records.h"

#include <QJsonValue>
#include <QMetaType>

namespace creact {

/// Tokens, as the endpoint counted them.
struct TurnUsage {
    qint64 promptTokens = 0;
    qint64 completionTokens = 0;
    /// What the endpoint says, or both together.
    qint64 totalTokens = 0;

    TurnUsage &operator+=(const TurnUsage &other);
    /// {promptTokens, completionTokens, totalTokens}; what is missing counts nothing.
    static TurnUsage fromJson(const QJsonObject &object);
    bool operator==(const TurnUsage &) const = default;
};

/// One call of a turn: of a model, or of a tool.
struct TurnStep {
    enum class Kind { Model, Tool };
    enum class State {
        Running,
        Waiting, ///< it failed, and is asked again at `retryAt`
        Asking, ///< it waits for a person's approval
        Done,
        Failed,
        Stopped, ///< the turn ended before it did
    };

    QString turnId;
    /// Full id of the Completion or ToolExec.
    QString nodeId;
    Kind kind = Kind::Model;
    State state = State::Running;
    /// Of the model, or of the tool.
    QString name;
    /// Of a tool.
    QJsonValue args;
    /// What the model said, or what the tool found. While it runs: empty (Engine::turnText()).
    QString text;
    /// What the model thought aloud.
    QString reasoning;
    /// "stop", "length", …; of a model.
    QString finishReason;
    /// A tool's text says what went wrong; the model was told.
    bool isError = false;
    std::optional<Error> error;
    TurnUsage usage;
    /// Milliseconds since 1970; 0: not begun.
    qint64 startedAt = 0;
    /// Until it was done; -1: it is not.
    qint64 durationMs = -1;
    /// Of a step that is Waiting: when it is asked again, for which time, and why.
    qint64 retryAt = 0;
    int retry = 0;
    ErrorCode retryReason = ErrorCode::Internal;
    /// What it is doing right now.
    QString activity;

    bool isOver() const { return state >= State::Done; }
    bool operator==(const TurnStep &) const = default;
};

/// Completion and ToolExec: what a turn's steps are made of.
bool isTurnStep(const NodeRecord &node);
/// As it is stored; a node at work is Running.
TurnStep turnStepOf(const NodeRecord &node, const QString &turnId);
/// The steps of a turn that is over, as they ran.
QList<TurnStep> turnStepsOf(const TurnRecord &turn);
TurnUsage usageOf(const QList<TurnStep> &steps);

} // namespace creact

Q_DECLARE_METATYPE(creact::TurnStep)
