// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/problemlist.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace creact {

using Severity = Problem::Severity;

ProblemList::ProblemList(QString file, std::shared_ptr<const JsonDocument> source)
    : m_file(std::move(file))
    , m_source(std::move(source))
{
}

void ProblemList::error(const QString &pointer, const Text &text)
{
    if (!isFull())
        add(Severity::Error, pointer, valueAt(pointer), text);
}

void ProblemList::warning(const QString &pointer, const Text &text)
{
    if (!isFull())
        add(Severity::Warning, pointer, valueAt(pointer), text);
}

void ProblemList::errorAtName(const QString &pointer, const Text &text)
{
    if (!isFull())
        add(Severity::Error, pointer, nameAt(pointer), text);
}

void ProblemList::warningAtName(const QString &pointer, const Text &text)
{
    if (!isFull())
        add(Severity::Warning, pointer, nameAt(pointer), text);
}

void ProblemList::errorInExpression(const QString &pointer, qsizetype unit, const Text &text)
{
    if (!isFull())
        add(Severity::Error, pointer, expressionAt(pointer, unit), text);
}

void ProblemList::warningInExpression(const QString &pointer, qsizetype unit, const Text &text)
{
    if (!isFull())
        add(Severity::Warning, pointer, expressionAt(pointer, unit), text);
}

QList<Problem> ProblemList::sorted() const
{
    QList<Problem> result = m_problems;
    std::stable_sort(result.begin(), result.end(), [](const Problem &a, const Problem &b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    return result;
}

void ProblemList::add(Severity severity, const QString &pointer, LineColumn at, const Text &text)
{
    m_problems.append(
        {severity, text.code, text.message, text.hint, m_file, pointer, at.line, at.column});
}

LineColumn ProblemList::valueAt(const QString &pointer) const
{
    return m_source ? m_source->locate(pointer) : LineColumn{};
}

LineColumn ProblemList::nameAt(const QString &pointer) const
{
    return m_source ? m_source->locateName(pointer) : LineColumn{};
}

LineColumn ProblemList::expressionAt(const QString &pointer, qsizetype unit) const
{
    if (!m_source)
        return {};
    const JsonNode *node = m_source->root().at(pointer);
    const JsonNode *text = node ? node->find(u"$") : nullptr;
    if (!text || !text->isString())
        return m_source->locate(pointer);
    return m_source->lineColumn(m_source->offsetInString(*text, unit));
}

} // namespace creact
