// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/endpointpane.h"

#include "core/provider/llm/endpointcheck.h"
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
    , m_named(new QWidget)
    , m_form(nullptr)
    , m_url(new QLineEdit)
    , m_key(new QLineEdit)
    , m_name(new QLineEdit)
    , m_keyPlace(makeNote(u"keyPlace"_s, {}))
    , m_error(makeLabel(u"endpointError"_s, TextSize::Small, "danger"))
    , m_inUse(makeLabel(u"endpointInUse"_s, TextSize::Small, "muted"))
    , m_outcome(makeLabel(u"endpointOutcome"_s, TextSize::Small, "muted"))
    , m_test(makeButton(u"testEndpoint"_s, tr("&Test")))
    , m_remove(makeButton(u"removeEndpoint"_s, tr("&Remove")))
    , m_apply(makeButton(u"useEndpoint"_s, tr("Use"), "accent"))
{
    setObjectName(u"endpointPane"_s);
    setAccessibleName(tr("Model endpoint"));
    setProperty("role", u"popover"_s);
    setFixedWidth(popoverWidth);
    m_demo->setObjectName(u"useDemo"_s);
    m_own->setObjectName(u"useOwn"_s);
    m_group.addButton(m_demo);
    m_group.addButton(m_own);
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
    layout->addWidget(m_named);
    layout->addWidget(m_own);
    layout->addWidget(m_form);
    layout->addWidget(m_outcome);
    layout->addSpacing(Space::Tiny);
    layout->addLayout(makeButtons());

    connect(m_test, &QPushButton::clicked, this, &EndpointPane::test);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const Result<void> removed = m_settings.remove(chosenName());
        if (removed)
            m_settings.choose(m_documentPath, {});
        load();
        if (!removed)
            say(removed.error().message, false);
    });
    connect(&m_group, &QButtonGroup::buttonToggled, this, &EndpointPane::showChoice);
    connect(m_apply, &QPushButton::clicked, this, &EndpointPane::apply);
    for (QLineEdit *edit : {m_url, m_key, m_name}) {
        connect(edit, &QLineEdit::returnPressed, this, &EndpointPane::apply);
        // Who writes an address means to use it.
        connect(edit, &QLineEdit::textEdited, this, [this, edit] {
            const QSignalBlocker quiet(m_demo);
            m_own->setChecked(true);
            m_outcome->hide();
            edit->setFocus();
        });
    }
    connect(&m_settings, &EndpointSettings::changed, this, &EndpointPane::showKeyPlace);
    load();
}

EndpointPane::~EndpointPane() = default;

QLayout *EndpointPane::makeButtons()
{
    m_outcome->setWordWrap(true);
    m_outcome->hide();
    m_test->setToolTip(tr("Ask it for its models, and say what is wrong"));
    m_remove->setToolTip(tr("Forget this endpoint and its key"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_test);
    buttons->addWidget(m_remove);
    buttons->addWidget(makeNote(u"applyNote"_s, tr("Takes effect with the next deploy.")), 1);
    buttons->addWidget(m_apply);
    return buttons;
}

/// One button for each endpoint that has a name.
void EndpointPane::loadProfiles()
{
    const QObjectList before = m_named->children();
    qDeleteAll(before);
    auto *layout = new QVBoxLayout(m_named);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Tiny);
    const QString choice = m_settings.choice(m_documentPath);
    for (const EndpointProfile &profile : m_settings.profiles()) {
        auto *button = new QRadioButton(tr("%1  ·  %2", "name of an endpoint, its host")
                                            .arg(profile.name, profile.baseUrl.authority()));
        button->setObjectName(u"endpoint-"_s + profile.name);
        button->setProperty("endpoint", profile.name);
        m_group.addButton(button);
        button->setChecked(profile.name == choice);
        layout->addWidget(button);
    }
    m_named->setVisible(!m_settings.profiles().isEmpty());
}

/// Empty: the demo model or an address.
QString EndpointPane::chosenName() const
{
    const QAbstractButton *checked = m_group.checkedButton();
    return checked ? checked->property("endpoint").toString() : QString();
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
    layout->addSpacing(Space::Tiny);
    m_name->setObjectName(u"endpointName"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("work"));
    layout->addWidget(makeFieldLabel(tr("&Name, to keep it in the list"), m_name));
    layout->addWidget(m_name);
    return form;
}

