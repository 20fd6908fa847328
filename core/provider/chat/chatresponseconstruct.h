// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/chatservice.h"
#include "core/provider/constructhandler.h"

namespace creact {

/// ChatResponse made real: ends a turn. The answer is stored together with its own outputs, and
/// goes out only then.
class ChatResponseConstruct final : public ConstructHandler {
    Q_OBJECT
public:
    explicit ChatResponseConstruct(ChatService &chat)
        : m_chat(chat)
    {
    }

    ConstructType type() const override;
    void materialize(const ApplyJobPtr &job) override;

private:
    ChatService &m_chat;
};

} // namespace creact
