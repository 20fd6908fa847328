// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/journal/valuesource.h"

#include <QHash>

namespace creact {

/// Where a value may stand already. Only hints: who uses one looks there and compares, so a wrong
/// one costs bytes and never truth.
class ValueHints {
public:
    struct Place {
        /// Of the value itself, or of the list that it is an element of.
        QJsonArray address;
        qsizetype index = -1;

        bool operator==(const Place &) const = default;
    };

    /// The newest first. The first search takes note of everything that the source shows.
    QList<Place> find(const QJsonValue &value, const ValueSource &source);
    void add(const QJsonValue &value, const Place &place);
    void drop(const QJsonValue &value, const Place &place);
    /// Lists long enough to hold a conversation, the one written last first. A conversation that
    /// says the same words again has too many places for each of them, and few lists.
    const QList<QJsonArray> &longLists(const ValueSource &source);
    void addLongList(const QJsonArray &address);
    void dropLongList(const QJsonArray &address) { m_longLists.removeOne(address); }
    void clear();

    static constexpr qsizetype longList = 16;
    /// Worth a place when it is an element of a list: a short text is not.
    static bool isElement(const QJsonValue &value);
    /// Worth a reference of its own.
    static bool isLarge(const QJsonValue &value);

private:
    void look(const ValueSource &source);
    void seed(const QJsonArray &address, const QJsonValue &value);

    QHash<size_t, QList<Place>> m_places;
    QList<QJsonArray> m_longLists;
    qsizetype m_limit = 0;
    /// Values whose places have all gone since the source was looked at.
    int m_lost = 0;
    bool m_seeded = false;
};

} // namespace creact
