// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/llm/endpointprofiles.h"
#include "core/provider/provideroptions.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QUrl>

#include <optional>

class QSettings;

namespace creact {

class SecretStore;

/// The model endpoints that the person set up, which of them each stack uses, and one address
/// without a name for the stacks that have none chosen. Choices are remembered in the settings, the
/// endpoints in endpoints.json, keys in the keychain under the origin they were entered for;
/// without a keychain only until the program ends.
class EndpointSettings : public QObject {
    Q_OBJECT
public:
    enum class KeyPlace { None, Keychain, Session };

    EndpointSettings(QSettings &settings, SecretStore &secrets, QObject *parent = nullptr);

    /// Empty: none chosen; the environment, the project's .env or the demo model decide.
    QUrl url() const { return m_url; }
    QString key() const { return m_key; }
    KeyPlace keyPlace() const { return m_place; }

    /// Of the command line: for this run, not remembered, over what stacks have chosen.
    void useForThisRun(const QUrl &url);
    void useDefault();
    /// An empty key keeps the one already known for the address's origin.
    Result<void> use(const QString &address, const QString &key);

    /// Where the named endpoints are (see endpointsFile()), from now on; none before.
    void setFile(const QString &file);
    const EndpointProfiles &profiles() const { return m_profiles; }
    /// Why they cannot be read.
    const std::optional<Error> &problem() const { return m_problem; }
    /// Adds an endpoint or replaces the one of its name. An empty key keeps the one already known
    /// for the address's origin.
    Result<void> save(const EndpointProfile &profile, const QString &key);
    /// The endpoint, and its key when no other has the same origin.
    Result<void> remove(const QString &name);

    /// The name of the endpoint that a document's stack uses; empty: none chosen.
    QString choice(const QString &documentPath) const;
    void choose(const QString &documentPath, const QString &name);
    /// What goes to the engine for that document.
    void fill(ProviderOptions &options, const QString &documentPath) const;

    static Result<QUrl> checked(const QString &address);

Q_SIGNALS:
    void changed();

private:
    void loadKey();
    void loadProfiles();
    void setKey(const QString &key, KeyPlace place);
    void keepKey(const QUrl &url, const QString &key);

    QSettings &m_settings;
    SecretStore &m_secrets;
    QUrl m_url;
    QString m_key;
    KeyPlace m_place = KeyPlace::None;
    bool m_forThisRun = false;
    QString m_file;
    EndpointProfiles m_profiles;
    QList<NamedEndpoint> m_endpoints;
    std::optional<Error> m_problem;
    /// By origin; what the keychain did not take.
    QHash<QString, QString> m_sessionKeys;
};

} // namespace creact
