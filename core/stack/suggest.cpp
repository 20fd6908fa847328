// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/suggest.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace creact {

int editDistance(const QString &a, const QString &b)
{
    const qsizetype columns = b.size() + 1;
    std::vector<int> beforeLast(static_cast<std::size_t>(columns));
    std::vector<int> last(beforeLast.size());
    std::vector<int> row(beforeLast.size());
    for (qsizetype j = 0; j < columns; ++j)
        row[static_cast<std::size_t>(j)] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        beforeLast.swap(last);
        last.swap(row);
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j < row.size(); ++j) {
            const auto at = static_cast<qsizetype>(j);
            const bool same = a.at(i - 1) == b.at(at - 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            const bool swapped =
                i > 1 && j > 1 && a.at(i - 1) == b.at(at - 2) && a.at(i - 2) == b.at(at - 1);
            if (swapped)
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
    }
    return row.back();
}

QString nearest(const QString &word, const QStringList &candidates)
{
    constexpr qsizetype longest = 64; // nobody mistypes more, and the distance is quadratic
    if (word.isEmpty() || word.size() > longest)
        return {};
    const int limit = std::max(1, static_cast<int>(word.size()) / 3);
    int best = std::numeric_limits<int>::max();
    QString found;
    for (const QString &candidate : candidates) {
        if (candidate.size() > longest || candidate == word)
            continue;
        const int distance = editDistance(word.toLower(), candidate.toLower());
        if (distance < best) {
            best = distance;
            found = candidate;
        }
    }
    return best <= limit ? found : QString();
}

QString didYouMean(const QString &word, const QStringList &candidates)
{
    if (const QString near = nearest(word, candidates); !near.isEmpty())
        return QStringLiteral("Did you mean \"%1\"?").arg(near);
    constexpr qsizetype shown = 12;
    if (candidates.isEmpty())
        return {};
    const QString list =
        candidates.first(std::min(shown, candidates.size())).join(QStringLiteral(", "));
    const QString more = candidates.size() > shown ? QStringLiteral(", …") : QStringLiteral(".");
    return QStringLiteral("Known are: ") + list + more;
}

} // namespace creact
