// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/ssereader.h"

#include <QTest>

using namespace creact;

Q_DECLARE_METATYPE(QList<creact::SseEvent>)

namespace {

QList<SseEvent> readWhole(const QByteArray &bytes)
{
    SseReader reader;
    QList<SseEvent> events = reader.append(bytes);
    return events += reader.finish();
}

QList<SseEvent> data(std::initializer_list<const char *> texts)
{
    QList<SseEvent> events;
    for (const char *text : texts)
        events.append(SseEvent{{}, text});
    return events;
}

} // namespace

class TestSseReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void everySplitGivesTheSame_data() { reads_data(); }
    void everySplitGivesTheSame();
    void tellsEventsAsSoonAsTheyAreComplete();
    void tooLongEventsEndTheReading_data();
    void tooLongEventsEndTheReading();
};

void TestSseReader::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<SseEvent>>("events");
    const auto row = [](const char *name, const QByteArray &bytes, const QList<SseEvent> &events) {
        QTest::newRow(name) << bytes << events;
    };
    row("nothing", "", {});
    row("LF", "data: a\n\ndata: b\n\n", data({"a", "b"}));
    row("CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", data({"a", "b"}));
    row("CR", "data: a\r\rdata: b\r\r", data({"a", "b"}));
    row("all three", "data: a\r\n\ndata: b\r\n\r\ndata: c\r\n\rdata: d\n\r",
        data({"a", "b", "c", "d"}));
    row("no space", "data:a\n\n", data({"a"}));
    row("two spaces", "data:  a\n\n", data({" a"}));
    row("several lines", "data: a\ndata: b\ndata\ndata:c\n\n", data({"a\nb\n\nc"}));
    row("several lines, CRLF", "data: a\r\ndata: b\r\n\r\n", data({"a\nb"}));
    row("several lines, CR", "data: a\rdata: b\r\r", data({"a\nb"}));
    row("empty data", "data:\n\n", data({""}));
    row("comments", ": hello\n:\ndata: a\n: OPENROUTER PROCESSING\n\n: bye\n\n", data({"a"}));
    row("type", "event: error\ndata: a\n\ndata: b\n\n", {{"error", "a"}, {{}, "b"}});
    row("type without data", "event: ping\n\ndata: a\n\n", data({"a"}));
    row("other fields", "id: 1\nretry: 10\nnonsense\nfoo: bar\ndata: a\n\n", data({"a"}));
    row("byte order mark",
        "\xEF\xBB\xBF"
        "data: a\n\n\xEF\xBB\xBF"
        "data: b\n\n",
        data({"a"}));
    row("mark and empty line", "\xEF\xBB\xBF\ndata: a\n\n", data({"a"}));
    row("UTF-8", "data: \xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\n\n",
        data({"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80"}));
    row("no end", "data: a\n\ndata: b", data({"a", "b"}));
    row("no empty line", "data: a\n\ndata: b\n", data({"a", "b"}));
    row("done", "data: {}\n\ndata: [DONE]\n\n", data({"{}", "[DONE]"}));
    row("error field", "error: {\"code\":500}\n\n", {{"error", "{\"code\":500}"}});
    row("NUL", QByteArray("data: a\0b\n\n", 11), {{{}, QByteArray("a\0b", 3)}});
}

void TestSseReader::reads()
{
    QFETCH(QByteArray, bytes);
    QTEST(readWhole(bytes), "events");
}

void TestSseReader::everySplitGivesTheSame()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QList<SseEvent>, events);
    for (qsizetype first = 0; first <= bytes.size(); ++first) {
        for (qsizetype second = first; second <= bytes.size(); ++second) {
            SseReader reader;
            QList<SseEvent> read = reader.append(bytes.first(first));
            read += reader.append(bytes.sliced(first, second - first));
            read += reader.append(bytes.sliced(second));
            read += reader.finish();
            QVERIFY2(read == events, qPrintable(QStringLiteral("%1, %2").arg(first).arg(second)));
        }
    }
    SseReader single;
    QList<SseEvent> read;
    for (const char byte : std::as_const(bytes))
        read += single.append({&byte, 1});
    QCOMPARE(read + single.finish(), events);
}

void TestSseReader::tellsEventsAsSoonAsTheyAreComplete()
{
    SseReader reader;
    QCOMPARE(reader.append("data: a\r"), {});
    // The second CR is the empty line; whether an LF follows does not matter.
    QCOMPARE(reader.append("\n\r"), data({"a"}));
    QCOMPARE(reader.append("\ndata: b"), {});
    QCOMPARE(reader.append("\n"), {});
    QCOMPARE(reader.append("\n"), data({"b"}));
    QCOMPARE(reader.finish(), {});
}

void TestSseReader::tooLongEventsEndTheReading_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a line") << "data: " + QByteArray(200, 'x');
    QTest::newRow("a comment") << ": " + QByteArray(200, 'x');
    QTest::newRow("many lines") << QByteArray("data: 0123456789\n").repeated(20);
}

void TestSseReader::tooLongEventsEndTheReading()
{
    QFETCH(QByteArray, bytes);
    for (const qsizetype piece : {1, 7, 1000}) {
        SseReader reader(100);
        QList<SseEvent> read = reader.append("data: " + QByteArray(80, 'y') + "\n\n");
        QCOMPARE(read.size(), 1);
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            read += reader.append(QByteArrayView(bytes).sliced(at, qMin(piece, bytes.size() - at)));
        read += reader.append("\n\ndata: after\n\n");
        QCOMPARE(read.size(), 1);
        QVERIFY(reader.isTooLong());
        QCOMPARE(reader.finish(), {});
    }
}

QTEST_GUILESS_MAIN(TestSseReader)
#include "tst_ssereader.moc"
