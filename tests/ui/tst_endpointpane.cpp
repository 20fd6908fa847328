// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakesecrets.h"
#include "tests/ui/pictures.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/panes/endpointpane.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {
const QString plantedKey = u"sk-PLANTED-0123456789"_s;
const QString documentPath = u"/stacks/agent.stack.json"_s;
} // namespace

/// The endpoints that have names: chosen for each stack, set up, tested and removed in the window.
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
    void aNameKeepsTheAddressInTheList();
    void theChosenOneIsUsed();
    void theDemoIsTested();
    void whatIsWrongIsSaidInPlace();
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
    QString outcome() const { return find<QLabel>("endpointOutcome")->text(); }

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
    // --endpoint is over it, for this run.
    again.useForThisRun(QUrl(u"http://b/v1"_s));
    ProviderOptions options;
    again.fill(options, documentPath);
    QCOMPARE(options.endpointName, QString());
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
    QVERIFY(find<QLabel>("endpointOutcome")->isVisible());
    QVERIFY2(outcome().contains(u"cannot be read"_s), qPrintable(outcome()));
}

void TestEndpointPane::removingTakesTheKeyAlong()
{
    QVERIFY(m_endpoints->save(profile(u"work"_s, u"https://a.example/v1"_s), plantedKey).ok());
    QVERIFY(m_endpoints->save(profile(u"twin"_s, u"https://a.example/v2"_s), {}).ok());
    QVERIFY(m_endpoints->remove(u"work"_s).ok());
    QVERIFY(!m_secrets.kept.isEmpty()); // the other one needs it
    m_endpoints->choose(documentPath, u"twin"_s);
    makePane();
    click("removeEndpoint");
    QVERIFY(m_secrets.kept.isEmpty());
    QVERIFY(m_endpoints->profiles().isEmpty());
    QCOMPARE(m_endpoints->choice(documentPath), QString());
    QVERIFY(find<QAbstractButton>("useDemo")->isChecked());
}

void TestEndpointPane::aNameKeepsTheAddressInTheList()
{
    makePane();
    click("useOwn");
    find<QLineEdit>("endpointUrl")->setText(u"https://a.example/v1"_s);
    find<QLineEdit>("endpointKey")->setText(plantedKey);
    find<QLineEdit>("endpointName")->setText(u"demo"_s);
    click("useEndpoint");
    QVERIFY(find<QLabel>("endpointError")->isVisible());
    find<QLineEdit>("endpointName")->setText(u"work"_s);
    click("useEndpoint");
    QVERIFY(m_pane->isHidden());
    QCOMPARE(m_endpoints->profiles().size(), 1);
    QCOMPARE(m_endpoints->choice(documentPath), u"work"_s);
    QVERIFY(find<QLineEdit>("endpointKey")->text().isEmpty());
    QCOMPARE(optionsOf(documentPath).endpoints.first().apiKey, plantedKey);
}

void TestEndpointPane::theChosenOneIsUsed()
{
    QVERIFY(m_endpoints->save(profile(u"work"_s, u"http://a/v1"_s), {}).ok());
    QVERIFY(m_endpoints->save(profile(u"home"_s, u"http://localhost:1/v1"_s), {}).ok());
    makePane();
    QVERIFY(find<QAbstractButton>("useDemo")->isChecked());
    click("endpoint-home");
    QVERIFY(find<QAbstractButton>("removeEndpoint")->isVisible());
    click("useEndpoint");
    QCOMPARE(optionsOf(documentPath).endpointName, u"home"_s);
    m_pane->show();
    QVERIFY(find<QAbstractButton>("endpoint-home")->isChecked());
    click("useDemo");
    QVERIFY(!find<QAbstractButton>("removeEndpoint")->isVisible());
    click("useEndpoint");
    QCOMPARE(optionsOf(documentPath).endpointName, QString());
}

void TestEndpointPane::theDemoIsTested()
{
    makePane();
    click("testEndpoint");
    QTRY_VERIFY_WITH_TIMEOUT(outcome().contains(u"It works"_s), 20'000);
}

void TestEndpointPane::whatIsWrongIsSaidInPlace()
{
    makePane();
    click("useOwn");
    find<QLineEdit>("endpointUrl")->setText(u"http://127.0.0.1:1/v1"_s);
    click("testEndpoint");
    QTRY_VERIFY_WITH_TIMEOUT(outcome().contains(u"nothing listens there"_s), 20'000);
    find<QLineEdit>("endpointUrl")->setText(u"nonsense"_s);
    click("testEndpoint");
    QVERIFY(outcome().contains(u"not the address"_s));
}

void TestEndpointPane::theKeyIsNowhereToBeSeen()
{
    QVERIFY(m_endpoints->save(profile(u"work"_s, u"http://127.0.0.1:1/v1"_s), plantedKey).ok());
    QVERIFY(m_endpoints->save(profile(u"home"_s, u"http://localhost:11434/v1"_s), {}).ok());
    QVERIFY(m_endpoints->use(u"http://127.0.0.1:1/v1"_s, plantedKey).ok());
    m_endpoints->choose(documentPath, u"work"_s);
    makePane();
    click("testEndpoint");
    QTRY_VERIFY_WITH_TIMEOUT(outcome().contains(u"nothing listens there"_s), 20'000);
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
    click("useOwn");
    find<QLineEdit>("endpointUrl")->setText(u"http://127.0.0.1:1/v1"_s);
    click("testEndpoint");
    QTRY_VERIFY_WITH_TIMEOUT(outcome().contains(u"nothing listens there"_s), 20'000);
    pictures.shoot(*m_pane, u"endpoint-wrong"_s);
    m_pane.reset();
}

QTEST_MAIN(TestEndpointPane)
#include "tst_endpointpane.moc"
