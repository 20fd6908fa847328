// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakeengine.h"
#include "ui/editing/draftfile.h"

#include <QFileInfo>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

using namespace creact;
using namespace Qt::StringLiterals;
using Outside = DraftFile::Outside;

namespace {

const QByteArray first = "{\n  \"a\": 1\n}\n";

} // namespace

class TestDraftFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void savesWhatWasEdited();
    void unmodifiedIsNotWritten();
    void aSaveThatFailsLeavesItModified();
    void aFileOthersChangedIsNotOverwritten();
    void unmodifiedFollowsItsFile();
    void aReloadCanBeUndone();
    void modifiedIsAskedAbout();
    void theSameChangeOutsideIsNoMatter();
    void aReplacedFileIsStillWatched();
    void aDeletedFileIsWrittenAgain();
    void revertTakesTheFile();
    void savedAsIsAnotherFile();
    void unsavedWorkIsOfferedAndRestored();
    void unsavedWorkIsOfferedThoughTheFileIsAnother();
    void savedWorkIsNotOffered();

private:
    void reopen();
    void write(const QByteArray &bytes, bool replacing = false);
    QByteArray onDisk() const;
    void type(const QByteArray &text) { QVERIFY(m_draft->type({1, {}, text})); }
    Done<void> noting()
    {
        m_done.reset();
        return [this](const Result<void> &result) { m_done = result; };
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<StackDraft> m_draft;
    std::unique_ptr<DraftFile> m_file;
    std::optional<Result<void>> m_done;
};

void TestDraftFile::init()
{
    m_file.reset();
    m_draft.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"a.stack.json"_s);
    write(first);
    reopen();
}

/// As another window would, after this one was killed.
void TestDraftFile::reopen()
{
    m_file.reset();
    m_draft.reset();
    m_engine = std::make_unique<Engine>();
    m_draft = std::make_unique<StackDraft>(*m_engine);
    m_file = std::make_unique<DraftFile>(*m_engine, *m_draft);
    m_file->setDraftsFolder(m_dir->filePath(u"drafts"_s));
    m_draft->load(readStackDocument(onDisk(), m_path), m_path);
}

