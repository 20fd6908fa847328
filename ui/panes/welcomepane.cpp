// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/welcomepane.h"

#include "core/engine/templates.h"
#include "core/stack/documentreader.h"
#include "ui/panes/filteredit.h"
#include "ui/panes/recentlist.h"
#include "ui/panes/templatecard.h"
#include "ui/panes/templatedetails.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QGridLayout>
#include <QHash>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int columnWidth = 720;
constexpr int detailsWidth = 380;
constexpr int cardColumns = 2;

StackDocumentPtr readTemplate(const QString &name)
{
    const LoadedDocument loaded = readStackDocument(templateDocument(name), name);
    return loaded.document ? loaded.document : std::make_shared<const StackDocument>();
}

QLabel *sectionTitle(const QString &text)
{
    QLabel *label = makeLabel(u"sectionTitle"_s, TextSize::Normal, "muted", QFont::DemiBold);
    label->setText(text);
    return label;
}

} // namespace

WelcomePane::WelcomePane(RecentStacks &recent, QWidget *parent)
    : QWidget(parent)
    , m_filter(new FilterEdit(u"welcomeFilter"_s, tr("Find a template or a recent stack"),
                              tr("Find a template or a recent stack")))
    , m_grid(new QGridLayout)
    , m_nothing(makeLabel(u"noTemplate"_s, TextSize::Normal, "muted"))
    , m_recent(new RecentList(recent))
    , m_details(new TemplateDetails)
    , m_back(makeButton(u"backToStack"_s, tr("Back to the stack"), "link"))
    , m_sections(new QVBoxLayout)
{
    setObjectName(u"welcomePane"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_details->setFixedWidth(detailsWidth);
    m_details->hide();

    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeColumn());
    auto *beside = new QVBoxLayout;
    beside->setContentsMargins(0, Space::Huge, Space::Huge, Space::Huge);
    beside->addWidget(m_details);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addLayout(beside);

    connect(m_filter, &QLineEdit::textChanged, this, &WelcomePane::filter);
    connect(m_filter, &FilterEdit::left, this, [this] { focusCard(0); });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        for (TemplateCard *card : std::as_const(m_cards)) {
            if (!card->isHidden())
                return card->click();
        }
    });
    connect(m_recent, &RecentList::chosen, this, &WelcomePane::stackChosen);
    connect(m_back, &QPushButton::clicked, this, &WelcomePane::backRequested);
    connect(m_details, &TemplateDetails::closed, this, &WelcomePane::closeDetails);
    connect(m_details, &TemplateDetails::created, this, [this](const QString &path) {
        closeDetails();
        Q_EMIT created(path);
    });
}

QWidget *WelcomePane::makeColumn()
{
    auto *column = new QWidget;
    column->setMaximumWidth(columnWidth);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(Space::Huge, 40, Space::Huge, Space::Huge);
    layout->setSpacing(Space::Medium);
    layout->addWidget(makeHead());
    layout->addSpacing(Space::Medium);
    layout->addWidget(m_filter);
    layout->addWidget(sectionTitle(tr("Begin with a template")));
    layout->addWidget(makeCards());
    layout->addLayout(m_sections);
    layout->addSpacing(Space::Medium);
    layout->addWidget(m_recent);
    layout->addStretch(1);

    auto *content = new QWidget;
    content->setProperty("role", u"page"_s);
    auto *centred = new QHBoxLayout(content);
    centred->setContentsMargins(0, 0, 0, 0);
    centred->addStretch(1);
    centred->addWidget(column, 100);
    centred->addStretch(1);
    return content;
}

QWidget *WelcomePane::makeHead()
{
    QLabel *title = makeLabel(u"welcomeTitle"_s, TextSize::Display, nullptr, QFont::DemiBold);
    title->setText(tr("CReact Studio"));
    QLabel *text = makeLabel(u"welcomeText"_s, TextSize::Large, "muted");
    text->setText(
        tr("Declare an agent or an automation as a tree, deploy it, and watch every part of "
           "it work. Outputs flow back into the tree; nothing that finished is done twice."));
    text->setWordWrap(true);
    auto *open = makeButton(u"openStack"_s, tr("&Open a stack…"));
    open->setIcon(themedIcon(u"open"_s));
    connect(open, &QPushButton::clicked, this, &WelcomePane::openRequested);
    m_back->hide();

    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Small);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(Space::Small);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(open);
    buttons->addWidget(m_back);
    buttons->addStretch();
    layout->addLayout(buttons);
    return head;
}

