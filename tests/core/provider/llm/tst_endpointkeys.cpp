// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/endpointkeys.h"

#include "core/provider/llm/modellist.h"
#include "tests/core/provider/llm/scriptserver.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/manualclock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {
const QString plantedKey = u"planted-key-0123456789"_s;
const QString plantedHeader = u"planted-header-0123456789"_s;
} // namespace

/// Keys with two servers: the one that they were entered for, and another that would like them.
class TestEndpointKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();

    void theKeyGoesToItsServer();
    void anEditToAnotherOriginTakesNothingAlong();
    void aDotEnvTakesNothingAlong();
    void anAddressTakesNothingAlong();
    void aRedirectTakesNothingAlong();
    void theDocumentCannotNameAnAddress();
    void withoutAKeychainTheEnvironmentHelps();
    void withoutAKeychainAHeaderIsSaid();
    void whatIsNoHeaderIsNotSent();
    void noneIsAskedForWhereNoneIsKept();

private:
    QList<NamedEndpoint> read(const EndpointProfiles &profiles)
    {
        std::optional<QList<NamedEndpoint>> found;
        readEndpointKeys(profiles, m_secrets,
                         [&found](const QList<NamedEndpoint> &endpoints) { found = endpoints; });
        return found.value_or(QList<NamedEndpoint>());
    }
    EndpointProfile profile(const ScriptServer &server) const
    {
        EndpointProfile profile;
        profile.name = u"work"_s;
        profile.baseUrl = server.baseUrl();
        profile.headers = {{u"X-Gateway"_s, {}, u"gateway"_s}, {u"X-Version"_s, u"2"_s, {}}};
        return profile;
    }
    /// Asks for the models there; empty when that worked.
    std::optional<Error> ask(const ProviderOptions &options, const QString &endpoint = {},
                             const QProcessEnvironment &environment = {})
    {
        ModelList list(m_clock, environment);
        std::optional<Result<QStringList>> names;
        list.ask(options, endpoint, [&names](const Result<QStringList> &found) { names = found; });
        [&names] { QTRY_VERIFY(names); }();
        if (names && !names->ok())
            return names->error();
        return {};
    }
    static bool has(const ScriptServer &server, const QString &secret)
    {
        return std::any_of(server.requests.begin(), server.requests.end(),
                           [&](const QByteArray &sent) { return sent.contains(secret.toUtf8()); });
    }

    ManualClock m_clock;
    FakeSecrets m_secrets;
    std::unique_ptr<ScriptServer> m_mine;
    std::unique_ptr<ScriptServer> m_evil;
    ProviderOptions m_options;
};

