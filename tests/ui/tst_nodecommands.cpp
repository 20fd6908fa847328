// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio.h"
#include "ui/models/planmodel.h"
#include "ui/models/words.h"
#include "ui/panes/banner.h"

#include <QLineEdit>
#include <QMenu>
#include <QTabWidget>
#include <QTcpServer>
#include <QTreeView>

using namespace creact;
using namespace Qt::StringLiterals;
using Status = StackInfo::Status;

/// What a person does to nodes of a running stack, in the real window on the real engine: each time
/// what the nodes keep is looked at.
class TestNodeCommands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void cleanup();

    void whatIsPinnedStaysThroughADeploy();
    void aRerunLeavesWhatIsAbove();
    void allThatFailedIsTriedAgain();
    void aNodeIsDestroyedWhenThatIsConfirmed();
    void theTreesMenuAsksTheSameQuestion();
    void aStackIsDestroyedWhenItsNameIsTyped();
    void changesOfALiveStackAreDeployedByTheirButton();
    void whatIsIncompleteHasNotFailed();
    void aRefusedPlanLeadsToTheProblem();

private:
    void begin();
    void open(const QString &path);
    void select(const QString &type);
    void trigger(const char *name);
    void press(const QString &button);
    void edit(const QByteArray &from, const QByteArray &to);
    /// The first row of this kind of element.
    const TreeRow *row(const QString &type) const;
    template <typename T> T *find(const QString &name) const
    {
        return m_studio->window.findChild<T *>(name);
    }
    Status status() const { return m_studio->status(); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Studio> m_studio;
};

void TestNodeCommands::cleanup()
{
    m_studio.reset();
    m_dir.reset();
}

void TestNodeCommands::open(const QString &path)
{
    m_studio = std::make_unique<Studio>(*m_theme, m_dir->path());
    m_studio->window.resize(1400, 900);
    m_studio->window.openStack(path);
    QTRY_COMPARE_WITH_TIMEOUT(status(), Status::Idle, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_studio->controller.tree()->size() > 0, patience);
    m_studio->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_studio->window));
}

/// The agent, opened.
void TestNodeCommands::begin()
{
    m_dir = std::make_unique<QTemporaryDir>();
    const Result<QString> document = createFromTemplate(u"agent"_s, m_dir->filePath(u"agent"_s));
    QVERIFY(document.ok());
    open(*document);
}

const TreeRow *TestNodeCommands::row(const QString &type) const
{
    return m_studio->rowsNamed(type).value(0);
}

void TestNodeCommands::select(const QString &type)
{
    QTRY_VERIFY_WITH_TIMEOUT(row(type) && m_studio->controller.draft()->isShown(), patience);
    find<TreePane>(u"treePane"_s)->select(row(type)->uid);
}

void TestNodeCommands::trigger(const char *name)
{
    auto *action = find<QAction>(QString::fromLatin1(name));
    QTRY_VERIFY_WITH_TIMEOUT(action->isEnabled(), patience);
    action->trigger();
}

void TestNodeCommands::press(const QString &button)
{
    QTRY_VERIFY(find<QPushButton>(button) && find<QPushButton>(button)->isVisible());
    QTest::keyClick(find<QPushButton>(button), Qt::Key_Space);
}

void TestNodeCommands::edit(const QByteArray &from, const QByteArray &to)
{
    StackDraft *draft = m_studio->controller.draft();
    QVERIFY(draft->text().contains(from));
    QVERIFY(draft->replace(u"edit"_s, QByteArray(draft->text()).replace(from, to)));
    QTRY_VERIFY_WITH_TIMEOUT(draft->isShown(), patience);
}

void TestNodeCommands::whatIsPinnedStaysThroughADeploy()
{
    begin();
    m_studio->deploy();
    QTRY_COMPARE_WITH_TIMEOUT(row(u"ChatModel"_s)->state, NodeState::Deployed, patience);
    select(u"ChatModel"_s);
    trigger("pinAction");
    QTRY_VERIFY_WITH_TIMEOUT(row(u"ChatModel"_s)->pinned, patience);
    QCOMPARE(row(u"ChatModel"_s)->summary, u"gpt-4o-mini"_s);
    QTRY_COMPARE(find<QAction>(u"pinAction"_s)->text().remove(u'&'), u"Unpin Outputs"_s);

    edit("gpt-4o-mini", "gpt-4o");
    QTest::keyClick(&m_studio->window, Qt::Key_F5);
    PlanController *plan = m_studio->controller.plan();
    QTRY_COMPARE_WITH_TIMEOUT(plan->state(), PlanController::State::Ready, patience);
    const Plan::Item *item = plan->plan().find(row(u"ChatModel"_s)->nodeId);
    QVERIFY(item && item->pinned && !item->changes());
    QTest::keyClick(find<QTreeView>(u"planTree"_s), Qt::Key_Escape);
    QCOMPARE(row(u"ChatModel"_s)->summary, u"gpt-4o-mini"_s);

    select(u"ChatModel"_s);
    trigger("pinAction");
    QTRY_VERIFY_WITH_TIMEOUT(!row(u"ChatModel"_s)->pinned, patience);
    m_studio->deploy();
    QTRY_COMPARE_WITH_TIMEOUT(row(u"ChatModel"_s)->summary, u"gpt-4o"_s, patience);
}

