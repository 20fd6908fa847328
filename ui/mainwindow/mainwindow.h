// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/mainwindow/stacktab.h"

#include <QMainWindow>

class QSettings;
class QStackedWidget;

namespace creact {

class Banner;
class CloseGuard;
class EndpointSettings;
class EndpointsDesk;
class FileChooser;
class KeepingPane;
class Menus;
class QuestionBar;
class RecentStacks;
class StackTabs;
class StorageSettings;
class Theme;
class ToolBar;
class WelcomePane;

/// The window: menus, the stacks that are open in tabs, tool bar, and the page of the one that is
/// looked at.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    struct Parts {
        EndpointSettings &endpoint;
        RecentStacks &recent;
        StorageSettings &storage;
        Theme &theme;
        QSettings &settings;
        /// What the command line says over the documents' heads.
        StackController::Overrides overrides = {};
    };

    explicit MainWindow(const Parts &parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a document, in a tab of its own.
    void openStack(const QString &path);
    /// Opens documents and state folders.
    void openPaths(const QStringList &paths);
    /// Opens what was open when the window was closed the last time.
    void restoreStacks();
    /// The one that is looked at.
    StackTab *currentTab() const;
    StackTabs *tabs() { return m_tabs; }
    /// Stops what is live and quits without a question (SIGTERM).
    void stopAndQuit();

protected:
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeLayout();
    void connectMenus();
    void leaveEndpointsFirst();
    void connectTabs();
    void connectBars();
    void connectWelcome();
    void onTabAdded(StackTab *tab);
    void onCurrentTab();
    void onChanged();
    void showTitle();
    void showPage();
    void focusPage();
    void showNotice();
    void showAbout();
    void restoreLayout();
    void saveLayout();
    void saveOpenStacks();
    void openLooked(const QString &path, const FolderLook &look);
    void dropMissing(StackTab *tab);

    Parts m_parts;
    StackTabs *m_tabs;
    QuestionBar *m_question;
    Menus *m_menus;
    CloseGuard *m_guard;
    FileChooser *m_files;
    ToolBar *m_toolBar;
    QStackedWidget *m_pages;
    WelcomePane *m_welcome;
    EndpointsDesk *m_endpoints;
    KeepingPane *m_keepingPane;
    Banner *m_notice;
    /// Of those that were open the last time.
    QStringList m_missing;
};

} // namespace creact
