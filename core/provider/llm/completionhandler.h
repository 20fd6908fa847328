// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"
#include "core/provider/llm/budget.h"
#include "core/provider/llm/completioncall.h"

#include <QSet>

namespace creact {

class ModelAccess;

/// Completion: asks a model once. Each try leaves at most once; what was answered is in the state,
/// and the same props are not asked again. What the model says goes out as it comes (said());
/// `model_call` and `model_retry` in the audit log have model, endpoint, time and tokens, never
/// what was said.
class CompletionHandler final : public ConstructHandler {
    Q_OBJECT
public:
    explicit CompletionHandler(ModelAccess &access, QObject *parent = nullptr);
    ~CompletionHandler() override;

    ConstructType type() const override;
    void start(ProviderHost &host) override;
    void materialize(const ApplyJobPtr &job) override;
    void stop() override;

private:
    struct Asked;

    void ask(const ApplyJobPtr &job, const CompletionRequest &request);
    void listen(const Asked &asked);
    void waits(const Asked &asked, const CompletionCall::Retry &retry);
    void answered(const Asked &asked, const Result<CompletionAnswer> &answer);
    void remember(const CompletionCall &call);
    Budget &budgetOf(const CompletionRequest &request);
    QList<NodePatch> spend(const Asked &asked, const Result<CompletionAnswer> &answer);
    QJsonObject auditDetails(const Asked &asked) const;
    void auditCall(const Asked &asked, const Result<CompletionAnswer> &answer);

    ModelAccess &m_access;
    QSet<CompletionCall *> m_calls;
    /// By the ChatModel's id; the empty one is for models that are given by their name.
    QHash<QString, Budget> m_budgets;
    /// Addresses that refuse what others take.
    QSet<QUrl> m_noStreamUsage;
    QSet<QUrl> m_noStream;
};

} // namespace creact
