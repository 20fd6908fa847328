// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/demoserver.h"
#include "tests/ui/endpointstage.h"
#include "ui/panes/localserversview.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>

using namespace creact;
using namespace Qt::StringLiterals;

/// What a person writes on the page of endpoints: kept, taken back, removed, never lost.
class TestEndpointsPage : public EndpointStage {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void anEndpointIsMade();
    void whatIsWrongIsSaidAtItsField_data();
    void whatIsWrongIsSaidAtItsField();
    void changesWaitWhileAnotherIsLookedAt();
    void changesAreTakenBack();
    void anotherServerGetsNoKey();
    void aKeyIsRemovedWhenThatIsSaid();
    void aKeychainThatRefusesIsTold();
    void secretHeadersAreKeptAndNotShown();
    void aNameThatSoundsSecretMakesASecret();
    void removingAsks();
    void aCopyHasNoKey();
    void tabGoesThroughThePageAsItIsRead();
};

void TestEndpointsPage::anEndpointIsMade()
{
    click("newEndpoint");
    QVERIFY(find("endpointName")->hasFocus());
    type("endpointName", u"work"_s);
    type("endpointUrl", u"https://a.example/v1"_s);
    type("endpointKey", plantedKey);
    QCOMPARE(find<QLineEdit>("endpointKey")->echoMode(), QLineEdit::Password);
    QCOMPARE(m_page->unsaved(), QStringList{u"work"_s});
    QTest::keyClick(find("endpointKey"), Qt::Key_Return);
    QVERIFY(saved());
    QCOMPARE(only().name, u"work"_s);
    QCOMPARE(only().baseUrl, QUrl(u"https://a.example/v1"_s));
    QCOMPARE(m_secrets.kept.value(u"https://a.example"_s), plantedKey);
    QCOMPARE(field("endpointKey"), QString());
    QVERIFY2(text("keyNote").contains(u"https://a.example only"_s), qPrintable(text("keyNote")));
    QVERIFY(m_page->unsaved().isEmpty());
    QCOMPARE(find<EndpointList>("endpointList")->currentId(), u"work"_s);
}

void TestEndpointsPage::whatIsWrongIsSaidAtItsField_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QString>("says");
    const QString good = u"https://a.example/v1"_s;
    QTest::newRow("no name") << QString() << good << QString() << QByteArray("endpointNameError")
                             << u"needs a name"_s;
    QTest::newRow("a bad name") << u"a b"_s << good << QString() << QByteArray("endpointNameError")
                                << u"no name for"_s;
    QTest::newRow("demo") << u"demo"_s << good << QString() << QByteArray("endpointNameError")
                          << u"built-in"_s;
    QTest::newRow("a name that is taken")
        << u"taken"_s << good << QString() << QByteArray("endpointNameError") << u"already"_s;
    QTest::newRow("no address") << u"x"_s << u"a.example"_s << QString()
                                << QByteArray("endpointUrlError") << u"not the address"_s;
    QTest::newRow("a password") << u"x"_s << u"https://u:p@a.example"_s << QString()
                                << QByteArray("endpointUrlError") << u"password"_s;
    QTest::newRow("a key in the query") << u"x"_s << u"https://a.example?api_key=1"_s << QString()
                                        << QByteArray("endpointUrlError") << u"secret"_s;
    QTest::newRow("a key of two words")
        << u"x"_s << good << u"Bearer sk"_s << QByteArray("endpointKeyError") << u"no key has"_s;
}

void TestEndpointsPage::whatIsWrongIsSaidAtItsField()
{
    QFETCH(QString, name);
    QFETCH(QString, url);
    QFETCH(QString, key);
    QFETCH(QByteArray, label);
    QFETCH(QString, says);
    save(u"taken"_s, u"http://localhost:1/v1"_s);
    click("newEndpoint");
    type("endpointName", name);
    type("endpointUrl", url);
    type("endpointKey", key);
    click("saveEndpoint");
    QVERIFY(find<QLabel>(label.constData()));
    QVERIFY2(text(label.constData()).contains(says), qPrintable(text(label.constData())));
    QCOMPARE(m_settings->profiles().size(), 1);
    QVERIFY(m_page->focusWidget()->property("invalid").toBool());
    // It goes with the next letter.
    type("endpointName", u"y"_s);
    QVERIFY(!find<QLabel>(label.constData()));
}

