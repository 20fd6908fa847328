// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/expression/scripttext.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestScriptText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void identifiersHoldEveryNameOnce()
    {
        QCOMPARE(scripttext::identifiers(u"a + b.c(a => $x_1 ?? über) ? true : 'd'"_s),
                 QStringList({u"a"_s, u"b"_s, u"c"_s, u"$x_1"_s, u"über"_s, u"d"_s}));
    }
    void onlyPlainPathsArePaths()
    {
        QCOMPARE(scripttext::path(u" chat.pending.id "_s),
                 QStringList({u"chat"_s, u"pending"_s, u"id"_s}));
        for (const QString &text : {u"a + b"_s, u"a?.b"_s, u"a[0]"_s, u"true"_s, u"undefined"_s,
                                    u"this.x"_s, u"a.b()"_s, u""_s, u"a."_s, u"1"_s})
            QVERIFY2(scripttext::path(text).isEmpty(), qPrintable(text));
    }
    void positionsCountFromOne()
    {
        QCOMPARE(scripttext::position(u"ab\ncd"_s, 0), u"line 1, column 1"_s);
        QCOMPARE(scripttext::position(u"ab\ncd"_s, 4), u"line 2, column 2"_s);
        QCOMPARE(scripttext::positionOf(u"idle.id"_s, u"id"_s), u"line 1, column 6"_s);
        QCOMPARE(scripttext::positionOf(u"id.id"_s, u"id"_s), QString());
    }
};

QTEST_GUILESS_MAIN(TestScriptText)
#include "tst_scripttext.moc"
