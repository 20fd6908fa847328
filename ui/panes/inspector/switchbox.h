// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QComboBox>

namespace creact {

/// A check box that looks like a switch.
class SwitchBox : public QCheckBox {
    Q_OBJECT
public:
    explicit SwitchBox(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &at) const override { return rect().contains(at); }
};

/// A combo box in the look of a field.
class FlatCombo : public QComboBox {
    Q_OBJECT
public:
    explicit FlatCombo(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace creact
