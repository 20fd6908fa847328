// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/demoserver.h"
#include "tests/core/provider/llm/scriptserver.h"
#include "tests/ui/pictures.h"
#include "tests/ui/stage.h"
#include "ui/panes/endpointspage.h"
#include "ui/panes/localserversview.h"
#include "ui/panes/welcomemodels.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDirIterator>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTcpServer>
#include <QTextEdit>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {
const QString plantedKey = u"sk-PLANTED-0123456789"_s;
const QString plantedHeader = u"PLANTED-header-0123456789"_s;
} // namespace

/// Endpoints in the window: found, set up and used by keyboard alone; what they look like; and that
/// a key is seen nowhere.
class TestEndpointWalk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void byKeyboardAlone();
    void theStackIsBackWhenItIsMeant();
    void closingAsksAboutWhatIsNotSaved();
    void nothingIsSentBeforeItIsAskedFor();
    void theWelcomePageOffersModels();
    void aKeyIsNowhereInTheWindow();
    void pictures_data() { Pictures::addThemes(); }
    void pictures();

private:
    template <typename T = QWidget> T *find(const char *name) const
    {
        for (T *each : m_stage->window.findChildren<T *>(QString::fromLatin1(name))) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : &m_stage->window, key, modifiers);
    }
    void type(const QString &text) const { QTest::keyClicks(QApplication::focusWidget(), text); }
    /// By Tab, as often as it takes.
    bool tabTo(const char *name) const
    {
        for (int presses = 0; presses < 60; ++presses) {
            if (QApplication::focusWidget()->objectName() == QLatin1StringView(name))
                return true;
            press(Qt::Key_Tab);
        }
        return false;
    }
    void openAgent() const
    {
        StackInfo info = FakeStack::idle();
        info.documentPath = QFileInfo(u"agent.stack.json"_s).absoluteFilePath();
        m_stage->openAgent(info);
    }
    EndpointsPage *page() const { return find<EndpointsPage>("endpointsPage"); }
    QStringList whoShows(const QString &secret) const;
    QStringList filesWith(const QByteArray &secret) const;
    void add(const QString &name, const QUrl &url, const QString &key = {});
    void look(Pictures &pictures, const char *name);

    std::unique_ptr<Pictures> m_pictures = std::make_unique<Pictures>();
    std::unique_ptr<Stage> m_stage;
    SystemClock m_clock;
};

void TestEndpointWalk::init()
{
    m_stage = std::make_unique<Stage>(m_pictures->theme());
    m_stage->endpoint.setFile(m_stage->dir.filePath(u"endpoints.json"_s));
    m_stage->window.resize(1280, 800);
    m_stage->window.show();
    m_stage->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_stage->window));
}

void TestEndpointWalk::add(const QString &name, const QUrl &url, const QString &key)
{
    EndpointProfile profile;
    profile.name = name;
    profile.baseUrl = url;
    QVERIFY(m_stage->endpoint.save(profile, key).ok());
}

void TestEndpointWalk::byKeyboardAlone()
{
    DemoServer server(m_clock);
    QVERIFY(server.start().ok());
    openAgent();
    press(Qt::Key_Comma, Qt::ControlModifier);
    QVERIFY(page());
    QCOMPARE(QApplication::focusWidget()->objectName(), u"endpointList"_s);
    QVERIFY(tabTo("newEndpoint"));
    press(Qt::Key_Space);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"endpointName"_s);
    type(u"mine"_s);
    press(Qt::Key_Tab);
    type(server.baseUrl().toString());
    QVERIFY(tabTo("endpointKey"));
    type(plantedKey);
    QVERIFY(tabTo("testEndpoint"));
    press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("endpointVerdictTitle"), 10'000);
    press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(m_stage->endpoint.profile(u"mine"_s));
    QVERIFY(tabTo("useForStack"));
    press(Qt::Key_Space);
    QCOMPARE(m_stage->script().options.endpointName, u"mine"_s);
    QCOMPARE(m_stage->script().options.endpoints.value(0).apiKey, plantedKey);
    // Away with it again.
    QVERIFY(tabTo("endpointList"));
    press(Qt::Key_Delete);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"endpointQuestionSecondAction"_s);
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"endpointQuestionAction"_s);
    press(Qt::Key_Return);
    QVERIFY(m_stage->endpoint.profiles().isEmpty());
    press(Qt::Key_Escape);
    QVERIFY(!page());
    QVERIFY(find("stackTree"));
}