void TestEndpointsPage::changesWaitWhileAnotherIsLookedAt()
{
    save(u"home"_s, u"http://localhost:1/v1"_s);
    save(u"work"_s, u"https://a.example/v1"_s);
    choose(u"home"_s);
    type("endpointUrl", u"not yet"_s);
    type("endpointKey", plantedKey);
    choose(u"work"_s);
    QCOMPARE(field("endpointUrl"), u"https://a.example/v1"_s);
    QCOMPARE(field("endpointKey"), QString());
    QCOMPARE(m_page->unsaved(), QStringList{u"home"_s});
    choose(u"home"_s);
    QCOMPARE(field("endpointUrl"), u"not yet"_s);
    QCOMPARE(field("endpointKey"), plantedKey);
    // What others do does not take it away.
    QVERIFY(m_settings->remove(u"home"_s).ok());
    QCOMPARE(m_page->unsaved(), QStringList{u"home"_s});
    QVERIFY(!m_page->saveAll());
    QCOMPARE(field("endpointUrl"), u"not yet"_s);
    type("endpointUrl", u"http://localhost:2/v1"_s);
    QVERIFY(m_page->saveAll());
    QCOMPARE(m_settings->profile(u"home"_s)->baseUrl, QUrl(u"http://localhost:2/v1"_s));
}

void TestEndpointsPage::changesAreTakenBack()
{
    save(u"home"_s, u"http://localhost:1/v1"_s);
    choose(u"home"_s);
    QVERIFY(saved());
    type("endpointName", u"house"_s);
    QVERIFY(!saved());
    click("revertEndpoint");
    QCOMPARE(field("endpointName"), u"home"_s);
    QVERIFY(saved());
    type("endpointName", u"house"_s);
    QTest::keyClick(find("endpointName"), Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(only().name, u"house"_s);
    QCOMPARE(m_settings->profiles().size(), 1);
}

void TestEndpointsPage::anotherServerGetsNoKey()
{
    save(u"work"_s, u"https://a.example/v1"_s, plantedKey);
    choose(u"work"_s);
    QVERIFY(!find<QLabel>("keyMoved"));
    type("endpointUrl", u"https://a.example/v2"_s);
    QVERIFY(!find<QLabel>("keyMoved"));
    type("endpointUrl", u"https://evil.example/v1"_s);
    QVERIFY(find<QLabel>("keyMoved"));
    QVERIFY2(text("keyMoved").contains(u"not sent to https://evil.example"_s),
             qPrintable(text("keyMoved")));
    click("saveEndpoint");
    QCOMPARE(filled(u"work"_s).apiKey, QString());
    QVERIFY(text("keyNote").contains(u"None is kept"_s));
    // It waits for the return to its server.
    type("endpointUrl", u"https://a.example/v1"_s);
    click("saveEndpoint");
    QCOMPARE(filled(u"work"_s).apiKey, plantedKey);
}

void TestEndpointsPage::aKeyIsRemovedWhenThatIsSaid()
{
    save(u"work"_s, u"https://a.example/v1"_s, plantedKey);
    choose(u"work"_s);
    click("removeKey");
    QVERIFY(!m_secrets.kept.isEmpty());
    click("endpointQuestionAction");
    QVERIFY(m_secrets.kept.isEmpty());
    QCOMPARE(filled(u"work"_s).apiKey, QString());
    QVERIFY(!find("removeKey"));
    QVERIFY(text("keyNote").contains(u"None is kept"_s));
}

void TestEndpointsPage::aKeychainThatRefusesIsTold()
{
    m_secrets.works = false;
    save(u"work"_s, u"https://a.example/v1"_s);
    choose(u"work"_s);
    QVERIFY2(text("keyNote").contains(u"There is no keychain"_s), qPrintable(text("keyNote")));
    type("endpointKey", plantedKey);
    click("saveEndpoint");
    QVERIFY2(text("keyNote").contains(u"until you quit"_s), qPrintable(text("keyNote")));
    QVERIFY(text("keyNote").contains(u"There is no keychain"_s));
    QCOMPARE(filled(u"work"_s).apiKey, plantedKey);
}

void TestEndpointsPage::secretHeadersAreKeptAndNotShown()
{
    save(u"work"_s, u"https://a.example/v1"_s);
    choose(u"work"_s);
    click("addHeader");
    type("headerName", u"X-Gateway"_s);
    find<QCheckBox>("headerSecret")->click();
    type("headerValue", plantedKey);
    QCOMPARE(find<QLineEdit>("headerValue")->echoMode(), QLineEdit::Password);
    click("saveEndpoint");
    QVERIFY(saved());
    QCOMPARE(only().headers.value(0), (EndpointHeader{u"X-Gateway"_s, {}, u"x-gateway"_s}));
    QCOMPARE(m_secrets.kept.value(u"https://a.example x-gateway"_s), plantedKey);
    QCOMPARE(field("headerValue"), QString());
    QVERIFY(find<QLineEdit>("headerValue")->placeholderText().contains(u"Kept"_s));
    QCOMPARE(filled(u"work"_s).headerSecrets, QStringList{plantedKey});
    // What was typed as a secret is not turned into a text.
    type("headerValue", plantedKey);
    find<QCheckBox>("headerSecret")->click();
    QCOMPARE(field("headerValue"), QString());
    type("headerValue", u"plain"_s);
    click("saveEndpoint");
    QCOMPARE(only().headers.value(0).value, u"plain"_s);
    QVERIFY(m_secrets.kept.isEmpty());
    click("removeHeader");
    click("saveEndpoint");
    QVERIFY(only().headers.isEmpty());
}

void TestEndpointsPage::aNameThatSoundsSecretMakesASecret()
{
    save(u"work"_s, u"https://a.example/v1"_s);
    choose(u"work"_s);
    click("addHeader");
    type("headerName", u"X-Api-Key"_s);
    QTest::keyClick(find("headerName"), Qt::Key_Tab);
    QVERIFY(find<QCheckBox>("headerSecret")->isChecked());
    type("headerName", u"Authorization"_s);
    click("saveEndpoint");
    QVERIFY(find<QLabel>("headersError"));
    QVERIFY(!saved());
}

void TestEndpointsPage::removingAsks()
{
    save(u"work"_s, u"https://a.example/v1"_s, plantedKey);
    m_settings->choose(documentPath, u"work"_s);
    choose(u"work"_s);
    click("removeEndpoint");
    QVERIFY(m_page->focusWidget()->objectName() == u"endpointQuestionSecondAction"_s);
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Escape);
    QCOMPARE(m_settings->profiles().size(), 1);
    click("removeEndpoint");
    click("endpointQuestionAction");
    QVERIFY(m_settings->profiles().isEmpty());
    QVERIFY(m_secrets.kept.isEmpty());
    QCOMPARE(m_settings->choice(documentPath), QString());
    QVERIFY(find("endpointList")->hasFocus());
    QVERIFY(!find("endpointForm"));
    // A new one goes without a trace.
    click("newEndpoint");
    type("endpointName", u"x"_s);
    click("removeEndpoint");
    click("endpointQuestionAction");
    QVERIFY(m_page->unsaved().isEmpty());
}

