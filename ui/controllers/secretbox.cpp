// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/secretbox.h"

#include <QPointer>

namespace creact {

SecretBox::SecretBox(SecretStore &keychain, QObject *parent)
    : QObject(parent)
    , m_keychain(keychain)
{
}

void SecretBox::read(const QString &name, Done<QString> done)
{
    if (const auto known = m_session.constFind(name); known != m_session.constEnd())
        return done(*known);
    const QPointer<SecretBox> guard(this);
    m_keychain.read(name, [guard, name, done = std::move(done)](const Result<QString> &secret) {
        // What was typed meanwhile counts.
        if (guard && !guard->m_session.contains(name)) {
            if (secret)
                guard->note(name, Place::Keychain);
            else if (secret.error().code == ErrorCode::NotFound)
                guard->note(name, Place::None);
            else
                guard->note(name, Place::None, secret.error());
        }
        done(secret);
    });
}

void SecretBox::write(const QString &name, const QString &secret, Done<void> done)
{
    m_session.insert(name, secret);
    note(name, Place::Session);
    const QPointer<SecretBox> guard(this);
    m_keychain.write(name, secret,
                     [guard, name, secret, done = std::move(done)](const Result<void> &written) {
                         // Another one may have been typed since.
                         if (guard && guard->m_session.value(name) == secret) {
                             if (written)
                                 guard->m_session.remove(name);
                             if (written)
                                 guard->note(name, Place::Keychain);
                             else
                                 guard->note(name, Place::Session, written.error());
                         }
                         if (done)
                             done(written);
                     });
}

void SecretBox::remove(const QString &name, Done<void> done)
{
    m_session.remove(name);
    note(name, Place::None);
    m_keychain.remove(name, std::move(done));
}

void SecretBox::note(const QString &name, Place place, const std::optional<Error> &problem)
{
    m_looks.insert(name, {place, problem});
    Q_EMIT changed();
}

} // namespace creact
