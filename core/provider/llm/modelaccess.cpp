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
    if (!dotEnv) {
        m_endpoint = dotEnv.error();
        m_wikipedia = dotEnv.error();
        return;
    }
    m_endpoint = resolveEndpoint(m_options, m_environment, *dotEnv);
    m_wikipedia = resolveWikipedia(m_options, m_environment, *dotEnv);
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
    const bool wantsDemo = profile == "demo"_L1;
    if (!profile.isEmpty() && !wantsDemo)
        return Error{ErrorCode::NotFound,
                     u"There is no endpoint profile \"%1\"."_s.arg(profile),
                     {},
                     u"Leave the endpoint out for the one that is set up, or use \"demo\"."_s};
    if (wantsDemo || (m_endpoint && m_endpoint->isDemo()))
        return demoEndpoint();
    return m_endpoint;
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
    return ModelEndpoint{ModelEndpoint::Source::Demo, m_demo->baseUrl(), {}};
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

QString ModelAccess::label() const
{
    return m_endpoint ? m_endpoint->label() : QString();
}

QString ModelAccess::encyclopediaHost() const
{
    if (m_wikipedia && !m_wikipedia->isEmpty())
        return m_wikipedia->host();
    return isDemo() ? QString() : publicWikipedia().host();
}

bool ModelAccess::isDemo() const
{
    return m_endpoint && m_endpoint->isDemo();
}

} // namespace creact