QWidget *WelcomePane::makeCards()
{
    auto *box = new QWidget;
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(Space::Medium);
    const QList<TemplateInfo> all = templates();
    for (const TemplateInfo &info : all) {
        auto *card = new TemplateCard(info, *readTemplate(info.name));
        connect(card, &TemplateCard::arrowPressed, this, &WelcomePane::onArrow);
        connect(card, &QPushButton::clicked, this, [this, name = info.name] { choose(name); });
        m_cards.append(card);
    }
    m_nothing->setText(tr("No template is called that."));
    placeCards();
    box->setLayout(m_grid);
    return box;
}

void WelcomePane::addSection(QWidget *section)
{
    m_sections->addWidget(section);
}

void WelcomePane::setBackVisible(bool visible)
{
    m_back->setVisible(visible);
}

void WelcomePane::focusFirst()
{
    setFocus();
}

// --- find

void WelcomePane::filter(const QString &text)
{
    for (TemplateCard *card : std::as_const(m_cards)) {
        const TemplateInfo &info = card->info();
        const bool fits = info.name.contains(text, Qt::CaseInsensitive)
            || info.title.contains(text, Qt::CaseInsensitive)
            || info.description.contains(text, Qt::CaseInsensitive);
        card->setVisible(fits);
    }
    placeCards();
    m_recent->setFilter(text);
}

void WelcomePane::placeCards()
{
    int shown = 0;
    for (TemplateCard *card : std::as_const(m_cards)) {
        m_grid->removeWidget(card);
        if (card->isHidden() && card->testAttribute(Qt::WA_WState_ExplicitShowHide))
            continue;
        m_grid->addWidget(card, shown / cardColumns, shown % cardColumns);
        ++shown;
    }
    m_grid->addWidget(m_nothing, m_cards.size(), 0, 1, cardColumns);
    m_nothing->setVisible(shown == 0);
    for (int column = 0; column < cardColumns; ++column)
        m_grid->setColumnStretch(column, 1);
}

// --- choose

void WelcomePane::choose(const QString &templateName)
{
    for (TemplateCard *card : std::as_const(m_cards)) {
        const bool chosen = card->info().name == templateName;
        card->setChecked(chosen);
        if (!chosen)
            continue;
        m_details->setTemplate(card->info(), *readTemplate(templateName));
        m_details->show();
        m_details->focusName();
    }
}

void WelcomePane::closeDetails()
{
    const bool hadFocus = m_details->isAncestorOf(window()->focusWidget());
    for (TemplateCard *card : std::as_const(m_cards)) {
        if (card->isChecked() && hadFocus)
            card->setFocus(Qt::OtherFocusReason);
        card->setChecked(false);
    }
    m_details->hide();
}

/// From card to card by arrow keys.
void WelcomePane::focusCard(int step)
{
    QList<TemplateCard *> shown;
    for (TemplateCard *card : std::as_const(m_cards)) {
        if (!card->isHidden())
            shown.append(card);
    }
    if (shown.isEmpty())
        return;
    qsizetype at = 0;
    for (qsizetype i = 0; i < shown.size(); ++i) {
        if (shown.at(i)->hasFocus())
            at = qBound(qsizetype(0), i + step, shown.size() - 1);
    }
    shown.at(at)->setFocus(Qt::TabFocusReason);
}

void WelcomePane::onArrow(int key)
{
    static const QHash<int, int> steps{{Qt::Key_Left, -1},
                                       {Qt::Key_Right, 1},
                                       {Qt::Key_Up, -cardColumns},
                                       {Qt::Key_Down, cardColumns}};
    focusCard(steps.value(key));
}

} // namespace creact
