// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/palettepane.h"

#include "core/engine/engine.h"
#include "ui/models/words.h"
#include "ui/panes/paletteitem.h"
#include "ui/panes/popups.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;
using Side = TreePlace::Side;

namespace {

constexpr int paletteListWidth = 330;
constexpr int paletteDocWidth = 300;
constexpr int paletteHeight = 340;

bool paletteMatches(const PaletteEntry &entry, const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.cbegin(), words.cend(), [&entry](const QString &word) {
        return entry.name.contains(word, Qt::CaseInsensitive)
            || entry.doc.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace

PalettePane::PalettePane(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_search(new QLineEdit)
    , m_placeRow(new QHBoxLayout)
    , m_placeButtons(new QButtonGroup(this))
    , m_list(new QListWidget)
    , m_docTitle(makeLabel(u"paletteDocTitle"_s, TextSize::Large, nullptr, QFont::DemiBold))
    , m_doc(makeLabel(u"paletteDoc"_s))
    , m_footer(makeLabel(u"paletteFooter"_s, TextSize::Small, "muted"))
{
    setObjectName(u"palettePane"_s);
    setAccessibleName(tr("Add an element"));
    setProperty("role", u"popover"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTop());
    layout->addWidget(makeSeparator(Qt::Horizontal));
    layout->addWidget(makeMiddle());
    layout->addWidget(makeSeparator(Qt::Horizontal));
    m_footer->setContentsMargins(Space::Medium, Space::Small, Space::Medium, Space::Small);
    layout->addWidget(m_footer);

    connect(m_search, &QLineEdit::textChanged, this, &PalettePane::fill);
    connect(m_list, &QListWidget::currentRowChanged, this, &PalettePane::showDoc);
    connect(m_list, &QListWidget::itemClicked, this, [this] { take(m_place); });
    connect(m_placeButtons, &QButtonGroup::idClicked, this, &PalettePane::setPlace);
}

QWidget *PalettePane::makeTop()
{
    m_search->setObjectName(u"paletteSearch"_s);
    m_search->setAccessibleName(tr("Search what to add"));
    m_search->setPlaceholderText(tr("Search what to add"));
    m_search->installEventFilter(this);
    m_placeRow->setSpacing(2);
    auto *top = new QWidget;
    auto *layout = new QVBoxLayout(top);
    layout->setContentsMargins(Space::Medium, Space::Medium, Space::Medium, Space::Small);
    layout->setSpacing(Space::Small);
    layout->addWidget(m_search);
    layout->addLayout(m_placeRow);
    return top;
}

QWidget *PalettePane::makeMiddle()
{
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("What can be added"));
    m_list->setFixedSize(paletteListWidth, paletteHeight);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new PaletteDelegate(m_list));

    m_doc->setWordWrap(true);
    m_doc->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_doc->setTextFormat(Qt::RichText);
    auto *page = new QWidget;
    page->setProperty("role", u"page"_s);
    page->setAttribute(Qt::WA_StyledBackground);
    auto *texts = new QVBoxLayout(page);
    texts->setContentsMargins(Space::Large, Space::Medium, Space::Large, Space::Medium);
    texts->setSpacing(Space::Small);
    texts->addWidget(m_docTitle);
    texts->addWidget(m_doc);
    texts->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFixedSize(paletteDocWidth, paletteHeight);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);

    auto *middle = new QWidget;
    auto *layout = new QHBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list);
    layout->addWidget(makeSeparator(Qt::Vertical));
    layout->addWidget(scroll);
    return middle;
}

void PalettePane::open(const QString &title, const QList<TreePlace> &places, Entries entries,
                       const QPoint &globalPosition)
{
    m_title = title;
    m_places = places;
    m_entriesFor = std::move(entries);
    m_search->clear();
    showPlaces();
    setPlace(0);
    popUpAt(this, globalPosition);
    m_search->setFocus(Qt::PopupFocusReason);
}

// --- where

QString PalettePane::sideText(Side side) const
{
    switch (side) {
    case Side::Inside:
        return m_title.isEmpty() ? tr("In the stack") : tr("Inside %1").arg(m_title);
    case Side::Else:
        return tr("In its else");
    case Side::Then:
        return tr("In its then");
    case Side::Fallback:
        return tr("In its fallback");
    case Side::Before:
        return tr("Before");
    case Side::After:
        return tr("After");
    }
    return {};
}

void PalettePane::showPlaces()
{
    while (QLayoutItem *item = m_placeRow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int i = 0; i < m_places.size(); ++i) {
        auto *button = new QToolButton;
        button->setText(sideText(m_places.at(i).side));
        button->setObjectName(u"place%1"_s.arg(i));
        button->setAccessibleName(button->text());
        button->setCheckable(true);
        button->setProperty("segment", true);
        button->setFocusPolicy(Qt::TabFocus);
        button->installEventFilter(this);
        m_placeButtons->addButton(button, i);
        m_placeRow->addWidget(button);
    }
    m_placeRow->addStretch(1);
    QStringList hints{tr("Enter adds")};
    if (placeOf(Side::Before) >= 0)
        hints += {tr("Ctrl+Enter before"), tr("Shift+Enter after")};
    hints += {tr("Tab: where"), tr("Esc closes")};
    m_footer->setText(hints.join(u"   ·   "_s));
}

