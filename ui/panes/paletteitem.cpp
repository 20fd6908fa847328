// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/paletteitem.h"

#include "core/engine/engine.h"
#include "ui/models/words.h"
#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QPainter>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const char *flowDocText(const QString &name)
{
    static const QHash<QString, const char *> docs{
        {u"show"_s,
         QT_TRANSLATE_NOOP("creact::Palette", "Its children exist while an expression is true.")},
        {u"for"_s,
         QT_TRANSLATE_NOOP("creact::Palette", "Its children exist once for each item of a list.")},
        {u"store"_s,
         QT_TRANSLATE_NOOP("creact::Palette",
                           "Named values that last, for what follows it and what is below.")},
        {u"boundary"_s,
         QT_TRANSLATE_NOOP("creact::Palette",
                           "Its fallback exists while one of its children has failed.")},
        {u"yield"_s,
         QT_TRANSLATE_NOOP("creact::Palette",
                           "What a component gives to whoever uses it, and where the user’s "
                           "children stand.")},
    };
    return docs.value(name);
}

} // namespace

QString paletteIcon(const PaletteEntry &entry)
{
    if (entry.group == PaletteEntry::Group::Component)
        return u"component"_s;
    if (entry.group == PaletteEntry::Group::Flow)
        return entry.name;
    TreeRow row;
    row.title = entry.name;
    return iconOf(row);
}

QString flowDoc(const QString &name)
{
    const char *text = flowDocText(name);
    return text ? QCoreApplication::translate("creact::Palette", text) : QString();
}

QString paletteDocHtml(const PaletteEntry &entry, const QString &doc)
{
    static const ConstructTypes types = Engine::constructTypes();
    const Colors &colors = Colors::now();
    QString html = u"<p>%1</p>"_s.arg(doc.toHtmlEscaped());
    const ConstructType *type =
        entry.group == PaletteEntry::Group::Construct ? types.find(entry.name) : nullptr;
    if (!type)
        return html;
    for (const PropSpec &prop : type->props) {
        const QString mark = prop.required
            ? u" <span style='color:%1'>%2</span>"_s.arg(
                colors.accent.name(),
                QCoreApplication::translate("creact::Palette", "required").toHtmlEscaped())
            : QString();
        html += u"<p style='margin-top:8px;margin-bottom:0'><b>%1</b>%2<br>"
                "<span style='color:%3'>%4</span></p>"_s.arg(prop.name.toHtmlEscaped(), mark,
                                                             colors.textMuted.name(),
                                                             prop.doc.toHtmlEscaped());
    }
    return html;
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool heading = index.data(IndexRole).toInt() < 0;
    const int line = option.fontMetrics.height();
    return {100, heading ? line + Space::Medium : 2 * line + Space::Medium};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Colors &colors = Colors::now();
    painter->save();
    const QRect area = option.rect.adjusted(Space::Medium, 0, -Space::Medium, 0);
    if (index.data(IndexRole).toInt() < 0) {
        painter->setFont(uiFont(TextSize::Small, QFont::DemiBold));
        painter->setPen(colors.textFaint);
        painter->drawText(area.adjusted(0, 0, 0, -Space::Tiny), Qt::AlignBottom | Qt::AlignLeft,
                          index.data().toString());
        painter->restore();
        return;
    }
    const bool selected = option.state & QStyle::State_Selected;
    if (selected || option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, selected ? colors.selection : colors.hover);
    const QPixmap icon = themedPixmap(index.data(IconRole).toString(), Size::Icon,
                                      selected ? colors.accent : colors.textMuted,
                                      painter->device()->devicePixelRatioF());
    painter->drawPixmap(area.left(), area.top() + (area.height() - Size::Icon) / 2, icon);
    QRect text = area.adjusted(Size::Icon + Space::Medium, 0, 0, 0);
    text.setTop(area.top() + Space::Tiny);
    painter->setFont(uiFont(TextSize::Normal, QFont::Medium));
    painter->setPen(colors.text);
    painter->drawText(text, Qt::AlignTop | Qt::AlignLeft, index.data().toString());
    painter->setFont(uiFont(TextSize::Small));
    painter->setPen(colors.textMuted);
    text.setBottom(area.bottom() - Space::Tiny);
    painter->drawText(text, Qt::AlignBottom | Qt::AlignLeft | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(index.data(DocRole).toString(),
                                                        Qt::ElideRight, text.width()));
    painter->restore();
}

} // namespace creact
