// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/readfileconstruct.h"
#include "tests/core/provider/jobs/jobstage.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

void put(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestReadFileConstruct : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<JobStage> stage;
    std::unique_ptr<ReadFileConstruct> reader;
    ProviderOptions options;
    QList<QJsonObject> told;

    QString at(const QString &path) const { return folder->filePath(u"doc/"_s + path); }
    void startProgram()
    {
        reader = std::make_unique<ReadFileConstruct>(options);
        reader->start(stage->host);
        connect(reader.get(), &ConstructHandler::outputsChanged, this,
                [this](const QString &, const QJsonObject &outputs) { told.append(outputs); });
    }
    JobRun read(const QJsonObject &props, const Event &event = {})
    {
        JobRun run = stage->begin(*reader, props, event);
        const bool ended = QTest::qWaitFor([&] { return run.ended(); });
        return ended ? run : JobRun();
    }
    Error errorOf(const QString &path) { return read({{u"path"_s, path}}).error(); }
    QString textOf(const QString &path, const QString &encoding = u"utf-8"_s)
    {
        return read({{u"path"_s, path}, {u"encoding"_s, encoding}})
            .outputs()
            .value("text"_L1)
            .toString();
    }
    /// Time goes on until something was told.
    bool hears(qsizetype times)
    {
        return QTest::qWaitFor([&] {
            stage->host.time.advance(100);
            return told.size() >= times;
        });
    }

private Q_SLOTS:
    void init()
    {
        told.clear();
        folder = std::make_unique<QTemporaryDir>();
        stage = std::make_unique<JobStage>();
        options = {};
        options.documentDir = folder->filePath(u"doc"_s);
        QDir().mkpath(options.documentDir);
        put(at(u"a.txt"_s), "hello");
        startProgram();
    }
    void cleanup()
    {
        reader->stop();
        reader.reset();
    }

    void namesNothingOutsideTheFolder_data();
    void namesNothingOutsideTheFolder();
    void aLinkThatLeadsOutIsNotFollowed();
    void theStateIsNotRead();
    void allowedFoldersAreRead();
    void readsWhatIsThere();
    void whatIsNotThereIsNoFailure();
    void aFileThatIsTooLongIsAnError();
    void aPipeIsNoFile();
    void bytesThatAreNoTextAreAnError();
    void knowsEncodings();
    void aRestartKeepsWhatWasRead();
    void runAgainByAPersonReadsAgain();
    void watchingTellsChanges();
    void watchingTellsThatItIsGoneAndBack();
    void watchingEndsWithTheNode();
};

void TestReadFileConstruct::namesNothingOutsideTheFolder_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &path :
         {u"../secret"_s, u"/etc/passwd"_s, u"sub/../../secret"_s, u".env"_s, u"sub/.git/config"_s,
          u"a.txt/../.env"_s, u"~/x"_s + QChar(0), u""_s})
        QTest::newRow(qPrintable(u"'%1'"_s.arg(path))) << path;
}

void TestReadFileConstruct::namesNothingOutsideTheFolder()
{
    QFETCH(QString, path);
    put(folder->filePath(u"secret"_s), "secret");
    put(at(u".env"_s), "KEY=secret");
    put(at(u"sub/.git/config"_s), "secret");
    const Error error = errorOf(path);
    QVERIFY(error.code == ErrorCode::NotAllowed || error.code == ErrorCode::InvalidProps);
    QCOMPARE(error.where, u"node"_s);
}

void TestReadFileConstruct::aLinkThatLeadsOutIsNotFollowed()
{
    put(folder->filePath(u"secret"_s), "secret");
    put(at(u".env"_s), "KEY=secret");
    QVERIFY(QFile::link(folder->filePath(u"secret"_s), at(u"link"_s)));
    QVERIFY(QFile::link(folder->path(), at(u"up"_s)));
    QVERIFY(QFile::link(at(u".env"_s), at(u"env"_s)));
    QVERIFY(QFile::link(folder->filePath(u"nothing"_s), at(u"broken"_s)));
    QVERIFY(QFile::link(at(u"a.txt"_s), at(u"fine"_s)));
    for (const QString &path : {u"link"_s, u"up/secret"_s, u"env"_s, u"broken"_s})
        QCOMPARE(errorOf(path).code, ErrorCode::NotAllowed);
    QCOMPARE(textOf(u"fine"_s), u"hello"_s);
}

void TestReadFileConstruct::theStateIsNotRead()
{
    options.privateDirs = {at(u"state"_s)};
    put(at(u"state/x"_s), "x");
    startProgram();
    QCOMPARE(errorOf(u"state/x"_s).code, ErrorCode::NotAllowed);
}

void TestReadFileConstruct::allowedFoldersAreRead()
{
    put(folder->filePath(u"more/b.txt"_s), "b");
    put(folder->filePath(u"more2/b.txt"_s), "b");
    options.allowedDirs = {folder->filePath(u"more"_s)};
    startProgram();
    QCOMPARE(textOf(u"../more/b.txt"_s), u"b"_s);
    QCOMPARE(textOf(folder->filePath(u"more/b.txt"_s)), u"b"_s);
    QCOMPARE(errorOf(u"../more2/b.txt"_s).code, ErrorCode::NotAllowed);
}

void TestReadFileConstruct::readsWhatIsThere()
{
    const QJsonObject outputs = read({{u"path"_s, u"a.txt"_s}}).outputs();
    QCOMPARE(outputs.value("text"_L1).toString(), u"hello"_s);
    QCOMPARE(outputs.value("bytes"_L1).toInt(), 5);
    QCOMPARE(outputs.value("exists"_L1), QJsonValue(true));
    QCOMPARE(outputs.value("modifiedAt"_L1).toInteger(),
             QFileInfo(at(u"a.txt"_s)).lastModified().toMSecsSinceEpoch());
}

