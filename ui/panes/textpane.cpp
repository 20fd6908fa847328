// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/textpane.h"

#include "ui/editing/draftbinding.h"
#include "ui/editing/jsonplaces.h"
#include "ui/models/problemsmodel.h"
#include "ui/panes/elidedlabel.h"
#include "ui/panes/findbar.h"
#include "ui/panes/jsoneditor.h"
#include "ui/panes/textfolds.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTextBlock>
#include <QToolButton>
#include <QUndoStack>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int followDelayMs = 150;

/// The text cannot be read because of it: there is no tree of it.
bool preventsReading(const Problem &problem)
{
    static const QStringList codes{u"json_syntax"_s, u"empty_document"_s, u"invalid_utf8"_s,
                                   u"too_deep"_s,    u"too_large"_s,      u"number_range"_s};
    return codes.contains(problem.code);
}

bool isFind(const QKeyEvent *event)
{
    return event->matches(QKeySequence::Find);
}

bool isFindNext(const QKeyEvent *event)
{
    return event->key() == Qt::Key_F3
        && !(event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
}

} // namespace

TextPane::TextPane(StackDraft &draft, ProblemsModel *problems, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_problems(problems)
    , m_editor(new JsonEditor)
    , m_binding(new DraftBinding(draft, *m_editor->document(), this))
    , m_find(new FindBar(m_editor))
    , m_diff(new DiffView)
    , m_pages(new QStackedWidget)
{
    setObjectName(u"textPane"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    setMinimumWidth(280);
    m_editor->setObjectName(u"documentText"_s);
    m_editor->setAccessibleName(tr("Document text"));
    setFocusProxy(m_editor);

    auto *text = new QWidget;
    auto *column = new QVBoxLayout(text);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(makeSeparator(Qt::Horizontal));
    column->addWidget(m_editor, 1);
    column->addWidget(makeStrip());
    column->addWidget(m_find);
    m_pages->addWidget(text);
    m_pages->addWidget(m_diff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    m_following.setSingleShot(true);
    m_following.setInterval(followDelayMs);
    makeActions();
    connectEditor();
    connectDraft();
    showName();
    showProblems();
}

void TextPane::connectEditor()
{
    connect(m_editor, &JsonEditor::undoRequested, m_draft.undoStack(), &QUndoStack::undo);
    connect(m_editor, &JsonEditor::redoRequested, m_draft.undoStack(), &QUndoStack::redo);
    connect(m_editor, &JsonEditor::left, this, &TextPane::left);
    connect(m_editor, &QPlainTextEdit::cursorPositionChanged, this,
            [this] { m_following.start(); });
    connect(&m_following, &QTimer::timeout, this, &TextPane::follow);
    connect(m_binding, &DraftBinding::splicing, this, &TextPane::keepScroll);
    connect(m_binding, &DraftBinding::spliced, this, &TextPane::onSpliced);
    connect(m_binding, &DraftBinding::reset, this, [this] {
        m_pointer.clear();
        m_marked.clear();
        m_editor->setRange(0, 0);
        showProblems();
    });
    connect(m_editor->folds(), &TextFolds::changed, this, [this] {
        const bool folded = m_editor->folds()->anyFolded();
        m_foldAll->setIcon(themedIcon(folded ? u"expand"_s : u"collapse"_s));
        m_foldAll->setToolTip(folded ? tr("Unfold all") : tr("Fold all"));
        m_foldAll->setAccessibleName(m_foldAll->toolTip());
    });
    connect(m_diff, &DiffView::closed, this, &TextPane::endCompare);
    connect(m_diff, &DiffView::oldChosen, this, [this] {
        const std::function<void()> chosen = m_keepOld;
        endCompare();
        chosen();
    });
    connect(m_diff, &DiffView::newChosen, this, [this] {
        const std::function<void()> chosen = m_takeNew;
        endCompare();
        chosen();
    });
}

void TextPane::connectDraft()
{
    connect(&m_draft, &StackDraft::modifiedChanged, this, &TextPane::showName);
    connect(&m_draft, &StackDraft::pathChanged, this, &TextPane::showName);
    connect(&m_draft, &StackDraft::cleared, this, [this] {
        endCompare();
        showName();
    });
    connect(&m_draft, &StackDraft::loaded, this, &TextPane::endCompare);
    connect(&m_draft, &StackDraft::readOnlyChanged, this, &TextPane::showStrip);
    connect(m_problems, &QAbstractItemModel::modelReset, this, &TextPane::showProblems);
}

// --- what is told about the text

void TextPane::showName()
{
    const QString path = m_draft.path();
    m_name->setText(path.isEmpty() ? tr("No document") : QFileInfo(path).fileName());
    m_name->setToolTip(path);
    m_modified->setVisible(m_draft.isModified());
    const LineStyle &style = m_draft.lineStyle();
    QStringList told;
    if (style.ends != LineStyle::Ends::Lf)
        told.append(style.ends == LineStyle::Ends::CrLf ? u"CRLF"_s : u"CR"_s);
    if (style.byteOrderMark)
        told.append(u"BOM"_s);
    if (style.mixed)
        told.append(tr("mixed line ends"));
    m_style->setText(told.join(u' '));
    m_style->setToolTip(style.mixed
                            ? tr("Saving a change writes all lines with the end that most have.")
                            : QString());
    m_style->setVisible(!told.isEmpty());
    showStrip();
}

void TextPane::showProblems()
{
    const QList<Problem> &problems = m_problems->problems();
    m_editor->setProblems(problems);
    const int count = int(problems.size());
    m_problemCount->setText(count == 1 ? tr("1 problem") : tr("%n problems", nullptr, count));
    m_problemCount->setAccessibleName(m_problemCount->text());
    m_problemCount->setVisible(!problems.isEmpty());
    showStrip();
}

void TextPane::showStrip()
{
    const std::optional<Error> readOnly = m_draft.readOnly();
    m_editor->setReadOnly(readOnly || m_draft.path().isEmpty());
    const QList<Problem> &problems = m_problems->problems();
    const auto problem = std::find_if(problems.begin(), problems.end(), preventsReading);
    const bool unreadable = problem != problems.end();
    m_strip->setVisible(unreadable || readOnly);
    m_stripAction->setVisible(unreadable);
    if (!unreadable && !readOnly)
        return;
    const QString icon = unreadable ? u"error"_s : u"lock"_s;
    m_stripIcon->setPixmap(themedPixmap(
        icon, Size::Icon, tintColor(unreadable ? Tint::Danger : Tint::Muted), devicePixelRatioF()));
    if (!unreadable) {
        m_stripText->setText(tr("%1 %2", "message, hint").arg(readOnly->message, readOnly->hint));
        return;
    }
    m_stripText->setText(tr("Line %1: %2", "line, problem")
                             .arg(QLocale().toString(problem->line), problem->message));
    m_stripAction->disconnect(this);
    connect(m_stripAction, &QPushButton::clicked, this,
            [this, line = problem->line, column = problem->column] { goToLine(line, column); });
}

// --- places

void TextPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_binding->begin();
}

void TextPane::goToLine(int line, int column)
{
    m_binding->begin();
    endCompare();
    m_editor->goToLine(line, column);
    focusText();
}

void TextPane::focusText()
{
    if (m_pages->currentWidget() == m_diff)
        m_diff->focusText();
    else
        m_editor->setFocus(Qt::OtherFocusReason);
}

void TextPane::markElement(const QString &pointer)
{
    m_marked = pointer;
    const auto place =
        pointer.isEmpty() ? std::nullopt : JsonPlaces::find(m_binding->text(), pointer);
    if (!place)
        return m_editor->setRange(0, 0);
    const int from =
        m_binding->positionAt(place->nameOffset < 0 ? place->offset : place->nameOffset);
    m_editor->setRange(from, m_binding->positionAt(place->offset + place->length));
}

void TextPane::follow()
{
    const qsizetype byte = m_binding->byteAt(m_editor->textCursor().position());
    const QString pointer = JsonPlaces::elementOf(JsonPlaces::pointerAt(m_binding->text(), byte));
    if (pointer != m_marked)
        markElement(pointer);
    if (pointer == m_pointer || !m_editor->hasFocus())
        return;
    m_pointer = pointer;
    if (!pointer.isEmpty())
        Q_EMIT pointerChanged(pointer);
}

void TextPane::showPointer(const QString &pointer)
{
    m_binding->begin();
    m_pointer = JsonPlaces::elementOf(pointer);
    if (m_editor->hasFocus() || pointer.isEmpty())
        return;
    const auto place = JsonPlaces::findNearest(m_binding->text(), pointer);
    if (!place)
        return;
    const qsizetype byte = place->nameOffset < 0 ? place->offset : place->nameOffset;
    m_editor->goTo(m_binding->positionAt(byte));
    markElement(m_pointer);
    m_following.stop();
}

// What is looked at stays where it is when lines come and go above it.
void TextPane::keepScroll()
{
    m_topLine = m_editor->verticalScrollBar()->value() > 0
        ? QTextCursor(m_editor->firstVisibleBlock())
        : QTextCursor();
}

void TextPane::onSpliced(int position, int length)
{
    if (!m_topLine.isNull())
        m_editor->verticalScrollBar()->setValue(m_topLine.block().firstLineNumber());
    m_marked.clear();
    // Undone where it was typed: the cursor is there again.
    if (m_editor->hasFocus())
        m_editor->goTo(position + length);
    m_following.start();
}

// --- compare

void TextPane::compare(const DiffView::Texts &texts, std::function<void()> keepOld,
                       std::function<void()> takeNew)
{
    m_keepOld = std::move(keepOld);
    m_takeNew = std::move(takeNew);
    m_diff->compare(texts);
    m_pages->setCurrentWidget(m_diff);
    m_diff->focusText();
}

void TextPane::endCompare()
{
    if (m_pages->currentWidget() != m_diff)
        return;
    const bool hadFocus = m_diff->isAncestorOf(window()->focusWidget());
    m_pages->setCurrentIndex(0);
    if (hadFocus)
        focusText();
}

// --- keys

bool TextPane::event(QEvent *event)
{
    // In here they are about the text, not about the tree.
    if (event->type() == QEvent::ShortcutOverride && m_pages->currentIndex() == 0) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isFind(key) || isFindNext(key)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void TextPane::keyPressEvent(QKeyEvent *event)
{
    if (m_pages->currentIndex() != 0)
        QWidget::keyPressEvent(event);
    else if (isFind(event))
        m_find->openFind();
    else if (isFindNext(event))
        m_find->findNext(!(event->modifiers() & Qt::ShiftModifier));
    else
        QWidget::keyPressEvent(event);
}

} // namespace creact
