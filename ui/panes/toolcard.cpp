// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/toolcard.h"

#include "ui/models/words.h"
#include "ui/panes/disclosure.h"
#include "ui/panes/jsonview.h"
#include "ui/theme/metrics.h"

#include <QPlainTextEdit>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLines = 12;

/// The one argument of most tools, else all of them.
QString argumentsInShort(const QJsonValue &args)
{
    const QJsonObject object = args.toObject();
    if (object.size() == 1)
        return Words::jsonLine(object.begin().value(), 160);
    return object.isEmpty() && args.isObject() ? QString() : Words::jsonLine(args, 160);
}

QString stepNote(const TurnStep &step)
{
    switch (step.state) {
    case TurnStep::State::Asking:
        return ToolCard::tr("waits for you");
    case TurnStep::State::Running:
    case TurnStep::State::Waiting:
        return ToolCard::tr("running");
    case TurnStep::State::Stopped:
        return ToolCard::tr("stopped");
    default:
        return Words::duration(step.durationMs);
    }
}

} // namespace

void fitToText(JsonView *view, int width, int mostLines)
{
    auto *text = view->findChild<QPlainTextEdit *>();
    const QFontMetrics metrics = text->fontMetrics();
    const int columns = std::max(10, (width - 2 * Space::Huge) / metrics.averageCharWidth());
    qsizetype lines = 0;
    for (QTextBlock block = text->document()->begin(); block.isValid() && lines < mostLines;
         block = block.next())
        lines += 1 + block.length() / columns;
    lines = std::clamp<qsizetype>(lines, 1, mostLines);
    const int margin = Space::Medium + int(text->document()->documentMargin());
    text->setFixedHeight(int(lines) * metrics.lineSpacing() + 2 * margin);
}

ToolCard::ToolCard(QWidget *parent)
    : QFrame(parent)
    , m_head(new Disclosure(u"toolHead"_s))
    , m_body(new QWidget)
    , m_args(new JsonView)
    , m_result(new JsonView)
{
    setObjectName(u"toolCard"_s);
    setProperty("role", u"card"_s);
    m_args->setObjectName(u"toolArguments"_s);
    m_result->setObjectName(u"toolResult"_s);
    auto *inner = new QVBoxLayout(m_body);
    inner->setContentsMargins(1, 0, 1, 1);
    inner->setSpacing(0);
    inner->addWidget(m_args);
    inner->addWidget(m_result);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_body);
    m_body->hide();
    connect(m_head, &Disclosure::toggled, this, [this](bool open) {
        if (open)
            fill();
        m_body->setVisible(open);
    });
}

void ToolCard::setStep(const TurnStep &step)
{
    if (step == m_step)
        return;
    m_step = step;
    showHead();
    if (m_head->isChecked())
        fill();
}

void ToolCard::showHead()
{
    const bool wrong = m_step.isError || m_step.state == TurnStep::State::Failed;
    const bool asks = m_step.state == TurnStep::State::Asking;
    const bool done = m_step.state == TurnStep::State::Done;
    m_head->setMark(wrong ? u"error"_s : u"tool"_s,
                    wrong      ? Tint::Danger
                        : asks ? Tint::Warning
                        : done ? Tint::Success
                               : Tint::Muted);
    m_head->setTitle(m_step.name.isEmpty() ? tr("a tool") : m_step.name.left(80));
    m_head->setSummary(argumentsInShort(m_step.args));
    m_head->setNote(stepNote(m_step));
    m_head->setAccessibleDescription(wrong ? tr("It did not work") : QString());
}

void ToolCard::fill()
{
    m_args->setValue(tr("Arguments"), m_step.args, {});
    fitToText(m_args, width(), mostLines);
    const QString result = m_step.error ? m_step.error->message : m_step.text;
    m_result->setVisible(m_step.isOver());
    m_result->setValue(m_step.isError || m_step.error ? tr("What went wrong") : tr("Result"),
                       result, {});
    fitToText(m_result, width(), mostLines);
}

} // namespace creact
