// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/rowtext.h"

#include <QJsonArray>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

/// One line of text for whatever a node gave back.
class TestRowText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneLineIsOneShortLine_data();
    void oneLineIsOneShortLine();
    void summaryIsTheMostTellingOutput_data();
    void summaryIsTheMostTellingOutput();
    void failedRecordShowsItsError();
    void elementsAreCalledWhatTheyAre();
    void markdownLosesItsMarks();
};

void TestRowText::oneLineIsOneShortLine_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("line");
    QTest::newRow("text") << QJsonValue(u"a\n  b\tc"_s) << u"a b c"_s;
    QTest::newRow("number") << QJsonValue(3) << u"3"_s;
    QTest::newRow("fraction") << QJsonValue(0.5) << u"0.5"_s;
    QTest::newRow("truth") << QJsonValue(true) << u"true"_s;
    QTest::newRow("null") << QJsonValue(QJsonValue::Null) << u"null"_s;
    QTest::newRow("undefined") << QJsonValue(QJsonValue::Undefined) << QString();
    QTest::newRow("object") << QJsonValue(QJsonObject{{u"a"_s, 1}}) << u"{\"a\":1}"_s;
    QTest::newRow("array") << QJsonValue(QJsonArray{1, 2}) << u"[1,2]"_s;
    QTest::newRow("long array") << QJsonValue(QJsonArray{1, 2, 3, 4, 5, 6, 7, 8, 9}) << u"[9]"_s;
    QTest::newRow("long text") << QJsonValue(QString(5'000, u'x'))
                               << QString(159, u'x') + QChar(0x2026);
}

void TestRowText::oneLineIsOneShortLine()
{
    QFETCH(QJsonValue, value);
    QFETCH(QString, line);
    QCOMPARE(oneLine(value), line);
}

void TestRowText::summaryIsTheMostTellingOutput_data()
{
    QTest::addColumn<QJsonObject>("outputs");
    QTest::addColumn<QString>("summary");
    const QJsonObject calls{{u"id"_s, u"x"_s}, {u"content"_s, u""_s}, {u"calls"_s, QJsonArray{1}}};
    QTest::newRow("its own") << QJsonObject{{u"id"_s, u"x"_s}, {u"content"_s, u"hello"_s}}
                             << u"hello"_s;
    QTest::newRow("empty: the next") << calls << u"[1]"_s;
    QTest::newRow("only an id") << QJsonObject{{u"id"_s, u"x"_s}} << QString();
    QTest::newRow("nothing") << QJsonObject() << QString();
    const QJsonObject named{{u"name"_s, u"wikipedia"_s}};
    QTest::newRow("named things") << QJsonObject{{u"calls"_s, QJsonArray{named, named}}}
                                  << u"2 calls: wikipedia, wikipedia"_s;
    QTest::newRow("one thing") << QJsonObject{{u"calls"_s, QJsonArray{QJsonObject{{u"a"_s, 1}}}}}
                               << u"1 call"_s;
    QTest::newRow("a switch") << QJsonObject{{u"calls"_s, true}} << u"calls"_s;
    QTest::newRow("a number") << QJsonObject{{u"calls"_s, 2}} << u"calls 2"_s;
    QTest::newRow("Markdown") << QJsonObject{{u"content"_s, u"**Ada** wrote"_s}} << u"Ada wrote"_s;
    QTest::newRow("what has a content")
        << QJsonObject{{u"calls"_s, QJsonObject{{u"content"_s, u"hello"_s}}}} << u"hello"_s;
}

void TestRowText::summaryIsTheMostTellingOutput()
{
    QFETCH(QJsonObject, outputs);
    QFETCH(QString, summary);
    ConstructType type;
    type.name = u"Completion"_s;
    type.summaryOutput = u"content"_s;
    for (const QString &name : {u"id"_s, u"content"_s, u"calls"_s}) {
        OutputSpec output;
        output.name = name;
        type.outputs.append(output);
    }
    QCOMPARE(summaryOf(&type, outputs), summary);
    QCOMPARE(summaryOf(nullptr, outputs), QString());
    QCOMPARE(summaryOf(&type, {}), QString());
}

void TestRowText::failedRecordShowsItsError()
{
    NodeRecord record;
    record.id = NodeId::fromPath({u"completion"_s});
    record.constructType = u"Completion"_s;
    record.state = NodeState::Failed;
    record.error = Error{ErrorCode::ModelFailed, u"The model said no."_s, {}, {}};
    record.outputs = QJsonObject{{u"content"_s, u"old"_s}};
    record.appliedAt = 1'000;
    record.durationMs = 12;
    const TreeRow row = rowOf(record, nullptr);
    QCOMPARE(row.title, u"Completion"_s);
    QCOMPARE(row.nodeId, u"completion"_s);
    QCOMPARE(row.summary, u"The model said no."_s);
    QCOMPARE(row.state, NodeState::Failed);
    QVERIFY(!row.active);
    QCOMPARE(row.changedAt, 1'000);
    QCOMPARE(row.durationMs, 12);
    record.appliedAt = 0;
    QCOMPARE(rowOf(record, nullptr).durationMs, -1);
}

void TestRowText::elementsAreCalledWhatTheyAre()
{
    Element element;
    element.kind = Element::Kind::Construct;
    element.name = u"Memory"_s;
    QCOMPARE(titleOf(element), u"Memory"_s);
    QCOMPARE(rowKindOf(element), TreeRow::Kind::Construct);
    for (const auto &[kind, title] :
         {std::pair(Element::Kind::Show, u"show"_s), std::pair(Element::Kind::For, u"for"_s),
          std::pair(Element::Kind::Store, u"store"_s),
          std::pair(Element::Kind::Boundary, u"boundary"_s)}) {
        element.kind = kind;
        QCOMPARE(titleOf(element), title);
    }
}

void TestRowText::markdownLosesItsMarks()
{
    QCOMPARE(plainLine(u"# Ada\n\n- **Ada** wrote `Note G`\n- 3 * 4"_s),
             u"Ada Ada wrote Note G 3 * 4"_s);
}

QTEST_GUILESS_MAIN(TestRowText)
#include "tst_rowtext.moc"
