// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/localservers.h"

#include "core/provider/llm/endpoint.h"
#include "core/provider/llm/modellist.h"

#include <memory>
#include <optional>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds searchDeadline{2'000};

struct ServerSearch {
    QList<LocalServer> candidates;
    QList<std::optional<LocalServer>> found;
    qsizetype waiting = 0;
    bool cancelled = false;
    Done<QList<LocalServer>> done;

    void answered()
    {
        if (--waiting > 0)
            return;
        if (cancelled)
            return done(Error{ErrorCode::Cancelled, u"The search was cancelled."_s, {}, {}});
        QList<LocalServer> servers;
        for (const std::optional<LocalServer> &server : std::as_const(found)) {
            if (server)
                servers.append(*server);
        }
        done(servers);
    }
};

LocalServer usualServer(const QString &program, const QString &name, int port)
{
    return {program, name, QUrl(u"http://localhost:%1/v1"_s.arg(port)), {}, false};
}

HttpRequest searchRequest(const QUrl &baseUrl)
{
    HttpRequest request;
    request.url = baseUrl;
    request.url.setPath(baseUrl.path() + u"/models"_s);
    request.userAgent = "CReactStudio/" CREACT_VERSION;
    request.timeout = searchDeadline;
    request.who = u"The server"_s;
    return request;
}

/// Something else may listen there.
std::optional<LocalServer> serverIn(const HttpAnswer &answer, LocalServer candidate)
{
    if (!sameOrigin(answer.url, candidate.baseUrl))
        return {};
    if (answer.status == 401 || answer.status == 403) {
        candidate.wantsKey = true;
        return candidate;
    }
    ModelEndpoint endpoint;
    endpoint.baseUrl = candidate.baseUrl;
    const Result<QStringList> models = modelsIn(answer, endpoint);
    if (!models)
        return {};
    candidate.models = *models;
    return candidate;
}

} // namespace

LocalServers::LocalServers(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_http(clock)
{
}

QList<LocalServer> LocalServers::usualServers()
{
    return {usualServer(u"Ollama"_s, u"ollama"_s, 11434),
            usualServer(u"LM Studio"_s, u"lm-studio"_s, 1234),
            usualServer(u"llama.cpp"_s, u"llama-cpp"_s, 8080),
            usualServer(u"vLLM"_s, u"vllm"_s, 8000),
            usualServer(u"Jan"_s, u"jan"_s, 1337),
            usualServer(u"GPT4All"_s, u"gpt4all"_s, 4891),
            usualServer(u"KoboldCpp"_s, u"koboldcpp"_s, 5001),
            usualServer(u"text-generation-webui"_s, u"text-generation-webui"_s, 5000)};
}

void LocalServers::find(Done<QList<LocalServer>> done)
{
    find(usualServers(), std::move(done));
}

void LocalServers::find(const QList<LocalServer> &candidates, Done<QList<LocalServer>> done)
{
    const auto search = std::make_shared<ServerSearch>();
    search->candidates = candidates;
    search->found.resize(candidates.size());
    // One for who asks: the answers may come at once.
    search->waiting = candidates.size() + 1;
    search->done = std::move(done);
    for (qsizetype at = 0; at < candidates.size(); ++at) {
        m_http.send(searchRequest(candidates.at(at).baseUrl),
                    [search, at](const Result<HttpAnswer> &answer) {
                        if (answer)
                            search->found[at] = serverIn(*answer, search->candidates.at(at));
                        else if (answer.error().code == ErrorCode::Cancelled)
                            search->cancelled = true;
                        search->answered();
                    });
    }
    search->answered();
}

void LocalServers::cancel()
{
    m_http.cancelAll();
}

} // namespace creact
