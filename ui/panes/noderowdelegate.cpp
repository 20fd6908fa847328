// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/noderowdelegate.h"

#include "ui/models/flashes.h"
#include "ui/models/stacktreemodel.h"
#include "ui/models/words.h"
#include "ui/panes/nameedit.h"
#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QKeyEvent>
#include <QPainter>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// Draws `text` at the left of `area` and takes its width from it.
void drawPiece(QPainter *painter, QRect &area, const QString &text, const QColor &color)
{
    if (text.isEmpty() || area.width() <= 0)
        return;
    const QFontMetrics metrics = painter->fontMetrics();
    painter->setPen(color);
    painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      metrics.elidedText(text, Qt::ElideRight, area.width()));
    area.setLeft(area.left() + metrics.horizontalAdvance(text) + Space::Small - 2);
}

bool isFailed(const TreeRow &row)
{
    return (row.state == NodeState::Failed || row.error.has_value()) && !Words::hasProblem(row);
}

/// Of what is not as it should be.
QColor troubleColor(const TreeRow &row, const Colors &colors)
{
    return isFailed(row) ? colors.danger : Words::hasProblem(row) ? colors.warning : QColor();
}

bool isDim(const TreeRow &row)
{
    return !row.active || row.disabled || row.kind == TreeRow::Kind::Inactive
        || row.kind == TreeRow::Kind::Turn;
}

bool hasState(const TreeRow &row)
{
    return row.kind != TreeRow::Kind::Definition && row.kind != TreeRow::Kind::Yield;
}

/// What a component's definition is made of lives nowhere by itself.
bool isDefined(QModelIndex index)
{
    while (index.parent().isValid())
        index = index.parent();
    const TreeRow *row = StackTreeModel::rowOf(index);
    return row && row->kind == TreeRow::Kind::Definition;
}

constexpr int markWidth = 16;
/// A note with less room than this says nothing.
constexpr int noteRoom = 56;
constexpr int nameEditWidth = 260;

/// What a deploy would do to the row, as a sign.
QString signOf(const QString &planned)
{
    if (planned.isEmpty() || planned == "unchanged"_L1)
        return {};
    return planned == "create"_L1 ? u"+"_s
        : planned == "update"_L1  ? u"~"_s
        : planned == "delete"_L1  ? u"\u2212"_s
        : planned == "blocked"_L1 ? u"!"_s
                                  : u"\u203a"_s;
}

QColor signColor(const QString &planned, const Colors &colors)
{
    return planned == "create"_L1 ? colors.success
        : planned == "delete"_L1  ? colors.danger
                                  : colors.warning;
}

} // namespace

QColor stateColor(const TreeRow &row, const Colors &colors, bool live)
{
    if (const QColor trouble = troubleColor(row, colors); trouble.isValid())
        return trouble;
    if (isDim(row))
        return colors.textFaint;
    switch (row.state) {
    case NodeState::Deployed:
        return live ? colors.success : colors.textFaint;
    case NodeState::Applying:
    case NodeState::Destroying:
        return colors.accent;
    case NodeState::Waiting:
        return colors.warning;
    case NodeState::Pending:
    case NodeState::Failed:
        break;
    }
    return colors.textFaint;
}

void paintStateDot(QPainter *painter, const QPointF &center, const TreeRow &row,
                   const Colors &colors, bool live)
{
    const QColor color = stateColor(row, colors, live);
    const bool hollow = !troubleColor(row, colors).isValid()
        && (row.state == NodeState::Waiting || row.state == NodeState::Pending
            || row.kind == TreeRow::Kind::Inactive);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.5));
    painter->setBrush(hollow ? QBrush(Qt::NoBrush) : QBrush(color));
    painter->drawEllipse(center, 3.25, 3.25);
    painter->restore();
}

NodeRowDelegate::NodeRowDelegate(const Flashes *flashes, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_flashes(flashes)
{
}

QSize NodeRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {80, std::max(Size::Row, option.fontMetrics.height() + 8)};
}

QRect NodeRowDelegate::retryRect(const QRect &cell)
{
    const int side = cell.height() - 4;
    return {cell.right() - side - 2, cell.top() + 2, side, side};
}

bool NodeRowDelegate::offersRetry(const TreeRow &row)
{
    return row.state == NodeState::Failed && row.active && !row.nodeId.isEmpty();
}

