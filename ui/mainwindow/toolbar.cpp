// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/toolbar.h"

#include "ui/mainwindow/statuspill.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QUrl>

namespace creact {

using namespace Qt::StringLiterals;
using Status = StackInfo::Status;

ToolBar::ToolBar(QAction *open, QAction *create, QWidget *parent)
    : QWidget(parent)
    , m_name(makeLabel(u"stackName"_s, TextSize::Large, nullptr, QFont::DemiBold))
    , m_pill(new StatusPill)
    , m_url(makeButton(u"urlLink"_s, {}, "link"))
    , m_endpoint(makeButton(u"endpointChip"_s, {}, "chip"))
    , m_changes(makeButton(u"deployChanges"_s, tr("Deploy changes…"), "accent"))
    , m_run(makeButton(u"deployButton"_s, tr("Deploy"), "accent"))
{
    setObjectName(u"toolBar"_s);
    setProperty("role", u"chrome"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_url->setIcon(themedIcon(u"link"_s, Tint::Accent));
    m_url->setToolTip(tr("Open the stack’s web page in the browser"));
    m_endpoint->setIcon(themedIcon(u"plug"_s));
    m_endpoint->setToolTip(tr("Choose the model endpoint"));
    m_run->setMinimumWidth(96);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Space::Small, Space::Small, Space::Medium, Space::Small);
    layout->setSpacing(Space::Tiny);
    layout->addWidget(actionButton(open, u"openButton"_s));
    layout->addWidget(actionButton(create, u"newButton"_s));
    layout->addSpacing(Space::Small);
    layout->addWidget(m_name);
    layout->addSpacing(Space::Small);
    layout->addWidget(m_pill);
    layout->addStretch(1);
    layout->addWidget(m_url);
    layout->addSpacing(Space::Tiny);
    layout->addWidget(m_endpoint);
    layout->addSpacing(Space::Small);
    layout->addWidget(m_changes);
    layout->addSpacing(Space::Tiny);
    layout->addWidget(m_run);

    connect(m_url, &QPushButton::clicked, this, &ToolBar::openUrl);
    connect(m_endpoint, &QPushButton::clicked, this, &ToolBar::endpointRequested);
    m_changes->setToolTip(tr("See what deploying the edited document would do (F5)"));
    connect(m_changes, &QPushButton::clicked, this, &ToolBar::deployRequested);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_stops)
            Q_EMIT stopRequested();
        else
            Q_EMIT deployRequested();
    });
    setInfo({}, false);
}

QToolButton *ToolBar::actionButton(QAction *action, const QString &name)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setObjectName(name);
    button->setAccessibleName(action->toolTip());
    button->setIconSize({Size::IconLarge, Size::IconLarge});
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void ToolBar::setInfo(const StackInfo &info, bool canDeploy, bool planned)
{
    m_name->setText(info.status == Status::Closed ? QString() : info.name);
    m_pill->setInfo(info);
    const QString url = info.urls.value(0);
    m_url->setVisible(!url.isEmpty());
    m_url->setText(QString(url).remove(u"http://"_s));
    m_url->setAccessibleName(tr("Open %1").arg(url));
    m_url->setProperty("address", url);
    const QString endpoint =
        info.demo || info.endpoint.isEmpty() ? tr("Demo model") : info.endpoint;
    m_endpoint->setText(endpoint);
    m_endpoint->setAccessibleName(tr("Model endpoint: %1").arg(endpoint));
    showRun(info, canDeploy, planned);
}

void ToolBar::showRun(const StackInfo &info, bool canDeploy, bool planned)
{
    m_stops = info.status == Status::Deploying || info.status == Status::Live;
    const bool stopping = info.status == Status::Stopping;
    m_run->setVisible(info.status != Status::Closed);
    m_changes->setVisible(info.status == Status::Live && info.edited && canDeploy && !planned);
    m_run->setEnabled(m_stops || canDeploy);
    const QString text = m_stops || stopping ? tr("Stop") : tr("Deploy");
    m_run->setText(text);
    m_run->setAccessibleName(text);
    const bool accent = !m_stops && !stopping && !planned;
    setVariant(m_run, "accent", accent);
    m_run->setIcon(themedIcon(m_stops || stopping ? u"stop"_s : u"play"_s,
                              !m_stops && !stopping && !canDeploy ? Tint::Faint
                                  : accent                        ? Tint::OnAccent
                                                                  : Tint::Strong));
    m_run->setIconSize({14, 14});
    m_run->setToolTip(m_stops ? tr("Stop the stack; its state is kept (Shift+F5)")
                          : canDeploy
                          ? tr("See what a deploy would do, then make the stack real (F5)")
                          : tr("Nothing can be deployed now"));
}

void ToolBar::openUrl()
{
    const QUrl url(m_url->property("address").toString());
    if (url.scheme() == "http"_L1 || url.scheme() == "https"_L1)
        QDesktopServices::openUrl(url);
}

} // namespace creact
