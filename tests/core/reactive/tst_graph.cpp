// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reactive/reactive.h"

#include <QStringList>
#include <QTest>

#include <memory>
#include <random>
#include <stdexcept>
#include <vector>

using namespace creact::reactive;
using namespace Qt::StringLiterals;

class TstGraph : public QObject {
    Q_OBJECT

private:
    /// What ran, in which order, separated by blanks. Cleared by reading.
    QString takeLog() { return std::exchange(m_log, {}).join(u' '); }
    void log(const QString &what) { m_log.append(what); }

    Computed<int> &logged(Scope &scope, const QString &name, std::function<int()> function)
    {
        return scope.computed<int>([this, name, function = std::move(function)] {
            log(name);
            return function();
        });
    }

    Effect &watch(Scope &scope, const QString &name, Computed<int> &computed)
    {
        return scope.effect([this, name, &computed](Scope &) {
            log(name + u'=' + QString::number(computed.get()));
        });
    }

    /// Collects the graph's errors as text in the log.
    void logErrors(Graph &graph)
    {
        graph.setErrorHandler([this](Computation &, std::exception_ptr error) {
            try {
                std::rethrow_exception(error);
            } catch (const std::exception &e) {
                log(u'!' + QString::fromUtf8(e.what()).section(u' ', 0, 0));
            }
        });
    }

    QStringList m_log;

private Q_SLOTS:
    void init() { m_log.clear(); }

    void computedRunsOnlyWhenReadAndOncePerChange()
    {
        Graph graph;
        Scope scope(graph);
        auto &a = scope.signal(1);
        auto &b = logged(scope, u"b"_s, [&] { return a.get() * 2; });
        QVERIFY(b.isDirty());
        QCOMPARE(takeLog(), u""_s);
        QCOMPARE(b.get(), 2);
        QCOMPARE(b.get(), 2);
        QCOMPARE(b.peek(), 2);
        QCOMPARE(takeLog(), u"b"_s);
        a.set(1);
        QCOMPARE(takeLog(), u""_s);
        QCOMPARE(b.version(), 1u);
        a.set(5);
        QCOMPARE(takeLog(), u"b"_s);
        QCOMPARE(b.get(), 10);
        QCOMPARE(b.version(), 2u);
        QCOMPARE(a.version(), 1u);
        QCOMPARE(graph.stats().writes, 1u);
        QCOMPARE(graph.stats().flushes, 1u);
        QCOMPARE(graph.stats().evaluations, 2u);
    }

    void diamondRunsEachOnceInOrder()
    {
        Graph graph;
        Scope scope(graph);
        auto &a = scope.signal(1);
        auto &b = logged(scope, u"b"_s, [&] { return a.get() + 1; });
        auto &c = logged(scope, u"c"_s, [&] { return a.get() * 10; });
        auto &d = logged(scope, u"d"_s, [&] { return b.get() + c.get(); });
        watch(scope, u"e"_s, d);
        QCOMPARE(takeLog(), u"d b c e=12"_s);
        a.set(2);
        QCOMPARE(takeLog(), u"b c d e=23"_s);
    }

    void sameHeightRunsInOrderOfCreation()
    {
        Graph graph;
        Scope scope(graph);
        auto &a = scope.signal(1);
        std::vector<Computed<int> *> all;
        for (int i = 0; i < 6; ++i)
            all.push_back(&logged(scope, QString::number(i), [&a] { return a.get(); }));
        for (int i : {4, 1, 5, 0, 3, 2}) // subscribed in another order
            all[std::size_t(i)]->peek();
        takeLog();
        a.set(2);
        QCOMPARE(takeLog(), u"0 1 2 3 4 5"_s);
    }

    void lateArrivalsOfOneHeightKeepTheOrder()
    {
        Graph graph;
        Scope scope(graph);
        auto &start = scope.signal(0);
        std::vector<Signal<int> *> late;
        for (int i = 0; i < 4; ++i)
            late.push_back(&scope.signal(0));
        for (int i = 0; i < 4; ++i) {
            scope.effect([&, i](Scope &) {
                log(u"w%1"_s.arg(i)), late[3u - unsigned(i)]->set(start.get());
            });
            scope.effect(
                [&, i](Scope &) { log(u"r%1=%2"_s.arg(i).arg(late[unsigned(i)]->get())); });
        }
        takeLog();
        start.set(1);
        QCOMPARE(takeLog(), u"w0 w1 w2 r1=1 r2=1 w3 r0=1 r3=1"_s);
    }

