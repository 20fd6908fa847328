// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/secretinput.h"
#include "app/cli/stackcommand.h"
#include "app/cli/table.h"
#include "core/provider/llm/endpointprofiles.h"
#include "core/secrets/keychainstore.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace creact::cli {

namespace {

QString keyText(EndpointProfile::Key key)
{
    switch (key) {
    case EndpointProfile::Key::Keychain:
        return u"keychain"_s;
    case EndpointProfile::Key::Environment:
        return u"environment"_s;
    case EndpointProfile::Key::None:
        return u"none"_s;
    }
    return {};
}

QJsonObject endpointJson(const EndpointProfile &profile)
{
    QJsonObject headers;
    for (const EndpointHeader &header : profile.headers)
        headers.insert(header.name,
                       header.secret.isEmpty() ? QJsonValue(header.value)
                                               : QJsonObject{{u"secret"_s, header.secret}});
    return {{u"name"_s, profile.name},
            {u"baseUrl"_s, profile.baseUrl.toString()},
            {u"key"_s, keyText(profile.key)},
            {u"model"_s, profile.model},
            {u"headers"_s, headers}};
}

class EndpointCommand : public Command {
public:
    EndpointCommand(const Invocation &invocation, Console &console)
        : m_invocation(invocation)
        , m_console(console)
    {
    }

protected:
    void fail(const Error &error)
    {
        m_console.error(error);
        Q_EMIT finished(exitCodeOf(error.code));
    }
    /// By standard output or, for people, as a sentence.
    void done(const QJsonObject &json, const QString &sentence)
    {
        if (m_invocation.json())
            m_console.print(json);
        else
            m_console.print(sentence);
        Q_EMIT finished(ExitCode::Done);
    }

    Invocation m_invocation;
    Console &m_console;
};

class EndpointListCommand final : public EndpointCommand {
public:
    using EndpointCommand::EndpointCommand;

    void start() override
    {
        const Result<EndpointProfiles> profiles = readEndpoints(endpointsFile());
        if (!profiles)
            return fail(profiles.error());
        QJsonArray json;
        Table table({u"NAME"_s, u"ADDRESS"_s, u"KEY"_s, u"MODEL"_s, u"HEADERS"_s});
        for (const EndpointProfile &profile : *profiles) {
            json.append(endpointJson(profile));
            QStringList headers;
            for (const EndpointHeader &header : profile.headers)
                headers.append(header.name);
            table.addRow({profile.name, profile.baseUrl.toString(), keyText(profile.key),
                          profile.model.isEmpty() ? u"-"_s : profile.model,
                          headers.isEmpty() ? u"-"_s : headers.join(u", "_s)});
        }
        if (m_invocation.json())
            m_console.print(json);
        else if (profiles->isEmpty())
            m_console.print(u"No endpoint is set up; the demo endpoint is always there.\n"
                            "Next: creact endpoint find, or creact endpoint add NAME URL"_s);
        else
            table.print(m_console);
        Q_EMIT finished(ExitCode::Done);
    }
};

class EndpointAddCommand final : public EndpointCommand {
public:
    using EndpointCommand::EndpointCommand;

    void start() override
    {
        const Result<EndpointProfile> profile = asked();
        if (!profile)
            return fail(profile.error());
        m_profile = *profile;
        // Before anybody types a key for nothing.
        const Result<EndpointProfiles> known = readEndpoints(endpointsFile());
        if (!known)
            return fail(known.error());
        if (indexOfProfile(*known, m_profile.name) >= 0 && !m_invocation.has(u"replace"_s))
            return fail({ErrorCode::AlreadyExists,
                         u"there is an endpoint named \"%1\" already"_s.arg(m_profile.name),
                         {},
                         u"Choose another name, or say --replace."_s});
        connect(&m_input, &SecretInput::read, this, &EndpointAddCommand::keep);
        connect(&m_input, &SecretInput::interrupted, this,
                [this] { Q_EMIT finished(ExitCode::Interrupted); });
        m_input.ask(secretsToRead());
    }

private:
    Result<EndpointProfile> asked() const
    {
        EndpointProfile profile;
        profile.name = m_invocation.arguments.at(0);
        profile.baseUrl = QUrl(m_invocation.arguments.at(1), QUrl::StrictMode);
        profile.model = m_invocation.options.value(u"model"_s);
        if (m_invocation.has(u"no-key"_s))
            profile.key = EndpointProfile::Key::None;
        else if (m_invocation.has(u"key-env"_s))
            profile.key = EndpointProfile::Key::Environment;
        for (const QString &header : m_invocation.lists.value(u"header"_s))
            profile.headers.append(
                {header.section(u':', 0, 0).trimmed(), header.section(u':', 1).trimmed(), {}});
        for (const QString &header : m_invocation.lists.value(u"secret"_s))
            profile.headers.append({header, {}, header.toLower()});
        const Result<void> checked = checkProfile(profile);
        return checked ? Result<EndpointProfile>(profile) : checked.error();
    }