void TestDraftFile::write(const QByteArray &bytes, bool replacing)
{
    if (replacing) {
        QSaveFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        QVERIFY(file.commit());
        return;
    }
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray TestDraftFile::onDisk() const
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestDraftFile::savesWhatWasEdited()
{
    type(" ");
    QSignalSpy saved(m_file.get(), &DraftFile::saved);
    m_file->save(noting());
    QVERIFY(m_done && *m_done);
    QCOMPARE(saved.count(), 1);
    const SaveRequest request = EngineScript::of(*m_engine).saves.constLast();
    QCOMPARE(request.path, m_path);
    QCOMPARE(request.text, "{ " + first.mid(1));
    QCOMPARE(request.expected, std::optional(first));
    QVERIFY(!m_draft->isModified());
    type(" ");
    m_file->save(noting());
    QCOMPARE(EngineScript::of(*m_engine).saves.constLast().expected,
             std::optional<QByteArray>("{ " + first.mid(1)));
}

void TestDraftFile::unmodifiedIsNotWritten()
{
    m_file->save(noting());
    QVERIFY(m_done && *m_done);
    QVERIFY(EngineScript::of(*m_engine).saves.isEmpty());
}

void TestDraftFile::aSaveThatFailsLeavesItModified()
{
    type(" ");
    EngineScript::of(*m_engine).refuse = Error{ErrorCode::DiskFull, u"Full."_s, {}, {}};
    m_file->save(noting());
    QCOMPARE(m_done->error().code, ErrorCode::DiskFull);
    QVERIFY(m_draft->isModified());
    QCOMPARE(m_file->outside(), Outside::Same);
}

void TestDraftFile::aFileOthersChangedIsNotOverwritten()
{
    type(" ");
    // Before the watcher could tell.
    write("{ \"theirs\": 1 }");
    EngineScript::of(*m_engine).refuse = Error{ErrorCode::AlreadyExists, u"Changed."_s, {}, {}};
    m_file->save(noting());
    QTRY_VERIFY(m_done);
    QCOMPARE(m_done->error().code, ErrorCode::AlreadyExists);
    QCOMPARE(m_file->outside(), Outside::NotSaved);
    QCOMPARE(m_file->theirText(), "{ \"theirs\": 1 }");
    QVERIFY(m_draft->isModified());
    EngineScript::of(*m_engine).refuse.reset();
    m_file->overwrite(noting());
    QVERIFY(*m_done);
    QCOMPARE(EngineScript::of(*m_engine).saves.constLast().expected,
             std::optional<QByteArray>("{ \"theirs\": 1 }"));
    QCOMPARE(m_file->outside(), Outside::Same);
    QVERIFY(!m_draft->isModified());
}

void TestDraftFile::unmodifiedFollowsItsFile()
{
    QSignalSpy reloaded(m_file.get(), &DraftFile::reloaded);
    write("{\n  \"a\": 2\n}\n");
    QTRY_COMPARE(reloaded.count(), 1);
    QCOMPARE(m_draft->text(), "{\n  \"a\": 2\n}\n");
    QVERIFY(!m_draft->isModified());
    QCOMPARE(m_file->outside(), Outside::Same);
}

void TestDraftFile::aReloadCanBeUndone()
{
    QSignalSpy reloaded(m_file.get(), &DraftFile::reloaded);
    QSignalSpy modified(m_draft.get(), &StackDraft::modifiedChanged);
    write("{}");
    QTRY_COMPARE(reloaded.count(), 1);
    QCOMPARE(modified.count(), 0);
    QCOMPARE(m_draft->undoStack()->undoText(), u"reload"_s);
    m_draft->undoStack()->undo();
    QCOMPARE(m_draft->text(), first);
    QVERIFY(m_draft->isModified());
    m_draft->undoStack()->redo();
    QVERIFY(!m_draft->isModified());
}

void TestDraftFile::modifiedIsAskedAbout()
{
    type(" ");
    write("{ \"theirs\": 1 }");
    QTRY_COMPARE(m_file->outside(), Outside::Changed);
    QCOMPARE(m_draft->text(), "{ " + first.mid(1));
    m_file->keepMine();
    QCOMPARE(m_file->outside(), Outside::Same);
    QCOMPARE(m_draft->savedBytes(), "{ \"theirs\": 1 }");
    QVERIFY(m_draft->isModified());
    write("{ \"theirs\": 2 }");
    QTRY_COMPARE(m_file->outside(), Outside::Changed);
    m_file->takeTheirs();
    QCOMPARE(m_draft->text(), "{ \"theirs\": 2 }");
    QVERIFY(!m_draft->isModified());
    m_draft->undoStack()->undo();
    QCOMPARE(m_draft->text(), "{ " + first.mid(1));
}

void TestDraftFile::theSameChangeOutsideIsNoMatter()
{
    type(" ");
    write("{ " + first.mid(1));
    QTRY_VERIFY(!m_draft->isModified());
    QCOMPARE(m_file->outside(), Outside::Same);
}

void TestDraftFile::aReplacedFileIsStillWatched()
{
    QSignalSpy reloaded(m_file.get(), &DraftFile::reloaded);
    for (int i = 1; i <= 3; ++i) {
        write("{ \"round\": " + QByteArray::number(i) + " }", true);
        QTRY_COMPARE(reloaded.count(), i);
    }
}

void TestDraftFile::aDeletedFileIsWrittenAgain()
{
    QVERIFY(QFile::remove(m_path));
    QTRY_COMPARE(m_file->outside(), Outside::Deleted);
    QCOMPARE(m_draft->text(), first);
    m_file->save(noting());
    QVERIFY(m_done && *m_done);
    const SaveRequest request = EngineScript::of(*m_engine).saves.constLast();
    QCOMPARE(request.text, first);
    QVERIFY(!request.expected);
}

void TestDraftFile::revertTakesTheFile()
{
    type(" ");
    m_file->revert();
    QTRY_COMPARE(m_draft->text(), first);
    QVERIFY(!m_draft->isModified());
    m_draft->undoStack()->undo();
    QCOMPARE(m_draft->text(), "{ " + first.mid(1));
}

void TestDraftFile::savedAsIsAnotherFile()
{
    type(" ");
    const QString other = m_dir->filePath(u"b.stack.json"_s);
    m_file->saveAs(other, noting());
    QVERIFY(m_done && *m_done);
    QCOMPARE(m_draft->path(), other);
    QVERIFY(!m_draft->isModified());
    QVERIFY(!EngineScript::of(*m_engine).saves.constLast().expected);
    type(" ");
    m_file->save(noting());
    QCOMPARE(EngineScript::of(*m_engine).saves.constLast().path, other);
    QCOMPARE(onDisk(), first);
}

void TestDraftFile::unsavedWorkIsOfferedAndRestored()
{
    type(" ");
    reopen();
    QCOMPARE(m_draft->text(), first);
    QVERIFY(m_file->found());
    QVERIFY(m_file->foundFits());
    QSignalSpy matter(m_file.get(), &DraftFile::matterChanged);
    m_file->restoreFound();
    QCOMPARE(matter.count(), 1);
    QVERIFY(!m_file->found());
    QCOMPARE(m_draft->text(), "{ " + first.mid(1));
    QCOMPARE(m_draft->undoStack()->count(), 1);
    // It is unsaved still, and would be found again.
    reopen();
    QVERIFY(m_file->found());
    m_file->discardFound();
    reopen();
    QVERIFY(!m_file->found());
}

void TestDraftFile::unsavedWorkIsOfferedThoughTheFileIsAnother()
{
    type(" ");
    m_file.reset(); // nobody watches
    write("{ \"theirs\": 1 }");
    reopen();
    QVERIFY(m_file->found());
    QVERIFY(!m_file->foundFits());
    QCOMPARE(m_file->found()->text, "{ " + first.mid(1));
}

void TestDraftFile::savedWorkIsNotOffered()
{
    type(" ");
    m_file->save(noting());
    reopen();
    QVERIFY(!m_file->found());
    type(" ");
    m_file->discard();
    reopen();
    QVERIFY(!m_file->found());
}

QTEST_GUILESS_MAIN(TestDraftFile)
#include "tst_draftfile.moc"
