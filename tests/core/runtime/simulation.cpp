// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/simulation.h"

#include "core/stack/documentreader.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace creact::sim {

namespace {

ConstructType simType(const QString &name, Effect effect, bool ephemeral = false)
{
    ConstructType type;
    type.name = name;
    type.effect = effect;
    type.ephemeral = ephemeral;
    return type;
}

QJsonValue firstPending(const QJsonArray &inbox)
{
    return inbox.isEmpty() ? QJsonValue() : inbox.first();
}

} // namespace

Provider::Provider(World &world)
    : m_world(world)
{
    m_types.add(simType(u"HttpServer"_s, Effect::Idempotent, true));
    m_types.add(simType(u"ChatHandler"_s, Effect::Idempotent, true));
    for (const QString &name : {u"ChatModel"_s, u"Tool"_s, u"Message"_s, u"AddMessages"_s,
                                u"ChatResponse"_s, u"SetStore"_s})
        m_types.add(simType(name, Effect::Pure));
    ConstructType memory = simType(u"Memory"_s, Effect::Pure);
    memory.collects = true;
    m_types.add(memory);
    for (const QString &name : {u"Completion"_s, u"ToolExec"_s})
        m_types.add(simType(name, Effect::Idempotent));
    m_types.add(simType(u"Launch"_s, Effect::Manual));
    // Gives back its props: with an intent (Task), and made real at each start (Door).
    m_types.add(simType(u"Task"_s, Effect::Idempotent));
    m_types.add(simType(u"TaskX"_s, Effect::Idempotent)); // its id is that of a Task "x"
    m_types.add(simType(u"Door"_s, Effect::Idempotent, true));
}

void Provider::initialize(ProviderHost &host, Done<void> done)
{
    m_host = &host;
    done({});
}

void Provider::materialize(const ApplyJobPtr &job)
{
    log.append(u"apply "_s + job->nodeId());
    jobs.push_back(job);
    if (heedsCancel) {
        job->onCancel([this, id = job->nodeId()] {
            log.append(u"cancel "_s + id);
            if (const ApplyJobPtr held = take(id))
                held->fail({ErrorCode::Cancelled, u"Cancelled."_s, {}, {}});
        });
    }
    if (automatic)
        step();
    else if (atOnce.contains(job->request().constructType))
        finish(take(job->nodeId()));
}

void Provider::destroy(const NodeRecord &node, Done<void> done)
{
    log.append(u"destroy "_s + node.id.toString());
    if (refuseDestroy.contains(node.id.toString()))
        done(Error{ErrorCode::ToolFailed, u"still in use"_s, {}, {}});
    else if (holdDestroys)
        destroys.emplace_back(node.id.toString(), std::move(done));
    else
        done({});
}

bool Provider::stepDestroy()
{
    if (destroys.empty())
        return false;
    const Done<void> done = destroys.front().second;
    destroys.pop_front();
    done({});
    return true;
}

ApplyJobPtr Provider::job(const QString &id) const
{
    for (const ApplyJobPtr &each : jobs) {
        if (each->nodeId() == id)
            return each;
    }
    return nullptr;
}

ApplyJobPtr Provider::take(const QString &id)
{
    const ApplyJobPtr found = job(id);
    std::erase(jobs, found);
    return found;
}

bool Provider::finish(const QString &id)
{
    const ApplyJobPtr held = take(id);
    if (held)
        finish(held);
    return held != nullptr;
}

bool Provider::fail(const QString &id, ErrorCode code)
{
    const ApplyJobPtr held = take(id);
    if (held)
        held->fail({code, u"broken"_s, {}, {}});
    return held != nullptr;
}

void Provider::onError(const NodeRecord &node, const Error &error, bool handled)
{
    log.append(u"error "_s + node.id.toString() + u": "_s + error.message
               + (handled ? u" (handled)"_s : QString()));
}

Unfinished Provider::unfinished(const StackRecord &state) const
{
    Unfinished result;
    for (const NodeRecord &node : state.nodes()) {
        const QJsonArray inbox = node.store.value(u"inbox"_s).toArray();
        for (const QJsonValue &message : inbox)
            result.turns.append(message[u"id"_s].toString());
    }
    for (const NodeRecord &node : state.nodes()) {
        if (node.constructType == u"ChatResponse" && node.state == NodeState::Applying
            && !result.turns.contains(node.props.value(u"messageId"_s).toString()))
            result.undeliverable.insert(node.id.toString());
    }
    return result;
}

void Provider::stop(Done<void> done)
{
    done({});
}

bool Provider::step()
{
    if (jobs.empty())
        return false;
    const ApplyJobPtr job = jobs.front();
    jobs.pop_front();
    finish(job);
    return true;
}

void Provider::finish(const ApplyJobPtr &job)
{
    Result<ApplyResult> result = apply(job->request());
    if (result.ok())
        job->succeed(std::move(result).value());
    else
        job->fail(result.error());
}

