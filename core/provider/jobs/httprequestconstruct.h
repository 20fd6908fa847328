// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"
#include "core/provider/tools/httpcall.h"

namespace creact {

class ModelAccess;

/// HttpRequest made real: one request to any server. What only reads is sent again after a crash;
/// before anything else is sent that is stored, and after a crash a person decides.
class HttpRequestConstruct final : public ConstructHandler {
    Q_OBJECT
public:
    explicit HttpRequestConstruct(ModelAccess &access)
        : m_access(access)
    {
    }

    ConstructType type() const override;
    void start(ProviderHost &host) override;
    void materialize(const ApplyJobPtr &job) override;

private:
    Result<HttpCall> callOf(const ApplyJob &job) const;
    void storeMark(const ApplyJobPtr &job, const HttpCall &call);
    void send(const ApplyJobPtr &job, const HttpCall &call);
    void answered(const ApplyJobPtr &job, const HttpCall &call, qint64 startedAt,
                  const Result<HttpAnswer> &answer);
    ApplyResult resultOf(const ApplyJob &job, const HttpCall &call, const HttpAnswer &answer) const;

    ModelAccess &m_access;
};

} // namespace creact
