// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Many turns of the agent template, one after the other, on the demo endpoint and real files, all
// in this process: does a turn cost more the more there were?
// bench_turns [TURNS, default 10000] [ENTRIES that the audit log keeps]
#include "core/engine/engine.h"
#include "core/engine/templates.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QFile::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(::sysconf(_SC_PAGESIZE)) / 1e6;
}

double megabytesIn(const QString &folder)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return double(bytes) / 1e6;
}

double medianOf(QList<double> values)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

template <typename Condition> void waitUntil(Condition condition)
{
    while (!condition())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

class ManyTurns {
public:
    bool start(int auditEntries);
    /// Its time in ms; negative when it failed.
    double turn(int n);
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    Engine m_engine;
    StackInfo m_info;
    std::optional<ChatTurn> m_ended;
};

bool ManyTurns::start(int auditEntries)
{
    QObject::connect(&m_engine, &Engine::infoChanged, &m_engine,
                     [this](const StackInfo &info) { m_info = info; });
    QObject::connect(&m_engine, &Engine::turnChanged, &m_engine, [this](const ChatTurn &turn) {
        if (turn.endedAt != 0)
            m_ended = turn;
    });
    const Result<QString> document = createFromTemplate(u"agent"_s, m_folder.filePath(u"agent"_s));
    if (!document)
        return false;
    OpenRequest request;
    request.documentPath = *document;
    request.options.port = 0;
    if (auditEntries > 0)
        request.policy.auditEntries = auditEntries;
    request.options.endpoint = QUrl(u"demo"_s);
    std::optional<bool> opened;
    m_engine.open(request, [&](const Result<void> &result) { opened = result.ok(); });
    waitUntil([&] { return opened.has_value(); });
    if (!*opened)
        return false;
    m_engine.deploy();
    waitUntil([&] {
        return m_info.error
            || (m_info.status == StackInfo::Status::Live && !m_info.chatHandlers.isEmpty());
    });
    return !m_info.error;
}

double ManyTurns::turn(int n)
{
    // Every other one calls a tool.
    const QString words =
        n % 2 ? u"Who was Ada Lovelace? (%1)"_s.arg(n) : u"Hello, for the %1th time!"_s.arg(n);
    m_ended.reset();
    QElapsedTimer time;
    time.start();
    m_engine.sendMessage({}, {words, {}, {}}, [](const Result<ChatTurn> &) {});
    waitUntil([this] { return m_ended.has_value(); });
    const double ms = double(time.nsecsElapsed()) / 1e6;
    return m_ended->state == ChatTurn::State::Answered ? ms : -1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const int turns = argc > 1 ? QString::fromLocal8Bit(argv[1]).toInt() : 10'000;
    const int auditEntries = argc > 2 ? QString::fromLocal8Bit(argv[2]).toInt() : 0;
    ManyTurns stack;
    if (turns < 10 || !stack.start(auditEntries)) {
        std::fprintf(stderr, "the stack cannot be started\n");
        return 1;
    }
    QList<double> times;
    QList<double> medians;
    std::printf("%8s %10s %10s %10s\n", "turns", "median ms", "MB", "MB files");
    for (int n = 1; n <= turns; ++n) {
        const double ms = stack.turn(n);
        if (ms < 0) {
            std::fprintf(stderr, "turn %d was not answered\n", n);
            return 1;
        }
        times.append(ms);
        if (n % (turns / 10) != 0)
            continue;
        medians.append(medianOf(times));
        times.clear();
        std::printf("%8d %10.2f %10.1f %10.2f\n", n, medians.last(), residentMegabytes(),
                    megabytesIn(stack.folder()));
        std::fflush(stdout);
    }
    // The first tenth warms up.
    std::printf("last tenth / second tenth: %.2f\n", medians.last() / medians.value(1));
}
