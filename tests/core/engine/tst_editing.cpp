// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A document that is edited: what is shown of it, idle and live. Real files, a real engine.
#include "core/base/textedit.h"
#include "core/engine/session.h"
#include "tests/core/engine/author.h"
#include "tests/support/manualclock.h"

#include <QFileInfo>

#include <ctime>

using namespace creact;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestEditing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void editIsShownAndTakesNoEffect();
    void textThatCannotBeReadLeavesTheTree();
    void brokenExpressionIsAProblemAndNoDeploy();
    void severalEditsAreWorkedOnAsOne();
    void deployTakesTheTextThatItWasAskedFor();
    void rowsStayOverDeployAndStop();
    void editedLiveStackShowsBoth();
    void nothingIsToldWhileNothingHappens();
    void turnOfTheRunIsShownWhileEdited();
    void rowsStayWhenTheDocumentIsOpenedAgain();
    void anotherDocumentHasOtherRows();
    void aRenamedStackIsShownOverWhatIsStoredOfIt();
    void aRevisionIsToldWithItsRows();
    void editCosts();
};

void TestEditing::editIsShownAndTakesNoEffect()
{
    StackBench bench;
    Author author(bench.request());
    QVERIFY(author.opened.ok());
    const QByteArray original = author.text;
    const auto before = author.titles();
    QVERIFY(!author.info.edited);
    QVERIFY(author.edit(
        R"({ "construct": "HttpServer")",
        R"({ "construct": "Tool", "as": "extra", "props": { "name": "extra", "description": "d" } },
    { "construct": "HttpServer")"));
    QTRY_VERIFY(author.info.edited);
    QCOMPARE(author.resets, 1);
    QCOMPARE(author.tree.children(0).size(), 3); // the new one, the server, the definition
    const TreeRow added = author.tree.row(author.tree.children(0).first());
    QCOMPARE(added.name, u"extra"_s);
    QVERIFY(!before.contains(added.uid));
    // Everything else is where it was.
    auto after = author.titles();
    after.remove(added.uid);
    QCOMPARE(after, before);
    QCOMPARE(author.row(u"HttpServer"_s).pointer, u"/children/1"_s);
    QCOMPARE(contentOf(bench.document), original);
    QVERIFY(!QFileInfo::exists(bench.statePath()));
    const Result<Plan> plan = author.plan();
    QVERIFY(plan.ok());
    QVERIFY(std::any_of(plan->items.begin(), plan->items.end(),
                        [](const Plan::Item &item) { return item.pointer == u"/children/0"; }));

    author.type(original);
    QVERIFY(author.isShown());
    QTRY_VERIFY(!author.info.edited);
    QCOMPARE(author.titles(), before);
    QCOMPARE(author.tree.faults(), QStringList());
}

void TestEditing::textThatCannotBeReadLeavesTheTree()
{
    StackBench bench;
    Author author(bench.request());
    const auto before = author.titles();
    const QByteArray original = author.text;
    author.type("{ \"creact\": 1, ");
    QTRY_VERIFY(!author.problems.isEmpty());
    const Result<Plan> plan = author.plan();
    QVERIFY(!plan.ok());
    QCOMPARE(plan.error().code, ErrorCode::DocumentInvalid);
    QVERIFY(!author.deploy().ok());
    QCOMPARE(author.titles(), before);
    QCOMPARE(author.revision, quint64(0));
    author.type(original);
    QVERIFY(author.isShown());
    QCOMPARE(author.revision, quint64(2));
    QTRY_VERIFY(author.problems.isEmpty());
    QVERIFY(author.plan().ok());
}

void TestEditing::brokenExpressionIsAProblemAndNoDeploy()
{
    StackBench bench;
    Author author(bench.request());
    QVERIFY(author.edit("\"$\": \"chat.pending.id\"", "\"$\": \"chot.pending.id\""));
    QTRY_VERIFY(!author.problems.isEmpty());
    QCOMPARE(author.deploy().error().code, ErrorCode::DocumentInvalid);
    QVERIFY(!bench.modelCalls());
    QVERIFY(author.edit("\"$\": \"chot.pending.id\"", "\"$\": \"chat.pending.id\""));
    QTRY_VERIFY(author.problems.isEmpty());
    const Result<void> deployed = author.deploy();
    QVERIFY2(deployed.ok(), qPrintable(deployed.ok() ? QString() : deployed.error().message));
}

void TestEditing::severalEditsAreWorkedOnAsOne()
{
    StackBench bench;
    Author author(bench.request());
    const int checks = author.checks;
    const QByteArray original = author.text;
    for (int i = 1; i <= 100; ++i)
        author.type(QByteArray(original).replace("wikipedia", "wiki" + QByteArray::number(i)));
    QVERIFY(author.isShown());
    QVERIFY2(author.checks - checks < 50, qPrintable(QString::number(author.checks - checks)));
    QCOMPARE(author.inspect(author.row(u"Tool"_s).uid).props.value(u"name"_s).toString(),
             u"wiki100"_s);
}

void TestEditing::deployTakesTheTextThatItWasAskedFor()
{
    StackBench bench;
    Author author(bench.request());
    author.type(QByteArray(author.text).replace("gpt-4o-mini", "first"));
    std::optional<Result<void>> deployed;
    author.engine().deploy([&](const Result<void> &result) { deployed = result; });
    author.type(QByteArray(author.text).replace("first", "second"));
    QTRY_VERIFY_WITH_TIMEOUT(deployed, EngineUser::patience);
    QVERIFY(deployed->ok());
    QVERIFY(author.isShown());
    QTRY_VERIFY(author.info.edited);
    const Result<StackRecord> state = author.state();
    QVERIFY(state.ok());
    QStringList models;
    for (const NodeRecord &record : state->nodes()) {
        if (record.constructType == u"ChatModel")
            models += record.props.value(u"model"_s).toString();
    }
    QCOMPARE(models, QStringList(u"first"_s));
    QTRY_COMPARE(author.row(u"ChatModel"_s).planned, u"update"_s);
}

void TestEditing::rowsStayOverDeployAndStop()
{
    StackBench bench;
    Author author(bench.request());
    const auto before = author.titles();
    QVERIFY(author.deploy().ok());
    QTRY_COMPARE(author.row(u"Memory"_s).state, NodeState::Deployed);
    QCOMPARE(author.titles(), before);
    const Result<ChatTurn> turn = author.ask(u"What is Wikipedia?"_s);
    QVERIFY(turn.ok());
    QTRY_COMPARE(author.tree.ofKind(TreeRow::Kind::Turn).size(), 1);
    const auto withTurn = author.titles();
    // The same document again, then another one.
    QVERIFY(author.deploy().ok());
    QVERIFY(author.edit("\"Search Wikipedia for information\"", "\"Look it up\""));
    QVERIFY(author.deploy().ok());
    QTRY_VERIFY(!author.info.edited);
    QTRY_COMPARE(author.titles(), withTurn);
    QVERIFY(author.stop().ok());
    QTRY_COMPARE(author.info.status, StackInfo::Status::Idle);
    QTRY_COMPARE(author.titles(), withTurn);
    QCOMPARE(author.resets, 1);
    QCOMPARE(author.tree.faults(), QStringList());
}

void TestEditing::editedLiveStackShowsBoth()
{
    StackBench bench;
    Author author(bench.request());
    QVERIFY(author.deploy().ok());
    QTRY_COMPARE(author.row(u"Memory"_s).state, NodeState::Deployed);
    const QByteArray original = author.text;
    const auto before = author.titles();
    QVERIFY(author.edit("gpt-4o-mini", "gpt-9"));
    QVERIFY(author.info.edited);
    QCOMPARE(author.planned(), QStringList(u"ChatModel update"_s));
    // It runs as it ran.
    for (const TreeRow &row : author.tree.active())
        QCOMPARE(row.state, NodeState::Deployed);
    QCOMPARE(author.titles(), before);
    const RowDetail detail = author.inspect(author.row(u"ChatModel"_s).uid);
    QCOMPARE(detail.props.value(u"model"_s).toString(), u"gpt-9"_s);
    QCOMPARE(detail.outputs->value(u"model"_s).toString(), u"gpt-4o-mini"_s);
    QVERIFY(!detail.causes.isEmpty());

    author.type(original);
    QVERIFY(author.isShown());
    QTRY_VERIFY(!author.info.edited);
    QCOMPARE(author.planned(), QStringList());
    QCOMPARE(author.titles(), before);

    QVERIFY(author.edit("gpt-4o-mini", "gpt-9"));
    QVERIFY(author.deploy().ok());
    QTRY_VERIFY(!author.info.edited);
    QTRY_COMPARE(author.planned(), QStringList());
    QTRY_COMPARE(author.inspect(author.row(u"ChatModel"_s).uid)
                     .outputs.value_or(QJsonObject())
                     .value(u"model"_s)
                     .toString(),
                 u"gpt-9"_s);
    QCOMPARE(author.titles(), before);
    QCOMPARE(author.tree.faults(), QStringList());
}

void TestEditing::nothingIsToldWhileNothingHappens()
{
    const StackBench bench;
    ManualClock clock;
    Session session(bench.request(), clock);
    session.open([](const Result<void> &) {});
    session.deploy([](const Result<void> &) {});
    QTRY_COMPARE(session.info().status, StackInfo::Status::Live);
    session.edit(contentOf(bench.document).replace("gpt-4o-mini", "gpt-9"), 1);
    QVERIFY(session.info().edited);
    // The lock is renewed now and then, and what was made to be shown soon is shown.
    clock.advance(10s);
    QCoreApplication::processEvents();
    session.projector().take();
    for (int i = 0; i < 100; ++i) {
        clock.advance(1s);
        QCoreApplication::processEvents();
        const TreeDelta delta = session.projector().take();
        QVERIFY2(delta.changes.isEmpty() && !delta.reset, "nothing happened");
    }
    // Another would be seen.
    session.edit(contentOf(bench.document), 2);
    QVERIFY(session.projector().hasChanges());
    bool stopped = false;
    session.stop([&](const Result<void> &) { stopped = true; });
    QTRY_VERIFY(stopped);
}

void TestEditing::turnOfTheRunIsShownWhileEdited()
{
    StackBench bench;
    Author author(bench.request());
    QVERIFY(author.deploy().ok());
    // The flow elements have other pointers from here on.
    QVERIFY(author.edit(
        R"({ "construct": "HttpServer")",
        R"({ "construct": "Tool", "as": "extra", "props": { "name": "extra", "description": "d" } },
    { "construct": "HttpServer")"));
    QCOMPARE(author.planned(), QStringList(u"Tool create"_s));
    bench.demo.failNext(DemoServer::Fault::Slow);
    const Result<ChatTurn> turn = author.ask(u"What is Wikipedia?"_s);
    QVERIFY(turn.ok());
    // Its nodes were there while it ran, at work.
    QVERIFY(std::any_of(author.appeared.begin(), author.appeared.end(), [](const TreeRow &row) {
        return row.title == u"Completion" && row.state == NodeState::Applying;
    }));
    QTRY_COMPARE(author.tree.ofKind(TreeRow::Kind::Turn).size(), 1);
    QCOMPARE(author.tree.ofKind(TreeRow::Kind::Turn).first().key, turn->id);
    QTRY_VERIFY(author.row(u"Memory"_s).summary.contains(u"4 messages"));
    QCOMPARE(author.tree.faults(), QStringList());
}

void TestEditing::rowsStayWhenTheDocumentIsOpenedAgain()
{
    const StackBench bench;
    Author author(bench.request());
    QVERIFY(author.opened.ok());
    QVERIFY(author.deploy().ok());
    QVERIFY(author.stop().ok());
    const QHash<TreeRow::Uid, QString> before = author.titles();
    const TreeRow::Uid model = author.row(u"ChatModel"_s).uid;
    const int resets = author.resets;
    // What changed meanwhile is told as a change.
    QVERIFY(bench.edit("gpt-4o-mini", "gpt-9"));
    QVERIFY(author.open(bench.request()).ok());
    QCOMPARE(author.titles(), before);
    QCOMPARE(author.resets, resets);
    QCOMPARE(author.tree.faults(), QStringList());
    QCOMPARE(author.inspect(model).props.value(u"model"_s).toString(), u"gpt-9"_s);
    QVERIFY(author.deploy().ok());
    QCOMPARE(author.titles(), before);
    QVERIFY(author.stop().ok());
    // What cannot be read any more has no rows.
    QFile file(bench.document);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[");
    file.close();
    QVERIFY(!author.open(bench.request()).ok());
    QTRY_COMPARE(author.tree.size(), 0);
    QCOMPARE(author.tree.faults(), QStringList());
}

void TestEditing::anotherDocumentHasOtherRows()
{
    const StackBench bench;
    const StackBench other(u"counter"_s);
    Author author(bench.request());
    const int resets = author.resets;
    QVERIFY(author.open(other.request()).ok());
    QTRY_COMPARE(author.resets, resets + 1);
    QVERIFY(author.row(u"ChatModel"_s).uid == 0);
}

void TestEditing::aRenamedStackIsShownOverWhatIsStoredOfIt()
{
    const StackBench bench;
    Author author(bench.request());
    QVERIFY(author.deploy().ok());
    QVERIFY(author.stop().ok());
    const QByteArray original = author.text;
    QCOMPARE(author.row(u"ChatModel"_s).state, NodeState::Deployed);
    QVERIFY(author.edit("\"stack\": \"agent\"", "\"stack\": \"other\""));
    QTRY_COMPARE(author.info.name, u"other"_s);
    QCOMPARE(author.row(u"ChatModel"_s).state, NodeState::Pending);
    const Result<Plan> fresh = author.plan();
    QVERIFY(fresh.ok() && fresh->first);
    // A name that cannot be one leaves it.
    author.type(QByteArray(author.text).replace("\"other\"", "\"../x\""));
    QVERIFY(author.isShown());
    QCOMPARE(author.info.name, u"other"_s);
    author.type(original);
    QVERIFY(author.isShown());
    QTRY_COMPARE(author.info.name, u"agent"_s);
    QCOMPARE(author.row(u"ChatModel"_s).state, NodeState::Deployed);
    QCOMPARE(author.plan()->count(u"create"_s), 0);
    // In the run the name waits for the end.
    QVERIFY(author.deploy().ok());
    QVERIFY(author.edit("\"stack\": \"agent\"", "\"stack\": \"other\""));
    QCOMPARE(author.info.name, u"agent"_s);
    QVERIFY(author.stop().ok());
    QTRY_COMPARE(author.info.name, u"other"_s);
}

void TestEditing::aRevisionIsToldWithItsRows()
{
    const StackBench bench;
    Author author(bench.request());
    const auto other = [&](const QByteArray &name) {
        QByteArray text = author.text;
        return text.replace("\"stack\": \"agent\"", "\"stack\": \"other\"")
            .replace("\"gpt-4o-mini\"", "\"" + name + "\"")
            .replace("\"as\": \"wiki\"", "\"as\": \"" + name + "\"");
    };
    const QByteArray edited = other("second");
    QString named;
    connect(&author.engine(), &Engine::treeChanged, this, [&](const TreeDelta &delta) {
        if (delta.revision == 1 && named.isEmpty())
            named = author.row(u"Tool"_s).name;
    });
    author.type(edited);
    QVERIFY(author.isShown());
    QCOMPARE(named, u"second"_s);
    QTRY_COMPARE(author.info.name, u"other"_s);
}

void TestEditing::editCosts()
{
    constexpr int count = 3'000;
    StackBench bench;
    QByteArray tools;
    for (int i = 0; i < count; ++i)
        tools += R"({ "construct": "Tool", "key": "t)" + QByteArray::number(i)
            + R"(", "props": { "name": "t)" + QByteArray::number(i)
            + R"(", "kind": "wikipedia", "description": "d" } },)" + "\n";
    QVERIFY(bench.edit(R"({ "construct": "HttpServer")", tools + R"({ "construct": "HttpServer")"));
    Author author(bench.request());
    QVERIFY(author.opened.ok());
    const Result<void> deployed = author.deploy();
    QVERIFY2(deployed.ok(), qPrintable(deployed.ok() ? QString() : deployed.error().message));
    const auto timed = [](Author &by, const QByteArray &from, const QByteArray &to) {
        const std::clock_t begin = std::clock();
        const bool shown = by.edit(from, to);
        return shown ? qint64(std::clock() - begin) * 1'000 / CLOCKS_PER_SEC : -1;
    };
    const StackBench agent;
    Author small(agent.request());
    QVERIFY(small.deploy().ok());
    qInfo("an edit of the live agent: %lld ms of the processor",
          timed(small, "gpt-4o-mini", "gpt-9"));
    const qint64 prop = timed(author, "\"name\": \"t7\"", "\"name\": \"seven\"");
    const qint64 inserted = timed(
        author, R"({ "construct": "HttpServer")",
        R"({ "construct": "Tool", "key": "n", "props": { "name": "n", "kind": "wikipedia", "description": "d" } }, { "construct": "HttpServer")");
    qInfo("an edit over %d live nodes, until it is shown: %lld ms, %lld ms of the processor", count,
          prop, inserted);
    QVERIFY(prop >= 0 && inserted >= 0);
    QVERIFY2(std::max(prop, inserted) < 10'000, "far too slow");
    QCOMPARE(author.tree.faults(), QStringList());
}

QTEST_GUILESS_MAIN(TestEditing)
#include "tst_editing.moc"
