// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/closeguard.h"

#include "ui/mainwindow/questionbar.h"
#include "ui/mainwindow/stacktabs.h"
#include "ui/mainwindow/workspace.h"

#include <QLocale>
#include <QMenu>
#include <QPointer>
#include <QSystemTrayIcon>
#include <QWidget>

#include <algorithm>
#include <iterator>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QString tabNames(const QList<StackTab *> &tabs)
{
    QStringList names;
    for (const StackTab *tab : tabs)
        names.append(CloseGuard::tr("“%1”").arg(tab->name()));
    return QLocale().createSeparatedList(names);
}

template <typename Wanted> QList<StackTab *> tabsThat(const StackTabs &tabs, Wanted wanted)
{
    QList<StackTab *> found;
    const QList<StackTab *> all = tabs.all();
    std::copy_if(all.begin(), all.end(), std::back_inserter(found), wanted);
    return found;
}

QList<StackTab *> liveTabs(const StackTabs &tabs)
{
    return tabsThat(tabs, [](StackTab *tab) { return tab->controller().active(); });
}

/// Those that are still there.
QList<StackTab *> present(const QList<QPointer<StackTab>> &tabs)
{
    QList<StackTab *> found;
    for (const QPointer<StackTab> &tab : tabs) {
        if (tab)
            found.append(tab);
    }
    return found;
}

} // namespace

CloseGuard::CloseGuard(StackTabs &tabs, QuestionBar &question, QWidget *window)
    : QObject(window)
    , m_tabs(tabs)
    , m_question(question)
    , m_window(window)
{
}

CloseGuard::~CloseGuard() = default;

QString CloseGuard::liveText() const
{
    return tr("Stopping keeps the state; the next deploy goes on from there.");
}

// --- one tab

void CloseGuard::closeTab(StackTab *tab)
{
    if (m_quitting)
        return;
    tab->workspace()->flush();
    if (tab->isModified() || tab->controller().active())
        askAboutTab(tab);
    else
        m_tabs.close(tab);
}

void CloseGuard::askAboutTab(StackTab *tab)
{
    m_tabs.select(tab);
    const bool live = tab->controller().active();
    const QPointer<StackTab> guard(tab);
    const auto close = [this, guard] {
        if (guard)
            stopAndClose(guard);
    };
    QList<QuestionBar::Choice> choices;
    if (tab->isModified()) {
        choices.append({u"saveAndClose"_s, live ? tr("&Save, stop and close") : tr("&Save"),
                        [this, guard, close] {
                            if (guard)
                                saveAll({guard}, close);
                        }});
        choices.append({u"discardAndClose"_s,
                        live ? tr("&Discard, stop and close") : tr("&Discard"),
                        [this, guard, close] {
                            if (guard)
                                discardAll({guard});
                            close();
                        }});
    } else {
        choices.append({u"stopAndClose"_s, tr("&Stop and close"), close});
    }
    const QString title = !tab->isModified() ? tr("The stack “%1” is live.")
        : live ? tr("“%1” is live, and its changes are not saved.")
               : tr("The changes of “%1” are not saved.");
    m_question.ask(tab, title.arg(tab->name()), live ? liveText() : QString(), choices,
                   tr("Keep open"));
}

void CloseGuard::stopAndClose(StackTab *tab)
{
    if (!tab->controller().active()) {
        m_tabs.close(tab);
        return;
    }
    tab->controller().stop([this, guard = QPointer(tab)] {
        if (guard)
            m_tabs.close(guard);
    });
}

void CloseGuard::saveAll(QList<StackTab *> tabs, const std::function<void()> &then)
{
    if (tabs.isEmpty()) {
        then();
        return;
    }
    StackTab *tab = tabs.takeFirst();
    QList<QPointer<StackTab>> rest(tabs.begin(), tabs.end());
    tab->save([this, guard = QPointer(tab), rest, then](bool saved) {
        if (!saved) {
            // It says itself why.
            if (guard)
                m_tabs.select(guard);
            return;
        }
        saveAll(present(rest), then);
    });
}

