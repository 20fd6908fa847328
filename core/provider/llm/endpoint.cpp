// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/endpoint.h"

#include "core/provider/llm/jsonhttp.h"
#include "core/provider/llm/redact.h"

#include <algorithm>
#include <array>
#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// What one source says.
struct EndpointSource {
    ModelEndpoint::Source kind;
    /// For sentences: "--endpoint", "OPENAI_BASE_URL in .env".
    QString addressName;
    QString keyName;
    QString address;
    QString key;

    bool says() const { return !address.isEmpty() || !key.isEmpty(); }
};

QUrl openAi()
{
    return QUrl(u"https://api.openai.com/v1"_s);
}

template <typename Lookup>
EndpointSource namedSource(ModelEndpoint::Source kind, const QString &where, Lookup value)
{
    const QString own = u"CREACT_ENDPOINT"_s;
    const QString usual = u"OPENAI_BASE_URL"_s;
    const QString key = u"OPENAI_API_KEY"_s;
    const QString name = value(own).isEmpty() ? usual : own;
    return {kind, name + where, key + where, value(name), value(key)};
}

Result<QUrl> webAddress(const QString &text, const QString &name)
{
    QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !web || url.host().isEmpty()) {
        return Error{ErrorCode::InvalidArgument,
                     u"The address given by %1 is no http or https address."_s.arg(name), name,
                     u"Give the base URL, such as https://api.openai.com/v1 or "
                     "http://localhost:11434/v1."_s};
    }
    url.setFragment({});
    return url;
}

Result<QUrl> baseAddress(const EndpointSource &source)
{
    if (source.address.isEmpty())
        return openAi();
    return checkedBaseUrl(source.address, source.addressName);
}

bool isDemoAddress(const QString &address)
{
    return address.compare("demo"_L1, Qt::CaseInsensitive) == 0;
}

/// The key of the first source that has one for this origin.
Result<QString> keyFor(const QUrl &base, const EndpointSource *from, const EndpointSource *end)
{
    for (const EndpointSource *source = from; source != end; ++source) {
        if (source->key.isEmpty() || isDemoAddress(source->address))
            continue;
        const Result<QUrl> owner = baseAddress(*source);
        if (!owner || !sameOrigin(*owner, base))
            continue;
        if (!isKeyText(source->key))
            return Error{
                ErrorCode::InvalidArgument,
                u"The key given by %1 has characters that no key has."_s.arg(source->keyName),
                source->keyName, u"Copy it again, without spaces and line breaks."_s};
        return source->key;
    }
    return QString();
}

Result<ModelEndpoint> profileEndpoint(const NamedEndpoint &profile, const EndpointSource *from,
                                      const EndpointSource *end)
{
    if (profile.problem)
        return *profile.problem;
    ModelEndpoint endpoint{ModelEndpoint::Source::Profile, profile.baseUrl, profile.apiKey,
                           profile.headers, profile.headerSecrets};
    if (endpoint.apiKey.isEmpty() && profile.borrowsKey) {
        Result<QString> key = keyFor(profile.baseUrl, from, end);
        if (!key)
            return key.error();
        endpoint.apiKey = *key;
    }
    return endpoint;
}

} // namespace

Result<QUrl> checkedBaseUrl(const QString &address, const QString &name)
{
    Result<QUrl> url = webAddress(address, name);
    if (!url)
        return url;
    QString path = url->path();
    while (path.endsWith(u'/'))
        path.chop(1);
    if (path.endsWith("/chat/completions"_L1))
        path.chop(17);
    url.value().setPath(path);
    return url;
}

bool isKeyText(const QString &key)
{
    return std::all_of(key.cbegin(), key.cend(),
                       [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
}

Result<NamedEndpoint> endpointNamed(const ProviderOptions &options, const QString &name)
{
    QStringList names{u"demo"_s};
    for (const NamedEndpoint &endpoint : options.endpoints) {
        if (endpoint.name == name)
            return endpoint;
        names.append(endpoint.name);
    }
    if (options.endpointsProblem)
        return *options.endpointsProblem;
    return Error{ErrorCode::NotFound,
                 u"There is no endpoint profile \"%1\"."_s.arg(name),
                 {},
                 u"There are: %1. `creact endpoint add` sets one up, as does Endpoints in the "
                 "window."_s.arg(names.join(u", "_s))};
}

QUrl ModelEndpoint::completionsUrl() const
{
    QUrl url = baseUrl;
    url.setPath(baseUrl.path() + u"/chat/completions"_s);
    return url;
}

QString ModelEndpoint::label() const
{
    if (isDemo())
        return u"demo model"_s;
    const QString host = baseUrl.host();
    return baseUrl.port() < 0 ? host : u"%1:%2"_s.arg(host).arg(baseUrl.port());
}

Result<ModelEndpoint> resolveEndpoint(const ProviderOptions &options,
                                      const QProcessEnvironment &environment, const DotEnv &dotEnv,
                                      const QString &name)
{
    using Source = ModelEndpoint::Source;
    const std::array sources{
        EndpointSource{Source::Option, u"--endpoint"_s, u"the settings"_s,
                       options.endpoint.toString(QUrl::FullyEncoded).trimmed(),
                       options.apiKey.trimmed()},
        namedSource(Source::Environment, u" in the environment"_s,
                    [&](const QString &key) { return environment.value(key).trimmed(); }),
        namedSource(Source::DotEnv, u" in .env"_s,
                    [&](const QString &key) { return dotEnv.value(key).trimmed(); }),
    };
    const QString profile = name.isEmpty() ? options.endpointName : name;
    if (isDemoAddress(profile))
        return ModelEndpoint{};
    if (!profile.isEmpty()) {
        const Result<NamedEndpoint> named = endpointNamed(options, profile);
        // What goes with --endpoint's address belongs to that alone.
        return named ? profileEndpoint(*named, sources.begin() + 1, sources.end())
                     : Result<ModelEndpoint>(named.error());
    }
    const auto chosen = std::find_if(sources.begin(), sources.end(),
                                     [](const EndpointSource &source) { return source.says(); });
    if (chosen == sources.end() || isDemoAddress(chosen->address))
        return ModelEndpoint{};

    Result<QUrl> base = baseAddress(*chosen);
    if (!base)
        return base.error();
    Result<QString> key = keyFor(*base, chosen, sources.end());
    if (!key)
        return key.error();
    return ModelEndpoint{chosen->kind, *base, *key, {}, {}};
}

Result<QUrl> resolveWikipedia(const ProviderOptions &options,
                              const QProcessEnvironment &environment, const DotEnv &dotEnv)
{
    const QString name = u"CREACT_WIKIPEDIA_URL"_s;
    const std::array<std::pair<QString, QString>, 3> given{{
        {options.wikipedia.toString(QUrl::FullyEncoded), u"the options"_s},
        {environment.value(name).trimmed(), name + u" in the environment"_s},
        {dotEnv.value(name).trimmed(), name + u" in .env"_s},
    }};
    for (const auto &[address, where] : given) {
        if (!address.isEmpty())
            return webAddress(address, where);
    }
    return QUrl();
}

QUrl publicWikipedia()
{
    return QUrl(u"https://en.wikipedia.org/w/api.php"_s);
}

} // namespace creact
