// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/endpointform.h"

#include "ui/controllers/endpointsettings.h"
#include "ui/panes/endpointheaders.h"
#include "ui/panes/endpointtestview.h"
#include "ui/panes/inspector/suggestededit.h"
#include "ui/panes/inspector/switchbox.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace creact {

using namespace Qt::StringLiterals;
using KeyMode = EndpointProfile::Key;

EndpointForm::EndpointForm(EndpointSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_models(settings.secrets())
    , m_name(new QLineEdit)
    , m_url(new QLineEdit)
    , m_keyMode(new FlatCombo)
    , m_keyRow(nullptr)
    , m_key(new QLineEdit)
    , m_removeKey(makeButton(u"removeKey"_s, tr("Remove the ke&y"), "link"))
    , m_keyNote(makeNote(u"keyNote"_s, {}))
    , m_moved(makeLabel(u"keyMoved"_s, TextSize::Small, "strip"))
    , m_headers(new EndpointHeaders(settings.secrets()))
    , m_model(nullptr)
    , m_test(new EndpointTestView(settings.secrets()))
    , m_error(makeLabel(u"endpointError"_s, TextSize::Normal, "danger"))
    , m_revert(makeButton(u"revertEndpoint"_s, tr("Re&vert")))
    , m_save(makeButton(u"saveEndpoint"_s, tr("&Save"), "accent"))
{
    setObjectName(u"endpointForm"_s);
    ValueEditContext context;
    context.askForMore = [this](const Done<QStringList> &done) {
        m_models.run(draft(), m_given.dotEnv,
                     [done](const Result<EndpointTrial::Outcome> &outcome) {
                         done(outcome ? Result<QStringList>(outcome->report.models)
                                      : Result<QStringList>(outcome.error()));
                     });
    };
    context.moreFrom = [this] { return draft().profile.baseUrl.authority(); };
    m_model = new SuggestedEdit(context);
    m_keyRow = makeKeyRow();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Tiny);
    makeFields(layout);
    makeButtons(layout);
    layout->addStretch(1);
    connectFields();
    orderTabs();
}

/// As it is read, whenever a field was made.
void EndpointForm::orderTabs()
{
    QList<QWidget *> fields{m_name, m_url, m_keyMode, m_key, m_removeKey};
    fields += m_headers->fields();
    fields += {m_model->focusProxy(), m_test->button(), m_revert, m_save};
    for (qsizetype at = 1; at < fields.size(); ++at)
        setTabOrder(fields.at(at - 1), fields.at(at));
}

// --- parts

/// The field with its label above and the place for what is wrong with it below.
QLabel *EndpointForm::addField(QVBoxLayout *layout, const QString &label, QWidget *field)
{
    QLabel *title = makeLabel(field->objectName() + u"Label"_s, TextSize::Small, "muted");
    title->setText(label);
    title->setBuddy(field->focusProxy() ? field->focusProxy() : field);
    QLabel *error = makeLabel(field->objectName() + u"Error"_s, TextSize::Small, "danger");
    error->setWordWrap(true);
    error->hide();
    layout->addWidget(title);
    layout->addWidget(field);
    layout->addWidget(error);
    return error;
}

QWidget *EndpointForm::makeKeyRow()
{
    auto *row = new QWidget;
    row->setObjectName(u"keyRow"_s);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Small);
    layout->addWidget(m_key, 1);
    layout->addWidget(m_removeKey);
    row->setFocusProxy(m_key);
    m_key->setObjectName(u"endpointKey"_s);
    m_key->setAccessibleName(tr("API key"));
    m_key->setEchoMode(QLineEdit::Password);
    return row;
}

