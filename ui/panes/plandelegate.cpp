// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/plandelegate.h"

#include "ui/models/planmodel.h"
#include "ui/models/planwords.h"
#include "ui/models/words.h"
#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QApplication>
#include <QPainter>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int signWidth = 18;
constexpr int badgePadding = 6;
constexpr int badgeHeight = 16;

QColor planSignColor(const QString &sign, const Colors &colors)
{
    if (sign == u"+"_s)
        return colors.success;
    if (sign == u"~"_s)
        return colors.warning;
    if (sign == u"−"_s || sign == u"!"_s)
        return colors.danger;
    return colors.textMuted;
}

/// Draws as much as fits, and answers where it ends.
int drawPlain(QPainter *painter, const QRect &area, const QString &text,
              Qt::TextElideMode elide = Qt::ElideRight)
{
    const QString fitting = painter->fontMetrics().elidedText(text, elide, area.width());
    painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, fitting);
    return area.left() + painter->fontMetrics().horizontalAdvance(fitting);
}

QString badgeOf(const Plan::Item &item)
{
    if (item.pinned)
        return PlanModel::tr("pinned");
    if (item.calls && item.changes())
        return item.constructType == "Completion"_L1 ? PlanModel::tr("model call")
                                                     : PlanModel::tr("tool call");
    return {};
}

/// At the right end of the area; answers where it begins.
int drawBadge(QPainter *painter, const QRect &area, const QString &text, const Colors &colors)
{
    if (text.isEmpty())
        return area.right();
    painter->setFont(uiFont(TextSize::Small));
    const int width = painter->fontMetrics().horizontalAdvance(text) + 2 * badgePadding;
    const QRect badge(area.right() - width, area.center().y() - badgeHeight / 2 + 1, width,
                      badgeHeight);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.infoFill);
    painter->drawRoundedRect(badge, badgeHeight / 2.0, badgeHeight / 2.0);
    painter->setPen(colors.accent);
    painter->drawText(badge, Qt::AlignCenter, text);
    return badge.left() - Space::Small;
}

QString stepIcon(const DeploymentRecord::Step *step)
{
    if (!step)
        return u"inactive"_s;
    if (step->state == NodeState::Failed)
        return u"error"_s;
    return step->endedAt > 0 ? u"check"_s : u"play"_s;
}

QColor stepColor(const DeploymentRecord::Step *step, const Colors &colors)
{
    if (!step)
        return colors.textFaint;
    if (step->state == NodeState::Failed)
        return colors.danger;
    return step->endedAt > 0 ? colors.success : colors.accent;
}

} // namespace

QSize PlanDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, Size::Row};
}

void PlanDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Colors &colors = Colors::now();
    painter->save();
    painter->fillRect(option.rect,
                      option.state & QStyle::State_Selected        ? colors.selection
                          : option.state & QStyle::State_MouseOver ? colors.hover
                                                                   : colors.base);
    if (index.data(PlanModel::ItemRole).isValid())
        paintItem(painter, option, index);
    else
        paintField(painter, option.rect.adjusted(Space::Tiny, 0, -Space::Small, 0), index);
    painter->restore();
}

void PlanDelegate::paintItem(QPainter *painter, QStyleOptionViewItem option,
                             const QModelIndex &index) const
{
    const Colors &colors = Colors::now();
    const auto *item =
        static_cast<const Plan::Item *>(index.data(PlanModel::ItemRole).value<const void *>());
    const auto *step = static_cast<const DeploymentRecord::Step *>(
        index.data(PlanModel::StepRole).value<const void *>());
    const QModelIndex first = index.siblingAtColumn(PlanModel::ItemColumn);
    const QVariant check = first.data(Qt::CheckStateRole);
    const bool left = check.isValid() && check.toInt() == Qt::Unchecked;
    QRect area = option.rect.adjusted(Space::Tiny, 0, -Space::Small, 0);

    if (index.column() == PlanModel::ChangeColumn) {
        area.setRight(drawBadge(painter, area, badgeOf(*item), colors));
        painter->setFont(option.font);
        painter->setPen(step && step->error ? colors.danger
                            : left          ? colors.textFaint
                                            : colors.textMuted);
        drawPlain(painter, area, index.data().toString());
        return;
    }
    if (index.column() == PlanModel::StateColumn) {
        painter->setPen(step && step->state == NodeState::Failed ? colors.danger
                                                                 : colors.textMuted);
        painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                          index.data().toString());
        return;
    }
    initStyleOption(&option, index);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    if (check.isValid()) {
        option.rect =
            style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &option, option.widget);
        area.setLeft(option.rect.right() + Space::Small);
        option.state &= ~QStyle::State_HasFocus;
        option.state |= left ? QStyle::State_Off : QStyle::State_On;
        style->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &option, painter,
                             option.widget);
    } else {
        const QPixmap icon = themedPixmap(stepIcon(step), Size::Icon, stepColor(step, colors),
                                          painter->device()->devicePixelRatioF());
        painter->drawPixmap(area.left(), area.center().y() - Size::Icon / 2 + 1, icon);
        area.setLeft(area.left() + Size::Icon + Space::Small);
    }
    const QString sign = index.data(PlanModel::SignRole).toString();
    QFont signFont = monoFont();
    signFont.setWeight(QFont::Bold);
    painter->setFont(signFont);
    painter->setPen(left ? colors.textFaint : planSignColor(sign, colors));
    painter->drawText(QRect(area.left(), area.top(), signWidth, area.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, sign);
    area.setLeft(area.left() + signWidth);
    painter->setFont(uiFont(TextSize::Normal, QFont::DemiBold));
    painter->setPen(left ? colors.textFaint : colors.text);
    area.setLeft(drawPlain(painter, area, index.data().toString()) + Space::Small);
    painter->setFont(monoFont(TextSize::Small));
    painter->setPen(left ? colors.textFaint : colors.textMuted);
    if (area.width() > signWidth)
        drawPlain(painter, area, Words::shortId(item->nodeId), Qt::ElideLeft);
}

void PlanDelegate::paintField(QPainter *painter, const QRect &area, const QModelIndex &index) const
{
    const Colors &colors = Colors::now();
    if (index.column() == PlanModel::ItemColumn) {
        painter->setPen(colors.textMuted);
        drawPlain(painter, area, index.data().toString());
        return;
    }
    if (index.column() != PlanModel::ChangeColumn)
        return;
    painter->setFont(monoFont(TextSize::Small));
    const QModelIndex field = index.siblingAtColumn(PlanModel::ItemColumn);
    const auto before = field.data(PlanModel::OldRole).value<QJsonValue>();
    const auto after = field.data(PlanModel::NewRole).value<QJsonValue>();
    QRect rest = area;
    const auto part = [&](const QString &text, const QColor &color) {
        painter->setPen(color);
        rest.setLeft(drawPlain(painter, rest, text));
    };
    if (!before.isUndefined()) {
        QRect half = rest;
        half.setWidth(rest.width() * 45 / 100);
        painter->setPen(colors.textMuted);
        rest.setLeft(drawPlain(painter, half, PlanWords::value(before, 200)));
        part(u"  →  "_s, colors.textFaint);
    }
    if (after.isUndefined()) {
        painter->setFont(uiFont(TextSize::Small));
        part(field.data(PlanModel::RemovedRole).toBool() ? PlanModel::tr("removed")
                                                         : PlanModel::tr("known after apply"),
             colors.textFaint);
    } else {
        part(PlanWords::value(after, 200), colors.text);
    }
}

} // namespace creact
