// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/endpointprofiles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace creact;
using namespace Qt::StringLiterals;

class TestEndpointProfiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void withoutAFileThereAreNone();
    void keepsWhatItIsGiven();
    void isForItsOwnerOnly();
    void keepsMembersItDoesNotKnow();
    void aDamagedFileIsSaidAndLeft_data();
    void aDamagedFileIsSaidAndLeft();
    void aPipeDoesNotHang();
    void refusesProfiles_data();
    void refusesProfiles();
    void twoOfOneNameAreRefused();
    void aChangeThatFailsChangesNothing();
    void namesOriginsAlike_data();
    void namesOriginsAlike();

private:
    QString file() const { return m_dir->filePath(u"creact/endpoints.json"_s); }
    QByteArray text() const
    {
        QFile read(file());
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }
    void write(const QByteArray &text) const
    {
        QVERIFY(QDir().mkpath(m_dir->filePath(u"creact"_s)));
        QFile file(this->file());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    Result<void> add(const EndpointProfile &profile) const
    {
        return changeEndpoints(file(), [&profile](EndpointProfiles &profiles) {
            profiles.append(profile);
            return Result<void>();
        });
    }
    static EndpointProfile work()
    {
        return {.name = u"work"_s,
                .baseUrl = QUrl(u"https://api.example.com/v1"_s),
                .key = EndpointProfile::Key::Environment,
                .model = u"m"_s,
                .headers = {{u"X-Key"_s, {}, u"gateway"_s}, {u"X-Version"_s, u"2"_s, {}}},
                .others = {}};
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestEndpointProfiles::withoutAFileThereAreNone()
{
    const Result<EndpointProfiles> none = readEndpoints(file());
    QVERIFY(none.ok());
    QVERIFY(none->isEmpty());
}

void TestEndpointProfiles::keepsWhatItIsGiven()
{
    EndpointProfile home;
    home.name = u"home"_s;
    home.baseUrl = QUrl(u"http://localhost:11434/v1"_s);
    QVERIFY(add(work()).ok());
    QVERIFY(add(home).ok());
    const Result<EndpointProfiles> read = readEndpoints(file());
    QVERIFY(read.ok());
    QCOMPARE(*read, (EndpointProfiles{work(), home}));
    QCOMPARE(indexOfProfile(*read, u"home"_s), 1);
    QCOMPARE(indexOfProfile(*read, u"Home"_s), -1);
}

void TestEndpointProfiles::isForItsOwnerOnly()
{
    QVERIFY(add(work()).ok());
    struct stat status = {};
    QCOMPARE(stat(QFile::encodeName(file()).constData(), &status), 0);
    QCOMPARE(int(status.st_mode & 0777), 0600);
}

void TestEndpointProfiles::keepsMembersItDoesNotKnow()
{
    write(R"({"version": 1, "later": [1], "endpoints": [
        {"name": "a", "baseUrl": "http://a/v1", "colour": {"x": 1}}]})");
    QVERIFY(add(work()).ok());
    const QJsonObject object = QJsonDocument::fromJson(text()).object();
    QCOMPARE(object[u"later"_s], QJsonValue(QJsonArray{1}));
    QCOMPARE(object[u"endpoints"_s][0][u"colour"_s], QJsonValue(QJsonObject{{u"x"_s, 1}}));
    QCOMPARE(object[u"endpoints"_s].toArray().size(), 2);
}

