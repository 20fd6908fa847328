// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/findbar.h"

#include "ui/panes/filteredit.h"
#include "ui/panes/jsoneditor.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QIntValidator>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QTextBlock>
#include <QToolButton>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int searchDelayMs = 120;
constexpr qsizetype maxPlaces = 10'000;
constexpr qsizetype maxMarked = 500;

} // namespace

FindBar::FindBar(JsonEditor *editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_find(new FilterEdit(u"findInText"_s, tr("Find in the text"), tr("Find in the text")))
    , m_line(new FilterEdit(u"goToLine"_s, tr("Go to line"), tr("Line number")))
    , m_count(makeLabel(u"findCount"_s, TextSize::Small, "muted"))
    , m_previous(makeToolButton(u"findPrevious"_s, u"chevron-up"_s, tr("Previous (Shift+F3)")))
    , m_next(makeToolButton(u"findNext"_s, u"chevron-down"_s, tr("Next (F3)")))
{
    setObjectName(u"findBar"_s);
    m_line->setValidator(new QIntValidator(1, 100'000'000, m_line));
    auto *close = makeToolButton(u"closeFind"_s, u"close"_s, tr("Close (Esc)"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Space::Small, Space::Tiny, Space::Tiny, Space::Tiny);
    layout->setSpacing(Space::Tiny);
    layout->addWidget(m_find, 1);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_count);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addWidget(close);
    m_delay.setSingleShot(true);
    m_delay.setInterval(searchDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &FindBar::search);
    connect(m_find, &QLineEdit::textChanged, this, [this] {
        search();
        // What is found already goes on being found while more of it is typed.
        select(placeFrom(m_editor->textCursor().selectionStart()));
    });
    connect(m_line, &QLineEdit::textChanged, this, &FindBar::goToTyped);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        if (isVisible() && m_find->isVisible())
            m_delay.start();
    });
    connect(m_editor, &QPlainTextEdit::cursorPositionChanged, this, &FindBar::showCount);
    connect(m_next, &QToolButton::clicked, this, [this] { findNext(true); });
    connect(m_previous, &QToolButton::clicked, this, [this] { findNext(false); });
    connect(close, &QToolButton::clicked, this, &FindBar::close);
    m_find->installEventFilter(this);
    m_line->installEventFilter(this);
    hide();
}

void FindBar::openFind()
{
    const QString selected = m_editor->textCursor().selectedText();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator))
        m_find->setText(selected);
    open(Mode::Find);
    search();
}

void FindBar::openLine()
{
    m_line->clear();
    open(Mode::Line);
    m_count->setText(tr("of %1").arg(QLocale().toString(m_editor->blockCount())));
}

void FindBar::open(Mode mode)
{
    const bool find = mode == Mode::Find;
    m_find->setVisible(find);
    m_line->setVisible(!find);
    m_previous->setVisible(find);
    m_next->setVisible(find);
    show();
    FilterEdit *edit = find ? m_find : m_line;
    edit->selectAll();
    edit->setFocus(Qt::ShortcutFocusReason);
}

void FindBar::close()
{
    m_delay.stop();
    m_places.clear();
    m_editor->setMatches({});
    hide();
    m_editor->setFocus(Qt::OtherFocusReason);
}

void FindBar::search()
{
    m_places.clear();
    const QString what = m_find->text();
    QList<QTextCursor> marks;
    const QTextDocument *document = m_editor->document();
    for (QTextBlock block = document->begin(); !what.isEmpty() && block.isValid();
         block = block.next()) {
        const QString text = block.text();
        for (qsizetype at = text.indexOf(what, 0, Qt::CaseInsensitive);
             at >= 0 && m_places.size() < maxPlaces;
             at = text.indexOf(what, at + what.size(), Qt::CaseInsensitive)) {
            m_places.append(block.position() + int(at));
            if (marks.size() >= maxMarked)
                continue;
            QTextCursor mark(block);
            mark.setPosition(m_places.constLast());
            mark.setPosition(m_places.constLast() + int(what.size()), QTextCursor::KeepAnchor);
            marks.append(mark);
        }
    }
    m_editor->setMatches(marks);
    showCount();
}

void FindBar::showCount()
{
    if (!m_find->isVisibleTo(this))
        return;
    const QLocale locale;
    const auto current =
        std::lower_bound(m_places.begin(), m_places.end(), m_editor->textCursor().selectionStart());
    const bool on =
        current != m_places.end() && *current == m_editor->textCursor().selectionStart();
    QString text;
    if (!m_find->text().isEmpty() && m_places.isEmpty())
        text = tr("nothing found");
    else if (on)
        text = tr("%1 of %2")
                   .arg(locale.toString(current - m_places.begin() + 1),
                        locale.toString(m_places.size()));
    else if (!m_places.isEmpty())
        text = locale.toString(m_places.size());
    m_count->setText(text);
    m_previous->setEnabled(!m_places.isEmpty());
    m_next->setEnabled(!m_places.isEmpty());
}

void FindBar::findNext(bool forward)
{
    const QTextCursor cursor = m_editor->textCursor();
    if (forward)
        select(placeFrom(cursor.selectionStart() + (cursor.hasSelection() ? 1 : 0)));
    else
        select(placeFrom(cursor.selectionStart()) - 1);
}

/// Which of the places is the first from that position on.
qsizetype FindBar::placeFrom(int position) const
{
    return std::lower_bound(m_places.begin(), m_places.end(), position) - m_places.begin();
}

/// Round and round.
void FindBar::select(qsizetype index)
{
    if (m_places.isEmpty())
        return;
    const int place = m_places.at((index + m_places.size()) % m_places.size());
    m_editor->goTo(place);
    QTextCursor found = m_editor->textCursor();
    found.setPosition(place);
    found.setPosition(place + int(m_find->text().size()), QTextCursor::KeepAnchor);
    m_editor->setTextCursor(found);
}

void FindBar::goToTyped()
{
    if (const int line = m_line->text().toInt(); line > 0)
        m_editor->goToLine(line);
}

bool FindBar::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(object, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (key->key() == Qt::Key_Escape || (enter && object == m_line)) {
        close();
        return true;
    }
    if (enter || key->key() == Qt::Key_Down || key->key() == Qt::Key_Up) {
        findNext(key->key() != Qt::Key_Up && !(key->modifiers() & Qt::ShiftModifier));
        return true;
    }
    return false;
}

} // namespace creact
