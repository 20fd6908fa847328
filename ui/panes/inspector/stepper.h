// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace creact {

/// Two small arrows, one above the other.
class Stepper : public QWidget {
    Q_OBJECT
public:
    explicit Stepper(QWidget *parent = nullptr);
    QSize sizeHint() const override;

Q_SIGNALS:
    void stepped(int steps);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    int partAt(const QPoint &at) const { return at.y() < height() / 2 ? 1 : -1; }

    /// Under the pointer: 1 the upper, -1 the lower, 0 none.
    int m_hovered = 0;
};

} // namespace creact
