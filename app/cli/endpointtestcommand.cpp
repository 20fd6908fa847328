// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/endpointoptions.h"
#include "app/cli/stackcommand.h"
#include "app/cli/table.h"
#include "core/base/clock.h"
#include "core/provider/llm/endpointcheck.h"
#include "core/provider/llm/localservers.h"
#include "core/secrets/keychainstore.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace creact::cli {

namespace {

/// Asks an endpoint, and says what came of it.
class EndpointTestCommand : public Command {
public:
    EndpointTestCommand(const Invocation &invocation, Console &console)
        : m_invocation(invocation)
        , m_console(console)
        , m_check(m_clock)
    {
    }

    void start() override
    {
        ProviderOptions options;
        options.documentDir = u"."_s;
        if (const Result<void> read = readEndpointOption(m_invocation.arguments.at(0), options);
            !read)
            return fail(read.error());
        withEndpoints(options, &m_store, [this](const Result<ProviderOptions> &filled) {
            if (!filled)
                return fail(filled.error());
            const Result<DotEnv> dotEnv = readDotEnv(filled->documentDir);
            const Result<ModelEndpoint> endpoint = dotEnv
                ? resolveEndpoint(*filled, QProcessEnvironment::systemEnvironment(), *dotEnv)
                : Result<ModelEndpoint>(dotEnv.error());
            if (!endpoint)
                return fail(endpoint.error());
            m_hadKey = !endpoint->apiKey.isEmpty();
            m_check.run(*endpoint, m_invocation.options.value(u"model"_s),
                        [this](const Result<EndpointReport> &report) {
                            if (!report)
                                return fail(report.error());
                            tell(*report);
                            Q_EMIT finished(ExitCode::Done);
                        });
        });
    }

protected:
    virtual void tell(const EndpointReport &report)
    {
        const qint64 ms = report.time.count();
        const bool spoke = m_invocation.has(u"model"_s);
        if (m_invocation.json()) {
            QJsonObject object{{u"ok"_s, true},
                               {u"ms"_s, ms},
                               {u"key"_s, m_hadKey},
                               {u"models"_s, QJsonArray::fromStringList(report.models)}};
            if (spoke)
                object.insert(u"said"_s, report.said);
            return m_console.print(object);
        }
        m_console.print(u"It works: %1, %2 ms, %3"_s
                            .arg(report.models.size() == 1
                                     ? u"1 model"_s
                                     : u"%1 models"_s.arg(report.models.size()))
                            .arg(ms)
                            .arg(m_hadKey ? u"with a key"_s : u"without a key"_s));
        if (spoke)
            m_console.print(
                u"%1 said: %2"_s.arg(m_invocation.options.value(u"model"_s), report.said));
    }

    Invocation m_invocation;
    Console &m_console;

private:
    void fail(const Error &error)
    {
        if (m_invocation.json())
            m_console.print(QJsonObject{{u"ok"_s, false}, {u"error"_s, error.toJson()}});
        m_console.error(error);
        Q_EMIT finished(exitCodeOf(error.code));
    }

    SystemClock m_clock;
    KeychainStore m_store{10s};
    EndpointCheck m_check;
    bool m_hadKey = false;
};

class EndpointModelsCommand final : public EndpointTestCommand {
public:
    using EndpointTestCommand::EndpointTestCommand;

protected:
    void tell(const EndpointReport &report) override
    {
        if (m_invocation.json())
            return m_console.print(QJsonArray::fromStringList(report.models));
        for (const QString &model : report.models)
            m_console.print(model);
    }
};

class EndpointFindCommand final : public Command {
public:
    EndpointFindCommand(const Invocation &invocation, Console &console)
        : m_invocation(invocation)
        , m_console(console)
        , m_servers(m_clock)
    {
    }

    void start() override
    {
        m_console.progress(u"looking on this machine…"_s);
        m_servers.find([this](const Result<QList<LocalServer>> &found) {
            m_console.progress({});
            if (found)
                tell(*found);
            Q_EMIT finished(found ? ExitCode::Done : exitCodeOf(found.error().code));
        });
    }

private:
    void tell(const QList<LocalServer> &found)
    {
        QJsonArray json;
        Table table({u"PROGRAM"_s, u"ADDRESS"_s, u"MODELS"_s});
        for (const LocalServer &server : found) {
            json.append(QJsonObject{{u"program"_s, server.program},
                                    {u"name"_s, server.name},
                                    {u"baseUrl"_s, server.baseUrl.toString()},
                                    {u"wantsKey"_s, server.wantsKey},
                                    {u"models"_s, QJsonArray::fromStringList(server.models)}});
            table.addRow(
                {server.program, server.baseUrl.toString(),
                 server.wantsKey ? u"wants a key"_s : QString::number(server.models.size())});
        }
        if (m_invocation.json())
            return m_console.print(json);
        if (found.isEmpty())
            return m_console.print(
                u"No model server answers on the usual ports of this machine."_s);
        table.print(m_console);
        const LocalServer &first = found.constFirst();
        m_console.note(u"Next: creact endpoint add %1 %2%3"_s.arg(
            first.name, first.baseUrl.toString(), first.wantsKey ? QString() : u" --no-key"_s));
    }

    Invocation m_invocation;
    Console &m_console;
    SystemClock m_clock;
    LocalServers m_servers;
};

} // namespace

CommandSpec endpointTestCommand()
{
    return {.name = u"endpoint test"_s,
            .usage = u"NAME|URL|demo"_s,
            .summary = u"Ask an endpoint for its models, and say what is wrong if it fails."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .options = {{u"model"_s, u"Let this model say a word, too."_s, u"MODEL"_s}},
            .create = makeCommand<EndpointTestCommand>()};
}

CommandSpec endpointModelsCommand()
{
    return {.name = u"endpoint models"_s,
            .usage = u"NAME|URL|demo"_s,
            .summary = u"List the models that an endpoint has."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .create = makeCommand<EndpointModelsCommand>()};
}

CommandSpec endpointFindCommand()
{
    return {.name = u"endpoint find"_s,
            .usage = {},
            .summary = u"Look for model servers on the usual ports of this machine."_s,
            .create = makeCommand<EndpointFindCommand>()};
}

} // namespace creact::cli
