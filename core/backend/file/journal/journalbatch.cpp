// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/journal/journalbatch.h"

#include "core/backend/file/journal/valuepacker.h"
#include "core/backend/file/journal/valueunpacker.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

class BatchMaker {
public:
    BatchMaker(NumberedState &base, ValueHints &hints, const StackRecord &state)
        : m_base(base)
        , m_packer(base, hints)
        , m_state(state)
    {
    }

    void putNodes(const StateChange &change)
    {
        const QSet<NodeId> put(change.put.begin(), change.put.end());
        QJsonArray again;
        for (const NodeId &id : change.removed) {
            if (const qint64 number = m_base.numberOf(id); number >= 0 && put.contains(id)) {
                again.append(number);
                m_base.remove(number);
            }
        }
        insert(u"again"_s, again);
        for (const NodeId &id : change.put) {
            if (const NodeRecord *node = m_state.find(id))
                putNode(*node);
        }
        insert(u"put"_s, m_put);
        QJsonArray gone;
        for (const NodeId &id : change.removed) {
            if (const qint64 number = m_base.numberOf(id); number >= 0 && !put.contains(id)) {
                gone.append(number);
                m_base.remove(number);
            }
        }
        insert(u"gone"_s, gone);
    }

    void putAllNodes()
    {
        for (const NodeRecord &node : m_state.nodes())
            putNode(node);
        insert(u"put"_s, m_put);
    }

    void putStores()
    {
        const QJsonObject delta =
            m_packer.delta(m_base.head().stores, m_state.stores, {-1, u"stores"_s});
        m_base.head().stores = m_state.stores;
        m_packer.entryApplied();
        if (!delta.isEmpty())
            m_batch.insert(u"stores"_s, delta);
    }

    void putLatches(const QStringList &names)
    {
        QJsonObject entries;
        QHash<QString, LatchRecord> &latches = m_base.head().latches;
        // None refers to another of the same batch: members have no order.
        QHash<QString, LatchRecord> put;
        for (const QString &name : names) {
            const auto now = m_state.latches.constFind(name);
            if (now == m_state.latches.constEnd()) {
                if (latches.contains(name))
                    entries.insert(name, QJsonValue::Null);
                continue;
            }
            const auto before = latches.constFind(name);
            if ((before != latches.constEnd() && *before == *now) || put.contains(name))
                continue;
            entries.insert(name, latch(name, *now));
            put.insert(name, *now);
        }
        latches.insert(put);
        for (auto it = entries.begin(); it != entries.end(); ++it) {
            if (it->isNull())
                latches.remove(it.key());
        }
        m_packer.entryApplied();
        if (!entries.isEmpty())
            m_batch.insert(u"latches"_s, entries);
    }

    void putHead()
    {
        StackRecord &head = m_base.head();
        if (head.status != m_state.status)
            m_batch.insert(u"status"_s, stackStatusName(m_state.status));
        if (head.lastDeployedAt != m_state.lastDeployedAt)
            m_batch.insert(u"at"_s, m_state.lastDeployedAt);
        if (head.user != m_state.user)
            m_batch.insert(u"user"_s, m_state.user);
        if (head.unknown != m_state.unknown)
            m_batch.insert(u"unknown"_s, m_state.unknown);
        if (head.applyingNodeIds != m_state.applyingNodeIds)
            m_batch.insert(u"applying"_s, applying());
        head.status = m_state.status;
        head.lastDeployedAt = m_state.lastDeployedAt;
        head.user = m_state.user;
        head.unknown = m_state.unknown;
        head.applyingNodeIds = m_state.applyingNodeIds;
    }

    QJsonObject batch() const { return m_batch; }

private:
    void insert(const QString &name, const QJsonArray &entries)
    {
        if (!entries.isEmpty())
            m_batch.insert(name, entries);
    }

