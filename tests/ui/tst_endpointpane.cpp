// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakesecrets.h"
#include "tests/ui/pictures.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/panes/endpointpane.h"

#include <QAbstractButton>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {
const QString plantedKey = u"sk-PLANTED-0123456789"_s;
const QString documentPath = u"/stacks/agent.stack.json"_s;
} // namespace

/// The endpoints that have names, and the popover that chooses one of them for a stack.
class TestEndpointPane : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();

    void aChoiceIsRememberedForEachDocument();
    void namesAreKnownAtOnceAndKeysWithTheirOrigin();
    void anotherOriginGetsNoKey();
    void whatIsTypedWithoutAKeychainLastsTheSession();
    void aDamagedListIsSaid();
    void removingTakesTheKeyAlong();
    void theChosenOneIsUsed();
    void theDemoIsChosenOverTheEnvironment();
    void theCommandLinesIsShown();
    void theRestIsOnAPage();
    void theKeyIsNowhereToBeSeen();
    void pictures_data() { Pictures::addThemes(); }
    void pictures();

private:
    QString list() const { return m_dir->filePath(u"endpoints.json"_s); }
    ProviderOptions optionsOf(const QString &document) const
    {
        ProviderOptions options;
        m_endpoints->fill(options, document);
        return options;
    }
    static EndpointProfile profile(const QString &name, const QString &address)
    {
        EndpointProfile profile;
        profile.name = name;
        profile.baseUrl = QUrl(address);
        return profile;
    }
    void makePane()
    {
        m_pane = std::make_unique<EndpointPane>(*m_endpoints);
        StackInfo info;
        info.documentPath = documentPath;
        info.endpoint = u"demo model"_s;
        m_pane->setInfo(info);
        m_pane->show();
    }
    template <typename T> T *find(const char *name) const
    {
        return m_pane->findChild<T *>(QString::fromLatin1(name));
    }
    void click(const char *name) const { find<QAbstractButton>(name)->click(); }

    std::unique_ptr<QTemporaryDir> m_dir;
    FakeSecrets m_secrets;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<EndpointSettings> m_endpoints;
    std::unique_ptr<EndpointPane> m_pane;
};

void TestEndpointPane::init()
{
    m_pane.reset();
    m_endpoints.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_secrets.works = true;
    m_secrets.kept.clear();
    m_settings = std::make_unique<QSettings>(m_dir->filePath(u"s.ini"_s), QSettings::IniFormat);
    m_endpoints = std::make_unique<EndpointSettings>(*m_settings, m_secrets);
    m_endpoints->setFile(list());
}

void TestEndpointPane::aChoiceIsRememberedForEachDocument()
{
    QVERIFY(m_endpoints->save(profile(u"work"_s, u"http://a/v1"_s), {}).ok());
    m_endpoints->choose(documentPath, u"work"_s);
    QCOMPARE(optionsOf(documentPath).endpointName, u"work"_s);
    QCOMPARE(optionsOf(u"/other"_s).endpointName, QString());
    EndpointSettings again(*m_settings, m_secrets);
    QCOMPARE(again.choice(documentPath), u"work"_s);
    m_endpoints->choose(documentPath, {});
    QCOMPARE(optionsOf(documentPath).endpointName, QString());
}

void TestEndpointPane::namesAreKnownAtOnceAndKeysWithTheirOrigin()
{
    QVERIFY(m_endpoints->save(profile(u"work"_s, u"https://a.example/v1"_s), plantedKey).ok());
    QCOMPARE(m_secrets.kept.value(u"https://a.example"_s), plantedKey);
    const ProviderOptions options = optionsOf(documentPath);
    QCOMPARE(options.endpoints.size(), 1);
    QCOMPARE(options.endpoints.first().apiKey, plantedKey);
    QFile file(list());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("PLANTED"));
}

void TestEndpointPane::anotherOriginGetsNoKey()
{
    QVERIFY(m_endpoints->save(profile(u"work"_s, u"https://a.example/v1"_s), plantedKey).ok());
    QVERIFY(m_endpoints->save(profile(u"work"_s, u"https://a.example/v2"_s), {}).ok());
    QCOMPARE(optionsOf(documentPath).endpoints.first().apiKey, plantedKey);
    QVERIFY(m_endpoints->save(profile(u"work"_s, u"https://evil.example/v1"_s), {}).ok());
    QCOMPARE(optionsOf(documentPath).endpoints.first().apiKey, QString());
}

void TestEndpointPane::whatIsTypedWithoutAKeychainLastsTheSession()
{
    m_secrets.works = false;
    QVERIFY(m_endpoints->save(profile(u"work"_s, u"https://a.example/v1"_s), plantedKey).ok());
    QCOMPARE(optionsOf(documentPath).endpoints.first().apiKey, plantedKey);
    EndpointSettings again(*m_settings, m_secrets);
    again.setFile(list());
    ProviderOptions options;
    again.fill(options, documentPath);
    QCOMPARE(options.endpoints.first().apiKey, QString());
}

