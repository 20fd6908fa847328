// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/endpointsdesk.h"

#include "ui/mainwindow/questionbar.h"
#include "ui/panes/endpointpane.h"
#include "ui/panes/endpointspage.h"

#include <QAction>
#include <QLocale>

namespace creact {

using namespace Qt::StringLiterals;

EndpointsDesk::EndpointsDesk(EndpointSettings &settings, QuestionBar &question, QWidget *window)
    : QObject(window)
    , m_question(question)
    , m_window(window)
    , m_page(new EndpointsPage(settings))
    , m_pane(new EndpointPane(settings, window))
{
    connect(m_pane, &EndpointPane::manageRequested, this, &EndpointsDesk::open);
    connect(m_page, &EndpointsPage::closeRequested, this, &EndpointsDesk::leave);
}

QWidget *EndpointsDesk::page() const
{
    return m_page;
}

void EndpointsDesk::open()
{
    m_page->refresh();
    m_open = true;
    Q_EMIT openChanged();
    takeFocus();
}

void EndpointsDesk::leave()
{
    if (!m_open)
        return;
    if (m_question.isAsking(this))
        m_question.dismiss();
    m_open = false;
    Q_EMIT openChanged();
}

void EndpointsDesk::leaveBefore(const QList<QAction *> &actions)
{
    for (QAction *action : actions)
        connect(action, &QAction::triggered, this, &EndpointsDesk::leave);
}

void EndpointsDesk::choose(QWidget *anchor)
{
    m_pane->showBelow(anchor);
}

void EndpointsDesk::setInfo(const StackInfo &info)
{
    m_pane->setInfo(info);
    m_page->setInfo(info);
}

void EndpointsDesk::beginNew(const EndpointDraft &draft)
{
    open();
    m_page->beginNew(draft);
}

void EndpointsDesk::takeFocus()
{
    m_page->focusList();
}

bool EndpointsDesk::mayClose()
{
    const QStringList names = m_page->unsaved();
    if (names.isEmpty())
        return true;
    open();
    if (m_question.isAsking(this))
        return false;
    m_question.ask(this, tr("Changes of endpoints are not saved."),
                   QLocale().createSeparatedList(names),
                   {{u"saveEndpoints"_s, tr("&Save"),
                     [this] {
                         if (m_page->saveAll())
                             m_window->close();
                     }},
                    {u"discardEndpoints"_s, tr("&Discard"),
                     [this] {
                         m_page->discardAll();
                         m_window->close();
                     }}},
                   tr("Keep open"));
    return false;
}

} // namespace creact
