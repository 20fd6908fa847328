// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/expression/scripthost.h"

#include <QJSEngine>

namespace creact {

ScriptHost::ScriptHost(QJSEngine *engine, Protect protect)
    : unknown(engine->newObject())
    , record(engine->newObject())
    , failed(engine->newObject())
    , m_engine(engine)
    , m_protect(std::move(protect))
{
}

QJSValue ScriptHost::give(const ScriptRead &read, const QString &written)
{
    if (read.error) {
        run->failure = *read.error;
        return failed;
    }
    if (!read.value || read.value->json().isUndefined()) {
        run->noteMissing(written);
        return {};
    }
    return m_protect(*read.value);
}

QJSValue ScriptHost::read(const QString &name)
{
    ScriptName *found = run ? run->scope->find(name) : nullptr;
    if (!found)
        return unknown;
    if (found->hasMembers())
        return record;
    // A read may evaluate, and so end up here again for another run.
    return give(found->value(), name);
}

QJSValue ScriptHost::member(const QString &name, const QString &key)
{
    ScriptName *found = run ? run->scope->find(name) : nullptr;
    if (!found)
        return {};
    return give(found->member(key), name + u'.' + key);
}

QJSValue ScriptHost::members(const QString &name)
{
    ScriptName *found = run ? run->scope->find(name) : nullptr;
    bool complete = true;
    const QStringList names = found ? found->members(&complete) : QStringList();
    if (!complete)
        run->noteMissing(name);
    QJSValue list = m_engine->newArray(uint(names.size()));
    for (qsizetype i = 0; i < names.size(); ++i)
        list.setProperty(quint32(i), names.at(i));
    return list;
}

bool ScriptHost::isComplete(const QString &name)
{
    ScriptName *found = run ? run->scope->find(name) : nullptr;
    bool complete = true;
    if (found)
        found->members(&complete);
    if (!complete)
        run->noteMissing(name);
    return complete;
}

void ScriptHost::setTracking(bool on)
{
    if (!run)
        return;
    run->untracked = true;
    run->untrackDepth += on ? -1 : 1;
    run->scope->setTracking(on);
}

void ScriptHost::noteUnknown(const QString &name)
{
    if (run && run->unknownName.isEmpty())
        run->unknownName = name;
}

} // namespace creact
