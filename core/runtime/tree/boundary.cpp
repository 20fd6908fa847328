// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/tree/boundary.h"

#include <algorithm>

namespace creact {

void Boundary::fail(const void *who, const Error &error)
{
    const auto known = std::find_if(m_failed.begin(), m_failed.end(),
                                    [who](const auto &each) { return each.first == who; });
    if (known != m_failed.end())
        known->second = error;
    else
        m_failed.emplace_back(who, error);
    update();
}

void Boundary::recover(const void *who)
{
    const auto removed =
        std::erase_if(m_failed, [who](const auto &each) { return each.first == who; });
    if (removed > 0)
        update();
}

void Boundary::update()
{
    m_failure.set(m_failed.empty() ? QJsonValue(QJsonValue::Undefined)
                                   : QJsonValue(m_failed.front().second.toJson()));
}

} // namespace creact
