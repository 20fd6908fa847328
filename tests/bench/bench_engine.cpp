// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The engine as a whole on real files: deploy, a chat turn, start-up of the command line. Durable
// figures are bounded by the disk: SyncOfOneKilobyte says what one write-and-sync costs here.
#include "core/backend/file/filebackend.h"
#include "core/provider/studioprovider.h"
#include "core/runtime/runtime.h"
#include "core/stack/documentcheck.h"
#include "tests/core/engine/enginebench.h"
#include "tests/support/passthroughbackend.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSaveFile>

#include <benchmark/benchmark.h>

#include <algorithm>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

qint64 sizeOf(const QString &folder)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

/// With a tool call: two model calls and a search. The argument is how many messages are
/// remembered.
void chatTurn(benchmark::State &bench)
{
    const StackBench stack;
    const int messages = int(bench.range(0));
    EngineUser user;
    if (!user.open(stack.request()).ok() || !user.deploy().ok())
        return bench.SkipWithError("no stack");
    if (messages > 0) {
        // Into the stored memory, as so many turns would have left it.
        user.drop();
        QJsonObject state = stack.stateFile();
        QJsonArray nodes = state[u"nodes"_s].toArray();
        for (auto node : nodes) {
            if (node.toObject()[u"constructType"_s].toString() != u"Memory"_s)
                continue;
            QJsonArray kept;
            for (int i = 0; i < messages; ++i)
                kept.append(QJsonObject{{u"role"_s, i % 2 ? u"assistant"_s : u"user"_s},
                                        {u"content"_s, QString(180, u'x')}});
            QJsonObject changed = node.toObject();
            QJsonObject outputs = changed[u"outputs"_s].toObject();
            outputs[u"messages"_s] = kept;
            changed[u"outputs"_s] = outputs;
            changed.remove(u"store"_s);
            node = changed;
        }
        state[u"nodes"_s] = nodes;
        QSaveFile file(stack.statePath());
        if (!file.open(QIODevice::WriteOnly))
            return bench.SkipWithError("no state");
        file.write(QJsonDocument(state).toJson());
        file.commit();
    }
    EngineUser again;
    EngineUser &live = messages > 0 ? again : user;
    if (messages > 0 && (!live.open(stack.request()).ok() || !live.deploy().ok()))
        return bench.SkipWithError("no stack with messages");
    if (stack.remembered().size() != messages)
        return bench.SkipWithError("the messages are not there");
    if (!live.ask(u"Hello"_s).ok()) // connections are made
        return bench.SkipWithError("no answer");
    std::optional<ChatTurn> ended;
    QObject::connect(&live.engine(), &Engine::turnChanged, &live.engine(),
                     [&](const ChatTurn &turn) {
                         if (turn.endedAt != 0)
                             ended = turn;
                     });
    QList<qint64> times;
    const qint64 before = sizeOf(QFileInfo(stack.statePath()).path());
    for (auto _ : bench) {
        QElapsedTimer timer;
        timer.start();
        ended.reset();
        live.engine().sendMessage({}, {u"Who was Ada Lovelace?"_s, {}, {}},
                                  [](const Result<ChatTurn> &) {});
        while (!ended)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (ended->state != ChatTurn::State::Answered)
            return bench.SkipWithError("not answered");
        times.append(timer.nsecsElapsed());
    }
    std::sort(times.begin(), times.end());
    bench.counters["median_ms"] = double(times.at(times.size() / 2)) / 1e6;
    // Journal, audit log and turn records; some of them are pruned meanwhile.
    bench.counters["kept_bytes"] =
        double(sizeOf(QFileInfo(stack.statePath()).path()) - before) / double(times.size());
}
BENCHMARK(chatTurn)->Arg(0)->Arg(500)->Iterations(40)->Unit(benchmark::kMillisecond)->UseRealTime();

void startOfStateList(benchmark::State &bench)
{
    const StackBench stack;
    {
        EngineUser user;
        if (!user.open(stack.request()).ok() || !user.deploy().ok())
            return bench.SkipWithError("no stack");
    }
    for (auto _ : bench) {
        QProcess program;
        program.start(QStringLiteral(CREACT_PROGRAM), {u"state"_s, u"list"_s, stack.document});
        if (!program.waitForFinished() || program.exitCode() != 0)
            return bench.SkipWithError("creact state list failed");
    }
}
BENCHMARK(startOfStateList)->Unit(benchmark::kMillisecond)->UseRealTime();

void syncOfOneKilobyte(benchmark::State &bench)
{
    const QTemporaryDir folder;
    for (auto _ : bench) {
        QSaveFile file(folder.filePath(u"state"_s));
        if (!file.open(QIODevice::WriteOnly))
            return bench.SkipWithError("cannot write");
        file.write(QByteArray(1'024, 'x'));
        file.commit();
    }
}
BENCHMARK(syncOfOneKilobyte)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