void EndpointForm::makeFields(QVBoxLayout *layout)
{
    m_name->setObjectName(u"endpointName"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("work"));
    m_url->setObjectName(u"endpointUrl"_s);
    m_url->setAccessibleName(tr("Base URL"));
    m_url->setPlaceholderText(u"https://api.openai.com/v1"_s);
    m_keyMode->setObjectName(u"keyMode"_s);
    m_keyMode->setAccessibleName(tr("Where the key comes from"));
    // In the order of EndpointProfile::Key.
    m_keyMode->addItems({tr("Kept in the system keychain"),
                         tr("Taken from the environment or .env"), tr("None is needed")});
    m_model->setObjectName(u"endpointModel"_s);
    m_model->focusProxy()->setObjectName(u"endpointModelLine"_s);
    m_model->setAccessible(tr("Model that is offered first"));
    m_model->setPlaceholder(tr("None"));
    m_moved->setWordWrap(true);

    m_nameError = addField(layout, tr("&Name"), m_name);
    layout->addSpacing(Space::Small);
    m_urlError = addField(layout, tr("&Base URL"), m_url);
    layout->addWidget(m_moved);
    layout->addSpacing(Space::Small);
    addField(layout, tr("&Key"), m_keyMode);
    m_keyError = makeLabel(u"endpointKeyError"_s, TextSize::Small, "danger");
    m_keyError->setWordWrap(true);
    layout->addWidget(m_keyRow);
    layout->addWidget(m_keyError);
    layout->addWidget(m_keyNote);
    layout->addSpacing(Space::Small);
    QLabel *headers = makeLabel(u"headersLabel"_s, TextSize::Small, "muted");
    headers->setText(tr("Further headers"));
    layout->addWidget(headers);
    layout->addWidget(m_headers);
    layout->addSpacing(Space::Small);
    addField(layout, tr("&Model that is offered first"), m_model);
    layout->addSpacing(Space::Medium);
    m_error->setWordWrap(true);
    layout->addWidget(m_error);
    layout->addWidget(m_test);
}

void EndpointForm::makeButtons(QVBoxLayout *layout)
{
    m_revert->setToolTip(tr("Take back what was changed here"));
    m_save->setToolTip(tr("Save this endpoint (Ctrl+S)"));
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, Space::Tiny, 0, 0);
    buttons->setSpacing(Space::Small);
    buttons->addWidget(m_test->button());
    buttons->addStretch();
    buttons->addWidget(m_revert);
    buttons->addWidget(m_save);
    layout->addLayout(buttons);
}

void EndpointForm::connectFields()
{
    for (QLineEdit *edit : {m_name, m_url, m_key}) {
        connect(edit, &QLineEdit::textEdited, this, &EndpointForm::onEdited);
        connect(edit, &QLineEdit::returnPressed, this, &EndpointForm::saveRequested);
    }
    connect(m_url, &QLineEdit::textChanged, this, &EndpointForm::onAddress);
    connect(m_keyMode, &QComboBox::currentIndexChanged, this, &EndpointForm::onEdited);
    connect(m_headers, &EndpointHeaders::rowAdded, this, &EndpointForm::orderTabs);
    connect(m_headers, &EndpointHeaders::edited, this, &EndpointForm::onEdited);
    connect(m_model, &ValueEdit::edited, this, &EndpointForm::onEdited);
    connect(m_removeKey, &QPushButton::clicked, this, &EndpointForm::removeKeyRequested);
    connect(m_test, &EndpointTestView::requested, this, &EndpointForm::test);
    connect(m_revert, &QPushButton::clicked, this, &EndpointForm::revertRequested);
    connect(m_save, &QPushButton::clicked, this, &EndpointForm::saveRequested);
}

// --- what it edits

void EndpointForm::setDraft(const EndpointDraft &draft, const EndpointProfile *saved)
{
    m_loading = true;
    m_draft = draft;
    m_saved = saved ? EndpointDraft::of(*saved) : EndpointDraft{};
    m_name->setText(draft.profile.name);
    m_url->setText(draft.address);
    m_keyMode->setCurrentIndex(int(draft.profile.key));
    m_key->setText(draft.secrets.value({}));
    m_headers->setDraft(draft);
    m_model->setValue(draft.profile.model.isEmpty()
                          ? std::nullopt
                          : std::optional(JsonNode::fromString(draft.profile.model)));
    m_models.cancel();
    m_test->clear();
    m_loading = false;
    clearErrors();
    onAddress();
    showKey();
    showButtons();
}

