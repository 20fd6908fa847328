// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QPushButton>

namespace creact {

/// The state of the stack in a word. Never green while something failed; a click leads there.
class StatusPill : public QPushButton {
    Q_OBJECT
public:
    explicit StatusPill(QWidget *parent = nullptr);
    void setInfo(const StackInfo &info);
    void setProgress(int done, int total);
    /// The state in a word or two; empty: nothing is open.
    static QString textOf(const StackInfo &info);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showText();

    StackInfo m_info;
    int m_done = 0;
    int m_total = 0;
};

} // namespace creact
