// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/stage.h"
#include "ui/mainwindow/stacktabs.h"
#include "ui/panes/statefolderpane.h"
#include "ui/panes/welcomepane.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace creact;
using namespace Qt::StringLiterals;

/// What is before a stack is open: templates, recent stacks, files that are named to the window.
class TestWelcome : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup() { m_stage.reset(); }

    void aTemplateShowsWhatItIs();
    void theFolderFollowsTheName();
    void whatIsTypedIsChecked();
    void aNamedTemplateIsMade();
    void arrowsGoFromCardToCard();
    void typingFindsATemplate();
    void escapeClosesTheTemplate();
    void missingStacksAreMarkedAndRemoved();
    void aDeadMenuEntryIsMarked();
    void severalDocumentsAreDropped();
    void aFolderOfDocumentsOpensThem();
    void aStateFolderIsLookedAt();
    void aSingleStateIsOpenedAtOnce();
    void whatWasOpenComesBack();
    void whatIsGoneIsTold();
    void savingAsAsksWhere();

private:
    void show();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    QString write(const QString &path);
    void drop(const QStringList &paths);
    StackTabs *tabs() { return m_stage->window.tabs(); }
    template <typename T> T *find(const char *name) const { return m_stage->find<T>(name); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Stage> m_stage;
};

void TestWelcome::init()
{
    m_stage = std::make_unique<Stage>(*m_theme);
    show();
}

void TestWelcome::show()
{
    m_stage->window.resize(1400, 900);
    m_stage->window.show();
    m_stage->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_stage->window));
}

void TestWelcome::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *target = QApplication::focusWidget();
    QTest::keyClick(target ? target : &m_stage->window, key, modifiers);
}

/// A file with something in it, below the test's folder.
QString TestWelcome::write(const QString &path)
{
    const QString absolute = m_stage->dir.filePath(path);
    QDir().mkpath(QFileInfo(absolute).path());
    QFile file(absolute);
    return file.open(QIODevice::WriteOnly) && file.write("{}") == 2 ? absolute : QString();
}

void TestWelcome::drop(const QStringList &paths)
{
    QMimeData mime;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls.append(QUrl::fromLocalFile(path));
    mime.setUrls(urls);
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&m_stage->window, &enter);
    if (!enter.isAccepted())
        return;
    QDropEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&m_stage->window, &event);
}

void TestWelcome::aTemplateShowsWhatItIs()
{
    QVERIFY(!find<QWidget>("templateDetails")->isVisible());
    find<QPushButton>("template_agent")->click();
    QVERIFY(find<QWidget>("templateDetails")->isVisible());
    QVERIFY(find<QPushButton>("template_agent")->isChecked());
    QCOMPARE(find<QLabel>("templateTitle")->text(), u"Agent"_s);
    const QString needs = find<QLabel>("templateNeeds")->text();
    QVERIFY2(needs.contains(u"3000"_s) && needs.contains(u"model"_s), qPrintable(needs));
    const QAbstractItemModel *rows = find<QTreeView>("templateTree")->model();
    QCOMPARE(rows->index(0, 0).data().toString(), u"HttpServer server"_s);
    QVERIFY(rows->hasChildren(rows->index(0, 0)));
    find<QPushButton>("template_counter")->click();
    QVERIFY(!find<QPushButton>("template_agent")->isChecked());
    QVERIFY(find<QLabel>("templateNeeds")->text().contains(u"no model"_s));
}

void TestWelcome::theFolderFollowsTheName()
{
    find<QPushButton>("template_counter")->click();
    auto *name = find<QLineEdit>("newName");
    auto *folder = find<QLineEdit>("newFolder");
    QVERIFY(name->hasFocus());
    QTest::keyClicks(name, u"mine"_s);
    QCOMPARE(name->text(), u"mine"_s);
    QTRY_VERIFY(folder->text().endsWith(u"mine"_s));
    folder->setFocus();
    folder->selectAll();
    QTest::keyClicks(folder, m_stage->dir.filePath(u"own"_s));
    name->setFocus();
    QTest::keyClicks(name, u"x"_s);
    QVERIFY(folder->text().endsWith(u"own"_s));
}

void TestWelcome::whatIsTypedIsChecked()
{
    find<QPushButton>("template_counter")->click();
    auto *error = find<QLabel>("createError");
    auto *create = find<QPushButton>("createStack");
    auto *name = find<QLineEdit>("newName");
    QTest::keyClicks(name, u"a b"_s);
    QTRY_VERIFY(!error->text().isEmpty());
    QVERIFY(!create->isEnabled());
    name->setText(u"fine"_s);
    auto *folder = find<QLineEdit>("newFolder");
    folder->setText(m_stage->dir.filePath(u"new"_s));
    QTRY_VERIFY(error->text().isEmpty());
    QVERIFY(create->isEnabled());
    write(u"taken/x"_s);
    folder->setText(m_stage->dir.filePath(u"taken"_s));
    QTRY_VERIFY(error->text().contains(u"taken"_s));
    folder->clear();
    QTRY_VERIFY(error->text().contains(u"folder"_s));
    QTest::keyClick(folder, Qt::Key_Return);
    QVERIFY(m_stage->script().opened.isEmpty());
}

