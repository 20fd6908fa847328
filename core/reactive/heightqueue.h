// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reactive/source.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace creact::reactive {

/// The dirty computations by height, then by order of creation. A bucket is a vector, sorted when
/// its first is taken (mostly it is sorted already), and a heap from the first late arrival that
/// is out of order.
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
    enum class Form : quint8 { Sorted, Unsorted, Heap };
    struct Bucket {
        bool isEmpty() const { return items.empty(); }

        static bool later(const Computation *a, const Computation *b)
        {
            return a->m_order > b->m_order;
        }

        void push(Computation *computation)
        {
            const quint64 order = computation->m_order;
            if (items.empty() || (form == Form::Sorted && newest < order)) {
                newest = order;
                items.push_back(computation);
            } else if (form == Form::Unsorted || (form == Form::Sorted && head == 0)) {
                form = Form::Unsorted;
                items.push_back(computation);
            } else {
                makeHeap();
                items.push_back(computation);
                std::push_heap(items.begin(), items.end(), later);
            }
        }

        Computation *pop()
        {
            Computation *computation = nullptr;
            if (form == Form::Unsorted)
                sort();
            if (form == Form::Heap) {
                std::pop_heap(items.begin(), items.end(), later);
                computation = items.back();
                items.pop_back();
            } else {
                computation = items[head++];
            }
            if (head == items.size()) {
                items.clear();
                head = 0;
                form = Form::Sorted;
            }
            return computation;
        }

        void makeHeap()
        {
            if (form == Form::Heap)
                return;
            items.erase(items.begin(), items.begin() + head); // a sorted vector is a heap
            head = 0;
            form = Form::Heap;
        }

        /// Mostly a few are out of place: insertion, until that proves wrong.
        void sort()
        {
            std::size_t moves = 8 * items.size();
            for (std::size_t i = 1; i < items.size() && moves > 0; ++i) {
                Computation *const item = items[i];
                std::size_t to = i;
                for (; to > 0 && moves > 0 && later(items[to - 1], item); --to, --moves)
                    items[to] = items[to - 1];
                items[to] = item;
            }
            if (moves == 0)
                std::sort(items.begin(), items.end(), [](auto *a, auto *b) { return later(b, a); });
            form = Form::Sorted;
            newest = items.back()->m_order;
        }

        std::vector<Computation *> items;
        quint64 newest = 0; ///< the order of the last, while sorted
        quint32 head = 0;
        Form form = Form::Sorted;
    };

    std::vector<Bucket> m_buckets;
    std::size_t m_count = 0;
    quint32 m_lowest = Nothing;
};

} // namespace creact::reactive
