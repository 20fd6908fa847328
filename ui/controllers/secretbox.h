// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secretstore.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace creact {

/// The keychain as the window uses it: remembers what it said of each secret, though no secret that
/// it took; and keeps until the program ends what it would not take.
class SecretBox final : public QObject, public SecretStore {
    Q_OBJECT
public:
    enum class Place {
        Unknown, ///< nobody has asked yet
        None,
        Keychain,
        Session, ///< in memory: the keychain has not taken it (yet, unless there is a problem)
    };

    /// `keychain` must outlive this.
    explicit SecretBox(SecretStore &keychain, QObject *parent = nullptr);

    Place place(const QString &name) const { return m_looks.value(name).place; }
    /// Why the keychain neither gave nor took it.
    std::optional<Error> problem(const QString &name) const { return m_looks.value(name).problem; }

    void read(const QString &name, Done<QString> done) override;
    void write(const QString &name, const QString &secret, Done<void> done) override;
    void remove(const QString &name, Done<void> done = {}) override;

Q_SIGNALS:
    /// Something else is known of a secret.
    void changed();

private:
    struct Look {
        Place place = Place::Unknown;
        std::optional<Error> problem;
    };

    void note(const QString &name, Place place, const std::optional<Error> &problem = {});

    SecretStore &m_keychain;
    QHash<QString, Look> m_looks;
    QHash<QString, QString> m_session;
};

} // namespace creact