QColor NodeRowDelegate::background(const QStyleOptionViewItem &option, TreeRow::Uid uid) const
{
    const Colors &colors = Colors::now();
    QColor color = option.state & QStyle::State_Selected ? colors.selection
        : option.state & QStyle::State_MouseOver         ? colors.hover
                                                         : colors.base;
    const qreal strength = m_flashes ? m_flashes->strength(uid) : 0;
    if (strength > 0) {
        const qreal share = strength * (colors.dark ? 0.30 : 0.22);
        color =
            QColor::fromRgbF(float(color.redF() * (1 - share) + colors.accent.redF() * share),
                             float(color.greenF() * (1 - share) + colors.accent.greenF() * share),
                             float(color.blueF() * (1 - share) + colors.accent.blueF() * share));
    }
    return color;
}

void NodeRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const TreeRow *row = StackTreeModel::rowOf(index);
    if (!row)
        return;
    const Colors &colors = Colors::now();
    painter->save();
    painter->fillRect(option.rect, background(option, row->uid));
    painter->setClipRect(option.rect);
    const int left = index.column() == StackTreeModel::ElementColumn ? Space::Tiny : Space::Small;
    const QRect area = option.rect.adjusted(left, 0, -Space::Tiny, 0);
    painter->setFont(option.font);
    switch (index.column()) {
    case StackTreeModel::ElementColumn:
        paintElement(painter, area, *row, colors, option.font);
        break;
    case StackTreeModel::StateColumn:
        if (row->disabled || !isDefined(index))
            paintState(painter, area, *row, colors);
        break;
    case StackTreeModel::OutputColumn:
        paintOutput(painter, area, *row, colors, index.data().toString());
        break;
    default:
        painter->setPen(isDim(*row) ? colors.textFaint : colors.textMuted);
        painter->drawText(area.adjusted(0, 0, -Space::Tiny, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data().toString());
    }
    painter->restore();
}

/// At the right end of the element: what is planned, then pin and note.
void NodeRowDelegate::paintMarks(QPainter *painter, QRect &area, const TreeRow &row,
                                 const Colors &colors) const
{
    if (m_edited) {
        const QRect gutter(area.right() - markWidth + 1, area.top(), markWidth, area.height());
        painter->setFont(uiFont(TextSize::Normal, QFont::Bold));
        painter->setPen(signColor(row.planned, colors));
        painter->drawText(gutter, Qt::AlignCenter, signOf(row.planned));
        area.setRight(gutter.left() - 1);
    }
    const auto draw = [&](const QString &icon, const QColor &color) {
        const QPixmap pixmap =
            themedPixmap(icon, Size::Icon - 2, color, painter->device()->devicePixelRatioF());
        area.setRight(area.right() - markWidth);
        painter->drawPixmap(area.right() + 2, area.top() + (area.height() - Size::Icon + 2) / 2,
                            pixmap);
    };
    if (row.pinned)
        draw(u"pin"_s, colors.accent);
    if (!row.note.isEmpty())
        draw(u"note"_s, colors.textFaint);
}

void NodeRowDelegate::paintElement(QPainter *painter, QRect area, const TreeRow &row,
                                   const Colors &colors, const QFont &font) const
{
    paintMarks(painter, area, row, colors);
    const bool dim = isDim(row) && row.kind != TreeRow::Kind::Definition;
    const bool node = row.kind == TreeRow::Kind::Construct;
    const QColor trouble = troubleColor(row, colors);
    const QColor iconColor = trouble.isValid() ? trouble
        : dim                                  ? colors.textFaint
        : node                                 ? colors.accent
                                               : colors.textMuted;
    const QPixmap icon = themedPixmap(row.disabled ? u"disabled"_s : iconOf(row), Size::Icon,
                                      iconColor, painter->device()->devicePixelRatioF());
    painter->drawPixmap(area.left(), area.top() + (area.height() - Size::Icon) / 2, icon);
    area.setLeft(area.left() + Size::Icon + Space::Small - 1);

    QFont title = font;
    title.setWeight(node && !dim ? QFont::Medium : QFont::Normal);
    title.setStrikeOut(row.disabled);
    painter->setFont(title);
    drawPiece(painter, area, row.title,
              dim        ? colors.textFaint
                  : node ? colors.text
                         : colors.textMuted);
    painter->setFont(font);
    drawPiece(painter, area, row.name, dim ? colors.textFaint : colors.textMuted);
    // A turn is known by its question; its id is for the tool tip and the inspector.
    if (!row.key.isEmpty() && row.key != row.name && row.kind != TreeRow::Kind::Turn) {
        painter->setFont(monoFont(TextSize::Small));
        drawPiece(painter, area, row.key, colors.textFaint);
    }
}

