// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/endpointkeys.h"

#include "core/provider/llm/endpoint.h"
#include "core/secrets/secretstore.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

struct KeyReading {
    QList<NamedEndpoint> endpoints;
    std::function<void(const QList<NamedEndpoint> &)> done;
    /// Answers that are still to come, and one for who asks.
    int waiting = 1;

    void answered()
    {
        if (--waiting == 0)
            done(endpoints);
    }
};

using KeyReadingPtr = std::shared_ptr<KeyReading>;

bool isHeaderValue(const QString &value)
{
    return std::all_of(value.cbegin(), value.cend(),
                       [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
}

Error unfitHeader(const EndpointHeader &header, const QString &endpoint)
{
    return {ErrorCode::InvalidArgument,
            u"The secret of the header %1 of the endpoint \"%2\" is nothing that a header can "
            "carry."_s.arg(header.name, endpoint),
            {},
            u"Enter it again, on one line."_s};
}

void readKey(const KeyReadingPtr &reading, qsizetype at, SecretStore &secrets)
{
    ++reading->waiting;
    secrets.read(originOf(reading->endpoints.at(at).baseUrl),
                 [reading, at](const Result<QString> &key) {
                     if (key && isKeyText(*key))
                         reading->endpoints[at].apiKey = *key;
                     reading->answered();
                 });
}

Error missingHeader(const EndpointHeader &header, const QString &endpoint, const Error &why)
{
    const bool missing = why.code == ErrorCode::NotFound;
    return {why.code,
            u"The header %1 of the endpoint \"%2\" has no value: %3"_s.arg(
                header.name, endpoint,
                missing ? u"the secret \"%1\" is not in the keychain for this address."_s.arg(
                    header.secret)
                        : why.message),
            {},
            u"Enter it again for this endpoint, or remove the header."_s};
}

void readHeader(const KeyReadingPtr &reading, qsizetype at, const EndpointHeader &header,
                SecretStore &secrets)
{
    ++reading->waiting;
    secrets.read(headerSecretName(reading->endpoints.at(at).baseUrl, header.secret),
                 [reading, at, header](const Result<QString> &value) {
                     NamedEndpoint &endpoint = reading->endpoints[at];
                     if (!value) {
                         endpoint.problem = missingHeader(header, endpoint.name, value.error());
                     } else if (!isHeaderValue(*value)) {
                         endpoint.problem = unfitHeader(header, endpoint.name);
                     } else {
                         endpoint.headers.append({header.name.toLatin1(), value->toUtf8()});
                         endpoint.headerSecrets.append(*value);
                     }
                     reading->answered();
                 });
}

} // namespace

void readEndpointKeys(const EndpointProfiles &profiles, SecretStore &secrets,
                      std::function<void(const QList<NamedEndpoint> &)> done)
{
    const auto reading = std::make_shared<KeyReading>();
    reading->done = std::move(done);
    for (const EndpointProfile &profile : profiles) {
        NamedEndpoint endpoint;
        endpoint.name = profile.name;
        endpoint.baseUrl = *checkedBaseUrl(profile.baseUrl.toString(QUrl::FullyEncoded), {});
        endpoint.borrowsKey = profile.key != EndpointProfile::Key::None;
        reading->endpoints.append(endpoint);
    }
    for (qsizetype at = 0; at < profiles.size(); ++at) {
        const EndpointProfile &profile = profiles.at(at);
        if (profile.key == EndpointProfile::Key::Keychain)
            readKey(reading, at, secrets);
        for (const EndpointHeader &header : profile.headers) {
            if (header.secret.isEmpty())
                reading->endpoints[at].headers.append(
                    {header.name.toLatin1(), header.value.toLatin1()});
            else
                readHeader(reading, at, header, secrets);
        }
    }
    reading->answered();
}

} // namespace creact