void TestEndpointWalk::theStackIsBackWhenItIsMeant()
{
    openAgent();
    for (const char *action : {"planAction", "textAction", "inspectorAction", "newStackAction"}) {
        m_stage->find<QAction>("endpointsAction")->trigger();
        QVERIFY(page());
        m_stage->find<QAction>(action)->trigger();
        QVERIFY2(!page(), action);
    }
}

void TestEndpointWalk::closingAsksAboutWhatIsNotSaved()
{
    add(u"mine"_s, QUrl(u"http://localhost:1/v1"_s));
    m_stage->find<QAction>("endpointsAction")->trigger();
    press(Qt::Key_Down);
    QVERIFY(tabTo("endpointName"));
    type(u"other"_s);
    press(Qt::Key_Escape);
    QVERIFY(!page());
    QVERIFY(!m_stage->window.close());
    QVERIFY(page());
    QVERIFY(find("saveEndpoints"));
    press(Qt::Key_Escape);
    QVERIFY(!find("saveEndpoints"));
    QVERIFY(!m_stage->window.close());
    find<QPushButton>("discardEndpoints")->click();
    QTRY_VERIFY(m_stage->window.isHidden());
    QVERIFY(m_stage->endpoint.profile(u"mine"_s));
}

void TestEndpointWalk::nothingIsSentBeforeItIsAskedFor()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    auto *models = find<WelcomeModels>("welcomeModels");
    const QUrl url(u"http://127.0.0.1:%1/v1"_s.arg(server.serverPort()));
    models->servers()->setCandidates({{u"Ollama"_s, u"ollama"_s, url, {}, false}});
    add(u"mine"_s, url);
    m_stage->find<EndpointsPage>("endpointsPage")
        ->servers()
        ->setCandidates({{u"Ollama"_s, u"ollama"_s, url, {}, false}});
    m_stage->find<QAction>("endpointsAction")->trigger();
    press(Qt::Key_Down);
    press(Qt::Key_Escape);
    m_stage->find<QAction>("endpointAction")->trigger();
    QVERIFY(find("endpointPane"));
    find("endpointPane")->hide();
    QVERIFY(!server.waitForNewConnection(300));
}

void TestEndpointWalk::theWelcomePageOffersModels()
{
    DemoServer server(m_clock);
    QVERIFY(server.start().ok());
    auto *models = find<WelcomeModels>("welcomeModels");
    QVERIFY(models);
    models->servers()->setCandidates({{u"Ollama"_s, u"ollama"_s, server.baseUrl(), {}, false}});
    find<QPushButton>("findModels")->click();
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("addServer"), 10'000);
    find<QPushButton>("addServer")->click();
    QVERIFY(m_stage->endpoint.profile(u"ollama"_s));
    QVERIFY(find(("welcomeModels")));
    // The stack that is made next answers with it.
    m_stage->endpoint.chooseForNew(u"/s/new.stack.json"_s);
    QCOMPARE(m_stage->endpoint.choice(u"/s/new.stack.json"_s), u"ollama"_s);
    // A server that wants a key needs a person.
    Q_EMIT models->servers()->addRequested({u"vLLM"_s, u"vllm"_s, server.baseUrl(), {}, true});
    QVERIFY(page());
    QCOMPARE(find<QLineEdit>("endpointName")->text(), u"vllm"_s);
}

// --- nobody sees a key

/// All that a widget says or could be asked: its texts, its models, what it tells a screen reader.
QStringList TestEndpointWalk::whoShows(const QString &secret) const
{
    QStringList guilty;
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all) {
        const auto *line = qobject_cast<QLineEdit *>(widget);
        const bool masked = line && line->echoMode() == QLineEdit::Password;
        const QMetaObject *meta = widget->metaObject();
        for (int i = 0; i < meta->propertyCount(); ++i) {
            const QMetaProperty property = meta->property(i);
            // It holds what was typed in it, and shows dots.
            if (masked && property.name() == "text"_ba)
                continue;
            if (property.read(widget).toString().contains(secret))
                guilty.append(widget->objectName() + u'.' + QString::fromLatin1(property.name()));
        }
        if (QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget)) {
            for (const QAccessible::Text what : {QAccessible::Name, QAccessible::Description,
                                                 QAccessible::Value, QAccessible::Help}) {
                if (told->text(what).contains(secret))
                    guilty.append(widget->objectName() + u" (accessible)"_s);
            }
        }
        const auto *view = qobject_cast<QAbstractItemView *>(widget);
        if (!view || !view->model())
            continue;
        QList<QModelIndex> waiting{{}};
        while (!waiting.isEmpty()) {
            const QModelIndex parent = waiting.takeLast();
            for (int row = 0; row < view->model()->rowCount(parent); ++row) {
                for (int column = 0; column < view->model()->columnCount(parent); ++column) {
                    const QModelIndex index = view->model()->index(row, column, parent);
                    const QMap<int, QVariant> data = view->model()->itemData(index);
                    for (const QVariant &value : data) {
                        if (value.toString().contains(secret))
                            guilty.append(widget->objectName() + u" (model)"_s);
                    }
                    if (column == 0)
                        waiting.append(index);
                }
            }
        }
    }
    return guilty;
}

