// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"
#include "core/provider/jobs/fileplaces.h"
#include "core/provider/jobs/fileworker.h"

#include <QFileSystemWatcher>

#include <map>

namespace creact {

/// ReadFile made real: the text of a file, read once, or followed with `watch`.
class ReadFileConstruct final : public ConstructHandler {
    Q_OBJECT
public:
    explicit ReadFileConstruct(const ProviderOptions &options);

    ConstructType type() const override;
    void start(ProviderHost &host) override;
    void materialize(const ApplyJobPtr &job) override;
    void destroy(const NodeRecord &node, Done<void> done) override;
    void stop() override;

private:
    struct Source {
        /// As the document has it: a link may lead elsewhere later.
        QString asked;
        QString path;
        QString encoding;
        qint64 maxBytes = 0;
    };
    struct Watch {
        Source source;
        QJsonObject shown;
        /// Of the last reading that began; what began earlier is out of date.
        quint64 reading = 0;
    };

    bool isKept(const ApplyJob &job) const;
    void watch(const QString &id, const Source &source, const QJsonObject &shown);
    void unwatch(const QString &id);
    void watchPaths();
    void changed();
    void readAgain(const QString &id);

    const ProviderOptions m_options;
    std::map<QString, Watch> m_watches;
    std::unique_ptr<QFileSystemWatcher> m_watcher;
    std::unique_ptr<Clock::Timer> m_pause;
    /// Last: it ends before what its answers are for.
    FileWorker m_worker;
};

} // namespace creact
