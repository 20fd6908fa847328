// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"
#include "core/engine/templates.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/recentstacks.h"
#include "ui/controllers/secretstore.h"
#include "ui/controllers/stackcontroller.h"
#include "ui/controllers/storagesettings.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/panes/markdownview.h"
#include "ui/panes/treepane.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace creact;
using namespace Qt::StringLiterals;
using Status = StackInfo::Status;

namespace {

constexpr int patience = 20'000;
const QString agentQuestion = u"Who was Ada Lovelace?"_s;

class NoKeychain : public SecretStore {
public:
    void read(const QString &, Done<QString> done) override
    {
        done(Error{ErrorCode::Unsupported, {}, {}, {}});
    }
    void write(const QString &, const QString &, Done<void> done) override
    {
        done(Error{ErrorCode::Unsupported, {}, {}, {}});
    }
    void remove(const QString &) override { }
};

/// The program as app/studio puts it together: real engine, demo model.
struct Studio {
    Studio(Theme &theme, const QString &folder)
        : settings(folder + u"/settings.ini"_s, QSettings::IniFormat)
        , endpoint(settings, secrets)
        , recent(settings)
        , storage(settings)
        , window({endpoint, recent, storage, theme, settings, {quint16(0), {}}})
        , engine(window.currentTab()->engine())
        , controller(window.currentTab()->controller())
    {
        QObject::connect(&engine, &Engine::treeChanged, &window, [this](const TreeDelta &delta) {
            for (const TreeDelta::Change &change : delta.changes) {
                if (change.kind == TreeDelta::Change::Kind::Insert && change.row.active
                    && change.row.kind == TreeRow::Kind::Construct)
                    appeared.append(change.row.title);
            }
        });
        window.show();
    }

    Status status() const { return controller.info().status; }

    /// The plan first; the same key applies it.
    void deploy()
    {
        QTest::keyClick(&window, Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(controller.plan()->state(), PlanController::State::Ready,
                                  patience);
        QTest::keyClick(&window, Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(status(), Status::Live, patience);
    }

    void ask(const QString &question) const
    {
        auto *edit = window.findChild<QPlainTextEdit *>(u"messageEdit"_s);
        QTRY_VERIFY(edit->isEnabled());
        QTest::keyClicks(edit, question);
        QTest::keyClick(edit, Qt::Key_Return);
    }

    /// Types of the rows of this kind of element, in the order of the tree.
    QList<const TreeRow *> rowsNamed(const QString &title) const
    {
        QList<const TreeRow *> rows;
        collect(title, {}, rows);
        return rows;
    }

    void collect(const QString &title, const QModelIndex &parent,
                 QList<const TreeRow *> &rows) const
    {
        StackTreeModel *tree = controller.tree();
        for (int i = 0; i < tree->rowCount(parent); ++i) {
            const QModelIndex index = tree->index(i, 0, parent);
            const TreeRow *row = StackTreeModel::rowOf(index);
            if (row->title == title && row->kind == TreeRow::Kind::Construct)
                rows.append(row);
            collect(title, index, rows);
        }
    }

    NoKeychain secrets;
    QSettings settings;
    EndpointSettings endpoint;
    RecentStacks recent;
    StorageSettings storage;
    MainWindow window;
    Engine &engine;
    StackController &controller;
    /// Constructs that appeared live, in the order in which they did.
    QStringList appeared;
};

} // namespace

/// The main job, by keyboard: open, deploy, ask, watch, close, open again.
class TestAgentWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aQuestionIsAnsweredAndRemembered();
    void aBrokenStateIsDecidedInTheWindow();
    void aConversationIsForgotten();

private:
    void answerOne(Studio &studio, const QString &document);
    static void stop(Studio &studio);

