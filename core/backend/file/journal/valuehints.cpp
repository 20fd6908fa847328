// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/journal/valuehints.h"

#include <QJsonObject>

#include <utility>

namespace creact {

namespace {

constexpr qsizetype mostHints = 50'000;
/// A text that is said often stands in many places; these are tried.
constexpr qsizetype placesKept = 4;
constexpr qsizetype longListsKept = 16;
/// A look at the whole state costs its size.
constexpr int lostBeforeLook = 64;
constexpr qsizetype largeFrom = 64;
constexpr qsizetype elementFrom = 16;

QJsonArray stepTo(QJsonArray address, const QJsonValue &step)
{
    address.append(step);
    return address;
}

} // namespace

bool ValueHints::isElement(const QJsonValue &value)
{
    return (value.isObject() && !value.toObject().isEmpty())
        || (value.isArray() && !value.toArray().isEmpty())
        || (value.isString() && value.toString().size() >= elementFrom);
}

bool ValueHints::isLarge(const QJsonValue &value)
{
    return !value.isDouble() && !value.isBool() && weightOf(value, largeFrom) >= largeFrom;
}

void ValueHints::look(const ValueSource &source)
{
    if (std::exchange(m_seeded, true))
        return;
    m_lost = 0;
    m_limit = mostHints / 2;
    source.visit([this](const QJsonArray &address, const QJsonValue &seen) {
        if (m_places.size() < m_limit)
            seed(address, seen);
    });
    m_limit = mostHints;
}

QList<ValueHints::Place> ValueHints::find(const QJsonValue &value, const ValueSource &source)
{
    look(source);
    return m_places.value(qHash(value));
}

const QList<QJsonArray> &ValueHints::longLists(const ValueSource &source)
{
    look(source);
    return m_longLists;
}

void ValueHints::addLongList(const QJsonArray &address)
{
    m_longLists.removeOne(address);
    m_longLists.prepend(address);
    if (m_longLists.size() > longListsKept)
        m_longLists.removeLast();
}

void ValueHints::seed(const QJsonArray &address, const QJsonValue &value)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (isLarge(*it)) {
                add(*it, {stepTo(address, it.key())});
                seed(stepTo(address, it.key()), *it);
            }
        }
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        if (array.size() >= longList)
            addLongList(address);
        for (qsizetype i = 0; i < array.size() && m_places.size() < m_limit; ++i) {
            if (!isElement(array.at(i)))
                continue;
            add(array.at(i), {address, i});
            if (!array.at(i).isString() && isLarge(array.at(i)))
                seed(stepTo(address, i), array.at(i));
        }
    }
}

void ValueHints::add(const QJsonValue &value, const Place &place)
{
    if (m_places.size() >= mostHints)
        m_places.clear();
    QList<Place> &places = m_places[qHash(value)];
    places.removeOne(place);
    places.prepend(place);
    // The oldest stays: what has been there for long (a memory) outlives what comes and goes with
    // each message.
    if (places.size() > placesKept)
        places.removeAt(placesKept - 1);
}

void ValueHints::drop(const QJsonValue &value, const Place &place)
{
    const auto it = m_places.find(qHash(value));
    if (it == m_places.end())
        return;
    it->removeOne(place);
    if (!it->isEmpty())
        return;
    // All places that were known have gone, and others may be there: look again, now and then.
    m_places.erase(it);
    if (++m_lost >= lostBeforeLook)
        m_seeded = false;
}

void ValueHints::clear()
{
    m_places.clear();
    m_longLists.clear();
    m_seeded = false;
}

} // namespace creact
