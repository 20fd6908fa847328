// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/llm/jsonhttp.h"
#include "core/provider/llm/modelaccess.h"
#include "core/provider/net/hostresolver.h"
#include "core/provider/tools/approvals.h"
#include "core/provider/tools/toolexechandler.h"
#include "core/provider/tools/toolhandler.h"
#include "core/provider/tools/toolkinds.h"
#include "tests/core/provider/llm/handlerhost.h"
#include "tests/support/fakehost.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

namespace creact {

/// A server at loopback that keeps whole requests and answers them by their path.
class ToolServer : public QTcpServer {
public:
    ToolServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { take(socket); });
        });
    }
    QString url(const QString &path) const
    {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(path);
    }
    void answer(const QByteArray &path, const QByteArray &type, const QByteArray &body,
                const QByteArray &status = "200 OK")
    {
        answers[path] = "HTTP/1.1 " + status + "\r\nContent-Type: " + type
            + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    QList<QByteArray> requests;
    QHash<QByteArray, QByteArray> answers;
    /// Requests are kept and not answered.
    bool hangs = false;

private:
    void take(QTcpSocket *socket)
    {
        QByteArray &bytes = m_bytes[socket];
        bytes += socket->readAll();
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const qsizetype at = bytes.toLower().indexOf("content-length: ");
        const qint64 length =
            at < 0 ? 0 : bytes.mid(at + 16, bytes.indexOf('\r', at) - at - 16).toLongLong();
        if (bytes.size() < end + 4 + length)
            return;
        const QByteArray request = std::exchange(bytes, {});
        requests += request;
        if (!hangs)
            socket->write(answers.value(request.split(' ').value(1),
                                        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
    }

    QHash<QTcpSocket *, QByteArray> m_bytes;
};

/// One run of the program for tools: FakeHost keeps what is durable, everything else ends with
/// this.
class ToolStage {
public:
    explicit ToolStage(FakeHost &host, const QProcessEnvironment &environment = {},
                       const QString &documentDir = {})
        : m_host(host)
    {
        ProviderOptions options;
        options.documentDir = documentDir;
        access = std::make_unique<ModelAccess>(options, environment);
        kinds = std::make_shared<const ToolKinds>(*access);
        exec = std::make_unique<ToolExecHandler>(*access, kinds, approvals);
        exec->start(host);
    }
    ~ToolStage() { exec->stop(); }

    /// The Tool with these props, real and recorded; its outputs.
    QJsonObject tool(const QJsonObject &props)
    {
        ToolHandler handler(kinds);
        const Result<ApplyResult> made =
            m_host.apply(handler, {QStringLiteral("tool")}, QStringLiteral("Tool"), props);
        return made ? made->outputs : QJsonObject{{QStringLiteral("error"), made.error().message}};
    }

    /// A call of it at a node, which is recorded as the runtime does before it hands the job on.
    JobRun call(const QJsonObject &tool, const QJsonObject &args,
                const Event &event = {QStringLiteral("message"), QStringLiteral("m1"), {}, 0},
                const QString &segment = QStringLiteral("exec"))
    {
        JobRun run;
        ApplyJob::Request request;
        request.id = NodeId::root(segment);
        request.constructType = QStringLiteral("ToolExec");
        request.props = {{QStringLiteral("name"), tool.value(QStringLiteral("name"))},
                         {QStringLiteral("args"), args},
                         {QStringLiteral("tools"), QJsonArray{tool}}};
        request.event = event;
        if (const NodeRecord *before = m_host.records.find(request.id))
            request.store = before->store;
        NodeRecord record;
        record.id = request.id;
        record.constructType = request.constructType;
        record.props = request.props;
        record.cause.event = event;
        record.state = NodeState::Applying;
        record.store = request.store;
        m_host.records.put(record);
        run.job =
            std::make_shared<ApplyJob>(request,
                                       [&host = m_host, id = request.id, end = run.end](
                                           Result<ApplyResult> result, const QList<NodePatch> &) {
                                           NodeRecord after = *host.records.find(id);
                                           if (result.ok()) {
                                               after.outputs = result->outputs;
                                               after.store = result->store.value_or(after.store);
                                           }
                                           host.records.put(after);
                                           end->emplace(std::move(result));
                                       });
        exec->materialize(run.job);
        return run;
    }

    std::unique_ptr<ModelAccess> access;
    std::shared_ptr<const ToolKinds> kinds;
    ToolApprovals approvals;
    std::unique_ptr<ToolExecHandler> exec;

private:
    FakeHost &m_host;
};

inline QString resultOf(const JobRun &run)
{
    return run.outputs().value(QStringLiteral("result")).toString();
}

inline bool isErrorResult(const JobRun &run)
{
    return run.outputs().value(QStringLiteral("isError")).toBool();
}

} // namespace creact
