// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/treerows.h"

#include <algorithm>

namespace creact {

namespace {

using Change = TreeDelta::Change;

constexpr int none = -1;

/// From the most telling to the least.
enum class Likeness { Same, SameName, SameKind };

bool isElement(const TreeRow &row)
{
    return row.kind != TreeRow::Kind::Item && row.kind != TreeRow::Kind::Turn;
}

bool isSame(const TreeRow &a, const TreeRow &b)
{
    if (a.kind != b.kind || a.elementKind != b.elementKind || a.nodeId != b.nodeId
        || a.key != b.key)
        return false;
    if (!a.nodeId.isEmpty() || a.kind == TreeRow::Kind::Turn)
        return true;
    return a.title == b.title && a.name == b.name;
}

/// Equal for rows that are that much alike; empty: the row is like no other.
QString likenessKey(const TreeRow &row, Likeness likeness)
{
    const auto text = [](int number) { return QString::number(number); };
    const QString element = text(int(row.elementKind)) + QChar(u'\n') + row.title;
    switch (likeness) {
    case Likeness::Same:
        if (!row.nodeId.isEmpty())
            return text(int(row.kind)) + QChar(u'\t') + row.nodeId;
        if (row.kind == TreeRow::Kind::Turn)
            return text(int(row.kind)) + QChar(u'\r') + row.key;
        return text(int(row.kind)) + QChar(u'\n') + element + QChar(u'\n') + row.name + QChar(u'\n')
            + row.key;
    case Likeness::SameName:
        return isElement(row) ? element + QChar(u'\n') + row.name : QString();
    case Likeness::SameKind:
        if (row.kind == TreeRow::Kind::Definition)
            return text(int(row.kind));
        return isElement(row) ? element : QString();
    }
    return {};
}

/// Which of the rows below one parent stand for which of those before.
class Siblings {
public:
    using List = std::vector<std::unique_ptr<ProjectedRow>>;

    Siblings(const List &before, const List &now)
        : m_before(before)
        , m_now(now)
        , m_twins(now.size(), none)
        , m_taken(before.size(), false)
    {
        matchEnds();
        if (m_first < m_lastBefore && m_first < m_lastNow) {
            for (const Likeness each : {Likeness::Same, Likeness::SameName, Likeness::SameKind})
                match(each);
        }
    }

    /// Index of the twin before, or none.
    int twin(size_t now) const { return m_twins[now]; }
    bool isTaken(size_t before) const { return m_taken[before]; }

    /// Twins that need not move: the longest run of them that is in order.
    std::vector<bool> inOrder() const
    {
        std::vector<size_t> tails; // the row that ends the best run of each length
        std::vector<int> previous(m_now.size(), none);
        for (size_t i = 0; i < m_now.size(); ++i) {
            if (m_twins[i] == none)
                continue;
            const auto at =
                std::lower_bound(tails.begin(), tails.end(), m_twins[i],
                                 [this](size_t tail, int twin) { return m_twins[tail] < twin; });
            if (at != tails.begin())
                previous[i] = int(*std::prev(at));
            if (at == tails.end())
                tails.push_back(i);
            else
                *at = i;
        }
        std::vector<bool> stays(m_now.size(), false);
        for (int i = tails.empty() ? none : int(tails.back()); i != none; i = previous[size_t(i)])
            stays[size_t(i)] = true;
        return stays;
    }

private:
    void pair(size_t before, size_t now)
    {
        m_twins[now] = int(before);
        m_taken[before] = true;
    }

    /// Most renderings change nothing, or one place.
    void matchEnds()
    {
        m_lastBefore = m_before.size();
        m_lastNow = m_now.size();
        while (m_first < m_lastBefore && m_first < m_lastNow
               && isSame(m_before[m_first]->value, m_now[m_first]->value)) {
            pair(m_first, m_first);
            ++m_first;
        }
        while (m_first < m_lastBefore && m_first < m_lastNow
               && isSame(m_before[m_lastBefore - 1]->value, m_now[m_lastNow - 1]->value))
            pair(--m_lastBefore, --m_lastNow);
    }

