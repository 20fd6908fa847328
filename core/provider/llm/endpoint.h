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
    enum class Source { Option, Environment, DotEnv, Demo };

    Source source = Source::Demo;
    /// Has /chat/completions below it; empty for the demo endpoint that has not been started.
    QUrl baseUrl;
    QString apiKey;

    bool isDemo() const { return source == Source::Demo; }
    QUrl completionsUrl() const;
    /// For people: "demo model", "api.openai.com", "localhost:11434".
    QString label() const;
};

/// Decides where model calls go. Precedence: the options (`--endpoint`), the environment
/// (CREACT_ENDPOINT, else OPENAI_BASE_URL; OPENAI_API_KEY), the `.env` beside the document (same
/// names), the demo endpoint. A source counts when it names an address or a key; a key without an
/// address is for https://api.openai.com/v1. The address "demo" means the demo endpoint.
///
/// A key belongs to the origin of the source it came from: an address from one source gets the key
/// of another only when both have the same origin. InvalidArgument: an address that is not http(s),
/// a key with characters that no header can carry.
Result<ModelEndpoint> resolveEndpoint(const ProviderOptions &options,
                                      const QProcessEnvironment &environment, const DotEnv &dotEnv);

/// Base URL of the MediaWiki API: the options, CREACT_WIKIPEDIA_URL of the environment, of `.env`;
/// empty when none is given (the demo encyclopedia with the demo endpoint, else Wikipedia's).
Result<QUrl> resolveWikipedia(const ProviderOptions &options,
                              const QProcessEnvironment &environment, const DotEnv &dotEnv);

/// https://en.wikipedia.org/w/api.php
QUrl publicWikipedia();

} // namespace creact
