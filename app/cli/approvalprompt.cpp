// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/approvalprompt.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

/// Controls, and what turns the direction of a line or has no width, as \\uXXXX; line breaks stay.
QString escaped(const QString &text)
{
    QString out;
    for (const QChar character : text) {
        const bool isFormat = character.category() == QChar::Other_Format
            || character.category() == QChar::Separator_Line
            || character.category() == QChar::Separator_Paragraph;
        if (character == u'\n' || (!isFormat && character.category() != QChar::Other_Control))
            out += character;
        else
            out += u"\\u%1"_s.arg(int(character.unicode()), 4, 16, QLatin1Char('0'));
    }
    return out;
}

QString indented(QString text)
{
    return u"    "_s + text.trimmed().replace(u'\n', u"\n    "_s);
}

} // namespace

ApprovalPrompt::ApprovalPrompt(Engine &engine, Console &console, bool json, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_console(console)
    , m_json(json)
    , m_canAsk(console.canAsk() && !json)
{
    connect(&engine, &Engine::infoChanged, this, &ApprovalPrompt::onInfo);
}

QString ApprovalPrompt::describe(const ApprovalRequest &request)
{
    QString text = u"The model wants to call %1: %2\n"_s.arg(
        Console::oneLine(escaped(request.tool)), Console::oneLine(escaped(request.action)));
    text += indented(
        escaped(QString::fromUtf8(QJsonDocument(request.args).toJson(QJsonDocument::Indented))));
    if (!request.body.isEmpty())
        text += u"\n  What is sent:\n"_s + indented(escaped(request.body));
    return text;
}

void ApprovalPrompt::onInfo(const StackInfo &info)
{
    m_pending = info.approvals;
    for (const ApprovalRequest &request : std::as_const(m_pending)) {
        if (!m_told.contains(request.nodeId)) {
            m_told.insert(request.nodeId);
            tell(request);
        }
    }
    const auto waits = [&](const QString &nodeId) {
        return std::any_of(m_pending.cbegin(), m_pending.cend(),
                           [&](const auto &each) { return each.nodeId == nodeId; });
    };
    m_told.removeIf([&](const QString &nodeId) { return !waits(nodeId); });
    if (m_asking && !waits(m_asking->nodeId)) {
        m_console.note(u"\n(this is not asked any more; press Enter)"_s);
        m_asking->nodeId.clear();
    }
    if (m_canAsk && !m_asking)
        askNext();
}

void ApprovalPrompt::tell(const ApprovalRequest &request)
{
    if (m_json) {
        m_console.printCompact({{u"event"_s, u"approval"_s},
                                {u"nodeId"_s, request.nodeId},
                                {u"tool"_s, request.tool},
                                {u"action"_s, request.action},
                                {u"arguments"_s, request.args},
                                {u"turn"_s, request.turnId}});
        return;
    }
    if (m_canAsk)
        return;
    m_console.note(describe(request));
    m_console.note(u"It waits for approval: this is no terminal to ask on. The window can answer, "
                   "or a run on a terminal; it waits until then."_s);
}

void ApprovalPrompt::askNext()
{
    if (m_pending.isEmpty())
        return;
    m_asking = m_pending.first();
    m_console.note(describe(*m_asking));
    ask();
}

void ApprovalPrompt::ask()
{
    m_console.ask(m_asking->mayAllowAlways ? u"Allow it? [y]es, [a]lways, [n]o: "_s
                                           : u"Allow it? [y]es, [n]o: "_s);
    Q_EMIT lineWanted();
}

void ApprovalPrompt::take(const QString &line)
{
    if (!m_asking)
        return;
    const QString answer = line.trimmed().toLower();
    std::optional<ApprovalDecision> decision;
    if (answer == "y"_L1 || answer == "yes"_L1)
        decision = ApprovalDecision::Once;
    else if (m_asking->mayAllowAlways && (answer == "a"_L1 || answer == "always"_L1))
        decision = ApprovalDecision::Always;
    else if (answer == "n"_L1 || answer == "no"_L1)
        decision = ApprovalDecision::Deny;
    if (m_asking->nodeId.isEmpty()) {
        // What it was asked about is gone, and the next is another question.
        m_asking.reset();
        return askNext();
    }
    if (!decision)
        return ask();
    const QString nodeId = m_asking->nodeId;
    m_engine.decideApproval(nodeId, *decision, {}, [this, nodeId](const Result<void> &result) {
        if (!result && result.error().code != ErrorCode::NotFound)
            m_console.error(result.error());
        m_asking.reset();
        m_pending.removeIf([&](const auto &each) { return each.nodeId == nodeId; });
        askNext();
    });
}

void ApprovalPrompt::inputEnded()
{
    m_canAsk = false;
    m_asking.reset();
}

} // namespace creact::cli