void TestEndpointProfiles::aDamagedFileIsSaidAndLeft_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<int>("line");
    const ErrorCode damaged = ErrorCode::DocumentInvalid;
    QTest::newRow("empty") << QByteArray("") << damaged << 1;
    QTest::newRow("cut off") << QByteArray("{\"version\": 1,\n\"endpoints\": [") << damaged << 2;
    QTest::newRow("a list") << QByteArray("[]") << damaged << 0;
    QTest::newRow("no version") << QByteArray(R"({"endpoints": []})") << damaged << 0;
    QTest::newRow("no list") << QByteArray(R"({"version": 1, "endpoints": {}})") << damaged << 0;
    QTest::newRow("newer") << QByteArray(R"({"version": 2, "endpoints": []})")
                           << ErrorCode::StateNewer << 0;
    const auto one = [](const QByteArray &profile) {
        return "{\"version\": 1, \"endpoints\": [\n" + profile + "]}";
    };
    QTest::newRow("no profile") << one("7") << damaged << 2;
    QTest::newRow("file address") << one(R"({"name": "a", "baseUrl": "file:///etc/passwd"})")
                                  << damaged << 2;
    QTest::newRow("key written into it")
        << one(R"({"name": "a", "baseUrl": "http://a", "key": "sk-planted-0123456789"})") << damaged
        << 2;
    QTest::newRow("headers are a list")
        << one(R"({"name": "a", "baseUrl": "http://a", "headers": []})") << damaged << 2;
    QTest::newRow("a header is a number")
        << one(R"({"name": "a", "baseUrl": "http://a", "headers": {"x": 1}})") << damaged << 2;
    QTest::newRow("a secret and more") << one(R"({"name": "a", "baseUrl": "http://a",
                   "headers": {"x": {"secret": "y", "value": "sk-planted-0123456789"}}})")
                                       << damaged << 2;
    QTest::newRow("twice") << one("{\"name\": \"a\", \"baseUrl\": \"http://a\"},\n"
                                  "{\"name\": \"a\", \"baseUrl\": \"http://b\"}")
                           << damaged << 3;
}

void TestEndpointProfiles::aDamagedFileIsSaidAndLeft()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    write(text);
    const Result<EndpointProfiles> read = readEndpoints(file());
    QVERIFY(!read.ok());
    QTEST(read.error().code, "code");
    QCOMPARE(read.error().where, line > 0 ? u"%1:%2"_s.arg(file()).arg(line) : file());
    QVERIFY(!read.error().hint.isEmpty());
    QVERIFY(!read.error().message.contains(u"planted"_s));
    QVERIFY(!add(work()).ok());
    QCOMPARE(this->text(), text);
}

void TestEndpointProfiles::aPipeDoesNotHang()
{
    QVERIFY(QDir().mkpath(m_dir->filePath(u"creact"_s)));
    QCOMPARE(mkfifo(QFile::encodeName(file()).constData(), 0600), 0);
    QVERIFY(!readEndpoints(file()).ok());
    QVERIFY(!add(work()).ok());
}

void TestEndpointProfiles::refusesProfiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("header"); // "name=value" or "name@secret"
    const QString address = u"http://a/v1"_s;
    const QString none;
    for (const char *name : {"", " ", "demo", "Demo", "a b", "-a", "http://a", "a/b", "ä"})
        QTest::addRow("name %s", name) << QString::fromUtf8(name) << address << none;
    QTest::newRow("long name") << QString(65, u'x') << address << none;
    for (const char *bad : {"", "a", "ftp://a", "file:///etc", "http://", "http://me:word@a/v1",
                            "http://a/v1?api-key=1", "http://a/v1?Access_Token=1"})
        QTest::addRow("address %s", bad) << u"a"_s << QString::fromUtf8(bad) << none;
    for (const char *bad :
         {"=1", "a b=1", "Host=a", "Content-Length=5", "Transfer-Encoding=chunked", "X=a\r\nY: b",
          "Authorization=Bearer 1", "authorization@x", "X-Api-Key=planted", "Cookie=planted",
          "X-Auth=planted", "X@a b", "X@../x", "Proxy-Authorization@x"})
        QTest::addRow("header %s", bad) << u"a"_s << address << QString::fromUtf8(bad);
}

void TestEndpointProfiles::refusesProfiles()
{
    QFETCH(QString, name);
    QFETCH(QString, address);
    QFETCH(QString, header);
    EndpointProfile profile;
    profile.name = name;
    profile.baseUrl = QUrl(address);
    const qsizetype secret = header.indexOf(u'@');
    if (secret > 0)
        profile.headers = {{header.left(secret), {}, header.mid(secret + 1)}};
    else if (!header.isEmpty())
        profile.headers = {{header.section(u'=', 0, 0), header.section(u'=', 1), {}}};
    const Result<void> added = add(profile);
    QVERIFY(!added.ok());
    QCOMPARE(added.error().code, ErrorCode::InvalidArgument);
    QVERIFY(!added.error().message.contains(u"planted"_s));
    QVERIFY(!QFile::exists(file()));
}

void TestEndpointProfiles::twoOfOneNameAreRefused()
{
    QVERIFY(add(work()).ok());
    const QByteArray before = text();
    QCOMPARE(add(work()).error().code, ErrorCode::AlreadyExists);
    QCOMPARE(text(), before);
}

void TestEndpointProfiles::aChangeThatFailsChangesNothing()
{
    QVERIFY(add(work()).ok());
    const QByteArray before = text();
    const Error reason{ErrorCode::NotFound, u"no"_s, {}, {}};
    const Result<void> changed = changeEndpoints(file(), [&](EndpointProfiles &profiles) {
        profiles.clear();
        return Result<void>(reason);
    });
    QCOMPARE(changed.error(), reason);
    QCOMPARE(text(), before);
}

void TestEndpointProfiles::namesOriginsAlike_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("origin");
    const QString plain = u"https://api.example.com"_s;
    QTest::newRow("path") << u"https://api.example.com/v1"_s << plain;
    QTest::newRow("case") << u"HTTPS://API.Example.com/v1"_s << plain;
    QTest::newRow("its own port") << u"https://api.example.com:443/v1"_s << plain;
    QTest::newRow("port") << u"https://api.example.com:8443/v1"_s
                          << u"https://api.example.com:8443"_s;
    QTest::newRow("scheme") << u"http://api.example.com/v1"_s << u"http://api.example.com"_s;
    QTest::newRow("http's own port") << u"http://a:80/v1?x=1#y"_s << u"http://a"_s;
    QTest::newRow("user") << u"https://me@api.example.com/"_s << plain;
    QTest::newRow("host that looks like another's")
        << u"https://api.example.com@evil.example/"_s << u"https://evil.example"_s;
}

void TestEndpointProfiles::namesOriginsAlike()
{
    QFETCH(QString, address);
    QTEST(originOf(QUrl(address)), "origin");
}

QTEST_GUILESS_MAIN(TestEndpointProfiles)
#include "tst_endpointprofiles.moc"
