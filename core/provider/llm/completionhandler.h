// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"
#include "core/provider/llm/completionanswer.h"
#include "core/provider/llm/jsonhttp.h"

namespace creact {

class ModelAccess;

/// Completion: asks a model once. The request leaves at most once for each job; what was answered
/// is in the state, and the same props are not asked again. Audited as `model_call` with model,
/// endpoint, time and tokens, never with what was said.
class CompletionHandler final : public ConstructHandler {
    Q_OBJECT
public:
    explicit CompletionHandler(ModelAccess &access, QObject *parent = nullptr);

    ConstructType type() const override;
    void start(ProviderHost &host) override;
    void materialize(const ApplyJobPtr &job) override;
    void stop() override;

private:
    struct Asked;

    void ask(const ApplyJobPtr &job, const CompletionRequest &request);
    void answered(const ApplyJobPtr &job, const Asked &asked, const Result<HttpAnswer> &answer);
    void auditCall(const ApplyJobPtr &job, const Asked &asked,
                   const Result<CompletionAnswer> &answer);

    ModelAccess &m_access;
};

} // namespace creact
