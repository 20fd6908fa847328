// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/endpointpane.h"

#include "ui/controllers/endpointsettings.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int popoverWidth = 400;

QLabel *makeFieldLabel(const QString &text, QWidget *buddy)
{
    QLabel *label = makeLabel(buddy->objectName() + u"Label"_s, TextSize::Small, "muted");
    label->setText(text);
    label->setBuddy(buddy);
    return label;
}

} // namespace

EndpointPane::EndpointPane(EndpointSettings &settings, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_settings(settings)
    , m_demo(new QRadioButton(tr("&Demo model")))
    , m_own(new QRadioButton(tr("&My endpoint")))
    , m_form(nullptr)
    , m_url(new QLineEdit)
    , m_key(new QLineEdit)
    , m_keyPlace(makeNote(u"keyPlace"_s, {}))
    , m_error(makeLabel(u"endpointError"_s, TextSize::Small, "danger"))
    , m_inUse(makeLabel(u"endpointInUse"_s, TextSize::Small, "muted"))
    , m_apply(makeButton(u"useEndpoint"_s, tr("Use"), "accent"))
{
    setObjectName(u"endpointPane"_s);
    setAccessibleName(tr("Model endpoint"));
    setProperty("role", u"popover"_s);
    setFixedWidth(popoverWidth);
    m_demo->setObjectName(u"useDemo"_s);
    m_own->setObjectName(u"useOwn"_s);
    m_form = makeForm();

    QLabel *title = makeLabel(u"endpointTitle"_s, TextSize::Large, nullptr, QFont::DemiBold);
    title->setText(tr("Model endpoint"));
    auto *demoNote = makeNote(
        u"demoNote"_s,
        tr("Built in, with no key and no network. Its answers are canned: good for trying things "
           "out. An endpoint in the project’s .env or in the environment goes first."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Large, Space::Large, Space::Large, Space::Large);
    layout->setSpacing(Space::Small);
    layout->addWidget(title);
    layout->addWidget(m_inUse);
    layout->addSpacing(Space::Tiny);
    layout->addWidget(m_demo);
    auto *indented = new QHBoxLayout;
    indented->setContentsMargins(Space::Huge, 0, 0, 0);
    indented->addWidget(demoNote);
    layout->addLayout(indented);
    layout->addSpacing(Space::Tiny);
    layout->addWidget(m_own);
    layout->addWidget(m_form);
    auto *buttons = new QHBoxLayout;
    auto *note = makeNote(u"applyNote"_s, tr("Takes effect with the next deploy."));
    buttons->addWidget(note, 1);
    buttons->addWidget(m_apply);
    layout->addSpacing(Space::Tiny);
    layout->addLayout(buttons);

    connect(m_demo, &QRadioButton::toggled, this, &EndpointPane::showChoice);
    connect(m_apply, &QPushButton::clicked, this, &EndpointPane::apply);
    for (QLineEdit *edit : {m_url, m_key}) {
        connect(edit, &QLineEdit::returnPressed, this, &EndpointPane::apply);
        // Who writes an address means to use it.
        connect(edit, &QLineEdit::textEdited, this, [this, edit] {
            const QSignalBlocker quiet(m_demo);
            m_own->setChecked(true);
            edit->setFocus();
        });
    }
    connect(&m_settings, &EndpointSettings::changed, this, &EndpointPane::showKeyPlace);
    load();
}

QWidget *EndpointPane::makeForm()
{
    m_url->setObjectName(u"endpointUrl"_s);
    m_url->setAccessibleName(tr("Base URL"));
    m_url->setPlaceholderText(u"https://api.openai.com/v1"_s);
    m_key->setObjectName(u"endpointKey"_s);
    m_key->setAccessibleName(tr("API key"));
    m_key->setEchoMode(QLineEdit::Password);
    m_error->setWordWrap(true);
    m_error->hide();
    auto *form = new QWidget;
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(Space::Huge, 0, 0, 0);
    layout->setSpacing(Space::Tiny);
    layout->addWidget(makeFieldLabel(tr("&Base URL"), m_url));
    layout->addWidget(m_url);
    layout->addWidget(m_error);
    layout->addSpacing(Space::Tiny);
    layout->addWidget(makeFieldLabel(tr("API &key"), m_key));
    layout->addWidget(m_key);
    layout->addWidget(m_keyPlace);
    return form;
}

void EndpointPane::setInfo(const StackInfo &info)
{
    m_inUse->setVisible(!info.endpoint.isEmpty());
    m_inUse->setText(tr("In use now: %1").arg(info.endpoint));
}

void EndpointPane::showBelow(QWidget *anchor)
{
    adjustSize();
    const QPoint corner = anchor->mapToGlobal(QPoint(anchor->width(), anchor->height() + 4));
    move(corner - QPoint(width(), 0));
    show();
    QWidget *first = m_own->isChecked() ? static_cast<QWidget *>(m_url) : m_demo;
    first->setFocus(Qt::TabFocusReason);
}

void EndpointPane::showEvent(QShowEvent *event)
{
    load();
    QFrame::showEvent(event);
}

void EndpointPane::load()
{
    const bool own = !m_settings.url().isEmpty();
    m_own->setChecked(own);
    m_demo->setChecked(!own);
    m_url->setText(m_settings.url().toString());
    m_key->clear();
    m_error->hide();
    showKeyPlace();
    showChoice();
}

void EndpointPane::showChoice()
{
    if (m_own->isChecked() && isVisible())
        m_url->setFocus();
}

void EndpointPane::showKeyPlace()
{
    switch (m_settings.keyPlace()) {
    case EndpointSettings::KeyPlace::None:
        m_key->setPlaceholderText({});
        m_keyPlace->setText(tr("Kept in the system keychain, for this address only. "
                               "Local servers need none."));
        break;
    case EndpointSettings::KeyPlace::Keychain:
        m_key->setPlaceholderText(tr("Stored; type to replace it"));
        m_keyPlace->setText(tr("Stored in the system keychain, for this address only."));
        break;
    case EndpointSettings::KeyPlace::Session:
        m_key->setPlaceholderText(tr("Known until you quit; type to replace it"));
        m_keyPlace->setText(tr("No system keychain can be reached here: the key is kept in memory "
                               "until you quit, and written nowhere."));
        break;
    }
}

void EndpointPane::apply()
{
    if (m_demo->isChecked()) {
        m_settings.useDefault();
        hide();
        return;
    }
    const Result<void> used = m_settings.use(m_url->text(), m_key->text());
    m_error->setVisible(!used.ok());
    if (used) {
        m_key->clear();
        // Without a keychain the pane stays to say so.
        if (m_settings.keyPlace() != EndpointSettings::KeyPlace::Session)
            hide();
    } else {
        m_error->setText(tr("%1 %2", "error, hint").arg(used.error().message, used.error().hint));
    }
    adjustSize();
}

} // namespace creact
