// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/simulation.h"

#include <QJsonArray>
#include <QJsonDocument>
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

    /// Fails the i-th such call of a run for every i, starts the program again, and wants the same
    /// end. What was at work when it failed may be called again: once, and only that.
    static void faults(const QString &call, int atLeast)
    {
        Base reference = idle({u"A"_s, u"B"_s});
        Base full = copy(reference);
        run(full, 400);
        const QString wanted = conversation(*full.store, full.world);
        int failing = 0;
        for (bool failed = true; failed; ++failing) {
            Base base = copy(reference);
            failed = false;
            int calls = 0;
            base.store->fault = [&](const QString &asked) -> Result<void> {
                if (asked != call || calls++ != failing)
                    return {};
                failed = true;
                return Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
            };
            run(base, 400);
            base.store->fault = {};
            run(base, 400);
            const QString text = conversation(*base.store, base.world);
            QVERIFY2(text == wanted,
                     qPrintable(u"%1 %2 fails\n"_s.arg(call).arg(failing) + text
                                + u"\n--- wanted\n"_s + wanted));
            int repeated = base.world.tools - full.world.tools;
            for (auto it = full.world.calls.begin(); it != full.world.calls.end(); ++it)
                repeated += base.world.calls.value(it.key()) - it.value();
            // Two tools may have been at work together.
            QVERIFY2(repeated <= 2, qPrintable(QString::number(repeated)));
        }
        QVERIFY2(failing >= atLeast, qPrintable(QString::number(failing)));
    }

    /// What a person sees of it: all but how often something was called.
    static QString conversation(const MemoryStore &store, const sim::World &world)
    {
        QStringList lines = sim::summary(store, world).split(u'\n');
        lines.removeIf([](const QString &line) { return line.startsWith(u"call "); });
        return lines.join(u'\n');
    }

    static int run(Base &base, int steps)
    {
        sim::Run run(sim::agentTemplate(), base.store, base.world);
        run.start();
        return run.drive(steps);
    }

    static StackDocumentPtr edited(const QString &what)
    {
        QJsonObject root = QJsonDocument::fromJson(sim::agentTemplateJson()).object();
        QJsonArray children = root.value(u"children"_s).toArray();
        QJsonObject server = children.first().toObject();
        if (what == u"note") {
            server.insert(u"note"_s, u"words"_s);
        } else if (what == u"element") {
            children.append(QJsonObject{{u"construct"_s, u"Task"_s}, {u"key"_s, u"new"_s}});
        } else if (what == u"server") {
            QJsonObject props = server.value(u"props"_s).toObject();
            props.insert(u"host"_s, u"127.0.0.1"_s);
            server.insert(u"props"_s, props);
        }
        children.replace(0, server);
        root.insert(u"children"_s, children);
        return sim::document(QJsonDocument(root).toJson());
    }

    /// Without the node that an edit adds.
    static QString withoutTask(const QString &summary)
    {
        QStringList lines = summary.split(u'\n');
        lines.removeIf([](const QString &line) { return line.startsWith(u"node task"); });
        return lines.join(u'\n');
    }

private Q_SLOTS:
    void aConversationRunsToItsEnd()
    {
        Base base = idle({u"A"_s, u"B"_s});
        run(base, 400);
        const QString text = sim::summary(*base.store, base.world);
        QVERIFY2(text.contains(u"m1=answer(A) with 0 before"), qPrintable(text));
        QVERIFY2(text.contains(u"m2=answer(B) with 7 before"), qPrintable(text));
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

    void anEditAtEveryStepChangesNothing_data()
    {
        QTest::addColumn<QString>("edit");
        for (const char *edit : {"nothing", "note", "element", "server"})
            QTest::newRow(edit) << QString::fromLatin1(edit);
    }

    void anEditAtEveryStepChangesNothing()
    {
        QFETCH(QString, edit);
        const StackDocumentPtr document = edited(edit);
        Base reference = idle({u"A"_s, u"B"_s});
        Base full = copy(reference);
        const int steps = run(full, 400);
        const QString wanted = sim::summary(*full.store, full.world);
        for (int i = 0; i < steps; ++i) {
            Base base = copy(reference);
            {
                sim::Run run(sim::agentTemplate(), base.store, base.world);
                run.start();
                run.drive(i);
                std::optional<Result<void>> settled;
                run.runtime.start(document, [&](const Result<void> &result) { settled = result; });
                run.settle();
                run.drive();
                QVERIFY(settled && settled->ok());
                for (const QString &line : std::as_const(run.provider.log))
                    QVERIFY2(!line.startsWith(u"error"), qPrintable(line));
            }
            const QString text = withoutTask(sim::summary(*base.store, base.world));
            QVERIFY2(
                text == wanted,
                qPrintable(u"edit after step %1\n"_s.arg(i) + text + u"\n--- wanted\n"_s + wanted));
            QCOMPARE(base.world.tools, full.world.tools);
            QCOMPARE(base.world.sent, full.world.sent);
        }
    }

    /// A save fails, the stack halts, and the program is started again when there is space.
    void aFailureOfEveryWriteAndARestartChangesNothing_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<int>("atLeast");
        QTest::newRow("state") << u"saveState"_s << 10;
        QTest::newRow("audit") << u"appendAuditLog"_s << 1;
        QTest::newRow("turn") << u"saveTurn"_s << 2;
    }

    void aFailureOfEveryWriteAndARestartChangesNothing()
    {
        QFETCH(QString, call);
        QFETCH(int, atLeast);
        faults(call, atLeast);
    }

    /// The same run goes on when the person presses Deploy.
    void aFailureOfEverySaveAndADeployChangesNothing()
    {
        Base reference = idle({u"A"_s, u"B"_s});
        Base full = copy(reference);
        run(full, 400);
        const QString wanted = sim::summary(*full.store, full.world);
        int failing = 0;
        for (bool failed = true; failed; ++failing) {
            Base base = copy(reference);
            failed = false;
            int saves = 0;
            base.store->fault = [&](const QString &call) -> Result<void> {
                if (call != u"saveState" || saves++ != failing)
                    return {};
                failed = true;
                return Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
            };
            sim::Run run(sim::agentTemplate(), base.store, base.world);
            run.start();
            run.drive();
            if (failed) {
                QVERIFY(run.runtime.haltedBy());
                run.runtime.start(sim::agentTemplate(), [](const Result<void> &) {});
                run.settle();
                run.drive();
            }
            QVERIFY(!run.runtime.haltedBy());
            const QString text = sim::summary(*base.store, base.world);
            QVERIFY2(text == wanted,
                     qPrintable(u"save %1 fails\n"_s.arg(failing) + text + u"\n--- wanted\n"_s
                                + wanted));
            QCOMPARE(base.world.tools, full.world.tools);
            QCOMPARE(base.world.sent, full.world.sent);
        }
        QVERIFY2(failing > 10, qPrintable(QString::number(failing)));
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
        QVERIFY2(text.contains(u"m2=answer(A) with 7 before"), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
