// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/approvalprompt.h"
#include "app/cli/commands.h"
#include "app/cli/linereader.h"
#include "app/cli/stackcommand.h"

#include <QDateTime>
#include <QSet>

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

/// Serves until a signal ends it. Standard output has one line an event, so that a script can wait
/// for "live" and a log tells what happened.
class RunCommand final : public StackCommand {
public:
    RunCommand(const Invocation &invocation, Console &console)
        : StackCommand(invocation, console)
    {
        connect(&engine(), &Engine::infoChanged, this, &RunCommand::onInfo);
        connect(&engine(), &Engine::turnChanged, this, &RunCommand::onTurn);
        connect(&engine(), &Engine::treeChanged, this, &RunCommand::onTree);
    }

protected:
    void opened() override
    {
        watchSignals();
        watchApprovals();
        m_startedAt = QDateTime::currentMSecsSinceEpoch();
        engine().deploy([this](const Result<void> &result) {
            if (isEnding())
                return;
            m_settled = true;
            if (!result.ok())
                m_deployError = result.error();
            settle();
        });
    }

    void recovered(const RecoveryReport &report) override
    {
        StackCommand::recovered(report);
        if (!invocation().json())
            return;
        QJsonObject line = report.toJson();
        line.insert(u"event"_s, u"recovered"_s);
        console().printCompact(line);
    }

    void interrupted() override
    {
        if (invocation().json())
            console().printCompact({{u"event"_s, u"stopping"_s}});
        else
            console().print(u"Stopping."_s);
        stopAndFinish(m_addressesTold ? ExitCode::Done : ExitCode::Interrupted);
    }

private:
    void watchApprovals()
    {
        auto *prompt = new ApprovalPrompt(engine(), console(), invocation().json(), this);
        connect(prompt, &ApprovalPrompt::lineWanted, this, [this, prompt] {
            if (!m_lines) {
                m_lines = new LineReader(this);
                connect(m_lines, &LineReader::line, prompt, &ApprovalPrompt::take);
                connect(m_lines, &LineReader::ended, prompt, &ApprovalPrompt::inputEnded);
            }
            m_lines->next();
        });
    }

    void onInfo()
    {
        if (isEnding())
            return;
        // Served already while a turn of an earlier run is worked on, which may take its time.
        if (!info().urls.isEmpty())
            tellAddresses();
        if (m_settled)
            settle();
    }

    /// A node that failed does not keep the rest from being served; what kept the stack from going
    /// live ends the run.
    void settle()
    {
        const StackInfo &now = info();
        if (m_live) {
            if (now.error && now.error->code == ErrorCode::LockLost) {
                console().error(*now.error);
                stopAndFinish(ExitCode::Locked);
            }
        } else if (now.status == StackInfo::Status::Live) {
            m_live = true;
            if (m_deployError)
                console().warning(*m_deployError);
            tellAddresses();
            tellLive();
        } else if (m_deployError && now.status == StackInfo::Status::Idle && now.error) {
            // (Idle without an error is what was told before the deploy.)
            fail(*m_deployError);
        }
    }

    void tellAddresses()
    {
        if (std::exchange(m_addressesTold, true) || invocation().json())
            return;
        const StackInfo &now = info();
        console().print(u"model      %1"_s.arg(modelText()));
        console().print(u"state      %1"_s.arg(now.backendUrl));
        for (const QString &url : now.urls)
            console().print(u"listening  %1"_s.arg(url));
        if (now.urls.isEmpty())
            console().print(u"listening  nowhere"_s);
    }

    void tellLive()
    {
        const StackInfo &now = info();
        if (invocation().json()) {
            console().printCompact({{u"event"_s, u"live"_s},
                                    {u"stack"_s, now.name},
                                    {u"urls"_s, QJsonArray::fromStringList(now.urls)},
                                    {u"model"_s, modelText()},
                                    {u"demo"_s, now.demo},
                                    {u"backend"_s, now.backendUrl},
                                    {u"nodes"_s, now.nodes},
                                    {u"failed"_s, now.failed}});
            return;
        }
        console().print(
            u"%1 is live: %2 nodes, %3 failed. Ctrl+C stops it."_s.arg(now.name).arg(now.nodes).arg(
                now.failed));
    }

    QString modelText() const
    {
        return info().demo ? u"demo model (offline)"_s : Console::oneLine(info().endpoint);
    }

    void onTurn(const ChatTurn &turn)
    {
        const bool ended =
            turn.state == ChatTurn::State::Answered || turn.state == ChatTurn::State::Failed;
        // Turns of earlier runs are told when the stack opens.
        if (!ended || turn.endedAt < m_startedAt || m_told.contains(turn.id))
            return;
        m_told.insert(turn.id);
        const qint64 took = turn.endedAt - turn.acceptedAt;
        if (invocation().json()) {
            QJsonObject line{{u"event"_s, u"turn"_s},
                             {u"id"_s, turn.id},
                             {u"session"_s, turn.session},
                             {u"milliseconds"_s, took},
                             {u"question"_s, turn.question}};
            if (turn.error)
                line.insert(u"error"_s, turn.error->toJson());
            else
                line.insert(u"answer"_s, turn.answer);
            console().printCompact(line);
            return;
        }
        const QString end = turn.error ? u"failed: "_s + turn.error->message : turn.answer;
        console().print(u"%1  \"%2\" -> %3 (%4 ms)"_s
                            .arg(timeText(turn.endedAt).section(u' ', 1),
                                 Console::oneLine(turn.question, 60), Console::oneLine(end, 100))
                            .arg(took));
    }

    void onTree(const TreeDelta &delta)
    {
        for (const TreeDelta::Change &change : delta.changes) {
            const TreeRow &row = change.row;
            if (row.nodeId.isEmpty() || change.kind == TreeDelta::Change::Kind::Remove)
                continue;
            if (!m_live || !row.active || row.state != NodeState::Failed || !row.error)
                m_failed.remove(row.nodeId);
            else if (std::exchange(m_failed[row.nodeId], row.error->message) != row.error->message)
                console().warning(
                    {row.error->code, row.error->message, row.nodeId, row.error->hint});
        }
    }

    LineReader *m_lines = nullptr;
    qint64 m_startedAt = 0;
    bool m_settled = false;
    bool m_live = false;
    bool m_addressesTold = false;
    std::optional<Error> m_deployError;
    QSet<QString> m_told;
    QHash<QString, QString> m_failed;
};

} // namespace

CommandSpec runCommand()
{
    return {.name = u"run"_s,
            .usage = u"STACK"_s,
            .summary = u"Deploy the stack and serve it until SIGTERM or Ctrl+C."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .create = makeCommand<RunCommand>()};
}

} // namespace creact::cli
