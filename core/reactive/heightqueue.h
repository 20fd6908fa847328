// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reactive/source.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace creact::reactive {

/// The dirty computations by height, then by order of creation. A bucket is a plain vector as long
/// as pushes come in order (the usual case), and a binary heap after the first that does not.
class HeightQueue {
public:
    static constexpr quint32 Nothing = std::numeric_limits<quint32>::max();

    bool isEmpty() const { return m_count == 0; }

    /// No dirty computation is lower than this: whatever is not dirty and not higher is up to date.
    quint32 lowest() const { return m_lowest; }

    void push(Computation &computation)
    {
        const quint32 height = computation.m_height;
        if (height >= m_buckets.size())
            m_buckets.resize(std::max<std::size_t>(height + 1, m_buckets.size() * 3 / 2));
        m_buckets[height].push(&computation);
        computation.m_flags |= Source::Queued;
        m_lowest = std::min(m_lowest, height);
        ++m_count;
    }

    /// The next one in order, or nullptr. `height` is where it was queued.
    Computation *pop(quint32 &height)
    {
        if (m_count == 0) {
            m_lowest = Nothing;
            return nullptr;
        }
        while (m_buckets[m_lowest].isEmpty())
            ++m_lowest;
        height = m_lowest;
        --m_count;
        Computation *computation = m_buckets[m_lowest].pop();
        computation->m_flags &= ~Source::Queued;
        return computation;
    }

private:
    struct Bucket {
        bool isEmpty() const { return items.empty(); }

        static bool later(const Computation *a, const Computation *b)
        {
            return a->m_order > b->m_order;
        }

        void push(Computation *computation)
        {
            const quint64 order = computation->m_order;
            if (Q_LIKELY(items.empty() || (!isHeap && newest < order))) {
                newest = order;
                items.push_back(computation);
                return;
            }
            if (!isHeap) {
                items.erase(items.begin(), items.begin() + head); // a sorted vector is a heap
                head = 0;
                isHeap = true;
            }
            items.push_back(computation);
            std::push_heap(items.begin(), items.end(), later);
        }

        Computation *pop()
        {
            Computation *computation = nullptr;
            if (isHeap) {
                std::pop_heap(items.begin(), items.end(), later);
                computation = items.back();
                items.pop_back();
            } else {
                computation = items[head++];
            }
            if (head == items.size()) {
                items.clear();
                head = 0;
                isHeap = false;
            }
            return computation;
        }

        std::vector<Computation *> items;
        quint64 newest = 0; ///< the order of the last, while it is no heap
        quint32 head = 0;
        bool isHeap = false;
    };

    std::vector<Bucket> m_buckets;
    std::size_t m_count = 0;
    quint32 m_lowest = Nothing;
};

} // namespace creact::reactive
