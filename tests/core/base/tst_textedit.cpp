// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/textedit.h"

#include <QRandomGenerator>
#include <QTest>

using namespace creact;

class tst_TextEdit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesEditsOfAnotherText_data();
    void refusesEditsOfAnotherText();
    void makesEditsOneAfterTheOther();
    void makesManyEditsAtOnceAsOneAfterTheOther();
    void takesEditsBack();
    void findsTheOneDifference_data();
    void findsTheOneDifference();
};

void tst_TextEdit::refusesEditsOfAnotherText_data()
{
    QTest::addColumn<qlonglong>("offset");
    QTest::addColumn<QByteArray>("removed");
    QTest::newRow("before the start") << qlonglong(-1) << QByteArray();
    QTest::newRow("behind the end") << qlonglong(4) << QByteArray();
    QTest::newRow("something else") << qlonglong(1) << QByteArray("x");
    QTest::newRow("over the end") << qlonglong(2) << QByteArray("cd");
}

void tst_TextEdit::refusesEditsOfAnotherText()
{
    QFETCH(qlonglong, offset);
    QFETCH(QByteArray, removed);
    const Result<QByteArray> result = edited("abc", {{offset, removed, "y"}});
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
}

void tst_TextEdit::makesEditsOneAfterTheOther()
{
    QCOMPARE(edited("abc", {}).value(), QByteArray("abc"));
    QCOMPARE(edited("abc", {{3, "", "d"}, {0, "ab", ""}, {2, "", "e"}}).value(), QByteArray("cde"));
    QVERIFY(!edited("abc", {{0, "a", ""}, {0, "a", ""}}).ok());
}

/// Edits that lie apart, in either order, and any others: the plainest way comes to the same.
void tst_TextEdit::makesManyEditsAtOnceAsOneAfterTheOther()
{
    QRandomGenerator random(1);
    int apart = 0;
    for (int round = 0; round < 2'000; ++round) {
        QByteArray text;
        for (int i = random.bounded(30); i >= 0; --i)
            text += char('a' + random.bounded(26));
        QByteArray plain = text;
        TextEdits edits;
        const int order = random.bounded(3); // backwards, forwards, any
        qsizetype at = order == 0 ? text.size() : 0;
        for (int i = random.bounded(6); i > 0; --i) {
            const qsizetype size = plain.size();
            qsizetype offset = order == 0 ? random.bounded(int(at + 1))
                : order == 1              ? at + random.bounded(int(size - at + 1))
                                          : random.bounded(int(size + 1));
            const qsizetype room = (order == 0 ? at : size) - offset;
            const QByteArray removed = plain.mid(offset, random.bounded(int(room + 1)));
            const QByteArray inserted = QByteArray("XYZ").left(random.bounded(4));
            edits.append({offset, removed, inserted});
            plain.replace(offset, removed.size(), inserted);
            at = order == 0 ? offset : offset + inserted.size();
        }
        apart += edits.size() > 1 && order < 2;
        QCOMPARE(edited(text, edits).value(), plain);
        QCOMPARE(edited(plain, inverse(edits)).value(), text);
        if (edits.isEmpty())
            continue;
        TextEdits wrong = edits;
        wrong[random.bounded(int(wrong.size()))].removed += "!";
        QVERIFY(!edited(text, wrong).ok());
    }
    QVERIFY(apart > 500);
}

void tst_TextEdit::takesEditsBack()
{
    const TextEdits edits{{0, "a", "xyz"}, {2, "zb", ""}, {3, "", "é"}};
    const QByteArray after = edited("abc", edits).value();
    QCOMPARE(after, QByteArray("xycé"));
    QCOMPARE(edited(after, inverse(edits)).value(), QByteArray("abc"));
    QCOMPARE(inverse(inverse(edits)), edits);
}

void tst_TextEdit::findsTheOneDifference_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("removed");
    QTest::addColumn<QByteArray>("inserted");
    const auto row = [](const char *name, const char *from, const char *to, const char *removed,
                        const char *inserted) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(removed)
                            << QByteArray(inserted);
    };
    row("none", "abc", "abc", "", "");
    row("empty", "", "", "", "");
    row("from nothing", "", "abc", "", "abc");
    row("to nothing", "abc", "", "abc", "");
    row("first", "abc", "xbc", "a", "x");
    row("last", "abc", "abx", "c", "x");
    row("inside", "abc", "axyc", "b", "xy");
    row("repeated", "aaa", "aaaa", "", "a");
    row("repeated, less", "abab", "ab", "ab", "");
    row("two bytes, the first is shared", "xéy", "xèy", "é", "è");
    row("two bytes, the last is shared", "x\u00e9y", "x\u0129y", "\u00e9", "\u0129");
    row("four bytes", "\U0001F600", "\U0001F601", "\U0001F600", "\U0001F601");
    row("of another length", "é", "\u20a9", "é", "\u20a9");
}

void tst_TextEdit::findsTheOneDifference()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, removed);
    QFETCH(QByteArray, inserted);
    const TextEdit edit = difference(from, to);
    QCOMPARE(edit.removed, removed);
    QCOMPARE(edit.inserted, inserted);
    QCOMPARE(edited(from, {edit}).value(), to);
}

QTEST_GUILESS_MAIN(tst_TextEdit)
#include "tst_textedit.moc"
