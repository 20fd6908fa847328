// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"

#include <QFontDatabase>
#include <QStringList>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

qreal pointSizeOf(TextSize size)
{
    const qreal normal =
        std::max(9.5, QFontDatabase::systemFont(QFontDatabase::GeneralFont).pointSizeF());
    switch (size) {
    case TextSize::Small:
        return normal * 0.9;
    case TextSize::Normal:
        return normal;
    case TextSize::Large:
        return normal * 1.2;
    case TextSize::Title:
        return normal * 1.5;
    case TextSize::Display:
        return normal * 2.2;
    }
    return normal;
}

// Without a desktop Qt answers with fontconfig's or its own generic name.
bool isGeneric(const QString &family)
{
    static const QStringList generic{u""_s, u"Sans"_s, u"Sans Serif"_s, u"Helvetica"_s,
                                     u"DejaVu Sans"_s};
    return generic.contains(family);
}

} // namespace

QFont uiFont(TextSize size, QFont::Weight weight)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (isGeneric(font.family())) {
        font.setFamilies({u"Inter"_s, u"Noto Sans"_s, u"Cantarell"_s, u"DejaVu Sans"_s,
                          u"Droid Sans Fallback"_s, u"sans-serif"_s});
    }
    font.setPointSizeF(pointSizeOf(size));
    font.setWeight(weight);
    return font;
}

QFont monoFont(TextSize size)
{
    QFont font(QStringList{u"JetBrains Mono"_s, u"Noto Sans Mono"_s, u"Noto Mono"_s,
                           u"DejaVu Sans Mono"_s, u"monospace"_s});
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(pointSizeOf(size) * 0.95);
    return font;
}

} // namespace creact
