// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace creact {

/// One chat message from its arrival to its answer.
struct ChatTurn {
    enum class State { Queued, Running, Answered, Failed };

    QString id;
    QString session;
    /// Full node id of the ChatHandler.
    QString handlerId;
    QString question;
    QString answer;
    std::optional<Error> error;
    State state = State::Queued;
    qint64 acceptedAt = 0;
    qint64 endedAt = 0;

    bool operator==(const ChatTurn &) const = default;
};

struct ChatMessage {
    QString message;
    /// Empty: the default session.
    QString session;
    /// Empty: one is made. Else [A-Za-z0-9_-]{1,64}; a repeated id is the same turn.
    QString id;
};

} // namespace creact

Q_DECLARE_METATYPE(creact::ChatTurn)
