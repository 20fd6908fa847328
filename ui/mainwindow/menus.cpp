// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/menus.h"

#include "ui/controllers/recentstacks.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QDir>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString themeKey = u"theme"_s;
const QString flashesKey = u"flashChanges"_s;

} // namespace

Menus::Menus(QMainWindow *window, RecentStacks &recent, Theme &theme, QSettings &settings)
    : QObject(window)
    , newStack(action(u"newStack"_s, tr("&New from Template…"), QKeySequence::New, u"new"_s))
    , open(action(u"open"_s, tr("&Open…"), QKeySequence::Open, u"open"_s))
    , openStates(action(u"openStates"_s, tr("Open State &Folder…")))
    , save(action(u"save"_s, tr("&Save"), QKeySequence::Save))
    , saveAs(action(u"saveAs"_s, tr("Save &As…"), tr("Ctrl+Shift+S")))
    , reload(action(u"reload"_s, tr("Re&load from Disk"), tr("Ctrl+Shift+R")))
    , closeTab(action(u"closeTab"_s, tr("&Close Tab"), tr("Ctrl+W"), u"close"_s))
    , quit(action(u"quit"_s, tr("&Quit"), tr("Ctrl+Q")))
    , undo(action(u"undo"_s, tr("&Undo"), QKeySequence::Undo))
    , redo(action(u"redo"_s, tr("&Redo"), tr("Ctrl+Shift+Z")))
    , filter(action(u"filter"_s, tr("&Find in the Tree"), QKeySequence::Find, u"search"_s))
    , deploy(action(u"deploy"_s, tr("&Deploy…"), tr("F5"), u"play"_s))
    , plan(action(u"plan"_s, tr("&Plan"), tr("Ctrl+F5")))
    , stop(action(u"stop"_s, tr("&Stop"), tr("Shift+F5"), u"stop"_s))
    , retry(action(u"retry"_s, tr("&Retry Node"), tr("Ctrl+R"), u"retry"_s))
    , retryAll(action(u"retryAll"_s, tr("Retry &All Failed")))
    , rerun(action(u"rerun"_s, tr("R&e-run Node")))
    , pin(action(u"pin"_s, tr("P&in Outputs")))
    , destroyNode(action(u"destroyNode"_s, tr("Destroy &Node…")))
    , nextFailed(action(u"nextFailed"_s, tr("Next &Failed Node"), tr("F8"), u"error"_s))
    , endpoint(action(u"endpoint"_s, tr("&Model Endpoint…"), tr("Ctrl+E"), u"plug"_s))
    , endpoints(action(u"endpoints"_s, tr("Manage E&ndpoints…"), tr("Ctrl+,")))
    , keeping(action(u"keeping"_s, tr("What Is &Kept…")))
    , forget(action(u"forget"_s, tr("Forget &Conversation…")))
    , destroyStack(action(u"destroyStack"_s, tr("Destroy Stac&k…")))
    , tree(action(u"tree"_s, tr("Stack &Tree"), tr("Ctrl+1")))
    , inspector(action(u"inspector"_s, tr("&Inspector"), tr("Ctrl+2")))
    , chat(action(u"chat"_s, tr("&Chat"), tr("Ctrl+3")))
    , audit(action(u"audit"_s, tr("&Audit Log"), tr("Ctrl+4")))
    , problems(action(u"problems"_s, tr("&Problems"), tr("Ctrl+5")))
    , history(action(u"history"_s, tr("&History"), tr("Ctrl+6")))
    , deployments(action(u"deployments"_s, tr("Deploy&ments"), tr("Ctrl+7")))
    , text(action(u"text"_s, tr("&Document Text"), tr("Ctrl+T")))
    , nextTab(action(u"nextTab"_s, tr("&Next Tab"), tr("Ctrl+Tab")))
    , previousTab(action(u"previousTab"_s, tr("Pre&vious Tab"), tr("Ctrl+Shift+Tab")))
    , flashes(action(u"flashes"_s, tr("Flash C&hanges")))
    , about(action(u"about"_s, tr("&About CReact Studio")))
    , m_recent(recent)
    , m_theme(theme)
    , m_settings(settings)
{
    redo->setShortcuts({QKeySequence(tr("Ctrl+Shift+Z")), QKeySequence(tr("Ctrl+Y"))});
    text->setCheckable(true);
    flashes->setCheckable(true);
    flashes->setChecked(settings.value(flashesKey, true).toBool());
    connect(flashes, &QAction::toggled, this,
            [this](bool on) { m_settings.setValue(flashesKey, on); });
    fill(window->menuBar());
    connect(&m_recent, &RecentStacks::changed, this, &Menus::fillRecent);
}

