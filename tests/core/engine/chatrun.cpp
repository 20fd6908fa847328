// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/chatrun.h"

#include "core/provider/chat/chatservice.h"
#include "core/stack/documentcheck.h"
#include "core/stack/expression/scriptengine.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

const QString chatStack = u"agent"_s;

FileBackend::Options optionsIn(const QString &directory)
{
    FileBackend::Options options;
    options.directory = directory;
    return options;
}

QJsonValue withoutTimes(const QJsonValue &value)
{
    static const QSet<QString> passing{
        u"appliedAt"_s,  u"durationMs"_s, u"attempts"_s, u"cause"_s, u"lastDeployedAt"_s,
        u"acceptedAt"_s, u"endedAt"_s,    u"at"_s,       u"url"_s,   u"port"_s,
        u"generation"_s, u"lastAt"_s};
    if (value.isArray()) {
        QJsonArray result;
        for (const QJsonValue &each : value.toArray())
            result.append(withoutTimes(each));
        return result;
    }
    if (!value.isObject())
        return value;
    QJsonObject result;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!passing.contains(it.key()))
            result.insert(it.key(), withoutTimes(it.value()));
    }
    return result;
}

} // namespace

ChatRun::ChatRun(const QString &directory, std::unique_ptr<FileSystem> files, ManualClock &clock,
                 const ProviderOptions &options)
    : m_files(optionsIn(directory), clock, std::move(files))
    , m_audited(m_files)
    , m_provider(std::make_unique<StudioProvider>(options, QProcessEnvironment()))
    , m_runtime(std::make_unique<Runtime>(m_audited, *m_provider, clock))
{
    static int runs = 0;
    m_lock = std::make_unique<LockKeeper>(m_audited, clock, u"run-%1"_s.arg(++runs));
    QObject::connect(m_lock.get(), &LockKeeper::lost, m_runtime.get(),
                     [this](const Error &error) { m_runtime->halt(error); });
}

ChatRun::~ChatRun()
{
    m_runtime.reset();
}

template <typename T, typename Start> Result<T> ChatRun::await(Start start)
{
    auto answer = std::make_shared<std::optional<Result<T>>>();
    start([answer](Result<T> result) { answer->emplace(std::move(result)); });
    test::spinUntil(
        [&] { return answer->has_value() || m_dead() || m_runtime->haltedBy().has_value(); });
    if (answer->has_value())
        return std::move(**answer);
    if (m_runtime->haltedBy() && !m_dead())
        return *m_runtime->haltedBy();
    return Error{ErrorCode::TimedOut, u"no answer"_s, {}, {}};
}

Result<void> ChatRun::begin()
{
    Result<void> done = await<void>([&](auto answer) { m_audited.initialize(answer); });
    if (!done)
        return done;
    const Result<LockInfo> lock =
        await<LockInfo>([&](auto answer) { m_lock->acquire(chatStack, answer); });
    if (!lock)
        return lock.error();
    done = await<void>([&](auto answer) { m_runtime->load(chatStack, answer); });
    if (!done)
        return done;
    return await<void>([&](auto answer) { m_provider->initialize(*m_runtime, answer); });
}

Result<void> ChatRun::deploy(const StackDocumentPtr &document)
{
    return await<void>([&](auto answer) { m_runtime->start(document, answer); });
}

QString ChatRun::handler() const
{
    return m_provider->chat().handlers().value(0);
}

Result<ChatTurn> ChatRun::send(const QString &id, const QString &message)
{
    return await<ChatTurn>([&](auto answer) {
        m_provider->chat().post(handler(), ChatMessage{message, {}, id}, answer);
    });
}

Result<ChatTurn> ChatRun::answer(const QString &id)
{
    std::optional<ChatTurn> turn;
    test::spinUntil([&] {
        turn = m_provider->chat().turn(handler(), id);
        return m_dead() || m_runtime->haltedBy()
            || (turn && turn->endedAt != 0 && m_runtime->isIdle());
    });
    if (m_runtime->haltedBy())
        return *m_runtime->haltedBy();
    if (!turn || turn->endedAt == 0)
        return Error{ErrorCode::TimedOut, u"no answer"_s, id, {}};
    return *turn;
}

Result<void> ChatRun::stop()
{
    // As a halted run is stopped too, its being halted is no answer here.
    const auto ended = [this](auto start) {
        auto answer = std::make_shared<std::optional<Result<void>>>();
        start([answer](Result<void> result) { answer->emplace(std::move(result)); });
        test::spinUntil([&] { return answer->has_value() || m_dead(); });
        return answer->value_or(Error{ErrorCode::TimedOut, u"it never stopped"_s, {}, {}});
    };
    Result<void> result = ended([&](auto answer) { m_runtime->stop(answer); });
    for (const Result<void> &next :
         {ended([&](auto answer) { m_audited.closeState(chatStack, answer); }),
          ended([&](auto answer) { m_lock->release(answer); })}) {
        if (result)
            result = next;
    }
    return result;
}

StackDocumentPtr chatDocument(const QString &path, const QByteArray &from, const QByteArray &to)
{
    static ScriptEngine script;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("there is no document");
    QByteArray text = file.readAll();
    if (!from.isEmpty()) {
        if (!text.contains(from))
            qFatal("the document does not say that");
        text.replace(from, to);
    }
    const StudioProvider provider{ProviderOptions()};
    const LoadedDocument loaded = loadStackDocument(text, path, provider.constructTypes(), script);
    if (!loaded.document || hasErrors(loaded.problems))
        qFatal("the document is no good");
    return loaded.document;
}

QByteArray essence(const StackRecord &state)
{
    return QJsonDocument(withoutTimes(toJson(state)).toObject()).toJson();
}

QString fastFolder()
{
    const QString shared = u"/dev/shm"_s;
    return QFileInfo(shared).isWritable() ? shared : QDir::tempPath();
}

} // namespace creact
