// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QString>

namespace creact {

/// Where keys are kept. A name is the origin that the key was entered for.
class SecretStore : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// NotFound when there is none; any other error: the store cannot be used.
    virtual void read(const QString &name, Done<QString> done) = 0;
    virtual void write(const QString &name, const QString &secret, Done<void> done) = 0;
    virtual void remove(const QString &name) = 0;
};

/// The system's keychain, by qtkeychain; each call fails at once where there is none.
class KeychainStore final : public SecretStore {
    Q_OBJECT
public:
    using SecretStore::SecretStore;
    void read(const QString &name, Done<QString> done) override;
    void write(const QString &name, const QString &secret, Done<void> done) override;
    void remove(const QString &name) override;
};

} // namespace creact
