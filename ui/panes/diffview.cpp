// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/diffview.h"

#include "ui/editing/linediff.h"
#include "ui/panes/widgets.h"
#include "ui/theme/colors.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextCursor>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QColor mixed(const QColor &base, const QColor &tint, double part)
{
    const auto mix = [part](int from, int to) { return int(from + (to - from) * part); };
    return QColor(mix(base.red(), tint.red()), mix(base.green(), tint.green()),
                  mix(base.blue(), tint.blue()));
}

/// The line that one became, or that it came from: of as many removed lines and as many added after
/// them. Null: none.
QString counterpartOf(const QList<DiffLine> &lines, qsizetype at)
{
    const DiffLine::Kind kind = lines.at(at).kind;
    if (kind != DiffLine::Kind::Old && kind != DiffLine::Kind::New)
        return {};
    const auto runFrom = [&](qsizetype from, DiffLine::Kind wanted) {
        qsizetype end = from;
        while (end < lines.size() && lines.at(end).kind == wanted)
            ++end;
        return end - from;
    };
    qsizetype first = at;
    while (first > 0 && lines.at(first - 1).kind == kind)
        --first;
    while (kind == DiffLine::Kind::New && first > 0
           && lines.at(first - 1).kind == DiffLine::Kind::Old)
        --first;
    const qsizetype removed = runFrom(first, DiffLine::Kind::Old);
    if (removed == 0 || removed != runFrom(first + removed, DiffLine::Kind::New))
        return {};
    return lines.at(kind == DiffLine::Kind::Old ? at + removed : at - removed).text;
}

std::pair<qsizetype, qsizetype> differingPart(const QString &line, const QString &other)
{
    const qsizetype shorter = std::min(line.size(), other.size());
    qsizetype begin = 0;
    while (begin < shorter && line.at(begin) == other.at(begin))
        ++begin;
    qsizetype last = 0;
    while (last < shorter - begin
           && line.at(line.size() - 1 - last) == other.at(other.size() - 1 - last))
        ++last;
    return {begin, line.size() - last};
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QWidget(parent)
    , m_title(makeLabel(u"diffTitle"_s, TextSize::Normal, nullptr, QFont::DemiBold))
    , m_legend(makeLabel(u"diffLegend"_s, TextSize::Small, "muted"))
    , m_text(new QPlainTextEdit)
    , m_old(makeButton(u"keepOld"_s, tr("Keep mine")))
    , m_new(makeButton(u"takeNew"_s, tr("Take theirs")))
{
    setObjectName(u"diffView"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_text->setObjectName(u"diffText"_s);
    m_text->setProperty("role", u"editor"_s);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(monoFont());
    m_text->setAccessibleName(tr("Comparison"));
    m_text->setTabChangesFocus(true);
    m_text->setCursorWidth(0);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto *close =
        makeToolButton(u"closeDiff"_s, u"close"_s, tr("Back to the text without choosing"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(Space::Medium, Space::Tiny, Space::Tiny, Space::Tiny);
    head->setSpacing(Space::Small);
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(close);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(Space::Medium, Space::Small, Space::Medium, Space::Small);
    foot->setSpacing(Space::Small);
    foot->addWidget(m_legend, 1);
    foot->addWidget(m_old);
    foot->addWidget(m_new);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    layout->addWidget(m_text, 1);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    layout->addLayout(foot);
    connect(close, &QToolButton::clicked, this, &DiffView::closed);
    connect(m_old, &QPushButton::clicked, this, &DiffView::oldChosen);
    connect(m_new, &QPushButton::clicked, this, &DiffView::newChosen);
}

void DiffView::compare(const Texts &texts)
{
    m_texts = texts;
    m_title->setText(texts.title);
    m_text->setAccessibleName(texts.title);
    m_legend->setText(tr("− %1    + %2").arg(texts.oldName, texts.newName));
    for (const auto &[button, text] :
         {std::pair(m_old, texts.keepOld), std::pair(m_new, texts.takeNew)}) {
        button->setText(text);
        button->setAccessibleName(text);
    }
    fill();
}

void DiffView::fill()
{
    const QList<DiffLine> lines = lineDiff(m_texts.oldText, m_texts.newText);
    m_text->clear();
    QTextCursor cursor(m_text->document());
    cursor.beginEditBlock();
    if (lines.isEmpty())
        cursor.insertText(tr("The two are the same."));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i > 0)
            cursor.insertBlock();
        addLine(cursor, lines.at(i), counterpartOf(lines, i));
    }
    cursor.endEditBlock();
    m_text->moveCursor(QTextCursor::Start);
}

void DiffView::addLine(QTextCursor &cursor, const DiffLine &line, const QString &counterpart) const
{
    const Colors &colors = Colors::now();
    QTextBlockFormat block;
    QTextCharFormat format;
    format.setForeground(colors.text);
    QColor tint;
    QString mark = u"  "_s;
    switch (line.kind) {
    case DiffLine::Kind::Same:
        format.setForeground(colors.textMuted);
        break;
    case DiffLine::Kind::Old:
        mark = u"− "_s;
        tint = colors.danger;
        break;
    case DiffLine::Kind::New:
        mark = u"+ "_s;
        tint = colors.success;
        break;
    case DiffLine::Kind::Left:
        format.setForeground(colors.textFaint);
        cursor.setBlockFormat(block);
        cursor.insertText(u"⋯ "_s
                              + (line.count == 1
                                     ? tr("1 line is the same")
                                     : tr("%n lines are the same", nullptr, line.count)),
                          format);
        return;
    }
    if (tint.isValid())
        block.setBackground(mixed(colors.base, tint, 0.10));
    cursor.setBlockFormat(block);
    QTextCharFormat markFormat = format;
    if (tint.isValid())
        markFormat.setForeground(tint);
    cursor.insertText(mark, markFormat);
    // What of the line is another is told apart, where the two have anything in common.
    const auto [begin, end] = differingPart(line.text, counterpart);
    QTextCharFormat strong = format;
    if (tint.isValid())
        strong.setBackground(mixed(colors.base, tint, 0.32));
    cursor.insertText(line.text.left(begin), format);
    cursor.insertText(line.text.mid(begin, end - begin), counterpart.isNull() ? format : strong);
    cursor.insertText(line.text.mid(end), format);
}

void DiffView::focusText()
{
    m_text->setFocus(Qt::OtherFocusReason);
}

void DiffView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_texts.title.isEmpty())
        fill();
}

void DiffView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace creact
