// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reactive/source.h"

#include <memory>
#include <vector>

namespace creact::reactive {

/// Links are many and small: they come from blocks, and a freed one is the next to be used.
class LinkPool {
public:
    Link *take()
    {
        if (!m_free)
            addBlock();
        Link *link = m_free;
        m_free = link->nextSource;
        return link;
    }

    void give(Link *link)
    {
        link->nextSource = m_free;
        m_free = link;
    }

private:
    void addBlock()
    {
        constexpr int size = 128;
        Link *block = m_blocks.emplace_back(std::make_unique<Link[]>(size)).get();
        for (int i = size - 1; i >= 0; --i)
            give(block + i);
    }

    std::vector<std::unique_ptr<Link[]>> m_blocks;
    Link *m_free = nullptr;
};

} // namespace creact::reactive