    std::unique_ptr<Theme> m_theme;
};

void TestAgentWindow::initTestCase()
{
    // The demo model, whatever the machine's environment says.
    for (const char *name : {"OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE"})
        qunsetenv(name);
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestAgentWindow::aQuestionIsAnsweredAndRemembered()
{
    const QTemporaryDir dir;
    const Result<QString> document = createFromTemplate(u"agent"_s, dir.filePath(u"agent"_s));
    QVERIFY(document.ok());
    {
        Studio studio(*m_theme, dir.path());
        studio.window.openStack(*document);
        QTRY_COMPARE_WITH_TIMEOUT(studio.status(), Status::Idle, patience);
        studio.deploy();
        QTest::keyClick(&studio.window, Qt::Key_3, Qt::ControlModifier);
        studio.appeared.clear();
        studio.ask(agentQuestion);
        ChatModel *chat = studio.controller.chat();
        QTRY_VERIFY_WITH_TIMEOUT(
            chat->rowCount() == 1 && chat->turn(0).state == ChatTurn::State::Answered, patience);
        auto *answer = studio.window.findChild<MarkdownView *>(u"markdown"_s);
        QTRY_VERIFY2(answer->toPlainText().contains(u"mathematician"_s),
                     qPrintable(answer->toPlainText()));

        // It happened in the tree, live …
        QCOMPARE(studio.appeared,
                 (QStringList{u"Completion"_s, u"ToolExec"_s, u"Completion"_s, u"AddMessages"_s,
                              u"ChatResponse"_s}));
        // … and both model calls and the tool call are still there, dimmed.
        QTRY_COMPARE_WITH_TIMEOUT(studio.rowsNamed(u"ToolExec"_s).size(), 1, patience);
        QCOMPARE(studio.rowsNamed(u"Completion"_s).size(), 2);
        for (const TreeRow *row : studio.rowsNamed(u"Completion"_s))
            QVERIFY(!row->active);
        studio.window.findChild<QPushButton *>(u"showSteps"_s)->click();
        QCOMPARE(studio.window.findChild<TreePane *>(u"treePane"_s)->selected(),
                 studio.controller.tree()->uidOfTurn(chat->turn(0).id));
        QTRY_VERIFY(!studio.window.findChild<QLabel *>(u"inspectorTitle"_s)->text().isEmpty());

        QStringList actions;
        const AuditModel *log = studio.controller.audit()->model();
        for (int row = 0; row < log->rowCount(); ++row)
            actions.append(log->at(row).action);
        QVERIFY2(actions.contains(u"resource_applied"_s), qPrintable(actions.join(u' ')));
        QVERIFY2(actions.contains(u"turn_answered"_s), qPrintable(actions.join(u' ')));

        QTimer::singleShot(0, &studio.window, &MainWindow::stopAndQuit);
        QTimer::singleShot(patience, qApp, [] { QCoreApplication::exit(7); });
        QCOMPARE(QApplication::exec(), 0);
    }
    Studio again(*m_theme, dir.path());
    QCOMPARE(again.recent.paths(), QStringList{*document});
    again.window.openStack(*document);
    QTRY_COMPARE_WITH_TIMEOUT(again.status(), Status::Idle, patience);
    ChatModel *chat = again.controller.chat();
    QTRY_COMPARE_WITH_TIMEOUT(chat->rowCount(), 1, patience);
    QCOMPARE(chat->turn(0).question, agentQuestion);
    QVERIFY(chat->turn(0).answer.contains(u"mathematician"_s));
    again.deploy();
    again.ask(u"What did I ask before?"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        chat->rowCount() == 2 && chat->turn(1).state == ChatTurn::State::Answered, patience);
    QVERIFY2(chat->turn(1).answer.contains(u"Ada Lovelace"_s), qPrintable(chat->turn(1).answer));
}

/// Opens the agent, deploys it and has a question answered.
void TestAgentWindow::answerOne(Studio &studio, const QString &document)
{
    studio.window.openStack(document);
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(), Status::Idle, patience);
    studio.deploy();
    QTest::keyClick(&studio.window, Qt::Key_3, Qt::ControlModifier);
    studio.ask(agentQuestion);
    ChatModel *chat = studio.controller.chat();
    QTRY_VERIFY_WITH_TIMEOUT(
        chat->rowCount() > 0 && chat->turn(chat->rowCount() - 1).state == ChatTurn::State::Answered,
        patience);
}

void TestAgentWindow::stop(Studio &studio)
{
    QTest::keyClick(&studio.window, Qt::Key_F5, Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(), Status::Idle, patience);
}

void TestAgentWindow::aBrokenStateIsDecidedInTheWindow()
{
    const QTemporaryDir dir;
    const Result<QString> document = createFromTemplate(u"agent"_s, dir.filePath(u"agent"_s));
    QVERIFY(document.ok());
    Studio studio(*m_theme, dir.path());
    // Two runs: the second leaves the state of the first in the history.
    for (int run = 0; run < 2; ++run) {
        answerOne(studio, *document);
        stop(studio);
    }
    QFile state(QFileInfo(*document).absolutePath() + u"/.creact-state/agent.json"_s);
    QVERIFY(state.open(QIODevice::ReadWrite));
    QVERIFY(state.resize(state.size() / 2));
    state.close();

    QTest::keyClick(&studio.window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    auto *page = studio.window.findChild<QWidget *>(u"unreadablePane"_s);
    QTRY_VERIFY_WITH_TIMEOUT(page->isVisible(), patience);
    QVERIFY(!studio.window.findChild<QPushButton *>(u"deployButton"_s)->isEnabled());
    auto *goBack = studio.window.findChild<QPushButton *>(u"goBackNow"_s);
    QTRY_VERIFY_WITH_TIMEOUT(goBack->isEnabled(), patience);
    QTest::mouseClick(goBack, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!page->isVisible(), patience);
    // What was asked before is remembered; what was damaged is kept beside.
    const ChatModel *chat = studio.controller.chat();
    QTRY_VERIFY_WITH_TIMEOUT(chat->rowCount() > 0, patience);
    const int remembered = chat->rowCount();
    answerOne(studio, *document);
    QTRY_COMPARE_WITH_TIMEOUT(chat->rowCount(), remembered + 1, patience);
    studio.controller.history()->refresh();
    const HistoryModel *history = studio.controller.history()->model();
    const auto setAside = [history] {
        for (int row = 0; row < history->rowCount(); ++row) {
            if (history->at(row).kind == SnapshotInfo::Kind::SetAside)
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(setAside(), patience);
}

void TestAgentWindow::aConversationIsForgotten()
{
    const QTemporaryDir dir;
    const Result<QString> document = createFromTemplate(u"agent"_s, dir.filePath(u"agent"_s));
    QVERIFY(document.ok());
    Studio studio(*m_theme, dir.path());
    answerOne(studio, *document);
    studio.window.findChild<QAction *>(u"forgetConversation"_s)->trigger();
    studio.window.findChild<QPushButton *>(u"forgetQuestionAction"_s)->click();
    ChatModel *chat = studio.controller.chat();
    QTRY_COMPARE_WITH_TIMEOUT(chat->rowCount(), 0, patience);
    studio.ask(u"What did I ask before?"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        chat->rowCount() == 1 && chat->turn(0).state == ChatTurn::State::Answered, patience);
    QVERIFY2(!chat->turn(0).answer.contains(u"Ada"_s), qPrintable(chat->turn(0).answer));
}

QTEST_MAIN(TestAgentWindow)
#include "tst_agentwindow.moc"
