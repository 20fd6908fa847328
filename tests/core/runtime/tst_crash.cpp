// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/simulation.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;

/// The simulation of design section 5 as a test of the real runtime: crashes at every step.
class TestCrash : public QObject {
    Q_OBJECT

    struct Base {
        std::shared_ptr<MemoryStore> store;
        sim::World world;
    };

    /// Deployed and idle, with the messages in the inbox.
    static Base idle(const QStringList &messages)
    {
        Base base{std::make_shared<MemoryStore>(), {}};
        {
            sim::Run run(sim::agentTemplate(), base.store, base.world);
            run.start();
            run.drive();
        }
        MemoryStore::Stack &stack = base.store->stacks[u"agent"_s];
        NodeRecord handler = *stack.state->find(u"http-server.chat-handler"_s);
        QJsonArray inbox;
        for (qsizetype i = 0; i < messages.size(); ++i)
            inbox.append(
                QJsonObject{{u"id"_s, u"m%1"_s.arg(i + 1)}, {u"content"_s, messages.at(i)}});
        handler.store.insert(u"inbox"_s, inbox);
        stack.state->put(handler);
        return base;
    }

    static Base copy(const Base &base)
    {
        Base result{std::make_shared<MemoryStore>(), base.world};
        result.store->stacks = base.store->stacks;
        return result;
    }

    static int run(Base &base, int steps)
    {
        sim::Run run(sim::agentTemplate(), base.store, base.world);
        run.start();
        return run.drive(steps);
    }

private Q_SLOTS:
    void aConversationRunsToItsEnd()
    {
        Base base = idle({u"A"_s, u"B"_s});
        run(base, 400);
        const QString text = sim::summary(*base.store, base.world);
        QVERIFY2(text.contains(u"m1=answer(A) with 0 before"), qPrintable(text));
        QVERIFY2(text.contains(u"m2=answer(B) with 2 before"), qPrintable(text));
        QVERIFY2(text.contains(u"queued 0"), qPrintable(text));
        QVERIFY2(!text.contains(u"completion"), qPrintable(text));
        QCOMPARE(base.world.calls.size(), 6);
        QCOMPARE(base.world.tools, 6);
    }

    void aCrashAtEveryStepChangesNothing()
    {
        Base reference = idle({u"A"_s, u"B"_s});
        Base full = copy(reference);
        const int steps = run(full, 400);
        const QString wanted = sim::summary(*full.store, full.world);
        QVERIFY(steps > 15);
        for (int i = 0; i < steps; ++i) {
            Base base = copy(reference);
            run(base, i);
            run(base, 400);
            const QString text = sim::summary(*base.store, base.world);
            QVERIFY2(text == wanted,
                     qPrintable(u"crash after step %1\n"_s.arg(i) + text + u"\n--- wanted\n"_s
                                + wanted));
        }
    }

    void twoCrashesAtEveryPairOfStepsChangeNothing()
    {
        Base reference = idle({u"A"_s, u"B"_s});
        Base full = copy(reference);
        const int steps = run(full, 400);
        const QString wanted = sim::summary(*full.store, full.world);
        for (int i = 0; i < steps; ++i) {
            for (int j = 0; j < steps; ++j) {
                Base base = copy(reference);
                run(base, i);
                run(base, j);
                run(base, 400);
                const QString text = sim::summary(*base.store, base.world);
                QVERIFY2(text == wanted,
                         qPrintable(u"crashes after %1 and %2\n"_s.arg(i).arg(j) + text
                                    + u"\n--- wanted\n"_s + wanted));
            }
        }
    }

    void aFailedModelEndsInAnErrorAnswerAndTheNextTurnGoesOn()
    {
        Base base = idle({u"A"_s, u"B"_s});
        base.world.fail = [](const QString &question, int) { return question == u"A"; };
        run(base, 400);
        const QString text = sim::summary(*base.store, base.world);
        QVERIFY2(text.contains(u"m1=ERR model 500 for A"), qPrintable(text));
        QVERIFY2(text.contains(u"m2=answer(B) with 0 before"), qPrintable(text));
        QVERIFY2(text.contains(u"queued 0"), qPrintable(text));
        QCOMPARE(base.world.sent.size(), 2);
    }

    void theSameWordsTwiceAreTwoTurns()
    {
        Base base = idle({u"A"_s, u"A"_s});
        run(base, 400);
        const QString text = sim::summary(*base.store, base.world);
        QVERIFY2(text.contains(u"m2=answer(A) with 2 before"), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
