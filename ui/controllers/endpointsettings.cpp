// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/endpointsettings.h"

#include "core/provider/llm/endpointkeys.h"
#include "core/secrets/secretstore.h"

#include <QPointer>
#include <QSettings>
#include <QVariantMap>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString endpointKey = u"endpoint/url"_s;
/// Of document paths to names.
const QString choicesKey = u"endpoint/choices"_s;

} // namespace

EndpointSettings::EndpointSettings(QSettings &settings, SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_secrets(secrets)
    , m_url(settings.value(endpointKey).toString())
{
    loadKey();
}

Result<QUrl> EndpointSettings::checked(const QString &address)
{
    const QUrl url(address.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        || url.host().isEmpty()) {
        return Error{ErrorCode::InvalidArgument, tr("This is not the address of a web server."),
                     address, tr("Write it with its scheme: https://api.openai.com/v1")};
    }
    if (!url.userInfo().isEmpty()) {
        return Error{ErrorCode::InvalidArgument,
                     tr("The address must not contain a password."),
                     {},
                     tr("Put the key into the field below.")};
    }
    return url;
}

void EndpointSettings::useForThisRun(const QUrl &url)
{
    m_url = url;
    m_forThisRun = true;
    setKey({}, KeyPlace::None);
    loadKey();
}

void EndpointSettings::useDefault()
{
    m_url.clear();
    m_forThisRun = false;
    m_settings.remove(endpointKey);
    setKey({}, KeyPlace::None);
}

Result<void> EndpointSettings::use(const QString &address, const QString &key)
{
    const Result<QUrl> url = checked(address);
    if (!url)
        return url.error();
    const bool isSameOrigin = originOf(m_url) == originOf(*url);
    m_url = *url;
    m_forThisRun = false;
    m_settings.setValue(endpointKey, m_url.toString());
    if (!key.isEmpty()) {
        setKey(key, KeyPlace::Session);
        const QPointer<EndpointSettings> guard(this);
        m_secrets.write(originOf(m_url), key, [guard, key](const Result<void> &written) {
            if (guard && written.ok() && guard->m_key == key)
                guard->setKey(key, KeyPlace::Keychain);
        });
    } else if (!isSameOrigin) {
        setKey({}, KeyPlace::None);
        loadKey();
    } else {
        Q_EMIT changed();
    }
    return {};
}

void EndpointSettings::loadKey()
{
    if (m_url.isEmpty())
        return;
    const QPointer<EndpointSettings> guard(this);
    const QUrl asked = m_url;
    m_secrets.read(originOf(m_url), [guard, asked](const Result<QString> &key) {
        // An answer for an address that is no longer chosen is dropped.
        if (guard && key.ok() && guard->m_url == asked && guard->m_key.isEmpty())
            guard->setKey(*key, KeyPlace::Keychain);
    });
}

void EndpointSettings::setKey(const QString &key, KeyPlace place)
{
    m_key = key;
    m_place = place;
    Q_EMIT changed();
}

// --- named ones

void EndpointSettings::setFile(const QString &file)
{
    m_file = file;
    loadProfiles();
}

void EndpointSettings::loadProfiles()
{
    const Result<EndpointProfiles> read = readEndpoints(m_file);
    m_problem = read ? std::nullopt : std::optional<Error>(read.error());
    m_profiles = read ? *read : EndpointProfiles();
    // Their names are known at once, however long the keychain takes.
    m_endpoints.clear();
    for (const EndpointProfile &profile : std::as_const(m_profiles)) {
        NamedEndpoint endpoint;
        endpoint.name = profile.name;
        endpoint.baseUrl = profile.baseUrl;
        m_endpoints.append(endpoint);
    }
    Q_EMIT changed();
    const QPointer<EndpointSettings> guard(this);
    const EndpointProfiles asked = m_profiles;
    readEndpointKeys(asked, m_secrets, [guard, asked](const QList<NamedEndpoint> &endpoints) {
        // An answer for what is no longer there is dropped.
        if (!guard || guard->m_profiles != asked)
            return;
        guard->m_endpoints = endpoints;
        for (NamedEndpoint &endpoint : guard->m_endpoints) {
            const QString typed = guard->m_sessionKeys.value(originOf(endpoint.baseUrl));
            if (!typed.isEmpty() && endpoint.borrowsKey)
                endpoint.apiKey = typed;
        }
        Q_EMIT guard->changed();
    });
}

void EndpointSettings::keepKey(const QUrl &url, const QString &key)
{
    const QString origin = originOf(url);
    m_sessionKeys.insert(origin, key);
    const QPointer<EndpointSettings> guard(this);
    m_secrets.write(origin, key, [guard, origin, key](const Result<void> &written) {
        if (guard && written && guard->m_sessionKeys.value(origin) == key)
            guard->m_sessionKeys.remove(origin);
    });
}

Result<void> EndpointSettings::save(const EndpointProfile &profile, const QString &key)
{
    const Result<void> saved =
        changeEndpoints(m_file, [&profile](EndpointProfiles &profiles) -> Result<void> {
            const qsizetype at = indexOfProfile(profiles, profile.name);
            if (at < 0)
                profiles.append(profile);
            else
                profiles[at] = profile;
            return {};
        });
    if (!saved)
        return saved;
    if (!key.isEmpty())
        keepKey(profile.baseUrl, key);
    loadProfiles();
    return {};
}

Result<void> EndpointSettings::remove(const QString &name)
{
    QUrl url;
    const Result<void> removed =
        changeEndpoints(m_file, [&](EndpointProfiles &profiles) -> Result<void> {
            const qsizetype at = indexOfProfile(profiles, name);
            if (at >= 0)
                url = profiles.takeAt(at).baseUrl;
            return {};
        });
    if (!removed)
        return removed;
    loadProfiles();
    const QString origin = originOf(url);
    const bool shared = std::any_of(
        m_profiles.cbegin(), m_profiles.cend(),
        [&origin](const EndpointProfile &other) { return originOf(other.baseUrl) == origin; });
    if (!url.isEmpty() && !shared && originOf(m_url) != origin) {
        m_sessionKeys.remove(origin);
        m_secrets.remove(origin);
    }
    return {};
}

QString EndpointSettings::choice(const QString &documentPath) const
{
    return m_settings.value(choicesKey).toMap().value(documentPath).toString();
}

void EndpointSettings::choose(const QString &documentPath, const QString &name)
{
    if (documentPath.isEmpty() || choice(documentPath) == name)
        return;
    QVariantMap choices = m_settings.value(choicesKey).toMap();
    if (name.isEmpty())
        choices.remove(documentPath);
    else
        choices.insert(documentPath, name);
    m_settings.setValue(choicesKey, choices);
    m_forThisRun = false;
    Q_EMIT changed();
}

void EndpointSettings::fill(ProviderOptions &options, const QString &documentPath) const
{
    options.endpoint = m_url;
    options.apiKey = m_key;
    options.endpoints = m_endpoints;
    options.endpointsProblem = m_problem;
    if (!m_forThisRun)
        options.endpointName = choice(documentPath);
}

} // namespace creact
