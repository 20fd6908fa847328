// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/questionbar.h"

#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int wordWidth = 160;

} // namespace

QuestionBar::QuestionBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel)
    , m_title(makeLabel(u"questionTitle"_s, TextSize::Normal, nullptr, QFont::DemiBold))
    , m_text(makeLabel(u"questionText"_s, TextSize::Normal, "muted"))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(u"questionBar"_s);
    setProperty("tone", u"warning"_s);
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    m_buttons->setSpacing(Space::Small);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Space::Medium, Space::Small, Space::Medium, Space::Small);
    layout->setSpacing(Space::Medium);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    layout->addLayout(m_buttons);
    hide();
    drawIcon();
}

void QuestionBar::ask(const QObject *about, const QString &title, const QString &text,
                      const QList<Choice> &choices, const QString &back)
{
    setTexts(about, title, text);
    for (const Choice &choice : choices)
        addChoice(choice);
    QPushButton *cancel = addBack(back);
    show();
    cancel->setFocus(Qt::TabFocusReason);
}

void QuestionBar::askTyped(const QObject *about, const QString &title, const QString &text,
                           const QString &word, const Choice &choice, const QString &back)
{
    setTexts(about, title, text);
    auto *edit = new QLineEdit;
    edit->setObjectName(u"questionWord"_s);
    edit->setAccessibleName(tr("Type “%1” to go on").arg(word));
    edit->setPlaceholderText(tr("Type “%1”").arg(word));
    edit->setMinimumWidth(wordWidth);
    m_buttons->addWidget(edit, 0, Qt::AlignVCenter);
    QPushButton *on = addChoice(choice);
    on->setEnabled(false);
    connect(edit, &QLineEdit::textChanged, on,
            [on, word](const QString &typed) { on->setEnabled(typed == word); });
    connect(edit, &QLineEdit::returnPressed, on, &QPushButton::click);
    addBack(back);
    show();
    edit->setFocus(Qt::TabFocusReason);
}

void QuestionBar::setTexts(const QObject *about, const QString &title, const QString &text)
{
    if (isHidden())
        m_cameFrom = window()->focusWidget();
    m_about = about;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    layout()->setAlignment(m_icon, text.isEmpty() ? Qt::AlignVCenter : Qt::AlignTop);
    setAccessibleName(title);
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QPushButton *QuestionBar::addChoice(const Choice &choice)
{
    QPushButton *button = makeButton(choice.name, choice.text);
    // Queued: what it does may ask the next question, and so delete this button.
    connect(
        button, &QPushButton::clicked, this,
        [this, then = choice.then] {
            dismiss();
            then();
        },
        Qt::QueuedConnection);
    m_buttons->addWidget(button, 0, Qt::AlignVCenter);
    return button;
}

QPushButton *QuestionBar::addBack(const QString &text)
{
    QPushButton *button = makeButton(u"questionBack"_s, text, "link");
    connect(button, &QPushButton::clicked, this, &QuestionBar::dismiss);
    m_buttons->addWidget(button, 0, Qt::AlignVCenter);
    return button;
}

void QuestionBar::dismiss()
{
    if (isHidden())
        return;
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    m_about = nullptr;
    hide();
    if (hadFocus && m_cameFrom)
        m_cameFrom->setFocus(Qt::OtherFocusReason);
}

void QuestionBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

void QuestionBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
    QFrame::changeEvent(event);
}

void QuestionBar::drawIcon()
{
    m_icon->setPixmap(
        themedPixmap(u"warning"_s, Size::Icon, tintColor(Tint::Warning), devicePixelRatioF()));
}

} // namespace creact
