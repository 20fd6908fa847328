// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/provider.h"

#include <utility>

namespace creact {

ApplyJob::ApplyJob(Request request, Finished finished)
    : m_request(std::move(request))
    , m_finished(std::move(finished))
{
}

ApplyJob::~ApplyJob()
{
    fail({ErrorCode::Internal, QStringLiteral("The provider gave no answer."), nodeId(), {}});
}

void ApplyJob::succeed(ApplyResult result)
{
    // What it holds may hold the job: it goes last.
    const auto onCancel = std::exchange(m_onCancel, {});
    if (auto finished = std::exchange(m_finished, {}))
        finished(std::move(result), {});
}

void ApplyJob::fail(Error error, const QList<NodePatch> &others)
{
    const auto onCancel = std::exchange(m_onCancel, {});
    if (auto finished = std::exchange(m_finished, {}))
        finished(std::move(error), others);
}

void ApplyJob::cancel()
{
    if (std::exchange(m_cancelled, true) || isFinished())
        return;
    if (auto callback = std::exchange(m_onCancel, {}))
        callback();
}

void ApplyJob::onCancel(std::function<void()> callback)
{
    if (!isFinished())
        m_onCancel = std::move(callback);
}

} // namespace creact
