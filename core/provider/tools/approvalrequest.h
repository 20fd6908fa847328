// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QMetaType>
#include <QString>

namespace creact {

/// What a person answers to an ApprovalRequest.
enum class ApprovalDecision {
    Once, ///< this call only
    Always, ///< this call, and from now on every call of this tool as it is now
    Deny, ///< not this call; the model reads that, and why
};

/// A tool call that waits for a person. Its node is `applying`, and its time does not run.
struct ApprovalRequest {
    /// Full id of the ToolExec that waits: what decide() is told. The same after a restart.
    QString nodeId;
    /// Full id of the Tool; empty when the call's `tools` name no Tool node.
    QString toolNode;
    /// What the model calls it by, and the tool's kind ("http").
    QString tool;
    QString kind;
    /// All of the arguments, as the model gave them.
    QJsonObject args;
    /// What it will do, in words: "POST https://api.example.org/items/7".
    QString action;
    /// What is sent with it; empty when nothing is. Secrets are never in it.
    QString body;
    /// Id of the chat message it works for; empty when it works for none.
    QString turnId;
    /// Milliseconds since 1970.
    qint64 askedAt = 0;
    /// ApprovalDecision::Always may be answered (approval "ask"); with "always" each call is asked.
    bool mayAllowAlways = false;

    bool operator==(const ApprovalRequest &) const = default;
};

/// A tool that a person allowed for good. Ends when it is revoked, or when what the tool may do
/// changes.
struct ToolGrant {
    QString toolNode;
    QString tool;
    QString kind;
    /// Milliseconds since 1970.
    qint64 since = 0;
    /// Who allowed it; may be empty.
    QString by;

    bool operator==(const ToolGrant &) const = default;
};

} // namespace creact

Q_DECLARE_METATYPE(creact::ApprovalRequest)
Q_DECLARE_METATYPE(creact::ApprovalDecision)
Q_DECLARE_METATYPE(creact::ToolGrant)
