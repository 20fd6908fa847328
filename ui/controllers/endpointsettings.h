// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QString>
#include <QUrl>

class QSettings;

namespace creact {

class SecretStore;

/// The model endpoint that the person chose. The address is remembered in the settings, the key in
/// the keychain under the origin it was entered for; without a keychain only until the program
/// ends.
class EndpointSettings : public QObject {
    Q_OBJECT
public:
    enum class KeyPlace { None, Keychain, Session };

    EndpointSettings(QSettings &settings, SecretStore &secrets, QObject *parent = nullptr);

    /// Empty: none chosen; the environment, the project's .env or the demo model decide.
    QUrl url() const { return m_url; }
    QString key() const { return m_key; }
    KeyPlace keyPlace() const { return m_place; }

    /// Of the command line: for this run, not remembered.
    void useForThisRun(const QUrl &url);
    void useDefault();
    /// An empty key keeps the one already known for the address's origin.
    Result<void> use(const QString &address, const QString &key);
    /// "https://api.example.com": scheme, host and port, all that a key may depend on.
    static QString origin(const QUrl &url);
    static Result<QUrl> checked(const QString &address);

Q_SIGNALS:
    void changed();

private:
    void loadKey();
    void setKey(const QString &key, KeyPlace place);

    QSettings &m_settings;
    SecretStore &m_secrets;
    QUrl m_url;
    QString m_key;
    KeyPlace m_place = KeyPlace::None;
};

} // namespace creact
