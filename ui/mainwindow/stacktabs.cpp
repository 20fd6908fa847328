// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/stacktabs.h"

#include "ui/mainwindow/statuspill.h"

#include <QDir>
#include <QFileInfo>
#include <QShortcut>

namespace creact {

using namespace Qt::StringLiterals;
using Status = StackInfo::Status;

namespace {

constexpr int numberedTabs = 9;

StackTabBar::Mark tabMark(const StackTab &tab)
{
    using Mark = StackTabBar::Mark;
    const StackInfo &info = tab.info();
    if (tab.isEmpty())
        return Mark::None;
    if (tab.showsStates())
        return Mark::Stored;
    if (info.readOnly)
        return info.documentPath.isEmpty() ? Mark::Stored : Mark::ReadOnly;
    if (info.failed > 0 || info.error)
        return Mark::Trouble;
    switch (info.status) {
    case Status::Live:
        return Mark::Live;
    case Status::Opening:
    case Status::Deploying:
    case Status::Stopping:
        return Mark::Working;
    case Status::Idle:
    case Status::Closed:
        break;
    }
    return Mark::Idle;
}

} // namespace

StackTabs::StackTabs(const StackTab::Shared &shared, QObject *parent)
    : QObject(parent)
    , m_shared(shared)
    , m_bar(new StackTabBar)
    , m_pages(new QStackedWidget)
{
    connect(m_bar, &QTabBar::currentChanged, this, &StackTabs::onCurrent);
    connect(m_bar, &QTabBar::tabMoved, this, &StackTabs::documentsChanged);
    connect(m_bar, &StackTabBar::closeRequested, this,
            [this](int index) { Q_EMIT closeRequested(tabAt(index)); });
    for (int n = 1; n <= numberedTabs; ++n) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + n)), m_pages);
        shortcut->setContext(Qt::WindowShortcut);
        connect(shortcut, &QShortcut::activated, m_bar, [this, n] {
            if (n <= m_bar->count())
                m_bar->setCurrentIndex(n - 1);
        });
    }
    add();
}

StackTab *StackTabs::tabAt(int index) const
{
    return m_bar->tabData(index).value<StackTab *>();
}

int StackTabs::indexOf(const StackTab *tab) const
{
    for (int index = 0; index < m_bar->count(); ++index) {
        if (tabAt(index) == tab)
            return index;
    }
    return -1;
}

StackTab *StackTabs::current() const
{
    return qobject_cast<StackTab *>(m_pages->currentWidget());
}

QList<StackTab *> StackTabs::all() const
{
    QList<StackTab *> tabs;
    for (int index = 0; index < m_bar->count(); ++index)
        tabs.append(tabAt(index));
    return tabs;
}

// --- open and close

StackTab *StackTabs::add()
{
    auto *tab = new StackTab(m_shared);
    m_pages->addWidget(tab);
    connect(tab, &StackTab::changed, this, [this, tab] {
        showLooks();
        if (tab == current())
            Q_EMIT changed();
    });
    connect(tab, &StackTab::noticeChanged, this, [this, tab] {
        if (tab == current())
            Q_EMIT noticeChanged();
    });
    Q_EMIT added(tab);
    const int index = m_bar->addTab(QString());
    m_bar->setTabData(index, QVariant::fromValue(tab));
    showLooks();
    m_bar->setCurrentIndex(index);
    onCurrent();
    return tab;
}

StackTab *StackTabs::openEmpty()
{
    const QList<StackTab *> tabs = all();
    for (StackTab *tab : tabs) {
        if (!tab->isEmpty())
            continue;
        select(tab);
        return tab;
    }
    return add();
}

StackTab *StackTabs::open(const QString &path)
{
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    if (StackTab *tab = find(absolute)) {
        select(tab);
        return tab;
    }
    StackTab *tab = openEmpty();
    tab->open(absolute);
    Q_EMIT documentsChanged();
    return tab;
}

/// One stack is looked at as it is; of several the person chooses.
StackTab *StackTabs::openStates(const FolderLook &look)
{
    const bool single = look.stacks.size() == 1;
    const QString name = single ? look.stacks.first().name : QString();
    StackTab *tab = find(single ? look.stateFolder + u'/' + name : look.stateFolder);
    if (tab) {
        select(tab);
        return tab;
    }
    tab = openEmpty();
    if (single)
        tab->openStored(look.stateFolder, name);
    else
        tab->showStates(look);
    return tab;
}

StackTab *StackTabs::find(const QString &location) const
{
    const QList<StackTab *> tabs = all();
    for (StackTab *tab : tabs) {
        if (!tab->isEmpty() && tab->location() == location)
            return tab;
    }
    return nullptr;
}

void StackTabs::close(StackTab *tab)
{
    const int index = indexOf(tab);
    if (index < 0)
        return;
    if (m_bar->count() == 1)
        add();
    m_bar->removeTab(index);
    m_pages->removeWidget(tab);
    // Its own buttons and menus may have asked for it.
    tab->deleteLater();
    showLooks();
    Q_EMIT documentsChanged();
}

void StackTabs::select(StackTab *tab)
{
    m_bar->setCurrentIndex(indexOf(tab));
}

void StackTabs::step(int by)
{
    const int count = m_bar->count();
    m_bar->setCurrentIndex((m_bar->currentIndex() + by + count) % count);
}

void StackTabs::onCurrent()
{
    StackTab *tab = tabAt(m_bar->currentIndex());
    if (!tab || tab == current())
        return;
    if (StackTab *before = current())
        before->keepFocus();
    m_pages->setCurrentWidget(tab);
    Q_EMIT currentChanged();
}

// --- how they look

void StackTabs::showLooks()
{
    const QList<StackTab *> tabs = all();
    QHash<QString, int> named;
    for (const StackTab *tab : tabs)
        ++named[tab->name()];
    for (int index = 0; index < tabs.size(); ++index) {
        const StackTab &tab = *tabs.at(index);
        StackTabBar::Look look;
        look.name = tab.name();
        if (named.value(look.name) > 1 && !tab.location().isEmpty())
            look.name = tr("%1 — %2", "name of the stack, its folder")
                            .arg(look.name, QFileInfo(tab.location()).dir().dirName());
        look.mark = tabMark(tab);
        look.modified = tab.isModified();
        QStringList states{StatusPill::textOf(tab.info())};
        if (look.modified)
            states.append(tr("not saved"));
        states.removeAll(QString());
        look.state = states.join(u", "_s);
        look.tip = QDir::toNativeSeparators(tab.location());
        if (!look.state.isEmpty())
            look.tip += (look.tip.isEmpty() ? u""_s : u"\n"_s) + look.state;
        m_bar->setLook(index, look);
    }
}

} // namespace creact