void NodeRowDelegate::paintState(QPainter *painter, QRect area, const TreeRow &row,
                                 const Colors &colors) const
{
    if (!hasState(row))
        return;
    if (row.disabled) {
        area.setLeft(area.left() + Space::Large);
        drawPiece(painter, area, Words::rowState(row), colors.textFaint);
        return;
    }
    paintStateDot(painter, {area.left() + 4.0, area.top() + area.height() / 2.0}, row, colors,
                  m_live);
    area.setLeft(area.left() + Space::Large);
    const QColor trouble = troubleColor(row, colors);
    const QColor color = trouble.isValid() ? trouble
        : row.held                         ? colors.warning
        : isDim(row)                       ? colors.textFaint
                                           : colors.textMuted;
    drawPiece(painter, area, Words::rowState(row), color);
}

void NodeRowDelegate::paintOutput(QPainter *painter, QRect area, const TreeRow &row,
                                  const Colors &colors, const QString &text) const
{
    if (offersRetry(row)) {
        const QRect button = retryRect(area.adjusted(0, 0, Space::Tiny, 0));
        const QPixmap icon = themedPixmap(u"retry"_s, Size::Icon, colors.danger,
                                          painter->device()->devicePixelRatioF());
        painter->drawPixmap(button.center() - QPoint(Size::Icon / 2 - 1, Size::Icon / 2 - 1), icon);
        area.setRight(button.left() - Space::Tiny);
    }
    QColor color = colors.text;
    if (const QColor trouble = troubleColor(row, colors); trouble.isValid())
        color = trouble;
    else if (isDim(row))
        color = colors.textFaint;
    else if (!row.activity.isEmpty())
        color = colors.accent;
    else if (row.state == NodeState::Waiting)
        color = colors.textMuted;
    drawPiece(painter, area, text, color);
    if (!text.isEmpty())
        area.setLeft(area.left() + Space::Small);
    if (area.width() >= noteRoom)
        drawPiece(painter, area, row.note.section(u'\n', 0, 0), colors.textFaint);
}

// --- renaming

QWidget *NodeRowDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                       const QModelIndex &index) const
{
    const TreeRow *row = StackTreeModel::rowOf(index);
    if (!row || !m_naming.nameOf)
        return nullptr;
    const TreeRow::Uid uid = row->uid;
    const auto check = [naming = m_naming, uid](const QString &name) {
        return naming.check(uid, name);
    };
    auto *edit = new NameEdit(m_naming.nameOf(uid), check, parent);
    edit->setFont(monoFont());
    return edit;
}

void NodeRowDelegate::setModelData(QWidget *editor, QAbstractItemModel *,
                                   const QModelIndex &index) const
{
    const auto *edit = qobject_cast<NameEdit *>(editor);
    const TreeRow *row = StackTreeModel::rowOf(index);
    if (edit && row && edit->isValid())
        m_naming.rename(row->uid, edit->text());
}

void NodeRowDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                           const QModelIndex &) const
{
    QRect area = option.rect.adjusted(Space::Tiny + Size::Icon + Space::Tiny, 1, -Space::Tiny, -1);
    area.setWidth(std::clamp(area.width(), 140, nameEditWidth));
    editor->setGeometry(area);
}

bool NodeRowDelegate::eventFilter(QObject *editor, QEvent *event)
{
    auto *edit = qobject_cast<NameEdit *>(editor);
    if (edit && event->type() == QEvent::FocusOut) {
        // Another window, or a popup that has only now gone: the name is still being typed.
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason == Qt::ActiveWindowFocusReason || reason == Qt::PopupFocusReason)
            return false;
    }
    if (edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool taken = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab;
        if (taken && !edit->isValid())
            return true;
        if (taken) {
            Q_EMIT commitData(edit);
            Q_EMIT closeEditor(edit, NoHint);
            return true;
        }
    }
    return QStyledItemDelegate::eventFilter(editor, event);
}

} // namespace creact
