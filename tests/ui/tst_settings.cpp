// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secretstore.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/recentstacks.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

class FakeSecrets : public SecretStore {
public:
    void read(const QString &name, Done<QString> done) override
    {
        if (!works || !kept.contains(name))
            done(Error{works ? ErrorCode::NotFound : ErrorCode::Unsupported, {}, {}, {}});
        else
            done(kept.value(name));
    }
    void write(const QString &name, const QString &secret, Done<void> done) override
    {
        if (works) {
            kept.insert(name, secret);
            done({});
        } else {
            done(Error{ErrorCode::Unsupported, {}, {}, {}});
        }
    }
    void remove(const QString &name, Done<void>) override { kept.remove(name); }

    bool works = true;
    QHash<QString, QString> kept;
};

} // namespace

class TestSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void newestStackFirst();
    void missingStacksStay();
    void theKeyGoesToTheKeychain();
    void withoutAKeychainTheKeyLastsTheSession();
    void aKeyBelongsToItsOrigin();
    void theAddressIsChecked();
    void theDemoModelForgetsTheAddress();

private:
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

void TestSettings::theKeyGoesToTheKeychain()
{
    QSettings settings(ini(), QSettings::IniFormat);
    FakeSecrets secrets;
    EndpointSettings endpoint(settings, secrets);
    QVERIFY(endpoint.use(u"https://api.example.com/v1"_s, u"sk-planted"_s).ok());
    QCOMPARE(endpoint.keyPlace(), EndpointSettings::KeyPlace::Keychain);
    QCOMPARE(secrets.kept.value(u"https://api.example.com"_s), u"sk-planted"_s);
    settings.sync();
    QVERIFY(!iniText().contains(u"sk-planted"_s));
    EndpointSettings again(settings, secrets);
    QCOMPARE(again.key(), u"sk-planted"_s);
    QCOMPARE(again.url(), QUrl(u"https://api.example.com/v1"_s));
}

void TestSettings::withoutAKeychainTheKeyLastsTheSession()
{
    QSettings settings(ini(), QSettings::IniFormat);
    FakeSecrets secrets;
    secrets.works = false;
    EndpointSettings endpoint(settings, secrets);
    QVERIFY(endpoint.use(u"https://api.example.com/v1"_s, u"sk-planted"_s).ok());
    QCOMPARE(endpoint.keyPlace(), EndpointSettings::KeyPlace::Session);
    QCOMPARE(endpoint.key(), u"sk-planted"_s);
    settings.sync();
    QVERIFY(!iniText().contains(u"sk-planted"_s));
    EndpointSettings again(settings, secrets);
    QCOMPARE(again.key(), QString());
}

void TestSettings::aKeyBelongsToItsOrigin()
{
    QSettings settings(ini(), QSettings::IniFormat);
    FakeSecrets secrets;
    EndpointSettings endpoint(settings, secrets);
    QVERIFY(endpoint.use(u"https://api.example.com/v1"_s, u"sk-planted"_s).ok());
    QVERIFY(endpoint.use(u"https://api.example.com/v2"_s, {}).ok());
    QCOMPARE(endpoint.key(), u"sk-planted"_s);
    QVERIFY(endpoint.use(u"http://api.example.com/v1"_s, {}).ok());
    QCOMPARE(endpoint.key(), QString());
    QVERIFY(endpoint.use(u"https://api.example.com:8443/v1"_s, {}).ok());
    QCOMPARE(endpoint.key(), QString());
    endpoint.useForThisRun(QUrl(u"https://evil.example/v1"_s));
    QCOMPARE(endpoint.key(), QString());
    QVERIFY(endpoint.use(u"https://api.example.com/v1"_s, {}).ok());
    QCOMPARE(endpoint.key(), u"sk-planted"_s);
    endpoint.useForThisRun(QUrl(u"https://evil.example/v1"_s));
    QCOMPARE(endpoint.key(), QString());
}

void TestSettings::theAddressIsChecked()
{
    for (const QString &bad : {u"api.example.com"_s, u"ftp://x"_s, u""_s, u"https://"_s,
                               u"file:///etc"_s, u"https://user:pass@api.example.com"_s})
        QVERIFY2(!EndpointSettings::checked(bad).ok(), qPrintable(bad));
    QVERIFY(EndpointSettings::checked(u" http://localhost:11434/v1 "_s).ok());
}

void TestSettings::theDemoModelForgetsTheAddress()
{
    QSettings settings(ini(), QSettings::IniFormat);
    FakeSecrets secrets;
    EndpointSettings endpoint(settings, secrets);
    QVERIFY(endpoint.use(u"https://api.example.com/v1"_s, u"k"_s).ok());
    endpoint.useDefault();
    QVERIFY(endpoint.url().isEmpty());
    QVERIFY(endpoint.key().isEmpty());
    EndpointSettings again(settings, secrets);
    QVERIFY(again.url().isEmpty());
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
