// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/templates.h"
#include "tests/ui/stage.h"
#include "ui/models/auditmodel.h"
#include "ui/models/chatmodel.h"
#include "ui/models/stacktreemodel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace creact;
using namespace Qt::StringLiterals;

/// The window on the real engine, the real files and the demo endpoint: what a person does on the
/// first day, by keyboard.
class TestWalk : public QObject {
    Q_OBJECT

    /// One run of the program over folders that stay.
    struct Program {
        Program(const QString &folder, Theme &theme)
            : settings(folder + u"/settings.ini"_s, QSettings::IniFormat)
            , endpoint(settings, secrets)
            , recent(settings)
            , controller(engine, endpoint, recent)
            , window({controller, endpoint, recent, theme, settings})
        {
            endpoint.useForThisRun(QUrl(u"demo"_s));
            controller.setOverrides({quint16(0), {}});
            QObject::connect(&engine, &Engine::treeChanged, &window,
                             [this](const TreeDelta &delta) {
                                 for (const TreeDelta::Change &change : delta.changes) {
                                     if (change.kind == TreeDelta::Change::Kind::Insert)
                                         appeared.append(change.row);
                                 }
                             });
            window.resize(1440, 900);
            window.show();
        }

        /// All rows now, from the top down.
        QList<TreeRow> rows(const QModelIndex &parent = {}) const
        {
            QList<TreeRow> all;
            const StackTreeModel *model = const_cast<StackController &>(controller).tree();
            for (int i = 0; i < model->rowCount(parent); ++i) {
                const QModelIndex index = model->index(i, 0, parent);
                all.append(*StackTreeModel::rowOf(index));
                all += rows(index);
            }
            return all;
        }
        template <typename T> T *find(const char *name) const
        {
            return window.findChild<T *>(QString::fromLatin1(name));
        }
        bool isLive() const { return controller.info().status == StackInfo::Status::Live; }

        QSettings settings;
        Engine engine;
        NoSecrets secrets;
        EndpointSettings endpoint;
        RecentStacks recent;
        StackController controller;
        MainWindow window;
        QList<TreeRow> appeared;
    };

    std::unique_ptr<Theme> m_theme;
    QTemporaryDir m_folder;
    QString m_document;

    void ask(Program &program, const QString &question);

private Q_SLOTS:
    void initTestCase();
    void asksTheAgentAndSeesItWork();
    void findsTheConversationAgain();
};

void TestWalk::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp);
    const Result<QString> made = createFromTemplate(u"agent"_s, m_folder.filePath(u"agent"_s));
    QVERIFY(made.ok());
    m_document = *made;
}

void TestWalk::ask(Program &program, const QString &question)
{
    auto *edit = program.find<QPlainTextEdit>("messageEdit");
    QTRY_VERIFY(edit->isEnabled());
    edit->setFocus();
    QTest::keyClicks(edit, question);
    QTest::keyClick(edit, Qt::Key_Return);
}

void TestWalk::asksTheAgentAndSeesItWork()
{
    Program program(m_folder.path(), *m_theme);
    program.window.openStack(m_document);
    QTRY_COMPARE(program.controller.info().status, StackInfo::Status::Idle);
    QTRY_VERIFY(program.rows().size() >= 6);
    QVERIFY(!QFile::exists(m_folder.filePath(u"agent/.creact-state/agent.json"_s)));

    QTest::keyClick(program.find<QPushButton>("deployButton"), Qt::Key_Space);
    QTRY_VERIFY(program.isLive());
    QVERIFY(program.controller.info().demo);
    program.appeared.clear();
    ask(program, u"Who was Ada Lovelace?"_s);
    QTRY_COMPARE(program.controller.chat()->rowCount(), 1);
    const auto turn = [&] { return program.controller.chat()->turn(0); };
    QTRY_COMPARE(turn().state, ChatTurn::State::Answered);
    QVERIFY2(turn().answer.contains(u"mathematician"), qPrintable(turn().answer));

    // It happened in the tree, live …
    QStringList live;
    for (const TreeRow &row : std::as_const(program.appeared)) {
        if (row.kind == TreeRow::Kind::Construct && row.active)
            live.append(row.title);
    }
    QCOMPARE(live,
             (QStringList{u"Completion"_s, u"ToolExec"_s, u"Completion"_s, u"AddMessages"_s,
                          u"ChatResponse"_s}));
    // … and is still there, dimmed.
    const auto finished = [&] {
        QStringList titles;
        for (const TreeRow &row : program.rows()) {
            if (row.kind == TreeRow::Kind::Construct && !row.active)
                titles.append(row.title);
        }
        titles.sort();
        return titles;
    };
    QTRY_COMPARE(finished(),
                 (QStringList{u"AddMessages"_s, u"ChatResponse"_s, u"Completion"_s, u"Completion"_s,
                              u"ToolExec"_s}));

    QStringList actions;
    const QAbstractItemModel *audit = program.find<QTableView>("auditTable")->model();
    for (int i = 0; i < audit->rowCount(); ++i)
        actions.append(audit->index(i, AuditModel::NodeColumn).data().toString());
    QVERIFY2(actions.filter(u"tool-exec"_s).size() >= 2, qPrintable(actions.join(u'\n')));
    QVERIFY(QFile::exists(m_folder.filePath(u"agent/.creact-state/agent.json"_s)));

    program.controller.stop();
    QTRY_COMPARE(program.controller.info().status, StackInfo::Status::Idle);
    QVERIFY(!QFile::exists(m_folder.filePath(u"agent/.creact-state/agent.lock"_s)));
}

void TestWalk::findsTheConversationAgain()
{
    Program program(m_folder.path(), *m_theme);
    program.window.openStack(m_document);
    QTRY_COMPARE(program.controller.chat()->rowCount(), 1);
    QTRY_VERIFY(!program.find<QWidget>("transcript")->findChildren<QWidget *>(u"turn"_s).isEmpty());
    program.controller.deploy();
    QTRY_VERIFY(program.isLive());
    ask(program, u"What did I ask before?"_s);
    QTRY_COMPARE(program.controller.chat()->rowCount(), 2);
    const auto answer = [&] { return program.controller.chat()->turn(1).answer; };
    QTRY_VERIFY2(answer().contains(u"Ada Lovelace"), qPrintable(answer()));
    program.controller.stop();
    QTRY_COMPARE(program.controller.info().status, StackInfo::Status::Idle);
}

QTEST_MAIN(TestWalk)
#include "tst_walk.moc"
