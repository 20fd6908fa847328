// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/tools/approvalrequest.h"

#include <QObject>

#include <functional>
#include <map>
#include <optional>

namespace creact {

class ProviderHost;

/// The calls that wait for a person, and the tools that a person allowed for good. A grant is kept
/// in the Tool's durable store ({"approved": {"since", "by", "what"}}) and holds for what the tool
/// may do now: `what` is a hash of that. Owned by StudioProvider; belongs to the engine thread.
class ToolApprovals : public QObject {
    Q_OBJECT
public:
    /// Allowed, or why not ("" when the person gave no reason).
    struct Answer {
        bool allowed = false;
        QString reason;
    };
    using Answered = std::function<void(const Answer &)>;

    using QObject::QObject;

    void start(ProviderHost &host) { m_host = &host; }

    /// Oldest first.
    QList<ApprovalRequest> pending() const;
    /// Audited as `tool_approved` or `tool_denied`. NotFound: nothing waits at that node;
    /// InvalidArgument: Always where each call is asked. `done` answers once a grant is durable,
    /// and the call goes on only then; a grant that cannot be stored is answered with the error,
    /// and the call goes on waiting.
    void decide(const QString &nodeId, ApprovalDecision decision, const QString &reason,
                const QString &by, Done<void> done = {});
    /// The grant of a Tool node; none when there is none, or when it was for something else.
    std::optional<ToolGrant> grant(const QString &toolNode) const;
    /// Takes a grant back; audited as `tool_approval_revoked`. NotFound: there is none.
    void revoke(const QString &toolNode, const QString &by, Done<void> done = {});

    /// For ToolExec: whether the tool (outputs of its node) is allowed for good.
    bool isGranted(const QJsonObject &tool) const;
    /// For ToolExec: asks a person. One request a node.
    void ask(const ApprovalRequest &request, const QJsonObject &tool, Answered answered);
    /// For ToolExec: the call was cancelled. Its callback is dropped.
    void withdraw(const QString &nodeId);

Q_SIGNALS:
    /// pending() or a grant changed.
    void changed();

private:
    struct Waiting {
        ApprovalRequest request;
        QJsonObject tool;
        Answered answered;
        quint64 order = 0;
        bool deciding = false;
    };

    void settle(const QString &nodeId, ApprovalDecision decision, const QString &reason,
                const QString &by);
    void granted(const QString &nodeId, const QString &by, const Result<void> &stored);
    void storeGrant(const QString &toolNode, const QJsonObject &grant, Done<void> done);

    ProviderHost *m_host = nullptr;
    std::map<QString, Waiting> m_waiting;
    quint64 m_asked = 0;
};

} // namespace creact
