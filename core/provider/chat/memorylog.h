// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/provider.h"

#include <QJsonArray>
#include <QSet>

#include <optional>

namespace creact {

/// A Memory's messages as a value: read from its record, appended to, written back as a patch.
/// Store: {messages: [all, each with the `once` it was appended with, if any]}. The output
/// `messages` has the last of them, as many as the window takes, without `once`: it is what models
/// are given.
class MemoryLog {
public:
    /// A record that CReact 0.2 wrote has no store: its output is all it knew.
    MemoryLog(const QJsonObject &store, const std::optional<QJsonObject> &outputs);

    QJsonObject store() const;
    /// What a Memory with these props shows: its `system` first, then the last messages, by
    /// windowSize and windowTokens, in whole exchanges: a call of tools with all its results or not
    /// at all. The last exchange is always there.
    QJsonArray window(const QJsonObject &props) const;
    /// Drops the oldest by the `keep` of a Memory with these props, in whole exchanges. False:
    /// none.
    bool trim(const QJsonObject &props);
    /// Those appended with the same `once` are replaced where they stand. Null or undefined: none.
    void append(const QJsonArray &messages, const QJsonValue &once);

    /// Drops all messages, or (not null) those that were appended with one of these `once` values.
    /// How many there were.
    qsizetype forget(const QSet<QString> *onces);

    /// An estimate, four bytes a token: who counts truly is the model.
    static qint64 tokens(const QJsonObject &message);

private:
    qsizetype firstShown(qint64 mostMessages, qint64 mostTokens) const;
    qsizetype exchangeBegin(qsizetype last) const;

    QJsonArray m_messages;
};

} // namespace creact
