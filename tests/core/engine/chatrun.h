// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/filebackend.h"
#include "core/engine/lockkeeper.h"
#include "core/provider/chat/chatturn.h"
#include "core/provider/studioprovider.h"
#include "core/runtime/runtime.h"
#include "core/stack/element.h"
#include "tests/support/manualclock.h"
#include "tests/support/passthroughbackend.h"
#include "tests/support/spin.h"

namespace creact {

/// Hands on, and remembers which audit entries were answered as stored.
class AuditedBackend final : public PassThroughBackend {
public:
    using PassThroughBackend::PassThroughBackend;

    void appendAuditLog(const QString &stack, const QList<AuditEntry> &entries,
                        Done<void> done) override
    {
        PassThroughBackend::appendAuditLog(
            stack, entries, [this, entries, done = std::move(done)](const Result<void> &result) {
                if (result)
                    stored += entries;
                done(result);
            });
    }

    QList<AuditEntry> stored;
};

/// One run of a program with the real runtime, providers and files, over a FileSystem of the test's
/// and a clock that it holds. Like Session, without a thread of its own; the destructor is a crash.
class ChatRun {
public:
    ChatRun(const QString &directory, std::unique_ptr<FileSystem> files, ManualClock &clock,
            const ProviderOptions &options);
    ~ChatRun();

    /// Nothing is waited for once this says so: the machine is dead.
    void setDead(std::function<bool()> dead) { m_dead = std::move(dead); }

    /// Lock and state.
    Result<void> begin();
    /// Settled: with all that was left of turns.
    Result<void> deploy(const StackDocumentPtr &document);
    /// Stored, or why not.
    Result<ChatTurn> send(const QString &id, const QString &message);
    /// How the turn ended; an error when nothing goes on.
    Result<ChatTurn> answer(const QString &id);
    Result<void> stop();

    Backend &backend() { return m_audited; }
    Runtime &runtime() { return *m_runtime; }
    LockKeeper &lock() { return *m_lock; }
    const QList<AuditEntry> &auditStored() const { return m_audited.stored; }

private:
    template <typename T, typename Start> Result<T> await(Start start);
    QString handler() const;

    std::function<bool()> m_dead = [] { return false; };
    FileBackend m_files;
    AuditedBackend m_audited;
    std::unique_ptr<StudioProvider> m_provider;
    std::unique_ptr<Runtime> m_runtime;
    std::unique_ptr<LockKeeper> m_lock;
};

/// The document with its text replaced; the construct types are Studio's.
StackDocumentPtr chatDocument(const QString &path, const QByteArray &from = {},
                              const QByteArray &to = {});

/// What a state says without its times, causes and counts: the same for each way that led to it.
QByteArray essence(const StackRecord &state);

/// A folder on a disk that costs nothing to sync, where there is one.
QString fastFolder();

} // namespace creact
