// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/mailbox.h"
#include "core/provider/chat/textdelta.h"
#include "core/runtime/provider.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace creact {

/// Messages into the ChatHandlers and turns out of them: the one way for HTTP and for the window.
/// Engine thread only. A message counts once it is stored; what it became is read from the
/// handler's record, so nothing here is lost with the process.
class ChatService final : public QObject {
    Q_OBJECT
public:
    static constexpr int defaultQueueLimit = 100;
    static constexpr qsizetype maxMessage = 1024 * 1024;

    /// `makeId` gives unique ids of letters and digits for messages that bring none.
    explicit ChatService(std::function<QString()> makeId = {}, QObject *parent = nullptr);

    void start(ProviderHost &host) { m_host = &host; }
    /// Nothing is accepted any more.
    void stop();

    /// Stores the message, then answers with its turn (of a message sent again with its id: the
    /// turn as it stands, for as long as it is kept). InvalidArgument (empty, bad id or session),
    /// AlreadyExists (the id is another message's), NotFound (no such handler), QueueFull
    /// (also while it is paused), or why it could not be stored.
    void post(const QString &handlerId, const ChatMessage &message, Done<ChatTurn> accepted);
    /// Nothing is accepted until resumed: what waits is being forgotten.
    void pause(const QString &handlerId) { m_paused.insert(handlerId); }
    void resume(const QString &handlerId) { m_paused.remove(handlerId); }
    /// Of the unanswered turns only these go on, of all handlers. The others are not begun, or
    /// taken back from the stack; they and new ones are accepted, stored and wait, until letBegin()
    /// or the handler is made anew by another run.
    void holdBack(const QStringList &allBut);
    void letBegin();
    /// Ends a turn with the error Cancelled. NotFound when it is not queued or running.
    void cancelTurn(const QString &handlerId, const QString &turnId, Done<void> done = {});
    std::optional<ChatTurn> turn(const QString &handlerId, const QString &turnId) const;
    /// The last 50 answered ones, then the queue; oldest first.
    QList<ChatTurn> turns(const QString &handlerId) const;
    /// Full ids of the handlers that take messages now, in the order they came.
    QStringList handlers() const { return m_handlers; }

    // For the constructs.
    void open(const QString &handlerId, int queueLimit);
    void close(const QString &handlerId);
    /// What the handler's store says, with what is held back.
    Mailbox mailbox(const QString &handlerId, const QJsonObject &store) const;
    struct Ending {
        QList<NodePatch> patches;
        ChatTurn turn;
    };
    /// The patches that end a turn and show the next one; null when it is not in the inbox. Call
    /// ended() when it is stored.
    std::optional<Ending> end(const QString &handlerId, const QString &turnId,
                              const ChatOutcome &outcome) const;
    void ended(const ChatTurn &turn);
    /// What a node that works for a turn says, and what it does right now. Not stored.
    void said(const QString &nodeId, const TextDelta &delta);
    void isDoing(const QString &nodeId, const QString &text);
    /// A node failed for good: the turn it worked for ends with its error.
    void nodeFailed(const NodeRecord &node, const Error &error);

Q_SIGNALS:
    /// Accepted, running, answered or failed; each once it is stored.
    void turnChanged(const creact::ChatTurn &turn);
    void handlersChanged();
    /// The words of a model as they come, each piece once.
    void turnText(const QString &turnId, const QString &nodeId, const creact::TextDelta &delta,
                  const QString &handlerId);
    /// Empty: nothing.
    void turnActivity(const QString &turnId, const QString &nodeId, const QString &text,
                      const QString &handlerId);

private:
    struct TurnKey {
        QString handlerId;
        QString turnId;
    };

    using Waiting = QList<Done<ChatTurn>>;

    Result<void> check(const ChatMessage &message) const;
    const NodeRecord *record(const QString &handlerId) const;
    void showAgain(const QString &handlerId);
    void stored(const ChatTurn &turn, const Result<void> &result);
    void endNow(const QString &handlerId, const QString &turnId, const ChatOutcome &outcome,
                Done<void> done);
    std::optional<ChatTurn> turnOf(const NodeRecord &node) const;
    const TurnKey &speaker(const QString &nodeId);

    ProviderHost *m_host = nullptr;
    std::function<QString()> m_makeId;
    QStringList m_handlers;
    QHash<QString, int> m_queueLimits;
    QSet<QString> m_paused;
    /// The turns that go on while others are held back.
    std::optional<QSet<QString>> m_only;
    /// Who waits for a message to be stored, by handler and id.
    QHash<QPair<QString, QString>, Waiting> m_storing;
    /// Which turn a node speaks for, until that ends; with no turn when it speaks for none.
    QHash<QString, TurnKey> m_speakers;
};

} // namespace creact
