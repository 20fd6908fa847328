// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/llm/endpointprofiles.h"

#include <QHash>

namespace creact {

/// A model endpoint as a person edits it.
struct EndpointDraft {
    /// The name it is kept under; empty: it is new.
    QString savedName;
    EndpointProfile profile;
    /// As it was typed: it may be none yet.
    QString address = {};
    /// What was typed, by the name of the secret: that of a header, or empty for the key. What is
    /// not in it stays as it is kept. Never shown, and never written to any file.
    QHash<QString, QString> secrets = {};

    bool isNew() const { return savedName.isEmpty(); }
    bool operator==(const EndpointDraft &) const = default;

    static EndpointDraft of(const EndpointProfile &profile)
    {
        return {profile.name, profile, profile.baseUrl.toString(QUrl::FullyEncoded), {}};
    }
    /// The name that what was typed is kept under.
    QString keptName(const QString &secret) const
    {
        return secret.isEmpty() ? originOf(profile.baseUrl)
                                : headerSecretName(profile.baseUrl, secret);
    }
};

} // namespace creact