    void equalResultStopsPropagation()
    {
        Graph graph;
        Scope scope(graph);
        auto &a = scope.signal(1);
        auto &odd = logged(scope, u"odd"_s, [&] { return a.get() % 2; });
        watch(scope, u"e"_s, odd);
        takeLog();
        a.set(3);
        QCOMPARE(takeLog(), u"odd"_s);
        a.set(4);
        QCOMPARE(takeLog(), u"odd e=0"_s);
    }

    void gridIsGlitchFreeAndLinear()
    {
        constexpr std::size_t width = 20;
        constexpr int depth = 30;
        Graph graph;
        Scope scope(graph);
        auto &source = scope.signal<quint32>(0);
        std::vector<Computed<quint32> *> row;
        for (std::size_t i = 0; i < width; ++i)
            row.push_back(&scope.computed<quint32>([&, i] { return source.get() + quint32(i); }));
        for (int level = 1; level < depth; ++level) {
            std::vector<Computed<quint32> *> next;
            for (std::size_t i = 0; i < width; ++i) {
                next.push_back(&scope.computed<quint32>([a = row[i], b = row[(i + 1) % width]] {
                    return a->get() * 3 + b->get() * 4;
                }));
            }
            row = next;
        }
        int effects = 0;
        for (auto *computed : row) {
            scope.effect([&effects, computed](Scope &) {
                computed->get();
                ++effects;
            });
        }
        effects = 0;
        const quint64 before = graph.stats().evaluations;
        source.set(7);
        QCOMPARE(graph.stats().evaluations - before, width * depth + width);
        QCOMPARE(effects, int(width));
        std::vector<quint32> expected;
        for (std::size_t i = 0; i < width; ++i)
            expected.push_back(7 + quint32(i));
        for (int level = 1; level < depth; ++level) {
            std::vector<quint32> next;
            for (std::size_t i = 0; i < width; ++i)
                next.push_back(expected[i] * 3 + expected[(i + 1) % width] * 4);
            expected = next;
        }
        for (std::size_t i = 0; i < width; ++i)
            QCOMPARE(row[i]->peek(), expected[i]);
    }

    void dynamicBranchesAreFollowed()
    {
        Graph graph;
        Scope scope(graph);
        auto &useA = scope.signal(true);
        auto &a = scope.signal(1);
        auto &b = scope.signal(2);
        auto &c = scope.signal(3);
        auto &picked =
            logged(scope, u"p"_s, [&] { return (useA.get() ? a.get() : b.get()) + c.get(); });
        watch(scope, u"e"_s, picked);
        QCOMPARE(takeLog(), u"p e=4"_s);
        b.set(20);
        QCOMPARE(takeLog(), u""_s);
        useA.set(false);
        QCOMPARE(takeLog(), u"p e=23"_s);
        a.set(10);
        QCOMPARE(takeLog(), u""_s);
        c.set(4);
        QCOMPARE(takeLog(), u"p e=24"_s);
        int sources = 0;
        picked.forEachSource([&](Source &source) {
            ++sources;
            QVERIFY(&source == &useA || &source == &b || &source == &c);
            QVERIFY(!source.asComputation());
        });
        QCOMPARE(sources, 3);
    }

    void newDirtySourceIsReadFreshWithItsOwnSources()
    {
        Graph graph;
        Scope scope(graph);
        auto &a = scope.signal(1);
        auto &useDeep = scope.signal(false);
        auto &early = logged(scope, u"early"_s, [&]() -> int { return useDeep.get(); });
        Computed<int> *deep = nullptr;
        scope.effect([&](Scope &) { log(u"e=%1"_s.arg(early.get() ? deep->get() : 0)); });
        auto &x = logged(scope, u"x"_s, [&] { return a.get() + 1; });
        auto &y = logged(scope, u"y"_s, [&] { return x.get() + 1; });
        deep = &logged(scope, u"z"_s, [&] { return y.get() + 1; });
        QCOMPARE(deep->peek(), 4);
        takeLog();
        graph.batch([&] {
            a.set(2);
            useDeep.set(true);
        });
        QCOMPARE(takeLog(), u"early x y z e=5"_s);
        a.set(3);
        QCOMPARE(takeLog(), u"x y z e=6"_s);
    }

    void sameSourceReadTwiceIsOneSource()
    {
        Graph graph;
        Scope scope(graph);
        auto &a = scope.signal(1);
        auto &b = scope.signal(1);
        auto &sum = logged(scope, u"s"_s, [&] { return a.get() + b.get() + a.get() + b.get(); });
        QCOMPARE(sum.get(), 4);
        a.set(2);
        QCOMPARE(sum.get(), 6);
        int sources = 0;
        sum.forEachSource([&](Source &) { ++sources; });
        QCOMPARE(sources, 2);
        QCOMPARE(takeLog(), u"s s"_s);
    }

