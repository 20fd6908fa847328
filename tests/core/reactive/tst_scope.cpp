// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reactive/reactive.h"

#include <QStringList>
#include <QTest>

#include <malloc.h>
#include <memory>
#include <stdexcept>

using namespace creact::reactive;
using namespace Qt::StringLiterals;

class TstScope : public QObject {
    Q_OBJECT

private:
    QString takeLog() { return std::exchange(m_log, {}).join(u' '); }
    void log(const QString &what) { m_log.append(what); }

    struct Noisy {
        TstScope *test;
        QString name;
        ~Noisy() { test->log(name); }
    };

    QStringList m_log;

private Q_SLOTS:
    void init() { m_log.clear(); }

    void cleansUpNewestFirstOnce()
    {
        Graph graph;
        Scope scope(graph);
        scope.onCleanup([this] { log(u"a"_s); });
        scope.make<Noisy>(this, u"b"_s);
        Scope &child = scope.child();
        child.onCleanup([this] { log(u"c1"_s); });
        child.onCleanup([this] { log(u"c2"_s); });
        scope.effect([this](Scope &run) { run.onCleanup([this] { log(u"d"_s); }); });
        scope.onCleanup([this] { log(u"e"_s); });
        scope.dispose();
        QCOMPARE(takeLog(), u"e d c2 c1 b a"_s);
        QVERIFY(scope.isDisposed());
        scope.dispose();
        QCOMPARE(takeLog(), u""_s);
        scope.onCleanup([this] { log(u"late"_s); });
        QCOMPARE(takeLog(), u"late"_s);
        scope.effect([this](Scope &) { log(u"never"_s); });
        QVERIFY(scope.child().isDisposed());
        QCOMPARE(takeLog(), u""_s);
    }

    void destructorDisposes()
    {
        Graph graph;
        auto &&log = m_log;
        {
            Scope scope(graph);
            scope.onCleanup([&] { log.append(u"x"_s); });
        }
        QCOMPARE(takeLog(), u"x"_s);
    }

    void effectCleansUpBeforeEachRun()
    {
        Graph graph;
        Scope scope(graph);
        auto &a = scope.signal(1);
        scope.effect([&](Scope &run) {
            log(u"run%1"_s.arg(a.get()));
            run.onCleanup([this] { log(u"first"_s); });
            run.onCleanup([this] { log(u"second"_s); });
        });
        a.set(2);
        scope.dispose();
        QCOMPARE(takeLog(), u"run1 second first run2 second first"_s);
    }

    void ownerRunsBeforeWhatItOwnsAndDisposalPreventsRuns()
    {
        Graph graph;
        Scope scope(graph);
        auto &pending = scope.signal<std::shared_ptr<int>>(std::make_shared<int>(1));
        scope.effect([&](Scope &run) {
            log(pending.get() ? u"show"_s : u"hide"_s);
            if (!pending.peek())
                return;
            run.effect([&](Scope &inner) {
                log(u"a%1"_s.arg(*pending.get())); // would read a null
                inner.effect([&](Scope &) { log(u"b%1"_s.arg(*pending.get())); });
            });
        });
        QCOMPARE(takeLog(), u"show a1 b1"_s);
        pending.set(nullptr);
        QCOMPARE(takeLog(), u"hide"_s);
        pending.set(std::make_shared<int>(2));
        QCOMPARE(takeLog(), u"show a2 b2"_s);
    }

    void ownerWithHighSourcesStillRunsFirst()
    {
        Graph graph;
        Scope scope(graph);
        auto &a = scope.signal(1);
        auto &high = scope.computed<int>([&] { return a.get(); });
        auto &higher = scope.computed<int>([&] { return high.get(); });
        scope.effect([&](Scope &run) {
            // Made before the owner reads what lifts it.
            run.child().effect([&](Scope &) { log(u"inner%1"_s.arg(a.get())); });
            log(u"outer%1"_s.arg(higher.get()));
        });
        takeLog();
        a.set(2);
        QCOMPARE(takeLog(), u"inner2 outer2"_s);
    }

