// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTextBlock;

namespace creact {

class JsonEditor;

/// Beside the lines of a text: their numbers, marks for problems and for what can be folded, and a
/// line along what is looked at.
class EditorGutter : public QWidget {
    Q_OBJECT
public:
    explicit EditorGutter(JsonEditor *editor);
    QSize sizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void paintLine(QPainter &painter, const QTextBlock &block, const QRectF &line) const;
    bool isOnFold(const QPoint &position) const;

    JsonEditor *m_editor;
    bool m_hovered = false;
};

} // namespace creact