void TestEndpointKeys::init()
{
    const QByteArray list = R"({"data": [{"id": "m"}]})";
    for (auto *server : {&m_mine, &m_evil}) {
        *server = std::make_unique<ScriptServer>();
        (*server)->answers = {{"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                               + QByteArray::number(list.size()) + "\r\n\r\n" + list}};
    }
    m_secrets.works = true;
    m_secrets.asked.clear();
    m_secrets.kept = {{originOf(m_mine->baseUrl()), plantedKey},
                      {headerSecretName(m_mine->baseUrl(), u"gateway"_s), plantedHeader}};
    m_options = {};
}

void TestEndpointKeys::theKeyGoesToItsServer()
{
    m_options.endpoints = read({profile(*m_mine)});
    QVERIFY(!ask(m_options, u"work"_s));
    QCOMPARE(m_mine->requests.size(), 1);
    QVERIFY(m_mine->requests.first().contains("Authorization: Bearer " + plantedKey.toUtf8()));
    QVERIFY(m_mine->requests.first().contains("X-Gateway: " + plantedHeader.toUtf8()));
    QVERIFY(m_mine->requests.first().contains("X-Version: 2"));
}

void TestEndpointKeys::anEditToAnotherOriginTakesNothingAlong()
{
    m_options.endpoints = read({profile(*m_evil)});
    const std::optional<Error> error = ask(m_options, u"work"_s);
    QVERIFY(error); // the header's secret has to be entered anew
    QCOMPARE(error->code, ErrorCode::NotFound);
    QVERIFY(error->message.contains(u"X-Gateway"_s));
    QVERIFY(m_evil->requests.isEmpty());

    EndpointProfile bare = profile(*m_evil);
    bare.headers.removeFirst();
    m_options.endpoints = read({bare});
    QVERIFY(!ask(m_options, u"work"_s));
    QCOMPARE(m_evil->requests.size(), 1);
    QVERIFY(!has(*m_evil, u"planted"_s));
}

void TestEndpointKeys::aDotEnvTakesNothingAlong()
{
    const QTemporaryDir project;
    QFile file(project.filePath(u".env"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("OPENAI_BASE_URL=" + m_evil->baseUrl().toString().toUtf8() + '\n');
    file.close();
    m_options.documentDir = project.path();
    m_options.endpoints = read({profile(*m_mine)});
    QVERIFY(!ask(m_options));
    QCOMPARE(m_evil->requests.size(), 1);
    QVERIFY(!has(*m_evil, u"planted"_s));
    // Nor does it turn a name elsewhere.
    QVERIFY(!ask(m_options, u"work"_s));
    QCOMPARE(m_evil->requests.size(), 1);
    QVERIFY(has(*m_mine, plantedKey));
}

void TestEndpointKeys::anAddressTakesNothingAlong()
{
    m_options.endpoints = read({profile(*m_mine)});
    m_options.endpoint = m_evil->baseUrl();
    QVERIFY(!ask(m_options));
    QCOMPARE(m_evil->requests.size(), 1);
    QVERIFY(!has(*m_evil, u"planted"_s));
}

void TestEndpointKeys::aRedirectTakesNothingAlong()
{
    m_mine->answers = {{"HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: "
                        + m_evil->baseUrl().toEncoded() + "/models\r\n\r\n"}};
    m_options.endpoints = read({profile(*m_mine)});
    QVERIFY(!ask(m_options, u"work"_s));
    QCOMPARE(m_evil->requests.size(), 1);
    QVERIFY(!has(*m_evil, u"planted"_s));
}

void TestEndpointKeys::theDocumentCannotNameAnAddress()
{
    m_options.endpoints = read({profile(*m_mine)});
    const std::optional<Error> error = ask(m_options, m_evil->baseUrl().toString());
    QVERIFY(error);
    QCOMPARE(error->code, ErrorCode::NotFound);
    QVERIFY(error->hint.contains(u"demo, work"_s));
    QVERIFY(m_evil->requests.isEmpty());
}

void TestEndpointKeys::withoutAKeychainTheEnvironmentHelps()
{
    m_secrets.works = false;
    EndpointProfile bare = profile(*m_mine);
    bare.headers.clear();
    m_options.endpoints = read({bare});
    QProcessEnvironment environment;
    environment.insert(u"OPENAI_BASE_URL"_s, m_mine->baseUrl().toString());
    environment.insert(u"OPENAI_API_KEY"_s, u"of-the-environment"_s);
    QVERIFY(!ask(m_options, u"work"_s, environment));
    QVERIFY(has(*m_mine, u"Bearer of-the-environment"_s));
    // For its own origin only.
    bare.baseUrl = m_evil->baseUrl();
    m_options.endpoints = read({bare});
    QVERIFY(!ask(m_options, u"work"_s, environment));
    QVERIFY(!has(*m_evil, u"Bearer"_s));
}

void TestEndpointKeys::withoutAKeychainAHeaderIsSaid()
{
    m_secrets.works = false;
    m_options.endpoints = read({profile(*m_mine)});
    const std::optional<Error> error = ask(m_options, u"work"_s);
    QVERIFY(error);
    QVERIFY(error->message.contains(u"There is no keychain."_s));
    QVERIFY(m_mine->requests.isEmpty());
}

void TestEndpointKeys::whatIsNoHeaderIsNotSent()
{
    m_secrets.kept[originOf(m_mine->baseUrl())] = u"planted\r\nX-Evil: 1"_s;
    m_secrets.kept[headerSecretName(m_mine->baseUrl(), u"gateway"_s)] = u"planted\r\nX-Evil: 1"_s;
    m_options.endpoints = read({profile(*m_mine)});
    const std::optional<Error> error = ask(m_options, u"work"_s);
    QVERIFY(error);
    QVERIFY(!error->message.contains(u"planted"_s));
    QVERIFY(m_mine->requests.isEmpty());
}

void TestEndpointKeys::noneIsAskedForWhereNoneIsKept()
{
    EndpointProfile open = profile(*m_mine);
    open.headers.removeFirst();
    open.key = EndpointProfile::Key::None;
    EndpointProfile other = open;
    other.name = u"other"_s;
    other.key = EndpointProfile::Key::Environment;
    QCOMPARE(read({open, other}).size(), 2);
    QCOMPARE(m_secrets.asked, QStringList());
    QVERIFY(!read({open}).first().borrowsKey);
}

QTEST_GUILESS_MAIN(TestEndpointKeys)
#include "tst_endpointkeys.moc"
