// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filebackend.h"
#include "core/backend/file/historyfolder.h"
#include "tests/core/backend/answers.h"
#include "tests/core/backend/faultyfilesystem.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

/// A state that has every member there is.
StackRecord richState()
{
    StackRecord state = stackWith(u"agent"_s, 2);
    state.status = StackStatus::Applying;
    state.applyingNodeIds = {u"parent.tool-1"_s};
    state.lastDeployedAt = 5;
    state.user = u"ada"_s;
    state.stores = {{u"counter"_s, QJsonObject{{u"count"_s, 1}}}};
    state.latches.insert(u"a#b"_s, {u"text"_s, u"tracked"_s, 7});
    NodeRecord node = nodeNamed({u"parent"_s, u"tool-1"_s});
    node.store = {{u"messages"_s, QJsonArray{1, 2}}};
    node.state = NodeState::Destroying;
    node.error = Error{ErrorCode::IoError, u"x"_s, {}, {}};
    node.attempts = 2;
    node.cause.kind = u"created"_s;
    node.appliedAt = 7;
    node.durationMs = 8;
    state.put(node);
    return state;
}

QJsonValue wrongTypeFor(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonArray();
    return value.isArray() ? QJsonValue(QJsonObject()) : value.isString() ? QJsonValue(5) : u"x"_s;
}

/// What the member at each of these paths turns the document into when its type is wrong.
void addWrongTypes(const QJsonObject &object, const QString &place,
                   const std::function<QJsonObject(const QJsonObject &)> &whole,
                   QList<std::pair<QString, QByteArray>> &rows)
{
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        QJsonObject wrong = object;
        wrong.insert(it.key(), wrongTypeFor(it.value()));
        rows.append({place + it.key(), QJsonDocument(whole(wrong)).toJson()});
    }
}

QList<std::pair<QString, QByteArray>> wrongTypes()
{
    QList<std::pair<QString, QByteArray>> rows;
    const QJsonObject state = toJson(richState());
    const auto asIs = [](const QJsonObject &object) { return object; };
    addWrongTypes(state, u"/"_s, asIs, rows);
    const auto withAdditions = [&](const QJsonObject &ours) {
        QJsonObject object = state;
        object.insert(u"creactStudio"_s, ours);
        return object;
    };
    const QJsonObject ours = state.value(u"creactStudio"_s).toObject();
    addWrongTypes(ours, u"/creactStudio/"_s, withAdditions, rows);
    for (const QString &member : {u"stores"_s, u"latches"_s}) {
        addWrongTypes(
            ours.value(member).toObject(), u"/creactStudio/%1/"_s.arg(member),
            [&](const QJsonObject &inner) {
                QJsonObject additions = ours;
                additions.insert(member, inner);
                return withAdditions(additions);
            },
            rows);
    }
    const QJsonArray nodes = state.value(u"nodes"_s).toArray();
    const auto withNode = [&](const QJsonValue &node) {
        QJsonArray list = nodes;
        list[1] = node;
        QJsonObject object = state;
        object.insert(u"nodes"_s, list);
        return object;
    };
    const QJsonObject node = nodes.at(1).toObject();
    addWrongTypes(node, u"/nodes/1/"_s, withNode, rows);
    addWrongTypes(
        node.value(u"creactStudio"_s).toObject(), u"/nodes/1/creactStudio/"_s,
        [&](const QJsonObject &inner) {
            QJsonObject object = node;
            object.insert(u"creactStudio"_s, inner);
            return withNode(object);
        },
        rows);
    rows.append({u"/nodes/1"_s, QJsonDocument(withNode(5)).toJson()});
    rows.append({u"/nodes/1 twice"_s, QJsonDocument(withNode(nodes.at(0))).toJson()});
    return rows;
}

} // namespace

