// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/backend/answers.h"
#include "tests/core/backend/steppedfilesystem.h"
#include "tests/core/engine/chatrun.h"
#include "tests/core/engine/enginebench.h"
#include "tests/core/engine/modelcalls.h"

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A conversation and an edit, over a disk on which the i-th step fails, for every i: after a
/// restart it comes to the same end, and no call is repeated whose result was stored.
class TestSweep : public QObject {
    Q_OBJECT

    enum Step { Deploy, First, Second, Edit, Stop, End };

    /// How far a run came, and what it was promised.
    struct Way {
        int step = Deploy;
        QString error;
        QStringList accepted;
        QList<AuditEntry> audit;
    };

    std::unique_ptr<StackBench> m_bench;
    StackDocumentPtr m_document;
    StackDocumentPtr m_edited;
    QByteArray m_wanted;
    int m_calls = 0;
    int m_steps = 0;

    Result<void> take(ChatRun &run, int step, Way &way)
    {
        switch (step) {
        case First:
        case Second: {
            const QString id = step == First ? u"one"_s : u"two"_s;
            const Result<ChatTurn> accepted = run.send(
                id, step == First ? u"Who was Ada Lovelace?"_s : u"Who was Alan Turing?"_s);
            if (!accepted)
                return accepted.error();
            way.accepted.append(id);
            const Result<ChatTurn> turn = run.answer(id);
            if (!turn)
                return turn.error();
            return turn->error ? Result<void>(*turn->error) : Result<void>();
        }
        case Edit:
            return run.deploy(m_edited);
        case Stop:
            return run.stop();
        default:
            return {};
        }
    }

    /// From a step to the end, or to where it fails.
    Way go(const QString &directory, std::unique_ptr<FileSystem> files, ManualClock &clock,
           int from, const std::shared_ptr<Trouble> &trouble)
    {
        Way way;
        way.step = from;
        ChatRun run(directory, std::move(files), clock, m_bench->options);
        run.setDead([trouble] { return trouble->down; });
        Result<void> done = run.begin();
        if (done)
            done = run.deploy(from > Edit ? m_edited : m_document);
        for (; done && way.step < End; ++way.step) {
            done = take(run, way.step, way);
            if (trouble->down)
                done = Error{ErrorCode::IoError, u"dead"_s, {}, {}};
            if (!done)
                break;
        }
        if (!done) {
            way.error = sentence(done.error());
            if (!trouble->down && way.step != Stop)
                std::ignore = run.stop();
        }
        way.audit = run.auditStored();
        return way;
    }

    /// One disturbed run, then a healthy one to the end.
    void oneTrouble(Trouble::Kind kind, int at, Disk::Luck luck)
    {
        QTemporaryDir folder(fastFolder() + u"/creact-sweep-XXXXXX"_s);
        QVERIFY(folder.isValid());
        const QString directory = folder.filePath(u".creact-state"_s);
        ManualClock clock(SystemClock().now());
        ModelCalls calls(m_bench->demo);
        const auto trouble = std::make_shared<Trouble>();
        trouble->kind = kind;
        trouble->at = at;
        const bool cut = kind == Trouble::Kind::PowerCut;
        const auto disk = cut ? std::make_shared<Disk>(folder.path()) : nullptr;
        const Way disturbed = go(directory, std::make_unique<SteppedFileSystem>(trouble, disk),
                                 clock, Deploy, trouble);
        QVERIFY2(trouble->steps >= at, "the trouble never came");
        if (cut)
            disk->restore(luck);
        const auto tell = [&](const QString &text) {
            return u"%1 (%2, then: %3 in step %4): %5"_s.arg(at)
                .arg(trouble->struck, disturbed.error)
                .arg(disturbed.step)
                .arg(text);
        };
        QString wrong = calls.look();
        QVERIFY2(wrong.isEmpty(), qPrintable(tell(wrong)));

        // The lease of the dead, who lives on in this process, ends.
        clock.advance(70s);
        const auto healthy = std::make_shared<Trouble>();
        {
            FileBackend::Options options;
            options.directory = directory;
            FileBackend backend(options, clock);
            const auto state = stateOf(backend, u"agent"_s);
            QVERIFY2(state.ok(), state.ok() ? "" : qPrintable(tell(sentence(state.error()))));
            if (*state)
                calls.store(**state);
            QByteArray inbox;
            for (const NodeRecord &node : *state ? (*state)->nodes() : QList<NodeRecord>()) {
                if (node.constructType == "ChatHandler"_L1)
                    inbox = QJsonDocument(node.store).toJson();
            }
            for (const QString &id : disturbed.accepted)
                QVERIFY2(inbox.contains('"' + id.toUtf8() + '"'),
                         qPrintable(tell(id + u" was accepted, and is lost"_s)));
            checkAudit(backend, disturbed.audit, tell);
            if (QTest::currentTestFailed())
                return;
        }

        const Way end = go(directory, std::make_unique<FileSystem>(), clock,
                           qMin<int>(disturbed.step, Stop), healthy);
        QVERIFY2(end.step == End, qPrintable(tell(u"the restart fails: "_s + end.error)));
        wrong = calls.look();
        QVERIFY2(wrong.isEmpty(), qPrintable(tell(wrong)));
        QVERIFY2(calls.total() <= m_calls + 1, qPrintable(tell(u"more than the call under way"_s)));
        FileBackend::Options options;
        options.directory = directory;
        FileBackend backend(options, clock);
        const auto state = stateOf(backend, u"agent"_s);
        VERIFY_OK(state);
        QVERIFY2(*state, qPrintable(tell(u"no state"_s)));
        if (essence(**state) != m_wanted)
            QVERIFY2(false, qPrintable(tell(u"another end\n"_s + difference(essence(**state)))));
        checkAudit(backend, disturbed.audit + end.audit, tell);
    }