void TestNodeCommands::aRerunLeavesWhatIsAbove()
{
    begin();
    m_studio->deploy();
    QTRY_COMPARE_WITH_TIMEOUT(row(u"Tool"_s)->state, NodeState::Deployed, patience);
    const qint64 server = row(u"HttpServer"_s)->changedAt;
    const qint64 model = row(u"ChatModel"_s)->changedAt;
    const QString url = row(u"HttpServer"_s)->summary;
    select(u"ChatModel"_s);
    trigger("rerunAction");
    QTRY_VERIFY_WITH_TIMEOUT(row(u"ChatModel"_s)->changedAt > model, patience);
    QTRY_COMPARE_WITH_TIMEOUT(row(u"ChatModel"_s)->state, NodeState::Deployed, patience);
    QCOMPARE(row(u"HttpServer"_s)->changedAt, server);
    QCOMPARE(row(u"HttpServer"_s)->summary, url);
    QCOMPARE(status(), Status::Live);
}

void TestNodeCommands::allThatFailedIsTriedAgain()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    m_dir = std::make_unique<QTemporaryDir>();
    const QString path = m_dir->filePath(u"two.stack.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(uR"({"creact": 1, "stack": "two", "children": [
        {"construct": "HttpServer", "as": "free", "key": "a", "props": {"port": 0}},
        {"construct": "HttpServer", "as": "taken", "key": "b", "props": {"port": %1}}]})"_s
                   .arg(taken.serverPort())
                   .toUtf8());
    file.close();
    open(path);
    m_studio->deploy();
    const auto second = [this] { return m_studio->rowsNamed(u"HttpServer"_s).value(1); };
    QTRY_COMPARE_WITH_TIMEOUT(second()->state, NodeState::Failed, patience);
    QTRY_COMPARE(m_studio->controller.info().failed, 1);
    const qint64 first = row(u"HttpServer"_s)->changedAt;
    taken.close();
    trigger("retryAllAction");
    QTRY_COMPARE_WITH_TIMEOUT(second()->state, NodeState::Deployed, patience);
    QTRY_COMPARE(m_studio->controller.info().failed, 0);
    QCOMPARE(row(u"HttpServer"_s)->changedAt, first);
    QVERIFY(!find<QAction>(u"retryAllAction"_s)->isEnabled());
}

void TestNodeCommands::aNodeIsDestroyedWhenThatIsConfirmed()
{
    begin();
    m_studio->deploy();
    QTRY_COMPARE_WITH_TIMEOUT(row(u"Tool"_s)->state, NodeState::Deployed, patience);
    select(u"Tool"_s);
    trigger("destroyNodeAction");
    QTRY_VERIFY(find<QWidget>(u"questionBar"_s)->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!find<QWidget>(u"questionBar"_s)->isVisible());
    QCOMPARE(row(u"Tool"_s)->state, NodeState::Deployed);

    trigger("destroyNodeAction");
    press(u"destroyNodeNow"_s);
    QTRY_VERIFY_WITH_TIMEOUT(row(u"Tool"_s)->held, patience);
    QVERIFY(row(u"Tool"_s)->state != NodeState::Deployed);
    QCOMPARE(row(u"ChatModel"_s)->state, NodeState::Deployed);
    QCOMPARE(status(), Status::Live);
    // The next deploy makes it again.
    m_studio->deploy();
    QTRY_COMPARE_WITH_TIMEOUT(row(u"Tool"_s)->state, NodeState::Deployed, patience);
    QVERIFY(!row(u"Tool"_s)->held);
}

void TestNodeCommands::theTreesMenuAsksTheSameQuestion()
{
    begin();
    m_studio->deploy();
    QTRY_COMPARE_WITH_TIMEOUT(row(u"Tool"_s)->state, NodeState::Deployed, patience);
    select(u"Tool"_s);
    auto *view = find<QTreeView>(u"stackTree"_s);
    Q_EMIT view->customContextMenuRequested(view->visualRect(view->currentIndex()).center());
    auto *menu = find<QMenu>(u"treeMenu"_s);
    QVERIFY(menu);
    for (QAction *action : menu->actions()) {
        if (action->text().contains(u"Destro"_s))
            action->trigger();
    }
    menu->close();
    QVERIFY(find<QWidget>(u"questionBar"_s)->isVisible());
    QCOMPARE(row(u"Tool"_s)->state, NodeState::Deployed);
    press(u"destroyNodeNow"_s);
    QTRY_VERIFY_WITH_TIMEOUT(row(u"Tool"_s)->held, patience);
}

