// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychainstore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A machine without a session bus, and one whose bus does not answer. A real keychain is not
/// touched.
class TestKeychainStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutABusEachCallFailsAtOnce();
    void aBusThatIsNoneEnds();
};

void TestKeychainStore::withoutABusEachCallFailsAtOnce()
{
    const QTemporaryDir empty;
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(empty.path()));
    KeychainStore store;
    int answers = 0;
    const auto refused = [&](const Result<void> &result) {
        ++answers;
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::Unsupported);
        QVERIFY(result.error().message.contains(u"keychain"_s));
        QVERIFY(result.error().hint.contains(u"OPENAI_API_KEY"_s));
        QVERIFY(!result.error().message.contains(u"planted"_s));
    };
    store.read(u"https://a.example"_s,
               [&](const Result<QString> &key) { refused(key ? Result<void>() : key.error()); });
    store.write(u"https://a.example"_s, u"planted"_s, refused);
    store.remove(u"https://a.example"_s, refused);
    store.remove(u"https://a.example"_s);
    QCOMPARE(answers, 3);
}

void TestKeychainStore::aBusThatIsNoneEnds()
{
    const QTemporaryDir empty;
    qputenv("DBUS_SESSION_BUS_ADDRESS",
            QFile::encodeName(u"unix:path=%1/nobody"_s.arg(empty.path())));
    KeychainStore store(5s);
    std::optional<Result<QString>> answer;
    store.read(u"https://a.example"_s, [&](const Result<QString> &key) { answer = key; });
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 10'000);
    QVERIFY(!answer->ok());
}

QTEST_GUILESS_MAIN(TestKeychainStore)
#include "tst_keychainstore.moc"