void TestEndpointPane::aDamagedListIsSaid()
{
    QFile file(list());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    m_endpoints->setFile(list());
    QVERIFY(m_endpoints->problem());
    QVERIFY(optionsOf(documentPath).endpointsProblem);
    QVERIFY(!m_endpoints->save(profile(u"work"_s, u"http://a/v1"_s), {}).ok());
    makePane();
    QVERIFY(find<QLabel>("endpointProblem")->isVisible());
    QVERIFY2(find<QLabel>("endpointProblem")->text().contains(u"cannot be read"_s),
             qPrintable(find<QLabel>("endpointProblem")->text()));
}

void TestEndpointPane::removingTakesTheKeyAlong()
{
    QVERIFY(m_endpoints->save(profile(u"work"_s, u"https://a.example/v1"_s), plantedKey).ok());
    QVERIFY(m_endpoints->save(profile(u"twin"_s, u"https://a.example/v2"_s), {}).ok());
    QVERIFY(m_endpoints->remove(u"work"_s).ok());
    QVERIFY(!m_secrets.kept.isEmpty()); // the other one needs it
    m_endpoints->choose(documentPath, u"twin"_s);
    QVERIFY(m_endpoints->remove(u"twin"_s).ok());
    QVERIFY(m_secrets.kept.isEmpty());
    QVERIFY(m_endpoints->profiles().isEmpty());
    QCOMPARE(m_endpoints->choice(documentPath), QString());
    makePane();
    QVERIFY(find<QAbstractButton>("useDemo")->isChecked());
}

void TestEndpointPane::theChosenOneIsUsed()
{
    QVERIFY(m_endpoints->save(profile(u"work"_s, u"http://a/v1"_s), {}).ok());
    QVERIFY(m_endpoints->save(profile(u"home"_s, u"http://localhost:1/v1"_s), {}).ok());
    makePane();
    QVERIFY(find<QAbstractButton>("useDemo")->isChecked());
    click("endpoint-home");
    click("useEndpoint");
    QVERIFY(m_pane->isHidden());
    QCOMPARE(optionsOf(documentPath).endpointName, u"home"_s);
    m_pane->show();
    QVERIFY(find<QAbstractButton>("endpoint-home")->isChecked());
    click("useDemo");
    QTest::keyClick(find<QAbstractButton>("useDemo"), Qt::Key_Return);
    QVERIFY(m_pane->isHidden());
    QCOMPARE(optionsOf(documentPath).endpointName, QString());
}

void TestEndpointPane::theDemoIsChosenOverTheEnvironment()
{
    qputenv("OPENAI_BASE_URL", "http://localhost:9/v1");
    makePane();
    QTRY_VERIFY(find<QAbstractButton>("useGiven"));
    QVERIFY(find<QAbstractButton>("useGiven")->isChecked());
    QVERIFY(find<QAbstractButton>("useGiven")->text().contains(u"localhost:9"_s));
    click("useDemo");
    click("useEndpoint");
    qunsetenv("OPENAI_BASE_URL");
    QCOMPARE(optionsOf(documentPath).endpointName, u"demo"_s);
    // Without an environment it is what is used anyway.
    m_pane->show();
    QTRY_VERIFY(!find<QAbstractButton>("useGiven"));
    QVERIFY(find<QAbstractButton>("useDemo")->isChecked());
}

void TestEndpointPane::theCommandLinesIsShown()
{
    ProviderOptions given;
    given.endpoint = QUrl(u"http://localhost:7/v1"_s);
    QVERIFY(m_endpoints->useForThisRun(given).ok());
    makePane();
    QVERIFY(find<QAbstractButton>("useRun")->isChecked());
    QVERIFY(find<QAbstractButton>("useRun")->text().contains(u"localhost:7"_s));
    click("useEndpoint");
    QCOMPARE(optionsOf(documentPath).endpoint, given.endpoint);
    m_pane->show();
    click("useDemo");
    click("useEndpoint");
    QVERIFY(optionsOf(documentPath).endpoint.isEmpty());
}

void TestEndpointPane::theRestIsOnAPage()
{
    makePane();
    bool asked = false;
    connect(m_pane.get(), &EndpointPane::manageRequested, this, [&asked] { asked = true; });
    click("manageEndpoints");
    QVERIFY(asked);
    QVERIFY(m_pane->isHidden());
}

void TestEndpointPane::theKeyIsNowhereToBeSeen()
{
    QVERIFY(m_endpoints->save(profile(u"work"_s, u"http://127.0.0.1:1/v1"_s), plantedKey).ok());
    m_endpoints->choose(documentPath, u"work"_s);
    makePane();
    const QList<QWidget *> widgets = m_pane->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        for (const char *property : {"text", "toolTip", "accessibleName", "placeholderText"})
            QVERIFY(!widget->property(property).toString().contains(u"PLANTED"_s));
    }
    m_settings->sync();
    QFile file(m_settings->fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("PLANTED"));
}

void TestEndpointPane::pictures()
{
    QFETCH(bool, dark);
    Pictures pictures;
    pictures.setDark(dark);
    QVERIFY(m_endpoints->save(profile(u"work"_s, u"https://api.openai.com/v1"_s), plantedKey).ok());
    QVERIFY(m_endpoints->save(profile(u"ollama"_s, u"http://localhost:11434/v1"_s), {}).ok());
    m_endpoints->choose(documentPath, u"ollama"_s);
    makePane();
    pictures.shoot(*m_pane, u"endpoint-named"_s);
    m_pane.reset();
}

QTEST_MAIN(TestEndpointPane)
#include "tst_endpointpane.moc"
