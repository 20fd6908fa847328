// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/approvalprompt.h"
#include "app/cli/chatchannel.h"
#include "app/cli/commands.h"
#include "app/cli/linereader.h"
#include "app/cli/stackcommand.h"
#include "app/cli/turnprinter.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

/// One message, or a conversation from standard input. Deploys the stack in this process; when
/// another one runs it, talks to that one.
class ChatCommand final : public StackCommand {
public:
    using StackCommand::StackCommand;

protected:
    void opened() override
    {
        watchSignals();
        engine().deploy([this](const Result<void> &result) {
            if (isEnding())
                return;
            if (!result.ok() && result.error().code == ErrorCode::Locked)
                return talkToTheOther(result.error());
            // A port that is taken, say, does not keep the stack from answering us.
            if (!result.ok())
                console().warning(result.error());
            m_deployed = true;
            talk(new EngineChannel(engine(), this));
        });
    }

    /// Stops the turn first, then the program.
    void interrupted() override
    {
        if (m_busy && !std::exchange(m_stopping, true) && m_channel && m_channel->cancel())
            return;
        end(ExitCode::Interrupted);
    }

private:
    void talkToTheOther(const Error &locked)
    {
        engine().state([this, locked](const Result<StackRecord> &state) {
            if (isEnding())
                return;
            const Result<HttpChannel::Address> address =
                state.ok() ? HttpChannel::addressOf(*state) : state.error();
            if (!address.ok()) {
                console().error(address.error());
                return fail(locked);
            }
            console().note(u"talking to the run at %1"_s.arg(address->url.toDisplayString()));
            talk(new HttpChannel(*address, this));
        });
    }

    void talk(ChatChannel *channel)
    {
        m_channel = channel;
        connect(channel, &ChatChannel::answered, this, &ChatCommand::onAnswer);
        connect(channel, &ChatChannel::activity, this,
                [this](const QString &text) { console().progress(text); });
        connect(channel, &ChatChannel::told, this,
                [this](const QString &text) { console().note(Console::oneLine(text)); });
        if (!invocation().json()) {
            connect(channel, &ChatChannel::said, this,
                    [this](const QString &nodeId, const TextDelta &delta) {
                        m_printer.say(nodeId, delta);
                    });
            connect(channel, &ChatChannel::stepsChanged, this,
                    [this](const QList<TurnStep> &steps) { m_printer.show(steps); });
        }
        m_approvals = new ApprovalPrompt(engine(), console(), invocation().json(), this);
        connect(m_approvals, &ApprovalPrompt::lineWanted, this, [this] { lines()->next(); });
        const QString message = invocation().arguments.value(1);
        if (!message.isNull()) {
            m_single = true;
            return send(message);
        }
        nextLine();
    }

    LineReader *lines()
    {
        if (m_lines)
            return m_lines;
        m_lines = new LineReader(this);
        connect(m_lines, &LineReader::line, this, &ChatCommand::onLine);
        connect(m_lines, &LineReader::ended, this, [this] {
            m_approvals->inputEnded();
            // A turn that goes on is not given up for that.
            m_inputEnded = true;
            if (!m_busy)
                end(m_code);
        });
        return m_lines;
    }

    void send(const QString &text)
    {
        console().progress(u"working ..."_s);
        m_busy = true;
        m_stopping = false;
        m_printer.begin();
        m_channel->send(text, invocation().options.value(u"session"_s));
    }

    void nextLine()
    {
        if (m_inputEnded)
            return end(m_code);
        console().prompt(u"> "_s);
        lines()->next();
    }

    void onLine(const QString &text)
    {
        if (isEnding())
            return;
        if (m_approvals->isAsking()) {
            m_approvals->take(text);
            // What was asked about went with its turn.
            if (!m_busy && !m_approvals->isAsking())
                nextLine();
        } else if (m_busy)
            lines()->next();
        else if (text.trimmed().isEmpty())
            nextLine();
        else
            send(text.trimmed());
    }

    void onAnswer(const Result<ChatTurn> &turn)
    {
        if (isEnding())
            return;
        m_busy = false;
        const std::optional<Error> error = turn.ok() ? turn->error : turn.error();
        const bool isPrinted = m_printer.end(turn.ok() ? turn->answer : QString());
        if (invocation().json())
            printJson(turn);
        else if (!error && !isPrinted)
            console().print(Console::printable(turn->answer));
        if (error) {
            console().error(*error);
            m_code = m_stopping ? ExitCode::Interrupted
                : turn.ok()     ? ExitCode::Failed
                                : exitCodeOf(error->code);
        }
        if (m_single)
            end(m_code);
        else
            nextLine();
    }

    void printJson(const Result<ChatTurn> &turn)
    {
        QJsonObject line;
        if (turn.ok()) {
            line = {{u"id"_s, turn->id},
                    {u"session"_s, turn->session},
                    {u"question"_s, turn->question}};
            if (!turn->error)
                line.insert(u"response"_s, turn->answer);
        }
        if (const std::optional<Error> error = turn.ok() ? turn->error : turn.error())
            line.insert(u"error"_s, error->toJson());
        console().printCompact(line);
    }

    void end(ExitCode code)
    {
        if (m_deployed || !m_channel)
            stopAndFinish(code);
        else
            finish(code);
    }

    ChatChannel *m_channel = nullptr;
    LineReader *m_lines = nullptr;
    ApprovalPrompt *m_approvals = nullptr;
    TurnPrinter m_printer{console()};
    /// A message is being answered.
    bool m_busy = false;
    bool m_stopping = false;
    bool m_inputEnded = false;
    bool m_deployed = false;
    bool m_single = false;
    ExitCode m_code = ExitCode::Done;
};

} // namespace

CommandSpec chatCommand()
{
    return {
        .name = u"chat"_s,
        .usage = u"STACK [MESSAGE]"_s,
        .summary =
            u"Ask the stack one thing, or talk to it line by line; to the run that holds it, if one does."_s,
        .minimumArguments = 1,
        .maximumArguments = 2,
        .takesStack = true,
        .options = {{u"session"_s, u"Which conversation the message belongs to."_s, u"NAME"_s}},
        .create = makeCommand<ChatCommand>()};
}

} // namespace creact::cli
