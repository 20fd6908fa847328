// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/endpointoptions.h"

#include "core/provider/llm/endpoint.h"
#include "core/provider/llm/endpointkeys.h"
#include "core/secrets/secretstore.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

/// No name that a profile can have.
const QString addressGiven = u"--endpoint"_s;

class NoSecretStore final : public SecretStore {
public:
    void read(const QString &, Done<QString> done) override { done(none()); }
    void write(const QString &, const QString &, Done<void> done) override { done(none()); }
    void remove(const QString &, Done<void> done) override { done(none()); }

private:
    static Error none() { return {ErrorCode::Unsupported, u"No key was asked for."_s, {}, {}}; }
};

void takeAddressGiven(ProviderOptions &options)
{
    if (options.endpoints.isEmpty() || options.endpoints.constLast().name != addressGiven)
        return;
    options.apiKey = options.endpoints.takeLast().apiKey;
}

} // namespace

void withEndpoints(const ProviderOptions &given, SecretStore *secrets, Done<ProviderOptions> done)
{
    ProviderOptions options = given;
    EndpointProfiles profiles;
    if (const Result<EndpointProfiles> read = readEndpoints(endpointsFile()); read)
        profiles = *read;
    else
        options.endpointsProblem = read.error();
    const bool hasAddress = !options.endpoint.isEmpty() && options.endpoint.toString() != "demo"_L1;
    if (hasAddress) {
        EndpointProfile address;
        address.name = addressGiven;
        address.baseUrl = options.endpoint;
        profiles.append(address);
    }
    static NoSecretStore nothing;
    const bool withKeys = secrets != nullptr;
    readEndpointKeys(
        profiles, withKeys ? *secrets : nothing,
        [options, withKeys, done = std::move(done)](const QList<NamedEndpoint> &endpoints) {
            ProviderOptions filled = options;
            filled.endpoints = endpoints;
            takeAddressGiven(filled);
            // Who asks for no key is not told that there is none.
            for (NamedEndpoint &endpoint : filled.endpoints) {
                if (!withKeys)
                    endpoint.problem.reset();
            }
            if (!filled.endpointName.isEmpty() && filled.endpointName != "demo"_L1) {
                const Result<NamedEndpoint> named = endpointNamed(filled, filled.endpointName);
                if (!named)
                    return done(named.error());
            }
            done(filled);
        });
}

} // namespace creact::cli
