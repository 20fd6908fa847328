// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the text's pane: its header, the strip below the text, its actions.
#include "ui/panes/elidedlabel.h"
#include "ui/panes/findbar.h"
#include "ui/panes/jsoneditor.h"
#include "ui/panes/textfolds.h"
#include "ui/panes/textpane.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace creact {

using namespace Qt::StringLiterals;

QWidget *TextPane::makeHeader()
{
    m_name = new ElidedLabel;
    m_modified = makeLabel(u"textModified"_s, TextSize::Small);
    m_modified->setText(u"●"_s);
    m_modified->setForegroundRole(QPalette::Link);
    m_modified->setToolTip(tr("There are unsaved changes"));
    m_modified->setAccessibleName(m_modified->toolTip());
    m_style = makeLabel(u"textLineStyle"_s, TextSize::Small, "faint");
    m_problemCount = makeButton(u"textProblems"_s, {}, "link");
    m_problemCount->setToolTip(tr("Go to the next problem"));
    m_foldAll = makeToolButton(u"foldAll"_s, u"collapse"_s, tr("Fold all"));
    auto *find = makeToolButton(u"openFind"_s, u"search"_s, tr("Find (Ctrl+F)"));
    auto *close = makeToolButton(u"closeText"_s, u"close"_s, tr("Close the text"));
    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(Space::Medium, Space::Tiny, Space::Tiny, Space::Tiny);
    row->setSpacing(Space::Tiny);
    row->addWidget(m_name, 1);
    row->addWidget(m_modified);
    row->addSpacing(Space::Tiny);
    row->addWidget(m_style);
    row->addWidget(m_problemCount);
    row->addWidget(find);
    row->addWidget(m_foldAll);
    row->addWidget(close);
    connect(find, &QToolButton::clicked, m_find, &FindBar::openFind);
    connect(close, &QToolButton::clicked, this, &TextPane::closeRequested);
    connect(m_problemCount, &QPushButton::clicked, m_editor, &JsonEditor::goToNextProblem);
    connect(m_foldAll, &QToolButton::clicked, this, [this] {
        if (m_editor->folds()->anyFolded())
            m_editor->folds()->unfoldAll();
        else
            m_editor->folds()->foldAll();
    });
    return header;
}

QWidget *TextPane::makeStrip()
{
    m_stripIcon = new QLabel;
    m_stripText = makeLabel(u"textStrip"_s, TextSize::Small, "muted");
    m_stripText->setWordWrap(true);
    m_stripAction = makeButton(u"textStripAction"_s, tr("Go there"), "link");
    auto *strip = new QFrame;
    strip->setProperty("role", u"chrome"_s);
    strip->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(Space::Medium, Space::Tiny, Space::Small, Space::Tiny);
    row->setSpacing(Space::Small);
    row->addWidget(m_stripIcon, 0, Qt::AlignTop);
    row->addWidget(m_stripText, 1);
    row->addWidget(m_stripAction, 0, Qt::AlignTop);
    m_strip = strip;
    return strip;
}

void TextPane::makeActions()
{
    const auto add = [this](const QString &name, const QString &text, const QString &shortcut,
                            const std::function<void()> &run) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setShortcuts(QKeySequence::listFromString(shortcut));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, run);
        addAction(action);
    };
    TextFolds *folds = m_editor->folds();
    // With Shift a bracket is a brace on many keyboards.
    add(u"foldAction"_s, tr("&Fold"), u"Ctrl+Shift+[; Ctrl+{"_s,
        [this, folds] { folds->foldAround(m_editor->textCursor().block()); });
    add(u"unfoldAction"_s, tr("&Unfold"), u"Ctrl+Shift+]; Ctrl+}"_s,
        [this, folds] { folds->setFolded(m_editor->textCursor().block(), false); });
    add(u"foldAllAction"_s, tr("Fold &All"), u"Ctrl+Alt+["_s, [folds] { folds->foldAll(); });
    add(u"unfoldAllAction"_s, tr("U&nfold All"), u"Ctrl+Alt+]"_s, [folds] { folds->unfoldAll(); });
    add(u"goToLineAction"_s, tr("&Go to Line…"), u"Ctrl+G"_s, [this] { m_find->openLine(); });
}

} // namespace creact
