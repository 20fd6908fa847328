// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secretstore.h"

#include <QMap>
#include <QStringList>

namespace creact {

/// A keychain in memory that answers at once, or none at all.
class FakeSecrets final : public SecretStore {
public:
    void read(const QString &name, Done<QString> done) override
    {
        asked.append(name);
        if (!works)
            done(unusable());
        else if (kept.contains(name))
            done(kept.value(name));
        else
            done(Error{ErrorCode::NotFound, QStringLiteral("no such key"), {}, {}});
    }
    void write(const QString &name, const QString &secret, Done<void> done) override
    {
        if (works)
            kept.insert(name, secret);
        done(works ? Result<void>() : unusable());
    }
    void remove(const QString &name, Done<void> done = {}) override
    {
        kept.remove(name);
        if (done)
            done(works ? Result<void>() : unusable());
    }

    bool works = true;
    QMap<QString, QString> kept;
    QStringList asked;

private:
    static Error unusable()
    {
        return {ErrorCode::Unsupported, QStringLiteral("There is no keychain."), {}, {}};
    }
};

} // namespace creact
