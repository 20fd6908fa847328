// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reactive/reactive.h"

#include <benchmark/benchmark.h>

#include <malloc.h>
#include <vector>

using namespace creact::reactive;

namespace {

using Value = quint32;

/// items_per_second is writes per second.
void measureWrites(benchmark::State &state, Graph &graph, Signal<Value> &source)
{
    Value next = 1;
    const auto before = graph.stats();
    for (auto _ : state)
        source.set(next++);
    const auto after = graph.stats();
    state.SetItemsProcessed(state.iterations());
    const auto evaluations = double(after.evaluations - before.evaluations);
    state.counters["evals/write"] = evaluations / double(state.iterations());
    state.counters["evals/s"] = benchmark::Counter(evaluations, benchmark::Counter::kIsRate);
}

void watch(Scope &scope, Computed<Value> &computed)
{
    scope.effect([&computed](Scope &) { benchmark::DoNotOptimize(computed.get()); });
}

void wide(benchmark::State &state)
{
    Graph graph;
    Scope scope(graph);
    auto &source = scope.signal<Value>(0);
    for (Value i = 0; i < Value(state.range(0)); ++i)
        watch(scope, scope.computed<Value>([&source, i] { return source.get() + i; }));
    measureWrites(state, graph, source);
}
BENCHMARK(wide)->Arg(1000);

void chain(benchmark::State &state)
{
    Graph graph;
    Scope scope(graph);
    auto &source = scope.signal<Value>(0);
    Computed<Value> *last = &scope.computed<Value>([&source] { return source.get() + 1; });
    for (int i = 1; i < state.range(0); ++i)
        last = &scope.computed<Value>([below = last] { return below->get() + 1; });
    watch(scope, *last);
    measureWrites(state, graph, source);
}
BENCHMARK(chain)->Arg(1000)->Arg(300'000);

void grid(benchmark::State &state)
{
    const auto width = std::size_t(state.range(0));
    Graph graph;
    Scope scope(graph);
    auto &source = scope.signal<Value>(0);
    std::vector<Computed<Value> *> row;
    for (std::size_t i = 0; i < width; ++i)
        row.push_back(&scope.computed<Value>([&source, i] { return source.get() + Value(i); }));
    for (int depth = 1; depth < state.range(1); ++depth) {
        std::vector<Computed<Value> *> next;
        for (std::size_t i = 0; i < width; ++i) {
            next.push_back(&scope.computed<Value>([a = row[i], b = row[(i + 1) % width]] {
                return a->get() * 3 + b->get() * 4 + 1;
            }));
        }
        row = next;
    }
    for (Computed<Value> *computed : row)
        watch(scope, *computed);
    measureWrites(state, graph, source);
}
BENCHMARK(grid)->Args({100, 16})->Args({100, 100});

/// One item is a computed value with one source: made, read and disposed of.
void makeAndDispose(benchmark::State &state)
{
    double bytes = 0;
    for (auto _ : state) {
        Graph graph;
        Scope scope(graph);
        auto &source = scope.signal<Value>(0);
        const auto before = mallinfo2();
        for (int i = 0; i < state.range(0); ++i)
            scope.computed<Value>([&source] { return source.get() + 1; }).peek();
        const auto after = mallinfo2();
        const auto used = [](const auto &info) { return double(info.uordblks + info.hblkhd); };
        bytes = (used(after) - used(before)) / double(state.range(0));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
    state.counters["bytes"] = bytes;
}
BENCHMARK(makeAndDispose)->Arg(100'000);

} // namespace

BENCHMARK_MAIN();
