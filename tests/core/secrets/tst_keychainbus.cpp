// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychainstore.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QMap>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace creact;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString origin = u"https://a.example"_s;
const QString plantedSecret = u"sk-PLANTED-0123456789"_s;

/// As much of KDE's wallet as qtkeychain asks for, on a bus of the test's own. It lives on a thread
/// of its own, as it would in a process of its own.
class FakeWallet : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.KWallet")
public:
    std::atomic<bool> locked = false;
    std::atomic<int> removed = 0;

public Q_SLOTS:
    QString networkWallet() { return u"wallet"_s; }
    /// A person who does not unlock it.
    int open(const QString &, qlonglong, const QString &) { return locked ? -1 : 1; }
    bool hasEntry(int, const QString &folder, const QString &key, const QString &)
    {
        return m_kept.contains(folder + key);
    }
    int entryType(int, const QString &folder, const QString &key, const QString &)
    {
        return m_kept.contains(folder + key) ? 1 : 0;
    }
    QString readPassword(int, const QString &folder, const QString &key, const QString &)
    {
        return m_kept.value(folder + key);
    }
    int writePassword(int, const QString &folder, const QString &key, const QString &value,
                      const QString &)
    {
        m_kept.insert(folder + key, value);
        return 0;
    }
    int removeEntry(int, const QString &folder, const QString &key, const QString &)
    {
        ++removed;
        return m_kept.remove(folder + key) > 0 ? 0 : -3;
    }

private:
    QMap<QString, QString> m_kept;
};

} // namespace

/// The store on a keychain that answers by D-Bus: what is put into it comes back, and what is wrong
/// with it is said.
class TestKeychainBus : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void whatIsKeptComesBack();
    void anotherOriginHasNothing();
    void whatIsRemovedIsGone();
    void oneThatIsLockedSaysSo();
    void oneThatIsGoneSaysSo();

private:
    Result<QString> read(const QString &name)
    {
        std::optional<Result<QString>> answer;
        m_store.read(name, [&](const Result<QString> &result) { answer = result; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20'000))
            return Error{ErrorCode::Internal, u"no answer"_s, {}, {}};
        return *answer;
    }
    template <typename Ask> Result<void> wait(Ask ask)
    {
        std::optional<Result<void>> answer;
        ask([&](const Result<void> &result) { answer = result; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20'000))
            return Error{ErrorCode::Internal, u"no answer"_s, {}, {}};
        return *answer;
    }
    Result<void> write(const QString &name, const QString &secret)
    {
        return wait([&](const Done<void> &done) { m_store.write(name, secret, done); });
    }
    Result<void> remove(const QString &name)
    {
        return wait([&](const Done<void> &done) { m_store.remove(name, done); });
    }
    void provide(bool on);

    QTemporaryDir m_home;
    QProcess m_bus;
    QString m_address;
    QThread m_thread;
    FakeWallet m_wallet;
    KeychainStore m_store{10s};
};

void TestKeychainBus::initTestCase()
{
    const QString daemon = QStandardPaths::findExecutable(u"dbus-daemon"_s);
    if (daemon.isEmpty())
        QSKIP("There is no dbus-daemon here.");
    m_bus.start(daemon, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s});
    if (!m_bus.waitForStarted() || !m_bus.waitForReadyRead(10'000))
        QSKIP("dbus-daemon does not start here.");
    m_address = QString::fromUtf8(m_bus.readLine()).trimmed();
    // Before anything asks for the session's bus; nothing of the person's own is touched.
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toUtf8());
    qputenv("XDG_CURRENT_DESKTOP", "KDE");
    qputenv("KDE_SESSION_VERSION", "5");
    qputenv("HOME", QFile::encodeName(m_home.path()));
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_home.path()));
    m_wallet.moveToThread(&m_thread);
    m_thread.start();
    provide(true);
}

void TestKeychainBus::provide(bool on)
{
    QDBusConnection connection = QDBusConnection::connectToBus(m_address, u"wallet"_s);
    QVERIFY(connection.isConnected());
    for (const QString &number : {u"5"_s, u"6"_s}) {
        const QString path = u"/modules/kwalletd"_s + number;
        const QString service = u"org.kde.kwalletd"_s + number;
        if (on)
            QVERIFY(connection.registerObject(path, &m_wallet, QDBusConnection::ExportAllSlots));
        else
            connection.unregisterObject(path);
        QVERIFY(on ? connection.registerService(service) : connection.unregisterService(service));
    }
}

void TestKeychainBus::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(u"wallet"_s);
    m_thread.quit();
    m_thread.wait();
    m_bus.terminate();
    if (m_bus.state() != QProcess::NotRunning && !m_bus.waitForFinished(5'000))
        m_bus.kill();
}

void TestKeychainBus::whatIsKeptComesBack()
{
    const Result<QString> none = read(origin);
    QVERIFY(!none.ok());
    QVERIFY2(none.error().code == ErrorCode::NotFound, qPrintable(none.error().message));
    const Result<void> written = write(origin, plantedSecret);
    QVERIFY2(written.ok(), written.ok() ? "" : qPrintable(written.error().message));
    const Result<QString> kept = read(origin);
    QVERIFY2(kept.ok(), kept.ok() ? "" : qPrintable(kept.error().message));
    QCOMPARE(*kept, plantedSecret);
    QVERIFY(write(origin, u"another"_s).ok());
    QCOMPARE(read(origin).value(), u"another"_s);
}

void TestKeychainBus::anotherOriginHasNothing()
{
    QVERIFY(write(origin, plantedSecret).ok());
    for (const QString &other : {u"http://a.example"_s, u"https://a.example:8443"_s,
                                 u"https://a.example x-gateway"_s, u"https://b.example"_s})
        QCOMPARE(read(other).error().code, ErrorCode::NotFound);
}

void TestKeychainBus::whatIsRemovedIsGone()
{
    QVERIFY(write(origin, plantedSecret).ok());
    QVERIFY(remove(origin).ok());
    QCOMPARE(m_wallet.removed.load(), 1);
    QCOMPARE(read(origin).error().code, ErrorCode::NotFound);
    // Again, and it is no error.
    const Result<void> again = remove(origin);
    QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(again.error().message));
}

void TestKeychainBus::oneThatIsLockedSaysSo()
{
    QVERIFY(write(origin, plantedSecret).ok());
    m_wallet.locked = true;
    const Result<QString> kept = read(origin);
    const Result<void> written = write(origin, plantedSecret);
    m_wallet.locked = false;
    QVERIFY(!kept.ok());
    QVERIFY(!written.ok());
    for (const Error &error : {kept.error(), written.error()}) {
        QCOMPARE(error.code, ErrorCode::Unsupported);
        QVERIFY2(error.message.contains(u"keychain"_s), qPrintable(error.message));
        QVERIFY(error.hint.contains(u"OPENAI_API_KEY"_s));
        QVERIFY(!error.message.contains(u"PLANTED"_s));
    }
}

void TestKeychainBus::oneThatIsGoneSaysSo()
{
    provide(false);
    const Result<QString> kept = read(origin);
    const Result<void> written = write(origin, plantedSecret);
    provide(true);
    QVERIFY(!kept.ok());
    QVERIFY(!written.ok());
    QCOMPARE(written.error().code, ErrorCode::Unsupported);
    QVERIFY2(written.error().message.contains(u"cannot be used"_s),
             qPrintable(written.error().message));
    QVERIFY(!written.error().message.contains(u"PLANTED"_s));
}

QTEST_GUILESS_MAIN(TestKeychainBus)
#include "tst_keychainbus.moc"
