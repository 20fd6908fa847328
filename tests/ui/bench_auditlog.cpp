// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/stage.h"
#include "ui/models/auditfilter.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

constexpr int logSize = 100'000;

QList<AuditEntry> makeLog()
{
    QList<AuditEntry> log;
    for (int i = 0; i < logSize; ++i)
        log.append({1'700'000'000'000 + i * 1000LL,
                    i % 50 == 0 ? u"resource_failed"_s : u"resource_applied"_s,
                    u"http-server.chat-handler.chat-model.memory.tool-%1"_s.arg(i),
                    {{u"cause"_s, u"props"_s}, {u"ms"_s, i % 900}, {u"outputKeys"_s, i}},
                    u"ada"_s});
    return log;
}

/// How long the event loop was away, from one turn to the next, until something is so.
void measure(const char *name, const std::function<bool()> &until)
{
    QList<qint64> gaps;
    QElapsedTimer whole;
    QElapsedTimer gap;
    QEventLoop loop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        gaps.append(gap.nsecsElapsed());
        gap.restart();
        if (until() || whole.elapsed() > 60'000)
            loop.quit();
    });
    whole.start();
    gap.start();
    timer.start(0);
    loop.exec();
    std::sort(gaps.begin(), gaps.end());
    const auto ms = [&gaps](double part) {
        return double(gaps.at(qsizetype(part * double(gaps.size() - 1)))) / 1e6;
    };
    std::printf("%-40s %7lld ms   gaps: p50 %6.2f  p99 %6.2f  longest %6.2f ms\n", name,
                static_cast<long long>(whole.elapsed()), ms(0.5), ms(0.99), ms(1.0));
}

} // namespace

/// Not a test: how long the window is away while an audit log of 100,000 entries is shown, scrolled
/// and searched.
int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    Theme theme(app);
    Stage stage(theme);
    stage.window.resize(1400, 900);
    stage.window.show();
    stage.script().audit = makeLog();
    stage.script().pagesLater = true;
    const AuditModel *model = stage.controller.audit()->model();
    auto *table = stage.find<QTableView>("auditTable");
    auto *filter = stage.find<QLineEdit>("auditFilter");
    QTest::qWait(300);

    stage.openAgent(FakeStack::idle());
    measure("open (the newest page)", [&] { return model->rowCount() > 0; });
    measure("scroll to the beginning, page by page", [&] {
        table->verticalScrollBar()->setValue(0);
        return !model->hasOlder();
    });
    filter->setText(u"failed 900 ms"_s);
    measure("filter 100,000 entries that are held", [&] {
        return table->model()->rowCount() > 0
            && static_cast<AuditFilter *>(table->model())->left() == 0;
    });
    filter->clear();
    measure("take the filter away", [&] { return table->model()->rowCount() == logSize; });
    int batches = 0;
    measure("1,000 new entries in 100 batches", [&] {
        Q_EMIT stage.engine.auditAppended(stage.script().audit.first(10));
        return ++batches == 100;
    });
    stage.controller.audit()->load();
    QTest::qWait(50);
    filter->setText(u"tool-17 failed"_s);
    stage.controller.audit()->searchOlder();
    measure("search all older entries", [&] {
        return !stage.controller.audit()->searching()
            && static_cast<AuditFilter *>(table->model())->left() == 0;
    });
    std::printf("%d matches\n", table->model()->rowCount());
    return 0;
}
