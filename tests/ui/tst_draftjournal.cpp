// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/draftjournal.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QString document = u"/home/ada/agent.stack.json"_s;
const QByteArray base = "{ \"a\": 1 }\n";

} // namespace

class TestDraftJournal : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void keepsWhatWasNotSaved();
    void isNotThereWithoutUnsavedWork();
    void savingBeginsAnew();
    void closingInOrderLeavesNothing();
    void aTornEndIsDroppedAtEveryByte();
    void aDamagedLineEndsIt();
    void somebodyElsesFileIsNoJournal();
    void outgrownJournalIsWrittenAnew();
    void twoWindowsDoNotMeet();
    void isOfferedUntilItIsAnswered();
    void workThatIsInTheFileAlreadyIsNotOffered();
    void anyCharactersAreKept();
    void survivesAKilledProcess();
    void isForItsOwnerOnly();

private:
    std::unique_ptr<DraftJournal> opened(const QByteArray &bytes = base)
    {
        auto journal = std::make_unique<DraftJournal>(m_dir->filePath(u"drafts"_s));
        journal->open(document, bytes, bytes);
        return journal;
    }
    QStringList files() const
    {
        return QDir(m_dir->filePath(u"drafts"_s)).entryList({u"*.draft"_s}, QDir::Files);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

/// Makes it that text, as the draft would.
static void edit(DraftJournal &journal, QByteArray &text, const TextEdits &edits)
{
    text = *edited(text, edits);
    journal.append(edits, text);
}

void TestDraftJournal::keepsWhatWasNotSaved()
{
    QByteArray text = base;
    {
        const auto journal = opened();
        QVERIFY(!journal->found());
        edit(*journal, text, {{2, {}, "ä"}});
        edit(*journal, text, {{0, "{ ", "{"}, {text.size() - 2, "\n", {}}});
    }
    const auto journal = opened();
    QVERIFY(journal->found());
    QCOMPARE(journal->found()->text, text);
    QCOMPARE(journal->found()->baseText, base);
    QCOMPARE(journal->found()->documentPath, document);
    QVERIFY(qAbs(journal->found()->editedAt - QDateTime::currentMSecsSinceEpoch()) < 60'000);
}

void TestDraftJournal::isNotThereWithoutUnsavedWork()
{
    const auto journal = opened();
    QCOMPARE(files().size(), 0);
    QByteArray text = base;
    edit(*journal, text, {{0, {}, " "}});
    QCOMPARE(files().size(), 1);
    edit(*journal, text, {{0, " ", {}}});
    QCOMPARE(files().size(), 0);
    edit(*journal, text, {{0, {}, "x"}});
    QCOMPARE(DraftJournal::read(journal->fileName())->text, text);
}

void TestDraftJournal::savingBeginsAnew()
{
    QByteArray text = base;
    {
        const auto journal = opened();
        edit(*journal, text, {{0, {}, " "}});
        journal->setSaved(text, text);
        QCOMPARE(files().size(), 0);
        edit(*journal, text, {{0, {}, "x"}});
    }
    const auto journal = opened(" " + base);
    QCOMPARE(journal->found()->text, "x " + base);
    QCOMPARE(journal->found()->baseText, " " + base);
}

void TestDraftJournal::closingInOrderLeavesNothing()
{
    QByteArray text = base;
    const auto journal = opened();
    edit(*journal, text, {{0, {}, " "}});
    journal->close();
    QVERIFY(QDir(m_dir->filePath(u"drafts"_s)).isEmpty(QDir::Files));
    journal->append({{0, {}, " "}}, text);
    QCOMPARE(files().size(), 0);
}

void TestDraftJournal::aTornEndIsDroppedAtEveryByte()
{
    QList<QByteArray> texts{base};
    QList<qsizetype> ends;
    QString name;
    {
        QByteArray text = base;
        const auto journal = opened();
        for (int i = 0; i < 6; ++i) {
            edit(*journal, text, {{i, {}, "é\n\""}});
            texts.append(text);
            ends.append(QFileInfo(journal->fileName()).size());
        }
        name = journal->fileName();
    }
    QFile whole(name);
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    const qsizetype header = bytes.indexOf('\n') + 1;
    QFile torn(m_dir->filePath(u"torn"_s));
    for (qsizetype size = 0; size <= bytes.size(); ++size) {
        QVERIFY(torn.open(QIODevice::WriteOnly));
        torn.write(bytes.first(size));
        torn.close();
        const std::optional<FoundDraft> found = DraftJournal::read(torn.fileName());
        QCOMPARE(bool(found), size >= header);
        qsizetype edits = 0;
        while (edits < ends.size() && ends.at(edits) <= size)
            ++edits;
        if (found)
            QCOMPARE(found->text, texts.at(edits));
    }
}

void TestDraftJournal::aDamagedLineEndsIt()
{
    QByteArray text = base;
    QString name;
    QByteArray first;
    {
        const auto journal = opened();
        edit(*journal, text, {{0, {}, "1"}});
        first = text;
        edit(*journal, text, {{0, {}, "2"}});
        edit(*journal, text, {{0, {}, "3"}});
        name = journal->fileName();
    }
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    const qsizetype at = bytes.indexOf("\"2\"");
    QVERIFY(at > 0);
    file.seek(at + 1);
    file.write("9");
    file.close();
    QCOMPARE(DraftJournal::read(name)->text, first);
}

void TestDraftJournal::somebodyElsesFileIsNoJournal()
{
    QVERIFY(!DraftJournal::read(m_dir->filePath(u"none"_s)));
    QFile file(m_dir->filePath(u"other"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"creactDraft\": 1}\n");
    file.close();
    QVERIFY(!DraftJournal::read(file.fileName()));
}

void TestDraftJournal::outgrownJournalIsWrittenAnew()
{
    QByteArray text = base;
    qint64 largest = 0;
    {
        const auto journal = opened();
        for (int i = 0; i < 1200; ++i) {
            edit(*journal, text, {{i % 2, {}, "x"}});
            edit(*journal, text, {{i % 2, "x", {}}});
            edit(*journal, text, {{3, text.mid(3, 1), i % 2 ? "y" : "z"}});
            largest = std::max(largest, QFileInfo(journal->fileName()).size());
        }
    }
    QVERIFY2(largest < 80'000, qPrintable(QString::number(largest)));
    QCOMPARE(opened()->found()->text, text);
}

void TestDraftJournal::twoWindowsDoNotMeet()
{
    QByteArray mine = base;
    QByteArray theirs = base;
    const auto one = opened();
    edit(*one, mine, {{0, {}, "1"}});
    auto two = opened();
    QVERIFY(!two->found());
    edit(*two, theirs, {{0, {}, "2"}});
    QVERIFY(one->fileName() != two->fileName());
    two.reset();
    const auto three = opened();
    QCOMPARE(three->found()->text, theirs);
    QCOMPARE(DraftJournal::read(one->fileName())->text, mine);
}

void TestDraftJournal::isOfferedUntilItIsAnswered()
{
    QByteArray text = base;
    edit(*opened(), text, {{0, {}, "lost"}});
    {
        // New work does not take its place.
        const auto journal = opened();
        QByteArray other = base;
        edit(*journal, other, {{0, {}, "new"}});
        QCOMPARE(DraftJournal::read(journal->fileName())->text, other);
        QCOMPARE(journal->found()->text, text);
        journal->close();
    }
    const auto journal = opened();
    QCOMPARE(journal->found()->text, text);
    journal->discardFound();
    QVERIFY(!journal->found());
    QVERIFY(!opened()->found());
}

void TestDraftJournal::workThatIsInTheFileAlreadyIsNotOffered()
{
    QByteArray text = base;
    edit(*opened(), text, {{0, {}, "saved after all"}});
    QVERIFY(!opened(text)->found());
    QCOMPARE(files().size(), 0);
}

void TestDraftJournal::anyCharactersAreKept()
{
    QByteArray text = base;
    edit(*opened(), text, {{0, {}, "\xEF\xBB\xBF\xE2\x80\xA9\xF0\x9F\x98\x80\0\t\"\\"_ba}});
    QCOMPARE(opened()->found()->text, text);
}

// This program, started again: edits, tells that it did, and waits to be killed.
void TestDraftJournal::survivesAKilledProcess()
{
    const QString folder = m_dir->filePath(u"drafts"_s);
    QProcess window;
    window.start(QCoreApplication::applicationFilePath(), {u"--edit"_s, folder});
    QVERIFY(window.waitForStarted());
    QTRY_VERIFY(window.canReadLine());
    QVERIFY(!opened()->found()); // it lives, and holds its own
    window.kill();
    QVERIFY(window.waitForFinished());
    const auto journal = opened();
    QVERIFY(journal->found());
    QCOMPARE(journal->found()->text, "unsaved " + base);
}

void TestDraftJournal::isForItsOwnerOnly()
{
    const auto journal = opened();
    QByteArray text = base;
    edit(*journal, text, {{0, {}, " "}});
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(journal->fileName()) & others));
    QVERIFY(!(QFile::permissions(m_dir->filePath(u"drafts"_s)) & others));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == "--edit"_L1) {
        DraftJournal journal(app.arguments().at(2));
        journal.open(document, base, base);
        journal.append({{0, {}, "unsaved "}}, "unsaved " + base);
        puts("edited");
        fflush(stdout);
        return app.exec();
    }
    TestDraftJournal test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_draftjournal.moc"
