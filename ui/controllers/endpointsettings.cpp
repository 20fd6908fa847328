// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/endpointsettings.h"

#include "core/provider/llm/endpoint.h"
#include "core/provider/llm/endpointkeys.h"

#include <QPointer>
#include <QRegularExpression>
#include <QSettings>
#include <QVariantMap>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// Of document paths to names.
const QString choicesKey = u"endpoint/choices"_s;
const QString lastChoiceKey = u"endpoint/last"_s;
/// The one address that there was before endpoints had names.
const QString addressKey = u"endpoint/url"_s;

} // namespace

EndpointSettings::EndpointSettings(QSettings &settings, SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_secrets(secrets)
{
    connect(&m_secrets, &SecretBox::changed, this, &EndpointSettings::changed);
}

// --- the list

void EndpointSettings::setFile(const QString &file)
{
    m_file = file;
    setProfiles(readEndpoints(m_file));
    adoptAddress();
}

void EndpointSettings::reload()
{
    if (m_file.isEmpty())
        return;
    const Result<EndpointProfiles> read = readEndpoints(m_file);
    const bool same = read ? !m_problem && *read == m_profiles
                           : m_problem && m_problem->message == read.error().message;
    if (!same)
        setProfiles(read);
}

/// Gives a name to the address that a version without names remembered.
void EndpointSettings::adoptAddress()
{
    EndpointProfile profile;
    profile.baseUrl = QUrl(m_settings.value(addressKey).toString());
    if (profile.baseUrl.isEmpty() || m_problem)
        return;
    profile.name = freeName(
        profile.baseUrl.host().replace(QRegularExpression(u"[^A-Za-z0-9.-]"_s), u"-"_s).left(60));
    if (save(profile))
        preferForNew(profile.name);
    m_settings.remove(addressKey);
}

void EndpointSettings::setProfiles(const Result<EndpointProfiles> &read)
{
    m_problem = read ? std::nullopt : std::optional<Error>(read.error());
    m_profiles = read ? *read : EndpointProfiles();
    readKeys();
}

void EndpointSettings::readKeys()
{
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
        Q_EMIT guard->changed();
    });
}

const EndpointProfile *EndpointSettings::profile(const QString &name) const
{
    const qsizetype at = indexOfProfile(m_profiles, name);
    return at < 0 ? nullptr : &m_profiles.at(at);
}

QString EndpointSettings::freeName(const QString &wish) const
{
    QString name = wish;
    for (int number = 2; profile(name) || name.compare("demo"_L1, Qt::CaseInsensitive) == 0;
         ++number)
        name = u"%1-%2"_s.arg(wish).arg(number);
    return name;
}

Result<void> EndpointSettings::check(const EndpointDraft &draft) const
{
    if (const Result<void> checked = checkProfile(draft.profile); !checked)
        return checked;
    if (draft.profile.name != draft.savedName && profile(draft.profile.name))
        return Error{ErrorCode::AlreadyExists,
                     tr("There is an endpoint of that name already."),
                     {},
                     tr("Choose another name.")};
    return {};
}

Result<void> EndpointSettings::save(const EndpointDraft &draft)
{
    EndpointProfile before;
    const Result<void> saved =
        changeEndpoints(m_file, [&](EndpointProfiles &profiles) -> Result<void> {
            const qsizetype at = indexOfProfile(profiles, draft.savedName);
            if (at < 0) {
                profiles.append(draft.profile);
                return {};
            }
            before = profiles.at(at);
            profiles[at] = draft.profile;
            profiles[at].others = before.others;
            return {};
        });
    if (!saved)
        return saved;
    for (auto typed = draft.secrets.begin(); typed != draft.secrets.end(); ++typed)
        m_secrets.write(draft.keptName(typed.key()), *typed, {});
    if (!draft.savedName.isEmpty() && draft.savedName != draft.profile.name)
        renameChoices(draft.savedName, draft.profile.name);
    setProfiles(readEndpoints(m_file));
    // What belongs to another origin waits there for its return.
    if (originOf(before.baseUrl) == originOf(draft.profile.baseUrl)) {
        for (const QString &secret : ownSecrets(before, m_profiles))
            m_secrets.remove(secret);
    }
    return {};
}

Result<void> EndpointSettings::save(const EndpointProfile &profile, const QString &key)
{
    EndpointDraft draft = EndpointDraft::of(profile);
    if (!this->profile(profile.name))
        draft.savedName.clear();
    if (!key.isEmpty())
        draft.secrets.insert({}, key);
    return save(draft);
}

