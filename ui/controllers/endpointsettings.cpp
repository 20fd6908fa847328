// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/endpointsettings.h"

#include "ui/controllers/secretstore.h"

#include <QPointer>
#include <QSettings>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString endpointKey = u"endpoint/url"_s;

} // namespace

EndpointSettings::EndpointSettings(QSettings &settings, SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_secrets(secrets)
    , m_url(settings.value(endpointKey).toString())
{
    loadKey();
}

QString EndpointSettings::origin(const QUrl &url)
{
    return url
        .adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery
                  | QUrl::RemoveFragment)
        .toString();
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
    setKey({}, KeyPlace::None);
    loadKey();
}

void EndpointSettings::useDefault()
{
    m_url.clear();
    m_settings.remove(endpointKey);
    setKey({}, KeyPlace::None);
}

Result<void> EndpointSettings::use(const QString &address, const QString &key)
{
    const Result<QUrl> url = checked(address);
    if (!url)
        return url.error();
    const bool sameOrigin = origin(m_url) == origin(*url);
    m_url = *url;
    m_settings.setValue(endpointKey, m_url.toString());
    if (!key.isEmpty()) {
        setKey(key, KeyPlace::Session);
        const QPointer<EndpointSettings> guard(this);
        m_secrets.write(origin(m_url), key, [guard, key](const Result<void> &written) {
            if (guard && written.ok() && guard->m_key == key)
                guard->setKey(key, KeyPlace::Keychain);
        });
    } else if (!sameOrigin) {
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
    m_secrets.read(origin(m_url), [guard, asked](const Result<QString> &key) {
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

} // namespace creact
