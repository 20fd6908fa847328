// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What deploys and edits cost, on real files: times, and beside them saves, provider calls and
// bytes. Durable figures are bounded by the disk: SyncOfOneKilobyte (bench_engine) says what one
// write-and-sync costs here.
#include "core/backend/file/filebackend.h"
#include "core/provider/studioprovider.h"
#include "core/runtime/deployment.h"
#include "core/runtime/preview.h"
#include "core/runtime/runtime.h"
#include "core/stack/documentcheck.h"
#include "tests/support/passthroughbackend.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

class SaveCounter final : public PassThroughBackend {
public:
    using PassThroughBackend::PassThroughBackend;

    int saves = 0;
    int appends = 0;

    void saveState(const StackRecord &state, const StateChange &change, Done<void> done) override
    {
        ++saves;
        PassThroughBackend::saveState(state, change, std::move(done));
    }
    void appendAuditLog(const QString &stack, const QList<AuditEntry> &entries,
                        Done<void> done) override
    {
        ++appends;
        PassThroughBackend::appendAuditLog(stack, entries, std::move(done));
    }
};

/// A member of /proc/self/io: "wchar" are the bytes that this process has asked the system to
/// write.
qint64 processIo(const QByteArray &member)
{
    QFile io(u"/proc/self/io"_s);
    if (!io.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = io.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(member + ": "))
            return line.mid(member.size() + 2).toLongLong();
    }
    return 0;
}

