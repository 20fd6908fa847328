// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QCoreApplication>
#include <QJsonValue>

namespace creact {

/// The words in which the window speaks of states, times, causes and values. Sentences are whole: a
/// translation may order them as it needs.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
public:
    static QString state(NodeState state);
    /// Of a row: a `show` is open, a turn is finished.
    static QString rowState(const TreeRow &row);
    /// Something is wrong with it, but it has not failed: nothing was tried.
    static bool hasProblem(const TreeRow &row);
    /// What else is to be said of a row: pinned, held back, what a deploy would do to it.
    static QStringList rowMarks(const TreeRow &row);
    /// "< 1 ms", "12 ms", "3.4 s", "2 min 5 s"; empty for less than 0.
    static QString duration(qint64 ms);
    /// Time of day; with the date when it is not today's.
    static QString time(qint64 msSinceEpoch);
    static QString stackStatus(StackStatus status);
    static QString action(const QString &action);
    static QString turnState(const ChatTurn &turn);

    /// Why a node was applied, as sentences, nearest first, back to the event.
    static QStringList causes(const QList<Cause> &causes);
    static QString event(const Event &event);
    /// The details of an audit entry, without what only programs read.
    static QString details(const QJsonObject &details);
    /// The last segment of a node's id: enough in a sentence.
    static QString shortId(const QString &nodeId);

    /// One line of JSON, cut at `limit` characters.
    static QString jsonLine(const QJsonValue &value, int limit = 200);
    /// Indented JSON; a string as its own text.
    static QString jsonPretty(const QJsonValue &value);
    static QString jsonText(const QJsonObject &object);

private:
    static QString cause(const Cause &cause);
};

/// What is stored cannot be read, or only by a newer version: nothing is deployed until a person
/// decides.
bool hasUnreadableState(const StackInfo &info);

/// Name of the icon of a row, by its construct type or what kind of element it is.
QString iconOf(const TreeRow &row);

} // namespace creact
