// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/session.h"

#include <memory>

namespace creact {

/// What lives on the engine thread: one session at a time, and the batches of what it tells.
/// Nothing is told more often than once a frame.
class EngineWorker final : public QObject {
    Q_OBJECT
public:
    EngineWorker();
    ~EngineWorker() override;

    /// On the engine thread, before anything else.
    void start();
    void open(const OpenRequest &request, Done<void> done);
    /// Stops what is live; then nothing more is told.
    void shutDown(std::function<void()> done);
    /// Null when nothing is open.
    Session *session() const { return m_session.get(); }
    void inspect(TreeRow::Uid uid);
    /// The stacks that are kept in a folder.
    void stacksIn(const QString &folder, Done<QStringList> done);
    /// What changed is told now, not in a frame.
    void tell();

Q_SIGNALS:
    void infoChanged(const creact::StackInfo &info);
    void treeChanged(const creact::TreeDelta &delta);
    void rowDetailChanged(const creact::RowDetail &detail);
    void auditAppended(const QList<creact::AuditEntry> &entries);
    void turnChanged(const creact::ChatTurn &turn);
    void turnActivity(const QString &turnId, const QString &text);
    void turnStepsChanged(const QString &turnId, const QList<creact::TurnStep> &steps);
    void turnText(const QString &turnId, const QString &nodeId, const creact::TextDelta &delta);
    void problemsChanged(const QList<creact::Problem> &problems);
    void progress(int done, int total, const QString &nodeId);
    void documentRead(const creact::LoadedDocument &document);
    void deploymentProgress(const QList<creact::DeploymentRecord::Step> &steps);
    void deploymentChanged(const creact::DeploymentRecord &deployment);

private:
    void tellSoon();
    void tellProgress(const StackInfo &info);
    void takeStep(const DeploymentRecord::Step &step);
    void tellSteps();
    void takeText(const QString &turnId, const QString &nodeId, const TextDelta &delta);
    void tellTexts();
    void tellTurnSteps();

    struct Words {
        QString turnId;
        QString nodeId;
        TextDelta delta;
    };

    std::unique_ptr<Clock> m_clock;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Clock::Timer> m_frame;
    StackInfo m_told;
    QList<AuditEntry> m_audit;
    QList<DeploymentRecord::Step> m_steps;
    /// By node, in m_steps.
    QHash<QString, qsizetype> m_stepPlaces;
    /// What models said since the last frame of words.
    QList<Words> m_texts;
    std::unique_ptr<Clock::Timer> m_textFrame;
    /// Turns whose steps changed.
    QSet<QString> m_turns;
    TreeRow::Uid m_inspected = 0;
    quint64 m_toldRevision = 0;
};

} // namespace creact
