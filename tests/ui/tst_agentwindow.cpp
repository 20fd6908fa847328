// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio.h"

#include <QLocale>

using namespace creact;
using namespace Qt::StringLiterals;
using Status = StackInfo::Status;

namespace {

const QString agentQuestion = u"Who was Ada Lovelace?"_s;

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
    qint64 used = 0;
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

        // The log tells it once it is stored.
        const AuditModel *log = studio.controller.audit()->model();
        const auto logged = [log](const QString &action) {
            for (int row = 0; row < log->rowCount(); ++row) {
                if (log->at(row).action == action)
                    return true;
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(logged(u"resource_applied"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(logged(u"turn_answered"_s), patience);
        // What it cost stands above the chat.
        used = studio.controller.usage()->total().totalTokens;
        QVERIFY(used > 0);
        const auto *usage = studio.window.findChild<QLabel *>(u"chatUsage"_s);
        QVERIFY(usage->isVisible());
        QCOMPARE(usage->text(), u"%1 tokens in all"_s.arg(QLocale().toString(used)));

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
    QTRY_COMPARE(again.controller.usage()->total().totalTokens, used);
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