    void putNode(const NodeRecord &node)
    {
        const qint64 known = m_base.numberOf(node.id);
        const qint64 parent = m_base.numberOf(node.id.parent());
        const qint64 number = known >= 0 ? known : m_base.nextNumber();
        m_packer.setIds({{number, node.id}, {parent, node.id.parent()}});
        QJsonObject entry;
        if (known >= 0) {
            const QJsonObject delta =
                m_packer.delta(nodeBodyToJson(*m_base.node(known)), nodeBodyToJson(node), {known});
            if (delta.isEmpty())
                return;
            entry = {{u"n"_s, known}, {u"d"_s, delta}};
        } else {
            // A delta from nothing, so that its members have their addresses.
            entry = {{u"new"_s, node.id.segment()},
                     {u"is"_s, m_packer.delta({}, nodeBodyToJson(node), {number}).value(u"set"_s)}};
            if (parent >= 0)
                entry.insert(u"in"_s, parent);
            else if (!node.id.parent().isNull())
                entry.insert(u"path"_s, QJsonArray::fromStringList(node.id.parent().path()));
        }
        m_put.append(entry);
        m_base.put(node);
        m_packer.entryApplied();
    }

    QJsonObject latch(const QString &name, const LatchRecord &now)
    {
        QJsonObject entry{{u"text"_s, now.text}, {u"tracked"_s, now.tracked}};
        if (!now.value.isUndefined()) {
            const QJsonArray address{-1, u"latches"_s, name, u"value"_s};
            entry.insert(u"value"_s, m_packer.pack(now.value, m_base.valueAt(address), address));
        }
        return entry;
    }

    QJsonArray applying() const
    {
        QJsonArray list;
        for (const QString &id : m_state.applyingNodeIds) {
            const NodeRecord *node = m_state.find(id);
            const qint64 number = node ? m_base.numberOf(node->id) : -1;
            list.append(number >= 0 ? QJsonValue(number) : QJsonValue(id));
        }
        return list;
    }

    NumberedState &m_base;
    ValuePacker m_packer;
    const StackRecord &m_state;
    QJsonObject m_batch;
    QJsonArray m_put;
};

class BatchReader {
public:
    BatchReader(NumberedState &base, const QJsonObject &batch)
        : m_base(base)
        , m_batch(batch)
        , m_unpacker(base)
    {
    }

    QString read()
    {
        if (m_batch.value(u"whole"_s).toBool()) {
            const QString name = m_base.head().stackName;
            m_base = {};
            m_base.head().stackName = name;
        }
        remove(u"again"_s);
        const QJsonArray entries = m_batch.value(u"put"_s).toArray();
        for (const QJsonValue &entry : entries) {
            put(entry.toObject());
            if (!complaint().isEmpty())
                return complaint();
        }
        remove(u"gone"_s);
        if (m_batch.contains(u"stores"_s))
            m_base.head().stores =
                m_unpacker.apply(m_base.head().stores, m_batch.value(u"stores"_s).toObject());
        readLatches();
        readHead();
        return complaint();
    }

private:
    QString complaint() const
    {
        return m_complaint.isEmpty() ? m_unpacker.complaint() : m_complaint;
    }

    void complain(const QString &sentence)
    {
        if (m_complaint.isEmpty())
            m_complaint = sentence;
    }

    void remove(const QString &name)
    {
        const QJsonArray numbers = m_batch.value(name).toArray();
        for (const QJsonValue &number : numbers) {
            if (!m_base.node(number.toInteger(-1)))
                complain(u"there is no node %1."_s.arg(number.toInteger(-1)));
            m_base.remove(number.toInteger(-1));
        }
    }

    void put(const QJsonObject &entry)
    {
        NodeId id;
        QJsonObject before;
        QJsonObject delta = entry.value(u"d"_s).toObject();
        if (entry.contains(u"n"_s)) {
            const NodeRecord *known = m_base.node(entry.value(u"n"_s).toInteger(-1));
            if (!known)
                return complain(u"there is no node %1."_s.arg(entry.value(u"n"_s).toInteger(-1)));
            id = known->id;
            before = nodeBodyToJson(*known);
        } else {
            id = newId(entry);
            if (id.isNull() || m_base.numberOf(id) >= 0)
                return complain(u"there is a new node without an id of its own."_s);
            delta = {{u"set"_s, entry.value(u"is"_s)}};
            NodeRecord record; // so that the node can say its own id
            record.id = id;
            m_base.put(record);
        }
        const auto record = nodeRecordFromBody(m_unpacker.apply(before, delta), id, {});
        if (record)
            m_base.put(*record);
        else
            complain(record.error().message);
    }

