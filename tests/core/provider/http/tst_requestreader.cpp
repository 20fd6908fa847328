// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/requestreader.h"

#include <QJsonDocument>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestRequestReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const QByteArray get = "GET / HTTP/1.1\r\nHost: localhost\r\n"_ba;
        const QByteArray post = "POST / HTTP/1.1\r\nHost: localhost\r\n"_ba;
        const auto row = [](const char *name, const QByteArray &bytes, int status) {
            QTest::newRow(name) << bytes << status;
        };
        row("garbage", "garbage\r\n\r\n"_ba, 400);
        row("binary", QByteArray("\x01\x02\r\n\r\n"), 400);
        row("no host", "GET / HTTP/1.1\r\n\r\n"_ba, 400);
        row("two hosts", get + "Host: localhost\r\n\r\n", 400);
        row("foreign host", "GET / HTTP/1.1\r\nHost: evil.example:80\r\n\r\n"_ba, 421);
        row("host by suffix", "GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n"_ba, 421);
        row("version 9", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n"_ba, 505);
        row("unknown method", "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba, 501);
        row("absolute target", "GET http://a/ HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba, 400);
        row("authority target", "GET //evil/ HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba, 400);
        row("fragment", "GET /#a HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba, 400);
        row("no colon", get + "foo\r\n\r\n", 400);
        row("folded", get + "A: b\r\n c\r\n\r\n", 400);
        row("space before colon", get + "Content-Length : 3\r\n\r\n", 400);
        row("bare LF", "GET / HTTP/1.1\nHost: localhost\r\n\r\n"_ba, 400);
        row("bare CR", get + "A: b\rC: d\r\n\r\n", 400);
        row("NUL", get + QByteArray("A: b\0c\r\n\r\n", 10), 400);
        row("length negative", post + "Content-Length: -5\r\n\r\n", 400);
        row("length garbage", post + "Content-Length: 5x\r\n\r\n", 400);
        row("length plus", post + "Content-Length: +5\r\n\r\n", 400);
        row("length list", post + "Content-Length: 5, 5\r\n\r\n", 400);
        row("length twice", post + "Content-Length: 5\r\nContent-Length: 2\r\n\r\n", 400);
        row("length 2^64-1", post + "Content-Length: 18446744073709551615\r\n\r\n", 413);
        row("length over limit", post + "Content-Length: 101\r\n\r\n", 413);
        row("both lengths", post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
        row("unknown coding", post + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501);
        row("coding twice",
            post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
        row("chunked in 1.0",
            "POST / HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"_ba, 400);
        const QByteArray chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
        row("chunk size garbage", chunked + "ZZ\r\nHELLO\r\n0\r\n\r\n", 400);
        row("chunk size negative", chunked + "-5\r\nHELLO\r\n0\r\n\r\n", 400);
        row("chunk size huge", chunked + "fffffffffffffffff\r\n", 400);
        row("chunk over limit", chunked + "65\r\n", 413);
        row("chunk not ended", chunked + "5\r\nHELLOxx0\r\n\r\n", 400);
        row("trailer", chunked + "0\r\nA: b\r\n\r\n", 400);
        row("expectation", post + "Expect: 200-ok\r\n\r\n", 417);
        row("head too large", get + "A: " + QByteArray(2000, 'a') + "\r\n\r\n", 431);
        row("head never ends", get + "A: " + QByteArray(2000, 'a'), 431);
        row("too many headers", get + QByteArray("A: b\r\n").repeated(50) + "\r\n", 431);
        row("foreign origin", post + "Origin: http://evil.example\r\n\r\n", 403);
        row("null origin", post + "Origin: null\r\n\r\n", 403);
        row("other port's origin", post + "Origin: http://localhost:1\r\n\r\n", 403);
        row("cross-site fetch", post + "Sec-Fetch-Site: cross-site\r\n\r\n", 403);
    }
    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        GuardLimits limits;
        limits.maxHead = 1000;
        limits.maxHeaders = 20;
        limits.maxBody = 100;
        const GuardPolicy policy{{"localhost"_ba}, {}};
        RequestReader reader(limits, policy);
        QCOMPARE(reader.append(bytes), RequestReader::Status::Refused);
        QCOMPARE(reader.refusal().status, status);
        const QJsonObject error =
            QJsonDocument::fromJson(reader.refusal().body)["error"_L1].toObject();
        QVERIFY(!error.value("code"_L1).toString().isEmpty());
        QVERIFY(!error.value("message"_L1).toString().isEmpty());
    }

    void passesOn_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("forwarded");
        QTest::newRow("length")
            << "POST /a HTTP/1.1\r\nHost: localhost:80\r\nContent-Length: 5\r\n\r\nHELLO"_ba
            << "POST /a HTTP/1.1\r\nHost: localhost:80\r\nContent-Length: 5\r\n\r\nHELLO"_ba;
        QTest::newRow("chunked")
            << "POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nHELLO\r\n3\r\nabc\r\n0\r\n\r\n"_ba
            << "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\nHELLOabc"_ba;
        QTest::newRow("head as get")
            << "HEAD / HTTP/1.1\r\nHost: LOCALHOST\r\n\r\n"_ba
            << "GET / HTTP/1.1\r\nHost: LOCALHOST\r\nContent-Length: 0\r\n\r\n"_ba;
        QTest::newRow("1.0") << "GET / HTTP/1.0\r\n\r\n"_ba
                             << "GET / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"_ba;
        QTest::newRow("upgrade is dropped")
            << "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"_ba
            << "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"_ba;
        QTest::newRow("own origin")
            << "POST / HTTP/1.1\r\nHost: localhost:80\r\nOrigin: http://localhost:80\r\n\r\n"_ba
            << "POST / HTTP/1.1\r\nHost: localhost:80\r\nOrigin: http://localhost:80\r\nContent-Length: 0\r\n\r\n"_ba;
    }
    void passesOn()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, forwarded);
        const GuardLimits limits;
        const GuardPolicy policy{{"localhost"_ba}, {}};
        RequestReader whole(limits, policy);
        QCOMPARE(whole.append(bytes), RequestReader::Status::Complete);
        QCOMPARE(whole.takeRequest(), forwarded);
        // Byte by byte it is the same, and what follows stays for later.
        RequestReader pieces(limits, policy);
        for (const char byte : bytes)
            pieces.append(QByteArray(1, byte));
        QCOMPARE(pieces.status(), RequestReader::Status::Complete);
        pieces.append("GET /next HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba);
        QCOMPARE(pieces.takeRequest(), forwarded);
        QCOMPARE(pieces.append({}), RequestReader::Status::Complete);
        QVERIFY(pieces.takeRequest().startsWith("GET /next"));
    }

    void asksForTheToken_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<bool>("passes");
        QTest::newRow("none") << QByteArray() << false;
        QTest::newRow("bearer") << "Authorization: Bearer s3cret\r\n"_ba << true;
        QTest::newRow("wrong") << "Authorization: Bearer s3creX\r\n"_ba << false;
        QTest::newRow("prefix") << "Authorization: Bearer s3cre\r\n"_ba << false;
        QTest::newRow("empty") << "Authorization: Bearer\r\n"_ba << false;
        QTest::newRow("basic") << "Authorization: Basic " + "me:s3cret"_ba.toBase64() + "\r\n"
                               << true;
        QTest::newRow("wrong basic") << "Authorization: Basic " + "s3cret:"_ba.toBase64() + "\r\n"
                                     << false;
    }
    void asksForTheToken()
    {
        QFETCH(QByteArray, header);
        QFETCH(bool, passes);
        const GuardLimits limits;
        const GuardPolicy policy{{}, "s3cret"_ba};
        RequestReader reader(limits, policy);
        const auto status = reader.append("GET / HTTP/1.1\r\nHost: any\r\n" + header + "\r\n");
        QCOMPARE(status, passes ? RequestReader::Status::Complete : RequestReader::Status::Refused);
        if (!passes)
            QCOMPARE(reader.refusal().status, 401);
    }
};

QTEST_GUILESS_MAIN(TestRequestReader)
#include "tst_requestreader.moc"
