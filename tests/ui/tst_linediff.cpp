// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/linediff.h"

#include <QRandomGenerator>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

/// "=a -b +c ~3"
QString told(const QList<DiffLine> &lines)
{
    QStringList words;
    for (const DiffLine &line : lines) {
        if (line.kind == DiffLine::Kind::Left)
            words.append(u"~%1"_s.arg(line.count));
        else
            words.append(u"=-+"_s.at(int(line.kind)) + line.text);
    }
    return words.join(u' ');
}

} // namespace

class TestLineDiff : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsLines_data();
    void tellsLines();
    void leavesOutWhatIsTheSame();
    void givesBothTextsBack();
    void endsWithTextsThatHaveNothingInCommon();
};

void TestLineDiff::tellsLines_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("lines");
    QTest::newRow("same") << u"a\nb"_s << u"a\nb"_s << u""_s;
    QTest::newRow("added") << u"a\nc"_s << u"a\nb\nc"_s << u"=a +b =c"_s;
    QTest::newRow("removed") << u"a\nb\nc"_s << u"a\nc"_s << u"=a -b =c"_s;
    QTest::newRow("changed") << u"a\nb\nc"_s << u"a\nx\nc"_s << u"=a -b +x =c"_s;
    QTest::newRow("first") << u"b"_s << u"a\nb"_s << u"+a =b"_s;
    QTest::newRow("last") << u"a"_s << u"a\nb"_s << u"=a +b"_s;
    QTest::newRow("two places") << u"a\nb\nc\nd\ne"_s << u"a\nc\nd\nx\ne"_s
                                << u"=a -b =c =d +x =e"_s;
}

void TestLineDiff::tellsLines()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, lines);
    QCOMPARE(told(lineDiff(from, to)), lines);
}

void TestLineDiff::leavesOutWhatIsTheSame()
{
    QStringList from;
    for (int i = 0; i < 20; ++i)
        from.append(QString::number(i));
    QStringList to = from;
    to[10] = u"x"_s;
    QCOMPARE(told(lineDiff(from.join(u'\n'), to.join(u'\n'), 2)), u"~8 =8 =9 -10 +x =11 =12 ~7"_s);
}

void TestLineDiff::givesBothTextsBack()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 300; ++round) {
        QStringList from;
        QStringList to;
        for (int i = random.bounded(12); i >= 0; --i)
            from.append(QString::number(random.bounded(4)));
        for (int i = random.bounded(12); i >= 0; --i)
            to.append(QString::number(random.bounded(4)));
        if (from == to)
            continue;
        QStringList old;
        QStringList now;
        for (const DiffLine &line : lineDiff(from.join(u'\n'), to.join(u'\n'), 100)) {
            if (line.kind != DiffLine::Kind::New)
                old.append(line.text);
            if (line.kind != DiffLine::Kind::Old)
                now.append(line.text);
        }
        QCOMPARE(old, from);
        QCOMPARE(now, to);
    }
}

void TestLineDiff::endsWithTextsThatHaveNothingInCommon()
{
    QStringList from;
    QStringList to;
    for (int i = 0; i < 5000; ++i) {
        from.append(u"a%1"_s.arg(i));
        to.append(u"b%1"_s.arg(i));
    }
    QCOMPARE(lineDiff(from.join(u'\n'), to.join(u'\n')).size(), 10'000);
}

QTEST_GUILESS_MAIN(TestLineDiff)
#include "tst_linediff.moc"
