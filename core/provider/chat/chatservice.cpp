// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/chatservice.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxSession = 128;
constexpr qsizetype maxSpeakers = 1000;

/// 80 random bits. No '-' and '.': they would be escaped in node ids.
QString randomTurnId()
{
    QString id;
    for (int i = 0; i < 16; ++i)
        id += QLatin1Char(
            "0123456789abcdefghijklmnopqrstuv"[QRandomGenerator::system()->bounded(32)]);
    return id;
}

/// A flow key as it stands in a node id (design section 4).
QString escapedKey(QString key)
{
    return key.replace(u'%', u"%25"_s).replace(u'-', u"%2D"_s).replace(u'.', u"%2E"_s);
}

Event messageEvent(const ChatTurn &turn)
{
    return {u"message"_s, turn.id, turn.handlerId, turn.acceptedAt};
}

/// What stands in the outputs after a turn ended. What works on the next message has that as cause,
/// and not the answer that made room for it.
QList<NodePatch> patchesAfter(const Mailbox &mailbox, const QString &handlerId,
                              const ChatTurn &ended)
{
    NodePatch pending{handlerId, {{u"pending"_s, mailbox.pending()}}, mailbox.store()};
    NodePatch sessions{handlerId, {{u"sessions"_s, mailbox.sessions()}}};
    if (const auto next = mailbox.oldest()) {
        pending.event = messageEvent(*next);
        sessions.event = messageEvent(mailbox.oldest(ended.session).value_or(*next));
    }
    return {pending, sessions};
}

/// The same message once more: in its session, or without naming one.
bool isRepeat(const ChatMessage &message, const ChatTurn &turn)
{
    return message.message == turn.question
        && (message.session.isEmpty() || message.session == turn.session);
}

Error noHandler(const QString &handlerId)
{
    return {ErrorCode::NotFound, u"There is no chat handler that takes messages."_s, handlerId,
            u"Deploy the stack first."_s};
}

} // namespace

ChatService::ChatService(std::function<QString()> makeId, QObject *parent)
    : QObject(parent)
    , m_makeId(makeId ? std::move(makeId) : randomTurnId)
{
}

void ChatService::stop()
{
    m_handlers.clear();
    m_queueLimits.clear();
    m_paused.clear();
    m_speakers.clear();
    m_only.reset();
    Q_EMIT handlersChanged();
}

void ChatService::open(const QString &handlerId, int queueLimit)
{
    m_queueLimits.insert(handlerId, queueLimit);
    if (m_handlers.contains(handlerId))
        return;
    m_handlers.append(handlerId);
    Q_EMIT handlersChanged();
}

void ChatService::close(const QString &handlerId)
{
    m_queueLimits.remove(handlerId);
    if (m_handlers.removeAll(handlerId) > 0)
        Q_EMIT handlersChanged();
}

void ChatService::holdBack(const QStringList &allBut)
{
    m_only = QSet<QString>(allBut.begin(), allBut.end());
    for (const QString &handlerId : std::as_const(m_handlers))
        showAgain(handlerId);
}

void ChatService::letBegin()
{
    if (!m_only)
        return;
    m_only.reset();
    for (const QString &handlerId : std::as_const(m_handlers))
        showAgain(handlerId);
}

Mailbox ChatService::mailbox(const QString &handlerId, const QJsonObject &store) const
{
    Mailbox mailbox(handlerId, store);
    mailbox.showOnly(m_only);
    if (const NodeRecord *handler = record(handlerId))
        mailbox.showAtMost(handler->props.value("parallel"_L1).toInt(Mailbox::defaultParallel));
    return mailbox;
}

/// Brings the handler's outputs in line with what is held back.
void ChatService::showAgain(const QString &handlerId)
{
    const NodeRecord *handler = record(handlerId);
    if (!handler || !handler->outputs)
        return;
    const Mailbox mailbox = this->mailbox(handlerId, handler->store);
    const QJsonObject shown{{u"pending"_s, mailbox.pending()}, {u"sessions"_s, mailbox.sessions()}};
    if (handler->outputs->value("pending"_L1) == shown.value("pending"_L1)
        && handler->outputs->value("sessions"_L1) == shown.value("sessions"_L1))
        return;
    const std::optional<ChatTurn> next = mailbox.oldest();
    const Event event = next ? messageEvent(*next) : Event{u"deploy"_s, {}, handlerId, {}};
    m_host->commit(
        {{handlerId, shown}}, event, [self = QPointer(this), next](const Result<void> &result) {
            const auto now =
                self && result && next ? self->turn(next->handlerId, next->id) : std::nullopt;
            if (now && now->endedAt == 0)
                Q_EMIT self->turnChanged(*now);
        });
}

