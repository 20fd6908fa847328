// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"
#include "core/provider/jobs/commandrun.h"
#include "core/provider/jobs/fileplaces.h"

#include <QProcessEnvironment>

#include <map>

namespace creact {

/// RunCommand made real: runs a program, without a shell, when the person allowed that. After a
/// crash a person decides whether it runs again.
class RunCommandConstruct final : public ConstructHandler {
    Q_OBJECT
public:
    RunCommandConstruct(const ProviderOptions &options, const QProcessEnvironment &environment);

    ConstructType type() const override;
    void materialize(const ApplyJobPtr &job) override;
    void destroy(const NodeRecord &node, Done<void> done) override;
    void stop() override { m_runs.clear(); }

private:
    Result<CommandRun::Order> orderOf(const ApplyJob &job) const;
    Result<QString> programOf(const QString &command) const;
    Result<void> addEnvironment(const ApplyJob &job, CommandRun::Order &order) const;
    void ended(const ApplyJobPtr &job, const QStringList &secrets,
               const Result<CommandRun::Outcome> &outcome);

    const ProviderOptions m_options;
    const QProcessEnvironment m_environment;
    std::map<QString, std::unique_ptr<CommandRun>> m_runs;
};

} // namespace creact