    NodeId newId(const QJsonObject &entry) const
    {
        const QJsonValue segment = entry.value(u"new"_s);
        if (!segment.isString())
            return {};
        NodeId parent;
        if (entry.contains(u"in"_s)) {
            const NodeRecord *node = m_base.node(entry.value(u"in"_s).toInteger(-1));
            if (!node)
                return {};
            parent = node->id;
        } else {
            const QJsonArray path = entry.value(u"path"_s).toArray();
            for (const QJsonValue &step : path)
                parent = parent.child(step.toString());
        }
        return parent.child(segment.toString());
    }

    void readLatches()
    {
        const QJsonObject entries = m_batch.value(u"latches"_s).toObject();
        QHash<QString, LatchRecord> latches = m_base.head().latches;
        for (auto it = entries.begin(); it != entries.end(); ++it) {
            if (it->isNull()) {
                latches.remove(it.key());
                continue;
            }
            const QJsonObject entry = it->toObject();
            LatchRecord record;
            record.text = entry.value(u"text"_s).toString();
            record.tracked = entry.value(u"tracked"_s).toString();
            record.value = entry.contains(u"value"_s) ? m_unpacker.unpack(entry.value(u"value"_s))
                                                      : QJsonValue(QJsonValue::Undefined);
            latches.insert(it.key(), record);
        }
        m_base.head().latches = latches;
    }

    void readHead()
    {
        StackRecord &head = m_base.head();
        if (m_batch.contains(u"status"_s))
            head.status = stackStatusFromName(m_batch.value(u"status"_s).toString());
        if (m_batch.contains(u"at"_s))
            head.lastDeployedAt = m_batch.value(u"at"_s).toInteger();
        if (m_batch.contains(u"user"_s))
            head.user = m_batch.value(u"user"_s).toString();
        if (m_batch.contains(u"unknown"_s))
            head.unknown = m_batch.value(u"unknown"_s).toObject();
        if (!m_batch.contains(u"applying"_s))
            return;
        head.applyingNodeIds.clear();
        const QJsonArray list = m_batch.value(u"applying"_s).toArray();
        for (const QJsonValue &entry : list)
            head.applyingNodeIds.append(entry.isString() ? entry.toString()
                                                         : m_base.idText(entry.toInteger(-1)));
    }

    static StackStatus stackStatusFromName(const QString &name)
    {
        using enum StackStatus;
        for (const StackStatus status : {Applying, Deployed, Failed}) {
            if (stackStatusName(status) == name)
                return status;
        }
        return Pending;
    }

    NumberedState &m_base;
    const QJsonObject &m_batch;
    ValueUnpacker m_unpacker;
    QString m_complaint;
};

} // namespace

QJsonObject makeBatch(NumberedState &base, ValueHints &hints, const StackRecord &state,
                      const StateChange &change)
{
    BatchMaker maker(base, hints, state);
    maker.putNodes(change);
    if (change.stores)
        maker.putStores();
    maker.putLatches(change.latches);
    maker.putHead();
    return maker.batch();
}

QJsonObject makeWholeBatch(NumberedState &base, ValueHints &hints, const StackRecord &state)
{
    base = {};
    base.head().stackName = state.stackName;
    hints.clear();
    BatchMaker maker(base, hints, state);
    maker.putAllNodes();
    maker.putStores();
    maker.putLatches(state.latches.keys());
    maker.putHead();
    QJsonObject batch = maker.batch();
    batch.insert(u"whole"_s, true);
    return batch;
}

QString applyBatch(NumberedState &base, const QJsonObject &batch)
{
    return BatchReader(base, batch).read();
}

} // namespace creact
