// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/stacktab.h"

#include "ui/editing/jsonplaces.h"
#include "ui/editing/treeplaces.h"
#include "ui/mainwindow/workspace.h"
#include "ui/models/words.h"
#include "ui/panes/statefolderpane.h"

#include <QApplication>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace creact {

using namespace Qt::StringLiterals;
using Status = StackInfo::Status;

StackTab::StackTab(const Shared &shared, QWidget *parent)
    : QStackedWidget(parent)
    , m_controller(m_engine, shared.endpoint, shared.recent, shared.storage)
    , m_workspace(new Workspace(m_controller))
{
    setObjectName(u"stackTab"_s);
    m_controller.setOverrides(shared.overrides);
    addWidget(m_workspace);
    connectController();
}

StackTab::~StackTab()
{
    // It looks at the controller, which goes before what this widget owns as a parent.
    delete m_workspace;
}

void StackTab::connectController()
{
    connect(&m_controller, &StackController::infoChanged, this, [this](const StackInfo &info) {
        m_workspace->setInfo(info);
        Q_EMIT changed();
        const bool live = info.status == Status::Live;
        if (live && !std::exchange(m_wasLive, live))
            Q_EMIT wentLive();
        m_wasLive = live;
    });
    connect(m_controller.draft(), &StackDraft::modifiedChanged, this, &StackTab::changed);
    connect(&m_controller, &StackController::commandFailed, this, &StackTab::showCommandError);
    connect(m_controller.plan(), &PlanController::changed, this, &StackTab::changed);
    connect(&m_controller, &StackController::problemsChanged, this, [this] {
        if (m_notice && m_notice->show && !hasErrors(m_controller.problems()->problems()))
            setNotice({});
    });
    connect(m_workspace, &Workspace::failed, this, &StackTab::showCommandError);
    connect(m_controller.history(), &HistoryController::wentBack, this, [this](qint64 at) {
        setNotice(Notice{Banner::Tone::Info,
                         tr("The stack is as it was at %1").arg(Words::time(at)),
                         tr("The state before that is in the history.")});
    });
    connect(m_controller.history(), &HistoryController::startedEmpty, this,
            [this](const QString &name) {
                setNotice(Notice{Banner::Tone::Info, tr("The stack begins empty"),
                                 tr("The file that could not be read is kept as %1.").arg(name)});
            });
}

bool StackTab::isEmpty() const
{
    return location().isEmpty() && info().status == Status::Closed;
}

bool StackTab::isModified() const
{
    return m_controller.draft()->isModified();
}

QString StackTab::path() const
{
    return m_controller.path();
}

QString StackTab::location() const
{
    return path().isEmpty() ? m_folder : path();
}

QString StackTab::name() const
{
    if (!info().name.isEmpty())
        return info().name;
    return location().isEmpty() ? tr("New stack") : QFileInfo(location()).fileName();
}

void StackTab::open(const QString &path)
{
    setNotice({});
    m_folder.clear();
    m_workspace->clear();
    setCurrentWidget(m_workspace);
    m_controller.open(path);
    Q_EMIT changed();
}

void StackTab::openStored(const QString &stateFolder, const QString &stackName)
{
    setNotice({});
    m_folder = stateFolder + u'/' + stackName;
    m_workspace->clear();
    setCurrentWidget(m_workspace);
    m_controller.openStored(stateFolder, stackName);
    Q_EMIT changed();
}

void StackTab::showStates(const FolderLook &look)
{
    m_folder = look.stateFolder;
    if (!m_states) {
        m_states = new StateFolderPane;
        addWidget(m_states);
        connect(m_states, &StateFolderPane::chosen, this, [this](const QString &stackName) {
            const QString folder = m_folder;
            openStored(folder, stackName);
            m_workspace->focusMain();
        });
    }
    m_states->setFolder(look);
    setCurrentWidget(m_states);
    Q_EMIT changed();
}

bool StackTab::showsStates() const
{
    return m_states && currentWidget() == m_states;
}

void StackTab::save(const std::function<void(bool)> &then)
{
    m_controller.draftFile()->save([tab = QPointer(this), then](const Result<void> &saved) {
        if (!tab)
            return;
        // A file that others have changed is asked about in its place.
        const bool asked = tab->m_controller.draftFile()->outside() == DraftFile::Outside::NotSaved;
        if (!saved && !asked && saved.error().code != ErrorCode::Cancelled)
            tab->showCommandError(saved.error());
        if (then)
            then(saved.ok());
    });
}

void StackTab::discard()
{
    m_controller.draftFile()->discard();
}

// --- notice

void StackTab::showCommandError(const Error &error)
{
    // That of the stack as a whole has a banner of its own.
    if (info().error == error)
        return;
    // The engine tells it as a line of the command line.
    if (error.code == ErrorCode::DocumentInvalid && error.where == path()) {
        if (const std::optional<Notice> notice = noticeOfProblem())
            return setNotice(notice);
    }
    setNotice(Notice{Banner::Tone::Danger, error.message, error.hint});
}

std::optional<StackTab::Notice> StackTab::noticeOfProblem()
{
    const QList<Problem> &problems = m_controller.problems()->problems();
    const auto first = std::find_if(problems.cbegin(), problems.cend(), [](const Problem &problem) {
        return problem.severity == Problem::Severity::Error;
    });
    if (first == problems.cend())
        return {};
    const StackDocumentPtr document = m_controller.draft()->document().document;
    const Element *element =
        document ? elementAt(*document, JsonPlaces::elementOf(first->pointer)) : nullptr;
    QString place = tr("Line %1").arg(QLocale().toString(first->line));
    if (element)
        place = element->as.isEmpty()
            ? tr("%1, line %2", "element").arg(elementTitle(*element)).arg(first->line)
            : tr("%1 %2, line %3", "element, name")
                  .arg(elementTitle(*element), element->as)
                  .arg(first->line);
    const QString details = first->hint.isEmpty()
        ? tr("%1. Nothing is deployed until it is mended.", "place").arg(place)
        : tr("%1: %2 Nothing is deployed until it is mended.", "place, hint")
              .arg(place, first->hint);
    return Notice{Banner::Tone::Warning, first->message, details,
                  [workspace = QPointer(m_workspace), problem = *first] {
                      if (workspace)
                          workspace->showProblem(problem);
                  }};
}

void StackTab::setNotice(const std::optional<Notice> &notice)
{
    if (!notice && !m_notice)
        return;
    m_notice = notice;
    Q_EMIT noticeChanged();
}

// --- focus

void StackTab::keepFocus()
{
    QWidget *focus = QApplication::focusWidget();
    m_focus = focus && isAncestorOf(focus) ? focus : nullptr;
}

void StackTab::takeFocus()
{
    if (m_focus && m_focus->isVisible() && m_focus->isEnabled())
        m_focus->setFocus(Qt::OtherFocusReason);
    else if (showsStates())
        m_states->focusList();
    else
        m_workspace->focusMain();
}

} // namespace creact
