// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/enginebench.h"

#include <QFile>

using namespace creact;
using namespace Qt::StringLiterals;

/// What a person has to allow first: refused, and done at the next start once it is allowed.
class TestAllowing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aCommandIsRunOnceItIsAllowed();
    void whatIsRefusedAgainIsRefusedAgain();
    void aFolderIsWrittenToOnceItIsAllowed();

private:
    OpenRequest request(const QByteArray &element);
    static Plan planOf(EngineUser &user);

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestAllowing::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_dir->path()).mkpath(u"stack"_s) && QDir(m_dir->path()).mkpath(u"other"_s));
}

OpenRequest TestAllowing::request(const QByteArray &element)
{
    QFile file(m_dir->filePath(u"stack/job.stack.json"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no document");
    file.write(R"({"creact": 1, "stack": "job", "children": [)" + element + "]}");
    return {file.fileName(), {}, {}, {}};
}

Plan TestAllowing::planOf(EngineUser &user)
{
    const Result<Plan> plan = user.plan();
    return plan ? *plan : Plan();
}

void TestAllowing::aCommandIsRunOnceItIsAllowed()
{
    OpenRequest opened =
        request(R"({"construct": "RunCommand", "props": {"command": "printf", "args": ["done"]}})");
    {
        EngineUser user;
        QVERIFY(user.open(opened).ok());
        const Result<void> deployed = user.deploy();
        QVERIFY(!deployed.ok());
        QCOMPARE(deployed.error().code, ErrorCode::NotAllowed);
        QTRY_COMPARE(user.info.failed, 1);
        QVERIFY(user.stop().ok());
        // The window's way: in the same process.
        opened.options.allowCommands = true;
        user.engine().setOptions(opened.options);
        QCOMPARE(planOf(user).count(u"retry"_s), 1);
        QVERIFY(user.deploy().ok());
        QTRY_COMPARE(user.info.failed, 0);
        const TreeRow row = user.tree.withTitle(u"RunCommand"_s).first();
        QCOMPARE(user.inspect(row.uid).outputs->value(u"stdout"_s).toString(), u"done"_s);
        QVERIFY(user.stop().ok());
        QCOMPARE(planOf(user).count(u"retry"_s), 0);
    }
    // Taken back: what was done is not undone, and not done again.
    opened.options.allowCommands = false;
    EngineUser again;
    QVERIFY(again.open(opened).ok());
    QVERIFY(again.deploy().ok());
}

void TestAllowing::whatIsRefusedAgainIsRefusedAgain()
{
    const OpenRequest opened =
        request(R"({"construct": "RunCommand", "props": {"command": "true"}})");
    for (int start = 0; start < 2; ++start) {
        EngineUser user;
        QVERIFY(user.open(opened).ok());
        QCOMPARE(user.deploy().error().code, ErrorCode::NotAllowed);
        const Result<QList<AuditEntry>> log = user.auditLog();
        QVERIFY(log.ok());
        QVERIFY(std::none_of(log->begin(), log->end(),
                             [](const AuditEntry &entry) { return entry.action == "command"_L1; }));
    }
}

void TestAllowing::aFolderIsWrittenToOnceItIsAllowed()
{
    const QString path = m_dir->filePath(u"other/out.txt"_s);
    OpenRequest opened = request(R"({"construct": "WriteFile", "props": {"text": "done", "path": ")"
                                 + path.toUtf8() + R"("}})");
    EngineUser user;
    QVERIFY(user.open(opened).ok());
    QCOMPARE(user.deploy().error().code, ErrorCode::NotAllowed);
    QVERIFY(user.stop().ok());
    QVERIFY(!QFile::exists(path));
    opened.options.allowedDirs = {QFileInfo(m_dir->filePath(u"other"_s)).canonicalFilePath()};
    user.engine().setOptions(opened.options);
    QVERIFY(user.deploy().ok());
    QVERIFY(QFile::exists(path));
}

QTEST_GUILESS_MAIN(TestAllowing)
#include "tst_allowing.moc"