void TestEndpointsPage::aCopyHasNoKey()
{
    save(u"work"_s, u"https://a.example/v1"_s, plantedKey);
    choose(u"work"_s);
    type("endpointKey", u"another"_s);
    click("duplicateEndpoint");
    QCOMPARE(field("endpointName"), u"work-2"_s);
    QCOMPARE(field("endpointKey"), QString());
    type("endpointUrl", u"https://b.example/v1"_s);
    click("saveEndpoint");
    QCOMPARE(filled(u"work-2"_s).apiKey, QString());
    QCOMPARE(filled(u"work"_s).apiKey, plantedKey);
    QCOMPARE(m_page->unsaved(), QStringList{u"work"_s});
}

void TestEndpointsPage::tabGoesThroughThePageAsItIsRead()
{
    const auto names = [this](QWidget *from, const QString &to) {
        QStringList met;
        for (QWidget *at = from; met.isEmpty() || met.constLast() != to;
             at = at->nextInFocusChain()) {
            if ((at->focusPolicy() & Qt::TabFocus) && at->isVisible() && at->isEnabled()
                && !at->focusProxy())
                met.append(at->objectName());
            if (met.size() > 30)
                break;
        }
        return met;
    };
    save(u"work"_s, u"https://a.example/v1"_s, plantedKey);
    choose(u"work"_s);
    click("addHeader");
    type("headerName", u"X-A"_s);
    QCOMPARE(names(find("endpointName"), u"saveEndpoint"_s).join(u' '),
             u"endpointName endpointUrl keyMode endpointKey removeKey headerName headerValue "
             "headerSecret removeHeader addHeader endpointModelLine testEndpoint revertEndpoint "
             "saveEndpoint"_s);
    click("addHeader");
    QCOMPARE(names(find("endpointName"), u"saveEndpoint"_s).count(u"removeHeader"_s), 2);

    DemoServer server(m_clock);
    QVERIFY(server.start().ok());
    m_page->servers()->setCandidates({{u"Ollama"_s, u"ollama"_s, server.baseUrl(), {}, false},
                                      {u"Twin"_s, u"twin"_s, server.baseUrl(), {}, false}});
    click("findServers");
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->servers()->isLooking(), 10'000);
    const QStringList all = names(find("findServers"), u"lookAgain"_s);
    QCOMPARE(all.mid(all.size() - 3),
             (QStringList{u"addServer"_s, u"addServer"_s, u"lookAgain"_s}));
}

QTEST_MAIN(TestEndpointsPage)
#include "tst_endpointspage.moc"
