// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/chathandlerconstruct.h"

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::hours sweepPause{1};
constexpr double dayInMs = 24.0 * 60 * 60 * 1000;

} // namespace

ChatHandlerConstruct::ChatHandlerConstruct(ChatService &chat, HttpServers &servers)
    : m_chat(chat)
    , m_servers(servers)
{
}

ConstructType ChatHandlerConstruct::type() const
{
    ConstructType type;
    type.name = u"ChatHandler"_s;
    type.doc =
        u"Takes chat messages, from POST on its path and from the chat panel, and keeps each "
        "until it is answered. A ChatResponse below answers."_s;
    type.props = {
        {u"serverId"_s, ValueType::String, u"Id of the HttpServer that the path belongs to."_s,
         true},
        {u"path"_s, ValueType::String, u"Where messages are posted; begins with /."_s, false,
         u"/chat"_s},
        {u"queueLimit"_s,
         ValueType::Integer,
         u"So many messages may wait; more are turned away with 429."_s,
         false,
         ChatService::defaultQueueLimit,
         {},
         1,
         10'000},
        {u"timeoutSeconds"_s,
         ValueType::Number,
         u"How long an HTTP client is kept waiting. The turn goes on after that."_s,
         false,
         120,
         {},
         1,
         3600},
        {.name = u"parallel"_s,
         .type = ValueType::Integer,
         .doc = u"Of so many sessions a message is worked on at the same time; the others wait."_s,
         .defaultValue = Mailbox::defaultParallel,
         .minimum = 1,
         .maximum = 1000},
        {.name = u"expireDays"_s,
         .type = ValueType::Number,
         .doc = u"A session in which nothing was said for so many days is dropped: it leaves "
                "sessions, and with it what is made for it there, its memory too. 0: never."_s,
         .defaultValue = 0,
         .minimum = 0,
         .maximum = 36'500},
    };
    type.outputs = {
        {u"id"_s, ValueType::String, u"Id of this handler, for handlerId."_s, OutputSpec::From::Id},
        {u"pending"_s, ValueType::Object,
         u"The oldest unanswered message {id, content, session}, or null."_s},
        {u"sessions"_s, ValueType::Array,
         u"Every session that wrote and has not expired {id, pending}: its oldest unanswered "
         u"message, "
         "or null. A for over it gives each session what it needs."_s},
    };
    type.ephemeral = true;
    type.summaryOutput = u"pending"_s;
    return type;
}

void ChatHandlerConstruct::materialize(const ApplyJobPtr &job)
{
    const QString id = job->nodeId();
    const QString path = job->prop("path"_L1).toString(u"/chat"_s);
    if (!path.startsWith(u'/'))
        return job->fail({ErrorCode::InvalidProps,
                          u"The path %1 does not begin with /."_s.arg(path), id,
                          u"Write \"/chat\", for example."_s});
    const QString serverId = job->prop("serverId"_L1).toString();
    HttpServer *server = m_servers.find(serverId);
    if (!server)
        return job->fail({ErrorCode::InvalidProps, u"There is no HttpServer %1."_s.arg(serverId),
                          id,
                          u"Bind serverId to the id of an HttpServer: {\"$\": \"server.id\"}."_s});

    std::unique_ptr<ChatRoutes> &routes = m_routes[id];
    if (!routes)
        routes = std::make_unique<ChatRoutes>(id, m_chat, host().clock());
    const double seconds = job->prop("timeoutSeconds"_L1).toDouble(120);
    routes->setTimeout(std::chrono::milliseconds(qint64(seconds * 1000)));
    if (const Result<void> served = routes->serveOn(*server, path); !served) {
        m_routes.erase(id);
        m_chat.close(id);
        return job->fail(served.error());
    }

    Mailbox mailbox = m_chat.mailbox(id, job->request().store);
    mailbox.showAtMost(job->prop("parallel"_L1).toInt(Mailbox::defaultParallel));
    ApplyResult result;
    result.outputs = {
        {u"id"_s, id}, {u"pending"_s, mailbox.pending()}, {u"sessions"_s, mailbox.sessions()}};
    // A turn from before the restart goes on under its own name.
    if (const auto turn = mailbox.oldest())
        result.event = Event{u"message"_s, turn->id, id, turn->acceptedAt};
    result.store = mailbox.store();
    // Not before: a message is added to the record, which is only now there.
    const int limit = job->prop("queueLimit"_L1).toInt(ChatService::defaultQueueLimit);
    result.whenStored = [self = QPointer(this), chat = QPointer(&m_chat), id, limit,
                         days = job->prop("expireDays"_L1).toDouble()] {
        if (chat)
            chat->open(id, limit);
        if (self)
            self->sweep(id, days);
    };
    job->succeed(std::move(result));
}

void ChatHandlerConstruct::destroy(const NodeRecord &node, Done<void> done)
{
    const QString id = node.id.toString();
    m_chat.close(id);
    m_routes.erase(id);
    m_sweeps.erase(id);
    done({});
}

/// Drops what has expired, now and every hour.
void ChatHandlerConstruct::sweep(const QString &id, double expireDays)
{
    // It may be the one that calls.
    const std::unique_ptr<Clock::Timer> calling = std::move(m_sweeps[id]);
    const NodeRecord *handler = host().node(id);
    if (expireDays <= 0 || !handler || !m_routes.contains(id)) {
        m_sweeps.erase(id);
        return;
    }
    m_sweeps[id] =
        host().clock().callAfter(sweepPause, [this, id, expireDays] { sweep(id, expireDays); });
    Mailbox mailbox = m_chat.mailbox(id, handler->store);
    const qint64 now = host().clock().now();
    const QStringList dropped = mailbox.dropIdleSince(now - qint64(expireDays * dayInMs));
    if (dropped.isEmpty())
        return;
    host().commit({{id, {{u"sessions"_s, mailbox.sessions()}}, mailbox.store()}},
                  {u"provider"_s, {}, id, now},
                  [self = QPointer(this), id, dropped](const Result<void> &stored) {
                      if (!self || !stored)
                          return;
                      for (const QString &session : dropped)
                          self->host().audit(u"session_expired"_s, id, {{u"session"_s, session}});
                  });
}

void ChatHandlerConstruct::onError(const NodeRecord &node, const Error &error, bool handled)
{
    // A fallback answers by itself.
    if (!handled)
        m_chat.nodeFailed(node, error);
}

void ChatHandlerConstruct::stop()
{
    m_sweeps.clear();
    m_chat.stop();
    m_routes.clear();
}

} // namespace creact
