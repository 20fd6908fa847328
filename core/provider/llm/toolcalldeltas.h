// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace creact {

/// Puts tool calls together from the pieces of a stream, as servers really send them: with an
/// index, or none, or 0 for all; with an id in each piece, in the first, a new one in each, or
/// none; with the name once, repeated or in pieces; with the arguments in pieces or as a whole
/// object.
class ToolCallDeltas {
public:
    void add(const QJsonObject &delta);
    bool isEmpty() const { return m_calls.isEmpty(); }
    /// Every call has a name and arguments that are JSON, or none.
    bool isComplete() const;
    /// In the API's form: [{id, type, function: {name, arguments}}].
    QJsonArray calls() const;

private:
    struct Call {
        int index = -1;
        QString id;
        QString name;
        QString arguments;

        bool hasAllArguments() const;
    };

    qsizetype find(int index, const QString &id, const QString &name) const;
    qsizetype withIndex(int index) const;
    static void addName(Call &call, const QString &name);

    QList<Call> m_calls;
};

} // namespace creact
