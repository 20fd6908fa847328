// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/ids.h"
#include "core/stack/stackname.h"
#include "core/stack/suggest.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestIds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesKebabCase_data();
    void makesKebabCase();
    void makesSegments_data();
    void makesSegments();
    void checksStackNames_data();
    void checksStackNames();
    void checksScopeNames_data();
    void checksScopeNames();
    void suggests_data();
    void suggests();
};

void TestIds::makesKebabCase_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("kebab");
    QTest::newRow("two words") << u"HttpServer"_s << u"http-server"_s;
    QTest::newRow("one word") << u"Memory"_s << u"memory"_s;
    QTest::newRow("capitals") << u"HTTPServer"_s << u"httpserver"_s;
    QTest::newRow("digit") << u"S3Bucket"_s << u"s3-bucket"_s;
    QTest::newRow("lower first") << u"addMessages"_s << u"add-messages"_s;
    QTest::newRow("already") << u"http-server"_s << u"http-server"_s;
    QTest::newRow("empty") << QString() << QString();
}

void TestIds::makesKebabCase()
{
    QFETCH(QString, name);
    QTEST(kebabCase(name), "kebab");
}

void TestIds::makesSegments_data()
{
    QTest::addColumn<QStringList>("flowKeys");
    QTest::addColumn<bool>("hasKey");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("segment");
    QTest::newRow("no key") << QStringList() << false << QString() << u"tool-exec"_s;
    QTest::newRow("own key as it is")
        << QStringList() << true << u"a-b.c%"_s << u"tool-exec-a-b.c%"_s;
    QTest::newRow("flow key escaped")
        << QStringList{u"a-b.c%"_s} << false << QString() << u"tool-exec-a%2Db%2Ec%25"_s;
    QTest::newRow("own key after flow keys")
        << QStringList{u"m1"_s, u"c.2"_s} << true << u"x-y"_s << u"tool-exec-m1-c%2E2-x%2Dy"_s;
    QTest::newRow("empty own key") << QStringList() << true << QString() << u"tool-exec-"_s;
}

void TestIds::makesSegments()
{
    QFETCH(QStringList, flowKeys);
    QFETCH(bool, hasKey);
    QFETCH(QString, key);
    QTEST(segmentFor(u"ToolExec"_s, flowKeys, hasKey ? std::optional(key) : std::nullopt),
          "segment");
}

void TestIds::checksStackNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("valid");
    QTest::newRow("letters") << u"agent"_s << true;
    QTest::newRow("all kinds") << u"A1.b_c-d"_s << true;
    QTest::newRow("64") << QString(64, u'a') << true;
    QTest::newRow("65") << QString(65, u'a') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("dots") << u"a..b"_s << false;
    QTest::newRow("parent") << u"../a"_s << false;
    QTest::newRow("slash") << u"a/b"_s << false;
    QTest::newRow("hidden") << u".a"_s << false;
    QTest::newRow("option") << u"-a"_s << false;
    QTest::newRow("space") << u"a b"_s << false;
    QTest::newRow("umlaut") << u"\u00e4"_s << false;
    QTest::newRow("nul") << u"a"_s + QChar(0) << false;
    QTest::newRow("line break") << u"a\n"_s << false;
}

void TestIds::checksStackNames()
{
    QFETCH(QString, name);
    QTEST(isValidStackName(name), "valid");
}

void TestIds::checksScopeNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("valid");
    QTest::newRow("name") << u"server_1$"_s << true;
    QTest::newRow("digit first") << u"1a"_s << false;
    QTest::newRow("hyphen") << u"a-b"_s << false;
    QTest::newRow("reserved") << u"class"_s << false;
    QTest::newRow("undefined") << u"undefined"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestIds::checksScopeNames()
{
    QFETCH(QString, name);
    QTEST(isValidScopeName(name), "valid");
}

void TestIds::suggests_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("near");
    QTest::newRow("swapped") << u"prot"_s << u"port"_s;
    QTest::newRow("missing") << u"chldren"_s << u"children"_s;
    QTest::newRow("case") << u"PORT"_s << u"port"_s;
    QTest::newRow("far") << u"zebra"_s << QString();
    QTest::newRow("short") << u"xy"_s << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("huge") << QString(100'000, u'a') << QString();
}

void TestIds::suggests()
{
    QFETCH(QString, word);
    QTEST(nearest(word, {u"port"_s, u"host"_s, u"children"_s}), "near");
}

QTEST_GUILESS_MAIN(TestIds)
#include "tst_ids.moc"
