// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakeengine.h"

#include "core/provider/studioprovider.h"

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

static void answer(Engine &engine, const QString &call, const Done<void> &done)
{
    EngineScript &script = EngineScript::of(engine);
    script.calls.append(call);
    if (done)
        done(script.refuse ? Result<void>(*script.refuse) : Result<void>());
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
    EngineScript &script = EngineScript::of(*this);
    if (script.holdsPlans)
        script.heldPlans.append(std::move(done));
    else
        done(script.plan);
}

void Engine::deploy(Done<void> done)
{
    deploy({}, std::move(done));
}

void Engine::deploy(const DeployRequest &request, Done<void> done)
{
    EngineScript &script = EngineScript::of(*this);
    script.calls.append(u"deploy"_s);
    script.deploys.append(request);
    if (script.onDeploy)
        script.onDeploy(request);
    if (done)
        done(script.refuse ? Result<void>(*script.refuse) : Result<void>());
}

void Engine::cancelDeploy(Done<void> done)
{
    answer(*this, u"cancelDeploy"_s, done);
}

void Engine::deployments(Done<QList<DeploymentRecord>> done)
{
    done(EngineScript::of(*this).deployments);
}

void Engine::deployment(const QString &id, Done<DeploymentRecord> done)
{
    for (const DeploymentRecord &each : EngineScript::of(*this).deployments) {
        if (each.id == id)
            return done(each);
    }
    done(Error{ErrorCode::NotFound, u"There is no such deployment."_s, id, {}});
}

ConstructTypes Engine::constructTypes()
{
    return StudioProvider(ProviderOptions()).constructTypes();
}

void Engine::edit(const QByteArray &text, quint64 revision)
{
    EngineScript &script = EngineScript::of(*this);
    script.edits.append({text, revision});
    if (script.onEdit)
        script.onEdit(text, revision);
}

void Engine::saveDocument(const SaveRequest &request, Done<void> done)
{
    EngineScript &script = EngineScript::of(*this);
    script.calls.append(u"save "_s + request.path);
    script.saves.append(request);
    done(script.refuse ? Result<void>(*script.refuse) : Result<void>());
}

void Engine::evaluate(TreeRow::Uid uid, const QString &expression, Done<LiveValue> done)
{
    const EngineScript &script = EngineScript::of(*this);
    done(script.onEvaluate ? script.onEvaluate(uid, expression) : LiveValue());
}

void Engine::listModels(const QString &endpoint, Done<QStringList> done)
{
    EngineScript::of(*this).modelQuestions.append({endpoint, std::move(done)});
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

void Engine::turnSteps(const QString &turnId, Done<QList<TurnStep>> done)
{
    done(EngineScript::of(*this).turnSteps.value(turnId));
}

void Engine::decideApproval(const QString &nodeId, ApprovalDecision decision, const QString &,
                            Done<void> done)
{
    answer(*this, u"decide "_s + nodeId + u' ' + QString::number(int(decision)), done);
}

void Engine::revokeApproval(const QString &toolNode, Done<void> done)
{
    answer(*this, u"revoke "_s + toolNode, done);
}

void Engine::retry(const QString &nodeId, Done<void> done)
{
    EngineScript::of(*this).calls.append(u"retry "_s + nodeId);
    if (done)
        done({});
}

void Engine::retryFailed(Done<void> done)
{
    answer(*this, u"retryFailed"_s, done);
}

void Engine::rerun(const QString &nodeId, Done<void> done)
{
    answer(*this, u"rerun "_s + nodeId, done);
}

void Engine::destroyNode(const QString &nodeId, Done<void> done)
{
    answer(*this, u"destroyNode "_s + nodeId, done);
}

void Engine::pin(const QString &nodeId, bool pinned, Done<void> done)
{
    answer(*this, (pinned ? u"pin "_s : u"unpin "_s) + nodeId, done);
}

void Engine::setStore(const StoreEdit &edit, Done<void> done)
{
    EngineScript::of(*this).storeEdits.append(edit);
    answer(*this, u"setStore "_s + edit.store, done);
}

void Engine::setOptions(const ProviderOptions &options)
{
    EngineScript::of(*this).options = options;
}

void Engine::inspect(TreeRow::Uid uid)
{
    EngineScript::of(*this).inspected = uid;
}

void Engine::auditLog(const AuditQuery &query, Done<AuditPage> done)
{
    const EngineScript &script = EngineScript::of(*this);
    AuditPage page;
    page.total = script.audit.size();
    const qint64 end = query.before < 0 ? page.total : std::min(query.before, page.total);
    page.first = query.limit > 0 ? std::max<qint64>(0, end - query.limit) : 0;
    page.entries = script.audit.mid(page.first, end - page.first);
    if (script.pagesLater)
        QMetaObject::invokeMethod(
            this, [done, page] { done(page); }, Qt::QueuedConnection);
    else
        done(page);
}

void Engine::state(Done<StackRecord> done)
{
    done(EngineScript::of(*this).state);
}

void Engine::turns(Done<QList<ChatTurn>> done)
{
    done(EngineScript::of(*this).turns);
}

void Engine::lockInfo(Done<std::optional<LockInfo>> done)
{
    EngineScript &script = EngineScript::of(*this);
    script.calls.append(u"lockInfo"_s);
    if (script.onLockInfo)
        script.onLockInfo();
    done(std::optional<LockInfo>());
}

void Engine::history(Done<QList<SnapshotInfo>> done)
{
    EngineScript &script = EngineScript::of(*this);
    script.calls.append(u"history"_s);
    done(script.snapshots);
}

void Engine::snapshot(const QString &snapshotId, Done<StackRecord> done)
{
    const EngineScript &script = EngineScript::of(*this);
    if (script.states.contains(snapshotId))
        done(script.states.value(snapshotId));
    else
        done(Error{ErrorCode::NotFound, u"There is no such state."_s, snapshotId, {}});
}

void Engine::rollback(const QString &snapshotId, Done<void> done)
{
    EngineScript &script = EngineScript::of(*this);
    script.calls.append(u"rollback "_s + snapshotId);
    if (script.onStateChanged && !script.refuse)
        script.onStateChanged();
    done(script.refuse ? Result<void>(*script.refuse) : Result<void>());
}

void Engine::startOver(Done<QString> done)
{
    EngineScript &script = EngineScript::of(*this);
    script.calls.append(u"startOver"_s);
    if (script.onStateChanged && !script.refuse)
        script.onStateChanged();
    if (script.refuse)
        done(*script.refuse);
    else
        done(u"agent.json.unreadable-1"_s);
}

void Engine::breakLock(Done<std::optional<LockInfo>> done)
{
    EngineScript &script = EngineScript::of(*this);
    script.calls.append(u"breakLock"_s);
    if (script.refuse)
        done(*script.refuse);
    else
        done(std::optional<LockInfo>());
}

void Engine::forget(const ForgetRequest &request, Done<void> done)
{
    EngineScript &script = EngineScript::of(*this);
    script.calls.append(u"forget "_s + request.handlerId);
    if (!script.refuse)
        script.turns.clear();
    done(script.refuse ? Result<void>(*script.refuse) : Result<void>());
}

void Engine::dismissRecovery()
{
    EngineScript::of(*this).calls.append(u"dismissRecovery"_s);
}

} // namespace creact
