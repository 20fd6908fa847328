// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/completionstream.h"

#include "core/provider/llm/completionanswer.h"
#include "tests/support/spin.h"

#include <QDir>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

QByteArray fileContents(const QString &name)
{
    QFile file(u"" TEST_DATA_DIR "/llm/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Outcome {
    QJsonObject json;
    QString text;
    QString reasoning;
    QString error;
};

Outcome finishStream(CompletionStream &stream, Outcome outcome)
{
    CompletionRequest request;
    request.offered = {u"get_weather"_s, u"wikipedia"_s};
    const Result<QByteArray> body = stream.finish();
    const Result<CompletionAnswer> answer =
        body ? readCompletionAnswer(*body, request) : Result<CompletionAnswer>(body.error());
    if (!answer) {
        outcome.json = {{u"error"_s, codeName(answer.error().code)}};
        outcome.error = answer.error().message;
        return outcome;
    }
    outcome.json = {{u"content"_s, answer->content},
                    {u"reasoning"_s, answer->reasoning},
                    {u"toolCalls"_s, answer->toolCalls},
                    {u"finishReason"_s, answer->finishReason},
                    {u"usage"_s, answer->usage}};
    return outcome;
}

/// Cut into pieces of a length that `next` gives.
template <typename Next> Outcome readStream(const QByteArray &bytes, Next next)
{
    CompletionStream stream;
    Outcome outcome;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype size = next();
        const TextDelta delta = stream.append(bytes.mid(at, size));
        outcome.text += delta.content;
        outcome.reasoning += delta.reasoning;
        at += size;
    }
    return finishStream(stream, outcome);
}

} // namespace

class TestCompletionStream : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatServersSend_data();
    void readsWhatServersSend();
    void tellsTextAsItComes();
    void saysWhenTheAnswerIsNotAllOfIt_data();
    void saysWhenTheAnswerIsNotAllOfIt();
    void isOverWithItsEndMark();
};

void TestCompletionStream::readsWhatServersSend_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files =
        QDir(u"" TEST_DATA_DIR "/llm"_s).entryList({u"*.sse"_s}, QDir::Files, QDir::Name);
    QVERIFY(files.size() > 30);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file.chopped(4))) << file.chopped(4);
}

void TestCompletionStream::readsWhatServersSend()
{
    QFETCH(QString, name);
    const QByteArray bytes = fileContents(name + u".sse"_s);
    QJsonObject expected = QJsonDocument::fromJson(fileContents(name + u".json"_s)).object();
    QVERIFY(!bytes.isEmpty() && !expected.isEmpty());
    const QString says = expected.take(u"says"_s).toString();

    const quint32 seed = test::seedFrom(QRandomGenerator::global()->generate());
    QRandomGenerator random(seed);
    for (int round = 0; round < 60; ++round) {
        const int longest = QList<int>{1, 3, 40, 100'000}.at(round % 4);
        const Outcome outcome = readStream(bytes, [&] { return 1 + random.bounded(longest); });
        QVERIFY2(outcome.json == expected,
                 qPrintable(u"seed %1: %2 %3"_s.arg(seed).arg(
                     QString::fromUtf8(QJsonDocument(outcome.json).toJson()), outcome.error)));
        QVERIFY2(outcome.error.contains(says), qPrintable(outcome.error));
        // What only the end of the stream completes is not told in pieces.
        if (!expected.contains(u"error"_s) && bytes.contains("data:")
            && (bytes.endsWith("\n\n") || bytes.endsWith("\r\n\r\n"))) {
            QCOMPARE(outcome.text, expected[u"content"_s].toString());
            QCOMPARE(outcome.reasoning, expected[u"reasoning"_s].toString());
        }
    }
}

void TestCompletionStream::tellsTextAsItComes()
{
    CompletionStream stream;
    QCOMPARE(stream.append(": hello\n\n"), TextDelta());
    QCOMPARE(stream.append("data: {\"choices\":[{\"delta\":{\"content\":\"Gr\xC3"), TextDelta());
    QCOMPARE(stream.append("\xBC\"}}]}\n\n"), (TextDelta{u"Grü"_s, {}, false}));
    QCOMPARE(stream.append("data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"Hm\"}}]}\n\n"
                           "data: {\"choices\":[{\"delta\":{\"content\":\"ße\"}}]}\n\n"),
             (TextDelta{u"ße"_s, u"Hm"_s, false}));
}

void TestCompletionStream::saysWhenTheAnswerIsNotAllOfIt_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QString>("says");
    QTest::newRow("stop") << QByteArray(R"("stop")") << QString();
    QTest::newRow("length") << QByteArray(R"("length")") << u"used up"_s;
    QTest::newRow("filter") << QByteArray(R"("content_filter")") << u"content filter"_s;
    QTest::newRow("none") << QByteArray("null") << u"may not be complete"_s;
}

void TestCompletionStream::saysWhenTheAnswerIsNotAllOfIt()
{
    QFETCH(QByteArray, reason);
    QFETCH(QString, says);
    CompletionStream stream;
    stream.append("data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":" + reason
                  + "}]}\n\n");
    const Result<QByteArray> body = stream.finish();
    QVERIFY(body.ok());
    const Result<CompletionAnswer> answer = readCompletionAnswer(*body, {});
    QVERIFY(answer.ok());
    QCOMPARE(answer->content, u"Hi"_s);
    QCOMPARE(answer->notice.isEmpty(), says.isEmpty());
    QVERIFY2(answer->notice.contains(says), qPrintable(answer->notice));
}

void TestCompletionStream::isOverWithItsEndMark()
{
    CompletionStream stream;
    stream.append("data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n");
    QVERIFY(!stream.isOver());
    stream.append("data: [DONE]\n\n");
    QVERIFY(stream.isOver());
    QCOMPARE(stream.append("data: {\"choices\":[{\"delta\":{\"content\":\"Ho\"}}]}\n\n"),
             TextDelta());
}

QTEST_GUILESS_MAIN(TestCompletionStream)
#include "tst_completionstream.moc"
