// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colors.h"

#include <QGuiApplication>

namespace creact {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

Colors makeLight()
{
    Colors c;
    c.dark = false;
    c.window = rgb(0xf5f5f7);
    c.base = rgb(0xffffff);
    c.raised = rgb(0xffffff);
    c.border = rgb(0xe2e3e8);
    c.borderStrong = rgb(0xcbcdd5);
    c.text = rgb(0x1d1f25);
    c.textMuted = rgb(0x5c606b);
    c.textFaint = rgb(0x868a95);
    c.accent = rgb(0x3b5bdb);
    c.accentFill = rgb(0x3b5bdb);
    c.accentHover = rgb(0x3450c4);
    c.accentText = rgb(0xffffff);
    c.selection = rgb(0xe3e9fd);
    c.hover = rgb(0xf0f1f4);
    c.success = rgb(0x23813a);
    c.warning = rgb(0x9a6700);
    c.warningFill = rgb(0xfff6dd);
    c.danger = rgb(0xc4282c);
    c.dangerFill = rgb(0xfdeeee);
    c.infoFill = rgb(0xeef2fe);
    c.bubble = rgb(0xeaeffd);
    return c;
}

Colors makeDark()
{
    Colors c;
    c.dark = true;
    c.window = rgb(0x1a1b1f);
    c.base = rgb(0x202126);
    c.raised = rgb(0x292b31);
    c.border = rgb(0x34363e);
    c.borderStrong = rgb(0x484b55);
    c.text = rgb(0xe7e8ec);
    c.textMuted = rgb(0xa3a7b2);
    c.textFaint = rgb(0x7b7f8b);
    c.accent = rgb(0x8ea2ff);
    c.accentFill = rgb(0x4a63d8);
    c.accentHover = rgb(0x5a72e4);
    c.accentText = rgb(0xffffff);
    c.selection = rgb(0x2f3a66);
    c.hover = rgb(0x2a2c33);
    c.success = rgb(0x5cc27a);
    c.warning = rgb(0xe0b04c);
    c.warningFill = rgb(0x352d1c);
    c.danger = rgb(0xf37a7a);
    c.dangerFill = rgb(0x3a2426);
    c.infoFill = rgb(0x262c44);
    c.bubble = rgb(0x2b3356);
    return c;
}

} // namespace

const Colors &Colors::light()
{
    static const Colors colors = makeLight();
    return colors;
}

const Colors &Colors::darkOnes()
{
    static const Colors colors = makeDark();
    return colors;
}

const Colors &Colors::now()
{
    const QColor window = QGuiApplication::palette().color(QPalette::Window);
    return window.lightness() < 128 ? darkOnes() : light();
}

QPalette Colors::toPalette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, base);
    p.setColor(QPalette::AlternateBase, window);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::Button, raised);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, accentText);
    p.setColor(QPalette::ToolTipBase, dark ? raised : text);
    p.setColor(QPalette::ToolTipText, dark ? text : base);
    p.setColor(QPalette::PlaceholderText, textFaint);
    p.setColor(QPalette::Highlight, selection);
    p.setColor(QPalette::HighlightedText, text);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::Light, raised);
    p.setColor(QPalette::Midlight, hover);
    p.setColor(QPalette::Mid, border);
    p.setColor(QPalette::Dark, borderStrong);
    p.setColor(QPalette::Shadow, borderStrong);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, textFaint);
    return p;
}

} // namespace creact
