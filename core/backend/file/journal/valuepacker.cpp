// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/journal/valuepacker.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

/// A reference costs about this many bytes.
constexpr qsizetype referenceCost = 64;
/// Of a run no longer than this the new places are noted too: its source may be gone tomorrow.
constexpr qsizetype shortRun = 16;
/// Of a run this long no search for a longer one is worth its time.
constexpr qsizetype goodRun = 64;

QJsonArray below(QJsonArray address, const QJsonValue &step)
{
    if (!address.isEmpty())
        address.append(step);
    return address;
}

bool isWorthReferring(const QJsonArray &value, qsizetype from, qsizetype count)
{
    qsizetype weight = 0;
    for (qsizetype i = from; i < from + count && weight < referenceCost; ++i)
        weight += weightOf(value.at(i), referenceCost) + 1;
    return weight >= referenceCost;
}

} // namespace

QJsonValue ValuePacker::pack(const QJsonValue &value, const QJsonValue &old,
                             const QJsonArray &address)
{
    switch (value.type()) {
    case QJsonValue::String:
        return packString(value, address);
    case QJsonValue::Array:
        return packArray(value.toArray(), old, address);
    case QJsonValue::Object:
        return packObject(value.toObject(), old, address);
    default:
        return value;
    }
}

QJsonObject ValuePacker::delta(const QJsonObject &old, const QJsonObject &now,
                               const QJsonArray &address)
{
    QJsonObject set;
    QJsonObject in;
    QJsonArray drop;
    for (auto it = now.begin(); it != now.end(); ++it) {
        const QJsonValue before = old.value(it.key());
        const QJsonValue value = *it;
        if (before == value)
            continue;
        const QJsonArray at = below(address, it.key());
        if (before.isObject() && value.isObject())
            in.insert(it.key(), delta(before.toObject(), value.toObject(), at));
        else
            set.insert(it.key(), pack(value, before, at));
    }
    for (auto it = old.begin(); it != old.end(); ++it) {
        if (!now.contains(it.key()))
            drop.append(it.key());
    }
    QJsonObject result;
    if (!set.isEmpty())
        result.insert(u"set"_s, set);
    if (!in.isEmpty())
        result.insert(u"in"_s, in);
    if (!drop.isEmpty())
        result.insert(u"drop"_s, drop);
    return result;
}

void ValuePacker::entryApplied()
{
    for (const Noted &noted : std::exchange(m_noted, {}))
        m_hints.add(noted.value, noted.place);
    for (const QJsonArray &address : std::exchange(m_longLists, {}))
        m_hints.addLongList(address);
}

void ValuePacker::note(const QJsonValue &value, const QJsonArray &address, qsizetype index)
{
    if (!address.isEmpty())
        m_noted.append({value, {address, index}});
}

QJsonValue ValuePacker::copyOf(const QJsonValue &value)
{
    for (const ValueHints::Place &place : m_hints.find(value, m_source)) {
        QJsonArray address = place.address;
        if (place.index >= 0)
            address.append(place.index);
        if (m_source.valueAt(address) == value)
            return QJsonObject{{u"$copy"_s, address}};
        if (place.index < 0)
            m_hints.drop(value, place);
    }
    return QJsonValue::Undefined;
}

QJsonValue ValuePacker::packString(const QJsonValue &value, const QJsonArray &address)
{
    const QString text = value.toString();
    if (text.size() < referenceCost)
        return value;
    note(value, address);
    for (const auto &[number, id] : std::as_const(m_ids)) {
        if (id.isText(text))
            return QJsonObject{{u"$id"_s, number}};
    }
    const QJsonValue copy = copyOf(value);
    return copy.isUndefined() ? value : copy;
}

QJsonValue ValuePacker::packObject(const QJsonObject &value, const QJsonValue &old,
                                   const QJsonArray &address)
{
    if (ValueHints::isLarge(value)) {
        note(value, address);
        const QJsonValue copy = copyOf(value);
        if (!copy.isUndefined())
            return copy;
    }
    const QJsonObject before = old.toObject();
    QJsonObject packed;
    for (auto it = value.begin(); it != value.end(); ++it)
        packed.insert(it.key(), pack(*it, before.value(it.key()), below(address, it.key())));
    if (packed.size() == 1 && packed.begin().key().startsWith(u'$'))
        return QJsonObject{{u"$lit"_s, packed}};
    return packed;
}