void CloseGuard::discardAll(const QList<StackTab *> &tabs)
{
    for (StackTab *tab : tabs)
        tab->discard();
}

// --- the window

bool CloseGuard::mayClose()
{
    if (m_quitting)
        return m_toStop == 0;
    const QList<StackTab *> all = m_tabs.all();
    for (StackTab *tab : all)
        tab->workspace()->flush();
    const QList<StackTab *> live = liveTabs(m_tabs);
    const QList<StackTab *> unsaved =
        tabsThat(m_tabs, [](StackTab *tab) { return tab->isModified(); });
    if (live.isEmpty() && unsaved.isEmpty())
        return true;
    if (!m_question.isAsking(m_window))
        askAboutAll(live, unsaved);
    return false;
}

void CloseGuard::askAboutAll(const QList<StackTab *> &live, const QList<StackTab *> &unsaved)
{
    QStringList title;
    if (!live.isEmpty())
        title.append(live.size() == 1 ? tr("The stack %1 is live.").arg(tabNames(live))
                                      : tr("The stacks %1 are live.").arg(tabNames(live)));
    if (!unsaved.isEmpty())
        title.append(tr("Changes of %1 are not saved.").arg(tabNames(unsaved)));
    QList<QPointer<StackTab>> kept(unsaved.begin(), unsaved.end());
    QList<QuestionBar::Choice> choices;
    if (unsaved.isEmpty()) {
        choices.append({u"stopAndQuit"_s, tr("&Stop and quit"), [this] { stopAndQuit(); }});
    } else {
        choices.append({u"saveAndQuit"_s,
                        live.isEmpty() ? tr("&Save and quit") : tr("&Save, stop and quit"),
                        [this, kept] { saveAll(present(kept), [this] { stopAndQuit(); }); }});
        choices.append({u"discardAndQuit"_s,
                        live.isEmpty() ? tr("&Discard and quit") : tr("&Discard, stop and quit"),
                        [this, kept] {
                            discardAll(present(kept));
                            stopAndQuit();
                        }});
    }
    if (!live.isEmpty())
        choices.append({u"keepRunning"_s, tr("&Keep running in the background"),
                        [this] { goToBackground(); }});
    m_question.ask(m_window, title.join(u' '), live.isEmpty() ? QString() : liveText(), choices,
                   tr("Cancel"));
}

void CloseGuard::stopAndQuit()
{
    if (m_quitting)
        return;
    m_quitting = true;
    const QList<StackTab *> live = liveTabs(m_tabs);
    m_toStop = int(live.size());
    if (live.isEmpty())
        Q_EMIT readyToQuit();
    for (StackTab *tab : live) {
        tab->controller().stop([this] {
            if (--m_toStop == 0)
                Q_EMIT readyToQuit();
        });
    }
}

// --- background

// Without a tray a hidden window could not be brought back: it is minimised instead.
void CloseGuard::goToBackground()
{
    if (!QSystemTrayIcon::isSystemTrayAvailable()) {
        m_window->showMinimized();
        return;
    }
    if (!m_tray) {
        m_tray = std::make_unique<QSystemTrayIcon>(m_window->windowIcon());
        auto *menu = new QMenu(m_window);
        menu->addAction(tr("&Show CReact Studio"), this, &CloseGuard::comeBack);
        menu->addAction(tr("&Stop and quit"), this, &CloseGuard::stopAndQuit);
        m_tray->setContextMenu(menu);
        connect(m_tray.get(), &QSystemTrayIcon::activated, this, &CloseGuard::comeBack);
    }
    m_tray->setToolTip(tr("%1: live", "names of stacks").arg(tabNames(liveTabs(m_tabs))));
    m_tray->show();
    m_window->hide();
}

void CloseGuard::comeBack()
{
    m_window->showNormal();
    m_window->activateWindow();
    m_tray->hide();
}

} // namespace creact