    void dirtyOwnerIsRunBeforeWhatItOwnsIsRead()
    {
        Graph graph;
        Scope scope(graph);
        auto &show = scope.signal(true);
        auto &a = scope.signal(1);
        Computed<int> *inner = nullptr;
        scope.effect([&](Scope &run) {
            inner = nullptr;
            if (show.get()) {
                inner = &run.computed<int>([&] {
                    log(u"inner"_s);
                    return show.get() ? a.get() : -1;
                });
                inner->peek();
            }
        });
        takeLog();
        const Batch batch(graph);
        a.set(2);
        show.set(false);
        QCOMPARE(inner->peek(), 1); // disposed of by its owner: keeps its last value
        QCOMPARE(takeLog(), u""_s);
        QVERIFY(!inner);
    }

    void effectMayReadWhatItMade()
    {
        Graph graph;
        int errors = 0;
        graph.setErrorHandler([&](Computation &, std::exception_ptr) { ++errors; });
        Scope scope(graph);
        auto &a = scope.signal(1);
        scope.effect([&](Scope &run) {
            auto &twice = run.child().computed<int>([&] {
                log(u"c"_s);
                return a.get() / 2;
            });
            log(u"e=%1"_s.arg(twice.get()));
        });
        QCOMPARE(takeLog(), u"c e=0"_s);
        a.set(2);
        QCOMPARE(takeLog(), u"c c e=1"_s);
        a.set(3);
        QCOMPARE(takeLog(), u"c"_s);
        QCOMPARE(errors, 0);
    }

    void throwingCleanupDoesNotStopTheOthers()
    {
        Graph graph;
        int errors = 0;
        graph.setErrorHandler([&](Computation &, std::exception_ptr) { ++errors; });
        Scope scope(graph);
        scope.effect([this](Scope &run) {
            run.onCleanup([this] { log(u"a"_s); });
            run.onCleanup([] { throw std::runtime_error("cleanup"); });
        });
        scope.dispose();
        QCOMPARE(takeLog(), u"a"_s);
        QCOMPARE(errors, 1);
    }

    void runningOwnerMayBeDisposed()
    {
        Graph graph;
        Scope root(graph);
        auto &stop = root.signal(false);
        Scope &scope = root.child();
        auto token = std::make_shared<int>(0);
        auto &local = scope.signal(7);
        scope.effect([this, &stop, &scope, &local, token](Scope &run) {
            auto &inner = run.signal(1);
            run.onCleanup([this] { log(u"clean"_s); });
            if (stop.get()) {
                scope.dispose();
                // Everything is still there until the run ends.
                log(u"after%1%2"_s.arg(local.get()).arg(inner.get()));
                run.onCleanup([this] { log(u"late"_s); });
                run.effect([this](Scope &) { log(u"never"_s); });
                QCOMPARE(run.computed<int>([] { return 3; }).get(), 3);
                QVERIFY(run.isDisposed());
            }
            log(u"end"_s);
        });
        QCOMPARE(takeLog(), u"end"_s);
        stop.set(true);
        QCOMPARE(takeLog(), u"clean clean after71 late end"_s);
        QCOMPARE(token.use_count(), 1);
        stop.set(false);
        QCOMPARE(takeLog(), u""_s);
    }

    void runningComputedMayDisposeItself()
    {
        Graph graph;
        Scope root(graph);
        auto &a = root.signal(1);
        auto scope = std::make_unique<Scope>(graph);
        auto &c = scope->computed<int>([&] {
            if (a.get() == 2)
                scope.reset();
            return a.get();
        });
        root.effect([&](Scope &) { log(QString::number(a.get() == 1 ? c.get() : 0)); });
        a.set(2);
        a.set(3);
        QCOMPARE(takeLog(), u"1 0 0"_s);
    }

    void cleanupMayDisposeOfTheWholeTree()
    {
        Graph graph;
        Scope root(graph);
        root.onCleanup([this] { log(u"root"_s); });
        Scope &middle = root.child();
        auto &a = middle.signal(1);
        middle.effect([&](Scope &run) {
            a.get();
            run.onCleanup([this] { log(u"first"_s); });
            run.onCleanup([&] {
                log(u"all"_s);
                root.dispose();
            });
            log(u"run"_s);
        });
        a.set(2);
        QCOMPARE(takeLog(), u"run all first root"_s);
    }