/// A state that cannot be read is told as such, and nothing that was in it is ever lost.
class TestUnreadableState : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    std::shared_ptr<FaultyFileSystem::Log> m_log;
    ManualClock m_clock;

    QString path(const QString &name) const { return m_directory->filePath(name); }
    std::unique_ptr<FileBackend> open()
    {
        FileBackend::Options options;
        options.directory = m_directory->path();
        return std::make_unique<FileBackend>(options, m_clock,
                                             std::make_unique<FaultyFileSystem>(m_log));
    }
    /// Content by name, of all files below; what is made and means nothing is left out.
    QMap<QString, QByteArray> filesThere() const
    {
        QMap<QString, QByteArray> files;
        QDirIterator it(m_directory->path(), QDir::Files | QDir::Hidden,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString name = it.next();
            if (!name.endsWith(u".guard"_s))
                files.insert(QDir(m_directory->path()).relativeFilePath(name), contentOf(name));
        }
        return files;
    }
    static QByteArrayList withoutNames(const QMap<QString, QByteArray> &files)
    {
        return files.values();
    }

    /// Puts the state of the row in place, with an earlier one in the history.
    void prepare()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, kind);
        const auto backend = open();
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 3)));
        FileSystem files;
        HistoryFolder folder(files, m_directory->path(), u"agent"_s, {});
        VERIFY_OK(folder.keep(path(u"agent.json"_s), path(u"agent.journal"_s), m_clock.now()));
        QVERIFY(QFile::remove(path(u"agent.json"_s)));
        if (kind == u"directory"_s) {
            QVERIFY(QDir().mkdir(path(u"agent.json"_s)));
            QVERIFY(writeFile(path(u"agent.json/inside"_s), content));
        } else {
            QVERIFY(writeFile(path(u"agent.json"_s), content));
        }
        if (kind == u"forbidden"_s)
            m_log->forbiddenPath = path(u"agent.json"_s);
    }
    static Result<QList<SnapshotInfo>> historyOf(Backend &backend)
    {
        return answerOf<QList<SnapshotInfo>>([&](auto done) { backend.history(u"agent"_s, done); });
    }

    void rows()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("code");
        const int unreadable = static_cast<int>(ErrorCode::StateUnreadable);
        const auto row = [&](const char *name, const QByteArray &content) {
            QTest::newRow(name) << content << QString() << unreadable;
        };
        const QByteArray good = QJsonDocument(toJson(richState())).toJson();
        for (const int percent : {1, 5, 10, 25, 50, 75, 90, 99})
            row(qPrintable(u"truncated at %1 %"_s.arg(percent)),
                good.first(good.size() * percent / 100));
        row("last bracket missing", good.chopped(2));
        row("empty", "");
        row("spaces", " \n ");
        row("zeros", QByteArray(512, '\0'));
        row("zeros at the end", good.first(200) + QByteArray(300, '\0'));
        row("zeros in the middle", QByteArray(good).replace(100, 50, QByteArray(50, '\0')));
        row("zeros behind it", good + QByteArray(512, '\0'));
        row("garbage",
            "\x7f"
            "ELF\x02\x01 garbage");
        row("not UTF-8", QByteArray(good).replace("tool-1", "\xff\xfe\xff\xff\xff\xff"));
        row("two documents", good + good);
        for (const char *each : {"null", "{}", "[]", "5", "\"state\"", "true"})
            row(each, each);
        const auto wrong = wrongTypes();
        for (const auto &[name, content] : wrong)
            row(qPrintable(u"type of "_s + name), content);
        QTest::newRow("newer") << QByteArray(R"({"creactStudio":{"version":99},"more":1})")
                               << QString() << static_cast<int>(ErrorCode::StateNewer);
        QTest::newRow("a directory") << QByteArray("inside it") << u"directory"_s << unreadable;
        QTest::newRow("no permission")
            << good << u"forbidden"_s << static_cast<int>(ErrorCode::PermissionDenied);
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_log = std::make_shared<FaultyFileSystem::Log>();
        m_log->really = false;
    }

    void isToldAndNeverOverwritten_data() { rows(); }
    void isToldAndNeverOverwritten()
    {
        QFETCH(int, code);
        prepare();
        const auto before = filesThere();
        const auto backend = open();
        const auto state = stateOf(*backend, u"agent"_s);
        VERIFY_FAILS(state, static_cast<ErrorCode>(code));
        QVERIFY(state.error().where.startsWith(path(u"agent.json"_s)));
        QVERIFY(!state.error().hint.isEmpty());
        VERIFY_FAILS(saveAll(*backend, stackWith(u"agent"_s, 1)), static_cast<ErrorCode>(code));
        // Another run, that has not read it, does not write either.
        QVERIFY(!saveAll(*open(), stackWith(u"agent"_s, 1)));
        QCOMPARE(filesThere(), before);
        QCOMPARE(stacksOf(*backend).value(), QStringList(u"agent"_s));
        const auto history = historyOf(*backend);
        VERIFY_OK(history);
        QCOMPARE(history->size(), 1);
        QCOMPARE(history->first().nodes, 3);
    }

    void isSetAsideWhole_data() { rows(); }
    void isSetAsideWhole()
    {
        prepare();
        const auto before = filesThere();
        const auto backend = open();
        const auto name =
            answerOf<QString>([&](auto done) { backend->setAside(u"agent"_s, done); });
        VERIFY_OK(name);
        QVERIFY(QFileInfo::exists(path(*name)));
        QCOMPARE(withoutNames(filesThere()).size(), before.size());
        for (const QByteArray &content : before)
            QVERIFY(filesThere().values().contains(content));
        const auto state = stateOf(*backend, u"agent"_s);
        VERIFY_OK(state);
        QVERIFY(!state->has_value());
        QVERIFY(stacksOf(*backend)->isEmpty());
        m_log->forbiddenPath.clear();
        const auto history = historyOf(*backend);
        VERIFY_OK(history);
        QCOMPARE(history->size(), 2);
        QCOMPARE(history->last().kind, SnapshotInfo::Kind::SetAside);
        QVERIFY(name->contains(history->last().id));
        QCOMPARE(history->last().error.has_value(), QTest::currentDataTag() != "no permission"_ba);
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        QVERIFY(QFileInfo::exists(path(*name)));
    }

    void rollingBackKeepsItAside_data() { rows(); }
    void rollingBackKeepsItAside()
    {
        prepare();
        const auto before = filesThere();
        const auto backend = open();
        const auto history = historyOf(*backend);
        VERIFY_OK(history);
        VERIFY_OK(answerOf<void>(
            [&](auto done) { backend->rollback(u"agent"_s, history->first().id, done); }));
        m_log->forbiddenPath.clear();
        const auto state = stateOf(*backend, u"agent"_s);
        VERIFY_OK(state);
        QCOMPARE(state->value().nodeCount(), 3);
        for (const QByteArray &content : before)
            QVERIFY(filesThere().values().contains(content));
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
    }
};

QTEST_GUILESS_MAIN(TestUnreadableState)
#include "tst_unreadablestate.moc"
