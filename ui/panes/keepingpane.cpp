// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/keepingpane.h"

#include "ui/controllers/storagesettings.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int keepingWidth = 400;

} // namespace

KeepingPane::KeepingPane(StorageSettings &settings, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_settings(settings)
    , m_apply(makeButton(u"useKeeping"_s, tr("Use"), "accent"))
{
    setObjectName(u"keepingPane"_s);
    setAccessibleName(tr("What is kept"));
    setProperty("role", u"popover"_s);
    setFixedWidth(keepingWidth);
    QLabel *title = makeLabel(u"keepingTitle"_s, TextSize::Large, nullptr, QFont::DemiBold);
    title->setText(tr("What is kept"));

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Space::Large);
    form->setVerticalSpacing(Space::Small);
    m_turns = addRow(form, u"keepTurns"_s, tr("Finished &turns"), 100'000, tr("All"));
    m_audit = addRow(form, u"keepAudit"_s, tr("&Audit entries"), 100'000'000, tr("All"));
    m_snapshots = addRow(form, u"keepSnapshots"_s, tr("&Earlier states"), 10'000, tr("All"));
    m_days = addRow(form, u"keepDays"_s, tr("All of these, at most &days"), 36'500, tr("No limit"));

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(
        makeNote(u"keepingWhen"_s, tr("Takes effect when a stack is opened the next time.")), 1);
    buttons->addWidget(m_apply);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Large, Space::Large, Space::Large, Space::Large);
    layout->setSpacing(Space::Small);
    layout->addWidget(title);
    layout->addWidget(makeNote(
        u"keepingNote"_s,
        tr("Of each stack, beside the state it has now. What is older or more than this is removed "
           "for good. A conversation is kept as long as the stack remembers it.")));
    layout->addSpacing(Space::Tiny);
    layout->addLayout(form);
    layout->addSpacing(Space::Tiny);
    layout->addLayout(buttons);
    connect(m_apply, &QPushButton::clicked, this, &KeepingPane::apply);
}

QSpinBox *KeepingPane::addRow(QFormLayout *form, const QString &name, const QString &label,
                              int most, const QString &all)
{
    auto *box = new QSpinBox;
    box->setObjectName(name);
    box->setAccessibleName(QString(label).remove(u'&'));
    box->setRange(0, most);
    box->setGroupSeparatorShown(true);
    box->setSpecialValueText(all);
    box->setToolTip(tr("0: %1").arg(all));
    box->setMinimumWidth(130);
    box->setAlignment(Qt::AlignRight);
    form->addRow(label, box);
    return box;
}

void KeepingPane::showOver(QWidget *window)
{
    load();
    adjustSize();
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, window->height() / 8)));
    show();
    m_turns->setFocus(Qt::TabFocusReason);
}

void KeepingPane::load()
{
    const StoragePolicy &policy = m_settings.policy();
    m_turns->setValue(policy.turns);
    m_audit->setValue(policy.auditEntries);
    m_snapshots->setValue(policy.snapshots);
    m_days->setValue(policy.days);
}

void KeepingPane::apply()
{
    StoragePolicy policy = m_settings.policy();
    policy.turns = m_turns->value();
    policy.auditEntries = m_audit->value();
    policy.snapshots = m_snapshots->value();
    policy.days = m_days->value();
    m_settings.setPolicy(policy);
    hide();
}

} // namespace creact