    void cleanupWritesAreSeenByWhatLivesOn()
    {
        Graph graph;
        Scope root(graph);
        auto &a = root.signal(1);
        root.effect([&](Scope &) { log(u"e%1"_s.arg(a.get())); });
        Scope &child = root.child();
        child.effect([&](Scope &) { log(u"c%1"_s.arg(a.get())); });
        child.onCleanup([&] { a.set(2); });
        child.dispose();
        QCOMPARE(takeLog(), u"e1 c1 e2"_s);
    }

    void disposedInTheSameFlushNeverRuns()
    {
        Graph graph;
        Scope root(graph);
        auto &a = root.signal(1);
        Scope *child = nullptr;
        root.effect([&](Scope &) {
            if (a.get() == 2)
                child->dispose();
        });
        child = &root.child();
        child->effect([&](Scope &) { log(u"c%1"_s.arg(a.get())); });
        a.set(2);
        a.set(3);
        QCOMPARE(takeLog(), u"c1"_s);
    }

    void sourceDisposedBeforeItsReader()
    {
        Graph graph;
        Scope root(graph);
        auto &other = root.signal(1);
        auto sources = std::make_unique<Scope>(graph);
        auto *signal = &sources->signal(1);
        auto *computed = &sources->computed<int>([signal] { return signal->get(); });
        auto &reader = root.computed<int>(
            [&] { return other.get() == 1 ? signal->get() + computed->get() : 0; });
        QCOMPARE(reader.get(), 2);
        sources.reset();
        int left = 0;
        reader.forEachSource([&](Source &source) {
            ++left;
            QCOMPARE(&source, &other);
        });
        QCOMPARE(left, 1);
        QCOMPARE(reader.get(), 2);
        other.set(2);
        QCOMPARE(reader.get(), 0);
    }

    void childScopesDoNotAccumulate()
    {
        Graph graph;
        Scope root(graph);
        auto &a = root.signal(1);
        root.make<Noisy>(this, u"x"_s);
        Scope &before = root.child();
        const auto churn = [&](Scope &parent, int rounds) {
            for (int i = 0; i < rounds; ++i) {
                Scope &older = parent.child();
                Scope &newer = parent.child();
                for (Scope *scope : {&older, &newer}) {
                    auto &c = scope->computed<int>([&] { return a.get(); });
                    scope->effect([&](Scope &run) { c.get(), run.signal(3); });
                    scope->onCleanup([] {});
                }
                older.dispose(); // out of order
                newer.dispose();
            }
        };
        churn(root, 100);
        const auto used = mallinfo2().uordblks;
        churn(root, 50'000);
        churn(before, 50'000);
        root.effect([&](Scope &run) { churn(run, 1000), churn(before, 1000); });
        QVERIFY(mallinfo2().uordblks < used + 20'000);
        const quint64 evaluations = graph.stats().evaluations;
        a.set(2);
        QCOMPARE(graph.stats().evaluations, evaluations);
    }

    void deeplyNestedScopesAreDisposedWithoutRecursion()
    {
        Graph graph;
        int cleaned = 0;
        Scope root(graph);
        Scope *scope = &root;
        for (int i = 0; i < 200'000; ++i) {
            scope->onCleanup([&cleaned, i] { QCOMPARE(++cleaned, 200'000 - i); });
            scope = &scope->child();
        }
        root.dispose();
        QCOMPARE(cleaned, 200'000);
    }

    void deeplyNestedEffectsRunAndGo()
    {
        Graph graph;
        Scope root(graph);
        auto &a = root.signal(0);
        int runs = 0;
        std::function<void(Scope &, int)> nest = [&](Scope &scope, int depth) {
            scope.effect([&, depth](Scope &run) {
                ++runs;
                a.get();
                if (depth > 0)
                    nest(run, depth - 1);
            });
        };
        nest(root, 3000);
        QCOMPARE(runs, 3001);
        a.set(1);
        QCOMPARE(runs, 6002); // the outermost remakes the rest
    }

    void computedIsSmall()
    {
        Graph graph;
        Scope scope(graph);
        auto &a = scope.signal(1);
        const auto used = mallinfo2().uordblks;
        constexpr int count = 50'000;
        for (int i = 0; i < count; ++i)
            scope.computed<int>([&a] { return a.get(); }).peek();
        const auto bytes = (mallinfo2().uordblks - used) / count;
        QVERIFY2(bytes <= 200, qPrintable(u"%1 bytes"_s.arg(bytes)));
    }
};

QTEST_GUILESS_MAIN(TstScope)
#include "tst_scope.moc"
