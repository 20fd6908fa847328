// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/endpoint.h"
#include "tests/support/fakesecrets.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/recentstacks.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {
const QString document = u"/stacks/agent.stack.json"_s;
} // namespace

class TestSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void newestStackFirst();
    void missingStacksStay();
    void theAddressIsChecked();
    void anAddressOfBeforeGetsAName();
    void theCommandLineNamesAnEndpoint();
    void theCommandLineGivesAnAddress();
    void aNewStackUsesWhatWasChosenLast();
    void aStackFollowsItsEndpointsName();

private:
    QString list() const { return m_dir->filePath(u"endpoints.json"_s); }
    QString ini() const { return m_dir->filePath(u"settings.ini"_s); }
    QString iniText() const
    {
        QFile file(ini());
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestSettings::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void TestSettings::newestStackFirst()
{
    QSettings settings(ini(), QSettings::IniFormat);
    RecentStacks recent(settings);
    for (int i = 0; i < 15; ++i)
        recent.add(u"/stacks/%1.stack.json"_s.arg(i));
    recent.add(u"/stacks/9.stack.json"_s);
    QCOMPARE(recent.paths().size(), RecentStacks::Limit);
    QCOMPARE(recent.paths().at(0), u"/stacks/9.stack.json"_s);
    QCOMPARE(recent.paths().at(1), u"/stacks/14.stack.json"_s);
    RecentStacks again(settings);
    QCOMPARE(again.paths(), recent.paths());
}

void TestSettings::missingStacksStay()
{
    QSettings settings(ini(), QSettings::IniFormat);
    RecentStacks recent(settings);
    const QString path = m_dir->filePath(u"a.stack.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    recent.add(path);
    recent.check();
    QVERIFY(!recent.isMissing(path));
    QVERIFY(file.remove());
    recent.check();
    QTRY_VERIFY(recent.isMissing(path));
    QCOMPARE(recent.paths(), QStringList{path});
    QVERIFY(file.open(QIODevice::WriteOnly));
    QTRY_VERIFY_WITH_TIMEOUT((recent.check(), !recent.isMissing(path)), 5000);
    QVERIFY(file.remove());
    recent.check();
    QTRY_VERIFY(recent.isMissing(path));
    const QString kept = m_dir->filePath(u"b.stack.json"_s);
    recent.add(kept);
    recent.removeMissing();
    QCOMPARE(recent.paths(), QStringList{kept});
    recent.add(path);
    recent.remove(path);
    QCOMPARE(recent.paths(), QStringList{kept});
}

void TestSettings::theAddressIsChecked()
{
    for (const QString &bad : {u"api.example.com"_s, u"ftp://x"_s, u""_s, u"https://"_s,
                               u"file:///etc"_s, u"https://user:pass@api.example.com"_s})
        QVERIFY2(!EndpointSettings::checked(bad).ok(), qPrintable(bad));
    QVERIFY(EndpointSettings::checked(u" http://localhost:11434/v1 "_s).ok());
}

/// There was one address without a name once.
void TestSettings::anAddressOfBeforeGetsAName()
{
    QSettings settings(ini(), QSettings::IniFormat);
    settings.setValue(u"endpoint/url"_s, u"https://api.example.com/v1"_s);
    FakeSecrets secrets;
    secrets.kept.insert(u"https://api.example.com"_s, u"sk-planted"_s);
    EndpointSettings endpoints(settings, secrets);
    endpoints.setFile(list());
    QCOMPARE(endpoints.profiles().size(), 1);
    QCOMPARE(endpoints.profiles().first().name, u"api.example.com"_s);
    QVERIFY(!settings.contains(u"endpoint/url"_s));
    endpoints.chooseForNew(document);
    ProviderOptions options;
    endpoints.fill(options, document);
    QCOMPARE(options.endpointName, u"api.example.com"_s);
    QCOMPARE(options.endpoints.first().apiKey, u"sk-planted"_s);
}

void TestSettings::theCommandLineNamesAnEndpoint()
{
    QSettings settings(ini(), QSettings::IniFormat);
    FakeSecrets secrets;
    EndpointSettings endpoints(settings, secrets);
    endpoints.setFile(list());
    EndpointProfile profile;
    profile.name = u"work"_s;
    profile.baseUrl = QUrl(u"https://api.example.com/v1"_s);
    QVERIFY(endpoints.save(profile).ok());
    ProviderOptions given;
    QVERIFY(readEndpointOption(u"nobody"_s, given).ok());
    const Result<void> unknown = endpoints.useForThisRun(given);
    QVERIFY(!unknown.ok());
    QCOMPARE(unknown.error().code, ErrorCode::NotFound);
    QVERIFY2(unknown.error().hint.contains(u"work"_s), qPrintable(unknown.error().hint));
    QVERIFY(endpoints.forThisRun().isEmpty());

    given = {};
    QVERIFY(readEndpointOption(u"work"_s, given).ok());
    QVERIFY(endpoints.useForThisRun(given).ok());
    QCOMPARE(endpoints.forThisRun(), u"work"_s);
    ProviderOptions options;
    endpoints.fill(options, document);
    QCOMPARE(options.endpointName, u"work"_s);
    QVERIFY(!readEndpointOption(u"no such name"_s, given).ok());
    // A choice is over it, and this run is not remembered.
    endpoints.choose(document, u"demo"_s);
    QVERIFY(endpoints.forThisRun().isEmpty());
    options = {};
    endpoints.fill(options, document);
    QCOMPARE(options.endpointName, u"demo"_s);
}

void TestSettings::theCommandLineGivesAnAddress()
{
    QSettings settings(ini(), QSettings::IniFormat);
    FakeSecrets secrets;
    secrets.kept.insert(u"https://api.example.com"_s, u"sk-planted"_s);
    EndpointSettings endpoints(settings, secrets);
    ProviderOptions given;
    QVERIFY(readEndpointOption(u"https://api.example.com/v1"_s, given).ok());
    QVERIFY(endpoints.useForThisRun(given).ok());
    ProviderOptions options;
    endpoints.fill(options, document);
    QCOMPARE(options.endpoint, QUrl(u"https://api.example.com/v1"_s));
    QCOMPARE(options.apiKey, u"sk-planted"_s);
    QVERIFY(readEndpointOption(u"https://evil.example/v1"_s, given).ok());
    QVERIFY(endpoints.useForThisRun(given).ok());
    options = {};
    endpoints.fill(options, document);
    QCOMPARE(options.apiKey, QString());
    given = {};
    QVERIFY(readEndpointOption(u"demo"_s, given).ok());
    QVERIFY(endpoints.useForThisRun(given).ok());
    options = {};
    endpoints.fill(options, document);
    const Result<ModelEndpoint> resolved = resolveEndpoint(options, {}, {});
    QVERIFY(resolved && resolved->isDemo());
}

void TestSettings::aNewStackUsesWhatWasChosenLast()
{
    QSettings settings(ini(), QSettings::IniFormat);
    FakeSecrets secrets;
    EndpointSettings endpoints(settings, secrets);
    endpoints.setFile(list());
    endpoints.chooseForNew(document);
    QCOMPARE(endpoints.choice(document), QString());
    EndpointProfile profile;
    profile.name = u"work"_s;
    profile.baseUrl = QUrl(u"https://api.example.com/v1"_s);
    QVERIFY(endpoints.save(profile).ok());
    endpoints.choose(u"/first.stack.json"_s, u"work"_s);
    endpoints.chooseForNew(document);
    QCOMPARE(endpoints.choice(document), u"work"_s);
    QVERIFY(endpoints.remove(u"work"_s).ok());
    QCOMPARE(endpoints.choice(document), QString());
    endpoints.chooseForNew(u"/second.stack.json"_s);
    QCOMPARE(endpoints.choice(u"/second.stack.json"_s), QString());
}

void TestSettings::aStackFollowsItsEndpointsName()
{
    QSettings settings(ini(), QSettings::IniFormat);
    FakeSecrets secrets;
    EndpointSettings endpoints(settings, secrets);
    endpoints.setFile(list());
    EndpointProfile profile;
    profile.name = u"work"_s;
    profile.baseUrl = QUrl(u"https://api.example.com/v1"_s);
    QVERIFY(endpoints.save(profile).ok());
    endpoints.choose(document, u"work"_s);
    EndpointDraft draft = EndpointDraft::of(profile);
    draft.profile.name = u"office"_s;
    QVERIFY(endpoints.save(draft).ok());
    QCOMPARE(endpoints.profiles().size(), 1);
    QCOMPARE(endpoints.choice(document), u"office"_s);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
