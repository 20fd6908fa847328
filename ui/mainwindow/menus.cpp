// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/menus.h"

#include "ui/controllers/recentstacks.h"
#include "ui/panes/chatpane.h"
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
using Status = StackInfo::Status;

namespace {

const QString themeKey = u"theme"_s;
const QString flashesKey = u"flashChanges"_s;

} // namespace

Menus::Menus(QMainWindow *window, RecentStacks &recent, Theme &theme, QSettings &settings)
    : QObject(window)
    , newStack(action(u"newStack"_s, tr("&New from Template…"), QKeySequence::New, u"new"_s))
    , open(action(u"open"_s, tr("&Open…"), QKeySequence::Open, u"open"_s))
    , reload(action(u"reload"_s, tr("Re&load from Disk"), tr("Ctrl+Shift+R")))
    , quit(action(u"quit"_s, tr("&Quit"), tr("Ctrl+Q")))
    , deploy(action(u"deploy"_s, tr("&Deploy"), tr("F5"), u"play"_s))
    , stop(action(u"stop"_s, tr("&Stop"), tr("Shift+F5"), u"stop"_s))
    , retry(action(u"retry"_s, tr("&Retry Node"), tr("Ctrl+R"), u"retry"_s))
    , nextFailed(action(u"nextFailed"_s, tr("Next &Failed Node"), tr("F8"), u"error"_s))
    , endpoint(action(u"endpoint"_s, tr("Model &Endpoint…"), tr("Ctrl+E"), u"plug"_s))
    , keeping(action(u"keeping"_s, tr("What Is &Kept…")))
    , forget(action(u"forget"_s, tr("Forget &Conversation…")))
    , filter(action(u"filter"_s, tr("&Filter the Tree"), QKeySequence::Find, u"search"_s))
    , tree(action(u"tree"_s, tr("Stack &Tree"), tr("Ctrl+1")))
    , inspector(action(u"inspector"_s, tr("&Inspector"), tr("Ctrl+2")))
    , chat(action(u"chat"_s, tr("&Chat"), tr("Ctrl+3")))
    , audit(action(u"audit"_s, tr("&Audit Log"), tr("Ctrl+4")))
    , problems(action(u"problems"_s, tr("&Problems"), tr("Ctrl+5")))
    , history(action(u"history"_s, tr("&History"), tr("Ctrl+6")))
    , flashes(action(u"flashes"_s, tr("Flash &Changes")))
    , about(action(u"about"_s, tr("&About CReact Studio")))
    , m_recent(recent)
    , m_theme(theme)
    , m_settings(settings)
{
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
    fillRecent();
    file->addAction(reload);
    file->addSeparator();
    file->addAction(quit);

    QMenu *stack = bar->addMenu(tr("&Stack"));
    stack->addActions({deploy, stop});
    stack->addSeparator();
    stack->addActions({retry, nextFailed});
    stack->addSeparator();
    stack->addActions({forget, endpoint, keeping});

    QMenu *view = bar->addMenu(tr("&View"));
    view->addActions({tree, inspector, chat, audit, problems, history});
    view->addSeparator();
    view->addAction(filter);
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
        const bool exists = RecentStacks::exists(path);
        QAction *entry = m_recentMenu->addAction(exists ? shown : tr("%1 (missing)").arg(shown));
        entry->setEnabled(exists);
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

void Menus::setInfo(const StackInfo &info, bool canDeploy)
{
    const bool live = info.status == Status::Live;
    deploy->setEnabled(canDeploy);
    stop->setEnabled(live || info.status == Status::Deploying);
    reload->setEnabled(info.status == Status::Idle);
    retry->setEnabled(live && info.failed > 0);
    nextFailed->setEnabled(info.failed > 0);
    forget->setEnabled(ChatPane::canForget(info));
}

} // namespace creact