Result<ApplyResult> Provider::apply(const ApplyJob::Request &request)
{
    if (answer) {
        if (auto given = answer(request))
            return *std::move(given);
    }
    const QString id = request.id.toString();
    const QString &type = request.constructType;
    const QJsonObject &props = request.props;
    ApplyResult result;
    result.outputs = props;
    result.outputs.insert(u"id"_s, id);
    if (type == u"HttpServer") {
        result.outputs = {{u"id"_s, id}, {u"url"_s, u"http://x"_s}};
    } else if (type == u"ChatHandler") {
        const QJsonValue pending = firstPending(request.store.value(u"inbox"_s).toArray());
        result.outputs = {{u"id"_s, id}, {u"pending"_s, pending}};
        if (pending.isObject())
            result.event = Event{u"message"_s, pending[u"id"_s].toString(), id, 0};
    } else if (type == u"Memory") {
        result.outputs = {{u"id"_s, id},
                          {u"messages"_s, request.store.value(u"messages"_s).toArray()}};
    } else if (type == u"ToolExec") {
        ++m_world.tools;
        result.outputs = {{u"result"_s, u"r:"_s + props.value(u"args"_s)[u"query"_s].toString()},
                          {u"isError"_s, false}};
    } else if (type == u"Completion") {
        const QJsonArray messages = props.value(u"messages"_s).toArray();
        QString question;
        for (const QJsonValue &message : messages) {
            if (message[u"role"_s] == u"user"_s)
                question = message[u"content"_s].toString();
        }
        if (m_world.fail && m_world.fail(question, m_world.calls.value(question + u"/0"_s) + 1)) {
            ++m_world.calls[question + u"/0"_s];
            return Error{ErrorCode::ModelFailed, u"model 500 for "_s + question, {}, {}};
        }
        return complete(request);
    } else if (type == u"AddMessages") {
        return append(request);
    } else if (type == u"ChatResponse") {
        return respond(request);
    } else if (type == u"SetStore") {
        QJsonObject values =
            m_host->storeValues(props.value(u"storeId"_s).toString()).value_or(QJsonObject());
        values.insert(props.value(u"key"_s).toString(), props.value(u"value"_s));
        result.outputs = values;
        result.stores.append({props.value(u"storeId"_s).toString(), values});
    }
    return result;
}

ApplyResult Provider::complete(const ApplyJob::Request &request)
{
    const QJsonArray messages = request.props.value(u"messages"_s).toArray();
    int lastUser = 0;
    for (int i = 0; i < messages.size(); ++i) {
        if (messages.at(i)[u"role"_s] == u"user"_s)
            lastUser = i;
    }
    const QString question = messages.at(lastUser)[u"content"_s].toString();
    const int results = int(messages.size()) - lastUser;
    int tools = 0;
    for (qsizetype i = lastUser; i < messages.size(); ++i)
        tools += messages.at(i)[u"role"_s] == u"tool"_s;
    Q_UNUSED(results)
    ++m_world.calls[question + u'/' + QString::number(tools)];
    const auto call = [&](int n) {
        return QJsonObject{{u"id"_s, u"call_%1"_s.arg(n)},
                           {u"name"_s, u"wikipedia"_s},
                           {u"args"_s, QJsonObject{{u"query"_s, question + QString::number(n)}}}};
    };
    QJsonArray calls;
    if (tools == 0)
        calls = {call(1), call(2)};
    else if (tools == 2)
        calls = {call(3)};
    ApplyResult result;
    result.outputs = {{u"id"_s, request.id.toString()},
                      {u"content"_s,
                       calls.isEmpty()
                           ? QJsonValue(u"answer(%1) with %2 before"_s.arg(question).arg(lastUser))
                           : QJsonValue()},
                      {u"finishReason"_s, calls.isEmpty() ? u"stop"_s : u"tool_calls"_s},
                      {u"toolCalls"_s, calls}};
    return result;
}

ApplyResult Provider::append(const ApplyJob::Request &request)
{
    const QString memoryId = request.props.value(u"memoryId"_s).toString();
    const QJsonValue once = request.props.value(u"once"_s);
    QJsonArray kept;
    const QJsonArray stored = m_host->node(memoryId)->store.value(u"messages"_s).toArray();
    for (const QJsonValue &message : stored) {
        if (message[u"once"_s] != once)
            kept.append(message);
    }
    const QJsonArray fresh = request.props.value(u"newMessages"_s).toArray();
    for (const QJsonValue &message : fresh) {
        QJsonObject object = message.toObject();
        object.insert(u"once"_s, once);
        kept.append(object);
    }
    ApplyResult result;
    result.outputs = {{u"added"_s, true}};
    result.others.append({memoryId, {{u"messages"_s, kept}}, QJsonObject{{u"messages"_s, kept}}});
    return result;
}

