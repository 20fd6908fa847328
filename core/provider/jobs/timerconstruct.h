// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"
#include "core/provider/jobs/timerschedule.h"

#include <map>

namespace creact {

/// Timer made real: counts ticks. Count and next tick are its outputs, and what a restart goes on
/// from: ticks that were missed are one, at the start.
class TimerConstruct final : public ConstructHandler {
    Q_OBJECT
public:
    ConstructType type() const override;
    void materialize(const ApplyJobPtr &job) override;
    void destroy(const NodeRecord &node, Done<void> done) override;
    void stop() override { m_timers.clear(); }

private:
    struct Running {
        TimerSchedule schedule;
        qint64 count = 0;
        std::optional<qint64> at;
        std::optional<qint64> next;
        std::unique_ptr<Clock::Timer> wake;

        void tick(qint64 now);
        QJsonObject outputs(const QString &id) const;
    };

    Running begin(const ApplyJob &job, const TimerSchedule &schedule) const;
    void arm(const QString &id);
    void wake(const QString &id);

    std::map<QString, Running> m_timers;
};

} // namespace creact
