// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>

namespace creact {

/// The row of tabs: each with the name of its stack, a dot in the colour of its state, a mark while
/// it is not saved, and a button that closes it. There only while there is more than one.
class StackTabBar : public QTabBar {
    Q_OBJECT
public:
    enum class Mark { None, Idle, Working, Live, Trouble, ReadOnly, Stored };
    struct Look {
        QString name;
        Mark mark = Mark::None;
        bool modified = false;
        QString tip;
        /// For who cannot see the dot: "live, not saved".
        QString state;

        bool operator==(const Look &) const = default;
    };

    explicit StackTabBar(QWidget *parent = nullptr);
    void setLook(int index, const Look &look);

Q_SIGNALS:
    void closeRequested(int index);

protected:
    void tabInserted(int index) override;
    void tabRemoved(int index) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    QSize tabSizeHint(int index) const override;

private:
    void closeByButton();
};

} // namespace creact
