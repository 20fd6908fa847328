// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/unfinishedturns.h"

#include "core/provider/chat/mailbox.h"

namespace creact {

using namespace Qt::StringLiterals;

namespace {

bool isKnownMessage(const StackRecord &state, const NodeRecord &response)
{
    const QString messageId = response.props.value("messageId"_L1).toString();
    const NodeRecord *handler = state.find(response.props.value("handlerId"_L1).toString());
    return handler && Mailbox(*handler).find(messageId);
}

} // namespace

Unfinished unfinishedTurns(const StackRecord &state)
{
    Unfinished result;
    for (const NodeRecord &node : state.nodes()) {
        if (node.constructType == u"ChatHandler") {
            const QList<ChatTurn> turns = Mailbox(node).turns();
            for (const ChatTurn &turn : turns) {
                if (turn.endedAt == 0)
                    result.turns.append(turn.id);
            }
        } else if (node.constructType == u"ChatResponse" && node.state == NodeState::Applying
                   && !isKnownMessage(state, node)) {
            result.undeliverable.insert(node.id.toString());
        }
    }
    return result;
}

} // namespace creact
