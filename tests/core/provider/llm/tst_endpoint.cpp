// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/endpoint.h"

#include "core/provider/llm/redact.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace creact;
using namespace Qt::StringLiterals;

class TestEndpoint : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsDotEnvLines_data();
    void readsDotEnvLines();
    void lastOfTwoCounts();
    void unreadableDotEnvIsSaid();
    void aPipeInsteadOfDotEnvDoesNotHang();
    void choosesSource_data();
    void choosesSource();
    void theFirstThatSaysSoDecides_data();
    void theFirstThatSaysSoDecides();
    void anUnknownProfileListsThoseThereAre();
    void whyProfilesCannotBeReadIsToldToWhoNeedsOne();
    void refusesWhatIsNoAddress_data();
    void refusesWhatIsNoAddress();
    void refusesKeysThatNoHeaderCarries();
    void choosesWikipedia();
    void completionsUrlKeepsTheQuery();
    void redacts();
};

void TestEndpoint::readsDotEnvLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("value");

    QTest::newRow("plain") << QByteArray("A=b") << u"b"_s;
    QTest::newRow("spaces") << QByteArray("  A =  b c  ") << u"b c"_s;
    QTest::newRow("export") << QByteArray("export A=b") << u"b"_s;
    QTest::newRow("empty") << QByteArray("A=") << u""_s;
    QTest::newRow("comment behind") << QByteArray("A=b # c") << u"b"_s;
    QTest::newRow("hash inside") << QByteArray("A=b#c") << u"b#c"_s;
    QTest::newRow("only a comment") << QByteArray("A= # c") << u""_s;
    QTest::newRow("equals inside") << QByteArray("A=b=c") << u"b=c"_s;
    QTest::newRow("double quotes") << QByteArray("A=\"b # c\"") << u"b # c"_s;
    QTest::newRow("escapes") << QByteArray(R"(A="b\n\"c\"\\")") << u"b\n\"c\"\\"_s;
    QTest::newRow("single quotes") << QByteArray(R"(A='b\n"c"')") << u"b\\n\"c\""_s;
    QTest::newRow("comment behind quotes") << QByteArray("A='b' # c") << u"b"_s;
    QTest::newRow("nothing is run") << QByteArray("A=$(id)`id`${HOME}") << u"$(id)`id`${HOME}"_s;
    QTest::newRow("windows line ends") << QByteArray("X=1\r\nA=b\r\n") << u"b"_s;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                   "A=b")
                                     << u"b"_s;
    QTest::newRow("commented out") << QByteArray("#A=b") << QString();
    QTest::newRow("open quote") << QByteArray("A=\"b") << QString();
    QTest::newRow("text behind quotes") << QByteArray("A='b'c") << QString();
    QTest::newRow("no name") << QByteArray("=b\n1A=b\nA b") << QString();
    QTest::newRow("zero byte") << QByteArray("A=b\0c", 5) << QString();
}

void TestEndpoint::readsDotEnvLines()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, value);
    const DotEnv env = parseDotEnv(text);
    QCOMPARE(env.contains(u"A"_s), !value.isNull());
    QCOMPARE(env.value(u"A"_s), value);
}

void TestEndpoint::lastOfTwoCounts()
{
    QCOMPARE(parseDotEnv("A=1\nA=2\n").value(u"A"_s), u"2"_s);
}

void TestEndpoint::unreadableDotEnvIsSaid()
{
    QTemporaryDir dir;
    QVERIFY(readDotEnv(dir.path()).ok());
    QFile file(dir.filePath(u".env"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(70 * 1024, 'x'));
    file.close();
    const Result<DotEnv> read = readDotEnv(dir.path());
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, ErrorCode::IoError);
    QVERIFY(read.error().where.endsWith(u".env"_s));
}

void TestEndpoint::aPipeInsteadOfDotEnvDoesNotHang()
{
    QTemporaryDir dir;
    QCOMPARE(mkfifo(QFile::encodeName(dir.filePath(u".env"_s)).constData(), 0600), 0);
    QVERIFY(!readDotEnv(dir.path()).ok());
}