QStringList TestEndpointWalk::filesWith(const QByteArray &secret) const
{
    m_stage->settings.sync();
    QStringList guilty;
    QDirIterator it(m_stage->dir.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int files = 0;
    while (it.hasNext()) {
        QFile file(it.next());
        ++files;
        if (!file.open(QIODevice::ReadOnly) || file.readAll().contains(secret))
            guilty.append(file.fileName());
    }
    return files >= 2 ? guilty : QStringList{u"nothing was written: nothing is proved"_s};
}

void TestEndpointWalk::aKeyIsNowhereInTheWindow()
{
    // A server that says the key back, as some do.
    ScriptServer server;
    const QByteArray echo =
        R"({"data": [{"id": ")" + plantedKey.toLatin1() + R"("}, {"id": "llama"}]})";
    server.answers = {
        {ScriptServer::status(200, "Server: " + plantedKey.toLatin1() + "\r\n", echo)}};
    openAgent();
    // The search finds what can be seen.
    QVERIFY(!whoShows(u"Model endpoints"_s).isEmpty());
    m_stage->find<QAction>("endpointsAction")->trigger();
    find<QAbstractButton>("newEndpoint")->click();
    type(u"mine"_s);
    find("endpointUrl")->setFocus();
    type(server.baseUrl().toString());
    find("endpointKey")->setFocus();
    type(plantedKey);
    find<QAbstractButton>("addHeader")->click();
    type(u"X-Api-Key"_s);
    press(Qt::Key_Tab);
    type(plantedHeader);
    QCOMPARE(whoShows(u"PLANTED"_s), QStringList());
    find<QPushButton>("testEndpoint")->click();
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("endpointVerdictTitle"), 10'000);
    QCOMPARE(whoShows(u"PLANTED"_s), QStringList());
    // Looked at elsewhere, saved, shown again, copied, used, asked about.
    press(Qt::Key_Escape);
    QCOMPARE(whoShows(u"PLANTED"_s), QStringList());
    m_stage->find<QAction>("endpointsAction")->trigger();
    for (const int row : {0, 1}) {
        find<EndpointList>("endpointList")->setCurrentRow(row);
        QCOMPARE(whoShows(u"PLANTED"_s), QStringList());
    }
    QCOMPARE(find<QLineEdit>("endpointKey")->text(), plantedKey);
    find<QPushButton>("saveEndpoint")->click();
    QVERIFY(m_stage->endpoint.profile(u"mine"_s));
    find<QPushButton>("testEndpoint")->click();
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("endpointVerdictTitle"), 10'000);
    QVERIFY(find<QLabel>("endpointVerdictText")->text().contains(u"removed"_s));
    find<QPushButton>("useForStack")->click();
    find<QAbstractButton>("removeKey")->click();
    QCOMPARE(whoShows(u"PLANTED"_s), QStringList());
    find<QAbstractButton>("duplicateEndpoint")->click();
    m_stage->find<QAction>("endpointAction")->trigger();
    QCOMPARE(whoShows(u"PLANTED"_s), QStringList());
    find("endpointPane")->hide();
    QCOMPARE(m_stage->script().options.endpoints.value(0).apiKey, plantedKey);
    QVERIFY2(server.requests.value(0).contains(plantedKey.toLatin1()),
             server.requests.join("|").constData());
    QVERIFY(server.requests.value(0).contains(plantedHeader.toLatin1()));
    // Now it is masked by nobody: the search would have found it.
    find("endpointKey")->setFocus();
    type(plantedKey);
    find<QLineEdit>("endpointKey")->setEchoMode(QLineEdit::Normal);
    QVERIFY(!whoShows(u"PLANTED"_s).isEmpty());
    page()->discardAll();
    m_stage->window.close();
    QCOMPARE(filesWith("PLANTED"), QStringList());
}

// --- looks

void TestEndpointWalk::look(Pictures &pictures, const char *name)
{
    pictures.shoot(m_stage->window, QString::fromLatin1(name));
}

void TestEndpointWalk::pictures()
{
    QFETCH(bool, dark);
    Pictures &pictures = *m_pictures;
    pictures.setDark(dark);
    DemoServer server(m_clock);
    QVERIFY(server.start().ok());
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    look(pictures, "endpoints-welcome");
    auto *models = find<WelcomeModels>("welcomeModels");
    const QList<LocalServer> candidates{
        {u"Ollama"_s, u"ollama"_s, server.baseUrl(), {}, false},
        {u"LM Studio"_s, u"lm-studio"_s, server.baseUrl(), {}, false}};
    models->servers()->setCandidates(candidates);
    find<QPushButton>("findModels")->click();
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("addServer"), 10'000);
    look(pictures, "endpoints-welcome-found");

    openAgent();
    m_stage->find<QAction>("endpointsAction")->trigger();
    look(pictures, "endpoints-empty");
    find<QAbstractButton>("newEndpoint")->click();
    look(pictures, "endpoints-new");
    type(u"a b"_s);
    find("endpointUrl")->setFocus();
    type(u"api.example.com"_s);
    find("endpointKey")->setFocus();
    type(u"sk two words"_s);
    find<QAbstractButton>("addHeader")->click();
    type(u"Authorization"_s);
    find<QPushButton>("saveEndpoint")->click();
    look(pictures, "endpoints-wrong");
    page()->discardAll();

    add(u"openai"_s, QUrl(u"https://api.openai.com/v1"_s), plantedKey);
    add(u"local"_s, server.baseUrl());
    add(u"off"_s, QUrl(u"http://127.0.0.1:1/v1"_s));
    add(u"slow"_s, QUrl(u"http://127.0.0.1:%1/v1"_s.arg(silent.serverPort())));
    auto *rows = find<EndpointList>("endpointList");
    rows->setCurrentRow(1);
    look(pictures, "endpoints-key-not-taken");
    find("endpointUrl")->setFocus();
    find<QLineEdit>("endpointUrl")->selectAll();
    type(u"https://proxy.example.com/v1"_s);
    find<QAbstractButton>("addHeader")->click();
    type(u"X-Api-Key"_s);
    press(Qt::Key_Tab);
    type(u"hidden"_s);
    look(pictures, "endpoints-moved");
    rows->setCurrentRow(2);
    find<QPushButton>("testEndpoint")->click();
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("endpointVerdictTitle"), 10'000);
    look(pictures, "endpoints-works");
    rows->setCurrentRow(3);
    find<QPushButton>("testEndpoint")->click();
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("endpointVerdictTitle"), 10'000);
    look(pictures, "endpoints-fails");
    m_stage->window.resize(900, 560);
    look(pictures, "endpoints-narrow");
    m_stage->window.resize(1280, 800);
    find<QAbstractButton>("removeEndpoint")->click();
    look(pictures, "endpoints-remove");
    rows->setCurrentRow(4);
    find<QPushButton>("testEndpoint")->click();
    look(pictures, "endpoints-asking");
    QWidget *model = find("endpointModel")->focusProxy();
    model->setFocus();
    press(Qt::Key_Down);
    look(pictures, "endpoints-models");
    press(Qt::Key_Escape);
    page()->servers()->setCandidates(
        {{u"Silent"_s, u"s"_s, QUrl(u"http://127.0.0.1:%1"_s.arg(silent.serverPort())), {}}});
    find<QPushButton>("findServers")->click();
    look(pictures, "endpoints-looking");
    page()->servers()->cancel();
    page()->servers()->setCandidates({});
    find<QPushButton>("lookAgain")->click();
    look(pictures, "endpoints-none-found");
    page()->servers()->setCandidates(candidates);
    find<QPushButton>("lookAgain")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!page()->servers()->isLooking(), 10'000);
    look(pictures, "endpoints-found");
    page()->discardAll();
    press(Qt::Key_Escape);
    m_stage->find<QAction>("endpointAction")->trigger();
    pictures.shoot(*find("endpointPane"), u"endpoints-popover"_s);
    find("endpointPane")->hide();
}

QTEST_MAIN(TestEndpointWalk)
#include "tst_endpointwalk.moc"
