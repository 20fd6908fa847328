// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/stage.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QTimer>

using namespace creact;
using namespace Qt::StringLiterals;

/// From opening a stack to closing the window.
class TestWindowLife : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup() { m_stage.reset(); }

    void beginsWithTheWelcomePage();
    void aTemplateBecomesAStack();
    void aTakenFolderIsToldInPlace();
    void openingGivesOptionsAndHistory();
    void openingWhileLiveTakesATabOfItsOwn();
    void aDroppedDocumentOpens();
    void closingWhileLiveAsks();
    void closingTwiceAsksOnce();
    void quittingDoesNotWaitForNews();
    void layoutIsRemembered();

private:
    void show();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    QStringList &calls() { return m_stage->script().calls; }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Stage> m_stage;
};

void TestWindowLife::init()
{
    m_stage = std::make_unique<Stage>(*m_theme);
}

void TestWindowLife::show()
{
    m_stage->window.resize(1400, 900);
    m_stage->window.show();
    m_stage->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_stage->window));
}

void TestWindowLife::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *target = QApplication::focusWidget();
    QTest::keyClick(target ? target : &m_stage->window, key, modifiers);
}

void TestWindowLife::beginsWithTheWelcomePage()
{
    show();
    QVERIFY(m_stage->find<QWidget>("welcomePane")->isVisible());
    QVERIFY(!m_stage->find<QPushButton>("deployButton")->isVisible());
    m_stage->openAgent(FakeStack::idle());
    QVERIFY(!m_stage->find<QWidget>("welcomePane")->isVisible());
    QVERIFY(m_stage->find<QPushButton>("deployButton")->isVisible());
    press(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(m_stage->find<QWidget>("welcomePane")->isVisible());
    m_stage->find<QPushButton>("backToStack")->click();
    QVERIFY(!m_stage->find<QWidget>("welcomePane")->isVisible());
}

void TestWindowLife::aTemplateBecomesAStack()
{
    show();
    QTest::keyClick(m_stage->find<QPushButton>("template_counter"), Qt::Key_Return);
    auto *folder = m_stage->find<QLineEdit>("newFolder");
    QVERIFY(folder->isVisible());
    folder->setText(m_stage->dir.filePath(u"mine"_s));
    QTest::keyClick(folder, Qt::Key_Return);
    QTRY_COMPARE(m_stage->script().opened.size(), 1);
    const QString path = m_stage->script().opened.first().documentPath;
    QCOMPARE(path, m_stage->dir.filePath(u"mine/counter.stack.json"_s));
    QVERIFY(QFile::exists(path));
    QCOMPARE(m_stage->recent.paths(), QStringList{path});
}

void TestWindowLife::aTakenFolderIsToldInPlace()
{
    show();
    QVERIFY(QDir(m_stage->dir.path()).mkpath(u"taken"_s));
    QFile file(m_stage->dir.filePath(u"taken/x"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    m_stage->find<QPushButton>("template_counter")->click();
    m_stage->find<QLineEdit>("newFolder")->setText(m_stage->dir.filePath(u"taken"_s));
    m_stage->find<QPushButton>("createStack")->click();
    QTRY_VERIFY(!m_stage->find<QLabel>("createError")->text().isEmpty());
    QVERIFY(m_stage->find<QLabel>("createError")->isVisible());
    QVERIFY(calls().isEmpty());
}

void TestWindowLife::openingGivesOptionsAndHistory()
{
    m_stage->script().audit = FakeStack::audit();
    m_stage->script().turns = FakeStack::turns();
    m_stage->controller.setOverrides({quint16(8123), u"memory:"_s});
    m_stage->openAgent(FakeStack::idle());
    const OpenRequest request = m_stage->script().opened.first();
    QCOMPARE(request.options.port, std::optional<quint16>(8123));
    QCOMPARE(request.backendUrl, u"memory:"_s);
    QCOMPARE(request.options.documentDir, QDir::currentPath());
    QCOMPARE(m_stage->controller.audit()->model()->rowCount(), int(FakeStack::audit().size()));
    QCOMPARE(m_stage->controller.chat()->rowCount(), int(FakeStack::turns().size()));
}

void TestWindowLife::openingWhileLiveTakesATabOfItsOwn()
{
    show();
    m_stage->openAgent(FakeStack::live());
    m_stage->window.openStack(u"other.stack.json"_s);
    QVERIFY(!calls().contains(u"stop"_s));
    QCOMPARE(calls().count(u"open"_s), 1);
    const StackTab *other = m_stage->window.currentTab();
    QVERIFY(&m_stage->controller != &m_stage->window.currentTab()->controller());
    QVERIFY(other->path().endsWith(u"other.stack.json"_s));
}

void TestWindowLife::aDroppedDocumentOpens()
{
    show();
    const auto drop = [this](const QString &path) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&m_stage->window, &enter);
        if (!enter.isAccepted())
            return;
        QDropEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&m_stage->window, &event);
    };
    drop(u"/stacks/a.txt"_s);
    QVERIFY(calls().isEmpty());
    drop(u"/stacks/a.stack.json"_s);
    QCOMPARE(m_stage->script().opened.first().documentPath, u"/stacks/a.stack.json"_s);
}

