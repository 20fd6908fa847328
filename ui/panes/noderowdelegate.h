// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/engine/values.h"

#include <QStyledItemDelegate>

#include <functional>

namespace creact {

class Flashes;
struct Colors;

/// Draws a row of the stack tree: icon, title and name; state; output or what it waits for; time.
class NodeRowDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit NodeRowDelegate(const Flashes *flashes, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Where the Retry button of a failed row is, in a cell of the output column.
    static QRect retryRect(const QRect &cell);
    static bool offersRetry(const TreeRow &row);
    /// Behind a row, the same in all of its columns and before the first.
    QColor background(const QStyleOptionViewItem &option, TreeRow::Uid uid) const;
    /// What is deployed is green only while the stack is at work: else it is only remembered.
    void setLive(bool live) { m_live = live; }
    /// The document is edited: room for what a deploy would do to a row, at the end of its first
    /// column.
    void setEdited(bool edited) { m_edited = edited; }

    /// How elements are renamed in their rows.
    struct Naming {
        std::function<QString(TreeRow::Uid)> nameOf;
        std::function<Result<void>(TreeRow::Uid, const QString &name)> check;
        std::function<void(TreeRow::Uid, const QString &name)> rename;
    };
    void setNaming(const Naming &naming) { m_naming = naming; }
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    /// A row that changes while it is renamed does not take away what was typed.
    void setEditorData(QWidget *, const QModelIndex &) const override { }
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    bool eventFilter(QObject *editor, QEvent *event) override;

private:
    void paintElement(QPainter *painter, QRect area, const TreeRow &row, const Colors &colors,
                      const QFont &font) const;
    void paintState(QPainter *painter, QRect area, const TreeRow &row, const Colors &colors) const;
    void paintOutput(QPainter *painter, QRect area, const TreeRow &row, const Colors &colors,
                     const QString &text) const;

    void paintMarks(QPainter *painter, QRect &area, const TreeRow &row, const Colors &colors) const;

    const Flashes *m_flashes;
    Naming m_naming;
    bool m_live = false;
    bool m_edited = false;
};

/// Colour in which a row's state is shown, in a stack that is at work or that is not.
QColor stateColor(const TreeRow &row, const Colors &colors, bool live);
/// A dot, filled when there is something, a ring when not yet.
void paintStateDot(QPainter *painter, const QPointF &center, const TreeRow &row,
                   const Colors &colors, bool live);

} // namespace creact
