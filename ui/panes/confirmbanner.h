// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panes/banner.h"

#include <QPointer>

#include <functional>

namespace creact {

/// A question in place, in the pane it is about: what will happen, a button that does it, and a way
/// back. Nothing is done by the key that asked: the way back has the focus, and Escape takes it.
class ConfirmBanner : public Banner {
    Q_OBJECT
public:
    explicit ConfirmBanner(const QString &name, Buttons place = Buttons::Below,
                           QWidget *parent = nullptr);
    void ask(const QString &title, const QString &text, const QString &action,
             std::function<void()> then);
    /// Asks no longer, and does nothing.
    void dismiss();

Q_SIGNALS:
    /// Asked, or no longer.
    void asking(bool on);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    std::function<void()> m_then;
    QPointer<QWidget> m_cameFrom;
};

} // namespace creact
