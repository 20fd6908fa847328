// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/demoserver.h"

#include "core/provider/demo/democonnection.h"
#include "core/provider/demo/demomodel.h"
#include "core/provider/demo/demostream.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrlQuery>

namespace creact {

using namespace Qt::StringLiterals;

struct DemoServer::Reply {
    int status = 200;
    QByteArray body = {};
    DemoConnection::Headers headers = {};
    /// Sent instead of the body.
    QList<QByteArray> events = {};
};

namespace {

constexpr qsizetype keptExchanges = 64;
constexpr int maxDemoConnections = 256;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray errorBody(const QString &message, const QString &type)
{
    return compact({{u"error"_s, QJsonObject{{u"message"_s, message}, {u"type"_s, type}}}});
}

/// A completion with this message.
QByteArray completionBody(const QJsonObject &message, const QString &finishReason)
{
    const QJsonObject choice{
        {u"index"_s, 0}, {u"message"_s, message}, {u"finish_reason"_s, finishReason}};
    return compact({{u"object"_s, u"chat.completion"_s},
                    {u"model"_s, DemoModel::name()},
                    {u"choices"_s, QJsonArray{choice}}});
}

QByteArray callBody(const QString &tool, const QString &arguments)
{
    const QJsonObject call{
        {u"id"_s, u"call_fault"_s},
        {u"type"_s, u"function"_s},
        {u"function"_s, QJsonObject{{u"name"_s, tool}, {u"arguments"_s, arguments}}}};
    return completionBody({{u"role"_s, u"assistant"_s},
                           {u"content"_s, QJsonValue()},
                           {u"tool_calls"_s, QJsonArray{call}}},
                          u"tool_calls"_s);
}

QString firstToolOf(const QByteArray &request)
{
    const QJsonArray tools = QJsonDocument::fromJson(request)["tools"_L1].toArray();
    return tools.isEmpty() ? u"wikipedia"_s : tools.first()["function"_L1]["name"_L1].toString();
}

DemoServer::Fault takeFault(QList<DemoServer::Fault> &faults)
{
    return faults.isEmpty() ? DemoServer::Fault::None : faults.takeFirst();
}

} // namespace

DemoServer::DemoServer(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_encyclopedia(Encyclopedia::builtIn())
    , m_server(std::make_unique<QTcpServer>())
{
    connect(m_server.get(), &QTcpServer::newConnection, this, &DemoServer::accept);
}

DemoServer::~DemoServer() = default;

Result<void> DemoServer::start()
{
    if (m_server->isListening() || m_server->listen(QHostAddress::LocalHost))
        return {};
    return Error{ErrorCode::PortInUse,
                 u"The demo endpoint cannot start: %1."_s.arg(m_server->errorString()),
                 {},
                 u"Set up another endpoint, or free a local port."_s};
}

quint16 DemoServer::port() const
{
    return m_server->serverPort();
}

QUrl DemoServer::address(const QString &path) const
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(port());
    url.setPath(path);
    return url;
}

QUrl DemoServer::baseUrl() const
{
    return address(u"/v1"_s);
}

QUrl DemoServer::wikipediaUrl() const
{
    return address(u"/w/api.php"_s);
}

void DemoServer::failNext(Fault fault, int times)
{
    m_modelFaults.append(QList<Fault>(times, fault));
}

void DemoServer::failNextSearch(Fault fault, int times)
{
    m_searchFaults.append(QList<Fault>(times, fault));
}

int DemoServer::openConnections() const
{
    return int(findChildren<DemoConnection *>(Qt::FindDirectChildrenOnly).size());
}

void DemoServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        if (openConnections() >= maxDemoConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        auto *connection = new DemoConnection(socket, this);
        connect(connection, &DemoConnection::requestRead, this,
                [this, connection](const DemoRequest &request) { handle(connection, request); });
    }
}

void DemoServer::handle(DemoConnection *connection, const DemoRequest &request)
{
    const QString path = request.target.path();
    ++m_counts[path];
    if (path == "/v1/chat/completions"_L1 && request.method == "POST") {
        completion(connection, request);
    } else if (path == "/w/api.php"_L1 && request.method == "GET") {
        search(connection, request);
    } else if (path == "/v1/models"_L1 && request.method == "GET") {
        const QJsonObject model{
            {u"id"_s, DemoModel::name()}, {u"object"_s, u"model"_s}, {u"owned_by"_s, u"creact"_s}};
        send(connection, request,
             {200, compact({{u"object"_s, u"list"_s}, {u"data"_s, QJsonArray{model}}})});
    } else {
        send(connection, request, {404, errorBody(u"There is no such route."_s, u"not_found"_s)});
    }
}

