// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/colors.h"
#include "ui/theme/colorscheme.h"
#include "ui/theme/fonts.h"
#include "ui/theme/stylesheet.h"

#include <QApplication>
#include <QStyleFactory>
#include <QToolTip>

namespace creact {

using namespace Qt::StringLiterals;

Theme::Theme(QApplication &app, QObject *parent)
    : QObject(parent)
    , m_app(app)
    , m_scheme(new ColorScheme(this))
{
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setFont(uiFont());
    QToolTip::setFont(uiFont(TextSize::Small));
    connect(m_scheme, &ColorScheme::changed, this, [this] {
        if (m_mode == Mode::System)
            apply();
    });
    apply();
}

void Theme::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    apply();
}

bool Theme::dark() const
{
    return m_mode == Mode::Dark || (m_mode == Mode::System && m_scheme->prefersDark());
}

void Theme::apply()
{
    const Colors &colors = dark() ? Colors::darkOnes() : Colors::light();
    QApplication::setPalette(colors.toPalette());
    m_app.setStyleSheet(styleSheet(colors));
    Q_EMIT changed();
}

} // namespace creact