void TestReadFileConstruct::whatIsNotThereIsNoFailure()
{
    const QJsonObject outputs = read({{u"path"_s, u"sub/none.txt"_s}}).outputs();
    QCOMPARE(outputs.value("exists"_L1), QJsonValue(false));
    QVERIFY(outputs.value("text"_L1).isNull());
    QCOMPARE(errorOf(u"."_s).code, ErrorCode::InvalidProps);
}

void TestReadFileConstruct::aFileThatIsTooLongIsAnError()
{
    QVERIFY(read({{u"path"_s, u"a.txt"_s}, {u"maxBytes"_s, 5}}).ok());
    const Error error = read({{u"path"_s, u"a.txt"_s}, {u"maxBytes"_s, 4}}).error();
    QCOMPARE(error.code, ErrorCode::IoError);
    QVERIFY(error.message.contains(u"maxBytes"_s));
}

void TestReadFileConstruct::aPipeIsNoFile()
{
    QCOMPARE(::mkfifo(QFile::encodeName(at(u"pipe"_s)).constData(), 0600), 0);
    QCOMPARE(errorOf(u"pipe"_s).code, ErrorCode::InvalidProps);
}

void TestReadFileConstruct::bytesThatAreNoTextAreAnError()
{
    put(at(u"b"_s), "\xff\xfe\xfd");
    const Error error = errorOf(u"b"_s);
    QCOMPARE(error.code, ErrorCode::IoError);
    QVERIFY(error.hint.contains(u"base64"_s));
}

void TestReadFileConstruct::knowsEncodings()
{
    put(at(u"b"_s), QByteArray("\xe4\x00", 2));
    QCOMPARE(textOf(u"b"_s, u"utf-16"_s), u"ä"_s);
    QCOMPARE(textOf(u"b"_s, u"latin1"_s), u"ä"_s + QChar(0));
    QCOMPARE(textOf(u"b"_s, u"base64"_s), u"5AA="_s);
    put(at(u"bom"_s), "\xef\xbb\xbf\xc3\xa4");
    QCOMPARE(textOf(u"bom"_s), u"ä"_s);
}

void TestReadFileConstruct::aRestartKeepsWhatWasRead()
{
    QCOMPARE(textOf(u"a.txt"_s), u"hello"_s);
    put(at(u"a.txt"_s), "later");
    startProgram();
    QCOMPARE(textOf(u"a.txt"_s), u"hello"_s);
    QCOMPARE(textOf(u"a.txt"_s, u"latin1"_s), u"later"_s);
}

void TestReadFileConstruct::runAgainByAPersonReadsAgain()
{
    const QJsonObject props{{u"path"_s, u"a.txt"_s}};
    QVERIFY(read(props).ok());
    put(at(u"a.txt"_s), "later");
    QCOMPARE(read(props, {u"rerun"_s, {}, u"node"_s, 0}).outputs().value("text"_L1).toString(),
             u"later"_s);
}

void TestReadFileConstruct::watchingTellsChanges()
{
    const QJsonObject props{{u"path"_s, u"a.txt"_s}, {u"watch"_s, true}};
    QVERIFY(read(props).ok());
    put(at(u"a.txt"_s), "one");
    QVERIFY(hears(1));
    QCOMPARE(told.last().value("text"_L1).toString(), u"one"_s);
    // Replaced by another file, as editors do.
    put(at(u"new"_s), "two");
    QVERIFY(QFile::remove(at(u"a.txt"_s)) && QFile::rename(at(u"new"_s), at(u"a.txt"_s)));
    QVERIFY(QTest::qWaitFor([&] {
        stage->host.time.advance(100);
        return told.last().value("text"_L1).toString() == u"two"_s;
    }));
    // And at the next start it is read anew.
    reader->stop();
    put(at(u"a.txt"_s), "three");
    startProgram();
    QCOMPARE(read(props).outputs().value("text"_L1).toString(), u"three"_s);
}

void TestReadFileConstruct::watchingTellsThatItIsGoneAndBack()
{
    QVERIFY(read({{u"path"_s, u"a.txt"_s}, {u"watch"_s, true}}).ok());
    QVERIFY(QFile::remove(at(u"a.txt"_s)));
    QVERIFY(hears(1));
    QCOMPARE(told.last().value("exists"_L1), QJsonValue(false));
    const qsizetype before = told.size();
    put(at(u"a.txt"_s), "back");
    QVERIFY(hears(before + 1));
    QVERIFY(QTest::qWaitFor([&] {
        stage->host.time.advance(100);
        return told.last().value("text"_L1).toString() == u"back"_s;
    }));
}

void TestReadFileConstruct::watchingEndsWithTheNode()
{
    QVERIFY(read({{u"path"_s, u"a.txt"_s}, {u"watch"_s, true}}).ok());
    reader->destroy(*stage->host.node(u"node"_s), [](const Result<void> &) {});
    put(at(u"a.txt"_s), "later");
    // Another one is told, and so was everything before it.
    const JobRun other =
        stage->begin(*reader, {{u"path"_s, u"b.txt"_s}, {u"watch"_s, true}}, {}, u"other"_s);
    QTRY_VERIFY(other.ended());
    put(at(u"b.txt"_s), "b");
    QVERIFY(hears(1));
    for (const QJsonObject &outputs : told)
        QVERIFY(outputs.value("text"_L1).toString() != u"later"_s);
}

QTEST_GUILESS_MAIN(TestReadFileConstruct)
#include "tst_readfileconstruct.moc"
