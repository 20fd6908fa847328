// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/turnprinter.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

void TurnPrinter::begin()
{
    m_speaker.clear();
    m_said.clear();
    m_shown.clear();
}

void TurnPrinter::say(const QString &nodeId, const TextDelta &delta)
{
    if (!m_console.isTerminal())
        return;
    if (m_speaker != nodeId || delta.again) {
        m_console.endStream();
        m_speaker = nodeId;
        m_said.clear();
    }
    m_said += delta.content;
    m_console.stream(delta.content);
}

void TurnPrinter::show(const QList<TurnStep> &steps)
{
    if (!m_console.isTerminal())
        return;
    for (const TurnStep &step : steps) {
        if (step.kind == TurnStep::Kind::Tool)
            showTool(step);
    }
}

void TurnPrinter::showTool(const TurnStep &step)
{
    const bool known = m_shown.contains(step.nodeId);
    const bool wasOver = known && m_shown.value(step.nodeId) >= TurnStep::State::Done;
    m_shown.insert(step.nodeId, step.state);
    if (!known) {
        const QByteArray args = QJsonDocument(step.args.toObject()).toJson(QJsonDocument::Compact);
        m_console.aside(u"  %1 %2"_s.arg(step.name, QString::fromUtf8(args)));
    }
    if (!step.isOver() || wasOver)
        return;
    if (step.isError || step.state == TurnStep::State::Failed)
        m_console.aside(u"  %1: %2"_s.arg(step.name, step.error ? step.error->message : step.text));
    else if (step.durationMs >= 0)
        m_console.aside(u"  %1: %2 ms"_s.arg(step.name).arg(step.durationMs));
}

bool TurnPrinter::end(const QString &answer)
{
    m_console.endStream();
    return m_console.isTerminal() && !m_said.isEmpty() && m_said == answer;
}

} // namespace creact::cli