    void randomDependenciesStayConsistent()
    {
        std::mt19937 random(1);
        Graph graph;
        logErrors(graph);
        Scope scope(graph);
        constexpr int count = 40;
        std::vector<Signal<int> *> values;
        std::vector<Signal<int> *> picks;
        std::vector<Computed<int> *> computed;
        const auto pickOf = [](int pick, int k) {
            return unsigned(pick) * (2654435761u + unsigned(k));
        };
        for (int i = 0; i < count; ++i) {
            values.push_back(&scope.signal(i));
            picks.push_back(&scope.signal(i));
        }
        const auto formula = [&](int i, auto pick, auto value, auto below) {
            int sum = value(i);
            for (int k = 0; k < 3; ++k) {
                const unsigned chosen = pickOf(pick(i), k) >> 8;
                sum += i ? below(int(chosen % unsigned(i))) * (k + 1) % 1000 : 0;
            }
            return sum % 7 ? sum % 1000 : 0;
        };
        for (int i = 0; i < count; ++i) {
            computed.push_back(&scope.computed<int>([&, i] {
                return formula(
                    i, [&](int n) { return picks[std::size_t(n)]->get(); },
                    [&](int n) { return values[std::size_t(n)]->get(); },
                    [&](int n) { return computed[std::size_t(n)]->get(); });
            }));
        }
        for (int round = 0; round < 500; ++round) {
            const quint64 before = graph.stats().evaluations;
            {
                const Batch batch(graph);
                for (int write = 0; write < 4; ++write) {
                    auto &target = (random() % 2 ? values : picks)[random() % count];
                    target->set(int(random() % 1000));
                    if (random() % 4 == 0)
                        computed[random() % count]->peek();
                }
            }
            QVERIFY(graph.stats().evaluations - before <= count * 5u);
            std::vector<int> expected;
            for (int i = 0; i < count; ++i) {
                expected.push_back(formula(
                    i, [&](int n) { return picks[std::size_t(n)]->peek(); },
                    [&](int n) { return values[std::size_t(n)]->peek(); },
                    [&](int n) { return expected[std::size_t(n)]; }));
                if (round > 3)
                    QCOMPARE(computed[std::size_t(i)]->peek(), expected.back());
            }
        }
        QCOMPARE(takeLog(), u""_s);
    }

    void batchFlushesOnceAtItsOutermostEnd()
    {
        Graph graph;
        Scope scope(graph);
        auto &a = scope.signal(1);
        auto &b = scope.signal(2);
        auto &sum = logged(scope, u"s"_s, [&] { return a.get() + b.get(); });
        watch(scope, u"e"_s, sum);
        takeLog();
        graph.batch([&] {
            a.set(10);
            graph.batch([&] { b.set(20); });
            QCOMPARE(takeLog(), u""_s);
            QVERIFY(sum.isDirty());
            a.set(11);
        });
        QCOMPARE(takeLog(), u"s e=31"_s);
        QVERIFY(!sum.isDirty());
        graph.batch([&] {
            a.set(0);
            QCOMPARE(sum.get(), 20); // read inside: up to date, and not run again
            QCOMPARE(takeLog(), u"s"_s);
            graph.flush();
            QCOMPARE(takeLog(), u"e=20"_s);
        });
        QCOMPARE(takeLog(), u""_s);
    }

    void untrackedReadsAreNoSources()
    {
        Graph graph;
        Scope scope(graph);
        auto &a = scope.signal(1);
        auto &b = scope.signal(2);
        auto &c = scope.computed<int>([&] { return b.get(); });
        scope.effect([&](Scope &) {
            const int untracked = graph.untracked([&] { return b.get() + c.get(); });
            log(u"e=%1"_s.arg(a.get() + untracked + b.peek() + c.peek()));
        });
        QCOMPARE(takeLog(), u"e=9"_s);
        b.set(3);
        QCOMPARE(takeLog(), u""_s);
        a.set(2);
        QCOMPARE(takeLog(), u"e=14"_s);
    }

    void throwingEffectDoesNotStopTheOthers()
    {
        Graph graph;
        logErrors(graph);
        Scope scope(graph);
        auto &a = scope.signal(1);
        scope.effect([&](Scope &) {
            if (a.get() == 2)
                throw std::runtime_error("two");
            log(u"first"_s);
        });
        scope.effect([&](Scope &) { log(u"second=%1"_s.arg(a.get())); });
        takeLog();
        a.set(2);
        QCOMPARE(takeLog(), u"!two second=2"_s);
        a.set(3);
        QCOMPARE(takeLog(), u"first second=3"_s);
    }

