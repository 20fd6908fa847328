// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the parts of FileBackend share; nobody else includes it.
#include "core/backend/file/auditfile.h"
#include "core/backend/file/deploymentfolder.h"
#include "core/backend/file/filebackend.h"
#include "core/backend/file/historyfolder.h"
#include "core/backend/file/lockfile.h"
#include "core/backend/file/statefile.h"
#include "core/backend/file/turnfolder.h"
#include "core/backend/file/turnpacking.h"
#include "core/backend/stacknamecheck.h"

namespace creact {

struct FileBackend::StackFiles {
    QString statePath;
    QString journalPath;
    QString auditPath;
    QString lockPath;
    QString guardPath;
    StateFile state;
    AuditFile audit;
    LockFile lock;
    TurnFolder turns;
    DeploymentFolder deployments;
    HistoryFolder history;
};

/// Checks the name, then answers with what `call` gives.
template <typename T, typename Call>
void FileBackend::with(const QString &stack, const Done<T> &done, Call call)
{
    if (const Result<void> name = checkStackName(stack); !name)
        done(name.error());
    else
        done(call(filesOf(stack)));
}

template <typename T, typename Call>
void FileBackend::writing(const QString &stack, const Done<T> &done, Call call)
{
    with(stack, done, [&](StackFiles &files) -> Result<T> {
        const Result<GuardFile> guard = files.lock.enter();
        if (!guard)
            return guard.error();
        return call(files);
    });
}

} // namespace creact
