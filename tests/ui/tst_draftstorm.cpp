// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/templates.h"
#include "ui/editing/stackdraft.h"
#include "ui/models/stacktreemodel.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000;
constexpr int storms = 16;
constexpr int stepsOfAStorm = 120;

/// What edits of the agent leave out, break and put back.
const QList<QPair<QByteArray, QByteArray>> changes = {
    {"\"name\": \"wikipedia\", ", ""},
    {"\"props\": { \"description\"", "\"props\": { \"name\": \"wikipedia\", \"description\""},
    {"gpt-4o-mini", "gpt-4o"},
    {"gpt-4o\"", "gpt-4o-mini\""},
    {"\"as\": \"wiki\"", "\"as\": \"wiki2\""},
    {"\"children\": [", "\"children\": [ { \"construct\": \"Tool\" },"},
    {"\"children\": [", "\"children\": [ { \"construct\": \"Tool\", \"as\": \"wiki\" },"},
    {"{ \"construct\": \"Tool\" },", ""},
    {"\"children\": [", "\"children\": [ { \"show\": \"memory.value\", \"children\": ["},
    {"\"construct\"", "\"konstruct\""},
    {"\"konstruct\"", "\"construct\""},
    {"\"stack\": \"agent\"", "\"stack\": \"other\""},
    {"\"stack\": \"other\"", "\"stack\": \"agent\""},
    {"}", ""},
};

} // namespace

/// A person in a hurry, on the real engine: edits that are not waited for, among them some that
/// leave the document half done. All that is asked for ends.
class TestDraftStorm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void allThatIsAskedForEnds_data();
    void allThatIsAskedForEnds();

private:
    void open(const QString &folder, bool live);
    void step(QRandomGenerator &random);
    void change(QRandomGenerator &random);
    void waitForTheTree(QRandomGenerator &random);
    template <typename T> Done<T> counted()
    {
        ++m_commands;
        return [this](const Result<T> &) { ++m_answers; };
    }
    TreeRow::Uid anyRow(QRandomGenerator &random) const
    {
        const QModelIndex top = m_tree->index(random.bounded(std::max(1, m_tree->rowCount({}))), 0);
        const TreeRow *row = top.isValid() ? StackTreeModel::rowOf(top) : nullptr;
        return row ? row->uid : 0;
    }

    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<StackDraft> m_draft;
    std::unique_ptr<StackTreeModel> m_tree;
    int m_commands = 0;
    int m_answers = 0;
    int m_waits = 0;
    int m_ran = 0;
};

void TestDraftStorm::allThatIsAskedForEnds_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= storms; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestDraftStorm::open(const QString &folder, bool live)
{
    m_tree.reset();
    m_draft.reset();
    m_engine = std::make_unique<Engine>();
    m_draft = std::make_unique<StackDraft>(*m_engine);
    m_tree = std::make_unique<StackTreeModel>();
    m_commands = m_answers = m_waits = m_ran = 0;
    connect(m_engine.get(), &Engine::treeChanged, m_draft.get(), [this](const TreeDelta &delta) {
        m_tree->apply(delta);
        m_draft->setShown(delta.revision);
    });
    const Result<QString> path = createFromTemplate(u"agent"_s, folder);
    QVERIFY(path.ok());
    connect(m_engine.get(), &Engine::documentRead, m_draft.get(),
            [this, path](const LoadedDocument &document) { m_draft->load(document, *path); });
    OpenRequest request;
    request.documentPath = *path;
    request.options.port = 0;
    m_engine->open(request, counted<void>());
    QTRY_COMPARE_WITH_TIMEOUT(m_answers, 1, patience);
    if (live)
        m_engine->deploy(counted<void>());
    QTRY_COMPARE_WITH_TIMEOUT(m_answers, m_commands, patience);
}

void TestDraftStorm::change(QRandomGenerator &random)
{
    const auto &[from, to] = changes.at(random.bounded(int(changes.size())));
    const qsizetype at = m_draft->text().indexOf(from);
    if (at >= 0)
        m_draft->replace(u"change"_s, QByteArray(m_draft->text()).replace(at, from.size(), to));
}

void TestDraftStorm::waitForTheTree(QRandomGenerator &random)
{
    ++m_waits;
    const int what = random.bounded(4);
    m_draft->whenShown([this, what, seed = random.generate()] {
        ++m_ran;
        QRandomGenerator inner(seed);
        if (what == 0)
            change(inner);
        if (what == 1 || what == 0)
            m_draft->whenShown([this] { ++m_ran; });
        if (what == 1 || what == 0)
            ++m_waits;
    });
}

void TestDraftStorm::step(QRandomGenerator &random)
{
    switch (random.bounded(12)) {
    case 0:
    case 1:
    case 2:
        return change(random);
    case 3:
    case 4:
        return m_draft->undoStack()->undo();
    case 5:
        return m_draft->undoStack()->redo();
    case 6:
        return m_engine->plan(counted<Plan>());
    case 7:
        return m_engine->inspect(anyRow(random));
    case 8:
        return m_engine->evaluate(anyRow(random), u"memory"_s, counted<LiveValue>());
    case 9:
        QTest::qWait(random.bounded(40)); // events of the engine's thread come in between
        return;
    default:
        waitForTheTree(random);
    }
}

void TestDraftStorm::allThatIsAskedForEnds()
{
    QFETCH(quint32, seed);
    QTemporaryDir folder;
    open(folder.filePath(u"agent"_s), seed % 2);
    QRandomGenerator random(seed);
    for (int i = 0; i < stepsOfAStorm; ++i)
        step(random);
    QTRY_COMPARE_WITH_TIMEOUT(m_answers, m_commands, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_ran, m_waits, patience);
    QVERIFY(m_waits > 0);
    // And the last text that can be read is shown.
    m_draft->undoStack()->setIndex(0);
    QTRY_VERIFY_WITH_TIMEOUT(m_draft->isShown(), patience);
    m_engine->plan(counted<Plan>());
    QTRY_COMPARE_WITH_TIMEOUT(m_answers, m_commands, patience);
}

QTEST_MAIN(TestDraftStorm)
#include "tst_draftstorm.moc"
