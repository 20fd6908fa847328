// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chatchannel.h"
#include "app/cli/commands.h"
#include "app/cli/linereader.h"
#include "app/cli/stackcommand.h"

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

    void interrupted() override { end(ExitCode::Interrupted); }

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
        const QString message = invocation().arguments.value(1);
        if (!message.isNull()) {
            m_single = true;
            return send(message);
        }
        m_lines = new LineReader(this);
        connect(m_lines, &LineReader::line, this, &ChatCommand::onLine);
        connect(m_lines, &LineReader::ended, this, [this] { end(m_code); });
        nextLine();
    }

    void send(const QString &text)
    {
        console().progress(u"working ..."_s);
        m_channel->send(text, invocation().options.value(u"session"_s));
    }

    void nextLine()
    {
        console().prompt(u"> "_s);
        m_lines->next();
    }

    void onLine(const QString &text)
    {
        if (isEnding())
            return;
        if (text.trimmed().isEmpty())
            nextLine();
        else
            send(text.trimmed());
    }

    void onAnswer(const Result<ChatTurn> &turn)
    {
        if (isEnding())
            return;
        const std::optional<Error> error = turn.ok() ? turn->error : turn.error();
        if (invocation().json())
            printJson(turn);
        else if (!error)
            console().print(Console::printable(turn->answer));
        if (error) {
            console().error(*error);
            m_code = turn.ok() ? ExitCode::Failed : exitCodeOf(error->code);
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
