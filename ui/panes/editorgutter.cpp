// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/editorgutter.h"

#include "ui/panes/jsoneditor.h"
#include "ui/panes/textfolds.h"
#include "ui/theme/colors.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int markWidth = 16;
constexpr int foldWidth = 16;
constexpr int rangeWidth = 3;
constexpr int markSize = 6;
constexpr int chevronSize = 12;

} // namespace

EditorGutter::EditorGutter(JsonEditor *editor)
    : QWidget(editor)
    , m_editor(editor)
{
    setMouseTracking(true);
}

QSize EditorGutter::sizeHint() const
{
    const int digits =
        std::max<int>(2, int(QString::number(m_editor->document()->blockCount()).size()));
    return {markWidth + digits * m_editor->fontMetrics().horizontalAdvance(u'9') + foldWidth
                + rangeWidth,
            0};
}

void EditorGutter::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    const Colors &colors = Colors::now();
    painter.fillRect(event->rect(), colors.base);
    painter.setFont(m_editor->font());
    for (QTextBlock block = m_editor->firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF line = m_editor->geometryOf(block);
        if (line.top() > event->rect().bottom())
            break;
        if (block.isVisible() && line.bottom() >= event->rect().top())
            paintLine(painter, block, line);
    }
}

void EditorGutter::paintLine(QPainter &painter, const QTextBlock &block, const QRectF &line) const
{
    const Colors &colors = Colors::now();
    const int number = block.blockNumber();
    const bool current = m_editor->textCursor().blockNumber() == number;
    if (current && m_editor->hasFocus())
        painter.fillRect(QRectF(0, line.top(), width(), line.height()), colors.hover);
    painter.setPen(current ? colors.text : colors.textFaint);
    const int right = width() - foldWidth - rangeWidth;
    painter.drawText(QRectF(0, line.top(), right, line.height()), Qt::AlignRight | Qt::AlignVCenter,
                     QString::number(number + 1));

    if (const auto severity = m_editor->problemMarks().severityIn(block)) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(*severity == Problem::Severity::Error ? colors.danger : colors.warning);
        painter.drawEllipse(QRectF((markWidth - markSize) / 2.0 + 1,
                                   line.center().y() - markSize / 2.0, markSize, markSize));
    }
    const bool folded = TextFolds::isFolded(block);
    if ((m_hovered || folded || current) && m_editor->folds()->canFold(block)) {
        const QPixmap chevron =
            themedPixmap(folded ? u"chevron-right"_s : u"chevron-down"_s, chevronSize,
                         folded ? colors.accent : colors.textMuted, devicePixelRatioF());
        painter.drawPixmap(
            QPointF(right + (foldWidth - chevronSize) / 2.0, line.center().y() - chevronSize / 2.0),
            chevron);
    }
    const auto [from, to] = m_editor->rangeLines();
    if (number >= from && number <= to)
        painter.fillRect(QRectF(width() - rangeWidth, line.top(), 2, line.height()),
                         colors.accentFill);
}

bool EditorGutter::isOnFold(const QPoint &position) const
{
    return position.x() >= width() - foldWidth - rangeWidth;
}

void EditorGutter::mousePressEvent(QMouseEvent *event)
{
    const QTextBlock block = m_editor->blockAt(event->pos().y());
    if (event->button() != Qt::LeftButton || !block.isValid())
        return;
    if (isOnFold(event->pos()) && m_editor->folds()->canFold(block)) {
        m_editor->folds()->toggle(block);
        return;
    }
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    m_editor->setTextCursor(cursor);
    m_editor->setFocus(Qt::MouseFocusReason);
}

void EditorGutter::mouseMoveEvent(QMouseEvent *event)
{
    const QTextBlock block = m_editor->blockAt(event->pos().y());
    const bool folds = isOnFold(event->pos()) && m_editor->folds()->canFold(block);
    setCursor(folds ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (!std::exchange(m_hovered, true))
        update();
}

void EditorGutter::leaveEvent(QEvent *)
{
    m_hovered = false;
    update();
}

void EditorGutter::wheelEvent(QWheelEvent *event)
{
    QCoreApplication::sendEvent(m_editor->viewport(), event);
}

bool EditorGutter::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QStringList texts = m_editor->problemMarks().textsAt(m_editor->blockAt(help->pos().y()));
    if (texts.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), texts.join(QString()), this);
    return true;
}

} // namespace creact