    void throwingComputedRethrowsToReaders()
    {
        Graph graph;
        logErrors(graph);
        Scope scope(graph);
        auto &a = scope.signal(0);
        auto &c = scope.computed<int>([&] {
            if (a.get() == 0)
                throw std::runtime_error("zero");
            return 100 / a.get();
        });
        auto &d = scope.computed<int>([&] { return c.get() + 1; });
        watch(scope, u"e"_s, d);
        QCOMPARE(takeLog(), u"!zero"_s);
        QVERIFY_EXCEPTION_THROWN(c.get(), std::runtime_error);
        QVERIFY_EXCEPTION_THROWN(d.peek(), std::runtime_error);
        a.set(10);
        QCOMPARE(takeLog(), u"e=11"_s);
        a.set(0);
        QCOMPARE(takeLog(), u"!zero"_s);
        a.set(10);
        QCOMPARE(takeLog(), u"e=11"_s);
    }

    void effectThatWritesWhatItReadsSettles()
    {
        Graph graph;
        logErrors(graph);
        Scope scope(graph);
        auto &n = scope.signal(0);
        scope.effect([&](Scope &) {
            log(QString::number(n.get()));
            if (n.peek() % 5)
                n.set(n.peek() + 1);
        });
        QCOMPARE(takeLog(), u"0"_s);
        n.set(1);
        QCOMPARE(takeLog(), u"1 2 3 4 5"_s);
        QCOMPARE(graph.stats().flushes, 1u);
    }

    void effectThatNeverSettlesIsStopped()
    {
        Graph graph;
        graph.setEffectLimit(10);
        Scope scope(graph);
        auto &n = scope.signal(0);
        auto &other = scope.signal(0);
        int runs = 0;
        Effect &endless = scope.effect([&](Scope &) {
            ++runs;
            if (n.get() > 0)
                n.set(n.peek() + 1);
        });
        scope.effect([&](Scope &) { log(u"o=%1"_s.arg(other.get())); });
        int errors = 0;
        graph.setErrorHandler([&](Computation &computation, std::exception_ptr error) {
            ++errors;
            QCOMPARE(&computation, &endless);
            QVERIFY_EXCEPTION_THROWN(std::rethrow_exception(error), std::runtime_error);
        });
        takeLog();
        runs = 0;
        graph.batch([&] {
            n.set(1);
            other.set(1);
        });
        QCOMPARE(runs, 10);
        QCOMPARE(errors, 1);
        QCOMPARE(takeLog(), u"o=1"_s);
        n.set(-1); // the next flush gives it another chance
        QCOMPARE(runs, 11);
        QCOMPARE(errors, 1);
    }

    void writesInEffectsRunInTheSameFlush()
    {
        Graph graph;
        Scope scope(graph);
        auto &a = scope.signal(0);
        auto &b = scope.signal(0);
        auto &low = logged(scope, u"low"_s, [&] { return b.get(); });
        scope.effect([&](Scope &) { log(u"w=%1"_s.arg(a.get())), b.set(a.peek() * 2); });
        watch(scope, u"r"_s, low);
        scope.effect([&](Scope &) { log(u"last=%1"_s.arg(a.get())); });
        takeLog();
        a.set(4);
        QCOMPARE(takeLog(), u"w=4 low last=4 r=8"_s);
        QCOMPARE(graph.stats().flushes, 1u);
    }

    void cycleIsAnErrorAndGivesTheLastValue()
    {
        Graph graph;
        logErrors(graph);
        Scope scope(graph);
        auto &a = scope.signal(1);
        Computed<int> *y = nullptr;
        auto &x = scope.computed<int>([&] { return a.get() > 1 ? y->get() + 1 : 10; });
        y = &scope.computed<int>([&] { return x.get() + 100; });
        QCOMPARE(y->get(), 110);
        QCOMPARE(takeLog(), u""_s);
        a.set(2);
        QCOMPARE(takeLog(), u"!The"_s);
        QCOMPARE(x.peek(), 111); // the last y, plus one
        QCOMPARE(y->peek(), 211);
        a.set(1);
        QCOMPARE(y->peek(), 110);
        QCOMPARE(takeLog(), u""_s);
    }

    void firstReadCycleIsAnError()
    {
        Graph graph;
        logErrors(graph);
        Scope scope(graph);
        Computed<int> *y = nullptr;
        auto &x = scope.computed<int>([&] { return y->get() + 1; });
        y = &scope.computed<int>([&] { return x.get() + 100; });
        QCOMPARE(x.get(), 101);
        QCOMPARE(takeLog(), u"!Cycle:"_s);
    }