void DemoServer::completion(DemoConnection *connection, const DemoRequest &request)
{
    const Fault fault = takeFault(m_modelFaults);
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    Reply reply;
    if (!body.value("messages"_L1).isArray() || !body.value("model"_L1).isString())
        reply = {400, errorBody(u"A model and messages are needed."_s, u"invalid_request_error"_s)};
    else
        reply = {200, compact(DemoModel::answer(body))};
    if (reply.status == 200 && body.value("stream"_L1).toBool())
        reply.events = demoStream(DemoModel::answer(body),
                                  body["stream_options"_L1]["include_usage"_L1].toBool());
    answer(connection, request, fault, reply);
}

void DemoServer::search(DemoConnection *connection, const DemoRequest &request)
{
    const Fault fault = takeFault(m_searchFaults);
    const QUrlQuery query(request.target);
    const int limit = qBound(1, query.queryItemValue(u"srlimit"_s).toInt(), 50);
    const QString wanted = query.queryItemValue(u"srsearch"_s, QUrl::FullyDecoded);
    answer(connection, request, fault, {200, compact(m_encyclopedia.searchAnswer(wanted, limit))});
}

void DemoServer::answer(DemoConnection *connection, const DemoRequest &request, Fault fault,
                        const Reply &reply)
{
    switch (fault) {
    case Fault::None:
        send(connection, request, reply);
        return;
    case Fault::Hang:
        record(request, 0, {});
        return;
    case Fault::Close:
        record(request, 0, {});
        connection->drop();
        return;
    case Fault::Slow:
        sendLater(connection, request, reply);
        return;
    default:
        send(connection, request, faultReply(fault, request));
    }
}

void DemoServer::sendLater(DemoConnection *connection, const DemoRequest &request,
                           const Reply &reply)
{
    const QPointer<DemoConnection> held = connection;
    m_slow.push_back(m_clock.callAfter(slowDelay, [this, held, request, reply] {
        if (held)
            send(held, request, reply);
    }));
}

DemoServer::Reply DemoServer::faultReply(Fault fault, const DemoRequest &request) const
{
    switch (fault) {
    case Fault::RateLimited:
        return {429, errorBody(u"Rate limit reached."_s, u"rate_limit"_s), {{"Retry-After", "7"}}};
    case Fault::Unauthorized: {
        const QString key = QString::fromUtf8(request.headers.value("authorization"));
        return {401, errorBody(u"Incorrect API key provided: %1"_s.arg(key), u"auth"_s)};
    }
    case Fault::Rejected:
        return {400, errorBody(u"This model does not exist."_s, u"invalid_request_error"_s)};
    case Fault::InvalidJson:
        return {200, R"({"choices": [{"message": {"role": "assist)"};
    case Fault::NoChoices:
        return {200, R"({"choices": []})"};
    case Fault::EmptyContent:
        return {
            200,
            completionBody({{u"role"_s, u"assistant"_s}, {u"content"_s, QString()}}, u"stop"_s)};
    case Fault::BadToolArguments:
        return {200, callBody(firstToolOf(request.body), u"{\"query\": Ada"_s)};
    case Fault::UnknownTool:
        return {200, callBody(u"launch_rocket"_s, u"{}"_s)};
    case Fault::Redirect:
        return {307, "{}", {{"Location", m_redirectTarget.toEncoded()}}};
    default:
        return {500, errorBody(u"Something broke inside the demo server."_s, u"server_error"_s)};
    }
}

void DemoServer::send(DemoConnection *connection, const DemoRequest &request, const Reply &reply)
{
    record(request, reply.status, reply.body);
    if (reply.events.isEmpty())
        return connection->respond(reply.status, reply.body, reply.headers);
    connection->stream(reply.events, m_clock, m_wordPause);
}

void DemoServer::record(const DemoRequest &request, int status, const QByteArray &response)
{
    m_log.append({request.method, request.target.path(), request.headers.value("authorization"),
                  request.headers.value("user-agent"),
                  request.method == "GET" ? request.target.query().toUtf8() : request.body, status,
                  response});
    if (m_log.size() > keptExchanges)
        m_log.removeFirst();
}

} // namespace creact
