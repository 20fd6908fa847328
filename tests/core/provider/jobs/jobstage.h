// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"
#include "tests/core/provider/llm/handlerhost.h"
#include "tests/support/fakehost.h"

namespace creact {

/// Makes one node real as the runtime does: recorded before the handler gets it, and after it ends.
class JobStage {
public:
    JobRun begin(ConstructHandler &handler, const QJsonObject &props, const Event &event = {},
                 const QString &segment = QStringLiteral("node"))
    {
        ApplyJob::Request request;
        request.id = NodeId::root(segment);
        request.constructType = handler.type().name;
        request.props = props;
        request.event = event;
        NodeRecord record;
        record.id = request.id;
        if (const NodeRecord *before = host.records.find(request.id)) {
            record = *before;
            request.store = before->store;
            request.previousOutputs = before->outputs;
            if (before->outputs)
                request.previousProps = before->props;
        }
        record.constructType = request.constructType;
        record.props = props;
        record.state = NodeState::Applying;
        host.records.put(record);
        JobRun run;
        run.job =
            std::make_shared<ApplyJob>(request,
                                       [this, id = request.id, end = run.end](
                                           Result<ApplyResult> result, const QList<NodePatch> &) {
                                           NodeRecord after = *host.records.find(id);
                                           if (result.ok()) {
                                               after.outputs = result->outputs;
                                               after.store = result->store.value_or(after.store);
                                           }
                                           host.records.put(after);
                                           end->emplace(std::move(result));
                                       });
        handler.materialize(run.job);
        return run;
    }

    FakeHost host;
};

} // namespace creact
