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
/// `messages` has the last windowSize of them, without `once`: it is what models are given.
class MemoryLog {
public:
    /// A record that CReact 0.2 wrote has no store: its output is all it knew.
    MemoryLog(const QJsonObject &store, const std::optional<QJsonObject> &outputs);

    QJsonObject store() const;
    /// 0: all.
    QJsonArray window(qint64 windowSize) const;
    /// Those appended with the same `once` are replaced where they stand. Null or undefined: none.
    void append(const QJsonArray &messages, const QJsonValue &once);

    /// Drops all messages, or (not null) those that were appended with one of these `once` values.
    /// How many there were.
    qsizetype forget(const QSet<QString> *onces);

    static qint64 windowSize(const QJsonObject &props);

private:
    QJsonArray m_messages;
};

} // namespace creact
