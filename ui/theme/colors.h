// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace creact {

/// The window's colours by what they are for. One accent; states have a colour of their own.
struct Colors {
    bool dark = false;
    QColor window; ///< behind panes: toolbar, headers
    QColor base; ///< lists, texts
    QColor raised; ///< cards, buttons, popovers
    QColor border;
    QColor borderStrong;
    QColor text;
    QColor textMuted;
    QColor textFaint; ///< dimmed rows, placeholders
    QColor accent; ///< accent as text or line
    QColor accentFill; ///< accent behind accentText
    QColor accentHover;
    QColor accentText;
    QColor selection;
    QColor hover;
    QColor success;
    QColor warning;
    QColor warningFill;
    QColor danger;
    QColor dangerFill;
    QColor infoFill;
    QColor bubble; ///< the person's messages

    static const Colors &light();
    static const Colors &darkOnes();
    /// The set in use, told from the application's palette (a style sheet changes a widget's own).
    static const Colors &now();
    QPalette toPalette() const;
};

} // namespace creact
