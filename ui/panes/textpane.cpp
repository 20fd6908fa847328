// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/textpane.h"

namespace creact {

TextPane::TextPane(StackDraft &, ProblemsModel *, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("textPane"));
}

void TextPane::showPointer(const QString &) { }

void TextPane::focusText() { }

} // namespace creact
