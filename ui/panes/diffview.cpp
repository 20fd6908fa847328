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
#include <QTextBlock>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

DiffView::DiffView(QWidget *parent)
    : QWidget(parent)
    , m_title(makeLabel(u"diffTitle"_s, TextSize::Normal, nullptr, QFont::DemiBold))
    , m_legend(makeLabel(u"diffLegend"_s, TextSize::Small, "muted"))
    , m_text(new QPlainTextEdit)
    , m_old(makeButton(u"keepOld"_s, {}))
    , m_new(makeButton(u"takeNew"_s, {}))
{
    setObjectName(u"diffView"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_text->setObjectName(u"diffText"_s);
    m_text->setProperty("role", u"editor"_s);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(monoFont());
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
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
    const Colors &colors = Colors::now();
    const QList<DiffLine> lines = lineDiff(m_texts.oldText, m_texts.newText);
    QTextDocument *document = m_text->document();
    m_text->clear();
    QTextCursor cursor(document);
    cursor.beginEditBlock();
    QList<QTextEdit::ExtraSelection> selections;
    if (lines.isEmpty())
        cursor.insertText(tr("The two are the same."));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const DiffLine &line = lines.at(i);
        QTextCharFormat format;
        QTextEdit::ExtraSelection selection;
        QString text = u"  "_s + line.text;
        switch (line.kind) {
        case DiffLine::Kind::Same:
            format.setForeground(colors.textMuted);
            break;
        case DiffLine::Kind::Old:
            text = u"− "_s + line.text;
            format.setForeground(colors.danger);
            selection.format.setBackground(colors.dangerFill);
            break;
        case DiffLine::Kind::New:
            text = u"+ "_s + line.text;
            format.setForeground(colors.success);
            selection.format.setBackground(colors.infoFill);
            break;
        case DiffLine::Kind::Left:
            text = u"⋯ "_s
                + (line.count == 1 ? tr("1 line is the same")
                                   : tr("%n lines are the same", nullptr, line.count));
            format.setForeground(colors.textFaint);
            break;
        }
        if (i > 0)
            cursor.insertBlock();
        cursor.insertText(text, format);
        if (selection.format.hasProperty(QTextFormat::BackgroundBrush)) {
            selection.format.setProperty(QTextFormat::FullWidthSelection, true);
            selection.cursor = cursor;
            selection.cursor.movePosition(QTextCursor::StartOfBlock);
            selections.append(selection);
        }
    }
    cursor.endEditBlock();
    m_text->setExtraSelections(selections);
    m_text->moveCursor(QTextCursor::Start);
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