Result<void> EndpointSettings::remove(const QString &name)
{
    QStringList secrets;
    const Result<void> removed =
        changeEndpoints(m_file, [&](EndpointProfiles &profiles) -> Result<void> {
            const qsizetype at = indexOfProfile(profiles, name);
            if (at >= 0) {
                const EndpointProfile gone = profiles.takeAt(at);
                secrets = ownSecrets(gone, profiles);
            }
            return {};
        });
    if (!removed)
        return removed;
    renameChoices(name, {});
    for (const QString &secret : std::as_const(secrets))
        m_secrets.remove(secret);
    setProfiles(readEndpoints(m_file));
    return {};
}

void EndpointSettings::removeKey(const EndpointProfile &profile)
{
    const QString origin = originOf(profile.baseUrl);
    for (NamedEndpoint &endpoint : m_endpoints) {
        if (originOf(endpoint.baseUrl) == origin)
            endpoint.apiKey.clear();
    }
    m_secrets.remove(origin);
}

EndpointDraft EndpointSettings::draftOf(const LocalServer &server) const
{
    EndpointProfile profile;
    profile.name = freeName(server.name);
    profile.baseUrl = server.baseUrl;
    profile.key = server.wantsKey ? EndpointProfile::Key::Keychain : EndpointProfile::Key::None;
    EndpointDraft draft = EndpointDraft::of(profile);
    draft.savedName.clear();
    return draft;
}

bool EndpointSettings::knows(const LocalServer &server) const
{
    return std::any_of(m_profiles.cbegin(), m_profiles.cend(), [&server](const auto &profile) {
        return originOf(profile.baseUrl) == originOf(server.baseUrl);
    });
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

// --- which one

QString EndpointSettings::choice(const QString &documentPath) const
{
    return m_settings.value(choicesKey).toMap().value(documentPath).toString();
}

void EndpointSettings::choose(const QString &documentPath, const QString &name)
{
    if (documentPath.isEmpty() || (choice(documentPath) == name && !m_run))
        return;
    QVariantMap choices = m_settings.value(choicesKey).toMap();
    if (name.isEmpty())
        choices.remove(documentPath);
    else
        choices.insert(documentPath, name);
    m_settings.setValue(choicesKey, choices);
    m_settings.setValue(lastChoiceKey, name);
    m_run.reset();
    Q_EMIT changed();
}

void EndpointSettings::chooseForNew(const QString &documentPath)
{
    const QString last = m_settings.value(lastChoiceKey).toString();
    if (profile(last) && !m_run)
        choose(documentPath, last);
}

void EndpointSettings::preferForNew(const QString &name)
{
    m_settings.setValue(lastChoiceKey, name);
}

void EndpointSettings::renameChoices(const QString &from, const QString &to)
{
    QVariantMap choices = m_settings.value(choicesKey).toMap();
    const QStringList documents = choices.keys();
    for (const QString &document : documents) {
        if (choices.value(document).toString() != from)
            continue;
        if (to.isEmpty())
            choices.remove(document);
        else
            choices.insert(document, to);
    }
    m_settings.setValue(choicesKey, choices);
    if (m_settings.value(lastChoiceKey).toString() == from)
        m_settings.setValue(lastChoiceKey, to);
}

Result<void> EndpointSettings::useForThisRun(const ProviderOptions &given)
{
    if (!given.endpointName.isEmpty() && !profile(given.endpointName)) {
        ProviderOptions options;
        fill(options, {});
        return endpointNamed(options, given.endpointName).error();
    }
    m_run = Run{given.endpoint, given.endpointName, {}};
    const bool isAddress = given.endpoint.scheme().startsWith("http"_L1);
    if (isAddress) {
        const QPointer<EndpointSettings> guard(this);
        m_secrets.read(originOf(given.endpoint), [guard](const Result<QString> &key) {
            if (guard && guard->m_run && key) {
                guard->m_run->key = *key;
                Q_EMIT guard->changed();
            }
        });
    }
    Q_EMIT changed();
    return {};
}

QString EndpointSettings::forThisRun() const
{
    if (!m_run)
        return {};
    if (!m_run->name.isEmpty())
        return m_run->name;
    return m_run->url.authority().isEmpty() ? m_run->url.toString() : m_run->url.authority();
}

void EndpointSettings::fill(ProviderOptions &options, const QString &documentPath) const
{
    options.endpoints = m_endpoints;
    options.endpointsProblem = m_problem;
    options.endpointName = m_run ? m_run->name : choice(documentPath);
    if (m_run) {
        options.endpoint = m_run->url;
        options.apiKey = m_run->key;
    }
}

} // namespace creact