    /// The key, then the headers' secrets; without a terminal only when it is said that they come.
    QStringList secretsToRead()
    {
        if (!SecretInput::isTerminal() && !m_invocation.has(u"key-stdin"_s))
            return {};
        const QString origin = originOf(m_profile.baseUrl);
        QStringList prompts;
        if (m_profile.key == EndpointProfile::Key::Keychain) {
            m_names.append(origin);
            prompts.append(u"Key for %1 (empty: none)"_s.arg(origin));
        }
        for (const EndpointHeader &header : std::as_const(m_profile.headers)) {
            if (header.secret.isEmpty())
                continue;
            m_names.append(headerSecretName(m_profile.baseUrl, header.secret));
            prompts.append(u"Value of the header %1"_s.arg(header.name));
        }
        return prompts;
    }

    void keep(const QStringList &secrets)
    {
        for (qsizetype at = secrets.size() - 1; at >= 0; --at) {
            if (secrets.at(at).isEmpty())
                m_names.removeAt(at);
        }
        m_secrets = secrets;
        m_secrets.removeAll(QString());
        keepNext();
    }

    void keepNext()
    {
        if (m_names.isEmpty())
            return add();
        m_store.write(m_names.takeFirst(), m_secrets.takeFirst(),
                      [this](const Result<void> &written) {
                          if (written)
                              return keepNext();
                          Error error = written.error();
                          error.hint = u"Nothing was changed. With --key-env the key "
                                       "is taken from OPENAI_API_KEY or .env."_s;
                          fail(error);
                      });
    }

    void add()
    {
        const Result<void> changed =
            changeEndpoints(endpointsFile(), [this](EndpointProfiles &profiles) -> Result<void> {
                const qsizetype at = indexOfProfile(profiles, m_profile.name);
                if (at >= 0 && m_invocation.has(u"replace"_s)) {
                    m_profile.others = profiles.at(at).others;
                    profiles[at] = m_profile;
                } else {
                    profiles.append(m_profile);
                }
                return {};
            });
        if (!changed)
            return fail(changed.error());
        done(endpointJson(m_profile),
             u"%1 is %2\nNext: creact endpoint test %1"_s.arg(m_profile.name,
                                                              m_profile.baseUrl.toString()));
    }

    EndpointProfile m_profile;
    QStringList m_names;
    QStringList m_secrets;
    SecretInput m_input;
    KeychainStore m_store{30s};
};

class EndpointRemoveCommand final : public EndpointCommand {
public:
    using EndpointCommand::EndpointCommand;

    void start() override
    {
        const QString name = m_invocation.arguments.at(0);
        QStringList secrets;
        const Result<void> changed =
            changeEndpoints(endpointsFile(), [&](EndpointProfiles &profiles) -> Result<void> {
                const qsizetype at = indexOfProfile(profiles, name);
                if (at < 0)
                    return Error{ErrorCode::NotFound,
                                 u"there is no endpoint named \"%1\""_s.arg(name),
                                 {},
                                 u"creact endpoint list shows those that there are."_s};
                const EndpointProfile gone = profiles.takeAt(at);
                secrets = ownSecrets(gone, profiles);
                return {};
            });
        if (!changed)
            return fail(changed.error());
        forget(secrets);
    }

private:
    void forget(QStringList secrets)
    {
        const QString name = m_invocation.arguments.at(0);
        if (secrets.isEmpty())
            return done({{u"removed"_s, name}}, u"%1 is removed"_s.arg(name));
        const QString secret = secrets.takeFirst();
        m_store.remove(secret, [this, secrets](const Result<void> &) { forget(secrets); });
    }

    KeychainStore m_store{10s};
};

} // namespace

CommandSpec endpointListCommand()
{
    return {.name = u"endpoint list"_s,
            .usage = {},
            .summary = u"List the model endpoints that are set up."_s,
            .create = makeCommand<EndpointListCommand>()};
}

CommandSpec endpointAddCommand()
{
    return {
        .name = u"endpoint add"_s,
        .usage = u"NAME URL"_s,
        .summary = u"Set up a model endpoint. A terminal is asked for the key, which goes into the "
                   "system keychain, for the address's origin only."_s,
        .minimumArguments = 2,
        .maximumArguments = 2,
        .options =
            {{u"model"_s, u"The model that is offered first."_s, u"MODEL"_s},
             {u"key-stdin"_s,
              u"Read the key, then the value of each --secret, from standard input, a line each."_s},
             {u"key-env"_s,
              u"Take the key from OPENAI_API_KEY or .env, when OPENAI_BASE_URL is there too."_s},
             {u"no-key"_s, u"Send no key."_s},
             {u"header"_s, u"Send this header, too: \"Name: value\". May be given again."_s,
              u"TEXT"_s},
             {u"secret"_s,
              u"Send this header, too; its value is asked for as the key is. May be given again."_s,
              u"NAME"_s},
             {u"replace"_s, u"In the place of the endpoint of that name."_s}},
        .create = makeCommand<EndpointAddCommand>()};
}

CommandSpec endpointRemoveCommand()
{
    return {.name = u"endpoint remove"_s,
            .usage = u"NAME"_s,
            .summary = u"Remove a model endpoint, and its key from the keychain."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .create = makeCommand<EndpointRemoveCommand>()};
}

} // namespace creact::cli
