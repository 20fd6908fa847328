// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/turnpacking.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

const QString runKey = u"$run"_s;
const QString sharedKey = u"$shared"_s;
const QString literalKey = u"$literal"_s;
const QString tableKey = u"shared"_s;
const QString onceKey = u"once"_s;

/// What is shorter costs less than a reference to it.
constexpr qsizetype worthSharing = 64;
/// Elements that stand in many places (an "ok" said often) are looked for in so many.
constexpr qsizetype spotsKept = 8;
/// Below a node's props and outputs; the record, its nodes and these themselves are never equal.
constexpr int shareableDepth = 4;

/// A value's hash, the same on every machine and in every run, and about its size as JSON.
struct ValuePrint {
    quint64 hash = 14'695'981'039'346'656'037U;
    qsizetype size = 0;

    void mix(quint64 value) { hash = (hash ^ value) * 1'099'511'628'211U; }
    void mix(QStringView text)
    {
        for (const QChar c : text)
            mix(c.unicode());
        size += text.size() + 2;
    }
    void mix(const ValuePrint &inner)
    {
        mix(inner.hash);
        size += inner.size + 1;
    }
};

using SeenValues = QHash<quint64, int>;

/// Counts in `seen`, when there is one, every value inside that is worth sharing.
ValuePrint printOf(const QJsonValue &value, int depth, SeenValues *seen)
{
    ValuePrint print;
    print.mix(value.type());
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
            print.mix(it.key());
            print.mix(printOf(it.value(), depth + 1, seen));
        }
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue &element : array)
            print.mix(printOf(element, depth + 1, seen));
    } else if (value.isString()) {
        print.mix(value.toString());
    } else {
        print.mix(QString::number(value.toDouble(), 'g', 17));
        print.mix(value.toBool());
    }
    if (seen && print.size >= worthSharing && (value.isString() || depth >= shareableDepth))
        ++(*seen)[print.hash];
    return print;
}

quint64 elementHash(const QJsonValue &value)
{
    return printOf(value, 0, nullptr).hash;
}

QJsonValue withoutOnce(const QJsonValue &element)
{
    if (!element.isObject())
        return element;
    QJsonObject object = element.toObject();
    object.remove(onceKey);
    return object;
}

bool looksPacked(const QJsonObject &object)
{
    return object.size() == 1 && object.constBegin().key().startsWith(u'$');
}

QJsonObject goneMessages(qint64 count)
{
    return {{u"role"_s, u"system"_s},
            {u"content"_s,
             count == 1 ? u"[1 message no longer kept]"_s
                        : u"[%1 messages no longer kept]"_s.arg(count)}};
}

} // namespace

class TurnPacker {
public:
    TurnPacker(const TurnPacking &packing, const QJsonObject &record)
        : m_packing(packing)
    {
        printOf(record, 0, &m_seen);
    }

    QJsonValue pack(const QJsonValue &value, int depth)
    {
        if (!value.isString() && !value.isObject() && !value.isArray())
            return value;
        if (!value.isString() && depth < shareableDepth)
            return packLiterally(value, depth);
        const ValuePrint print = printOf(value, depth, nullptr);
        if (print.size < worthSharing || m_seen.value(print.hash) < 2)
            return packLiterally(value, depth);
        const auto known = m_numbers.constFind(print.hash);
        if (known != m_numbers.cend() && m_originals.at(*known) != value)
            return packLiterally(value, depth); // another one with this hash
        if (known != m_numbers.cend())
            return reference(*known);
        // What is inside gets the lower numbers, so that the table can be read from its beginning.
        const QJsonValue packed = packLiterally(value, depth);
        m_table.append(packed);
        m_originals.append(value);
        m_numbers.insert(print.hash, m_originals.size() - 1);
        return reference(m_originals.size() - 1);
    }

    const QJsonArray &table() const { return m_table; }

private:
    struct Run {
        TurnPacking::Spot spot;
        qsizetype count = 0;
    };

    static QJsonObject reference(qsizetype number) { return {{sharedKey, number}}; }

    QJsonValue packLiterally(const QJsonValue &value, int depth)
    {
        if (value.isArray())
            return packArray(value.toArray(), depth);
        if (!value.isObject())
            return value;
        const QJsonObject object = value.toObject();
        QJsonObject packed;
        for (auto it = object.constBegin(); it != object.constEnd(); ++it)
            packed.insert(it.key(), pack(it.value(), depth + 1));
        return looksPacked(object) ? QJsonObject{{literalKey, packed}} : packed;
    }

    QJsonArray packArray(const QJsonArray &array, int depth)
    {
        QList<quint64> hashes;
        if (depth >= shareableDepth && !m_packing.m_lists.isEmpty()) {
            for (const QJsonValue &element : array)
                hashes.append(element.isObject() ? elementHash(element) : 0);
        }
        QJsonArray packed;
        for (qsizetype i = 0; i < array.size();) {
            const Run run = hashes.isEmpty() ? Run() : longestRun(array, hashes, i);
            if (run.count == 0) {
                packed.append(pack(array.at(i), depth + 1));
                ++i;
                continue;
            }
            packed.append(reference(run));
            i += run.count;
        }
        return packed;
    }