ApplyResult Provider::respond(const ApplyJob::Request &request)
{
    const QString handlerId = request.props.value(u"handlerId"_s).toString();
    const QString messageId = request.props.value(u"messageId"_s).toString();
    const QString text = request.props.contains(u"content"_s)
        ? request.props.value(u"content"_s).toString()
        : u"ERR "_s + request.props.value(u"error"_s)[u"message"_s].toString();
    QJsonObject store = m_host->node(handlerId)->store;
    QJsonArray inbox = store.value(u"inbox"_s).toArray();
    ApplyResult result;
    result.outputs = {{u"sent"_s, true}};
    m_world.sent.append(messageId + u'=' + text);
    if (inbox.isEmpty() || inbox.first()[u"id"_s] != messageId)
        return result;
    inbox.removeFirst();
    QJsonObject answers = store.value(u"answers"_s).toObject();
    answers.insert(messageId, text);
    store = {{u"inbox"_s, inbox}, {u"answers"_s, answers}};
    const QJsonValue next = firstPending(inbox);
    NodePatch patch{handlerId, {{u"pending"_s, next}}, store};
    if (next.isObject())
        patch.event = Event{u"message"_s, next[u"id"_s].toString(), handlerId, 0};
    result.others.append(patch);
    result.whenStored = [this, handlerId, messageId, text] {
        TurnRecord turn;
        turn.id = messageId;
        turn.handlerId = handlerId;
        turn.answer = text;
        turn.endedAt = m_host->clock().now();
        m_host->turnEnded(turn);
    };
    return result;
}

Run::Run(StackDocumentPtr tree, std::shared_ptr<MemoryStore> store, World &world)
    : backend(clock, std::move(store))
    , provider(world)
    , runtime(backend, provider, clock)
    , document(std::move(tree))
{
    provider.initialize(runtime, [](const Result<void> &) {});
}

Run::~Run() = default;

void Run::start()
{
    runtime.load(document->name, [](const Result<void> &) {});
    runtime.start(document, [this](const Result<void> &result) { settled = result; });
    settle();
}

void Run::settle()
{
    QCoreApplication::sendPostedEvents();
}

int Run::drive(int limit)
{
    int steps = 0;
    while (steps < limit && provider.step()) {
        ++steps;
        settle();
    }
    return steps;
}

void Run::post(const QString &id, const QString &content)
{
    const QString handler = u"http-server.chat-handler"_s;
    QJsonObject store = runtime.node(handler)->store;
    QJsonArray inbox = store.value(u"inbox"_s).toArray();
    inbox.append(QJsonObject{{u"id"_s, id}, {u"content"_s, content}});
    store.insert(u"inbox"_s, inbox);
    runtime.commit({{handler, {{u"pending"_s, inbox.first()}}, store}},
                   {u"message"_s, id, handler, 0}, {});
    settle();
}

StackDocumentPtr document(const QByteArray &json)
{
    LoadedDocument loaded = readStackDocument(json, u"test.stack.json"_s);
    for (const Problem &problem : std::as_const(loaded.problems))
        qWarning().noquote() << toText(problem);
    return loaded.document;
}

QByteArray agentTemplateJson()
{
    QFile file(QStringLiteral(TEST_TEMPLATES_DIR "/agent/agent.stack.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no agent template");
    return file.readAll();
}

StackDocumentPtr agentTemplate()
{
    return document(agentTemplateJson());
}

QString summary(const MemoryStore &store, const World &world)
{
    QStringList lines;
    const MemoryStore::Stack stack = store.stacks.value(u"agent"_s);
    if (!stack.state)
        return u"no state"_s;
    const NodeRecord *handler = stack.state->find(u"http-server.chat-handler"_s);
    const NodeRecord *memory = stack.state->find(u"http-server.chat-handler.chat-model.memory"_s);
    const QJsonObject answers =
        handler ? handler->store.value(u"answers"_s).toObject() : QJsonObject();
    for (auto it = answers.begin(); it != answers.end(); ++it)
        lines.append(it.key() + u'=' + it.value().toString());
    const QJsonArray messages =
        memory ? memory->store.value(u"messages"_s).toArray() : QJsonArray();
    for (const QJsonValue &message : messages)
        lines.append(message[u"role"_s].toString() + u": "_s + message[u"content"_s].toString());
    lines.append(
        u"queued %1"_s.arg(handler ? handler->store.value(u"inbox"_s).toArray().size() : 0));
    for (auto it = world.calls.begin(); it != world.calls.end(); ++it)
        lines.append(u"call %1 x%2"_s.arg(it.key()).arg(it.value()));
    for (const NodeRecord &record : stack.state->nodes())
        lines.append(u"node %1 %2"_s.arg(record.id.toString(), nodeStateName(record.state)));
    return lines.join(u'\n');
}

} // namespace creact::sim
