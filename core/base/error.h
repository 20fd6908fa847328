// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace creact {

/// The closed set of things that go wrong. Codes decide exit statuses, HTTP statuses and recovery;
/// sentences are for people. codeName() gives the stable snake_case name used in files and JSON.
enum class ErrorCode {
    // Anyone's
    InvalidArgument,
    NotFound,
    AlreadyExists,
    Cancelled,
    TimedOut,
    Unsupported,
    Internal,
    // Documents and expressions
    DocumentInvalid,
    ExpressionFailed,
    DuplicateId,
    UnknownConstruct,
    InvalidProps,
    DoesNotSettle,
    // Files and state
    IoError,
    PermissionDenied,
    DiskFull,
    StateUnreadable,
    StateNewer,
    InvalidStackName,
    Locked,
    LockLost,
    // Runtime
    Interrupted,
    DependencyFailed,
    // HTTP and chat
    PortInUse,
    HostNotAllowed,
    NotAllowed,
    QueueFull,
    // Models and tools
    ModelUnreachable,
    ModelUnauthorized,
    ModelRateLimited,
    ModelRejected,
    ModelFailed,
    ModelAnswerInvalid,
    ModelAnswerEmpty,
    UnknownTool,
    BudgetExceeded,
    ToolFailed,
};

QString codeName(ErrorCode code);
/// Internal for a name nobody knows: a newer version may have written it.
ErrorCode codeFromName(const QString &name);

/// What happened (message), where (a node id, a file with line, an address), what to do (hint).
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString message;
    QString where;
    QString hint;

    /// {"code", "message", "where"?, "hint"?}
    QJsonObject toJson() const;
    static Error fromJson(const QJsonObject &object);
    bool operator==(const Error &) const = default;
};

} // namespace creact
