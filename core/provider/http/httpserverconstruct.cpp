// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/httpserverconstruct.h"

#include <QDir>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

Error invalidServerProp(const ApplyJob &job, const QString &message, const QString &hint)
{
    return {ErrorCode::InvalidProps, message, job.nodeId(), hint};
}

} // namespace

HttpServerConstruct::HttpServerConstruct(HttpServers &servers, const ProviderOptions &options,
                                         const QProcessEnvironment &environment)
    : m_servers(servers)
    , m_options(options)
    , m_environment(environment)
{
}

ConstructType HttpServerConstruct::type() const
{
    ConstructType type;
    type.name = u"HttpServer"_s;
    type.doc = u"Listens for HTTP. Handlers below it add their paths; staticDir is served, else a "
               "chat page at /."_s;
    type.props = {
        {u"port"_s,
         ValueType::Integer,
         u"Port to listen on; 0 takes any free one."_s,
         false,
         3000,
         {},
         0,
         65535},
        {u"host"_s, ValueType::String,
         u"Address to listen on. Any other than this machine's own needs a token."_s, false,
         u"127.0.0.1"_s},
        {.name = u"staticDir"_s,
         .type = ValueType::String,
         .doc = u"Folder of files to serve, relative to the document and inside its folder."_s,
         .format = u"folder"_s},
        {u"token"_s, ValueType::String,
         u"Asked of every request, as bearer token or Basic password. env:NAME takes it from the "
         "environment and keeps it out of the stored state."_s},
    };
    type.outputs = {
        {u"id"_s, ValueType::String, u"Id of this server, for serverId."_s, OutputSpec::From::Id},
        {u"url"_s, ValueType::String, u"Where it listens; null while it does not."_s},
    };
    type.ephemeral = true;
    type.summaryOutput = u"url"_s;
    return type;
}

void HttpServerConstruct::materialize(const ApplyJobPtr &job)
{
    const Result<HttpServer::Settings> settings = settingsOf(*job);
    if (!settings)
        return job->fail(settings.error());
    const Result<StaticFiles> files = filesOf(*job);
    if (!files)
        return job->fail(files.error());

    HttpServer &server = m_servers.ensure(job->nodeId());
    server.setFiles(*files);
    const Result<void> listening = server.listen(*settings);
    ApplyResult result;
    result.outputs = {{u"id"_s, job->nodeId()},
                      {u"url"_s, listening ? QJsonValue(server.url().toString()) : QJsonValue()}};
    if (!listening)
        result.degraded = listening.error();
    job->succeed(std::move(result));
}

void HttpServerConstruct::destroy(const NodeRecord &node, Done<void> done)
{
    m_servers.remove(node.id.toString());
    done({});
}

Result<HttpServer::Settings> HttpServerConstruct::settingsOf(const ApplyJob &job)
{
    HttpServer::Settings settings;
    const double port = job.prop("port"_L1).toDouble(3000);
    if (port < 0 || port > 65535 || port != double(int(port)))
        return invalidServerProp(job, u"The port has to be a whole number from 0 to 65535."_s, {});
    settings.port = quint16(port);
    if (m_portOwner.isEmpty())
        m_portOwner = job.nodeId();
    if (m_options.port && m_portOwner == job.nodeId())
        settings.port = *m_options.port;

    const QString host = job.prop("host"_L1).toString(u"127.0.0.1"_s);
    settings.host =
        host == u"localhost" ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
    if (settings.host.isNull())
        return invalidServerProp(
            job, u"The host %1 is no address."_s.arg(host),
            u"Give an IP address, such as 127.0.0.1 or 0.0.0.0, or localhost."_s);
    // env:NAME keeps the token itself out of document, state and log.
    settings.token = job.prop("token"_L1).toString();
    if (settings.token.startsWith("env:"_L1)) {
        const QString name = settings.token.mid(4);
        settings.token = m_environment.value(name);
        if (settings.token.isEmpty())
            return invalidServerProp(
                job, u"The environment has no %1 to take the token from."_s.arg(name),
                u"Set it before the start."_s);
    }
    if (!settings.host.isLoopback() && settings.token.isEmpty())
        return invalidServerProp(
            job,
            u"Listening on %1 lets others reach this stack, and there is no token."_s.arg(host),
            u"Set token (env:NAME takes it from the environment), or leave host at 127.0.0.1."_s);
    return settings;
}

Result<StaticFiles> HttpServerConstruct::filesOf(const ApplyJob &job) const
{
    const QString staticDir = job.prop("staticDir"_L1).toString();
    if (staticDir.isEmpty() || m_options.documentDir.isEmpty())
        return StaticFiles();
    const QDir documentDir(m_options.documentDir);
    const QString root = QDir::cleanPath(documentDir.absolutePath());
    const QString folder = QDir::cleanPath(documentDir.absoluteFilePath(staticDir));
    const QString target = QFileInfo(folder).canonicalFilePath();
    const auto inside = [](const QString &path, const QString &top) {
        return path == top || path.startsWith(top + u'/');
    };
    if (!inside(folder, root)
        || (!target.isEmpty() && !inside(target, documentDir.canonicalPath())))
        return invalidServerProp(
            job, u"staticDir %1 leads out of the document's folder."_s.arg(staticDir),
            u"Serve a folder beside the document, such as \"public\"."_s);
    return StaticFiles(folder, m_options.privateDirs);
}

} // namespace creact
