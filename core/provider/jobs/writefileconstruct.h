// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"
#include "core/provider/jobs/fileplaces.h"
#include "core/provider/jobs/fileworker.h"

#include <deque>

namespace creact {

/// WriteFile made real. Replacing may be done again; before it appends it stores where, so that
/// after a crash it finds out whether it did. Destroying the node keeps the file.
class WriteFileConstruct final : public ConstructHandler {
    Q_OBJECT
public:
    explicit WriteFileConstruct(const ProviderOptions &options);

    ConstructType type() const override;
    void materialize(const ApplyJobPtr &job) override;
    void stop() override { m_appends.clear(); }

private:
    struct Append {
        ApplyJobPtr job;
        QString path;
        QByteArray bytes;
    };
    using AppendPtr = std::shared_ptr<Append>;

    void replace(const ApplyJobPtr &job, const QString &path, const QByteArray &bytes);
    void enqueue(const AppendPtr &append);
    void beginNext();
    void measure(const AppendPtr &append);
    void storeMark(const AppendPtr &append, qint64 offset);
    void write(const AppendPtr &append, const std::optional<qint64> &markedAt);
    void ended();
    void finish(const ApplyJobPtr &job, const QString &path, qsizetype bytes,
                const Result<void> &written);

    const ProviderOptions m_options;
    /// One after the other: each has to know where it begins.
    std::deque<AppendPtr> m_appends;
    bool m_appending = false;
    FileWorker m_worker;
};

} // namespace creact
