// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::source;
using sim::Stage;

/// Branches that open and close: in order, and exactly.
class TestFlowChanges : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aChangeOfABranchClosesItBeforeItsBindingsRun();
    void randomFlipsGiveExactlyTheExpectedNodes_data();
    void randomFlipsGiveExactlyTheExpectedNodes();
};

void TestFlowChanges::aChangeOfABranchClosesItBeforeItsBindingsRun()
{
    Stage stage;
    stage.deploy(source(R"J([{"show":{"$":"s.a"},"children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"s.a.text.length"}}},
        {"show":{"$":"s.a.text.length"},"children":[{"construct":"Task","key":"y"}]},
        {"for":{"$":"s.a.text.split('')"
}
, "item" : "i", "key" : {"$" : "i + s.a.text"}, "children" : [ {"construct" : "Task", "key" : "z"} ]
}]
}])J",
                        R"({"a":{"text":"ab"}})"));
    QCOMPARE(stage.ids().size(), 5);
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonValue()}});
    QVERIFY(stage.runtime().failures().isEmpty());
    QVERIFY(stage.takeLog().filter(u"error"_s).isEmpty());
    QVERIFY(!stage.auditActions().contains(u"element_failed"_s));
    QCOMPARE(stage.ids(), QStringList{u"task-s"_s});
}

namespace {

/// A random document over the outputs of "task-s", and which nodes must exist for given outputs.
struct RandomTree {
    explicit RandomTree(quint32 seed)
        : random(seed)
    {
    }

    struct Branch {
        enum Kind { Task, Show, For } kind = Task;
        QString name;
        std::vector<Branch> children;
        std::vector<Branch> otherwise;
    };

    std::vector<Branch> grow(int depth)
    {
        std::vector<Branch> list;
        const int count = 1 + int(random() % 3);
        for (int i = 0; i < count; ++i) {
            Branch branch;
            branch.kind = depth == 0 ? Branch::Task : Branch::Kind(random() % 3);
            branch.name = u"n%1"_s.arg(++names);
            if (branch.kind == Branch::Show)
                shows.append(branch.name);
            if (branch.kind == Branch::For)
                fors.append(branch.name);
            if (depth > 0)
                branch.children = grow(depth - 1);
            if (depth > 0 && branch.kind == Branch::Show)
                branch.otherwise = grow(depth - 1);
            list.push_back(std::move(branch));
        }
        return list;
    }

    static QByteArray json(const std::vector<Branch> &list)
    {
        QByteArrayList elements;
        for (const Branch &branch : list) {
            const QByteArray name = branch.name.toUtf8();
            const QByteArray children = json(branch.children);
            if (branch.kind == Branch::Task) {
                elements.append(R"({"construct":"Task","key":")" + name
                                + R"(","props":{"v":{"$":"s.version"}},"children":)" + children
                                + '}');
            } else if (branch.kind == Branch::Show) {
                elements.append(R"({"show":{"$":"s.)" + name + R"("},"children":)" + children
                                + R"(,"else":)" + json(branch.otherwise) + '}');
            } else {
                elements.append(R"({"for":{"$":"s.)" + name
                                + R"("},"item":"i","key":{"$":"i"},"children":)" + children + '}');
            }
        }
        return '[' + elements.join(',') + ']';
    }

    void expect(const std::vector<Branch> &list, const QString &parent, const QString &keys,
                const QJsonObject &outputs, QStringList &ids) const
    {
        for (const Branch &branch : list) {
            const QJsonValue value = outputs.value(branch.name);
            if (branch.kind == Branch::Task) {
                const QString id = parent + u".task"_s + keys + u'-' + branch.name;
                ids.append(id);
                expect(branch.children, id, {}, outputs, ids);
            } else if (branch.kind == Branch::Show) {
                expect(value.toBool() ? branch.children : branch.otherwise, parent, keys, outputs,
                       ids);
            } else {
                const QJsonArray items = value.toArray();
                for (const QJsonValue &item : items)
                    expect(branch.children, parent, keys + u'-' + item.toString(), outputs, ids);
            }
        }
    }

    QJsonObject flip()
    {
        QJsonObject outputs{{u"version"_s, int(random() % 3)}};
        for (const QString &name : std::as_const(shows)) {
            if (random() % 2)
                outputs.insert(name, random() % 2 == 0);
        }
        for (const QString &name : std::as_const(fors)) {
            if (random() % 2 == 0)
                continue;
            QStringList items{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
            std::shuffle(items.begin(), items.end(), random);
            outputs.insert(name, QJsonArray::fromStringList(items.mid(0, random() % 4)));
        }
        return outputs;
    }

    std::mt19937 random;
    int names = 0;
    QStringList shows;
    QStringList fors;
};

} // namespace

void TestFlowChanges::randomFlipsGiveExactlyTheExpectedNodes_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 25; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestFlowChanges::randomFlipsGiveExactlyTheExpectedNodes()
{
    QFETCH(quint32, seed);
    RandomTree tree(seed);
    const std::vector<RandomTree::Branch> branches = tree.grow(3);
    QJsonObject outputs{{u"version"_s, 0}};
    for (const QString &name : std::as_const(tree.shows))
        outputs.insert(name, false);
    for (const QString &name : std::as_const(tree.fors))
        outputs.insert(name, QJsonArray());
    const QByteArray children =
        source(RandomTree::json(branches), QJsonDocument(outputs).toJson(QJsonDocument::Compact));
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.deploy(children);
    for (int round = 0; round < 25; ++round) {
        const QJsonObject changes = tree.flip();
        for (auto it = changes.begin(); it != changes.end(); ++it)
            outputs.insert(it.key(), it.value());
        stage.emitOutputs(u"task-s"_s, changes);
        if (round % 3 == 1) {
            // The next flip comes in the middle of the work.
            stage.drive(int(tree.random() % 6));
            continue;
        }
        if (round % 7 == 5) {
            stage.crash();
            stage.start(children);
        }
        stage.drive();
        QStringList wanted{u"task-s"_s};
        tree.expect(branches, u"task-s"_s, {}, outputs, wanted);
        wanted.sort();
        QCOMPARE(stage.ids(), wanted);
        QCOMPARE(stage.storedIds(), wanted);
        QVERIFY(stage.runtime().isIdle());
        QVERIFY(stage.runtime().failures().isEmpty());
        for (const QString &id : std::as_const(wanted)) {
            QCOMPARE(stage.stateOf(id), u"deployed"_s);
            if (id.count(u'.') == 1)
                QCOMPARE(stage.output(id, u"v"_s), outputs.value(u"version"_s));
        }
    }
}

QTEST_GUILESS_MAIN(TestFlowChanges)
#include "tst_flowchanges.moc"