void TestEndpoint::choosesSource_data()
{
    using Source = ModelEndpoint::Source;
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("optionKey");
    QTest::addColumn<QString>("environment"); // "BASE KEY", "-" for none
    QTest::addColumn<QString>("dotEnv");
    QTest::addColumn<ModelEndpoint::Source>("source");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("key");

    const QString openAi = u"https://api.openai.com/v1"_s;
    const QString none = u"- -"_s;
    QTest::newRow("nothing") << u""_s << u""_s << none << none << Source::Demo << u""_s << u""_s;
    QTest::newRow("environment") << u""_s << u""_s << u"http://a/v1 ka"_s << u"http://b/v1 kb"_s
                                 << Source::Environment << u"http://a/v1"_s << u"ka"_s;
    QTest::newRow("key alone is OpenAI's")
        << u""_s << u""_s << u"- ka"_s << none << Source::Environment << openAi << u"ka"_s;
    QTest::newRow(".env") << u""_s << u""_s << none << u"http://b/v1/ kb"_s << Source::DotEnv
                          << u"http://b/v1"_s << u"kb"_s;
    QTest::newRow(".env's address gets no key of the environment")
        << u""_s << u""_s << u"- ka"_s << u"http://evil/v1 -"_s << Source::Environment << openAi
        << u"ka"_s;
    QTest::newRow("environment's address gets no key of .env")
        << u""_s << u""_s << u"http://a/v1 -"_s << u"- kb"_s << Source::Environment
        << u"http://a/v1"_s << u""_s;
    QTest::newRow("environment's address gets the key .env has for it")
        << u""_s << u""_s << u"http://a/v1 -"_s << u"http://a/v2 kb"_s << Source::Environment
        << u"http://a/v1"_s << u"kb"_s;
    QTest::newRow("option") << u"http://o/v1"_s << u"ko"_s << u"http://a/v1 ka"_s << none
                            << Source::Option << u"http://o/v1"_s << u"ko"_s;
    QTest::newRow("option, foreign key")
        << u"http://o/v1"_s << u""_s << u"http://a/v1 ka"_s << u"http://b/v1 kb"_s << Source::Option
        << u"http://o/v1"_s << u""_s;
    QTest::newRow("option, key without address is not its own")
        << u"http://o/v1"_s << u""_s << u"- ka"_s << none << Source::Option << u"http://o/v1"_s
        << u""_s;
    QTest::newRow("option, same origin")
        << u"http://a/other"_s << u""_s << u"http://a/v1 ka"_s << none << Source::Option
        << u"http://a/other"_s << u"ka"_s;
    QTest::newRow("option, another port") << u"http://a:81/v1"_s << u""_s << u"http://a/v1 ka"_s
                                          << none << Source::Option << u"http://a:81/v1"_s << u""_s;
    QTest::newRow("option, other scheme")
        << u"http://api.openai.com/v1"_s << u""_s << u"- ka"_s << none << Source::Option
        << u"http://api.openai.com/v1"_s << u""_s;
    QTest::newRow("option is OpenAI")
        << openAi << u""_s << u"- ka"_s << none << Source::Option << openAi << u"ka"_s;
    QTest::newRow("option demo") << u"demo"_s << u""_s << u"http://a/v1 ka"_s << none
                                 << Source::Demo << u""_s << u""_s;
    QTest::newRow("full address") << u"http://o/v1/chat/completions"_s << u""_s << none << none
                                  << Source::Option << u"http://o/v1"_s << u""_s;
}

void TestEndpoint::choosesSource()
{
    QFETCH(QString, option);
    QFETCH(QString, optionKey);
    QFETCH(QString, environment);
    QFETCH(QString, dotEnv);
    const auto value = [](const QString &pair, int part) {
        const QString text = pair.section(u' ', part, part);
        return text == u"-"_s ? QString() : text;
    };
    ProviderOptions options;
    options.endpoint = QUrl(option);
    options.apiKey = optionKey;
    QProcessEnvironment process;
    process.insert(u"OPENAI_BASE_URL"_s, value(environment, 0));
    process.insert(u"OPENAI_API_KEY"_s, value(environment, 1));
    const DotEnv env{{u"CREACT_ENDPOINT"_s, value(dotEnv, 0)},
                     {u"OPENAI_API_KEY"_s, value(dotEnv, 1)}};

    const Result<ModelEndpoint> endpoint = resolveEndpoint(options, process, env);
    QVERIFY(endpoint.ok());
    QTEST(endpoint->source, "source");
    QTEST(endpoint->baseUrl.toString(), "base");
    QTEST(endpoint->apiKey, "key");
}

