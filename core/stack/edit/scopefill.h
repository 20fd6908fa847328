// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsonnode.h"
#include "core/stack/edit/scopenames.h"

#include <optional>

namespace creact {

/// Finds what the props of a new element are most likely to be, from the names in its scope:
/// "serverId" is the id of the innermost HttpServer, "messages" what a Memory holds.
class ScopeFill {
public:
    /// Innermost first.
    explicit ScopeFill(QList<ScopeName> names)
        : m_names(std::move(names))
    {
    }

    /// A binding to what is in scope, or a literal; none: nothing there is like it.
    std::optional<JsonNode> find(const PropSpec &prop, const QStringList &allProps) const;
    /// The id of the message that is being answered: "chat.pending.id".
    QString pendingId() const { return pending(QStringLiteral("id")); }
    /// The tool calls of a completion, as an expression; empty: none is in scope.
    QString toolCalls() const;

    static JsonNode binding(const QString &expression);
    /// A prop that may be left out, and without which the construct does nothing.
    static bool isSchedule(const PropSpec &prop);
    /// What can stand there until somebody writes it: for what must be bound, an empty expression;
    /// of a text nothing. Both are problems that the document tells.
    static std::optional<JsonNode> placeholder(const PropSpec &prop);

private:
    QString sameName(const QString &prop) const;
    QString idOf(const QString &prop) const;
    QString wholeOf(const PropSpec &prop) const;
    QString listOf(const PropSpec &prop) const;
    QString messages(const QString &prop) const;
    QString answer() const;
    QString partOfItem(const QString &prop, const QStringList &allProps) const;
    QString pending(const QString &member) const;
    const ScopeName *withMember(const QString &member) const;

    QList<ScopeName> m_names;
};

} // namespace creact
