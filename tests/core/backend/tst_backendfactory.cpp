// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/backendfactory.h"
#include "tests/core/backend/answers.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

class TestBackendFactory : public QObject {
    Q_OBJECT
    ManualClock m_clock;

private Q_SLOTS:
    void urlsNameBackends_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("result");
        QTest::newRow("memory") << u"memory:"_s << u"memory:"_s;
        QTest::newRow("relative") << u"file:.creact-state"_s << u"file:/home/ada/.creact-state"_s;
        QTest::newRow("up") << u"file:../x"_s << u"file:/home/x"_s;
        QTest::newRow("absolute") << u"file:/var/lib/creact/"_s << u"file:/var/lib/creact"_s;
        QTest::newRow("slashes") << u"file:///var/lib"_s << u"file:/var/lib"_s;
        QTest::newRow("pretty") << u"file:a?prettyPrint"_s << u"file:/home/ada/a"_s;
    }
    void urlsNameBackends()
    {
        QFETCH(QString, url);
        QFETCH(QString, result);
        const auto backend = makeBackend(url, u"/home/ada"_s, m_clock);
        VERIFY_OK(backend);
        QCOMPARE(backend.value()->url(), result);
    }

    void otherUrlsAreRefused_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<int>("code");
        const int unsupported = static_cast<int>(ErrorCode::Unsupported);
        const int invalid = static_cast<int>(ErrorCode::InvalidArgument);
        QTest::newRow("postgres") << u"postgres://host/db"_s << unsupported;
        QTest::newRow("s3") << u"s3://bucket"_s << unsupported;
        QTest::newRow("empty") << QString() << invalid;
        QTest::newRow("path") << u"state"_s << invalid;
        QTest::newRow("file without a directory") << u"file:"_s << invalid;
        QTest::newRow("memory with a path") << u"memory:x"_s << invalid;
    }
    void otherUrlsAreRefused()
    {
        QFETCH(QString, url);
        QFETCH(int, code);
        const auto backend = makeBackend(url, u"/home/ada"_s, m_clock);
        VERIFY_FAILS(backend, static_cast<ErrorCode>(code));
        QVERIFY(!backend.error().hint.isEmpty());
    }

    void prettyPrintReachesTheFile()
    {
        QTemporaryDir directory;
        const auto backend = makeBackend(u"file:s?prettyPrint"_s, directory.path(), m_clock);
        VERIFY_OK(backend);
        VERIFY_OK(answerOf<void>([&](auto done) { backend.value()->initialize(done); }));
        VERIFY_OK(saveAll(*backend.value(), stackWith(u"a"_s, 1)));
        QVERIFY(contentOf(directory.filePath(u"s/a.json"_s)).contains('\n'));
    }
};

QTEST_GUILESS_MAIN(TestBackendFactory)
#include "tst_backendfactory.moc"
