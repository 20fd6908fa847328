// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/modelaccess.h"

#include "core/base/clock.h"
#include "core/provider/demo/demoserver.h"
#include "core/provider/llm/jsonhttp.h"

namespace creact {

using namespace Qt::StringLiterals;

namespace {

Error notStarted()
{
    return {ErrorCode::Cancelled, u"The stack is not running."_s, {}, {}};
}

} // namespace

ModelAccess::ModelAccess(const ProviderOptions &options, const QProcessEnvironment &environment,
                         QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_environment(environment)
    , m_endpoint(ModelEndpoint{})
    , m_wikipedia(QUrl())
{
    readSettings();
}

ModelAccess::~ModelAccess()
{
    stop();
}

void ModelAccess::start(Clock &clock)
{
    if (m_http)
        return;
    m_clock = &clock;
    m_http = std::make_unique<JsonHttp>(clock);
    readSettings();
}

void ModelAccess::readSettings()
{
    const Result<DotEnv> dotEnv = readDotEnv(m_options.documentDir);
    m_dotEnvProblem.reset();
    if (!dotEnv) {
        m_dotEnvProblem = dotEnv.error();
        m_endpoint = dotEnv.error();
        m_wikipedia = dotEnv.error();
        return;
    }
    m_dotEnv = *dotEnv;
    m_endpoint = resolveEndpoint(m_options, m_environment, m_dotEnv);
    m_wikipedia = resolveWikipedia(m_options, m_environment, *dotEnv);
    const Result<QUrl> own = resolveWikipedia(m_options, m_environment, {});
    m_wikipediaIsFromDotEnv = own && own->isEmpty() && m_wikipedia && !m_wikipedia->isEmpty();
}

void ModelAccess::stop()
{
    if (m_http)
        m_http->cancelAll();
    m_http.reset();
    m_demo.reset();
}

Result<ModelEndpoint> ModelAccess::endpoint(const QString &profile)
{
    if (!m_http)
        return notStarted();
    const Result<ModelEndpoint> found = chosen(profile);
    return found && found->isDemo() ? demoEndpoint() : found;
}

Result<ModelEndpoint> ModelAccess::chosen(const QString &profile) const
{
    if (profile.isEmpty())
        return m_endpoint;
    if (profile == "demo"_L1)
        return ModelEndpoint{};
    if (!m_dotEnvProblem)
        return resolveEndpoint(m_options, m_environment, m_dotEnv, profile);
    return *m_dotEnvProblem;
}

Result<ModelEndpoint> ModelAccess::demoEndpoint()
{
    if (!m_demo) {
        auto server = std::make_unique<DemoServer>(*m_clock);
        server->setWordPause(m_options.demoWordPause);
        if (const Result<void> started = server->start(); !started)
            return started.error();
        m_demo = std::move(server);
    }
    return ModelEndpoint{ModelEndpoint::Source::Demo, m_demo->baseUrl(), {}, {}, {}};
}

Result<QUrl> ModelAccess::wikipedia()
{
    if (!m_http)
        return notStarted();
    if (!m_wikipedia || !m_wikipedia->isEmpty())
        return m_wikipedia;
    if (!isDemo())
        return publicWikipedia();
    if (const Result<ModelEndpoint> started = demoEndpoint(); !started)
        return started.error();
    return m_demo->wikipediaUrl();
}

std::optional<AddressPolicy> ModelAccess::wikipediaPolicy() const
{
    if (!m_wikipediaIsFromDotEnv)
        return {};
    AddressPolicy policy;
    policy.addName(m_wikipedia->host());
    return policy;
}

QString ModelAccess::label(const QString &profile) const
{
    const Result<ModelEndpoint> endpoint = chosen(profile);
    return endpoint ? endpoint->label() : QString();
}

QString ModelAccess::encyclopediaHost() const
{
    if (m_wikipedia && !m_wikipedia->isEmpty())
        return m_wikipedia->host();
    return isDemo() ? QString() : publicWikipedia().host();
}

bool ModelAccess::isDemo(const QString &profile) const
{
    const Result<ModelEndpoint> endpoint = chosen(profile);
    return endpoint && endpoint->isDemo();
}

Result<void> ModelAccess::checkProfile(const QString &profile) const
{
    if (profile.isEmpty() || profile == "demo"_L1)
        return {};
    const Result<NamedEndpoint> found = endpointNamed(m_options, profile);
    return found ? Result<void>() : found.error();
}

} // namespace creact
