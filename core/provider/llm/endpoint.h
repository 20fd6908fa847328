// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/llm/dotenv.h"
#include "core/provider/provideroptions.h"

#include <QProcessEnvironment>
#include <QString>
#include <QUrl>

namespace creact {

/// Where model calls go, and with which key. A plain value; the key is never shown, stored or
/// logged.
struct ModelEndpoint {
    enum class Source { Option, Profile, Environment, DotEnv, Demo };

    Source source = Source::Demo;
    /// Has /chat/completions below it; empty for the demo endpoint that has not been started.
    QUrl baseUrl;
    QString apiKey;
    /// Of a profile. They go to the origin of `baseUrl` only, as the key does.
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    QStringList headerSecrets = {};

    /// All that nobody may see.
    QStringList secrets() const { return QStringList{apiKey} + headerSecrets; }
    bool isDemo() const { return source == Source::Demo; }
    QUrl completionsUrl() const;
    /// For people: "demo model", "api.openai.com", "localhost:11434".
    QString label() const;
};

/// Decides where model calls go. Precedence: `name` (what a ChatModel's `endpoint` says: a profile
/// or "demo"), the options (`--endpoint`: a profile, then an address), the environment
/// (CREACT_ENDPOINT, else OPENAI_BASE_URL; OPENAI_API_KEY), the `.env` beside the document (same
/// names), the demo endpoint. A source counts when it names an address or a key; a key without an
/// address is for https://api.openai.com/v1. The address "demo" means the demo endpoint.
///
/// A key belongs to the origin of the source it came from: an address from one source gets the key
/// of another only when both have the same origin. NotFound: no such profile (those that there are
/// are in the hint); InvalidArgument: an address that is not http(s), a key with characters that no
/// header can carry.
Result<ModelEndpoint> resolveEndpoint(const ProviderOptions &options,
                                      const QProcessEnvironment &environment, const DotEnv &dotEnv,
                                      const QString &name = {});

/// The profile of that name. NotFound, or why the profiles could not be read.
Result<NamedEndpoint> endpointNamed(const ProviderOptions &options, const QString &name);

/// An address as a base that /chat/completions is appended to, also when the full address was
/// given. InvalidArgument: not http(s); `name` says who gave it.
Result<QUrl> checkedBaseUrl(const QString &address, const QString &name);
/// Nothing, or characters that a header can carry.
bool isKeyText(const QString &key);

/// Base URL of the MediaWiki API: the options, CREACT_WIKIPEDIA_URL of the environment, of `.env`;
/// empty when none is given (the demo encyclopedia with the demo endpoint, else Wikipedia's).
Result<QUrl> resolveWikipedia(const ProviderOptions &options,
                              const QProcessEnvironment &environment, const DotEnv &dotEnv);

/// https://en.wikipedia.org/w/api.php
QUrl publicWikipedia();

} // namespace creact