/// Every line has all that stands below it, too.
void TestEndpoint::theFirstThatSaysSoDecides_data()
{
    QTest::addColumn<QString>("model"); // what the ChatModel says
    QTest::addColumn<QString>("stackName");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QString>("dotEnv");
    QTest::addColumn<QString>("base"); // empty: the demo endpoint
    QTest::addColumn<QString>("key");

    const QString o = u"http://option/v1"_s;
    const QString e = u"http://env/v1"_s;
    const QString d = u"http://dotenv/v1"_s;
    QTest::newRow("ChatModel") << u"work"_s << u"bare"_s << o << e << d << u"http://work/v1"_s
                               << u"kwork"_s;
    QTest::newRow("ChatModel, demo") << u"demo"_s << u"bare"_s << o << e << d << u""_s << u""_s;
    QTest::newRow("of the stack") << u""_s << u"work"_s << o << e << d << u"http://work/v1"_s
                                  << u"kwork"_s;
    QTest::newRow("of the stack, demo") << u""_s << u"demo"_s << o << e << d << u""_s << u""_s;
    QTest::newRow("address") << u""_s << u""_s << o << e << d << o << u"koption"_s;
    QTest::newRow("environment") << u""_s << u""_s << u""_s << e << d << e << u"kenv"_s;
    QTest::newRow(".env") << u""_s << u""_s << u""_s << u""_s << d << d << u"kdotenv"_s;
    QTest::newRow("nothing") << u""_s << u""_s << u""_s << u""_s << u""_s << u""_s << u""_s;

    // Keys stay with their origin, whoever names the profile.
    QTest::newRow("a profile without a key takes no other's")
        << u"bare"_s << u""_s << o << e << d << u"http://bare/v1"_s << u""_s;
    QTest::newRow("a profile takes the environment's for its origin")
        << u"bare"_s << u""_s << o << u"http://bare/other"_s << d << u"http://bare/v1"_s
        << u"kenv"_s;
    QTest::newRow("a profile takes that of .env for its origin")
        << u"bare"_s << u""_s << o << e << u"http://bare/other"_s << u"http://bare/v1"_s
        << u"kdotenv"_s;
    QTest::newRow("a profile takes none of --endpoint")
        << u"bare"_s << u""_s << u"http://bare/v1"_s << e << d << u"http://bare/v1"_s << u""_s;
    QTest::newRow("a profile that wants none gets none")
        << u"open"_s << u""_s << o << u"http://open/v1"_s << d << u"http://open/v1"_s << u""_s;
    QTest::newRow("an address gets no profile's key")
        << u""_s << u""_s << u""_s << u"http://work:81/v1"_s << d << u"http://work:81/v1"_s
        << u"kenv"_s;
}

void TestEndpoint::theFirstThatSaysSoDecides()
{
    QFETCH(QString, model);
    QFETCH(QString, address);
    QFETCH(QString, environment);
    QFETCH(QString, dotEnv);
    ProviderOptions options;
    options.endpoints = {
        {.name = u"work"_s, .baseUrl = QUrl(u"http://work/v1"_s), .apiKey = u"kwork"_s},
        {.name = u"bare"_s, .baseUrl = QUrl(u"http://bare/v1"_s)},
        {.name = u"open"_s, .baseUrl = QUrl(u"http://open/v1"_s), .borrowsKey = false}};
    QFETCH(QString, stackName);
    options.endpointName = stackName;
    if (!address.isEmpty()) {
        options.endpoint = QUrl(address);
        options.apiKey = u"koption"_s;
    }
    QProcessEnvironment process;
    if (!environment.isEmpty()) {
        process.insert(u"OPENAI_BASE_URL"_s, environment);
        process.insert(u"OPENAI_API_KEY"_s, u"kenv"_s);
    }
    DotEnv env;
    if (!dotEnv.isEmpty())
        env = {{u"OPENAI_BASE_URL"_s, dotEnv}, {u"OPENAI_API_KEY"_s, u"kdotenv"_s}};

    const Result<ModelEndpoint> endpoint = resolveEndpoint(options, process, env, model);
    QVERIFY(endpoint.ok());
    QTEST(endpoint->baseUrl.toString(), "base");
    QTEST(endpoint->apiKey, "key");
    QCOMPARE(endpoint->isDemo(), endpoint->baseUrl.isEmpty());
}