void EndpointForm::refresh(const EndpointProfile &saved)
{
    const EndpointDraft draft = EndpointDraft::of(saved);
    if (!(draft == m_saved))
        return setDraft(draft, &saved);
    m_headers->setBase(saved.baseUrl);
    showKey();
}

EndpointDraft EndpointForm::draft() const
{
    EndpointDraft draft;
    draft.savedName = m_draft.savedName;
    draft.profile.others = m_draft.profile.others;
    draft.profile.name = m_name->text().trimmed();
    draft.address = m_url->text().trimmed();
    draft.profile.baseUrl = QUrl(draft.address, QUrl::StrictMode);
    draft.profile.key = keyMode();
    const std::optional<JsonNode> model = m_model->value();
    draft.profile.model = model ? model->text.trimmed() : QString();
    m_headers->fill(draft);
    const QString key = m_key->text().trimmed();
    if (keyMode() == KeyMode::Keychain && !key.isEmpty())
        draft.secrets.insert({}, key);
    return draft;
}

KeyMode EndpointForm::keyMode() const
{
    return KeyMode(m_keyMode->currentIndex());
}

bool EndpointForm::isClean() const
{
    return draft() == m_saved;
}

void EndpointForm::setGiven(const GivenEndpoints &given)
{
    m_given = given;
    showKey();
}

void EndpointForm::onEdited()
{
    if (m_loading)
        return;
    clearErrors();
    m_test->clear();
    showKey();
    showButtons();
    Q_EMIT edited();
}

void EndpointForm::onAddress()
{
    if (m_loading)
        return;
    m_headers->setBase(draft().profile.baseUrl);
    showMoved();
}

/// A key belongs to the server that it was entered for.
void EndpointForm::showMoved()
{
    const QString before = originOf(m_saved.profile.baseUrl);
    const Result<QUrl> now = EndpointSettings::checked(m_url->text());
    const auto place = m_settings.secrets().place(before);
    const bool kept = m_saved.profile.key == KeyMode::Keychain && keyMode() == KeyMode::Keychain
        && (place == SecretBox::Place::Keychain || place == SecretBox::Place::Session);
    const bool moved = kept && now && originOf(*now) != before && m_key->text().isEmpty();
    m_moved->setVisible(moved);
    if (moved)
        m_moved->setText(tr("The key for %1 is not sent to %2: it stays where it is. Enter the key "
                            "for %2 below.")
                             .arg(before, originOf(*now)));
}

void EndpointForm::showButtons()
{
    const bool clean = isClean();
    // The focus of a button that goes goes where nothing is done by it.
    if (clean && (m_save->hasFocus() || m_revert->hasFocus()))
        m_test->button()->setFocus(Qt::OtherFocusReason);
    m_revert->setVisible(!m_draft.isNew());
    m_revert->setEnabled(!clean);
    m_save->setEnabled(!clean);
}

// --- the key

void EndpointForm::showKey()
{
    const bool ours = keyMode() == KeyMode::Keychain;
    m_keyRow->setVisible(ours);
    if (ours)
        showKeptKey();
    m_keyNote->setText(keyNote());
    showMoved();
}

void EndpointForm::showKeptKey()
{
    const auto place = m_settings.secrets().place(originOf(draft().profile.baseUrl));
    const bool kept = place == SecretBox::Place::Keychain || place == SecretBox::Place::Session;
    m_removeKey->setVisible(kept && m_key->text().isEmpty());
    m_key->setPlaceholderText(place == SecretBox::Place::Keychain ? tr("Kept; type to replace it")
                                  : kept ? tr("Known until you quit; type to replace it")
                                         : QString());
}

