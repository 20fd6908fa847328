// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/runtime/simulation.h"

#include <memory>

namespace creact::sim {

/// A stack "s" on a stage: small documents in, ids, states and the provider's log out. Jobs are
/// held until drive(), finish() or fail().
class Stage {
public:
    Stage() = default;

    /// `children` and `components` are the members' JSON. Starts a new run of the program over what
    /// the last one left (which ends here and now, as in a crash).
    void start(const QByteArray &children, const QByteArray &components = "{}");
    void start(StackDocumentPtr document);
    /// Deploys into the run that is live.
    void redeploy(const QByteArray &children, const QByteArray &components = "{}");
    /// start() and drive().
    void deploy(const QByteArray &children, const QByteArray &components = "{}");
    /// Finishes all jobs.
    int drive(int limit = 10'000);
    void settle();
    void crash() { run.reset(); }
    /// Ends the run in good order; false when it does not answer.
    bool stop();

    /// Changes a deployed node's outputs, as its provider would by itself.
    void emitOutputs(const QString &id, const QJsonObject &outputs);
    bool finish(const QString &id);
    bool fail(const QString &id);

    /// The log since the last call.
    QStringList takeLog();
    /// Ids of the live nodes, sorted.
    QStringList ids() const;
    /// Ids of the recorded nodes, sorted.
    QStringList storedIds() const;
    Node *node(const QString &id) const;
    /// "deployed", "waiting for a.x", "failed: …", "gone".
    QString stateOf(const QString &id) const;
    QJsonValue output(const QString &id, const QString &name) const;
    QStringList heldJobs() const;
    /// First row of the rendered tree whose element has that pointer; null when there is none.
    const Instance *instanceAt(const QString &pointer) const;
    QStringList auditActions() const;
    const StackRecord &stored() const;

    Runtime &runtime() { return run->runtime; }
    Provider &provider() { return run->provider; }

    World world;
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
    std::unique_ptr<Run> run;
    /// Set on the provider of each run.
    std::function<void(Provider &)> prepare;
    /// What the runs were told of the runs before them.
    QList<RecoveryReport> reports;
};

StackDocumentPtr smallDocument(const QByteArray &children, const QByteArray &components = "{}");

/// Children: a Task "task-s" called `s`, whose outputs are its `props`; `below` are its children.
QByteArray source(const QByteArray &below, const QByteArray &props = R"({"a":1})");

} // namespace creact::sim
