// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/enginebench.h"

#include "core/backend/backendfactory.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>

namespace creact {

using namespace Qt::StringLiterals;

EngineUser::EngineUser()
    : m_engine(std::make_unique<Engine>())
{
    Engine *engine = m_engine.get();
    QObject::connect(engine, &Engine::infoChanged, engine, [this](const StackInfo &told) {
        info = told;
        if (statuses.isEmpty() || statuses.last() != told.status)
            statuses.append(told.status);
    });
    QObject::connect(engine, &Engine::treeChanged, engine, [this](const TreeDelta &delta) {
        for (const TreeDelta::Change &change : delta.changes) {
            const TreeRow::Uid uid = change.row.uid;
            const bool known = std::any_of(appeared.begin(), appeared.end(),
                                           [uid](const TreeRow &row) { return row.uid == uid; });
            if (change.row.active && !change.row.nodeId.isEmpty() && !known)
                appeared.append(change.row);
        }
        tree.apply(delta);
    });
    QObject::connect(engine, &Engine::rowDetailChanged, engine,
                     [this](const RowDetail &detail) { m_detail = detail; });
    QObject::connect(engine, &Engine::auditAppended, engine,
                     [this](const QList<AuditEntry> &entries) { audit += entries; });
    QObject::connect(engine, &Engine::problemsChanged, engine,
                     [this](const QList<Problem> &told) { problems = told; });
    QObject::connect(engine, &Engine::turnActivity, engine,
                     [this](const QString &, const QString &text) { activities.append(text); });
    QObject::connect(engine, &Engine::turnChanged, engine,
                     [this](const ChatTurn &turn) { m_turns[turn.id].append(turn); });
}

Result<void> EngineUser::open(const OpenRequest &request)
{
    return await<void>([&](const Done<void> &done) { engine().open(request, done); });
}

Result<void> EngineUser::deploy()
{
    return await<void>([&](const Done<void> &done) { engine().deploy(done); });
}

Result<void> EngineUser::stop()
{
    return await<void>([&](const Done<void> &done) { engine().stop(done); });
}

Result<Plan> EngineUser::plan()
{
    return await<Plan>([&](const Done<Plan> &done) { engine().plan(done); });
}

Result<StackRecord> EngineUser::state()
{
    return await<StackRecord>([&](const Done<StackRecord> &done) { engine().state(done); });
}

Result<QList<ChatTurn>> EngineUser::turns()
{
    return await<QList<ChatTurn>>([&](const Done<QList<ChatTurn>> &done) { engine().turns(done); });
}

Result<QList<AuditEntry>> EngineUser::auditLog()
{
    const Result<AuditPage> page =
        await<AuditPage>([&](const Done<AuditPage> &done) { engine().auditLog({}, done); });
    return page ? Result<QList<AuditEntry>>(page->entries) : page.error();
}

Result<ChatTurn> EngineUser::send(const QString &message, const QString &id)
{
    return await<ChatTurn>([&](const Done<ChatTurn> &done) {
        engine().sendMessage({}, ChatMessage{message, {}, id}, done);
    });
}

Result<ChatTurn> EngineUser::ask(const QString &message)
{
    const Result<ChatTurn> accepted = send(message);
    if (!accepted.ok())
        return accepted;
    const QString id = accepted->id;
    if (!QTest::qWaitFor([&] { return turn(id).endedAt != 0; }, patience))
        return Error{ErrorCode::TimedOut, u"the turn never ended"_s, {}, {}};
    return turn(id);
}

RowDetail EngineUser::inspect(TreeRow::Uid uid)
{
    m_detail = {};
    engine().inspect(uid);
    const bool told = QTest::qWaitFor([&] { return m_detail.row.uid == uid; }, patience);
    engine().inspect(0);
    return told ? m_detail : RowDetail();
}

QList<int> EngineUser::answers() const
{
    QList<int> counts;
    for (const auto &count : m_answers)
        counts.append(*count);
    return counts;
}

StackBench::StackBench(const QString &templateName)
{
    const Result<void> started = demo.start();
    const Result<QString> made = createFromTemplate(templateName, folder());
    if (!started.ok() || !made.ok())
        qFatal("no demo server, or no stack to begin with");
    document = *made;
    options.port = 0;
    options.endpoint = demo.baseUrl();
    options.wikipedia = demo.wikipediaUrl();
}

OpenRequest StackBench::request() const
{
    return {document, {}, {}, options};
}

QString StackBench::statePath() const
{
    const QString name = QFileInfo(document).fileName().section(u'.', 0, 0);
    return folder() + u"/.creact-state/"_s + name + u".json"_s;
}

QString StackBench::lockPath() const
{
    return statePath().chopped(5) + u".lock"_s;
}

QJsonObject StackBench::stateFile() const
{
    // The snapshot and what the journal has of a stack that is live.
    SystemClock clock;
    const auto backend = makeBackend(u"file:.creact-state"_s, folder(), clock);
    QJsonObject object;
    (*backend)->getState(QFileInfo(statePath()).completeBaseName(),
                         [&](const Result<std::optional<StackRecord>> &state) {
                             if (state.ok() && *state)
                                 object = toJson(**state);
                         });
    return object;
}

bool StackBench::edit(const QByteArray &from, const QByteArray &to) const
{
    QFile file(document);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    QByteArray text = file.readAll();
    if (!text.contains(from))
        return false;
    text.replace(from, to);
    file.resize(0);
    file.seek(0);
    return file.write(text) == text.size();
}

QJsonArray spoken(const QJsonArray &messages)
{
    QJsonArray said;
    for (const QJsonValue &message : messages) {
        const QString role = message["role"_L1].toString();
        if (role == "user"_L1 || (role == "assistant"_L1 && message["tool_calls"_L1].isUndefined()))
            said.append(message);
    }
    return said;
}

QJsonArray StackBench::remembered() const
{
    const QJsonArray nodes = stateFile()["nodes"_L1].toArray();
    for (const QJsonValue &node : nodes) {
        if (node["constructType"_L1].toString() == "Memory"_L1)
            return spoken(node["outputs"_L1]["messages"_L1].toArray());
    }
    return {};
}

QNetworkReply *ChatClient::post(const QString &url, const QString &message)
{
    QNetworkRequest request{QUrl(url + u"/chat"_s)};
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    return m_network.post(
        request,
        QJsonDocument(QJsonObject{{u"message"_s, message}}).toJson(QJsonDocument::Compact));
}

ClientAnswer ChatClient::wait(QNetworkReply *reply)
{
    ClientAnswer answer;
    answer.finished = QTest::qWaitFor([&] { return reply->isFinished(); }, EngineUser::patience);
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = QJsonDocument::fromJson(reply->readAll()).object();
    reply->deleteLater();
    return answer;
}

} // namespace creact
