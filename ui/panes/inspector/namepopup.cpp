// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/namepopup.h"

#include "ui/panes/widgets.h"
#include "ui/theme/colors.h"
#include "ui/theme/metrics.h"

#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int popupWidth = 320;
constexpr int nameRowHeight = 24;
constexpr int mostRows = 8;
enum NameRole { WhatRole = Qt::UserRole, DocRole };

/// The name on the left, what it is on the right.
class NameDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, nameRowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Colors &colors = Colors::now();
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, colors.selection);
        const QRect area = option.rect.adjusted(Space::Small, 0, -Space::Small, 0);
        painter->setFont(uiFont(TextSize::Small));
        painter->setPen(colors.textMuted);
        const QString what = painter->fontMetrics().elidedText(index.data(WhatRole).toString(),
                                                               Qt::ElideRight, area.width() / 2);
        painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, what);
        const int left = area.width() - painter->fontMetrics().horizontalAdvance(what);
        painter->setFont(monoFont(TextSize::Small));
        painter->setPen(colors.text);
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                            left - Space::Small));
        painter->restore();
    }
};

QString typeWord(ValueType type)
{
    switch (type) {
    case ValueType::Any:
        return {};
    case ValueType::String:
        return NameItem::tr("text");
    case ValueType::Number:
        return NameItem::tr("number");
    case ValueType::Integer:
        return NameItem::tr("whole number");
    case ValueType::Boolean:
        return NameItem::tr("true or false");
    case ValueType::Object:
        return NameItem::tr("object");
    case ValueType::Array:
        return NameItem::tr("list");
    }
    return {};
}

QString kindWord(const ScopeName &name)
{
    switch (name.kind) {
    case ScopeName::Kind::Construct:
    case ScopeName::Kind::Component:
        return name.of;
    case ScopeName::Kind::Store:
        return NameItem::tr("store");
    case ScopeName::Kind::Item:
        return NameItem::tr("item");
    case ScopeName::Kind::Gathered:
        return NameItem::tr("gathered list");
    case ScopeName::Kind::Prop:
        return NameItem::tr("property");
    case ScopeName::Kind::Error:
        return NameItem::tr("error");
    case ScopeName::Kind::Builtin:
        return NameItem::tr("built in");
    }
    return {};
}

} // namespace

NameItem NameItem::of(const ScopeName &name, const ConstructTypes &types)
{
    NameItem item{name.name, kindWord(name)};
    const ConstructType *type =
        name.kind == ScopeName::Kind::Construct ? types.find(name.of) : nullptr;
    if (type)
        item.doc = type->doc;
    return item;
}

NameItem NameItem::of(const OutputSpec &member)
{
    return {member.name, typeWord(member.type), member.doc};
}

QList<NameItem> NameItem::matching(const QList<NameItem> &items, const QString &partial)
{
    QList<NameItem> first;
    QList<NameItem> rest;
    for (const NameItem &item : items) {
        if (item.name.startsWith(partial, Qt::CaseInsensitive))
            first.append(item);
        else if (item.name.contains(partial, Qt::CaseInsensitive))
            rest.append(item);
    }
    return first + rest;
}

NamePopup::NamePopup(QWidget *window)
    : QFrame(window)
    , m_list(new QListWidget)
    , m_doc(makeNote(u"nameDoc"_s, {}))
    , m_status(makeNote(u"nameStatus"_s, {}))
{
    setObjectName(u"namePopup"_s);
    setProperty("role", u"popover"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_list->setObjectName(u"nameList"_s);
    m_list->setAccessibleName(tr("Names"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new NameDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_doc->setContentsMargins(Space::Small, Space::Tiny, Space::Small, Space::Tiny);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_doc);
    m_status->setContentsMargins(Space::Small, Space::Tiny, Space::Small, Space::Tiny);
    m_status->hide();
    layout->addWidget(m_status);
    connect(m_list, &QListWidget::currentRowChanged, this, &NamePopup::showDoc);
    connect(m_list, &QListWidget::itemClicked, this, &NamePopup::chosen);
    hide();
}

void NamePopup::setStatus(const QString &text)
{
    m_status->setText(text);
    m_status->setVisible(!text.isEmpty());
}

void NamePopup::open(const QList<NameItem> &items, const QRect &line, const QString &current)
{
    m_list->clear();
    for (const NameItem &item : items) {
        auto *entry = new QListWidgetItem(item.name, m_list);
        entry->setData(WhatRole, item.what);
        entry->setData(DocRole, item.doc);
    }
    const auto found = std::find_if(items.begin(), items.end(), [&](const NameItem &item) {
        return !current.isEmpty() && item.name == current;
    });
    m_list->setCurrentRow(found == items.end() ? 0 : int(found - items.begin()));
    place(line);
    show();
    raise();
}

void NamePopup::place(const QRect &line)
{
    const int rows = std::min(m_list->count(), mostRows);
    m_list->setFixedHeight(rows * nameRowHeight);
    m_list->setVisible(rows > 0);
    const int width = std::min(popupWidth, parentWidget()->width() - 2 * Space::Small);
    // As high as its longest documentation, so that it stands still while a person looks through.
    int docHeight = 0;
    for (int row = 0; row < m_list->count(); ++row) {
        m_doc->setText(m_list->item(row)->data(DocRole).toString());
        docHeight = std::max(docHeight, m_doc->text().isEmpty() ? 0 : m_doc->heightForWidth(width));
    }
    m_doc->setFixedHeight(std::min(docHeight, 72));
    m_doc->setVisible(docHeight > 0);
    showDoc();
    const int status = m_status->isHidden() ? 0 : m_status->heightForWidth(width);
    resize(width, rows * nameRowHeight + std::min(docHeight, 72) + status + 2);
    const int left =
        std::clamp(line.left(), Space::Small,
                   std::max(Space::Small, parentWidget()->width() - width - Space::Small));
    const bool below =
        line.bottom() + height() + Space::Tiny < parentWidget()->height() || line.top() < height();
    move(left, below ? line.bottom() + Space::Tiny : line.top() - height() - Space::Tiny);
}

void NamePopup::showDoc()
{
    const QListWidgetItem *item = m_list->currentItem();
    m_doc->setText(item ? item->data(DocRole).toString() : QString());
}

void NamePopup::moveBy(int steps)
{
    const int count = m_list->count();
    if (count > 0)
        m_list->setCurrentRow((m_list->currentRow() + steps + count) % count);
}

QString NamePopup::current() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->text() : QString();
}

} // namespace creact
