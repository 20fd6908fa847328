// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/valuemodel.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

QModelIndex byPath(const QAbstractItemModel &model, const QString &path,
                   const QModelIndex &parent = {})
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (index.data(ValueModel::PathRole).toString() == path)
            return index;
        const QModelIndex below = byPath(model, path, index);
        if (below.isValid())
            return below;
    }
    return {};
}

QJsonValue randomValue(QRandomGenerator &random, int depth)
{
    const int dice = int(random.bounded(depth > 0 ? 5 : 3));
    if (dice == 3) {
        QJsonArray array;
        for (quint32 i = random.bounded(5U); i > 0; --i)
            array.append(randomValue(random, depth - 1));
        return array;
    }
    if (dice == 4) {
        QJsonObject object;
        for (quint32 i = random.bounded(5U); i > 0; --i)
            object.insert(QString(QChar(u'a' + random.bounded(6))), randomValue(random, depth - 1));
        return object;
    }
    return dice == 0 ? QJsonValue(u"text"_s) : QJsonValue(random.bounded(10));
}

QString printed(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        text += index.data().toString() + u'=' + index.siblingAtColumn(1).data().toString() + u'['
            + printed(model, index) + u']';
    }
    return text;
}

} // namespace

class TestValueModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void groupsPropsOutputsAndStore();
    void aBindingShowsItsExpression();
    void keepsRowsWhileValuesChange();
    void followsRandomValues();
    void longListsAreCut();
};

void TestValueModel::groupsPropsOutputsAndStore()
{
    ValueModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    RowDetail detail;
    detail.props = {{u"port"_s, 3000}};
    detail.outputs = QJsonObject{{u"url"_s, u"http://127.0.0.1:3000"_s}};
    detail.store = {{u"inbox"_s, QJsonArray{1, 2}}};
    model.setDetail(detail);
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(model.index(0, 0).data(ValueModel::GroupRole).toBool());
    QCOMPARE(byPath(model, u"props.port"_s).siblingAtColumn(1).data().toString(), u"3000"_s);
    QCOMPARE(byPath(model, u"store.inbox"_s).siblingAtColumn(1).data().toString(), u"[1,2]"_s);
    QCOMPARE(byPath(model, u"store.inbox.1"_s).siblingAtColumn(1).data().toString(), u"2"_s);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestValueModel::aBindingShowsItsExpression()
{
    ValueModel model;
    RowDetail detail;
    detail.props = {{u"model"_s, u"gpt"_s}};
    detail.bindings = {{u"model"_s, u"model.name"_s}, {u"messages"_s, u"chat.pending"_s}};
    model.setDetail(detail);
    const QModelIndex bound = byPath(model, u"props.model"_s);
    QCOMPARE(bound.data(ValueModel::ExpressionRole).toString(), u"model.name"_s);
    const QModelIndex waiting = byPath(model, u"props.messages"_s);
    QVERIFY(waiting.isValid());
    QCOMPARE(waiting.siblingAtColumn(1).data().toString(), u"not there yet"_s);
}

void TestValueModel::keepsRowsWhileValuesChange()
{
    ValueModel model;
    RowDetail detail;
    detail.outputs = QJsonObject{{u"messages"_s, QJsonArray{u"a"_s}}, {u"n"_s, 1}};
    model.setDetail(detail);
    const QPersistentModelIndex messages = byPath(model, u"outputs.messages"_s);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    detail.outputs = QJsonObject{{u"messages"_s, QJsonArray{u"a"_s, u"b"_s}}, {u"n"_s, 2}};
    model.setDetail(detail);
    QVERIFY(messages.isValid());
    QCOMPARE(model.rowCount(messages), 2);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(reset.size(), 0);
}

void TestValueModel::followsRandomValues()
{
    QRandomGenerator random(7);
    ValueModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int round = 0; round < 150; ++round) {
        RowDetail detail;
        detail.props = {{u"p"_s, randomValue(random, 3)}, {u"q"_s, randomValue(random, 2)}};
        if (random.bounded(2))
            detail.outputs = QJsonObject{{u"o"_s, randomValue(random, 3)}};
        model.setDetail(detail);
        ValueModel fresh;
        fresh.setDetail(detail);
        QCOMPARE(printed(model), printed(fresh));
    }
}

void TestValueModel::longListsAreCut()
{
    ValueModel model;
    QJsonArray many;
    for (int i = 0; i < ValueModel::ChildLimit + 5; ++i)
        many.append(i);
    RowDetail detail;
    detail.outputs = QJsonObject{{u"many"_s, many}};
    model.setDetail(detail);
    const QModelIndex list = byPath(model, u"outputs.many"_s);
    QCOMPARE(model.rowCount(list), ValueModel::ChildLimit + 1);
    QCOMPARE(model.index(ValueModel::ChildLimit, 1, list).data().toString(), u"and 5 more"_s);
}

QTEST_MAIN(TestValueModel)
#include "tst_valuemodel.moc"
