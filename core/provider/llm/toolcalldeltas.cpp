// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/toolcalldeltas.h"

#include <QJsonDocument>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

bool ToolCallDeltas::Call::hasAllArguments() const
{
    return QJsonDocument::fromJson(arguments.toUtf8()).isObject();
}

void ToolCallDeltas::add(const QJsonObject &delta)
{
    const QJsonObject function = delta.value("function"_L1).toObject();
    // Ollama wrote the index inside the function for a while.
    const int index = delta.value("index"_L1).toInt(function.value("index"_L1).toInt(-1));
    const QString id = delta.value("id"_L1).toString();
    const QString name = function.value("name"_L1).toString();

    qsizetype at = find(index, id, name);
    if (at < 0) {
        at = m_calls.size();
        m_calls.append(Call{index, id, {}, {}});
    }
    Call &call = m_calls[at];
    if (call.id.isEmpty())
        call.id = id;
    addName(call, name);
    const QJsonValue arguments = function.value("arguments"_L1);
    if (arguments.isObject())
        call.arguments =
            QString::fromUtf8(QJsonDocument(arguments.toObject()).toJson(QJsonDocument::Compact));
    else
        call.arguments += arguments.toString();
}

/// Which call a piece belongs to; negative: to a new one.
qsizetype ToolCallDeltas::find(int index, const QString &id, const QString &name) const
{
    const qsizetype known = index < 0 ? m_calls.size() - 1 : withIndex(index);
    if (known < 0)
        return -1;
    const Call &call = m_calls.at(known);
    if (!id.isEmpty()) {
        for (qsizetype at = m_calls.size() - 1; at >= 0; --at) {
            if (m_calls.at(at).id == id && (index < 0 || m_calls.at(at).index == index))
                return at;
        }
        // A new id begins a call; but some servers make one up for each piece, and such a piece has
        // no name. An id may also come after the name.
        const bool late = call.id.isEmpty() && !call.hasAllArguments();
        return name.isEmpty() || late ? known : -1;
    }
    // No id: a name after complete arguments begins a call, even with an index that is used
    // already, unless it only repeats itself.
    const bool begins = !name.isEmpty() && call.hasAllArguments();
    const bool repeats = name == call.name && !call.id.isEmpty();
    if (begins && !repeats)
        return -1;
    return index < 0 && !name.isEmpty() && name != call.name ? -1 : known;
}

qsizetype ToolCallDeltas::withIndex(int index) const
{
    for (qsizetype at = m_calls.size() - 1; at >= 0; --at) {
        if (m_calls.at(at).index == index)
            return at;
    }
    return -1;
}

void ToolCallDeltas::addName(Call &call, const QString &name)
{
    // Repeated in each piece, or as long as it is so far.
    if (name.startsWith(call.name))
        call.name = name;
    else if (!name.isEmpty() && call.arguments.isEmpty())
        call.name += name;
}

bool ToolCallDeltas::isComplete() const
{
    return std::all_of(m_calls.begin(), m_calls.end(), [](const Call &call) {
        return !call.name.isEmpty()
            && (call.arguments.trimmed().isEmpty() || call.hasAllArguments());
    });
}

QJsonArray ToolCallDeltas::calls() const
{
    QJsonArray out;
    for (const Call &call : m_calls)
        out.append(
            QJsonObject{{u"id"_s, call.id},
                        {u"type"_s, u"function"_s},
                        {u"function"_s,
                         QJsonObject{{u"name"_s, call.name}, {u"arguments"_s, call.arguments}}}});
    return out;
}

} // namespace creact
