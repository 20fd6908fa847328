// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include "core/stack/element.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace creact::sim {

StackDocumentPtr smallDocument(const QByteArray &children, const QByteArray &components)
{
    return document(R"({"creact":1,"stack":"s","components":)" + components + R"(,"children":)"
                    + children + '}');
}

void Stage::start(const QByteArray &children, const QByteArray &components)
{
    start(smallDocument(children, components));
}

void Stage::start(StackDocumentPtr document)
{
    run.reset();
    run = std::make_unique<Run>(std::move(document), store, world);
    if (prepare)
        prepare(run->provider);
    QObject::connect(&run->runtime, &Runtime::recovered, &run->runtime,
                     [this](const RecoveryReport &report) { reports.append(report); });
    run->start();
}

void Stage::redeploy(const QByteArray &children, const QByteArray &components)
{
    run->settled.reset();
    run->runtime.start(smallDocument(children, components),
                       [this](const Result<void> &result) { run->settled = result; });
    settle();
}

void Stage::deploy(const QByteArray &children, const QByteArray &components)
{
    start(children, components);
    drive();
}

int Stage::drive(int limit)
{
    return run->drive(limit);
}

void Stage::settle()
{
    // A posted call may post the next one.
    for (int i = 0; i < 10; ++i)
        run->settle();
}

bool Stage::stop()
{
    bool stopped = false;
    run->runtime.stop([&](const Result<void> &) { stopped = true; });
    settle();
    return stopped;
}

void Stage::emitOutputs(const QString &id, const QJsonObject &outputs)
{
    Q_EMIT run->provider.outputsChanged(id, outputs, run->clock.now());
    settle();
}

bool Stage::finish(const QString &id)
{
    const bool held = run->provider.finish(id);
    settle();
    return held;
}

bool Stage::fail(const QString &id)
{
    const bool held = run->provider.fail(id);
    settle();
    return held;
}

QStringList Stage::takeLog()
{
    return std::exchange(run->provider.log, {});
}

QStringList Stage::ids() const
{
    QStringList ids;
    if (run->runtime.tree()) {
        for (const Node *each : run->runtime.tree()->nodes())
            ids.append(each->id().toString());
    }
    ids.sort();
    return ids;
}

QStringList Stage::storedIds() const
{
    QStringList ids;
    for (const NodeRecord &record : stored().nodes())
        ids.append(record.id.toString());
    ids.sort();
    return ids;
}

Node *Stage::node(const QString &id) const
{
    if (!run->runtime.tree())
        return nullptr;
    for (Node *each : run->runtime.tree()->nodes()) {
        if (each->id().toString() == id)
            return each;
    }
    return nullptr;
}

QString Stage::stateOf(const QString &id) const
{
    const Node *found = node(id);
    if (!found)
        return u"gone"_s;
    QString text = nodeStateName(found->state);
    if (!found->waitsFor.isEmpty())
        text += u" for "_s + found->waitsFor.join(u", "_s);
    if (found->error)
        text += u": "_s + found->error->message;
    return text;
}

QJsonValue Stage::output(const QString &id, const QString &name) const
{
    const NodeRecord *record = run->runtime.node(id);
    return record && record->outputs ? record->outputs->value(name)
                                     : QJsonValue(QJsonValue::Undefined);
}

QStringList Stage::heldJobs() const
{
    QStringList ids;
    for (const ApplyJobPtr &job : run->provider.jobs)
        ids.append(job->nodeId());
    return ids;
}

const Instance *Stage::instanceAt(const QString &pointer) const
{
    std::vector<const Instance *> stack{&run->runtime.tree()->root()};
    while (!stack.empty()) {
        const Instance *at = stack.back();
        stack.pop_back();
        if (at->element && at->element->pointer == pointer && at->kind == Instance::Kind::Element)
            return at;
        stack.insert(stack.end(), at->children.rbegin(), at->children.rend());
    }
    return nullptr;
}

QStringList Stage::auditActions() const
{
    QStringList actions;
    for (const AuditEntry &entry : store->stacks.value(u"s"_s).audit)
        actions.append(entry.action);
    return actions;
}

const StackRecord &Stage::stored() const
{
    static const StackRecord none;
    const auto at = store->stacks.constFind(u"s"_s);
    return at == store->stacks.constEnd() || !at->state ? none : *at->state;
}

QByteArray source(const QByteArray &below, const QByteArray &props)
{
    return R"([{"construct":"Task","as":"s","key":"s","props":)" + props + R"(,"children":)" + below
        + "}]";
}

} // namespace creact::sim