void ChatService::post(const QString &handlerId, const ChatMessage &message,
                       Done<ChatTurn> accepted)
{
    if (const Result<void> checked = check(message); !checked)
        return accepted(checked.error());
    const NodeRecord *handler = record(handlerId);
    if (!handler || !m_queueLimits.contains(handlerId))
        return accepted(noHandler(handlerId));

    Mailbox mailbox = this->mailbox(handlerId, handler->store);
    const QString id = message.id.isEmpty() ? m_makeId() : message.id;
    const std::optional<ChatTurn> known = mailbox.find(id);
    if (known && !isRepeat(message, *known))
        return accepted(Error{ErrorCode::AlreadyExists,
                              u"Another message was sent with the id %1."_s.arg(id), handlerId,
                              u"Give each message an id of its own."_s});
    const QPair<QString, QString> key(handlerId, id);
    if (const auto waiting = m_storing.find(key); waiting != m_storing.end()) {
        waiting->append(std::move(accepted));
        return;
    }
    if (known)
        return accepted(*known);
    if (m_paused.contains(handlerId))
        return accepted(Error{ErrorCode::QueueFull,
                              u"A conversation is being forgotten; nothing is taken meanwhile."_s,
                              handlerId, u"Try again in a moment."_s});
    const int limit = m_queueLimits.value(handlerId);
    if (mailbox.queued() >= limit)
        return accepted(Error{ErrorCode::QueueFull,
                              u"%1 messages are waiting; no more are taken."_s.arg(limit),
                              handlerId, u"Try again when some are answered."_s});

    ChatTurn turn;
    turn.id = id;
    turn.session = message.session.isEmpty() ? u"default"_s : message.session;
    turn.handlerId = handlerId;
    turn.question = message.message;
    turn.acceptedAt = m_host->clock().now();
    mailbox.accept(turn);
    m_storing.insert(key, {std::move(accepted)});
    m_host->commit({{handlerId,
                     {{u"pending"_s, mailbox.pending()}, {u"sessions"_s, mailbox.sessions()}},
                     mailbox.store()}},
                   messageEvent(turn), [self = QPointer(this), turn](const Result<void> &result) {
                       if (self)
                           self->stored(turn, result);
                   });
}

Result<void> ChatService::check(const ChatMessage &message) const
{
    static const QRegularExpression idPattern(u"\\A[A-Za-z0-9_-]{1,64}\\z"_s);
    if (message.message.trimmed().isEmpty())
        return Error{ErrorCode::InvalidArgument, u"The message is empty."_s, {}, {}};
    if (message.message.size() > maxMessage)
        return Error{ErrorCode::InvalidArgument, u"The message is too long."_s, {}, {}};
    if (!message.id.isEmpty() && !idPattern.match(message.id).hasMatch())
        return Error{ErrorCode::InvalidArgument,
                     u"An id is 1 to 64 letters, digits, '_' and '-'."_s,
                     {},
                     {}};
    const bool printable = std::all_of(message.session.begin(), message.session.end(),
                                       [](QChar c) { return c.isPrint(); });
    if (message.session.size() > maxSession || !printable)
        return Error{ErrorCode::InvalidArgument,
                     u"A session is at most %1 printable characters."_s.arg(maxSession),
                     {},
                     {}};
    return {};
}

void ChatService::stored(const ChatTurn &turn, const Result<void> &result)
{
    const Waiting waiting = m_storing.take({turn.handlerId, turn.id});
    if (!result) {
        for (const Done<ChatTurn> &done : waiting)
            done(result.error());
        return;
    }
    m_host->audit(u"turn_accepted"_s, turn.handlerId,
                  {{u"turn"_s, turn.id}, {u"session"_s, turn.session}});
    const ChatTurn now = this->turn(turn.handlerId, turn.id).value_or(turn);
    // Ended already: that was told, and is the later news.
    if (now.endedAt == 0)
        Q_EMIT turnChanged(now);
    for (const Done<ChatTurn> &done : waiting)
        done(now);
}

void ChatService::cancelTurn(const QString &handlerId, const QString &turnId, Done<void> done)
{
    endNow(handlerId, turnId,
           {{}, Error{ErrorCode::Cancelled, u"The turn was cancelled."_s, handlerId, {}}},
           std::move(done));
}

std::optional<ChatTurn> ChatService::turn(const QString &handlerId, const QString &turnId) const
{
    const NodeRecord *handler = record(handlerId);
    return handler ? Mailbox(*handler).find(turnId) : std::nullopt;
}

QList<ChatTurn> ChatService::turns(const QString &handlerId) const
{
    const NodeRecord *handler = record(handlerId);
    return handler ? Mailbox(*handler).turns() : QList<ChatTurn>();
}