void TestEndpoint::anUnknownProfileListsThoseThereAre()
{
    ProviderOptions options;
    options.endpoints = {{.name = u"work"_s, .baseUrl = QUrl(u"http://work/v1"_s)}};
    for (const QString &name : {u"wrok"_s, u"http://evil/v1"_s, u"Work"_s}) {
        const Result<ModelEndpoint> endpoint = resolveEndpoint(options, {}, {}, name);
        QVERIFY(!endpoint.ok());
        QCOMPARE(endpoint.error().code, ErrorCode::NotFound);
        QVERIFY(endpoint.error().message.contains(name));
        QVERIFY(endpoint.error().hint.contains(u"demo, work"_s));
    }
}

void TestEndpoint::whyProfilesCannotBeReadIsToldToWhoNeedsOne()
{
    ProviderOptions options;
    options.endpointsProblem =
        Error{ErrorCode::DocumentInvalid, u"damaged"_s, u"endpoints.json"_s, {}};
    QVERIFY(resolveEndpoint(options, {}, {}).ok());
    QVERIFY(resolveEndpoint(options, {}, {}, u"demo"_s).ok());
    QCOMPARE(resolveEndpoint(options, {}, {}, u"work"_s).error(), *options.endpointsProblem);
}

void TestEndpoint::refusesWhatIsNoAddress_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address : {"file:///etc/passwd", "localhost:11434", "ftp://a/b", "http://",
                                "nonsense", "http://a b/"})
        QTest::newRow(address) << QString::fromLatin1(address);
}

void TestEndpoint::refusesWhatIsNoAddress()
{
    QFETCH(QString, address);
    const DotEnv env{{u"OPENAI_BASE_URL"_s, address}, {u"OPENAI_API_KEY"_s, u"planted-key-1234"_s}};
    const Result<ModelEndpoint> endpoint = resolveEndpoint({}, {}, env);
    QVERIFY(!endpoint.ok());
    QCOMPARE(endpoint.error().code, ErrorCode::InvalidArgument);
    QVERIFY(endpoint.error().message.contains(u"OPENAI_BASE_URL in .env"_s));
}

void TestEndpoint::refusesKeysThatNoHeaderCarries()
{
    const QString key = u"planted\r\nX-Evil: 1"_s;
    const Result<ModelEndpoint> endpoint =
        resolveEndpoint({}, {}, DotEnv{{u"OPENAI_API_KEY"_s, key}});
    QVERIFY(!endpoint.ok());
    QVERIFY(!endpoint.error().message.contains(u"planted"_s));
}

void TestEndpoint::choosesWikipedia()
{
    QProcessEnvironment process;
    const DotEnv env{{u"CREACT_WIKIPEDIA_URL"_s, u"https://de.wikipedia.org/w/api.php"_s}};
    QVERIFY(resolveWikipedia({}, process, {})->isEmpty());
    QCOMPARE(resolveWikipedia({}, process, env)->host(), u"de.wikipedia.org"_s);
    process.insert(u"CREACT_WIKIPEDIA_URL"_s, u"http://localhost:1/w/api.php"_s);
    QCOMPARE(resolveWikipedia({}, process, env)->host(), u"localhost"_s);
    process.insert(u"CREACT_WIKIPEDIA_URL"_s, u"file:///etc/passwd"_s);
    QVERIFY(!resolveWikipedia({}, process, env).ok());
}

void TestEndpoint::completionsUrlKeepsTheQuery()
{
    ProviderOptions options;
    options.endpoint = QUrl(u"https://a.example/openai/?api-version=1"_s);
    const Result<ModelEndpoint> endpoint = resolveEndpoint(options, {}, {});
    QVERIFY(endpoint.ok());
    QCOMPARE(endpoint->completionsUrl().toString(),
             u"https://a.example/openai/chat/completions?api-version=1"_s);
    QCOMPARE(endpoint->label(), u"a.example"_s);
}

void TestEndpoint::redacts()
{
    QCOMPARE(redacted(u"key abcd1234 is wrong"_s, {u"abcd1234"_s}),
             u"key [key removed] is wrong"_s);
    QVERIFY(!redacted(u"sent Bearer zzzzzzzzzzzz"_s, {}).contains(u"zzzz"_s));
    QVERIFY(!redacted(u"bad sk-proj-0123456789abcdef"_s, {}).contains(u"0123"_s));
    QCOMPARE(redacted(u"fine"_s, {QString()}), u"fine"_s);
    QCOMPARE(redactedBytes(R"({"a":"x\/yz012345678901"})", {u"x/yz012345678901"_s}),
             QByteArray(R"({"a":"[key removed]"})"));
    QCOMPARE(displayAddress(QUrl(u"https://user:pass@a.example/v1?api-key=1#x"_s)),
             u"https://a.example/v1"_s);
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
