// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <functional>

namespace creact {

struct ProviderOptions;

/// One of a request's headers: a value that anybody may see, or the name of a secret.
struct EndpointHeader {
    QString name;
    QString value;
    /// Where in the keychain its value is, together with the endpoint's origin.
    QString secret;

    bool operator==(const EndpointHeader &) const = default;
};

/// A model endpoint that the person set up, as it is kept in endpoints.json. Nothing in it is
/// secret. See ENDPOINTS.md.
struct EndpointProfile {
    enum class Key {
        Keychain, ///< under its origin; else as Environment
        Environment, ///< that of the environment or `.env`, when it is for this origin
        None,
    };

    QString name;
    QUrl baseUrl;
    Key key = Key::Keychain;
    /// The model that is offered first; empty: none.
    QString model;
    QList<EndpointHeader> headers;
    /// Members that this version does not know; they are kept.
    QJsonObject others;

    bool operator==(const EndpointProfile &) const = default;
};

using EndpointProfiles = QList<EndpointProfile>;

/// endpoints.json in the person's configuration folder: window and command line read the same.
QString endpointsFile();

/// What a file says; none when there is no file. IoError, DocumentInvalid (damaged, with its line),
/// StateNewer (of a newer version).
Result<EndpointProfiles> readEndpoints(const QString &file);

/// Reads the file, changes what it says and writes it, whole or not at all, readable by its owner
/// only, with nobody else between. A file that cannot be read stays as it is; so it does when
/// `change` fails or gives a profile that checkProfile() refuses.
Result<void> changeEndpoints(const QString &file,
                             const std::function<Result<void>(EndpointProfiles &)> &change);

/// InvalidArgument: a name, an address, a header or a value that no profile can have; a secret
/// where it could be seen.
Result<void> checkProfile(const EndpointProfile &profile);
/// -1 when there is none of that name.
qsizetype indexOfProfile(const EndpointProfiles &profiles, const QString &name);

/// "https://api.example.com": scheme, host and port (none when it is the scheme's own), all that a
/// key may depend on. Also the name that a key is kept under.
QString originOf(const QUrl &url);
/// The name that a header's secret is kept under: the origin, a space, the secret's name.
QString headerSecretName(const QUrl &baseUrl, const QString &secret);
/// The names of the secrets of an endpoint that no other one has: what goes with it.
QStringList ownSecrets(const EndpointProfile &profile, const EndpointProfiles &others);

/// What `--endpoint` says, as the options say it: demo, an address, or the name of an endpoint.
/// InvalidArgument: none of these.
Result<void> readEndpointOption(const QString &text, ProviderOptions &options);

} // namespace creact
