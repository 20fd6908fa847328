// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

namespace creact {

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
