// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/memory/memorybackend.h"
#include "tests/support/manualclock.h"
#include "tests/support/passthroughbackend.h"

#include <deque>
#include <utility>

namespace creact::sim {

struct HeldMemory {
    explicit HeldMemory(std::shared_ptr<MemoryStore> store)
        : memory(clock, std::move(store))
    {
    }
    ManualClock clock;
    MemoryBackend memory;
};

/// A MemoryBackend whose saves can be held, as a disk's or a network's are, or fail.
class HeldBackend final : private HeldMemory, public PassThroughBackend {
public:
    explicit HeldBackend(std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>())
        : HeldMemory(std::move(store))
        , PassThroughBackend(HeldMemory::memory)
    {
    }

    using HeldMemory::clock;
    using HeldMemory::memory;
    bool hold = false;
    std::optional<Error> error;
    QList<StateChange> changes;

    /// Lets the oldest held save happen; false when none is held.
    bool release()
    {
        if (m_held.empty())
            return false;
        const auto save = std::move(m_held.front());
        m_held.pop_front();
        save();
        return true;
    }
    qsizetype held() const { return qsizetype(m_held.size()); }

    void saveState(const StackRecord &state, const StateChange &change, Done<void> done) override
    {
        changes.append(change);
        auto save = [this, state, change, done = std::move(done)] {
            if (error)
                done(*error);
            else
                memory.saveState(state, change, done);
        };
        if (hold)
            m_held.emplace_back(std::move(save));
        else
            save();
    }

private:
    std::deque<std::function<void()>> m_held;
};

} // namespace creact::sim
