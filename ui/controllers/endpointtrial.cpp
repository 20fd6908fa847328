// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/endpointtrial.h"

#include "core/provider/llm/endpointkeys.h"
#include "core/secrets/secretstore.h"

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// The keychain with what was typed over it.
class TypedSecrets final : public SecretStore {
public:
    TypedSecrets(const EndpointDraft &draft, SecretStore &kept)
        : m_kept(kept)
    {
        for (auto typed = draft.secrets.begin(); typed != draft.secrets.end(); ++typed)
            m_typed.insert(draft.keptName(typed.key()), *typed);
    }
    void read(const QString &name, Done<QString> done) override
    {
        if (m_typed.contains(name))
            done(m_typed.value(name));
        else
            m_kept.read(name, std::move(done));
    }
    void write(const QString &, const QString &, Done<void> done) override
    {
        done(Error{ErrorCode::Unsupported, u"It is only looked at."_s, {}, {}});
    }
    void remove(const QString &, Done<void> done) override { done({}); }

private:
    SecretStore &m_kept;
    QHash<QString, QString> m_typed;
};

} // namespace

EndpointTrial::EndpointTrial(SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_secrets(secrets)
    , m_check(m_clock)
{
}

EndpointTrial::~EndpointTrial()
{
    cancel();
}

void EndpointTrial::run(const EndpointDraft &draft, const DotEnv &dotEnv, Done<Outcome> done)
{
    cancel();
    m_done = std::move(done);
    EndpointProfile profile = draft.profile;
    // It may have no name yet, and one that is not saved may have another's.
    profile.name = u"trial"_s;
    if (const Result<void> checked = checkProfile(profile); !checked)
        return end(checked.error());
    m_typed = std::make_unique<TypedSecrets>(draft, m_secrets);
    const QPointer<EndpointTrial> guard(this);
    readEndpointKeys(
        {profile}, *m_typed,
        [guard, dotEnv, number = m_number](const QList<NamedEndpoint> &endpoints) {
            if (!guard || guard->m_number != number)
                return;
            ProviderOptions options;
            options.endpoints = endpoints;
            options.endpointName = endpoints.constFirst().name;
            guard->ask(resolveEndpoint(options, QProcessEnvironment::systemEnvironment(), dotEnv));
        });
}

void EndpointTrial::run(const ModelEndpoint &endpoint, Done<Outcome> done)
{
    cancel();
    m_done = std::move(done);
    ask(endpoint);
}

void EndpointTrial::ask(const Result<ModelEndpoint> &endpoint)
{
    if (!endpoint)
        return end(endpoint.error());
    m_check.run(
        *endpoint, {},
        [this, withKey = !endpoint->apiKey.isEmpty()](const Result<EndpointReport> &report) {
            if (report)
                end(Outcome{*report, withKey});
            else
                end(report.error());
        });
}

void EndpointTrial::cancel()
{
    ++m_number;
    m_check.cancel();
    end(Error{ErrorCode::Cancelled, u"The test was cancelled."_s, {}, {}});
}

void EndpointTrial::end(const Result<Outcome> &outcome)
{
    if (const Done<Outcome> done = std::exchange(m_done, {}))
        done(outcome);
}

} // namespace creact
