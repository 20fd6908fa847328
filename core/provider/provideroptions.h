// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>
#include <utility>

namespace creact {

/// A model endpoint that the person set up under a name, with what is secret of it.
struct NamedEndpoint {
    QString name;
    QUrl baseUrl;
    /// Entered for the origin of `baseUrl`. Never stored, never logged, as little as `headers`.
    QString apiKey = {};
    /// Without a key of its own it takes the one that the environment or `.env` has for its origin.
    bool borrowsKey = true;
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    /// Values in `headers` that nobody may see.
    QStringList headerSecrets = {};
    /// Why nothing can be asked there: a header's secret is not known.
    std::optional<Error> problem = {};
};

/// What the person (command line, window, environment) decides over the document's head.
struct ProviderOptions {
    /// Folder of the document: staticDir and `.env` are relative to it.
    QString documentDir;
    /// Folders that no HttpServer serves, wherever they lie (the state folder).
    QStringList privateDirs;
    /// Folders beside the document's own that ReadFile, WriteFile and RunCommand may use.
    QStringList allowedDirs;
    /// Whether RunCommand runs anything.
    bool allowCommands = false;
    /// Over the port of the document's HttpServer.
    std::optional<quint16> port;
    /// Over the model endpoint: the base URL that has /chat/completions below it. Empty:
    /// environment, then `.env`, then the demo endpoint.
    QUrl endpoint;
    /// Belongs to `endpoint`; never stored, never logged.
    QString apiKey;
    /// Name of the endpoint chosen for the whole stack, one of `endpoints`; over `endpoint`.
    QString endpointName;
    /// What a ChatModel's `endpoint` can name, beside "demo".
    QList<NamedEndpoint> endpoints;
    /// Why `endpoints` could not be read: told to who asks for one by name.
    std::optional<Error> endpointsProblem;
    /// Base URL of the MediaWiki API ("…/w/api.php"). Empty: the demo encyclopedia with the demo
    /// endpoint, else Wikipedia's.
    QUrl wikipedia;
    /// Total time that one model call may take.
    std::chrono::milliseconds modelTimeout{120'000};
    std::chrono::milliseconds toolTimeout{30'000};
    /// How often a model call is tried again, unless its ChatModel says.
    int modelRetries = 2;
    /// Between two words of the demo model, so that its answers can be watched growing.
    std::chrono::milliseconds demoWordPause{0};
};

} // namespace creact
