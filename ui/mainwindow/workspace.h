// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"
#include "core/stack/problem.h"

#include <QSplitter>

class QSettings;
class QStackedWidget;
class QTabWidget;

namespace creact {

class AuditPane;
class ChatPane;
class DeploymentsPane;
class DraftBanners;
class HistoryPane;
class InspectorPane;
class PlanPane;
class ProblemsPane;
class SidePanels;
class StackController;
class TextPane;
class TreePane;
class UnreadablePane;

/// The page of the window that shows an open stack: its tree, inspector and chat, and what has
/// happened. Puts the panes together and connects them with the controller.
class Workspace : public QSplitter {
    Q_OBJECT
public:
    explicit Workspace(StackController &controller, QWidget *parent = nullptr);
    void setInfo(const StackInfo &info);
    /// The row or page that a person begins with.
    void focusMain();
    void focusComposer();
    /// Brings what is typed in a field into the document.
    void flush();
    void clear();
    void restoreLayout(const QSettings &settings, const QSize &size);
    void saveLayout(QSettings &settings) const;

    TreePane *tree() { return m_tree; }
    ChatPane *chat() { return m_chat; }
    TextPane *text() { return m_text; }
    void showInspector();
    void showChat();
    void showAudit();
    void showProblems();
    /// Its element, its fields, and the list that it stands in.
    void showProblem(const Problem &problem);
    void showHistory();
    void showDeployments();
    /// The text beside the tree.
    void setTextVisible(bool visible);
    bool isTextVisible() const;
    void retrySelected();
    void forgetConversation();

Q_SIGNALS:
    void failed(const creact::Error &error);
    /// The text was opened or closed.
    void textShown(bool shown);

private:
    void makeLayout();
    void connectController();
    void connectPanes();
    void connectText();
    QWidget *makeDocument();
    void onSelected(TreeRow::Uid uid);
    void showInText(TreeRow::Uid uid);
    void onProblems();
    void showMainPage();
    void showTurn(const QString &turnId);
    void openDocumentInEditor();
    void showStateFolder();

    StackController &m_controller;
    TreePane *m_tree;
    UnreadablePane *m_unreadable;
    PlanPane *m_plan;
    QStackedWidget *m_main;
    TextPane *m_text;
    /// Tree (or what stands in its place) and text.
    QSplitter *m_document;
    DraftBanners *m_draftBanners;
    /// Of the columns, to go back to when the text is closed.
    QList<int> m_sizesWithoutText;
    InspectorPane *m_inspector;
    ChatPane *m_chat;
    AuditPane *m_audit;
    ProblemsPane *m_problems;
    HistoryPane *m_history;
    DeploymentsPane *m_deployments;
    SidePanels *m_side;
    QSplitter *m_rows;
    QTabWidget *m_bottom;
};

} // namespace creact
