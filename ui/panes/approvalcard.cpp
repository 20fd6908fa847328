// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/approvalcard.h"

#include "ui/panes/jsonview.h"
#include "ui/panes/toolcard.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {
constexpr int approvalLines = 8;
}

ApprovalCard::ApprovalCard(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel)
    , m_title(makeLabel(u"approvalTitle"_s, TextSize::Normal, nullptr, QFont::DemiBold))
    , m_more(makeLabel(u"approvalMore"_s, TextSize::Small, "muted"))
    , m_action(makeLabel(u"approvalAction"_s, TextSize::Small))
    , m_args(new JsonView)
    , m_body(new JsonView)
    , m_once(makeButton(u"allowOnce"_s, tr("Allow once"), "accent"))
    , m_always(makeButton(u"allowAlways"_s, tr("Always allow"), "link"))
    , m_deny(makeButton(u"denyCall"_s, tr("Don’t allow")))
{
    setObjectName(u"approvalCard"_s);
    setProperty("tone", u"warning"_s);
    setAccessibleName(tr("A tool waits for your approval"));
    m_title->setWordWrap(true);
    m_action->setWordWrap(true);
    m_action->setFont(monoFont(TextSize::Small));
    m_action->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_always->setToolTip(
        tr("From now on no call of this tool is asked about, until you take it back in the "
           "inspector of the tool, or what the tool may do changes"));
    m_args->setObjectName(u"approvalArguments"_s);
    m_body->setObjectName(u"approvalBody"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(Space::Small);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    head->addWidget(m_more, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Medium, Space::Medium, Space::Medium, Space::Medium);
    layout->setSpacing(Space::Small);
    layout->addLayout(head);
    layout->addWidget(m_action);
    layout->addWidget(m_args);
    layout->addWidget(m_body);
    layout->addWidget(makeButtons());
    m_guard.setSingleShot(true);
    connect(&m_guard, &QTimer::timeout, this, [this] { setAnswerable(true); });
    hide();
}

QWidget *ApprovalCard::makeButtons()
{
    auto *row = new QWidget;
    // Two rows: one is wider than a narrow panel in some languages.
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Tiny);
    auto *first = new QHBoxLayout;
    first->setSpacing(Space::Small);
    auto *second = new QHBoxLayout;
    layout->addLayout(first);
    layout->addLayout(second);
    const auto add = [this](QHBoxLayout *place, QPushButton *button, ApprovalDecision decision) {
        place->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, decision] {
            setAnswerable(false);
            Q_EMIT decided(m_request.nodeId, decision);
        });
    };
    add(first, m_once, ApprovalDecision::Once);
    add(first, m_deny, ApprovalDecision::Deny);
    add(second, m_always, ApprovalDecision::Always);
    first->addStretch();
    second->addStretch();
    return row;
}

void ApprovalCard::setRequests(const QList<ApprovalRequest> &requests)
{
    if (requests.isEmpty()) {
        m_request = {};
        m_guard.stop();
        hide();
        return;
    }
    m_more->setText(requests.size() > 1 ? tr("1 of %1").arg(requests.size()) : QString());
    if (requests.first() != m_request)
        show(requests.first());
}

void ApprovalCard::show(const ApprovalRequest &request)
{
    m_request = request;
    const auto fit = [this](JsonView *view) {
        fitToText(view, parentWidget() ? parentWidget()->width() : width(), approvalLines);
    };
    m_icon->setPixmap(
        themedPixmap(u"tool"_s, Size::Icon, tintColor(Tint::Warning), devicePixelRatioF()));
    m_title->setText(tr("The model wants to call %1. Allow it?").arg(request.tool));
    m_action->setText(request.action);
    m_action->setVisible(!request.action.isEmpty());
    m_args->setValue(tr("All arguments"), request.args, {});
    fit(m_args);
    m_body->setVisible(!request.body.isEmpty());
    m_body->setValue(tr("What is sent"), request.body, {});
    fit(m_body);
    m_always->setVisible(request.mayAllowAlways);
    setAnswerable(false);
    m_guard.start(guardMs);
    QFrame::show();
}

void ApprovalCard::setAnswerable(bool can)
{
    for (QPushButton *button : {m_once, m_always, m_deny})
        button->setEnabled(can);
}

} // namespace creact
