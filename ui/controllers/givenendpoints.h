// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/llm/endpoint.h"

#include <optional>

namespace creact {

/// The endpoints that nobody set up in the window: what the environment and a project's .env say.
struct GivenEndpoints {
    std::optional<ModelEndpoint> environment;
    /// Why the environment's cannot be used.
    std::optional<Error> environmentProblem;
    std::optional<ModelEndpoint> file;
    std::optional<Error> fileProblem;
    DotEnv dotEnv;

    /// What is used when nothing is chosen; null: the demo model.
    const ModelEndpoint *first() const
    {
        return environment ? &*environment : file ? &*file : nullptr;
    }
    /// Whether one of them has a key for that address's origin.
    bool haveKeyFor(const QUrl &baseUrl) const;

    /// Asks the disk, when a folder is given.
    static GivenEndpoints in(const QString &documentFolder);
};

} // namespace creact
