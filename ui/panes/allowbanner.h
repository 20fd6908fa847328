// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"
#include "ui/panes/banner.h"

namespace creact {

class StackController;

/// Beside a construct that does what a person has to allow first: whether it is, how far, and how
/// to allow it or take that back. Hidden beside any other.
class AllowBanner : public Banner {
    Q_OBJECT
public:
    explicit AllowBanner(StackController &controller, QWidget *parent = nullptr);
    void setRow(const TreeRow &row);

private:
    enum class About { Nothing, Commands, Folders };

    void showAllowed();
    void showCommands();
    void showFolders();
    void allow();
    void takeBack();
    void chooseFolder();
    QString when() const;

    StackController &m_controller;
    About m_about = About::Nothing;
};

} // namespace creact
