// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/endpointfacts.h"

#include "ui/panes/endpointtestview.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace creact {

using namespace Qt::StringLiterals;

EndpointFacts::EndpointFacts(SecretStore &secrets, QWidget *parent)
    : QWidget(parent)
    , m_text(makeLabel(u"endpointFacts"_s, TextSize::Normal, "muted"))
    , m_address(makeLabel(u"endpointAddress"_s))
    , m_problem(makeLabel(u"endpointProblem"_s, TextSize::Normal, "danger"))
    , m_test(new EndpointTestView(secrets))
{
    for (QLabel *label : {m_text, m_address, m_problem})
        label->setWordWrap(true);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_test->button());
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Medium);
    layout->addWidget(m_address);
    layout->addWidget(m_text);
    layout->addWidget(m_problem);
    layout->addWidget(m_test);
    layout->addLayout(buttons);
    layout->addStretch(1);
    connect(m_test, &EndpointTestView::requested, this, [this] {
        m_test->run(*m_facts.endpoint,
                    m_facts.endpoint->isDemo() ? m_facts.name : m_facts.endpoint->label());
    });
}

void EndpointFacts::setFacts(const Facts &facts)
{
    m_facts = facts;
    const bool hasAddress = facts.endpoint && !facts.endpoint->isDemo();
    m_address->setVisible(hasAddress);
    if (hasAddress)
        m_address->setText(facts.endpoint->baseUrl.toString());
    m_text->setText(facts.text);
    m_problem->setVisible(facts.problem.has_value());
    if (facts.problem)
        m_problem->setText(
            tr("%1 %2", "error, hint").arg(facts.problem->message, facts.problem->hint));
    m_test->clear();
    m_test->button()->setVisible(facts.endpoint.has_value());
}

} // namespace creact