int PalettePane::placeOf(Side side) const
{
    for (int i = 0; i < m_places.size(); ++i) {
        if (m_places.at(i).side == side)
            return i;
    }
    return -1;
}

void PalettePane::setPlace(int index)
{
    m_place = index;
    if (QAbstractButton *button = m_placeButtons->button(index))
        button->setChecked(true);
    m_entries = m_entriesFor(m_places.at(index).place);
    fill();
}

// --- what

void PalettePane::fill()
{
    using Group = PaletteEntry::Group;
    const QString kept = m_list->currentItem() ? m_list->currentItem()->text() : QString();
    m_list->clear();
    const std::pair<Group, QString> groups[] = {{Group::Construct, tr("Constructs")},
                                                {Group::Flow, tr("Flow")},
                                                {Group::Component, tr("Components")}};
    for (const auto &[group, heading] : groups) {
        bool headed = false;
        for (int i = 0; i < m_entries.size(); ++i) {
            if (m_entries.at(i).group != group
                || !paletteMatches(m_entries.at(i), m_search->text()))
                continue;
            if (!std::exchange(headed, true))
                addHeading(heading);
            addEntry(i);
        }
    }
    if (m_list->count() == 0)
        addHeading(tr("Nothing here is called so"));
    const QList<QListWidgetItem *> again = m_list->findItems(kept, Qt::MatchExactly);
    if (!kept.isEmpty() && m_search->text().isEmpty() && !again.isEmpty())
        m_list->setCurrentItem(again.first());
    else
        step(1);
    showDoc();
}

void PalettePane::addHeading(const QString &text)
{
    auto *item = new QListWidgetItem(text, m_list);
    item->setFlags(Qt::NoItemFlags);
    item->setData(PaletteDelegate::IndexRole, -1);
}

void PalettePane::addEntry(int index)
{
    const PaletteEntry &entry = m_entries.at(index);
    auto *item = new QListWidgetItem(entry.name, m_list);
    const QString doc = docOf(entry);
    item->setData(PaletteDelegate::IndexRole, index);
    item->setData(PaletteDelegate::DocRole, doc.section(u". "_s, 0, 0));
    item->setData(PaletteDelegate::IconRole, paletteIcon(entry));
    item->setData(Qt::AccessibleDescriptionRole, doc);
}

/// Flow elements are documented in the window's language.
QString PalettePane::docOf(const PaletteEntry &entry)
{
    if (entry.group == PaletteEntry::Group::Flow) {
        const QString words = flowDoc(entry.name);
        if (!words.isEmpty())
            return words;
    }
    return entry.doc;
}

void PalettePane::showDoc()
{
    const QListWidgetItem *item = m_list->currentItem();
    const int index = item ? item->data(PaletteDelegate::IndexRole).toInt() : -1;
    m_docTitle->setText(index >= 0 ? m_entries.at(index).name : QString());
    m_doc->setText(index >= 0 ? paletteDocHtml(m_entries.at(index), docOf(m_entries.at(index)))
                              : QString());
}

void PalettePane::step(int by)
{
    int row = m_list->currentRow() + by;
    while (row >= 0 && row < m_list->count()
           && !(m_list->item(row)->flags() & Qt::ItemIsSelectable))
        row += by > 0 ? 1 : -1;
    if (row >= 0 && row < m_list->count())
        m_list->setCurrentRow(row);
}

void PalettePane::take(int placeIndex)
{
    const QListWidgetItem *item = m_list->currentItem();
    const int index = item ? item->data(PaletteDelegate::IndexRole).toInt() : -1;
    if (index < 0 || placeIndex < 0)
        return;
    const QString name = m_entries.at(index).name;
    const ElementPlace place = m_places.at(placeIndex).place;
    // Elsewhere it may have to be made otherwise, or may not stand.
    for (const PaletteEntry &entry : m_entriesFor(place)) {
        if (entry.name != name)
            continue;
        hide();
        Q_EMIT chosen(entry, place);
        return;
    }
    m_footer->setText(tr("%1 cannot stand there.").arg(name));
}

// --- keys

bool PalettePane::onKey(int key, Qt::KeyboardModifiers modifiers)
{
    constexpr int page = 8;
    switch (key) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(page);
        return true;
    case Qt::Key_PageUp:
        step(-page);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        take(modifiers & Qt::ControlModifier     ? placeOf(Side::Before)
                 : modifiers & Qt::ShiftModifier ? placeOf(Side::After)
                                                 : m_place);
        return true;
    default:
        return false;
    }
}

bool PalettePane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        // The buttons above have arrows of their own.
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if ((enter || watched == m_search) && onKey(key->key(), key->modifiers()))
            return true;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace creact
