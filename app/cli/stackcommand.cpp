// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/stackcommand.h"

#include "app/cli/endpointoptions.h"

#include <QDateTime>
#include <QJsonDocument>

#include <chrono>
#include <cstdlib>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace creact::cli {

namespace {

/// The engine stops in a few seconds; this is for the day when it does not.
constexpr auto stopLimit = 4500ms;

} // namespace

StackCommand::StackCommand(const Invocation &invocation, Console &console)
    : m_invocation(invocation)
    , m_console(console)
{
    m_stopGuard.setSingleShot(true);
    connect(&m_engine, &Engine::infoChanged, this, &StackCommand::onInfo);
    connect(&m_engine, &Engine::problemsChanged, this,
            [this](const QList<Problem> &now) { m_problems = now; });
    connect(&m_engine, &Engine::documentRead, this,
            [this](const LoadedDocument &loaded) { m_document = loaded.document; });
    connect(&m_engine, &Engine::progress, this, [this](int done, int total, const QString &nodeId) {
        m_console.progress(u"[%1/%2] %3"_s.arg(done).arg(total).arg(nodeId));
    });
}

void StackCommand::start()
{
    SecretStore *secrets = m_invocation.callsModels ? &m_secrets : nullptr;
    withEndpoints(m_invocation.request.options, secrets,
                  [this](const Result<ProviderOptions> &options) {
                      if (m_ending)
                          return;
                      if (!options)
                          return fail(options.error());
                      m_invocation.request.options = *options;
                      open();
                  });
}

void StackCommand::open()
{
    m_engine.open(m_invocation.request, [this](const Result<void> &result) {
        if (m_ending)
            return;
        if (result.ok())
            opened();
        else
            openFailed(result.error());
    });
}

void StackCommand::onInfo(const StackInfo &info)
{
    m_info = info;
    if (m_info.recovery && !std::exchange(m_recoveryTold, true))
        recovered(*m_info.recovery);
}

void StackCommand::recovered(const RecoveryReport &report)
{
    m_console.note(u"creact: the last run ended without stopping"_s);
    for (const QString &sentence : report.sentences())
        m_console.note(u"  "_s + Console::oneLine(sentence));
}

void StackCommand::openFailed(const Error &error)
{
    fail(error);
}

void StackCommand::watchSignals()
{
    m_signals = std::make_unique<SignalWatcher>();
    connect(m_signals.get(), &SignalWatcher::signalled, this, [this] {
        if (!m_ending)
            interrupted();
    });
}

void StackCommand::interrupted()
{
    stopAndFinish(ExitCode::Interrupted);
}

void StackCommand::stopAndFinish(ExitCode code)
{
    if (m_ending)
        return;
    m_ending = true;
    connect(&m_stopGuard, &QTimer::timeout, this, [this] {
        m_console.error({ErrorCode::TimedOut, u"the stack did not stop in time"_s, {}, {}});
        std::_Exit(static_cast<int>(ExitCode::Failed));
    });
    m_stopGuard.start(stopLimit);
    m_engine.stop([this, code](const Result<void> &result) {
        m_stopGuard.stop();
        if (!result.ok())
            m_console.error(result.error());
        finish(result.ok() || code != ExitCode::Done ? code : exitCodeOf(result.error().code));
    });
}

void StackCommand::finish(ExitCode code)
{
    m_ending = true;
    if (m_finished)
        return;
    m_finished = true;
    m_console.progress({});
    Q_EMIT finished(code);
}

void StackCommand::fail(const Error &error)
{
    for (const Problem &problem : m_problems)
        m_console.note(Console::printable(toText(problem)));
    m_console.error(error);
    sayWaysOut(error.code);
    finish(exitCodeOf(error.code));
}

void StackCommand::sayWaysOut(ErrorCode code)
{
    QString stack = Console::oneLine(m_invocation.arguments.value(0));
    if (m_invocation.has(u"backend"_s))
        stack += u" --backend "_s + Console::oneLine(m_invocation.options.value(u"backend"_s));
    QStringList ways;
    if (code == ErrorCode::StateUnreadable)
        ways = {u"  creact state history %1            shows the earlier states"_s,
                u"  creact state rollback %1 --newest  goes back to the newest good one"_s,
                u"  creact state reset %1              begins empty, the file is kept aside"_s};
    else if (code == ErrorCode::Locked)
        ways = {u"  creact lock show %1     shows who runs it: stop that one (Ctrl+C, SIGTERM), or"
                " do this in the window that runs it"_s,
                u"  creact lock release %1  removes the lock if its process is gone"_s};
    for (const QString &way : std::as_const(ways))
        m_console.note(way.arg(stack));
}

void StoredStackCommand::openFailed(const Error &error)
{
    if (!goesOnDespite(error.code) || info().name.isEmpty())
        return fail(error);
    m_openError = error;
    if (error.code == ErrorCode::DocumentInvalid)
        console().warning(error);
    opened();
}

bool StoredStackCommand::goesOnDespite(ErrorCode code) const
{
    return code == ErrorCode::DocumentInvalid;
}

bool RepairCommand::goesOnDespite(ErrorCode code) const
{
    return StoredStackCommand::goesOnDespite(code) || code == ErrorCode::StateUnreadable
        || code == ErrorCode::StateNewer;
}

QJsonObject toJson(const Problem &problem)
{
    const bool isError = problem.severity == Problem::Severity::Error;
    return {{u"severity"_s, isError ? u"error"_s : u"warning"_s},
            {u"code"_s, problem.code},
            {u"message"_s, problem.message},
            {u"hint"_s, problem.hint},
            {u"file"_s, problem.file},
            {u"pointer"_s, problem.pointer},
            {u"line"_s, problem.line},
            {u"column"_s, problem.column}};
}

QString timeText(qint64 milliseconds)
{
    if (milliseconds <= 0)
        return u"-"_s;
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString compactJson(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace creact::cli
