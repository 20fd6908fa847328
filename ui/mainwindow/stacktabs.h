// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/mainwindow/stacktab.h"
#include "ui/mainwindow/stacktabbar.h"

#include <QObject>
#include <QStringList>

namespace creact {

/// The stacks that are open in a window, and which of them is looked at. There is always one tab;
/// when the last one is closed, an empty one.
class StackTabs : public QObject {
    Q_OBJECT
public:
    explicit StackTabs(const StackTab::Shared &shared, QObject *parent = nullptr);

    StackTabBar *bar() { return m_bar; }
    QStackedWidget *pages() { return m_pages; }
    StackTab *current() const;
    /// In the order of the bar.
    QList<StackTab *> all() const;

    /// Opens a document in the current tab when that is empty, else in a new one; selects the tab
    /// that has it open already.
    StackTab *open(const QString &path);
    /// The states that a folder keeps, to look at.
    StackTab *openStates(const FolderLook &look);
    /// The tab that has it open (StackTab::location()); null: none.
    StackTab *find(const QString &location) const;
    /// Selects an empty tab, which is made if there is none.
    StackTab *openEmpty();
    /// What it shows must not be live.
    void close(StackTab *tab);
    void select(StackTab *tab);
    /// The tab so many further, round the end.
    void step(int by);

Q_SIGNALS:
    void added(creact::StackTab *tab);
    /// Another one is looked at.
    void currentChanged();
    /// What the current one shows is not what it was.
    void changed();
    void noticeChanged();
    void closeRequested(creact::StackTab *tab);
    /// Which documents are open, or their order.
    void documentsChanged();

private:
    StackTab *tabAt(int index) const;
    int indexOf(const StackTab *tab) const;
    StackTab *add();
    void onCurrent();
    void showLooks();

    StackTab::Shared m_shared;
    StackTabBar *m_bar;
    QStackedWidget *m_pages;
};

} // namespace creact
