// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/tree/names.h"

#include <QCborValue>
#include <QJsonArray>
#include <QCryptographicHash>

namespace creact {

ScriptName *NameFrame::find(const QString &wanted) const
{
    for (const NameFrame *frame = this; frame; frame = frame->outer) {
        if (frame->name == wanted)
            return frame->target;
    }
    return nullptr;
}

QStringList NameFrame::names(const NameFrame *innermost)
{
    QStringList result;
    for (const NameFrame *frame = innermost; frame; frame = frame->outer) {
        if (!result.contains(frame->name))
            result.append(frame->name);
    }
    return result;
}

void ReadLog::add(const QString &what, const QJsonValue &value)
{
    m_reads.append({what, value});
}

QString ReadLog::digest() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto &[what, value] : m_reads) {
        hash.addData(what.toUtf8());
        hash.addData(QCborValue::fromJsonValue(value).toCbor());
    }
    return QString::fromLatin1(hash.result().toHex());
}

/// Passes reads on and notes what they gave.
class BindingNames::Logged final : public ScriptName {
public:
    Logged(BindingNames &names, QString name, ScriptName &target)
        : m_names(names)
        , m_name(std::move(name))
        , m_target(target)
    {
    }
    bool hasMembers() const override { return m_target.hasMembers(); }
    ScriptRead value() override { return note(m_name, m_target.value()); }
    ScriptRead member(const QString &name) override
    {
        return note(m_name + u'.' + name, m_target.member(name));
    }
    QStringList members(bool *complete) override { return m_target.members(complete); }

private:
    ScriptRead note(const QString &what, ScriptRead read)
    {
        if (ReadLog *log = m_names.log())
            log->add(what, read.value ? read.value->json() : QJsonValue(QJsonValue::Undefined));
        return read;
    }

    BindingNames &m_names;
    QString m_name;
    ScriptName &m_target;
};

ScriptName *BindingNames::find(const QString &name)
{
    ScriptName *target = m_names ? m_names->find(name) : nullptr;
    if (!target || !m_log)
        return target;
    for (const auto &[known, wrapper] : m_logged) {
        if (known == name)
            return wrapper.get();
    }
    m_logged.emplace_back(name, std::make_unique<Logged>(*this, name, *target));
    return m_logged.back().second.get();
}

void BindingNames::setTracking(bool on)
{
    if (!on) {
        if (m_untracked++ == 0)
            m_before = m_graph.setTracking(false);
    } else if (m_untracked > 0 && --m_untracked == 0) {
        m_graph.setTracking(m_before);
    }
}

StoreName::StoreName(reactive::Scope &scope, const QJsonObject &values)
    : m_scope(scope)
    , m_values(values)
    , m_names(scope, QJsonArray::fromStringList(values.keys()))
{
}

void StoreName::set(const QJsonObject &values)
{
    m_values = values;
    m_names.set(QJsonArray::fromStringList(values.keys()));
    for (auto it = m_cells.cbegin(); it != m_cells.cend(); ++it)
        it.value()->set(values.contains(it.key()) ? values.value(it.key()) : QJsonValue());
}

ScriptRead StoreName::member(const QString &name)
{
    ValueCell *&cell = m_cells[name];
    if (!cell) {
        // A value that was never set reads as null: a store is there from the start.
        cell = &m_scope.make<ValueCell>(
            m_scope, m_values.contains(name) ? m_values.value(name) : QJsonValue());
    }
    return {cell->read(), nullptr};
}

QStringList StoreName::members(bool *complete)
{
    m_names.read();
    *complete = true;
    return m_values.keys();
}

ScriptRead LateName::member(const QString &name)
{
    ScriptName *target = m_target.get();
    return target ? target->member(name) : ScriptRead{};
}

QStringList LateName::members(bool *complete)
{
    ScriptName *target = m_target.get();
    if (!target) {
        *complete = false;
        return {};
    }
    return target->members(complete);
}

} // namespace creact
