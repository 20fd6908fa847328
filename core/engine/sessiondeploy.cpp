// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Plan, deploy, and what is kept of deployments.
#include "core/engine/session.h"

namespace creact {

Result<Plan> Session::plan()
{
    if (const auto read = readDocument(); !read.ok())
        return read.error();
    if (!m_loaded.document)
        return Error{ErrorCode::InvalidArgument,
                     QStringLiteral("There is no document to plan."),
                     m_stack,
                     {}};
    if (m_unreadable)
        return *m_unreadable;
    Preview preview(m_runtime->state(), m_provider->constructTypes(), *m_script, nullptr);
    preview.render(m_loaded.document);
    return preview.plan();
}

void Session::deploy(const DeployRequest &request, Done<void> done)
{
    if (m_status == StackInfo::Status::Stopping) {
        done(busyError());
        return;
    }
    if (m_request.documentPath.isEmpty()) {
        fail({ErrorCode::InvalidArgument,
              QStringLiteral("There is no document to deploy, only stored state."), m_stack,
              QStringLiteral("Open the stack's document.")},
             done);
        return;
    }
    m_error.reset();
    if (isLive()) {
        redeploy(request, std::move(done));
        return;
    }
    m_status = StackInfo::Status::Deploying;
    Q_EMIT changed();
    if (const auto read = readDocument(); !read.ok()) {
        fail(read.error(), done);
        return;
    }
    if (m_stack != m_loaded.document->name) {
        m_stack = m_loaded.document->name;
        m_turns.clear();
    }
    m_recovery.reset();
    m_backend->initialize([this, request, done = std::move(done)](const Result<void> &ready) {
        if (ready.ok())
            lockAndLoad([this, request](const Done<void> &loaded) { start(request, loaded); },
                        done);
        else
            fail(ready.error(), done);
    });
}

/// What did not change goes on untouched; a document that cannot be deployed changes nothing.
void Session::redeploy(const DeployRequest &request, Done<void> done)
{
    Result<void> read = readDocument();
    if (read.ok() && m_loaded.document->name != m_stack)
        read = Error{ErrorCode::InvalidArgument,
                     QStringLiteral("The document now names another stack: '%1', not '%2'.")
                         .arg(m_loaded.document->name, m_stack),
                     m_request.documentPath,
                     QStringLiteral("Stop this stack first, then deploy the other one.")};
    if (read.ok()) {
        start(request, std::move(done));
        return;
    }
    m_error = read.error();
    Q_EMIT changed();
    done(read.error());
}

void Session::start(const DeployRequest &request, const Done<void> &done)
{
    m_status = StackInfo::Status::Deploying;
    const auto settled = [this, deploy = ++m_deploys, done](const Result<void> &result) {
        // A later deploy took over: the status is its own.
        if (deploy == m_deploys && m_status == StackInfo::Status::Deploying)
            m_status = StackInfo::Status::Live;
        Q_EMIT changed();
        done(result);
    };
    if (!request.held.isEmpty() || !m_runtime->adopt(m_loaded.document, settled)) {
        m_projector.reset(&m_provider->constructTypes());
        m_runtime->start(m_loaded.document, settled, request.held);
        showTurns();
    }
    Q_EMIT changed();
}

Result<void> Session::cancelDeploy()
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

void Session::deployments(const Done<QList<DeploymentRecord>> &done)
{
    done(QList<DeploymentRecord>());
}

void Session::deployment(const QString &id, const Done<DeploymentRecord> &done)
{
    done(Error{ErrorCode::NotFound, QStringLiteral("There is no such deployment."), id, {}});
}

} // namespace creact
