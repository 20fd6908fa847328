// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/turnsteps.h"

#include <QFrame>

namespace creact {

class Disclosure;
class JsonView;

/// As high as its text is when it is so wide, up to some lines; then it scrolls.
void fitToText(JsonView *view, int width, int mostLines);

/// One tool call of a turn: a line, and below it, when it is opened, its arguments and its result
/// as they are.
class ToolCard : public QFrame {
    Q_OBJECT
public:
    explicit ToolCard(QWidget *parent = nullptr);
    void setStep(const TurnStep &step);

private:
    void showHead();
    void fill();

    TurnStep m_step;
    Disclosure *m_head;
    QWidget *m_body;
    JsonView *m_args;
    JsonView *m_result;
};

} // namespace creact
