// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/endpointpane.h"

#include "ui/controllers/aside.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int popoverWidth = 360;

} // namespace

EndpointPane::EndpointPane(EndpointSettings &settings, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_settings(settings)
    , m_choices(new QVBoxLayout)
    , m_inUse(makeLabel(u"endpointInUse"_s, TextSize::Small, "muted"))
    , m_problem(makeLabel(u"endpointProblem"_s, TextSize::Small, "danger"))
    , m_manage(makeButton(u"manageEndpoints"_s, tr("&Manage endpoints…"), "link"))
    , m_apply(makeButton(u"useEndpoint"_s, tr("&Use"), "accent"))
{
    setObjectName(u"endpointPane"_s);
    setAccessibleName(tr("Model endpoint"));
    setProperty("role", u"popover"_s);
    setFixedWidth(popoverWidth);
    QLabel *title = makeLabel(u"endpointTitle"_s, TextSize::Large, nullptr, QFont::DemiBold);
    title->setText(tr("Model endpoint"));
    m_problem->setWordWrap(true);
    m_choices->setSpacing(Space::Tiny);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_manage);
    buttons->addStretch();
    buttons->addWidget(m_apply);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Large, Space::Large, Space::Large, Space::Large);
    layout->setSpacing(Space::Small);
    layout->addWidget(title);
    layout->addWidget(m_inUse);
    layout->addSpacing(Space::Tiny);
    layout->addLayout(m_choices);
    layout->addWidget(m_problem);
    layout->addWidget(makeNote(u"applyNote"_s, tr("Takes effect with the next deploy.")));
    layout->addSpacing(Space::Tiny);
    layout->addLayout(buttons);
    connect(m_apply, &QPushButton::clicked, this, &EndpointPane::apply);
    connect(m_manage, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT manageRequested();
    });
    connect(&m_settings, &EndpointSettings::changed, this, [this] {
        if (isVisible())
            showChoices();
    });
    showChoices();
}

void EndpointPane::setInfo(const StackInfo &info)
{
    m_documentPath = info.documentPath;
    m_inUse->setVisible(!info.endpoint.isEmpty());
    m_inUse->setText(tr("In use now: %1").arg(info.demo ? tr("demo model") : info.endpoint));
}

void EndpointPane::showBelow(QWidget *anchor)
{
    showChoices();
    const QPoint corner = anchor->mapToGlobal(QPoint(anchor->width(), anchor->height() + 4));
    move(corner - QPoint(width(), 0));
    show();
    if (QWidget *first = m_group.checkedButton())
        first->setFocus(Qt::TabFocusReason);
}

void EndpointPane::showEvent(QShowEvent *event)
{
    load();
    QFrame::showEvent(event);
}

/// Enter on a choice takes it.
void EndpointPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        apply();
    else
        QFrame::keyPressEvent(event);
}

void EndpointPane::load()
{
    m_settings.reload();
    showChoices();
    const QString folder =
        m_documentPath.isEmpty() ? QString() : QFileInfo(m_documentPath).absolutePath();
    runAside(this, [this, folder] {
        const GivenEndpoints given = GivenEndpoints::in(folder);
        return [this, given] {
            m_given = given;
            showChoices();
        };
    });
}

/// Nothing chosen means what the environment or .env says, else the demo model.
void EndpointPane::showChoices()
{
    const QAbstractButton *before = m_group.checkedButton();
    const bool hadFocus = before && before->hasFocus();
    QString checked = m_settings.choice(m_documentPath);
    while (QLayoutItem *item = m_choices->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const ModelEndpoint *given = m_given.first();
    const QString run = m_settings.forThisRun();
    if (!run.isEmpty()) {
        checked = u":run"_s;
        addChoice(u"useRun"_s, checked, tr("For this run"), run);
    }
    addChoice(u"useDemo"_s, given ? u"demo"_s : QString(), tr("Demo model"), tr("built in"));
    if (given)
        addChoice(u"useGiven"_s, {},
                  m_given.environment ? tr("Environment") : tr(".env of the stack"),
                  given->label());
    for (const EndpointProfile &profile : m_settings.profiles())
        addChoice(u"endpoint-"_s + profile.name, profile.name, profile.name,
                  profile.baseUrl.authority());
    if (!given && checked == "demo"_L1)
        checked.clear();
    const QList<QAbstractButton *> buttons = m_group.buttons();
    for (QAbstractButton *button : buttons) {
        if (button->property("choice").toString() != checked)
            continue;
        button->setChecked(true);
        if (hadFocus)
            button->setFocus(Qt::OtherFocusReason);
    }
    m_problem->setVisible(m_settings.problem().has_value());
    if (m_settings.problem())
        m_problem->setText(m_settings.problem()->message);
    adjustSize();
}

void EndpointPane::addChoice(const QString &name, const QString &choice, const QString &text,
                             const QString &details)
{
    QString shown = tr("%1  ·  %2", "name of an endpoint, its host").arg(text, details);
    auto *button = new QRadioButton(shown.replace(u'&', u"&&"_s));
    button->setObjectName(name);
    button->setProperty("choice", choice);
    m_group.addButton(button);
    m_choices->addWidget(button);
}

void EndpointPane::apply()
{
    const QAbstractButton *checked = m_group.checkedButton();
    if (checked && checked->objectName() != "useRun"_L1)
        m_settings.choose(m_documentPath, checked->property("choice").toString());
    hide();
}

} // namespace creact
