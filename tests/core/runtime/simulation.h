// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/memory/memorybackend.h"
#include "core/runtime/runtime.h"
#include "tests/support/manualclock.h"

#include <deque>

namespace creact::sim {

/// What is outside the program and survives its crashes: model calls made, tools run.
struct World {
    QMap<QString, int> calls;
    int tools = 0;
    QStringList sent;
    /// Fails a model call: question and how many times it was asked.
    std::function<bool(const QString &, int)> fail;
};

/// The chat constructs on paper: every job is held until step() lets the oldest one finish.
class Provider final : public creact::Provider {
    Q_OBJECT
public:
    explicit Provider(World &world);

    const ConstructTypes &constructTypes() const override { return m_types; }
    void initialize(ProviderHost &host, Done<void> done) override;
    void materialize(const ApplyJobPtr &job) override;
    void destroy(const NodeRecord &node, Done<void> done) override;
    void onError(const NodeRecord &node, const Error &error, bool handled) override;
    /// Inbox entries; a ChatResponse at work for none of them.
    Unfinished unfinished(const StackRecord &state) const override;
    void stop(Done<void> done) override;

    bool step();
    /// The held job of that node; null when there is none.
    ApplyJobPtr job(const QString &id) const;
    /// Finishes the held job of that node, whichever came before it; false when there is none.
    bool finish(const QString &id);
    bool fail(const QString &id, ErrorCode code = ErrorCode::ToolFailed);
    /// Lets the oldest held destroy end.
    bool stepDestroy();

    /// Jobs finish by themselves; or those of some construct types, as they do in truth.
    bool automatic = false;
    QStringList atOnce;
    /// Ids of nodes whose destroy fails.
    QStringList refuseDestroy;
    /// Destroys are held until stepDestroy().
    bool holdDestroys = false;
    /// A cancelled job ends as cancelled at once, and says so in the log.
    bool heedsCancel = false;
    /// Asked first; an answer stands instead of what the construct would do.
    std::function<std::optional<Result<ApplyResult>>(const ApplyJob::Request &)> answer;
    QStringList log;
    std::deque<ApplyJobPtr> jobs;
    std::deque<std::pair<QString, Done<void>>> destroys;

private:
    ApplyJobPtr take(const QString &id);
    void finish(const ApplyJobPtr &job);
    Result<ApplyResult> apply(const ApplyJob::Request &request);
    ApplyResult complete(const ApplyJob::Request &request);
    ApplyResult append(const ApplyJob::Request &request);
    ApplyResult respond(const ApplyJob::Request &request);

    World &m_world;
    ConstructTypes m_types;
    ProviderHost *m_host = nullptr;
};

/// One run of the program: from start to crash (the destructor) over a store that stays.
struct Run {
    Run(StackDocumentPtr document, std::shared_ptr<MemoryStore> store, World &world);
    ~Run();

    void start();
    /// Lets posted work happen.
    void settle();
    /// Finishes jobs until none is left, at most `limit`; the number finished.
    int drive(int limit = 400);
    void post(const QString &id, const QString &content);

    ManualClock clock;
    MemoryBackend backend;
    Provider provider;
    Runtime runtime;
    StackDocumentPtr document;
    std::optional<Result<void>> settled;
};

StackDocumentPtr document(const QByteArray &json);
QByteArray agentTemplateJson();
StackDocumentPtr agentTemplate();
/// "m1=answer(A)…" of all answers, the memory's messages, and what is still queued.
QString summary(const MemoryStore &store, const World &world);

} // namespace creact::sim
