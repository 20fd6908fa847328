// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/auditmarks.h"

#include <algorithm>

namespace creact {

namespace {
constexpr qsizetype entriesAMark = 8;
} // namespace

void AuditMarks::add(qsizetype start)
{
    if (m_marks.isEmpty() || m_count - m_marks.last().number >= entriesAMark)
        m_marks.append({m_count, start});
    ++m_count;
}

AuditMarks::Mark AuditMarks::before(qsizetype number) const
{
    const auto behind = std::ranges::upper_bound(m_marks, number, {}, &Mark::number);
    return *std::prev(behind);
}

qsizetype AuditMarks::startBehind(qsizetype number, qsizetype tail) const
{
    const auto mark = std::ranges::lower_bound(m_marks, number, {}, &Mark::number);
    return mark == m_marks.end() ? tail : mark->start;
}

void AuditMarks::dropFirst(qsizetype count, qsizetype start, qsizetype to)
{
    const auto kept = std::ranges::upper_bound(m_marks, count, {}, &Mark::number);
    m_marks.erase(m_marks.cbegin(), kept);
    m_marks.prepend({count, start});
    for (Mark &mark : m_marks)
        mark = {mark.number - count, mark.start - start + to};
    m_count -= count;
}

} // namespace creact
