// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <QHash>

#include <functional>

namespace creact {

/// What a test says an Engine does, and what was asked of it. The signals are the Engine's own.
struct EngineScript {
    QStringList calls;
    QList<OpenRequest> opened;
    ProviderOptions options;
    TreeRow::Uid inspected = 0;
    QList<AuditEntry> audit;
    QList<ChatTurn> turns;
    QHash<QString, QList<TurnStep>> turnSteps;
    std::optional<Error> refuseMessage;
    QList<SnapshotInfo> snapshots;
    QHash<QString, StackRecord> states;
    StackRecord state;
    /// What every command on stored states answers, when it does not work.
    std::optional<Error> refuse;
    std::function<void()> onLockInfo;
    /// After a rollback, or a start from nothing.
    std::function<void()> onStateChanged;
    /// Pages of the audit log come when the event loop gets to them, as from another thread.
    bool pagesLater = false;
    /// Texts and revisions that were edited to, newest last.
    QList<QPair<QByteArray, quint64>> edits;
    std::function<void(const QByteArray &text, quint64 revision)> onEdit;
    QList<SaveRequest> saves;
    /// What plan() answers.
    Result<Plan> plan = Plan();
    /// Instead of it: nothing, until the test answers.
    bool holdsPlans = false;
    QList<Done<Plan>> heldPlans;
    QList<DeployRequest> deploys;
    /// Runs in deploy(), before its answer.
    std::function<void(const DeployRequest &)> onDeploy;
    QList<DeploymentRecord> deployments;
    QList<StoreEdit> storeEdits;
    std::function<Result<LiveValue>(TreeRow::Uid, const QString &)> onEvaluate;
    /// Endpoints that were asked for their models; answered by the test, when it likes.
    QList<QPair<QString, Done<QStringList>>> modelQuestions;
    std::function<void(const OpenRequest &)> onOpen;
    std::function<void()> onStop;

    static EngineScript &of(const Engine &engine);
};

} // namespace creact
