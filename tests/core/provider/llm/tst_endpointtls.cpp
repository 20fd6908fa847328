// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/endpointcheck.h"

#include "core/base/clock.h"

#include <QFile>
#include <QPointer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QString plantedKey = u"sk-PLANTED-0123456789"_s;

QByteArray tlsFile(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/tls/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no certificates");
    return file.readAll();
}

/// A model endpoint with a certificate; without one it speaks no TLS. Keeps what it was sent.
class TlsServer final : public QObject {
public:
    explicit TlsServer(const QString &certificate)
    {
        if (certificate.isEmpty()) {
            m_server = new QTcpServer(this);
        } else {
            QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
            configuration.setLocalCertificate(QSslCertificate(tlsFile(certificate)));
            configuration.setPrivateKey(QSslKey(tlsFile(u"server.key"_s), QSsl::Ec));
            auto *server = new QSslServer(this);
            server->setSslConfiguration(configuration);
            m_server = server;
        }
        m_server->listen(QHostAddress::LocalHost);
        connect(m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
            while (QTcpSocket *socket = m_server->nextPendingConnection()) {
                ++open;
                connect(socket, &QTcpSocket::disconnected, this, [this] { --open; });
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                    seen += socket->readAll();
                    socket->write("HTTP/1.1 200 OK\r\nConnection: close\r\nServer: tls/1\r\n"
                                  "Content-Length: 23\r\n\r\n{\"data\": [{\"id\": \"a\"}]}");
                    socket->disconnectFromHost();
                });
            }
        });
    }
    QUrl url(const QString &host = u"localhost"_s) const
    {
        return QUrl(u"https://%1:%2/v1"_s.arg(host).arg(m_server->serverPort()));
    }

    QByteArray seen;
    /// Connections that have not ended, and may bring more.
    int open = 0;

private:
    QTcpServer *m_server;
};

} // namespace

/// Servers that are not who they should be get nothing, and the person is told why.
class TestEndpointTls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void whoIsTrustedIsAsked();
    void whoIsNotTrustedGetsNothing_data();
    void whoIsNotTrustedGetsNothing();
    void theCheckSaysWhatToDo_data() { whoIsNotTrustedGetsNothing_data(); }
    void theCheckSaysWhatToDo();

private:
    SystemClock m_clock;
};

void TestEndpointTls::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS here.");
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.addCaCertificate(QSslCertificate(tlsFile(u"ca.pem"_s)));
    QSslConfiguration::setDefaultConfiguration(configuration);
}

void TestEndpointTls::whoIsTrustedIsAsked()
{
    TlsServer server(u"trusted.pem"_s);
    ModelEndpoint endpoint;
    endpoint.source = ModelEndpoint::Source::Profile;
    endpoint.baseUrl = server.url();
    endpoint.apiKey = plantedKey;
    EndpointCheck check(m_clock);
    std::optional<Result<EndpointReport>> report;
    check.run(endpoint, {}, [&](const Result<EndpointReport> &result) { report = result; });
    QTRY_VERIFY_WITH_TIMEOUT(report.has_value(), 10'000);
    QVERIFY2(report->ok(), report->ok() ? "" : qPrintable(report->error().message));
    QCOMPARE((*report)->models, QStringList{u"a"_s});
    QCOMPARE((*report)->server, u"tls/1"_s);
    QVERIFY(server.seen.contains("Bearer " + plantedKey.toLatin1()));
}

void TestEndpointTls::whoIsNotTrustedGetsNothing_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("reason");
    QTest::newRow("signed by itself") << u"selfsigned.pem"_s << u"self-signed"_s;
    QTest::newRow("of another host") << u"wronghost.pem"_s << u"host name did not match"_s;
    QTest::newRow("expired") << u"expired.pem"_s << u"expired"_s;
    QTest::newRow("no TLS at all") << QString() << u""_s;
}

void TestEndpointTls::whoIsNotTrustedGetsNothing()
{
    QFETCH(QString, certificate);
    QFETCH(QString, reason);
    TlsServer server(certificate);
    JsonHttp http(m_clock);
    for (const bool posts : {false, true}) {
        HttpRequest request;
        request.url = server.url();
        request.bearer = plantedKey;
        request.headers = {{"X-Gateway", plantedKey.toLatin1()}};
        request.who = u"The model endpoint"_s;
        if (posts)
            request.body = plantedKey.toUtf8();
        bool lost = false;
        request.onConnectionLost = [&lost] { lost = true; };
        std::optional<Result<HttpAnswer>> answer;
        http.send(request, [&](const Result<HttpAnswer> &result) { answer = result; });
        QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 10'000);
        QVERIFY(!answer->ok());
        const Error &error = answer->error();
        QCOMPARE(error.code, ErrorCode::ModelUnreachable);
        QVERIFY2(error.message.contains(u"secure connection that can be trusted"_s),
                 qPrintable(error.message));
        QVERIFY2(error.message.contains(reason), qPrintable(error.message));
        QVERIFY(error.message.contains(u"localhost:"_s));
        QVERIFY(!error.message.contains(u"PLANTED"_s));
        // Another try would only fail again.
        QVERIFY(!lost);
    }
    QTRY_COMPARE(server.open, 0);
    QVERIFY2(!server.seen.contains("PLANTED"), server.seen.constData());
    QVERIFY2(certificate.isEmpty() || server.seen.isEmpty(), server.seen.constData());
}

void TestEndpointTls::theCheckSaysWhatToDo()
{
    QFETCH(QString, certificate);
    QFETCH(QString, reason);
    TlsServer server(certificate);
    ModelEndpoint endpoint;
    endpoint.source = ModelEndpoint::Source::Profile;
    endpoint.baseUrl = server.url();
    endpoint.apiKey = plantedKey;
    EndpointCheck check(m_clock);
    std::optional<Result<EndpointReport>> report;
    check.run(endpoint, {}, [&](const Result<EndpointReport> &result) { report = result; });
    QTRY_VERIFY_WITH_TIMEOUT(report.has_value(), 10'000);
    QVERIFY(!report->ok());
    QCOMPARE(report->error().code, ErrorCode::ModelUnreachable);
    QVERIFY(report->error().message.contains(reason));
    QVERIFY2(report->error().hint.contains(u"http:// instead of https://"_s),
             qPrintable(report->error().hint));
    QVERIFY(report->error().hint.contains(u"trusted certificates"_s));
}

QTEST_GUILESS_MAIN(TestEndpointTls)
#include "tst_endpointtls.moc"