    template <typename Tell>
    void checkAudit(Backend &backend, const QList<AuditEntry> &stored, const Tell &tell)
    {
        const auto log = auditOf(backend, u"agent"_s);
        QVERIFY2(log.ok(), log.ok() ? "" : qPrintable(tell(sentence(log.error()))));
        qsizetype found = 0;
        for (const AuditEntry &entry : *log)
            found += found < stored.size() && entry == stored.at(found);
        QVERIFY2(found == stored.size(),
                 qPrintable(tell(u"an audit entry is lost: "_s + stored.value(found).action)));
    }

    /// The lines that are not the same.
    QString difference(const QByteArray &is) const
    {
        const QList<QByteArray> wanted = m_wanted.split('\n');
        const QList<QByteArray> lines = is.split('\n');
        QByteArray text;
        for (qsizetype i = 0; i < qMax(wanted.size(), lines.size()) && text.size() < 2'000; ++i) {
            if (wanted.value(i) != lines.value(i))
                text += "- " + wanted.value(i).left(200) + "\n+ " + lines.value(i).left(200) + '\n';
        }
        return QString::fromUtf8(text);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_bench = std::make_unique<StackBench>();
        m_document = chatDocument(m_bench->document);
        m_edited = chatDocument(m_bench->document, "Search Wikipedia for information",
                                "Looks things up in Wikipedia");
        QTemporaryDir folder(fastFolder() + u"/creact-sweep-XXXXXX"_s);
        ManualClock clock(SystemClock().now());
        ModelCalls calls(m_bench->demo);
        const auto trouble = std::make_shared<Trouble>();
        const Way way =
            go(folder.path(), std::make_unique<SteppedFileSystem>(trouble), clock, Deploy, trouble);
        QVERIFY2(way.step == End, qPrintable(way.error));
        calls.look();
        m_calls = calls.total();
        m_steps = trouble->steps;
        QVERIFY(m_calls >= 4 && m_steps > 20);
        FileBackend::Options options;
        options.directory = folder.path();
        FileBackend backend(options, clock);
        const auto state = stateOf(backend, u"agent"_s);
        VERIFY_OK(state);
        m_wanted = essence(**state);
        QVERIFY(m_wanted.contains("mathematician"));
        QVERIFY(m_wanted.contains("Looks things up"));
        QVERIFY(!m_wanted.contains("\"error\""));
        qInfo("%d steps, %d model calls", m_steps, m_calls);
    }

    void everyStepFailsOnce_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("luck");
        const auto row = [](const char *name, Trouble::Kind kind,
                            Disk::Luck luck = Disk::Luck::Nothing) {
            QTest::newRow(name) << int(kind) << int(luck);
        };
        row("error", Trouble::Kind::Error);
        row("disk full", Trouble::Kind::Full);
        row("crash", Trouble::Kind::Crash);
        row("power cut", Trouble::Kind::PowerCut);
        row("power cut, names on the disk", Trouble::Kind::PowerCut, Disk::Luck::Names);
        row("power cut, first half", Trouble::Kind::PowerCut, Disk::Luck::FirstHalf);
        row("power cut, second half", Trouble::Kind::PowerCut, Disk::Luck::SecondHalf);
    }
    void everyStepFailsOnce()
    {
        QFETCH(int, kind);
        QFETCH(int, luck);
        bool only = false;
        const int one = qEnvironmentVariableIntValue("CREACT_STEP", &only);
        for (int at = only ? one : 1; at <= (only ? one : m_steps); ++at) {
            oneTrouble(Trouble::Kind(kind), at, Disk::Luck(luck));
            if (QTest::currentTestFailed())
                return;
        }
    }
};

QTEST_GUILESS_MAIN(TestSweep)
#include "tst_sweep.moc"
