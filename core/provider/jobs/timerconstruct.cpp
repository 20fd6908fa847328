// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/timerconstruct.h"

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// The wall clock may be set, and a machine sleep: looked at so often.
constexpr qint64 longestNap = 60'000;

QJsonValue timeValue(const std::optional<qint64> &time)
{
    return time ? QJsonValue(*time) : QJsonValue();
}

std::optional<qint64> timeFrom(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

} // namespace

ConstructType TimerConstruct::type() const
{
    ConstructType type;
    type.name = u"Timer"_s;
    type.doc = u"Ticks, again and again or once; bind a key to its count to have what is below "
               "made anew at each tick. Count and next tick survive a restart; ticks missed "
               "meanwhile are told as one."_s;
    type.effect = Effect::Pure;
    type.ephemeral = true;
    type.summaryOutput = u"count"_s;
    type.props = {
        {.name = u"everySeconds"_s,
         .type = ValueType::Number,
         .doc = u"Tick every so many seconds. A tick ends what the one before still does below a "
                "key: leave it time."_s,
         .minimum = 1},
        {.name = u"at"_s,
         .type = ValueType::String,
         .doc = u"Instead: tick every day at this time, \"08:30\", local time."_s},
        {.name = u"afterSeconds"_s,
         .type = ValueType::Number,
         .doc = u"Instead: tick once, so many seconds after the first deploy."_s,
         .minimum = 0},
        {.name = u"immediately"_s,
         .type = ValueType::Boolean,
         .doc = u"Tick at the first deploy too."_s,
         .defaultValue = false},
    };
    type.outputs = {
        {u"id"_s, ValueType::String, u"Id of this timer."_s, OutputSpec::From::Id},
        {u"count"_s, ValueType::Integer, u"How many ticks there were; 0 before the first."_s},
        {u"at"_s, ValueType::Integer,
         u"When the last tick was, in milliseconds since 1970 (UTC); null before the first."_s},
        {u"next"_s, ValueType::Integer, u"When the next one is; null when there is none."_s},
    };
    return type;
}

void TimerConstruct::Running::tick(qint64 now)
{
    ++count;
    at = now;
    if (next && *next <= now)
        next = schedule.after(*next, now);
}

QJsonObject TimerConstruct::Running::outputs(const QString &id) const
{
    return {
        {u"id"_s, id}, {u"count"_s, count}, {u"at"_s, timeValue(at)}, {u"next"_s, timeValue(next)}};
}

void TimerConstruct::materialize(const ApplyJobPtr &job)
{
    const QString id = job->nodeId();
    const Result<TimerSchedule> schedule = TimerSchedule::fromProps(job->request().props);
    if (!schedule) {
        m_timers.erase(id);
        Error error = schedule.error();
        error.where = id;
        return job->fail(error);
    }
    Running running = begin(*job, *schedule);
    const bool ticked = running.count
        != job->request().previousOutputs.value_or(QJsonObject()).value("count"_L1).toInteger();
    ApplyResult result;
    result.outputs = running.outputs(id);
    if (ticked)
        result.event = Event{u"provider"_s, {}, id, host().clock().now()};
    m_timers.insert_or_assign(id, std::move(running));
    arm(id);
    job->succeed(std::move(result));
}

TimerConstruct::Running TimerConstruct::begin(const ApplyJob &job,
                                              const TimerSchedule &schedule) const
{
    const ApplyJob::Request &request = job.request();
    const qint64 now = host().clock().now();
    Running running{schedule, 0, {}, {}, {}};
    if (!request.previousOutputs) {
        running.next = schedule.first(now);
        if (request.props.value("immediately"_L1).toBool())
            running.tick(now);
        return running;
    }
    const QJsonObject before = *request.previousOutputs;
    running.count = before.value("count"_L1).toInteger();
    running.at = timeFrom(before.value("at"_L1));
    if (request.previousProps == request.props)
        running.next = timeFrom(before.value("next"_L1));
    else
        running.next = schedule.first(now);
    // "Run again", by a person, is a tick.
    const bool byHand = request.event.kind == "rerun"_L1 && request.event.node == job.nodeId();
    if (byHand || (running.next && *running.next <= now))
        running.tick(now);
    return running;
}

void TimerConstruct::destroy(const NodeRecord &node, Done<void> done)
{
    m_timers.erase(node.id.toString());
    done({});
}

void TimerConstruct::arm(const QString &id)
{
    Running &running = m_timers.at(id);
    running.wake.reset();
    if (!running.next)
        return;
    const qint64 wait = std::clamp<qint64>(*running.next - host().clock().now(), 0, longestNap);
    running.wake =
        host().clock().callAfter(std::chrono::milliseconds(wait), [this, id] { wake(id); });
}

void TimerConstruct::wake(const QString &id)
{
    const auto it = m_timers.find(id);
    if (it == m_timers.end() || !it->second.next)
        return;
    Running &running = it->second;
    // It is the one that calls.
    const std::unique_ptr<Clock::Timer> calling = std::move(running.wake);
    const qint64 now = host().clock().now();
    const bool due = *running.next <= now;
    // The clock was set back; without this it would be silent for as long.
    const bool tooFar = *running.next - now > running.schedule.longestWait();
    if (due)
        running.tick(now);
    else if (tooFar)
        running.next = running.schedule.first(now);
    const QJsonObject outputs = running.outputs(id);
    // Before it is told: what follows from it may take the timer away.
    arm(id);
    if (due || tooFar)
        Q_EMIT outputsChanged(id, outputs);
}

} // namespace creact
