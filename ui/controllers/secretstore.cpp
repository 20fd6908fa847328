// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/secretstore.h"

#include <qt6keychain/keychain.h>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString keychainService = u"creact-studio"_s;

Error keychainError(const QKeychain::Job &job)
{
    const bool missing = job.error() == QKeychain::EntryNotFound;
    return {missing ? ErrorCode::NotFound : ErrorCode::Unsupported, job.errorString(), {}, {}};
}

template <typename JobType> JobType *startJob(JobType *job, const QString &name)
{
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(name);
    return job;
}

} // namespace

void KeychainStore::read(const QString &name, Done<QString> done)
{
    auto *job = startJob(new QKeychain::ReadPasswordJob(keychainService, this), name);
    connect(job, &QKeychain::Job::finished, this, [job, done = std::move(done)] {
        if (job->error() == QKeychain::NoError)
            done(job->textData());
        else
            done(keychainError(*job));
    });
    job->start();
}

void KeychainStore::write(const QString &name, const QString &secret, Done<void> done)
{
    auto *job = startJob(new QKeychain::WritePasswordJob(keychainService, this), name);
    job->setTextData(secret);
    connect(job, &QKeychain::Job::finished, this, [job, done = std::move(done)] {
        if (job->error() == QKeychain::NoError)
            done({});
        else
            done(keychainError(*job));
    });
    job->start();
}

void KeychainStore::remove(const QString &name)
{
    startJob(new QKeychain::DeletePasswordJob(keychainService, this), name)->start();
}

} // namespace creact
