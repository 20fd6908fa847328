// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/linediff.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace creact {

namespace {

/// More changes than these are told as one: the search costs their square.
constexpr int maxChanges = 1500;

class LineComparison {
public:
    LineComparison(const QStringList &oldLines, const QStringList &newLines)
        : m_old(oldLines)
        , m_new(newLines)
    {
    }

    QList<DiffLine> run()
    {
        const qsizetype shorter = std::min(m_old.size(), m_new.size());
        qsizetype first = 0;
        while (first < shorter && m_old.at(first) == m_new.at(first))
            ++first;
        qsizetype last = 0;
        while (last < shorter - first
               && m_old.at(m_old.size() - 1 - last) == m_new.at(m_new.size() - 1 - last))
            ++last;
        for (qsizetype i = 0; i < first; ++i)
            add(DiffLine::Kind::Same, m_old.at(i));
        compare(int(first), int(m_old.size() - last), int(m_new.size() - last));
        for (qsizetype i = m_old.size() - last; i < m_old.size(); ++i)
            add(DiffLine::Kind::Same, m_old.at(i));
        return m_result;
    }

private:
    void add(DiffLine::Kind kind, const QString &text) { m_result.append({kind, text, 0}); }

    /// Both texts from line `first` to their ends. Keeps for each count of changes how far each
    /// diagonal came, and walks back through that.
    void compare(int first, int oldEnd, int newEnd)
    {
        const int n = oldEnd - first;
        const int m = newEnd - first;
        const int limit = std::min(n + m, maxChanges);
        std::vector<std::vector<int>> reached;
        std::vector<int> best(std::size_t(2 * limit + 3), 0);
        const auto at = [limit](int k) { return std::size_t(k + limit + 1); };
        for (int d = 0; d <= limit; ++d) {
            for (int k = -d; k <= d; k += 2) {
                const bool down = k == -d || (k != d && best[at(k - 1)] < best[at(k + 1)]);
                int x = down ? best[at(k + 1)] : best[at(k - 1)] + 1;
                while (x < n && x - k < m && m_old.at(first + x) == m_new.at(first + x - k))
                    ++x;
                best[at(k)] = x;
                if (x >= n && x - k >= m) {
                    reached.push_back(best);
                    return walkBack(reached, first, n, m, limit);
                }
            }
            reached.push_back(best);
        }
        for (int i = first; i < oldEnd; ++i)
            add(DiffLine::Kind::Old, m_old.at(i));
        for (int i = first; i < newEnd; ++i)
            add(DiffLine::Kind::New, m_new.at(i));
    }

    void walkBack(const std::vector<std::vector<int>> &reached, int first, int n, int m, int limit)
    {
        const auto at = [limit](int k) { return std::size_t(k + limit + 1); };
        QList<DiffLine> lines;
        int x = n;
        int y = m;
        for (int d = int(reached.size()) - 1; d >= 0 && (x > 0 || y > 0); --d) {
            const int k = x - y;
            int fromX = 0;
            int fromY = 0;
            bool down = false;
            if (d > 0) {
                const std::vector<int> &before = reached[std::size_t(d - 1)];
                down = k == -d || (k != d && before[at(k - 1)] < before[at(k + 1)]);
                fromX = before[at(down ? k + 1 : k - 1)];
                fromY = fromX - (down ? k + 1 : k - 1);
            }
            const int startX = d == 0 ? 0 : down ? fromX : fromX + 1;
            while (x > startX && y > 0) {
                --x;
                --y;
                lines.append({DiffLine::Kind::Same, m_old.at(first + x), 0});
            }
            if (d > 0 && down)
                lines.append({DiffLine::Kind::New, m_new.at(first + fromY), 0});
            else if (d > 0)
                lines.append({DiffLine::Kind::Old, m_old.at(first + fromX), 0});
            x = fromX;
            y = fromY;
        }
        std::reverse(lines.begin(), lines.end());
        m_result += lines;
    }

    const QStringList &m_old;
    const QStringList &m_new;
    QList<DiffLine> m_result;
};

QList<DiffLine> shortened(const QList<DiffLine> &lines, int context)
{
    QList<DiffLine> result;
    for (qsizetype i = 0; i < lines.size();) {
        qsizetype end = i;
        while (end < lines.size() && lines.at(end).kind == DiffLine::Kind::Same)
            ++end;
        const qsizetype before = i == 0 ? 0 : context;
        const qsizetype after = end == lines.size() ? 0 : context;
        if (end - i > before + after + 1) {
            result += lines.mid(i, before);
            result.append({DiffLine::Kind::Left, {}, int(end - i - before - after)});
            result += lines.mid(end - after, after);
        } else {
            result += lines.mid(i, end - i);
        }
        for (; end < lines.size() && lines.at(end).kind != DiffLine::Kind::Same; ++end)
            result.append(lines.at(end));
        i = end;
    }
    return result;
}

} // namespace

QList<DiffLine> lineDiff(const QString &oldText, const QString &newText, int context)
{
    if (oldText == newText)
        return {};
    return shortened(LineComparison(oldText.split(u'\n'), newText.split(u'\n')).run(), context);
}

} // namespace creact
