// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychainstore.h"

#include <QFileInfo>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <memory>
#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString keychainService = u"creact-studio"_s;

/// Without one, the keychain's libraries may try to start a bus of their own, and take their time.
bool hasSessionBus()
{
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString folder = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !folder.isEmpty() && QFileInfo::exists(folder + u"/bus"_s);
}

Error keychainError(ErrorCode code, const QString &why)
{
    return {code,
            u"The system keychain cannot be used: %1"_s.arg(why),
            {},
            u"Put the key into the environment (OPENAI_API_KEY) or into the project's .env."_s};
}

Result<void> resultOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return {};
    case QKeychain::EntryNotFound:
        return Error{ErrorCode::NotFound, u"The system keychain has no such key."_s, {}, {}};
    default:
        return keychainError(ErrorCode::Unsupported, job.errorString());
    }
}

} // namespace

KeychainStore::KeychainStore(std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_patience(patience)
{
}

void KeychainStore::run(QKeychain::Job *job, const QString &name, Done<void> ended)
{
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(name);
    if (!hasSessionBus()) {
        delete job;
        return ended(keychainError(ErrorCode::Unsupported, u"this session has none."_s));
    }
    const auto once = std::make_shared<Done<void>>(std::move(ended));
    const auto end = [once](const Result<void> &result) {
        if (const Done<void> done = std::exchange(*once, {}))
            done(result);
    };
    connect(job, &QKeychain::Job::finished, this, [end, job] { end(resultOf(*job)); });
    // The job itself cannot be ended; it goes by itself when it is answered.
    QTimer::singleShot(m_patience, this, [end] {
        end(keychainError(ErrorCode::TimedOut, u"it does not answer, or is locked."_s));
    });
    job->start();
}

void KeychainStore::read(const QString &name, Done<QString> done)
{
    auto *job = new QKeychain::ReadPasswordJob(keychainService, this);
    run(job, name, [job, done = std::move(done)](const Result<void> &result) {
        // Only after its good end is the job there for certain.
        done(result ? Result<QString>(job->textData()) : Result<QString>(result.error()));
    });
}

void KeychainStore::write(const QString &name, const QString &secret, Done<void> done)
{
    auto *job = new QKeychain::WritePasswordJob(keychainService, this);
    job->setTextData(secret);
    run(job, name, std::move(done));
}

void KeychainStore::remove(const QString &name, Done<void> done)
{
    run(new QKeychain::DeletePasswordJob(keychainService, this), name,
        [done = std::move(done)](const Result<void> &result) {
            if (done)
                done(result || result.error().code == ErrorCode::NotFound ? Result<void>()
                                                                          : result);
        });
}

} // namespace creact
