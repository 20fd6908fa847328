// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakeengine.h"

#include <QHash>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QHash<const Engine *, EngineScript> &scripts()
{
    static QHash<const Engine *, EngineScript> all;
    return all;
}

} // namespace

EngineScript &EngineScript::of(const Engine &engine)
{
    return scripts()[&engine];
}

Engine::Engine(QObject *parent)
    : QObject(parent)
{
    scripts().insert(this, {});
}

Engine::~Engine()
{
    scripts().remove(this);
}

void Engine::open(const OpenRequest &request, Done<void> done)
{
    EngineScript &script = EngineScript::of(*this);
    script.calls.append(u"open"_s);
    script.opened.append(request);
    if (script.onOpen)
        script.onOpen(request);
    if (done)
        done({});
}

void Engine::plan(Done<Plan> done)
{
    done(Plan());
}

void Engine::deploy(Done<void> done)
{
    EngineScript::of(*this).calls.append(u"deploy"_s);
    if (done)
        done({});
}

void Engine::stop(Done<void> done)
{
    EngineScript &script = EngineScript::of(*this);
    script.calls.append(u"stop"_s);
    if (script.onStop)
        script.onStop();
    if (done)
        done({});
}

void Engine::destroyStack(Done<void> done)
{
    done({});
}

void Engine::sendMessage(const QString &handlerId, const ChatMessage &message,
                         Done<ChatTurn> accepted)
{
    EngineScript &script = EngineScript::of(*this);
    script.calls.append(u"send %1 %2"_s.arg(handlerId, message.message));
    if (script.refuseMessage) {
        accepted(*script.refuseMessage);
        return;
    }
    ChatTurn turn;
    turn.id = u"sent-%1"_s.arg(script.calls.size());
    turn.handlerId = handlerId;
    turn.question = message.message;
    turn.acceptedAt = 1000 + script.calls.size();
    turn.state = ChatTurn::State::Running;
    accepted(turn);
}

void Engine::cancelTurn(const QString &, const QString &turnId, Done<void> done)
{
    EngineScript::of(*this).calls.append(u"cancel "_s + turnId);
    if (done)
        done({});
}

void Engine::retry(const QString &nodeId, Done<void> done)
{
    EngineScript::of(*this).calls.append(u"retry "_s + nodeId);
    if (done)
        done({});
}

void Engine::setOptions(const ProviderOptions &options)
{
    EngineScript::of(*this).options = options;
}

void Engine::inspect(TreeRow::Uid uid)
{
    EngineScript::of(*this).inspected = uid;
}

void Engine::auditLog(const AuditQuery &, Done<AuditPage> done)
{
    const QList<AuditEntry> entries = EngineScript::of(*this).audit;
    done(AuditPage{entries, 0, entries.size()});
}

void Engine::state(Done<StackRecord> done)
{
    done(StackRecord());
}

void Engine::turns(Done<QList<ChatTurn>> done)
{
    done(EngineScript::of(*this).turns);
}

void Engine::lockInfo(Done<std::optional<LockInfo>> done)
{
    done(std::optional<LockInfo>());
}

} // namespace creact
