// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QMainWindow>

class QSettings;
class QStackedWidget;

namespace creact {

class Banner;
class CloseGuard;
class EndpointPane;
class EndpointSettings;
class KeepingPane;
class Menus;
class RecentStacks;
class StackController;
class StorageSettings;
class Theme;
class ToolBar;
class WelcomePane;
class Workspace;

/// The window: menus, tool bar and the pages below them, connected with the controllers.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    struct Parts {
        StackController &controller;
        EndpointSettings &endpoint;
        RecentStacks &recent;
        StorageSettings &storage;
        Theme &theme;
        QSettings &settings;
    };

    explicit MainWindow(const Parts &parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a document, asking first when another one is live.
    void openStack(const QString &path);
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
    void connectController();
    void connectPanes();
    void onInfo(const StackInfo &info);
    void showPage();
    void focusPage();
    void showCommandError(const Error &error);
    void showNotice(const QString &text, const QString &details);
    void showEndpoint();
    void chooseTemplate();
    void chooseFile();
    void showAbout();
    void restoreLayout();
    void saveLayout();

    Parts m_parts;
    Menus *m_menus;
    CloseGuard *m_guard;
    ToolBar *m_toolBar;
    QStackedWidget *m_pages;
    WelcomePane *m_welcome;
    Workspace *m_workspace;
    EndpointPane *m_endpointPane;
    KeepingPane *m_keepingPane;
    Banner *m_notice;
    bool m_wantsWelcome = false;
    bool m_wasLive = false;
};

} // namespace creact