QJsonValue ValuePacker::packArray(const QJsonArray &value, const QJsonValue &old,
                                  const QJsonArray &address)
{
    m_budget = 8 * (value.size() + old.toArray().size()) + 256;
    if (value.size() >= ValueHints::longList && !address.isEmpty())
        m_longLists.append(address);
    QJsonArray parts;
    QJsonArray literal;
    for (qsizetype i = 0; i < value.size();) {
        const Run run = longestRun(value, i, old, address);
        const bool refer = run.count > 0 && isWorthReferring(value, i, run.count);
        const qsizetype end = refer ? i + run.count : i + 1;
        if (refer) {
            if (!literal.isEmpty())
                parts.append(std::exchange(literal, {}));
            parts.append(
                QJsonObject{{u"of"_s, run.list}, {u"from"_s, run.from}, {u"n"_s, run.count}});
        } else {
            const qsizetype budget = m_budget; // lists inside have their own
            literal.append(pack(value.at(i), old.toArray().at(i), below(address, i)));
            m_budget = budget;
        }
        for (; i < end; ++i) {
            if (end - i <= shortRun && ValueHints::isElement(value.at(i)))
                note(value.at(i), address, i);
        }
    }
    if (parts.isEmpty())
        return literal;
    if (!literal.isEmpty())
        parts.append(literal);
    return QJsonObject{{u"$join"_s, parts}};
}

ValuePacker::Run ValuePacker::longestRun(const QJsonArray &value, qsizetype at,
                                         const QJsonValue &old, const QJsonArray &address)
{
    Run best;
    if (old.isArray() && !address.isEmpty())
        tryList(old.toArray(), address, at, value, at, best);
    if (best.count == value.size() - at || !ValueHints::isElement(value.at(at)))
        return best;
    for (const ValueHints::Place &place : m_hints.find(value.at(at), m_source)) {
        if (place.index < 0)
            continue;
        const QJsonArray list = m_source.valueAt(place.address).toArray();
        if (list.isEmpty())
            m_hints.drop(value.at(at), place);
        else
            tryList(list, place.address, place.index, value, at, best);
    }
    if (value.size() - at >= ValueHints::longList && best.count < ValueHints::longList)
        tryLongLists(value, at, best);
    return best;
}

void ValuePacker::tryLongLists(const QJsonArray &value, qsizetype at, Run &best)
{
    for (const QJsonArray &address : QList(m_hints.longLists(m_source))) {
        const QJsonArray list = m_source.valueAt(address).toArray();
        if (list.isEmpty())
            m_hints.dropLongList(address);
        else
            tryPlace(list, address, at, value, at, best);
    }
}

qsizetype ValuePacker::tryPlace(const QJsonArray &list, const QJsonArray &address, qsizetype from,
                                const QJsonArray &value, qsizetype at, Run &best)
{
    qsizetype n = 0;
    while (from + n < list.size() && at + n < value.size() && m_budget-- > 0
           && list.at(from + n) == value.at(at + n))
        ++n;
    if (n > best.count)
        best = {address, from, n};
    return n;
}

/// The longest run from `at` that the list has too. First the guess, the same place and the
/// beginning (a conversation that says the same again matches in many places, and the search could
/// spend all it may before it comes to the best one); then everywhere (a window that moved on).
void ValuePacker::tryList(const QJsonArray &list, const QJsonArray &address, qsizetype guess,
                          const QJsonArray &value, qsizetype at, Run &best)
{
    for (const qsizetype from : {guess, at, qsizetype(0)}) {
        const qsizetype n = tryPlace(list, address, from, value, at, best);
        if (n > 0 && (at + n == value.size() || n == list.size()))
            return;
    }
    if (best.count >= goodRun)
        return;
    for (qsizetype from = 0; from < list.size() && m_budget > 0; ++from) {
        const qsizetype n = tryPlace(list, address, from, value, at, best);
        // No later place could give more.
        if (n > 0 && (at + n == value.size() || from + n == list.size()))
            return;
    }
}

} // namespace creact
