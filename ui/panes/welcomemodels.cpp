// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/welcomemodels.h"

#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/givenendpoints.h"
#include "ui/panes/localserversview.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace creact {

using namespace Qt::StringLiterals;

WelcomeModels::WelcomeModels(EndpointSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_offer(new QWidget)
    , m_find(makeButton(u"findModels"_s, tr("Find models on this computer"), "link"))
    , m_found(new QWidget)
    , m_servers(new LocalServersView)
{
    setObjectName(u"welcomeModels"_s);
    QLabel *note = makeLabel(u"welcomeModelsNote"_s, TextSize::Small, "muted");
    note->setText(tr("Stacks answer with the built-in demo model."));
    auto *offer = new QHBoxLayout(m_offer);
    offer->setContentsMargins(0, 0, 0, 0);
    offer->setSpacing(Space::Small);
    offer->addWidget(note);
    offer->addWidget(m_find);
    offer->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Small);
    layout->addWidget(m_offer);
    layout->addWidget(m_found);
    QLabel *title = makeLabel(u"sectionTitle"_s, TextSize::Normal, "muted", QFont::DemiBold);
    title->setText(tr("Models on this computer"));
    auto *found = new QVBoxLayout(m_found);
    found->setContentsMargins(0, 0, 0, 0);
    found->setSpacing(Space::Small);
    found->addWidget(title);
    found->addWidget(m_servers);
    found->addWidget(
        makeNote(u"foundNote"_s, tr("The next stack that you make uses what you added last.")));
    m_found->hide();
    m_servers->setKnown([this](const LocalServer &server) { return m_settings.knows(server); });
    connect(m_find, &QPushButton::clicked, this, &WelcomeModels::look);
    connect(m_servers, &LocalServersView::addRequested, this, &WelcomeModels::add);
    connect(&m_settings, &EndpointSettings::changed, this, &WelcomeModels::showOffer);
    showOffer();
}

/// Who has an endpoint is not bothered; who just added one sees what was found.
void WelcomeModels::showOffer()
{
    const bool onlyDemo = m_settings.profiles().isEmpty() && m_settings.forThisRun().isEmpty()
        && !GivenEndpoints::in({}).first();
    m_offer->setVisible(onlyDemo && m_found->isHidden());
    setVisible(onlyDemo || !m_found->isHidden());
    m_servers->showKnown();
}

void WelcomeModels::look()
{
    m_found->show();
    m_servers->find();
    showOffer();
}

void WelcomeModels::add(const LocalServer &server)
{
    const EndpointDraft draft = m_settings.draftOf(server);
    if (server.wantsKey || !m_settings.save(draft))
        Q_EMIT keyNeeded(draft);
    else
        m_settings.preferForNew(draft.profile.name);
}

} // namespace creact
