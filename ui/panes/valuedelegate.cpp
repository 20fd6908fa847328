// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/valuedelegate.h"

#include "ui/models/valuemodel.h"
#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"

#include <QJsonValue>
#include <QLineEdit>
#include <QPainter>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int valueRowHeight = 24;
constexpr int expressionHeight = 17;
constexpr int groupHeight = 32;

QColor valueColor(const QJsonValue &value, const Colors &colors)
{
    switch (value.type()) {
    case QJsonValue::Undefined:
    case QJsonValue::Null:
        return colors.textFaint;
    case QJsonValue::Array:
    case QJsonValue::Object:
        return colors.textMuted;
    default:
        return colors.text;
    }
}

} // namespace

QSize ValueDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    if (index.siblingAtColumn(0).data(ValueModel::GroupRole).toBool())
        return {60, groupHeight};
    const bool binding =
        !index.siblingAtColumn(0).data(ValueModel::ExpressionRole).toString().isEmpty();
    return {60, binding ? valueRowHeight + expressionHeight : valueRowHeight};
}

QWidget *ValueDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                     const QModelIndex &) const
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(u"storeValueEdit"_s);
    edit->setAccessibleName(tr("Value, as JSON or text"));
    edit->setFont(monoFont(TextSize::Small));
    // Qt gives it later; until then another row may be selected.
    connect(edit, &QLineEdit::returnPressed, this,
            [self = const_cast<ValueDelegate *>(this), edit] { Q_EMIT self->commitData(edit); });
    return edit;
}

// What is being typed is not put back by a value that comes meanwhile.
void ValueDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *edit = static_cast<QLineEdit *>(editor);
    if (!edit->isModified())
        edit->setText(index.data(Qt::EditRole).toString());
}

// Enter gives it, and so does the loss of the focus that follows: once is enough.
void ValueDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                 const QModelIndex &index) const
{
    auto *edit = static_cast<QLineEdit *>(editor);
    if (!edit->isModified())
        return;
    edit->setModified(false);
    model->setData(index, edit->text(), Qt::EditRole);
}

void ValueDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                         const QModelIndex &) const
{
    const int more = (Size::Control - valueRowHeight) / 2;
    editor->setGeometry(option.rect.adjusted(0, -more, -Space::Small, more));
}

void ValueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Colors &colors = Colors::now();
    const QColor back = option.state & QStyle::State_Selected ? colors.selection
        : option.state & QStyle::State_MouseOver              ? colors.hover
                                                              : colors.base;
    painter->save();
    painter->fillRect(option.rect, back);
    QRect area = option.rect.adjusted(Space::Tiny, 0, -Space::Small, 0);
    const auto draw = [&](const QRect &rect, const QString &text) {
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
    };
    if (index.data(ValueModel::GroupRole).toBool()) {
        painter->setFont(uiFont(TextSize::Small, QFont::DemiBold));
        painter->setPen(colors.textMuted);
        draw(area, index.data().toString());
        painter->restore();
        return;
    }
    const QString expression = index.data(ValueModel::ExpressionRole).toString();
    area.setHeight(valueRowHeight);
    if (index.column() == ValueModel::NameColumn) {
        painter->setFont(option.font);
        painter->setPen(colors.textMuted);
        draw(area, index.data().toString());
    } else {
        painter->setFont(monoFont(TextSize::Small));
        painter->setPen(valueColor(index.data(ValueModel::ValueRole).value<QJsonValue>(), colors));
        draw(area, index.data().toString());
        if (!expression.isEmpty()) {
            painter->setPen(colors.accent);
            draw(QRect(area.left(), option.rect.bottom() - expressionHeight - 2, area.width(),
                       expressionHeight),
                 u"ƒx  "_s + expression.simplified());
        }
    }
    painter->restore();
}

} // namespace creact
