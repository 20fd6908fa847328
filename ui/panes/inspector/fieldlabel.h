// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace creact {

/// The name of a field: whether it is set, needed or missing can be seen from it. A click asks for
/// its documentation.
class FieldLabel : public QAbstractButton {
    Q_OBJECT
public:
    enum class State { Set, Unset, Missing, Unknown };

    explicit FieldLabel(QWidget *parent = nullptr);
    void setField(const QString &name, State state, bool required);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    State m_state = State::Unset;
    bool m_required = false;
};

/// One line of what an expression comes to; a click shows the whole of it.
class LiveLine : public QAbstractButton {
    Q_OBJECT
public:
    enum class Tone { Value, Waiting };

    explicit LiveLine(QWidget *parent = nullptr);
    void setLine(const QString &text, Tone tone);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Value;
};

} // namespace creact