std::optional<ChatService::Ending> ChatService::end(const QString &handlerId, const QString &turnId,
                                                    const ChatOutcome &outcome) const
{
    const NodeRecord *handler = record(handlerId);
    if (!handler)
        return {};
    Mailbox mailbox = this->mailbox(handlerId, handler->store);
    const std::optional<ChatTurn> turn = mailbox.end(turnId, outcome, m_host->clock().now());
    if (!turn)
        return {};
    return Ending{patchesAfter(mailbox, handlerId, *turn), *turn};
}

void ChatService::ended(const ChatTurn &turn)
{
    m_speakers.removeIf([&](const auto &entry) {
        return entry->turnId == turn.id && entry->handlerId == turn.handlerId;
    });
    TurnRecord kept;
    kept.id = turn.id;
    kept.session = turn.session;
    kept.handlerId = turn.handlerId;
    kept.question = turn.question;
    kept.answer = turn.answer;
    kept.error = turn.error;
    kept.acceptedAt = turn.acceptedAt;
    kept.endedAt = turn.endedAt;
    QJsonObject details{{u"turn"_s, turn.id}, {u"ms"_s, turn.endedAt - turn.acceptedAt}};
    if (turn.error)
        details.insert(u"error"_s, turn.error->toJson());
    m_host->audit(turn.error ? u"turn_failed"_s : u"turn_answered"_s, turn.handlerId, details);
    m_host->turnEnded(kept);
    Q_EMIT turnChanged(turn);
    const NodeRecord *handler = record(turn.handlerId);
    if (const auto next = handler ? Mailbox(*handler).oldest() : std::nullopt)
        Q_EMIT turnChanged(*next);
}

void ChatService::endNow(const QString &handlerId, const QString &turnId,
                         const ChatOutcome &outcome, Done<void> done)
{
    const std::optional<Ending> ending = end(handlerId, turnId, outcome);
    if (!ending) {
        if (done)
            done(Error{
                ErrorCode::NotFound, u"This turn is not queued or running."_s, handlerId, {}});
        return;
    }
    m_host->commit(ending->patches, messageEvent(ending->turn),
                   [self = QPointer(this), turn = ending->turn, done](const Result<void> &result) {
                       if (self && result)
                           self->ended(turn);
                       if (done)
                           done(result);
                   });
}

void ChatService::said(const QString &nodeId, const TextDelta &delta)
{
    // It begins, perhaps for another turn than last time.
    if (delta.again)
        m_speakers.remove(nodeId);
    if (const TurnKey key = speaker(nodeId); !key.turnId.isEmpty())
        Q_EMIT turnText(key.turnId, nodeId, delta, key.handlerId);
}

void ChatService::isDoing(const QString &nodeId, const QString &text)
{
    if (!text.isEmpty())
        m_speakers.remove(nodeId);
    if (const TurnKey key = speaker(nodeId); !key.turnId.isEmpty())
        Q_EMIT turnActivity(key.turnId, nodeId, text, key.handlerId);
}

/// To find it costs as much as the handlers have turns, too much for each word.
const ChatService::TurnKey &ChatService::speaker(const QString &nodeId)
{
    const auto known = m_speakers.constFind(nodeId);
    if (known != m_speakers.constEnd())
        return *known;
    if (m_speakers.size() >= maxSpeakers)
        m_speakers.clear();
    const NodeRecord *node = m_host ? m_host->node(nodeId) : nullptr;
    const std::optional<ChatTurn> turn = node ? turnOf(*node) : std::nullopt;
    return *m_speakers.insert(nodeId, turn ? TurnKey{turn->handlerId, turn->id} : TurnKey());
}

void ChatService::nodeFailed(const NodeRecord &node, const Error &error)
{
    if (const auto turn = turnOf(node))
        endNow(turn->handlerId, turn->id, {{}, error}, {});
}

/// By the turn's id among the keys of the node's own id, or by the event that caused the node:
/// alone neither is sure, for keys may look alike and one event may let two turns begin.
std::optional<ChatTurn> ChatService::turnOf(const NodeRecord &node) const
{
    QStringList keys;
    const QStringList path = node.id.path();
    for (const QString &segment : path)
        keys += segment.split(u'-');
    std::optional<ChatTurn> found;
    for (const QString &handlerId : m_handlers) {
        const QList<ChatTurn> turns = this->turns(handlerId);
        for (const ChatTurn &turn : turns) {
            if (turn.endedAt != 0 || !keys.contains(escapedKey(turn.id)))
                continue;
            if (!found || turn.id == node.cause.event.id)
                found = turn;
        }
    }
    if (found || node.cause.event.kind != u"message")
        return found;
    found = turn(node.cause.event.node, node.cause.event.id);
    return found && found->endedAt == 0 ? found : std::nullopt;
}

const NodeRecord *ChatService::record(const QString &handlerId) const
{
    const NodeRecord *node = m_host ? m_host->node(handlerId) : nullptr;
    return node && node->constructType == u"ChatHandler" ? node : nullptr;
}

} // namespace creact
