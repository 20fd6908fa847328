// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QMainWindow>

class QSettings;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace creact {

class AuditPane;
class Banner;
class ChatPane;
class CloseGuard;
class EndpointPane;
class EndpointSettings;
class InspectorPane;
class Menus;
class ProblemsPane;
class RecentStacks;
class SidePanels;
class StackController;
class Theme;
class ToolBar;
class TreePane;
class WelcomePane;

/// The window: puts the panes together and connects them with the controllers.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    struct Parts {
        StackController &controller;
        EndpointSettings &endpoint;
        RecentStacks &recent;
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
    QWidget *makeWorkspace();
    void connectMenus();
    void connectController();
    void connectPanes();
    void onInfo(const StackInfo &info);
    void onSelected(TreeRow::Uid uid);
    void showPage();
    void focusPage();
    void showInspector();
    void showProblems();
    void showCommandError(const Error &error);
    void showEndpoint();
    void chooseTemplate();
    void chooseFile();
    void openDocumentInEditor();
    void retrySelected();
    void showTurn(const QString &turnId);
    void showAbout();
    void restoreLayout();
    void saveLayout();

    Parts m_parts;
    Menus *m_menus;
    CloseGuard *m_guard;
    ToolBar *m_toolBar;
    QStackedWidget *m_pages;
    WelcomePane *m_welcome;
    TreePane *m_tree;
    InspectorPane *m_inspector;
    ChatPane *m_chat;
    AuditPane *m_audit;
    ProblemsPane *m_problems;
    EndpointPane *m_endpointPane;
    Banner *m_commandError;
    SidePanels *m_side;
    QSplitter *m_columns;
    QSplitter *m_rows;
    QTabWidget *m_bottom;
    bool m_wantsWelcome = false;
    bool m_wasLive = false;
};

} // namespace creact
