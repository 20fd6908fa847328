// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/planpane.h"

namespace creact {

PlanPane::PlanPane(PlanController *, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("planPane"));
}

void PlanPane::focusPlan()
{
    setFocus();
}

} // namespace creact