void TestWelcome::aNamedTemplateIsMade()
{
    find<QPushButton>("template_agent")->click();
    find<QLineEdit>("newName")->setText(u"helper"_s);
    auto *folder = find<QLineEdit>("newFolder");
    folder->setText(m_stage->dir.filePath(u"helper"_s));
    QTest::keyClick(folder, Qt::Key_Return);
    QTRY_COMPARE(m_stage->script().opened.size(), 1);
    const QString path = m_stage->script().opened.first().documentPath;
    QCOMPARE(path, m_stage->dir.filePath(u"helper/helper.stack.json"_s));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("\"stack\": \"helper\""));
    QVERIFY(!find<QWidget>("templateDetails")->isVisible());
}

void TestWelcome::arrowsGoFromCardToCard()
{
    auto *first = find<QPushButton>("template_agent");
    first->setFocus();
    press(Qt::Key_Right);
    QVERIFY(find<QPushButton>("template_agent-sessions")->hasFocus());
    press(Qt::Key_Down);
    QVERIFY(find<QPushButton>("template_watcher")->hasFocus());
    press(Qt::Key_Up);
    press(Qt::Key_Left);
    QVERIFY(first->hasFocus());
    QVERIFY(!find<QWidget>("templateDetails")->isVisible());
    press(Qt::Key_Return);
    QVERIFY(find<QWidget>("templateDetails")->isVisible());
}

void TestWelcome::typingFindsATemplate()
{
    auto *filter = find<QLineEdit>("welcomeFilter");
    filter->setFocus();
    QTest::keyClicks(filter, u"job"_s);
    QVERIFY(find<QPushButton>("template_watcher")->isVisible());
    QVERIFY(!find<QPushButton>("template_agent")->isVisible());
    QVERIFY(!find<QLabel>("noTemplate")->isVisible());
    QTest::keyClicks(filter, u"zzz"_s);
    QVERIFY(find<QLabel>("noTemplate")->isVisible());
    press(Qt::Key_Escape);
    QVERIFY(find<QPushButton>("template_agent")->isVisible());
    QTest::keyClicks(filter, u"counter"_s);
    press(Qt::Key_Return);
    QCOMPARE(find<QLabel>("templateTitle")->text(), u"Counter"_s);
}

void TestWelcome::escapeClosesTheTemplate()
{
    auto *card = find<QPushButton>("template_agent");
    card->click();
    press(Qt::Key_Escape);
    QVERIFY(!find<QWidget>("templateDetails")->isVisible());
    QVERIFY(!card->isChecked());
    QVERIFY(card->hasFocus());
}

void TestWelcome::missingStacksAreMarkedAndRemoved()
{
    const QString there = write(u"there.stack.json"_s);
    m_stage->recent.add(m_stage->dir.filePath(u"gone.stack.json"_s));
    m_stage->recent.add(there);
    m_stage->recent.check();
    QTRY_VERIFY(find<QLabel>("recentMissing"));
    QCOMPARE(m_stage->window.findChildren<QPushButton *>(u"recentStack"_s).size(), 2);
    auto *gone = m_stage->window.findChildren<QPushButton *>(u"recentStack"_s).last();
    QVERIFY(!gone->isEnabled());
    m_stage->window.findChildren<QToolButton *>(u"forgetRecent"_s).last()->click();
    QTRY_COMPARE(m_stage->window.findChildren<QPushButton *>(u"recentStack"_s).size(), 1);
    QCOMPARE(m_stage->recent.paths(), QStringList{there});
    find<QPushButton>("recentStack")->click();
    QCOMPARE(m_stage->script().opened.first().documentPath, there);
}

void TestWelcome::aDeadMenuEntryIsMarked()
{
    m_stage->recent.add(m_stage->dir.filePath(u"gone.stack.json"_s));
    m_stage->recent.check();
    auto *menu = find<QMenu>("recentMenu");
    QTRY_VERIFY(!menu->actions().first()->isEnabled());
    QVERIFY(menu->actions().first()->text().contains(u"missing"_s));
}

void TestWelcome::severalDocumentsAreDropped()
{
    drop({u"/stacks/a.txt"_s, u"/stacks/a.stack.json"_s});
    QVERIFY(m_stage->window.currentTab()->isEmpty());
    drop({u"/stacks/a.stack.json"_s, u"/stacks/b.stack.json"_s});
    QCOMPARE(tabs()->all().size(), 2);
    QCOMPARE(m_stage->window.currentTab()->path(), u"/stacks/b.stack.json"_s);
}