    void rolesMaySwapWithoutCycle()
    {
        Graph graph;
        logErrors(graph);
        Scope scope(graph);
        auto &xFirst = scope.signal(true);
        Computed<int> *y = nullptr;
        auto &x = scope.computed<int>([&] { return xFirst.get() ? 1 : y->get() + 1; });
        y = &scope.computed<int>([&] { return xFirst.get() ? x.get() + 10 : 5; });
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(y->get(), 11);
            xFirst.set(false);
            QCOMPARE(x.get(), 6);
            xFirst.set(true);
        }
        QCOMPARE(takeLog(), u""_s);
    }

    void chainOf300000()
    {
        constexpr int length = 300'000;
        Graph graph;
        {
            Scope scope(graph);
            auto &source = scope.signal(0);
            Computed<int> *last = &scope.computed<int>([&source] { return source.get() + 1; });
            for (int i = 1; i < length; ++i)
                last = &scope.computed<int>([below = last] { return below->get() + 1; });
            QCOMPARE(graph.stats().evaluations, 0u);
            QCOMPARE(last->get(), length);
            QCOMPARE(graph.stats().evaluations, quint64(length));
            source.set(1);
            QCOMPARE(graph.stats().evaluations, quint64(2 * length));
            QCOMPARE(last->get(), length + 1);
            const Batch batch(graph);
            source.set(2);
            QCOMPARE(last->get(), length + 2);
            QCOMPARE(graph.stats().evaluations, quint64(3 * length));
        }
    }

    void chainIsLiftedWithoutRecursion()
    {
        Graph graph;
        Scope scope(graph);
        auto &useHigh = scope.signal(false);
        auto &a = scope.signal(1);
        Computed<int> *high = &scope.computed<int>([&] { return a.get(); });
        for (int i = 0; i < 1000; ++i)
            high = &scope.computed<int>([high] { return high->get() + 1; });
        Computed<int> *last =
            &scope.computed<int>([&, high] { return useHigh.get() ? high->get() : 0; });
        for (int i = 0; i < 100'000; ++i)
            last = &scope.computed<int>([last] { return last->get() + 1; });
        QCOMPARE(last->get(), 100'000);
        QCOMPARE(high->get(), 1001);
        useHigh.set(true);
        QCOMPARE(last->get(), 101'001);
        const quint64 before = graph.stats().evaluations;
        a.set(2);
        QCOMPARE(last->get(), 101'002);
        QCOMPARE(graph.stats().evaluations - before, 101'002u);
    }

    void nestingTheStackCannotHoldIsAnError()
    {
        Graph graph;
        logErrors(graph);
        Scope scope(graph);
        std::vector<Computed<int> *> all;
        for (std::size_t i = 0; i < 20'000; ++i) { // each reads what was made after it
            all.push_back(&scope.computed<int>(
                [&all, i] { return i + 1 < all.size() ? all[i + 1]->get() + 1 : 0; }));
        }
        all.front()->get();
        QCOMPARE(takeLog(), u"!The"_s);
        for (auto it = all.rbegin(); it != all.rend(); ++it)
            (*it)->peek();
        QCOMPARE(all.front()->get(), 19'999); // mended by what could be computed later
    }

    void manyReadersLeaveOneByOne()
    {
        Graph graph;
        Scope scope(graph);
        auto &source = scope.signal(0);
        std::vector<std::unique_ptr<Scope>> readers;
        for (int i = 0; i < 100'000; ++i) {
            readers.push_back(std::make_unique<Scope>(graph));
            readers.back()->effect([&source](Scope &) { source.get(); });
        }
        std::shuffle(readers.begin(), readers.end(), std::mt19937(1));
        while (readers.size() > 1)
            readers.pop_back();
        const quint64 before = graph.stats().evaluations;
        source.set(1);
        QCOMPARE(graph.stats().evaluations - before, 1u);
    }

    void traceSeesEachEvaluation()
    {
        Graph graph;
        Scope scope(graph);
        auto &a = scope.signal(0);
        auto &c = scope.computed<int>([&] { return a.get(); });
        c.setTag(this);
        c.peek();
        std::vector<const Computation *> seen;
        graph.setTrace([&](const Computation &computation) { seen.push_back(&computation); });
        a.set(1);
        QCOMPARE(seen.size(), 1u);
        QCOMPARE(seen.front(), &c);
        QCOMPARE(seen.front()->tag(), this);
    }
};

QTEST_GUILESS_MAIN(TstGraph)
#include "tst_graph.moc"
