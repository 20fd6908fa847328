// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/expression/scriptengine.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <benchmark/benchmark.h>

#include <map>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

/// One name, "memory", with the members it is given.
class BenchScope final : public ScriptScope, public ScriptName {
public:
    std::map<QString, ScriptValue> held;

    bool hasMembers() const override { return true; }
    ScriptRead value() override { return {}; }
    ScriptRead member(const QString &name) override { return {&held[name], nullptr}; }
    QStringList members(bool *) override { return {}; }
    ScriptName *find(const QString &name) override { return name == u"memory"_s ? this : nullptr; }
    QStringList names() const override { return {u"memory"_s}; }
    void setTracking(bool) override { }
};

QJsonArray conversation(int count)
{
    QJsonArray messages;
    for (int i = 0; i < count; ++i) {
        messages.append(QJsonObject{{u"role"_s, u"user"_s},
                                    {u"content"_s, QString(100, u'a') + QString::number(i)}});
    }
    return messages;
}

void evaluate(benchmark::State &state, const QString &expression, bool changed)
{
    ScriptEngine engine;
    BenchScope scope;
    const QJsonArray messages = conversation(500);
    scope.held[u"id"_s].set(5);
    scope.held[u"messages"_s].set(messages);
    for (auto _ : state) {
        if (changed)
            scope.held[u"messages"_s].set(messages);
        Evaluation result = engine.evaluate(expression, scope, {});
        if (result.error)
            state.SkipWithError(qPrintable(result.error->message));
        benchmark::DoNotOptimize(result);
    }
}

void startEngine(benchmark::State &state)
{
    for (auto _ : state)
        ScriptEngine engine;
}

void compile(benchmark::State &state)
{
    ScriptEngine engine;
    int i = 0;
    for (auto _ : state) {
        (void)engine.compile(
            u"[...untrack(() => memory.messages), {role: 'user', content: %1}]"_s.arg(i++));
    }
}

const QString spread = u"[...untrack(() => memory.messages), {role: 'user', content: 'x'}]"_s;

} // namespace

BENCHMARK(startEngine)->Unit(benchmark::kMicrosecond);
BENCHMARK(compile)->Unit(benchmark::kMicrosecond)->Iterations(5000);
BENCHMARK_CAPTURE(evaluate, path, u"memory.id"_s, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(evaluate, passConversation, u"memory.messages"_s, true)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(evaluate, simple, u"memory.id + 1"_s, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(evaluate, spread500, spread, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(evaluate, spread500Changed, spread, true)->Unit(benchmark::kMicrosecond);

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv); // QJSEngine needs one
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
