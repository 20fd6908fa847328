// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <array>
#include <utility>

namespace creact {

namespace {

constexpr std::array names{
    std::pair{ErrorCode::InvalidArgument, "invalid_argument"},
    std::pair{ErrorCode::NotFound, "not_found"},
    std::pair{ErrorCode::AlreadyExists, "already_exists"},
    std::pair{ErrorCode::Cancelled, "cancelled"},
    std::pair{ErrorCode::TimedOut, "timed_out"},
    std::pair{ErrorCode::Unsupported, "unsupported"},
    std::pair{ErrorCode::Internal, "internal"},
    std::pair{ErrorCode::DocumentInvalid, "document_invalid"},
    std::pair{ErrorCode::ExpressionFailed, "expression_failed"},
    std::pair{ErrorCode::DuplicateId, "duplicate_id"},
    std::pair{ErrorCode::UnknownConstruct, "unknown_construct"},
    std::pair{ErrorCode::InvalidProps, "invalid_props"},
    std::pair{ErrorCode::DoesNotSettle, "does_not_settle"},
    std::pair{ErrorCode::IoError, "io_error"},
    std::pair{ErrorCode::PermissionDenied, "permission_denied"},
    std::pair{ErrorCode::DiskFull, "disk_full"},
    std::pair{ErrorCode::StateUnreadable, "state_unreadable"},
    std::pair{ErrorCode::StateNewer, "state_newer"},
    std::pair{ErrorCode::InvalidStackName, "invalid_stack_name"},
    std::pair{ErrorCode::Locked, "locked"},
    std::pair{ErrorCode::LockLost, "lock_lost"},
    std::pair{ErrorCode::Interrupted, "interrupted"},
    std::pair{ErrorCode::DependencyFailed, "dependency_failed"},
    std::pair{ErrorCode::PortInUse, "port_in_use"},
    std::pair{ErrorCode::HostNotAllowed, "host_not_allowed"},
    std::pair{ErrorCode::NotAllowed, "not_allowed"},
    std::pair{ErrorCode::QueueFull, "queue_full"},
    std::pair{ErrorCode::ModelUnreachable, "model_unreachable"},
    std::pair{ErrorCode::ModelUnauthorized, "model_unauthorized"},
    std::pair{ErrorCode::ModelRateLimited, "model_rate_limited"},
    std::pair{ErrorCode::ModelRejected, "model_rejected"},
    std::pair{ErrorCode::ModelFailed, "model_failed"},
    std::pair{ErrorCode::ModelAnswerInvalid, "model_answer_invalid"},
    std::pair{ErrorCode::ModelAnswerEmpty, "model_answer_empty"},
    std::pair{ErrorCode::UnknownTool, "unknown_tool"},
    std::pair{ErrorCode::BudgetExceeded, "budget_exceeded"},
    std::pair{ErrorCode::ToolFailed, "tool_failed"},
};

} // namespace

QString codeName(ErrorCode code)
{
    for (const auto &[value, name] : names) {
        if (value == code)
            return QString::fromLatin1(name);
    }
    return QStringLiteral("internal");
}

ErrorCode codeFromName(const QString &wanted)
{
    for (const auto &[value, name] : names) {
        if (wanted == QLatin1StringView(name))
            return value;
    }
    return ErrorCode::Internal;
}

QJsonObject Error::toJson() const
{
    QJsonObject object{{QStringLiteral("code"), codeName(code)},
                       {QStringLiteral("message"), message}};
    if (!where.isEmpty())
        object.insert(QStringLiteral("where"), where);
    if (!hint.isEmpty())
        object.insert(QStringLiteral("hint"), hint);
    return object;
}

Error Error::fromJson(const QJsonObject &object)
{
    return {codeFromName(object.value(QStringLiteral("code")).toString()),
            object.value(QStringLiteral("message")).toString(),
            object.value(QStringLiteral("where")).toString(),
            object.value(QStringLiteral("hint")).toString()};
}

} // namespace creact