void EndpointPane::setInfo(const StackInfo &info)
{
    m_documentPath = info.documentPath;
    m_inUse->setVisible(!info.endpoint.isEmpty());
    m_inUse->setText(tr("In use now: %1").arg(info.endpoint));
}

void EndpointPane::showBelow(QWidget *anchor)
{
    adjustSize();
    const QPoint corner = anchor->mapToGlobal(QPoint(anchor->width(), anchor->height() + 4));
    move(corner - QPoint(width(), 0));
    show();
    QWidget *first = m_group.checkedButton();
    if (!first || first == m_own)
        first = m_url;
    first->setFocus(Qt::TabFocusReason);
}

void EndpointPane::showEvent(QShowEvent *event)
{
    load();
    QFrame::showEvent(event);
}

void EndpointPane::load()
{
    const QString choice = m_settings.choice(m_documentPath);
    const bool own = choice.isEmpty() && !m_settings.url().isEmpty();
    loadProfiles();
    m_own->setChecked(own);
    if (!own && chosenName().isEmpty())
        m_demo->setChecked(true);
    m_url->setText(m_settings.url().toString());
    m_key->clear();
    m_name->clear();
    m_error->hide();
    m_outcome->hide();
    if (m_settings.problem())
        say(m_settings.problem()->message, false);
    showKeyPlace();
    showChoice();
}

void EndpointPane::showChoice()
{
    m_remove->setVisible(!chosenName().isEmpty());
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
    const QString named = chosenName();
    if (!named.isEmpty() || m_demo->isChecked()) {
        m_settings.choose(m_documentPath, named);
        if (named.isEmpty())
            m_settings.useDefault();
        hide();
        return;
    }
    const Result<void> used = applyForm();
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

Result<void> EndpointPane::applyForm()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        const Result<void> used = m_settings.use(m_url->text(), m_key->text());
        if (used)
            m_settings.choose(m_documentPath, {});
        return used;
    }
    const Result<QUrl> url = EndpointSettings::checked(m_url->text());
    if (!url)
        return url.error();
    EndpointProfile profile;
    profile.name = name;
    profile.baseUrl = *url;
    const Result<void> saved = m_settings.save(profile, m_key->text());
    if (saved)
        m_settings.choose(m_documentPath, name);
    return saved;
}

// --- test

void EndpointPane::test()
{
    ProviderOptions options;
    m_settings.fill(options, m_documentPath);
    options.endpointName = m_demo->isChecked() ? u"demo"_s : chosenName();
    if (m_own->isChecked()) {
        const Result<QUrl> url = EndpointSettings::checked(m_url->text());
        if (!url)
            return say(url.error().message, false);
        if (originOf(*url) != originOf(options.endpoint))
            options.apiKey.clear();
        options.endpoint = *url;
        if (!m_key->text().isEmpty())
            options.apiKey = m_key->text();
    }
    const Result<ModelEndpoint> endpoint =
        resolveEndpoint(options, QProcessEnvironment::systemEnvironment(), {});
    if (!endpoint)
        return say(endpoint.error().message, false);
    say(tr("Asking %1…").arg(endpoint->label()), true);
    m_test->setEnabled(false);
    m_check = std::make_unique<EndpointCheck>(m_clock);
    m_check->run(*endpoint, {}, [this](const Result<EndpointReport> &report) { tell(report); });
}

void EndpointPane::tell(const Result<EndpointReport> &report)
{
    m_test->setEnabled(true);
    if (report)
        say(tr("It works. Models: %1. Time: %2 ms.")
                .arg(report->models.size())
                .arg(report->time.count()),
            true);
    else
        say(tr("%1 %2", "error, hint").arg(report.error().message, report.error().hint), false);
}

void EndpointPane::say(const QString &text, bool good)
{
    m_outcome->setText(text);
    setVariant(m_outcome, "role", good ? u"muted"_s : u"danger"_s);
    m_outcome->show();
    adjustSize();
}

} // namespace creact