void TestNodeCommands::aStackIsDestroyedWhenItsNameIsTyped()
{
    begin();
    m_studio->deploy();
    const QString state = m_dir->filePath(u"agent/.creact-state/agent.json"_s);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(state), patience);
    trigger("destroyStackAction");
    press(u"stopToDestroy"_s);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLineEdit>(u"questionWord"_s), patience);
    auto *word = find<QLineEdit>(u"questionWord"_s);
    QCOMPARE(QApplication::focusWidget(), word);
    QTest::keyClicks(word, u"agen"_s);
    QVERIFY(!find<QPushButton>(u"destroyStackNow"_s)->isEnabled());
    QTest::keyClick(word, Qt::Key_Return);
    QVERIFY(find<QWidget>(u"questionBar"_s)->isVisible());
    QVERIFY(QFile::exists(state));
    QTest::keyClicks(word, u"t"_s);
    QTest::keyClick(word, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(state), patience);
    QTRY_VERIFY_WITH_TIMEOUT(find<Banner>(u"notice"_s)->isVisible(), patience);
    QVERIFY(QFile::exists(m_dir->filePath(u"agent/agent.stack.json"_s)));
    QVERIFY(row(u"Tool"_s));
}

void TestNodeCommands::changesOfALiveStackAreDeployedByTheirButton()
{
    begin();
    m_studio->deploy();
    auto *changes = find<QPushButton>(u"deployChanges"_s);
    QVERIFY(!changes->isVisible());
    edit("gpt-4o-mini", "gpt-4o");
    QTRY_VERIFY_WITH_TIMEOUT(changes->isVisible(), patience);
    press(u"deployChanges"_s);
    PlanController *plan = m_studio->controller.plan();
    QTRY_COMPARE_WITH_TIMEOUT(plan->state(), PlanController::State::Ready, patience);
    QCOMPARE(plan->model()->changeCount(), 1);
    QCOMPARE(row(u"ChatModel"_s)->summary, u"gpt-4o-mini"_s);
    // One button says what comes next.
    QStringList accented;
    for (const QPushButton *button : m_studio->window.findChildren<QPushButton *>()) {
        if (button->isVisible() && button->property("accent").toBool())
            accented.append(button->objectName());
    }
    QCOMPARE(accented, QStringList{u"applyPlan"_s});
    press(u"applyPlan"_s);
    QTRY_COMPARE_WITH_TIMEOUT(row(u"ChatModel"_s)->summary, u"gpt-4o"_s, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!changes->isVisible(), patience);
    QCOMPARE(status(), Status::Live);
}

void TestNodeCommands::whatIsIncompleteHasNotFailed()
{
    begin();
    m_studio->deploy();
    QTRY_COMPARE_WITH_TIMEOUT(row(u"Tool"_s)->state, NodeState::Deployed, patience);
    edit("\"name\": \"wikipedia\", \"description\": \"Search Wikipedia for information\"", {});
    edit("\"as\": \"wiki\"", "\"as\": \"wiki\", \"key\": \"b\"");
    QTRY_VERIFY_WITH_TIMEOUT(row(u"Tool"_s) && row(u"Tool"_s)->error, patience);
    QVERIFY(row(u"Tool"_s)->state != NodeState::Failed);
    QCOMPARE(Words::rowState(*row(u"Tool"_s)), u"Incomplete"_s);
    select(u"Tool"_s);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>(u"inspectorState"_s)->text().contains(u"Incomplete"_s),
                             patience);
    QVERIFY(!find<QWidget>(u"retryNode"_s)->isVisible());
    QVERIFY(!find<QWidget>(u"nodeErrorAction"_s)->isVisible());
    QVERIFY(!find<QAction>(u"nextFailedAction"_s)->isEnabled());
}

void TestNodeCommands::aRefusedPlanLeadsToTheProblem()
{
    begin();
    edit("\"name\": \"wikipedia\", ", {});
    auto *tabs = find<QTabWidget>(u"bottomTabs"_s);
    tabs->setCurrentIndex(0);
    select(u"HttpServer"_s);
    QTest::keyClick(&m_studio->window, Qt::Key_F5);
    auto *notice = find<Banner>(u"notice"_s);
    QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), patience);
    QVERIFY2(!notice->title().contains(u"error["_s), qPrintable(notice->title()));
    QVERIFY2(notice->title().contains(u"needs the prop"_s), qPrintable(notice->title()));
    QVERIFY2(notice->text().contains(u"Tool wiki"_s), qPrintable(notice->text()));
    press(u"noticeAction"_s);
    QVERIFY(!notice->isVisible());
    QCOMPARE(tabs->currentWidget()->objectName(), u"problemsPane"_s);
    QCOMPARE(find<TreePane>(u"treePane"_s)->selected(), row(u"Tool"_s)->uid);

    // It goes by itself once there is nothing wrong.
    QTest::keyClick(&m_studio->window, Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), patience);
    edit("\"props\": { \"description\"", "\"props\": { \"name\": \"wikipedia\", \"description\"");
    QTRY_VERIFY_WITH_TIMEOUT(!notice->isVisible(), patience);
}

QTEST_MAIN(TestNodeCommands)
#include "tst_nodecommands.moc"
