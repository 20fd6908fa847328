// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/llm/endpointprofiles.h"
#include "core/provider/llm/localservers.h"
#include "core/provider/provideroptions.h"
#include "ui/controllers/endpointdraft.h"
#include "ui/controllers/secretbox.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <optional>

class QSettings;

namespace creact {

/// The model endpoints that the person set up, and which of them each stack uses. Choices are
/// remembered in the settings, the endpoints in endpoints.json, keys in the keychain under the
/// origin they were entered for; without a keychain only until the program ends.
class EndpointSettings : public QObject {
    Q_OBJECT
public:
    EndpointSettings(QSettings &settings, SecretStore &secrets, QObject *parent = nullptr);

    /// Where the endpoints are (see endpointsFile()), from now on; none before.
    void setFile(const QString &file);
    /// Reads the file again: the command line may have changed it.
    void reload();
    const EndpointProfiles &profiles() const { return m_profiles; }
    /// Null: there is none of that name.
    const EndpointProfile *profile(const QString &name) const;
    /// Why they cannot be read.
    const std::optional<Error> &problem() const { return m_problem; }
    /// What is known of their keys and of the secrets of their headers.
    SecretBox &secrets() { return m_secrets; }
    const SecretBox &secrets() const { return m_secrets; }

    /// What is wrong with it, before anything is saved: that of checkProfile(), AlreadyExists.
    Result<void> check(const EndpointDraft &draft) const;
    /// Adds an endpoint, or replaces the one it was; stacks that chose that by its name go on with
    /// it under its new one.
    Result<void> save(const EndpointDraft &draft);
    Result<void> save(const EndpointProfile &profile, const QString &key = {});
    /// The endpoint, and what no other one needs of its secrets.
    Result<void> remove(const QString &name);
    void removeKey(const EndpointProfile &profile);
    /// A new endpoint for a server that was found.
    EndpointDraft draftOf(const LocalServer &server) const;
    /// One of them is at that server.
    bool knows(const LocalServer &server) const;
    /// An address as a person types it. InvalidArgument.
    static Result<QUrl> checked(const QString &address);
    /// `wish`, or that with a number: a name that no endpoint has.
    QString freeName(const QString &wish) const;

    /// The endpoint that a document's stack uses: its name, "demo", or empty: none was chosen, so
    /// the environment, the project's .env or the demo model decide.
    QString choice(const QString &documentPath) const;
    void choose(const QString &documentPath, const QString &name);
    /// A stack that was just made uses what was chosen last, or added for it.
    void chooseForNew(const QString &documentPath);
    void preferForNew(const QString &name);
    /// `--endpoint`: for this run, not remembered, over what stacks have chosen until that is done
    /// again. See readEndpointOption(); NotFound: no endpoint has that name.
    Result<void> useForThisRun(const ProviderOptions &given);
    /// What that said, for people: "work", "api.openai.com"; empty: nothing.
    QString forThisRun() const;
    /// What goes to the engine for that document.
    void fill(ProviderOptions &options, const QString &documentPath) const;

Q_SIGNALS:
    void changed();

private:
    struct Run {
        QUrl url;
        QString name;
        QString key;
    };

    void adoptAddress();
    void setProfiles(const Result<EndpointProfiles> &read);
    void readKeys();
    void renameChoices(const QString &from, const QString &to);

    QSettings &m_settings;
    SecretBox m_secrets;
    QString m_file;
    EndpointProfiles m_profiles;
    QList<NamedEndpoint> m_endpoints;
    std::optional<Error> m_problem;
    std::optional<Run> m_run;
};

} // namespace creact
