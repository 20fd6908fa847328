// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/element.h"

#include <functional>
#include <vector>

namespace creact {

/// Calls visit(element, component) for every element that is not disabled and stands in none that
/// is, parents first; `component` is null outside components. Iterative.
template <typename Visit> void forEachElement(const StackDocument &document, Visit visit)
{
    struct Task {
        const ElementList *list;
        const Component *component;
    };
    std::vector<Task> tasks{{&document.children, nullptr}};
    for (const Component &component : document.components)
        tasks.push_back({&component.children, &component});
    while (!tasks.empty()) {
        const Task task = tasks.back();
        tasks.pop_back();
        for (const Element &element : *task.list) {
            if (element.disabled)
                continue;
            visit(element, task.component);
            for (const ElementList *list :
                 {&element.children, &element.otherwise, &element.then, &element.fallback}) {
                if (!list->empty())
                    tasks.push_back({list, task.component});
            }
        }
    }
}

} // namespace creact
