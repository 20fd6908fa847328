// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The same saves on the journal and on SQLite (WAL, synchronous=FULL, one row a node, one
// transaction a save): time, and bytes that the process wrote.
#include "core/backend/file/statefile.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtCore/QCoreApplication>

#include <cstdio>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

using Save = std::function<void(const StackRecord &, const StateChange &)>;

qint64 ioCount(const QByteArray &name)
{
    QFile io(u"/proc/self/io"_s);
    if (!io.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = io.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name + ": "))
            return line.mid(name.size() + 2).toLongLong();
    }
    return 0;
}

NodeRecord toolNode(const NodeId &parent, const QString &segment)
{
    NodeRecord node;
    node.id = parent.child(segment);
    node.constructType = u"Tool"_s;
    node.props = {{u"name"_s, segment}, {u"description"_s, u"what it is good for"_s}};
    node.outputs = QJsonObject{{u"id"_s, node.id.toString()}};
    node.state = NodeState::Deployed;
    return node;
}

QJsonObject said(const QString &role, int number)
{
    return {{u"role"_s, role}, {u"content"_s, u"%1 says %2 "_s.arg(role).arg(number).repeated(10)}};
}

/// Deploys 300 nodes with an intent each, holds a conversation of 200 turns, changes 500 props.
int work(const Save &save)
{
    int saves = 0;
    StackRecord state;
    state.stackName = u"bench"_s;
    const auto put = [&](const QList<NodeRecord> &nodes, const QList<NodeId> &removed = {}) {
        StateChange change;
        change.all = saves++ == 0;
        for (const NodeRecord &node : nodes) {
            state.put(node);
            change.put.append(node.id);
        }
        for (const NodeId &id : removed)
            state.remove(id);
        change.removed = removed;
        save(state, change);
    };
    const NodeId root = NodeId::root(u"memory"_s);
    NodeRecord memory = toolNode({}, u"memory"_s);
    put({memory});
    for (int i = 0; i < 300; ++i) {
        NodeRecord node = toolNode(root, u"tool-%1"_s.arg(i));
        node.state = NodeState::Applying;
        put({node});
        node.state = NodeState::Deployed;
        put({node});
    }
    QJsonArray messages;
    for (int turn = 0; turn < 200; ++turn) {
        NodeRecord call = toolNode(root, u"completion-%1"_s.arg(turn));
        QJsonArray props = messages;
        props.append(said(u"user"_s, turn));
        call.props = {{u"messages"_s, props}};
        call.state = NodeState::Applying;
        put({call});
        call.state = NodeState::Deployed;
        call.outputs->insert(u"content"_s, said(u"assistant"_s, turn).value(u"content"_s));
        put({call});
        messages = props;
        messages.append(said(u"assistant"_s, turn));
        memory.outputs->insert(u"messages"_s, messages);
        memory.store = {{u"messages"_s, messages}};
        put({memory});
        put({}, {call.id});
    }
    for (int i = 0; i < 500; ++i) {
        NodeRecord node = toolNode(root, u"tool-%1"_s.arg(i % 300));
        node.props.insert(u"name"_s, u"name %1"_s.arg(i));
        put({node});
    }
    return saves;
}

void report(const char *name, const Save &save)
{
    const qint64 asked = ioCount("wchar");
    const qint64 written = ioCount("write_bytes");
    QElapsedTimer timer;
    timer.start();
    const int saves = work(save);
    std::printf("%-8s %d saves, %lld ms, %lld KB asked, %lld KB to disk\n", name, saves,
                timer.elapsed(), (ioCount("wchar") - asked) / 1024,
                (ioCount("write_bytes") - written) / 1024);
}

void journal(const QString &directory)
{
    FileSystem files;
    StateFile file(files, u"bench"_s, directory + u"/bench.json"_s, false);
    report("journal", [&](const StackRecord &state, const StateChange &change) {
        if (!file.save(state, change))
            std::puts("failed");
    });
}

void sqlite(const QString &directory)
{
    QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s);
    db.setDatabaseName(directory + u"/bench.db"_s);
    if (!db.open()) {
        std::puts("no SQLite driver (libqt6sql6-sqlite)");
        return;
    }
    QSqlQuery query(db);
    for (const QString &text : {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s,
                                u"CREATE TABLE node (id TEXT PRIMARY KEY, body BLOB)"_s}) {
        if (!query.exec(text))
            std::puts(qPrintable(query.lastError().text()));
    }
    QSqlQuery put(db);
    put.prepare(u"INSERT OR REPLACE INTO node VALUES (?, ?)"_s);
    QSqlQuery remove(db);
    remove.prepare(u"DELETE FROM node WHERE id = ?"_s);
    report("sqlite", [&](const StackRecord &state, const StateChange &change) {
        db.transaction();
        for (const NodeId &id : change.put) {
            put.bindValue(0, id.toString());
            put.bindValue(
                1, QJsonDocument(nodeBodyToJson(*state.find(id))).toJson(QJsonDocument::Compact));
            put.exec();
        }
        for (const NodeId &id : change.removed) {
            remove.bindValue(0, id.toString());
            remove.exec();
        }
        if (!db.commit())
            std::puts("failed");
    });
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir directory;
    journal(directory.path());
    sqlite(directory.path());
    return 0;
}