    void match(Likeness likeness)
    {
        QHash<QString, QList<size_t>> open;
        for (size_t i = m_lastBefore; i-- > m_first;) {
            if (m_taken[i])
                continue;
            const QString key = likenessKey(m_before[i]->value, likeness);
            if (!key.isEmpty())
                open[key].append(i);
        }
        for (size_t i = m_first; i < m_lastNow && !open.isEmpty(); ++i) {
            if (m_twins[i] != none)
                continue;
            const auto found = open.find(likenessKey(m_now[i]->value, likeness));
            if (found != open.end() && !found->isEmpty())
                pair(found->takeLast(), i);
        }
    }

    const List &m_before;
    const List &m_now;
    std::vector<int> m_twins;
    std::vector<bool> m_taken;
    size_t m_first = 0;
    size_t m_lastBefore = 0;
    size_t m_lastNow = 0;
};

/// Two parents that stand for each other.
struct Pair {
    /// Null: nothing stood here.
    const ProjectedRow *before = nullptr;
    ProjectedRow *now = nullptr;
    /// Told as an insert: so is all that is below it.
    bool inserted = false;
};

Change removal(const TreeRow &row)
{
    TreeRow gone;
    gone.uid = row.uid;
    gone.parent = row.parent;
    return {Change::Kind::Remove, gone, 0};
}

class CarryOver {
public:
    CarryOver(TreeRow::Uid &lastUid, TreeDelta &delta)
        : m_lastUid(lastUid)
        , m_delta(delta)
    {
    }

    void run(const ProjectedRow &before, ProjectedRow &now)
    {
        m_open.push_back({&before, &now, false});
        while (!m_open.empty()) {
            const Pair pair = m_open.back();
            m_open.pop_back();
            goThrough(pair);
        }
    }

private:
    void goThrough(const Pair &pair)
    {
        static const Siblings::List nothing;
        const Siblings::List &before = pair.before ? pair.before->children : nothing;
        const Siblings::List &now = pair.now->children;
        const Siblings siblings(before, now);
        const std::vector<bool> stays =
            pair.inserted ? std::vector<bool>(now.size(), false) : siblings.inOrder();
        if (!pair.inserted)
            tellRemovals(before, now, siblings, stays);
        for (size_t i = 0; i < now.size(); ++i) {
            ProjectedRow &row = *now[i];
            const int at = siblings.twin(i);
            const ProjectedRow *twin = at == none ? nullptr : before[size_t(at)].get();
            row.value.uid = twin ? twin->value.uid : ++m_lastUid;
            row.value.parent = pair.now->value.uid;
            if (!stays[i])
                m_delta.changes.append({Change::Kind::Insert, row.value, int(i)});
            else if (row.value != twin->value)
                m_delta.changes.append({Change::Kind::Update, row.value, 0});
            if (!row.children.empty() || (twin && !twin->children.empty()))
                m_open.push_back({twin, &row, !stays[i]});
        }
    }

    void tellRemovals(const Siblings::List &before, const Siblings::List &now,
                      const Siblings &siblings, const std::vector<bool> &stays)
    {
        for (size_t i = 0; i < before.size(); ++i) {
            if (!siblings.isTaken(i))
                m_delta.changes.append(removal(before[i]->value));
        }
        for (size_t i = 0; i < now.size(); ++i) {
            if (siblings.twin(i) != none && !stays[i])
                m_delta.changes.append(removal(before[size_t(siblings.twin(i))]->value));
        }
    }

    TreeRow::Uid &m_lastUid;
    TreeDelta &m_delta;
    std::vector<Pair> m_open;
};

} // namespace

void carryOver(const ProjectedRow &before, ProjectedRow &now, TreeRow::Uid &lastUid,
               TreeDelta &delta)
{
    CarryOver(lastUid, delta).run(before, now);
}

} // namespace creact
