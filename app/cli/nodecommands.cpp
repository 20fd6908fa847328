// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to single nodes and stores of a stack that is not live.
#include "app/cli/commands.h"
#include "app/cli/stackcommand.h"
#include "core/stack/suggest.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

class PinCommand : public StoredStackCommand {
public:
    using StoredStackCommand::StoredStackCommand;

protected:
    virtual bool pins() const { return true; }

    void opened() override
    {
        watchSignals();
        engine().state([this](const Result<StackRecord> &state) {
            if (isEnding())
                return;
            if (!state.ok())
                return fail(state.error());
            const QString node = invocation().arguments.value(1);
            QStringList ids;
            for (const NodeRecord &record : state->nodes())
                ids.append(record.id.toString());
            if (!ids.contains(node))
                return fail({ErrorCode::NotFound,
                             u"there is no node \"%1\" in the state"_s.arg(node),
                             {},
                             didYouMean(node, ids)});
            change(node);
        });
    }

private:
    void change(const QString &node)
    {
        engine().pin(node, pins(), [this, node](const Result<void> &result) {
            if (isEnding())
                return;
            if (!result.ok())
                return fail(result.error());
            if (invocation().json())
                console().print(QJsonObject{{u"node"_s, node}, {u"pinned"_s, pins()}});
            else if (pins())
                console().print(
                    u"%1 is pinned: its outputs stay as they are, and nothing is called "
                    "for it."_s.arg(node));
            else
                console().print(
                    u"%1 is not pinned any more: the next deploy looks at it again."_s.arg(node));
            finish(ExitCode::Done);
        });
    }
};

class UnpinCommand final : public PinCommand {
public:
    using PinCommand::PinCommand;

protected:
    bool pins() const override { return false; }
};

/// Any JSON value, a bare word or number too.
std::optional<QJsonValue> valueOf(const QString &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson('[' + text.toUtf8() + ']', &error);
    if (error.error != QJsonParseError::NoError || document.array().size() != 1)
        return {};
    return document.array().first();
}

class SetCommand final : public StoredStackCommand {
public:
    using StoredStackCommand::StoredStackCommand;

    void start() override
    {
        const QString text = invocation().arguments.value(3);
        const auto value = valueOf(text);
        if (!value)
            return fail({ErrorCode::InvalidArgument,
                         u"%1 is not JSON"_s.arg(text),
                         {},
                         u"a text goes into quotes twice: '\"words\"'"_s});
        m_value = *value;
        StoredStackCommand::start();
    }

protected:
    void opened() override
    {
        watchSignals();
        const QStringList &arguments = invocation().arguments;
        const StoreEdit edit{arguments.value(1), arguments.value(2), m_value};
        engine().setStore(edit, [this, edit](const Result<void> &result) {
            if (isEnding())
                return;
            if (!result.ok())
                return fail(result.error());
            if (invocation().json())
                console().print(QJsonObject{
                    {u"store"_s, edit.store}, {u"key"_s, edit.key}, {u"value"_s, edit.value}});
            else
                console().print(u"%1.%2 is set."_s.arg(edit.store, edit.key));
            finish(ExitCode::Done);
        });
    }

private:
    QJsonValue m_value;
};

CommandSpec pinSpec(const QString &name, const QString &summary)
{
    return {.name = name,
            .usage = u"STACK NODE"_s,
            .summary = summary,
            .minimumArguments = 2,
            .maximumArguments = 2,
            .takesStack = true,
            .create = {}};
}

} // namespace

CommandSpec statePinCommand()
{
    CommandSpec spec =
        pinSpec(u"state pin"_s, u"Keep a node's outputs as they are; nothing is called for it."_s);
    spec.create = makeCommand<PinCommand>();
    return spec;
}

CommandSpec stateUnpinCommand()
{
    CommandSpec spec =
        pinSpec(u"state unpin"_s, u"Let a pinned node be looked at again by the next deploy."_s);
    spec.create = makeCommand<UnpinCommand>();
    return spec;
}

CommandSpec stateSetCommand()
{
    return {.name = u"state set"_s,
            .usage = u"STACK STORE KEY JSON"_s,
            .summary = u"Set a value of a store of the document."_s,
            .minimumArguments = 4,
            .maximumArguments = 4,
            .takesStack = true,
            .create = makeCommand<SetCommand>()};
}

} // namespace creact::cli
