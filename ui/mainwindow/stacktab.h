// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "ui/controllers/folderlook.h"
#include "ui/controllers/stackcontroller.h"
#include "ui/panes/banner.h"

#include <QPointer>
#include <QStackedWidget>

#include <functional>
#include <optional>

namespace creact {

class EndpointSettings;
class RecentStacks;
class StateFolderPane;
class StorageSettings;
class Workspace;

/// One tab of the window: an engine of its own, the controller of the one stack that it opens, and
/// the page that shows it. Begins empty.
class StackTab : public QStackedWidget {
    Q_OBJECT
public:
    /// What every tab shares with the others.
    struct Shared {
        EndpointSettings &endpoint;
        RecentStacks &recent;
        StorageSettings &storage;
        StackController::Overrides overrides = {};
    };
    /// Something to tell about this tab, shown while it is the one that is looked at.
    struct Notice {
        Banner::Tone tone = Banner::Tone::Info;
        QString text;
        QString details;
        /// Of a problem of the document: shows where it is.
        std::function<void()> show = {};
    };

    explicit StackTab(const Shared &shared, QWidget *parent = nullptr);
    ~StackTab() override;

    Engine &engine() { return m_engine; }
    StackController &controller() { return m_controller; }
    const StackInfo &info() const { return m_controller.info(); }
    Workspace *workspace() { return m_workspace; }
    /// Nothing has been opened in it.
    bool isEmpty() const;
    bool isModified() const;
    /// The name of the stack; of its file while it cannot be read.
    QString name() const;
    /// The document, absolute; empty: none.
    QString path() const;

    /// What it has open, to tell whether that is open already: the document; else the state folder,
    /// and the stack in it.
    QString location() const;

    void open(const QString &path);
    /// The state that is stored of a stack, to look at.
    void openStored(const QString &stateFolder, const QString &stackName);
    /// The stacks that a folder keeps states of, to choose one.
    void showStates(const FolderLook &look);
    bool showsStates() const;
    /// Writes the document; `then` is told whether it is written. What went wrong is told by a
    /// notice.
    void save(const std::function<void(bool)> &then = {});
    /// What is not saved is to be forgotten.
    void discard();
    const std::optional<Notice> &notice() const { return m_notice; }
    void setNotice(const std::optional<Notice> &notice);
    /// The same for a command that the document's first problem stands in the way of.
    std::optional<Notice> noticeOfProblem();
    /// The keys go to where they went when the tab was looked at last.
    void takeFocus();
    void keepFocus();

Q_SIGNALS:
    /// Name, state or whether it is modified.
    void changed();
    void noticeChanged();
    /// The stack has become live.
    void wentLive();

private:
    void connectController();
    void showCommandError(const Error &error);

    Engine m_engine;
    StackController m_controller;
    Workspace *m_workspace;
    std::optional<Notice> m_notice;
    StateFolderPane *m_states = nullptr;
    /// State folder, and the stack in it that is looked at.
    QString m_folder;
    QPointer<QWidget> m_focus;
    bool m_wasLive = false;
};

} // namespace creact