void TestWindowLife::closingWhileLiveAsks()
{
    show();
    m_stage->openAgent(FakeStack::live());
    QVERIFY(!m_stage->window.close());
    auto *question = m_stage->find<QWidget>("questionBar");
    QVERIFY(question->isVisible());
    // The way back has the focus, and Escape takes it.
    QCOMPARE(QApplication::focusWidget(), m_stage->find<QPushButton>("questionBack"));
    press(Qt::Key_Escape);
    QVERIFY(!question->isVisible());
    QVERIFY(m_stage->window.isVisible());
    QVERIFY(!calls().contains(u"stop"_s));

    QVERIFY(!m_stage->window.close());
    m_stage->script().onStop = [this] { Q_EMIT m_stage->engine.infoChanged(FakeStack::idle()); };
    m_stage->find<QPushButton>("stopAndQuit")->click();
    QTRY_COMPARE(calls().count(u"stop"_s), 1);
    QVERIFY(m_stage->window.close());
}

void TestWindowLife::closingTwiceAsksOnce()
{
    show();
    m_stage->openAgent(FakeStack::live());
    QVERIFY(!m_stage->window.close());
    QVERIFY(!m_stage->window.close());
    QCOMPARE(m_stage->window.findChildren<QPushButton *>(u"keepRunning"_s).size(), 1);
    m_stage->find<QPushButton>("keepRunning")->click();
    QTRY_VERIFY(!m_stage->find<QWidget>("questionBar")->isVisible());
    QVERIFY(!calls().contains(u"stop"_s));
}

void TestWindowLife::quittingDoesNotWaitForNews()
{
    show();
    m_stage->openAgent(FakeStack::live());
    // The stack has stopped, but the window still shows it live.
    QTimer::singleShot(0, &m_stage->window, &MainWindow::stopAndQuit);
    QTimer::singleShot(5000, qApp, [] { QCoreApplication::exit(7); });
    QCOMPARE(QApplication::exec(), 0);
    QCOMPARE(calls().count(u"stop"_s), 1);
}

void TestWindowLife::layoutIsRemembered()
{
    show();
    m_stage->openAgent(FakeStack::idle());
    m_stage->window.resize(1222, 777);
    QVERIFY(m_stage->window.close());
    QVERIFY(m_stage->settings.contains(u"window/columns"_s));
    RecentStacks recent(m_stage->settings);
    const MainWindow again(
        {m_stage->endpoint, recent, m_stage->storage, *m_theme, m_stage->settings});
    QCOMPARE(again.size(), QSize(1222, 777));
}

QTEST_MAIN(TestWindowLife)
#include "tst_windowlife.moc"