void TestWelcome::aFolderOfDocumentsOpensThem()
{
    write(u"project/a.stack.json"_s);
    write(u"project/b.stack.json"_s);
    write(u"project/.creact-state/a.json"_s);
    drop({m_stage->dir.filePath(u"project"_s)});
    QTRY_COMPARE(tabs()->all().size(), 2);
    QVERIFY(tabs()->all().first()->path().endsWith(u"project/a.stack.json"_s));
}

void TestWelcome::aStateFolderIsLookedAt()
{
    for (const QString &name : {u"agent.json"_s, u"agent.journal"_s, u"agent.audit.json"_s,
                                u"agent.lock"_s, u"counter.json"_s})
        write(u"project/.creact-state/"_s + name);
    m_stage->window.openPaths({m_stage->dir.filePath(u"project"_s)});
    QTRY_VERIFY(find<StateFolderPane>("stateFolderPane"));
    QVERIFY(find<StateFolderPane>("stateFolderPane")->isVisible());
    auto *list = find<QTreeView>("storedStacks");
    QCOMPARE(list->model()->rowCount(), 2);
    QVERIFY(list->hasFocus());
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    const OpenRequest request = m_stage->script().opened.last();
    QCOMPARE(request.stackName, u"counter"_s);
    QVERIFY(request.documentPath.isEmpty());
    QVERIFY(request.backendUrl.endsWith(u"project/.creact-state"_s));
    StackInfo stored = FakeStack::idle();
    stored.documentPath.clear();
    stored.readOnly = true;
    stored.name = u"counter"_s;
    Q_EMIT m_stage->engine.infoChanged(stored);
    QCOMPARE(find<QPushButton>("statusPill")->text(), u"Stored state"_s);
    QVERIFY(!find<QPushButton>("deployButton")->isEnabled());
    QVERIFY(!find<QAction>("saveAction")->isEnabled());
    // The same again: the same tab.
    m_stage->controller.reload();
    QCOMPARE(m_stage->script().opened.size(), 2);
    QVERIFY(m_stage->recent.paths().isEmpty());
}

void TestWelcome::aSingleStateIsOpenedAtOnce()
{
    write(u"states/agent.json"_s);
    m_stage->window.openPaths({m_stage->dir.filePath(u"states"_s)});
    QTRY_COMPARE(m_stage->script().opened.size(), 1);
    QCOMPARE(m_stage->script().opened.first().stackName, u"agent"_s);
    // Again, from another tab: it is the same one.
    StackTab *first = tabs()->current();
    m_stage->window.openStack(write(u"other.stack.json"_s));
    QVERIFY(tabs()->current() != first);
    m_stage->window.openPaths({m_stage->dir.filePath(u"states"_s)});
    QTRY_COMPARE(tabs()->current(), first);
    QCOMPARE(tabs()->all().size(), 2);
}

void TestWelcome::whatWasOpenComesBack()
{
    const QStringList paths{write(u"a.stack.json"_s), write(u"b.stack.json"_s),
                            write(u"c.stack.json"_s)};
    m_stage->window.openPaths(paths);
    tabs()->select(tabs()->all().at(1));
    QVERIFY(m_stage->window.close());
    MainWindow again(
        {m_stage->endpoint, m_stage->recent, m_stage->storage, *m_theme, m_stage->settings});
    again.restoreStacks();
    QStringList found;
    for (const StackTab *tab : again.tabs()->all())
        found.append(tab->path());
    QCOMPARE(found, paths);
    QCOMPARE(again.currentTab()->path(), paths.at(1));
}

void TestWelcome::whatIsGoneIsTold()
{
    const QString there = write(u"a.stack.json"_s);
    const QString gone = m_stage->dir.filePath(u"gone.stack.json"_s);
    m_stage->settings.setValue(u"window/open"_s, QStringList{gone, there});
    m_stage->window.restoreStacks();
    QTRY_COMPARE(tabs()->all().size(), 1);
    QCOMPARE(m_stage->window.currentTab()->path(), there);
    QVERIFY(find<QWidget>("notice")->isVisible());
    QVERIFY(find<QLabel>("noticeText")->text().contains(u"gone.stack.json"_s));
}

void TestWelcome::savingAsAsksWhere()
{
    m_stage->openAgent(FakeStack::idle());
    Q_EMIT m_stage->engine.documentRead(readStackDocument(
        "{\"creact\": 1, \"stack\": \"agent\", \"children\": []}", m_stage->controller.path()));
    press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = find<QFileDialog>("saveAsDialog");
    QVERIFY(dialog);
    const QString target = m_stage->dir.filePath(u"copy"_s);
    Q_EMIT dialog->fileSelected(target);
    QCOMPARE(m_stage->script().saves.last().path, target + u".stack.json"_s);
    dialog->close();
}

QTEST_MAIN(TestWelcome)
#include "tst_welcome.moc"
