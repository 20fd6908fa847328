// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/author.h"

#include <QFileInfo>
#include <QTemporaryDir>

using namespace creact;
using namespace Qt::StringLiterals;

/// An edited document is saved, and what is found in a folder.
class TestSaving : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void savedDocumentIsNotEdited();
    void changedFileIsNotOverwritten();
    void linkAndRightsAreKept();
    void documentThatCannotBeWrittenIsAnError();
    void stacksInAFolderAreListed();
};

void TestSaving::savedDocumentIsNotEdited()
{
    StackBench bench;
    Author author(bench.request());
    const QByteArray original = author.text;
    QVERIFY(author.edit("gpt-4o-mini", "gpt-9"));
    QVERIFY(author.info.edited);
    QVERIFY(author.save({bench.document, author.text, original}).ok());
    QCOMPARE(contentOf(bench.document), author.text);
    QTRY_VERIFY(!author.info.edited);
    // Elsewhere: what is open stays what it is.
    const QString other = bench.folder() + u"/other.stack.json"_s;
    QVERIFY(author.edit("gpt-9", "gpt-10"));
    QVERIFY(author.save({other, author.text, {}}).ok());
    QCOMPARE(contentOf(other), author.text);
    QVERIFY(author.info.edited);
}

void TestSaving::changedFileIsNotOverwritten()
{
    StackBench bench;
    Author author(bench.request());
    const QByteArray original = author.text;
    QVERIFY(bench.edit("gpt-4o-mini", "theirs"));
    const QByteArray theirs = contentOf(bench.document);
    const Result<void> saved = author.save({bench.document, "mine", original});
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().code, ErrorCode::AlreadyExists);
    QCOMPARE(contentOf(bench.document), theirs);
    QVERIFY(author.save({bench.document, "mine", theirs}).ok());
    QCOMPARE(contentOf(bench.document), "mine");
    // Gone, it stands in nobody's way.
    QVERIFY(QFile::remove(bench.document));
    QVERIFY(author.save({bench.document, "again", "mine"}).ok());
    QCOMPARE(contentOf(bench.document), "again");
}

void TestSaving::linkAndRightsAreKept()
{
    StackBench bench;
    Author author(bench.request());
    const QString target = bench.folder() + u"/target.stack.json"_s;
    const QString link = bench.folder() + u"/link.stack.json"_s;
    QVERIFY(QFile::copy(bench.document, target));
    QVERIFY(QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    const QFile::Permissions rights = QFile::permissions(target);
    QVERIFY(QFile::link(u"target.stack.json"_s, link));
    QVERIFY(author.save({link, "new", author.text}).ok());
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(contentOf(target), "new");
    QCOMPARE(QFile::permissions(target), rights);
}

void TestSaving::documentThatCannotBeWrittenIsAnError()
{
    StackBench bench;
    Author author(bench.request());
    Result<void> saved = author.save({bench.folder() + u"/no/such.stack.json"_s, "x", {}});
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().code, ErrorCode::NotFound);
    saved = author.save({bench.folder(), "x", {}});
    QVERIFY(!saved.ok());
    QVERIFY(QFileInfo(bench.folder()).isDir());
}

void TestSaving::stacksInAFolderAreListed()
{
    StackBench bench;
    {
        Author author(bench.request());
        QVERIFY(author.deploy().ok());
        QVERIFY(author.stop().ok());
    }
    EngineUser user;
    const auto listed = [&](const QString &folder) {
        return user.await<QStringList>(
            [&](const Done<QStringList> &done) { user.engine().stacksIn(folder, done); });
    };
    const QString folder = bench.folder() + u"/.creact-state"_s;
    const Result<QStringList> stacks = listed(folder);
    QVERIFY(stacks.ok());
    QCOMPARE(*stacks, QStringList(u"agent"_s));
    QTemporaryDir empty;
    const Result<QStringList> none = listed(empty.path());
    QVERIFY(none.ok());
    QCOMPARE(*none, QStringList());
    QCOMPARE(QDir(empty.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden),
             QStringList());
    // And looked at.
    OpenRequest request;
    request.backendUrl = u"file:"_s + folder;
    request.stackName = u"agent"_s;
    QVERIFY(user.open(request).ok());
    QVERIFY(user.info.readOnly);
    QTRY_COMPARE(user.tree.withTitle(u"Memory"_s).size(), 1);
    user.engine().edit("{}", 1);
    QVERIFY(user.state().ok());
    QCOMPARE(user.tree.withTitle(u"Memory"_s).size(), 1);
}

QTEST_GUILESS_MAIN(TestSaving)
#include "tst_saving.moc"