    Run longestRun(const QJsonArray &array, const QList<quint64> &hashes, qsizetype from) const
    {
        Run longest;
        if (!array.at(from).isObject())
            return longest;
        const QList<TurnPacking::Spot> spots = m_packing.m_spots.value(hashes.at(from));
        for (const TurnPacking::Spot spot : spots) {
            const TurnPacking::List &list = m_packing.m_lists.at(spot.list);
            const qsizetype end = std::min(array.size() - from, list.elements.size() - spot.at);
            qsizetype count = 0;
            while (count < end && hashes.at(from + count) == list.hashes.at(spot.at + count)
                   && array.at(from + count) == list.elements.at(spot.at + count))
                ++count;
            if (count > longest.count)
                longest = {spot, count};
        }
        return longest;
    }

    QJsonObject reference(const Run &run) const
    {
        const TurnPacking::List &list = m_packing.m_lists.at(run.spot.list);
        return {
            {runKey,
             QJsonObject{{u"node"_s, list.node},
                         {u"member"_s, list.member},
                         {u"from"_s, run.spot.at},
                         {u"n"_s, run.count},
                         {u"hash"_s, QString::number(list.hashOf(run.spot.at, run.count), 16)}}}};
    }

    const TurnPacking &m_packing;
    SeenValues m_seen;
    QHash<quint64, qsizetype> m_numbers;
    QList<QJsonValue> m_originals;
    QJsonArray m_table;
};

class TurnUnpacker {
public:
    TurnUnpacker(const TurnPacking &packing, const QJsonArray &table)
        : m_packing(packing)
    {
        for (const QJsonValue &entry : table)
            m_table.append(unpack(entry));
    }

    QJsonValue unpack(const QJsonValue &value) const
    {
        if (value.isArray())
            return unpackArray(value.toArray());
        if (!value.isObject())
            return value;
        const QJsonObject object = value.toObject();
        if (looksPacked(object)) {
            const QJsonValue inner = object.constBegin().value();
            if (object.constBegin().key() == sharedKey)
                return m_table.value(inner.toInteger(-1));
            if (object.constBegin().key() == literalKey)
                return unpackMembers(inner.toObject());
        }
        return unpackMembers(object);
    }

private:
    QJsonObject unpackMembers(const QJsonObject &object) const
    {
        QJsonObject result;
        for (auto it = object.constBegin(); it != object.constEnd(); ++it)
            result.insert(it.key(), unpack(it.value()));
        return result;
    }

    QJsonArray unpackArray(const QJsonArray &array) const
    {
        QJsonArray result;
        qint64 gone = 0;
        const auto tellGone = [&] {
            if (gone > 0)
                result.append(goneMessages(gone));
            gone = 0;
        };
        for (const QJsonValue &element : array) {
            const QJsonObject object = element.toObject();
            if (!looksPacked(object) || object.constBegin().key() != runKey) {
                tellGone();
                result.append(unpack(element));
                continue;
            }
            const QJsonObject run = object.constBegin().value().toObject();
            const qint64 count = run.value(u"n"_s).toInteger();
            const qint64 from = run.value(u"from"_s).toInteger(-1);
            const TurnPacking::List *list = listOf(run, from, count);
            if (!list) {
                gone += std::clamp<qint64>(count, 1, 1'000'000);
                continue;
            }
            tellGone();
            for (qint64 i = from; i < from + count; ++i)
                result.append(list->elements.at(i));
        }
        tellGone();
        return result;
    }

    /// Null when the state has something else there now.
    const TurnPacking::List *listOf(const QJsonObject &run, qint64 from, qint64 count) const
    {
        const QString node = run.value(u"node"_s).toString();
        const QString member = run.value(u"member"_s).toString();
        for (const TurnPacking::List &list : m_packing.m_lists) {
            if (list.node == node && list.member == member && from >= 0 && count > 0
                && count <= list.elements.size() - from
                && QString::number(list.hashOf(from, count), 16) == run.value(u"hash"_s))
                return &list;
        }
        return nullptr;
    }

    const TurnPacking &m_packing;
    QList<QJsonValue> m_table;
};

TurnPacking::TurnPacking(const StackRecord &state)
{
    for (const NodeRecord &node : state.nodes())
        add(node);
}

void TurnPacking::add(const NodeRecord &node)
{
    for (auto it = node.store.constBegin(); it != node.store.constEnd(); ++it) {
        if (!it->isArray())
            continue;
        List list{node.id.toString(), it.key(), {}, {}};
        const QJsonArray elements = it->toArray();
        for (const QJsonValue &element : elements) {
            const QJsonValue plain = withoutOnce(element);
            const quint64 hash = elementHash(plain);
            QList<Spot> &spots = m_spots[hash];
            if (plain.isObject() && spots.size() < spotsKept)
                spots.append({m_lists.size(), list.hashes.size()});
            list.elements.append(plain);
            list.hashes.append(hash);
        }
        m_lists.append(list);
    }
}

quint64 TurnPacking::List::hashOf(qsizetype from, qsizetype count) const
{
    ValuePrint print;
    for (qsizetype i = from; i < from + count; ++i)
        print.mix(hashes.at(i));
    return print.hash;
}

QJsonObject TurnPacking::pack(const QJsonObject &record) const
{
    TurnPacker packer(*this, record);
    QJsonObject packed = packer.pack(record, 0).toObject();
    if (!packer.table().isEmpty())
        packed.insert(tableKey, packer.table());
    return packed;
}

QJsonObject TurnPacking::unpack(const QJsonObject &packed) const
{
    QJsonObject record = packed;
    const QJsonArray table = record.take(tableKey).toArray();
    return TurnUnpacker(*this, table).unpack(record).toObject();
}

} // namespace creact
