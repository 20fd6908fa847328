// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panes/diffview.h"

#include <QWidget>

#include <functional>

namespace creact {

class Banner;
class StackController;

/// What has become of the document's file behind the window's back, and unsaved work that was
/// found: lasting questions, above tree and text. Nothing is overwritten unasked.
class DraftBanners : public QWidget {
    Q_OBJECT
public:
    explicit DraftBanners(StackController &controller, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Shows two versions to be chosen from.
    void compareRequested(const creact::DiffView::Texts &texts, std::function<void()> keepOld,
                          std::function<void()> takeNew);

private:
    void connectBanners();
    void update();
    void showOutside();
    void showFound();
    void showReloaded();
    void setReloaded(bool reloaded);
    void keepMine();
    void compareOutside();
    void compareFound();

    StackController &m_controller;
    Banner *m_outside;
    Banner *m_found;
    Banner *m_reloaded;
    bool m_hasReloaded = false;
};

} // namespace creact
