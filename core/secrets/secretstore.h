// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace creact {

/// Where keys are kept. A name begins with the origin that the secret was entered for
/// ("https://api.example.com"), so that nothing can ask for it in another's name.
class SecretStore {
public:
    SecretStore() = default;
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;
    virtual ~SecretStore() = default;

    /// NotFound when there is none; any other error: the store cannot be used.
    virtual void read(const QString &name, Done<QString> done) = 0;
    virtual void write(const QString &name, const QString &secret, Done<void> done) = 0;
    /// What is not there is no error.
    virtual void remove(const QString &name, Done<void> done = {}) = 0;
};

} // namespace creact
