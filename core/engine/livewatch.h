// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/tree/instance.h"

#include <functional>
#include <utility>

namespace creact {

/// Hears of the live tree: passes it on to who shows it, or, while an edited document is shown in
/// its place, tells what of it is not as it was.
class LiveWatch final : public TreeObserver {
public:
    /// `reshaped`: instances came, went or moved; else the one that changed.
    using Changed = std::function<void(const Instance &instance, bool reshaped)>;

    explicit LiveWatch(Changed changed)
        : m_changed(std::move(changed))
    {
    }

    /// Null: nobody shows it.
    void showIn(TreeObserver *shown) { m_shown = shown; }
    bool isShown() const { return m_shown; }

    void instanceInserted(const Instance &instance) override
    {
        if (m_shown)
            m_shown->instanceInserted(instance);
        else
            m_changed(instance, true);
    }
    void instanceChanged(const Instance &instance) override
    {
        if (m_shown)
            m_shown->instanceChanged(instance);
        else
            m_changed(instance, false);
    }
    void instanceMoved(const Instance &instance) override
    {
        if (m_shown)
            m_shown->instanceMoved(instance);
        else
            m_changed(instance, true);
    }
    void instanceRemoved(const Instance &instance) override
    {
        if (m_shown)
            m_shown->instanceRemoved(instance);
        else
            m_changed(instance, true);
    }
    void treeGone() override
    {
        if (m_shown)
            m_shown->treeGone();
    }

private:
    Changed m_changed;
    TreeObserver *m_shown = nullptr;
};

} // namespace creact
