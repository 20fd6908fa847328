// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/writefileconstruct.h"
#include "tests/core/provider/jobs/jobstage.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestWriteFileConstruct : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<JobStage> stage;
    std::unique_ptr<WriteFileConstruct> writer;
    ProviderOptions options;

    void startProgram()
    {
        writer = std::make_unique<WriteFileConstruct>(options);
        writer->start(stage->host);
    }
    JobRun write(const QJsonObject &props, const QString &segment = u"node"_s)
    {
        JobRun run = stage->begin(*writer, props, {}, segment);
        const bool ended = QTest::qWaitFor([&] { return run.ended(); });
        return ended ? run : JobRun();
    }
    JobRun append(const QString &text, const QJsonValue &once = QJsonValue::Undefined)
    {
        QJsonObject props{{u"path"_s, u"log.txt"_s}, {u"text"_s, text}, {u"mode"_s, u"append"_s}};
        if (!once.isUndefined())
            props.insert(u"once"_s, once);
        return write(props);
    }
    QByteArray content(const QString &path = u"log.txt"_s) const
    {
        QFile file(folder->filePath(path));
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }
    void put(const QString &path, const QByteArray &bytes) const
    {
        QFile file(folder->filePath(path));
        QVERIFY(file.open(QFile::WriteOnly) && file.write(bytes) == bytes.size());
    }
    /// An append whose mark is stored; then the program dies. Its record is as a crash leaves it.
    void dieAfterTheMark(const QString &text)
    {
        stage->host.holdSaves = true;
        const qsizetype before = stage->host.patches.size();
        const JobRun run = stage->begin(
            *writer, {{u"path"_s, u"log.txt"_s}, {u"text"_s, text}, {u"mode"_s, u"append"_s}});
        QTRY_COMPARE(stage->host.patches.size(), before + 1);
        const NodeRecord left = *stage->host.node(u"node"_s);
        writer.reset();
        stage->host.holdSaves = false;
        stage->host.releaseSaves();
        run.job->fail({});
        stage->host.records.put(left);
        startProgram();
    }

private Q_SLOTS:
    void init()
    {
        folder = std::make_unique<QTemporaryDir>();
        stage = std::make_unique<JobStage>();
        options = {};
        options.documentDir = folder->path();
        startProgram();
    }
    void cleanup() { writer.reset(); }

    void refuses_data();
    void refuses();
    void writesTextAndJson();
    void replacesTheWholeFile();
    void makesFolders();
    void aFolderThatCannotBeMadeIsAnError();
    void appendsWhatChanges();
    void withOnceAnAppendIsDoneOnce();
    void jsonIsAppendedInLines();
    void afterACrashBeforeTheWriteItIsWritten();
    void afterACrashAfterTheWriteItIsNotWrittenAgain();
    void afterACrashInTheWriteTheRestIsWritten();
    void whatOthersWroteMeanwhileStays();
    void whatCannotBeMarkedIsNotWritten();
    void appendsWaitForEachOther();
    void destroyingKeepsTheFile();
};

void TestWriteFileConstruct::refuses_data()
{
    QTest::addColumn<QJsonObject>("props");
    QTest::newRow("nothing to write") << QJsonObject{{u"path"_s, u"a"_s}};
    QTest::newRow("both") << QJsonObject{{u"path"_s, u"a"_s}, {u"text"_s, u"x"_s}, {u"json"_s, 1}};
    for (const QString &path : {u"../a"_s, u".env"_s, u"/etc/a"_s, u"s.stack.json"_s, u"."_s})
        QTest::newRow(qPrintable(path)) << QJsonObject{{u"path"_s, path}, {u"text"_s, u"x"_s}};
}

