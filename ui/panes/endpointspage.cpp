// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/endpointspage.h"

#include "ui/controllers/aside.h"
#include "ui/panes/confirmbanner.h"
#include "ui/panes/endpointfacts.h"
#include "ui/panes/endpointform.h"
#include "ui/panes/localserversview.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int leftWidth = 270;
constexpr int formWidth = 620;

} // namespace

EndpointsPage::EndpointsPage(EndpointSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_current(demoRowId)
    , m_back(makeButton(u"leaveEndpoints"_s, tr("Done"), "link"))
    , m_list(new EndpointList)
    , m_new(makeToolButton(u"newEndpoint"_s, u"add"_s, tr("New endpoint")))
    , m_duplicate(makeToolButton(u"duplicateEndpoint"_s, u"duplicate"_s, tr("Duplicate")))
    , m_remove(makeToolButton(u"removeEndpoint"_s, u"trash"_s, tr("Remove…")))
    , m_find(makeButton(u"findServers"_s, tr("&Find local servers")))
    , m_problem(makeLabel(u"endpointsProblem"_s, TextSize::Small, "danger"))
    , m_title(makeLabel(u"endpointHead"_s, TextSize::Large, nullptr, QFont::DemiBold))
    , m_use(makeButton(u"useForStack"_s, {}))
    , m_used(makeLabel(u"usedByStack"_s, TextSize::Small, "muted"))
    , m_question(new ConfirmBanner(u"endpointQuestion"_s, Banner::Buttons::Beside))
    , m_pages(new QStackedWidget)
    , m_form(new EndpointForm(settings))
    , m_facts(new EndpointFacts(settings.secrets()))
    , m_servers(new LocalServersView)
{
    setObjectName(u"endpointsPage"_s);
    setAccessibleName(tr("Model endpoints"));
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(makeLeft());
    body->addWidget(makeSeparator(Qt::Vertical));
    body->addWidget(makeRight(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(makeSeparator(Qt::Horizontal));
    layout->addLayout(body, 1);
    connectParts();
    showRows();
    choose(demoRowId);
}

// --- parts

QWidget *EndpointsPage::makeHead()
{
    QLabel *title = makeLabel(u"endpointsTitle"_s, TextSize::Title, nullptr, QFont::DemiBold);
    title->setText(tr("Model endpoints"));
    QLabel *note = makeNote(
        u"endpointsNote"_s,
        tr("The servers that models are asked at. A key is sent to the server that it was entered "
           "for, and to no other."));
    m_back->setToolTip(tr("Back to where you were (Esc)"));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(title);
    texts->addWidget(note);
    auto *head = new QWidget;
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(Space::Large, Space::Medium, Space::Large, Space::Medium);
    layout->addLayout(texts, 1);
    layout->addWidget(m_back, 0, Qt::AlignTop);
    return head;
}

QWidget *EndpointsPage::makeLeft()
{
    m_new->setText(tr("New"));
    m_new->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(Space::Small, 0, Space::Small, 0);
    tools->setSpacing(Space::Tiny);
    tools->addWidget(m_new);
    tools->addWidget(m_duplicate);
    tools->addWidget(m_remove);
    tools->addStretch();
    auto *find = new QHBoxLayout;
    find->setContentsMargins(Space::Small, 0, Space::Small, 0);
    m_find->setIcon(themedIcon(u"search"_s));
    m_find->setToolTip(
        tr("Look for Ollama, LM Studio, llama.cpp, vLLM and others on this computer"));
    find->addWidget(m_find);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(Space::Small, 0, Space::Small, 0);
    auto *left = new QWidget;
    left->setFixedWidth(leftWidth);
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(Space::Tiny, Space::Small, Space::Tiny, Space::Medium);
    layout->setSpacing(Space::Small);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_problem);
    layout->addLayout(tools);
    layout->addLayout(find);
    return left;
}

QWidget *EndpointsPage::makeRight()
{
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_used);
    head->addWidget(m_use);
    m_pages->addWidget(m_form);
    m_pages->addWidget(m_facts);
    auto *search = new QWidget;
    auto *searchLayout = new QVBoxLayout(search);
    searchLayout->setContentsMargins(0, 0, 0, 0);
    searchLayout->addWidget(m_servers);
    searchLayout->addStretch(1);
    m_pages->addWidget(search);

    auto *column = new QWidget;
    column->setMaximumWidth(formWidth);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(Space::Huge, Space::Large, Space::Huge, Space::Large);
    layout->setSpacing(Space::Medium);
    layout->addLayout(head);
    layout->addWidget(m_question);
    layout->addWidget(m_pages, 1);
    auto *content = new QWidget;
    content->setProperty("role", u"page"_s);
    auto *aside = new QHBoxLayout(content);
    aside->setContentsMargins(0, 0, 0, 0);
    aside->addWidget(column, 100);
    aside->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    return scroll;
}

void EndpointsPage::connectParts()
{
    connect(m_back, &QPushButton::clicked, this, &EndpointsPage::closeRequested);
    connect(m_list, &EndpointList::chosen, this, &EndpointsPage::choose);
    connect(m_new, &QToolButton::clicked, this, [this] { beginNew(); });
    connect(m_duplicate, &QToolButton::clicked, this, &EndpointsPage::duplicate);
    connect(m_remove, &QToolButton::clicked, this, &EndpointsPage::askToRemove);
    connect(m_find, &QPushButton::clicked, this, &EndpointsPage::findServers);
    connect(m_use, &QPushButton::clicked, this, [this] {
        if (const std::optional<QString> choice = choiceOf(m_current))
            m_settings.choose(m_info.documentPath, *choice);
    });
    connect(m_form, &EndpointForm::edited, this, &EndpointsPage::onEdited);
    connect(m_form, &EndpointForm::saveRequested, this, &EndpointsPage::save);
    connect(m_form, &EndpointForm::revertRequested, this, &EndpointsPage::revert);
    connect(m_form, &EndpointForm::removeKeyRequested, this, &EndpointsPage::askToRemoveKey);
    connect(m_servers, &LocalServersView::addRequested, this, &EndpointsPage::add);
    m_servers->setKnown([this](const LocalServer &server) { return m_settings.knows(server); });
    connect(&m_settings, &EndpointSettings::changed, this, &EndpointsPage::onSettings);
}

// --- what there is

void EndpointsPage::setInfo(const StackInfo &info)
{
    const bool other = info.documentPath != m_info.documentPath;
    m_info = info;
    showUse();
    if (other && isVisible())
        refresh();
}

void EndpointsPage::refresh()
{
    m_settings.reload();
    const QString folder =
        m_info.documentPath.isEmpty() ? QString() : QFileInfo(m_info.documentPath).absolutePath();
    runAside(this, [this, folder] {
        const GivenEndpoints given = GivenEndpoints::in(folder);
        return [this, given] {
            m_given = given;
            m_form->setGiven(given);
            showRows();
        };
    });
}

/// What is being edited stays as it is typed.
void EndpointsPage::onSettings()
{
    if (m_saving)
        return;
    showRows();
    if (!m_list->has(m_current) && m_current != searchRowId)
        return choose(demoRowId);
    if (m_pages->currentWidget() == m_form) {
        if (m_drafts.contains(m_current))
            m_form->showKey();
        else if (const EndpointProfile *saved = savedOf(m_current))
            m_form->refresh(*saved);
    }
    m_servers->showKnown();
    showUse();
}

QString EndpointsPage::keyText(const EndpointProfile &profile) const
{
    const QString given = tr("key of the environment");
    if (profile.key == EndpointProfile::Key::None)
        return tr("no key");
    if (profile.key == EndpointProfile::Key::Keychain) {
        const auto place = m_settings.secrets().place(originOf(profile.baseUrl));
        if (place == SecretBox::Place::Keychain)
            return tr("key in the keychain");
        if (place == SecretBox::Place::Session)
            return tr("key until you quit");
    }
    return m_given.haveKeyFor(profile.baseUrl) ? given : tr("no key");
}

EndpointList::Row EndpointsPage::profileRow(const EndpointProfile &profile) const
{
    return {profile.name, profile.name,
            tr("%1  ·  %2", "host, where its key is")
                .arg(profile.baseUrl.authority(), keyText(profile)),
            u"server"_s, m_drafts.contains(profile.name)};
}

void EndpointsPage::showRows()
{
    QList<EndpointList::Row> rows{{demoRowId, tr("Demo model"), tr("built in"), u"cube"_s}};
    for (const EndpointProfile &profile : m_settings.profiles())
        rows.append(profileRow(profile));
    // New ones, and those that others removed while they were edited here.
    QStringList drafts = m_drafts.keys();
    drafts.sort();
    for (const QString &id : std::as_const(drafts)) {
        if (!savedOf(id))
            rows.append({id, titleOf(id), tr("not saved yet"), u"server"_s, true});
    }
    const auto given = [&rows](const QString &id, const QString &name,
                               const std::optional<ModelEndpoint> &endpoint,
                               const std::optional<Error> &problem) {
        if (endpoint || problem)
            rows.append(
                {id, name,
                 problem ? tr("cannot be used")
                         : tr("%1  ·  %2", "host, where its key is")
                               .arg(endpoint->label(),
                                    endpoint->apiKey.isEmpty() ? tr("no key") : tr("with a key")),
                 u"globe"_s});
    };
    given(environmentRowId, tr("Environment"), m_given.environment, m_given.environmentProblem);
    given(dotEnvRowId, tr(".env of the stack"), m_given.file, m_given.fileProblem);
    m_list->setRows(rows);
    m_list->select(m_current);
    m_problem->setVisible(m_settings.problem().has_value());
    if (m_settings.problem())
        m_problem->setText(tr("%1 %2", "error, hint")
                               .arg(m_settings.problem()->message, m_settings.problem()->hint));
    m_new->setEnabled(!m_settings.problem());
}

const EndpointProfile *EndpointsPage::savedOf(const QString &id) const
{
    return m_settings.profile(id);
}

QString EndpointsPage::titleOf(const QString &id) const
{
    if (!id.startsWith(newRowId))
        return id;
    const QString name = m_drafts.value(id).profile.name;
    return name.isEmpty() ? tr("New endpoint") : name;
}

// --- the chosen one

void EndpointsPage::choose(const QString &id)
{
    m_question->dismiss();
    m_current = id;
    m_list->select(id);
    const bool isForm = savedOf(id) || m_drafts.contains(id);
    m_duplicate->setEnabled(isForm && !m_settings.problem());
    m_remove->setEnabled(isForm);
    if (isForm)
        showForm(id);
    else if (id != searchRowId)
        showFacts(id);
    showUse();
}

void EndpointsPage::showForm(const QString &id)
{
    m_title->setText(titleOf(id));
    m_pages->setCurrentWidget(m_form);
    const EndpointProfile *saved = savedOf(id);
    m_form->setDraft(m_drafts.contains(id) ? m_drafts.value(id) : EndpointDraft::of(*saved), saved);
}

void EndpointsPage::showFacts(const QString &id)
{
    EndpointFacts::Facts facts;
    if (id == environmentRowId)
        facts = {tr("Environment"),
                 tr("CREACT_ENDPOINT or OPENAI_BASE_URL and OPENAI_API_KEY, as this program was "
                    "started with. It is used by stacks that have no endpoint chosen."),
                 m_given.environment, m_given.environmentProblem};
    else if (id == dotEnvRowId)
        facts = {tr(".env of the stack"),
                 tr("The file .env beside the stack’s document. It is used by stacks there that "
                    "have no endpoint chosen, unless the environment says something."),
                 m_given.file, m_given.fileProblem};
    else
        facts = {tr("Demo model"),
                 tr("Built in, with no key and no network. Its answers are canned: good for "
                    "trying things out. It is used while nothing else is set up or chosen."),
                 ModelEndpoint{},
                 {}};
    if (id == demoRowId && m_settings.profiles().isEmpty())
        facts.text = tr("%1 Set up an endpoint of your own with New, or look for servers on this "
                        "computer.")
                         .arg(facts.text);
    m_title->setText(facts.name);
    m_facts->setFacts(facts);
    m_pages->setCurrentWidget(m_facts);
}

std::optional<QString> EndpointsPage::choiceOf(const QString &id) const
{
    if (id == demoRowId)
        return m_given.first() ? u"demo"_s : QString();
    if ((id == environmentRowId && m_given.environment) || (id == dotEnvRowId && m_given.file))
        return QString();
    if (savedOf(id))
        return id;
    return {};
}

void EndpointsPage::showUse()
{
    const std::optional<QString> choice = choiceOf(m_current);
    const bool asks = choice && !m_info.documentPath.isEmpty();
    QString chosen = m_settings.choice(m_info.documentPath);
    if (chosen == "demo"_L1 && !m_given.first())
        chosen.clear();
    const bool used = asks && *choice == chosen && m_settings.forThisRun().isEmpty();
    m_use->setVisible(asks && !used);
    m_use->setText(tr("Use for “%1”").arg(QString(m_info.name).replace(u'&', u"&&"_s)));
    m_use->setAccessibleName(tr("Use for “%1”").arg(m_info.name));
    m_use->setToolTip(tr("Takes effect with the next deploy"));
    m_used->setVisible(used);
    m_used->setText(tr("Used by “%1”").arg(m_info.name));
}

// --- keys

void EndpointsPage::focusList()
{
    m_list->setFocus(Qt::TabFocusReason);
}

/// The stack's own shortcuts mean what is hidden below this page.
bool EndpointsPage::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Save) || key->matches(QKeySequence::Undo)
            || key->matches(QKeySequence::Redo))
            key->accept();
    }
    return QWidget::event(event);
}

void EndpointsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Save)) {
        if (m_pages->currentWidget() == m_form && !m_form->isClean())
            save();
    } else if (event->key() == Qt::Key_Escape) {
        Q_EMIT closeRequested();
    } else if (event->key() == Qt::Key_Delete && m_list->hasFocus() && m_remove->isEnabled()) {
        askToRemove();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace creact
