// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person changes: drafts, saved, removed, found.
#include "ui/panes/confirmbanner.h"
#include "ui/panes/endpointform.h"
#include "ui/panes/endpointspage.h"
#include "ui/panes/localserversview.h"

#include <QLabel>
#include <QStackedWidget>

namespace creact {

using namespace Qt::StringLiterals;

// --- edits

void EndpointsPage::onEdited()
{
    m_question->dismiss();
    if (m_form->isClean() && savedOf(m_current))
        m_drafts.remove(m_current);
    else
        m_drafts.insert(m_current, m_form->draft());
    if (m_current.startsWith(newRowId))
        m_title->setText(titleOf(m_current));
    showRows();
}

bool EndpointsPage::save()
{
    if (m_form->isClean())
        return true;
    if (!m_form->check())
        return false;
    const EndpointDraft draft = m_form->draft();
    m_saving = true;
    const Result<void> saved = m_settings.save(draft);
    m_saving = false;
    if (!saved) {
        m_form->showError(saved.error());
        return false;
    }
    m_drafts.remove(m_current);
    m_current = draft.profile.name;
    showRows();
    choose(m_current);
    return true;
}

void EndpointsPage::revert()
{
    m_drafts.remove(m_current);
    showRows();
    choose(m_current);
    m_list->setFocus(Qt::OtherFocusReason);
}

void EndpointsPage::beginNew(const EndpointDraft &draft)
{
    const QString id = newRowId + QString::number(++m_lastNew);
    m_drafts.insert(id, draft);
    showRows();
    choose(id);
    m_form->focusFirst();
}

/// All but its key: that is never carried from one place to another.
void EndpointsPage::duplicate()
{
    EndpointDraft draft = m_form->draft();
    draft.savedName.clear();
    draft.secrets.clear();
    draft.profile.name = m_settings.freeName(draft.profile.name);
    beginNew(draft);
}

void EndpointsPage::askToRemove()
{
    const QString id = m_current;
    const QString title = tr("Remove “%1”?").arg(titleOf(id));
    QString text = tr("It has not been saved.");
    if (const EndpointProfile *saved = savedOf(id)) {
        text = tr("Stacks that name it cannot ask their models until it is there again.");
        const auto place = m_settings.secrets().place(originOf(saved->baseUrl));
        if (place == SecretBox::Place::Keychain || place == SecretBox::Place::Session)
            text = tr("%1 Its key is removed too, unless another endpoint is at the same server.")
                       .arg(text);
    }
    m_question->ask(title, text, tr("Remove"), [this, id] { removeCurrent(id); });
}

void EndpointsPage::removeCurrent(const QString &id)
{
    if (savedOf(id)) {
        const Result<void> removed = m_settings.remove(id);
        if (!removed)
            return m_form->showError(removed.error());
    }
    m_drafts.remove(id);
    showRows();
    choose(demoRowId);
    focusList();
}

void EndpointsPage::askToRemoveKey()
{
    const EndpointProfile profile = m_form->draft().profile;
    m_question->ask(tr("Remove the key for %1?").arg(originOf(profile.baseUrl)),
                    tr("It is removed from the system keychain; every endpoint at this server "
                       "loses it."),
                    tr("Remove the key"), [this, profile] { m_settings.removeKey(profile); });
}

// --- local servers

void EndpointsPage::findServers()
{
    choose(searchRowId);
    m_title->setText(tr("Servers on this computer"));
    m_pages->setCurrentIndex(2);
    m_servers->find();
}

void EndpointsPage::add(const LocalServer &server)
{
    const EndpointDraft draft = m_settings.draftOf(server);
    if (server.wantsKey) {
        beginNew(draft);
        return m_form->focusKey();
    }
    const Result<void> saved = m_settings.save(draft);
    if (saved)
        return m_servers->showKnown();
    beginNew(draft);
    m_form->showError(saved.error());
}

// --- what is not saved

QStringList EndpointsPage::unsaved() const
{
    QStringList names;
    for (auto draft = m_drafts.begin(); draft != m_drafts.end(); ++draft) {
        // A new one in which nothing stands is nothing to lose.
        if (!(*draft == EndpointDraft{}))
            names.append(titleOf(draft.key()));
    }
    names.sort();
    return names;
}

bool EndpointsPage::saveAll()
{
    const QStringList ids = m_drafts.keys();
    for (const QString &id : ids) {
        if (m_drafts.value(id) == EndpointDraft{})
            continue;
        choose(id);
        if (!save())
            return false;
    }
    return true;
}

void EndpointsPage::discardAll()
{
    m_drafts.clear();
    showRows();
    choose(demoRowId);
}

} // namespace creact