void TestWriteFileConstruct::refuses()
{
    QFETCH(QJsonObject, props);
    const Error error = write(props).error();
    QVERIFY(error.code == ErrorCode::NotAllowed || error.code == ErrorCode::InvalidProps);
    QVERIFY(QDir(folder->path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestWriteFileConstruct::writesTextAndJson()
{
    const JobRun run = write({{u"path"_s, u"a.txt"_s}, {u"text"_s, u"grün"_s}});
    QCOMPARE(content(u"a.txt"_s), QByteArray("gr\xc3\xbcn"));
    QCOMPARE(run.outputs().value("bytes"_L1).toInt(), 5);
    QCOMPARE(run.outputs().value("path"_L1).toString(),
             QFileInfo(folder->filePath(u"a.txt"_s)).canonicalFilePath());
    QCOMPARE(run.outputs().value("writtenAt"_L1).toInteger(), stage->host.time.now());
    QVERIFY(write({{u"path"_s, u"a.json"_s}, {u"json"_s, QJsonObject{{u"n"_s, 1}}}}).ok());
    QCOMPARE(content(u"a.json"_s), QByteArray("{\n    \"n\": 1\n}\n"));
    QVERIFY(write({{u"path"_s, u"a.json"_s}, {u"json"_s, QJsonValue()}}).ok());
    QCOMPARE(content(u"a.json"_s), QByteArray("null\n"));
}

void TestWriteFileConstruct::replacesTheWholeFile()
{
    put(u"a.txt"_s, "a long text that was there");
    QVERIFY(write({{u"path"_s, u"a.txt"_s}, {u"text"_s, u"short"_s}}).ok());
    QCOMPARE(content(u"a.txt"_s), QByteArray("short"));
}

void TestWriteFileConstruct::makesFolders()
{
    QVERIFY(write({{u"path"_s, u"a/b/c.txt"_s}, {u"text"_s, u"x"_s}}).ok());
    QCOMPARE(content(u"a/b/c.txt"_s), QByteArray("x"));
}

void TestWriteFileConstruct::aFolderThatCannotBeMadeIsAnError()
{
    put(u"a"_s, "a file");
    const Error error = write({{u"path"_s, u"a/b.txt"_s}, {u"text"_s, u"x"_s}}).error();
    QCOMPARE(error.code, ErrorCode::IoError);
}

void TestWriteFileConstruct::appendsWhatChanges()
{
    QVERIFY(append(u"a\n"_s).ok());
    QVERIFY(append(u"b\n"_s).ok());
    QCOMPARE(content(), QByteArray("a\nb\n"));
    QVERIFY(stage->host.node(u"node"_s)->store.isEmpty());
}

void TestWriteFileConstruct::withOnceAnAppendIsDoneOnce()
{
    QVERIFY(append(u"a\n"_s, 1).ok());
    const QJsonObject first = stage->host.outputs(u"node"_s);
    stage->host.time.advance(1000);
    QVERIFY(append(u"other words\n"_s, 1).ok());
    QCOMPARE(stage->host.outputs(u"node"_s), first);
    QVERIFY(append(u"b\n"_s, 2).ok());
    QCOMPARE(content(), QByteArray("a\nb\n"));
}

void TestWriteFileConstruct::jsonIsAppendedInLines()
{
    for (int n : {1, 2})
        QVERIFY(write({{u"path"_s, u"log.txt"_s},
                       {u"json"_s, QJsonObject{{u"n"_s, n}}},
                       {u"mode"_s, u"append"_s}})
                    .ok());
    QCOMPARE(content(), QByteArray("{\"n\":1}\n{\"n\":2}\n"));
}

void TestWriteFileConstruct::afterACrashBeforeTheWriteItIsWritten()
{
    put(u"log.txt"_s, "old\n");
    dieAfterTheMark(u"new\n"_s);
    QVERIFY(append(u"new\n"_s).ok());
    QCOMPARE(content(), QByteArray("old\nnew\n"));
}

void TestWriteFileConstruct::afterACrashAfterTheWriteItIsNotWrittenAgain()
{
    put(u"log.txt"_s, "new\n");
    dieAfterTheMark(u"new\n"_s);
    put(u"log.txt"_s, "new\nnew\n");
    QVERIFY(append(u"new\n"_s).ok());
    QCOMPARE(content(), QByteArray("new\nnew\n"));
    QVERIFY(stage->host.node(u"node"_s)->store.isEmpty());
}

void TestWriteFileConstruct::afterACrashInTheWriteTheRestIsWritten()
{
    put(u"log.txt"_s, "old\n");
    dieAfterTheMark(u"new\n"_s);
    put(u"log.txt"_s, "old\nne");
    QVERIFY(append(u"new\n"_s).ok());
    QCOMPARE(content(), QByteArray("old\nnew\n"));
}

void TestWriteFileConstruct::whatOthersWroteMeanwhileStays()
{
    put(u"log.txt"_s, "old\n");
    dieAfterTheMark(u"new\n"_s);
    put(u"log.txt"_s, "old\nother\n");
    QVERIFY(append(u"new\n"_s).ok());
    QCOMPARE(content(), QByteArray("old\nother\nnew\n"));
    // And what they wrote after it does not hide it.
    dieAfterTheMark(u"more\n"_s);
    put(u"log.txt"_s, "old\nother\nnew\nmore\nothers\n");
    QVERIFY(append(u"more\n"_s).ok());
    QCOMPARE(content(), QByteArray("old\nother\nnew\nmore\nothers\n"));
}

void TestWriteFileConstruct::whatCannotBeMarkedIsNotWritten()
{
    stage->host.saveError = Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
    QCOMPARE(append(u"a\n"_s).error().code, ErrorCode::DiskFull);
    QVERIFY(content().isEmpty());
    stage->host.saveError.reset();
    QVERIFY(append(u"a\n"_s).ok());
    QCOMPARE(content(), QByteArray("a\n"));
}

void TestWriteFileConstruct::appendsWaitForEachOther()
{
    stage->host.holdSaves = true;
    QList<JobRun> runs;
    for (int n = 0; n < 3; ++n)
        runs += stage->begin(
            *writer,
            {{u"path"_s, u"log.txt"_s}, {u"text"_s, u"same\n"_s}, {u"mode"_s, u"append"_s}}, {},
            u"node%1"_s.arg(n));
    runs[1].job->cancel();
    QTRY_COMPARE(stage->host.patches.size(), 1);
    stage->host.holdSaves = false;
    stage->host.releaseSaves();
    for (const JobRun &run : runs)
        QTRY_VERIFY(run.ended());
    QCOMPARE(runs[1].error().code, ErrorCode::Cancelled);
    QCOMPARE(content(), QByteArray("same\nsame\n"));
    // Each knew where it began.
    QCOMPARE(stage->host.patches.last().store->value("mark"_L1)["offset"_L1].toInt(), 5);
}

void TestWriteFileConstruct::destroyingKeepsTheFile()
{
    QVERIFY(append(u"a\n"_s).ok());
    bool done = false;
    writer->destroy(*stage->host.node(u"node"_s), [&](const Result<void> &) { done = true; });
    QVERIFY(done);
    QCOMPARE(content(), QByteArray("a\n"));
}

QTEST_GUILESS_MAIN(TestWriteFileConstruct)
#include "tst_writefileconstruct.moc"