QAction *Menus::action(const QString &name, const QString &text, const QKeySequence &shortcut,
                       const QString &icon)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name + u"Action"_s);
    action->setShortcut(shortcut);
    QString plain = QString(text).remove(u'&').remove(u'…');
    if (!shortcut.isEmpty())
        plain = tr("%1 (%2)", "command, shortcut")
                    .arg(plain, shortcut.toString(QKeySequence::NativeText));
    action->setToolTip(plain);
    if (!icon.isEmpty())
        action->setIcon(themedIcon(icon));
    return action;
}

void Menus::fill(QMenuBar *bar)
{
    QMenu *file = bar->addMenu(tr("&File"));
    file->addActions({newStack, open});
    m_recentMenu = file->addMenu(tr("Open &Recent"));
    m_recentMenu->setObjectName(u"recentMenu"_s);
    connect(m_recentMenu, &QMenu::aboutToShow, &m_recent, &RecentStacks::check);
    fillRecent();
    file->addAction(openStates);
    file->addSeparator();
    file->addActions({save, saveAs, reload});
    file->addSeparator();
    file->addActions({closeTab, quit});

    m_editMenu = bar->addMenu(tr("&Edit"));
    m_editMenu->setObjectName(u"editMenu"_s);
    m_editMenu->addActions({undo, redo});
    m_editMenu->addSeparator();
    m_afterTree = m_editMenu->addSeparator();
    m_editMenu->addAction(filter);

    QMenu *stack = bar->addMenu(tr("&Stack"));
    stack->addActions({deploy, plan, stop});
    stack->addSeparator();
    stack->addActions({retry, retryAll, rerun, pin, destroyNode, nextFailed});
    stack->addSeparator();
    stack->addActions({endpoint, endpoints, keeping});
    stack->addSeparator();
    stack->addActions({forget, destroyStack});

    QMenu *view = bar->addMenu(tr("&View"));
    view->addActions({tree, inspector, chat, audit, problems, history, deployments, text});
    view->addSeparator();
    view->addActions({nextTab, previousTab});
    view->addSeparator();
    view->addAction(flashes);
    view->addSeparator();
    fillTheme(view);

    QMenu *help = bar->addMenu(tr("&Help"));
    help->addAction(about);
}

void Menus::fillRecent()
{
    m_recentMenu->clear();
    const QStringList paths = m_recent.paths();
    for (const QString &path : paths) {
        const QString shown = QDir::toNativeSeparators(path).replace(u'&', u"&&"_s);
        const bool missing = m_recent.isMissing(path);
        QAction *entry = m_recentMenu->addAction(missing ? tr("%1 (missing)").arg(shown) : shown);
        entry->setEnabled(!missing);
        connect(entry, &QAction::triggered, this, [this, path] { Q_EMIT recentChosen(path); });
    }
    m_recentMenu->setEnabled(!paths.isEmpty());
}

void Menus::fillTheme(QMenu *menu)
{
    auto *group = new QActionGroup(this);
    const QList<std::pair<Theme::Mode, QString>> modes{
        {Theme::Mode::System, tr("&System Colours")},
        {Theme::Mode::Light, tr("&Light")},
        {Theme::Mode::Dark, tr("&Dark")},
    };
    for (const auto &[mode, text] : modes) {
        QAction *entry = menu->addAction(text);
        entry->setObjectName(u"theme%1Action"_s.arg(int(mode)));
        entry->setCheckable(true);
        entry->setChecked(m_theme.mode() == mode);
        group->addAction(entry);
        connect(entry, &QAction::triggered, this, [this, chosen = mode] {
            m_theme.setMode(chosen);
            m_settings.setValue(themeKey, int(chosen));
        });
    }
}

void Menus::setTreeActions(const QList<QAction *> &actions)
{
    for (const QPointer<QAction> &action : std::as_const(m_treeActions)) {
        if (action && action->isSeparator())
            delete action;
        else if (action)
            m_editMenu->removeAction(action);
    }
    m_treeActions.clear();
    for (QAction *action : actions) {
        if (!action) {
            action = new QAction(m_editMenu);
            action->setSeparator(true);
        }
        m_editMenu->insertAction(m_afterTree, action);
        m_treeActions.append(action);
    }
}

} // namespace creact