QString EndpointForm::keyNote() const
{
    const QUrl url = draft().profile.baseUrl;
    const QString origin = originOf(url);
    const bool given = m_given.haveKeyFor(url);
    if (keyMode() == KeyMode::None)
        return tr("No key is sent.");
    if (keyMode() == KeyMode::Environment)
        return given ? tr("There is one for this server: OPENAI_API_KEY.")
                     : tr("There is none for this server now. OPENAI_API_KEY counts when "
                          "OPENAI_BASE_URL beside it has the same address.");
    if (!m_key->text().isEmpty())
        return tr("It will be kept in the system keychain, for this server only.");
    const std::optional<Error> problem = m_settings.secrets().problem(origin);
    switch (m_settings.secrets().place(origin)) {
    case SecretBox::Place::Keychain:
        return tr("Kept in the system keychain, for %1 only.").arg(origin);
    case SecretBox::Place::Session:
        return problem ? tr("%1 The key is known until you quit, and written nowhere.",
                            "what is wrong with the keychain")
                             .arg(problem->message)
                       : tr("It is being put into the system keychain…");
    case SecretBox::Place::None:
    case SecretBox::Place::Unknown:
        break;
    }
    if (problem)
        return tr("%1 A key that you enter is known until you quit.",
                  "what is wrong with the keychain")
            .arg(problem->message);
    return given ? tr("None is kept. That of the environment is for the same server, and is used.")
                 : tr("None is kept. Most local servers need none.");
}

// --- what is wrong

bool EndpointForm::wrong(QLabel *label, const Error &error, QWidget *field)
{
    label->setText(tr("%1 %2", "error, hint").arg(error.message, error.hint).trimmed());
    label->show();
    if (auto *line = qobject_cast<QLineEdit *>(field))
        setVariant(line, "invalid", true);
    field->setFocus(Qt::OtherFocusReason);
    return false;
}

void EndpointForm::clearErrors()
{
    for (QLabel *label : {m_nameError, m_urlError, m_keyError, m_error})
        label->hide();
    for (QLineEdit *edit : {m_name, m_url, m_key})
        setVariant(edit, "invalid", false);
}

bool EndpointForm::checkAddress()
{
    const Result<QUrl> url = EndpointSettings::checked(m_url->text());
    if (!url)
        return wrong(m_urlError, url.error(), m_url);
    EndpointProfile profile;
    profile.name = u"x"_s;
    profile.baseUrl = *url;
    const Result<void> checked = checkProfile(profile);
    return checked || wrong(m_urlError, checked.error(), m_url);
}

/// From the last field to the first, so that the first that is wrong has the focus.
bool EndpointForm::check()
{
    clearErrors();
    const EndpointDraft draft = this->draft();
    bool good = m_headers->check();
    if (!isKeyText(m_key->text().trimmed()))
        good = wrong(m_keyError,
                     {ErrorCode::InvalidArgument,
                      tr("This has characters that no key has."),
                      {},
                      tr("Copy it again, without spaces and line breaks.")},
                     m_key);
    good = checkAddress() && good;
    EndpointDraft named = draft;
    named.profile.baseUrl = QUrl(u"http://localhost"_s);
    named.profile.headers.clear();
    const Result<void> name = draft.profile.name.isEmpty()
        ? Result<void>(Error{
            ErrorCode::InvalidArgument, tr("It needs a name."), {}, tr("Stacks name it by that.")})
        : m_settings.check(named);
    return (name || wrong(m_nameError, name.error(), m_name)) && good;
}

void EndpointForm::showError(const Error &error)
{
    m_error->setText(tr("%1 %2", "error, hint").arg(error.message, error.hint));
    m_error->show();
}

void EndpointForm::test()
{
    clearErrors();
    if (checkAddress() && m_headers->check())
        m_test->run(draft(), m_given.dotEnv, draft().profile.baseUrl.authority());
}

void EndpointForm::focusFirst()
{
    m_name->setFocus(Qt::TabFocusReason);
    m_name->selectAll();
}

void EndpointForm::focusKey()
{
    m_key->setFocus(Qt::TabFocusReason);
}

} // namespace creact
