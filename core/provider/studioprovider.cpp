// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/studioprovider.h"

#include "core/provider/chat/chathandlerconstruct.h"
#include "core/provider/chat/chatresponseconstruct.h"
#include "core/provider/chat/memoryconstructs.h"
#include "core/provider/chat/setstoreconstruct.h"
#include "core/provider/chat/unfinishedturns.h"
#include "core/provider/http/httpserverconstruct.h"
#include "core/provider/jobs/httprequestconstruct.h"
#include "core/provider/jobs/readfileconstruct.h"
#include "core/provider/jobs/runcommandconstruct.h"
#include "core/provider/jobs/timerconstruct.h"
#include "core/provider/jobs/writefileconstruct.h"
#include "core/provider/llm/modelaccess.h"
#include "core/provider/llm/register.h"
#include "core/provider/reaches.h"
#include "core/provider/tools/approvals.h"

namespace creact {

using namespace Qt::StringLiterals;

StudioProvider::StudioProvider(const ProviderOptions &options,
                               const QProcessEnvironment &environment, QObject *parent)
    : Provider(parent)
    , m_servers(std::make_unique<HttpServers>(HttpServers::Options{}))
    , m_chat(std::make_unique<ChatService>())
    , m_models(std::make_unique<ModelAccess>(options, environment))
    , m_approvals(std::make_unique<ToolApprovals>())
    , m_options(options)
{
    // Each construct of design section 5; a new one is a line here.
    add(std::make_unique<HttpServerConstruct>(*m_servers, options, environment));
    add(std::make_unique<ChatHandlerConstruct>(*m_chat, *m_servers));
    add(std::make_unique<ChatResponseConstruct>(*m_chat));
    add(std::make_unique<MemoryConstruct>());
    add(std::make_unique<MessageConstruct>());
    add(std::make_unique<AddMessagesConstruct>(AddMessagesConstruct::Form::One));
    add(std::make_unique<AddMessagesConstruct>(AddMessagesConstruct::Form::Many));
    add(std::make_unique<SetStoreConstruct>());
    add(std::make_unique<TimerConstruct>());
    add(std::make_unique<HttpRequestConstruct>(*m_models));
    add(std::make_unique<ReadFileConstruct>(options));
    add(std::make_unique<WriteFileConstruct>(options));
    add(std::make_unique<RunCommandConstruct>(options, environment));
    for (auto &handler : makeModelHandlers(*m_models, *m_approvals))
        add(std::move(handler));
}

StudioProvider::~StudioProvider()
{
    // The last one first: handlers give back their routes before their server goes.
    while (!m_handlers.empty())
        m_handlers.pop_back();
}

void StudioProvider::add(std::unique_ptr<ConstructHandler> handler)
{
    ConstructType type = handler->type();
    addReaches(type, m_options, *m_models);
    connect(handler.get(), &ConstructHandler::outputsChanged, this,
            [this](const QString &nodeId, const QJsonObject &outputs) {
                Q_EMIT outputsChanged(nodeId, outputs, m_host ? m_host->clock().now() : 0);
            });
    connect(handler.get(), &ConstructHandler::said, m_chat.get(), &ChatService::said);
    connect(handler.get(), &ConstructHandler::isDoing, m_chat.get(), &ChatService::isDoing);
    m_types.add(type);
    m_byType.insert(type.name, handler.get());
    m_handlers.push_back(std::move(handler));
}

void StudioProvider::initialize(ProviderHost &host, Done<void> done)
{
    m_host = &host;
    m_chat->start(host);
    for (const auto &handler : m_handlers)
        handler->start(host);
    done({});
}

void StudioProvider::materialize(const ApplyJobPtr &job)
{
    const QString &constructType = job->request().constructType;
    if (ConstructHandler *handler = handlerOf(constructType))
        handler->materialize(job);
    else
        job->fail({ErrorCode::UnknownConstruct,
                   u"Nothing here makes a %1 real."_s.arg(constructType),
                   job->nodeId(),
                   {}});
}

void StudioProvider::destroy(const NodeRecord &node, Done<void> done)
{
    if (ConstructHandler *handler = handlerOf(node.constructType))
        handler->destroy(node, std::move(done));
    else
        done({});
}

void StudioProvider::onError(const NodeRecord &node, const Error &error, bool handled)
{
    for (const auto &handler : m_handlers)
        handler->onError(node, error, handled);
}

Unfinished StudioProvider::unfinished(const StackRecord &state) const
{
    return unfinishedTurns(state);
}

void StudioProvider::stop(Done<void> done)
{
    for (auto it = m_handlers.rbegin(); it != m_handlers.rend(); ++it)
        (*it)->stop();
    m_models->stop();
    done({});
}

ConstructHandler *StudioProvider::handlerOf(const QString &constructType) const
{
    return m_byType.value(constructType);
}

} // namespace creact
