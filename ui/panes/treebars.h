// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QWidget>

#include <optional>

namespace creact {

class Banner;
class ConfirmBanner;
class ElidedLabel;

/// What is to be said about editing, below the stack tree: that the document was edited and is not
/// deployed, why it cannot be edited now, and that a row stands in a component.
class TreeBars : public QWidget {
    Q_OBJECT
public:
    explicit TreeBars(QWidget *parent = nullptr);

    /// `changes`: how many steps can be taken back.
    void setEdited(bool edited, int changes);
    void setObstacle(const std::optional<Error> &obstacle);
    /// Empty: none.
    void setComponent(const QString &name, int uses);

Q_SIGNALS:
    void reviewRequested();
    void discardRequested();
    void problemRequested();
    void undoRequested();

private:
    QWidget *makeEdited();
    void askToDiscard();

    int m_changes = 0;
    QWidget *m_edited;
    Banner *m_obstacle;
    ConfirmBanner *m_question;
    ElidedLabel *m_component;
};

} // namespace creact