qint64 residentBytes()
{
    QFile status(u"/proc/self/statm"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').value(1).toLongLong() * 4096;
}

QJsonObject tool(int number, const QString &description)
{
    return {
        {u"construct"_s, u"Tool"_s},
        {u"key"_s, QString::number(number)},
        {u"props"_s, QJsonObject{{u"name"_s, u"wikipedia"_s}, {u"description"_s, description}}}};
}

QByteArray documentOf(const QJsonArray &children)
{
    return QJsonDocument(
               QJsonObject{{u"creact"_s, 1}, {u"stack"_s, u"bench"_s}, {u"children"_s, children}})
        .toJson(QJsonDocument::Compact);
}

/// One parent, and `nodes` below it; the one in the middle is described so.
QByteArray wide(int nodes, const QString &middle = u"number"_s)
{
    QJsonArray tools;
    for (int i = 0; i < nodes; ++i)
        tools.append(tool(i, i == nodes / 2 ? middle : u"number %1"_s.arg(i)));
    return documentOf({QJsonObject{{u"construct"_s, u"Memory"_s}, {u"children"_s, tools}}});
}

QByteArray chain(int nodes)
{
    QJsonObject element;
    for (int i = nodes; i-- > 0;) {
        QJsonObject outer = tool(i, u"number %1"_s.arg(i));
        if (!element.isEmpty())
            outer.insert(u"children"_s, QJsonArray{element});
        element = outer;
    }
    return documentOf({element});
}

/// A runtime over a new folder, and what its deploys cost.
class Stage {
public:
    Stage()
        : m_files({.directory = m_folder.path()}, m_clock)
        , backend(m_files)
    {
        provider.initialize(runtime, [](const Result<void> &) {});
        runtime.load(u"bench"_s, [](const Result<void> &) {});
    }

    StackDocumentPtr read(const QByteArray &text)
    {
        return loadStackDocument(text, u"bench.stack.json"_s, provider.constructTypes(), m_script)
            .document;
    }
    bool deploy(const StackDocumentPtr &document)
    {
        std::optional<bool> good;
        const auto settled = [&](const Result<void> &result) { good = result.ok(); };
        if (!runtime.adopt(document, settled))
            runtime.start(document, settled);
        while (!good)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return *good;
    }
    int applied() const { return m_applied; }

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    FileBackend m_files;
    ScriptEngine m_script;
    int m_applied = 0;

public:
    SaveCounter backend;
    StudioProvider provider{ProviderOptions{}};
    Runtime runtime{backend, provider, m_clock};

private:
    QMetaObject::Connection m_count = QObject::connect(
        &runtime, &Runtime::auditAppended, &runtime, [this](const QList<AuditEntry> &entries) {
            for (const AuditEntry &entry : entries)
                m_applied += entry.action == u"resource_applied"_s;
        });
};

void deployment(benchmark::State &bench, const QByteArray &text)
{
    double saves = 0;
    double appends = 0;
    double bytes = 0;
    double resident = 0;
    for (auto _ : bench) {
        bench.PauseTiming();
        {
            Stage stage;
            const StackDocumentPtr document = stage.read(text);
            if (!document)
                return bench.SkipWithError("bad document");
            const qint64 before = processIo("wchar");
            const qint64 residentBefore = residentBytes();
            bench.ResumeTiming();
            const bool good = stage.deploy(document);
            bench.PauseTiming();
            if (!good)
                return bench.SkipWithError("deploy failed");
            saves += stage.backend.saves;
            appends += stage.backend.appends;
            bytes += double(processIo("wchar") - before);
            resident += double(residentBytes() - residentBefore);
        }
        bench.ResumeTiming();
    }
    const double runs = double(bench.iterations());
    bench.counters["saves"] = saves / runs;
    bench.counters["audit_appends"] = appends / runs;
    bench.counters["bytes"] = bytes / runs;
    bench.counters["resident_bytes_per_node"] = resident / runs / double(bench.range(0));
}

void deployUnderOneParent(benchmark::State &bench)
{
    deployment(bench, wide(int(bench.range(0))));
}
BENCHMARK(deployUnderOneParent)
    ->Arg(1'000)
    ->Arg(3'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

void deployChain(benchmark::State &bench)
{
    deployment(bench, chain(int(bench.range(0))));
}
BENCHMARK(deployChain)->Arg(500)->Arg(2'000)->Unit(benchmark::kMillisecond);

/// A live stack whose document has changed in one prop: from the new document to all stored.
void changeOneProp(benchmark::State &bench)
{
    Stage stage;
    const int nodes = int(bench.range(0));
    const StackDocumentPtr documents[] = {stage.read(wide(nodes, u"one"_s)),
                                          stage.read(wide(nodes, u"another"_s))};
    if (!documents[0] || !stage.deploy(documents[0]))
        return bench.SkipWithError("deploy failed");
    const int applied = stage.applied();
    const int saves = stage.backend.saves;
    const qint64 bytes = processIo("wchar");
    int turn = 0;
    for (auto _ : bench) {
        if (!stage.deploy(documents[++turn % 2]))
            return bench.SkipWithError("deploy failed");
    }
    const double runs = double(bench.iterations());
    bench.counters["provider_calls"] = double(stage.applied() - applied) / runs;
    bench.counters["saves"] = double(stage.backend.saves - saves) / runs;
    bench.counters["bytes"] = double(processIo("wchar") - bytes) / runs;
}
BENCHMARK(changeOneProp)->Arg(3'000)->Unit(benchmark::kMillisecond);

/// What a deploy of a document would do: to nothing, and to a stack whose document has changed in
/// one prop. `kept_bytes`: of the record of such a deployment.
void planOf(benchmark::State &bench, bool fresh)
{
    Stage stage;
    const int nodes = int(bench.range(0));
    const StackDocumentPtr document = stage.read(wide(nodes, u"one"_s));
    const StackDocumentPtr edited = stage.read(wide(nodes, u"another"_s));
    if (!document || !edited || (!fresh && !stage.deploy(document)))
        return bench.SkipWithError("deploy failed");
    ScriptEngine script;
    Plan plan;
    for (auto _ : bench) {
        Preview preview(stage.runtime.state(), stage.provider.constructTypes(), script, nullptr,
                        fresh ? Preview::Over::Stored : Preview::Over::Live);
        preview.render(edited);
        plan = preview.plan();
    }
    if (plan.count(u"create"_s) != (fresh ? nodes + 1 : 0)
        || plan.count(u"update"_s) != (fresh ? 0 : 1))
        return bench.SkipWithError("another plan");
    DeploymentRecord record;
    record.plan = keptPlan(plan);
    bench.counters["kept_bytes"] =
        double(QJsonDocument(record.toJson()).toJson(QJsonDocument::Compact).size());
}
BENCHMARK_CAPTURE(planOf, first, true)
    ->Arg(1'000)
    ->Arg(3'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(planOf, edit, false)->Arg(1'000)->Arg(3'000)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
