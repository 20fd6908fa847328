// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cliprocess.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

const QString question = u"Who was Ada Lovelace?"_s;

/// Speaks just enough of MediaWiki's search to be asked; knows one snippet.
class FakeEncyclopedia : public QObject {
    Q_OBJECT
public:
    FakeEncyclopedia()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
        });
    }

    bool listen() { return m_server.listen(QHostAddress::LocalHost); }
    QString url() const { return u"http://127.0.0.1:%1/w/api.php"_s.arg(m_server.serverPort()); }

    int status = 200;
    QString snippet;
    QStringList searches;

private:
    void answer(QTcpSocket *socket)
    {
        if (!socket->canReadLine())
            return;
        const QUrl target = QUrl::fromEncoded(socket->readLine().split(' ').value(1));
        socket->readAll();
        searches.append(QUrlQuery(target).queryItemValue(u"srsearch"_s, QUrl::FullyDecoded));
        const QJsonObject page{{u"title"_s, u"Ada Lovelace"_s}, {u"snippet"_s, snippet}};
        const QJsonObject body{{u"query"_s, QJsonObject{{u"search"_s, QJsonArray{page}}}}};
        const QByteArray json = QJsonDocument(body).toJson(QJsonDocument::Compact);
        socket->write(
            "HTTP/1.1 " + QByteArray::number(status)
            + " x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + QByteArray::number(json.size()) + "\r\n\r\n" + json);
        socket->disconnectFromHost();
    }

    QTcpServer m_server;
};

} // namespace

/// No toy: what the agent answers comes from the encyclopedia that it is given, through the tool
/// call.
class TestCliEncyclopedia : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theAnswerHasWhatTheEncyclopediaSays();
    void aFailingEncyclopediaIsTold();

private:
    CliResult chat(const FakeEncyclopedia &encyclopedia);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_word;
};

void TestCliEncyclopedia::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QCOMPARE(runCli(m_folder->path(), {u"new"_s, u"agent"_s, u"demo"_s}).exitCode, 0);
    m_word = u"zyx"_s + QString::number(QRandomGenerator::global()->generate());
}

CliResult TestCliEncyclopedia::chat(const FakeEncyclopedia &encyclopedia)
{
    CliProcess process(m_folder->path());
    process.setVariable(u"CREACT_WIKIPEDIA_URL"_s, encyclopedia.url());
    process.start({u"chat"_s, u"demo"_s, question, u"--port"_s, u"0"_s});
    process.closeInput();
    // The encyclopedia lives in this thread's event loop, so no blocking wait.
    (void)QTest::qWaitFor([&] { return process.process().state() == QProcess::NotRunning; },
                          CliProcess::limit);
    return process.finish(0);
}

void TestCliEncyclopedia::theAnswerHasWhatTheEncyclopediaSays()
{
    FakeEncyclopedia encyclopedia;
    QVERIFY(encyclopedia.listen());
    encyclopedia.snippet =
        u"<b>Ada Lovelace</b> kept a cat called %1 &amp; wrote notes."_s.arg(m_word);
    const CliResult result = chat(encyclopedia);
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    QVERIFY2(result.output.contains(m_word), qPrintable(result.output));
    QVERIFY(!result.output.contains(u"<b>"_s));
    QCOMPARE(encyclopedia.searches.size(), 1);
    QVERIFY2(encyclopedia.searches.first().contains(u"Ada Lovelace"_s),
             qPrintable(encyclopedia.searches.first()));
}

void TestCliEncyclopedia::aFailingEncyclopediaIsTold()
{
    FakeEncyclopedia encyclopedia;
    QVERIFY(encyclopedia.listen());
    encyclopedia.status = 500;
    encyclopedia.snippet = m_word;
    const CliResult result = chat(encyclopedia);
    QVERIFY(!encyclopedia.searches.isEmpty());
    QVERIFY(!result.output.contains(m_word));
    QVERIFY(!result.output.contains(u"Babbage"_s));
    QVERIFY2((result.output + result.errors).contains(u"500"_s),
             qPrintable(result.output + result.errors));
}

QTEST_GUILESS_MAIN(TestCliEncyclopedia)
#include "tst_cliencyclopedia.moc"
