// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/jsoneditor.h"

#include "ui/panes/editorgutter.h"
#include "ui/panes/jsonhighlighter.h"
#include "ui/panes/textfolds.h"
#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"

#include <QHelpEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int indentWidth = 2;

int indentOf(const QString &line)
{
    int width = 0;
    while (width < line.size() && line.at(width) == u' ')
        ++width;
    return width;
}

bool isBracket(QChar c, QStringView brackets)
{
    return brackets.contains(c);
}

} // namespace

JsonEditor::JsonEditor(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_gutter(new EditorGutter(this))
    , m_highlighter(new JsonHighlighter(document()))
    , m_folds(new TextFolds(this))
{
    setProperty("role", u"editor"_s);
    setFrameShape(QFrame::NoFrame);
    setFont(monoFont());
    setLineWrapMode(NoWrap);
    setCursorWidth(2);
    document()->setDocumentMargin(6);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &JsonEditor::layOut);
    connect(this, &QPlainTextEdit::blockCountChanged, m_folds, &TextFolds::update);
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this](const QRect &rect, int dy) {
        if (dy)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        m_folds->reveal(textCursor().block());
        updateSelections();
        m_gutter->update();
    });
    connect(m_folds, &TextFolds::changed, m_gutter, qOverload<>(&QWidget::update));
    const auto colour = [this] {
        const int lines = viewport()->height() / fontMetrics().height() + 1;
        m_highlighter->colourNow(firstVisibleBlock(), lines);
    };
    connect(this, &QPlainTextEdit::updateRequest, this, colour,
            Qt::QueuedConnection); // not within it
    layOut();
}

// --- layout

void JsonEditor::layOut()
{
    const int width = m_gutter->sizeHint().width();
    setViewportMargins(width, 0, 0, 0);
    const QRect area = contentsRect();
    m_gutter->setGeometry(area.left(), area.top(), width, area.height());
}

void JsonEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    layOut();
}

void JsonEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter) {
        m_highlighter->updateColors();
        updateSelections();
    } else if (event->type() == QEvent::FontChange) {
        layOut();
    }
}

QTextBlock JsonEditor::blockAt(int y) const
{
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF line = geometryOf(block);
        if (block.isVisible() && line.bottom() > y)
            return line.top() <= y ? block : QTextBlock();
    }
    return {};
}

QRectF JsonEditor::geometryOf(const QTextBlock &block) const
{
    return blockBoundingGeometry(block).translated(contentOffset());
}

// What a folded line hides is told at its end.
void JsonEditor::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    if (!m_folds->anyFolded())
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors &colors = Colors::now();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF line = geometryOf(block);
        if (line.top() > event->rect().bottom())
            break;
        if (!block.isVisible() || !TextFolds::isFolded(block))
            continue;
        const qreal end = line.left() + document()->documentMargin()
            + fontMetrics().horizontalAdvance(block.text());
        const QRectF chip(end + 6, line.top() + 3, 22, line.height() - 6);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.selection);
        painter.drawRoundedRect(chip, 4, 4);
        painter.setPen(colors.accent);
        painter.drawText(chip, Qt::AlignCenter, u"…"_s);
    }
}

// --- keys

bool JsonEditor::event(QEvent *event)
{
    // QPlainTextEdit takes these for an undo of its own, which it does not have here.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            key->accept();
            return true;
        }
    }
    return QPlainTextEdit::event(event);
}

void JsonEditor::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
    if (event->matches(QKeySequence::Undo))
        Q_EMIT undoRequested();
    else if (event->matches(QKeySequence::Redo))
        Q_EMIT redoRequested();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else if (isReadOnly())
        QPlainTextEdit::keyPressEvent(event);
    else if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        breakLine();
    else if (plain && (event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab))
        indent(event->key() == Qt::Key_Tab);
    else if (plain && (event->text() == "}"_L1 || event->text() == "]"_L1))
        closeBracket(event->text());
    else
        QPlainTextEdit::keyPressEvent(event);
}

// As deep as the line was, one deeper after an opening bracket; its closing one gets a line too.
void JsonEditor::breakLine()
{
    QTextCursor cursor = textCursor();
    cursor.beginEditBlock();
    cursor.removeSelectedText();
    const QString line = cursor.block().text();
    const int column = cursor.positionInBlock();
    const int depth = std::min(indentOf(line), column);
    const bool deeper = column > 0 && isBracket(line.at(column - 1), u"{[");
    const bool closes = column < line.size() && isBracket(line.at(column), u"}]");
    cursor.insertText(u'\n' + QString(depth + (deeper ? indentWidth : 0), u' '));
    const int position = cursor.position();
    if (deeper && closes)
        cursor.insertText(u'\n' + QString(depth, u' '));
    cursor.setPosition(position);
    cursor.endEditBlock();
    setTextCursor(cursor);
    ensureCursorVisible();
}

void JsonEditor::indent(bool more)
{
    QTextCursor cursor = textCursor();
    const QTextBlock first = document()->findBlock(cursor.selectionStart());
    const QTextBlock last = document()->findBlock(cursor.selectionEnd());
    QTextCursor edit(document());
    edit.beginEditBlock();
    if (more && first == last) {
        cursor.insertText(QString(indentWidth - cursor.positionInBlock() % indentWidth, u' '));
        setTextCursor(cursor);
    } else {
        for (QTextBlock block = first; block.isValid(); block = block.next()) {
            edit.setPosition(block.position());
            if (more && !block.text().isEmpty())
                edit.insertText(QString(indentWidth, u' '));
            const int less = more ? 0 : std::min(indentWidth, indentOf(block.text()));
            edit.setPosition(block.position() + less, QTextCursor::KeepAnchor);
            if (less > 0)
                edit.removeSelectedText();
            if (block == last)
                break;
        }
    }
    edit.endEditBlock();
}

// Alone in its line it goes under the line of its opening bracket.
void JsonEditor::closeBracket(const QString &text)
{
    QTextCursor cursor = textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    cursor.beginEditBlock();
    if (!cursor.hasSelection() && before.size() >= indentWidth && before.trimmed().isEmpty()) {
        cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, indentWidth);
        cursor.removeSelectedText();
    }
    cursor.insertText(text);
    cursor.endEditBlock();
    setTextCursor(cursor);
    ensureCursorVisible();
}

void JsonEditor::insertFromMimeData(const QMimeData *source)
{
    if (source->hasText())
        textCursor().insertText(source->text());
}

void JsonEditor::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // Undo and redo of a stack that there is not.
    const QList<QAction *> actions = menu->actions();
    for (QAction *action : actions) {
        if (action->objectName() == "edit-undo"_L1 || action->objectName() == "edit-redo"_L1)
            menu->removeAction(action);
    }
    menu->popup(event->globalPos());
}

// --- places

void JsonEditor::goTo(int position)
{
    QTextCursor cursor(document());
    cursor.setPosition(std::clamp(position, 0, document()->characterCount() - 1));
    m_folds->reveal(cursor.block());
    setTextCursor(cursor);
    // With what follows it: at the upper third, unless it can be seen already.
    const QRect place = cursorRect(cursor);
    if (place.top() < 0 || place.bottom() > viewport()->height())
        centerCursor();
    horizontalScrollBar()->setValue(0);
    ensureCursorVisible();
}

void JsonEditor::goToLine(int line, int column)
{
    const QTextBlock block =
        document()->findBlockByNumber(std::clamp(line, 1, document()->blockCount()) - 1);
    goTo(block.position() + int(unitsOfCharacters(block.text(), column - 1)));
}

void JsonEditor::setRange(int from, int to)
{
    QTextCursor range;
    if (to > from) {
        const int last = document()->characterCount() - 1;
        range = QTextCursor(document());
        range.setPosition(std::min(from, last));
        range.setPosition(std::min(to, last), QTextCursor::KeepAnchor);
    }
    m_range = range;
    m_gutter->update();
}

std::pair<int, int> JsonEditor::rangeLines() const
{
    if (m_range.isNull() || !m_range.hasSelection())
        return {-1, -1};
    return {document()->findBlock(m_range.selectionStart()).blockNumber(),
            document()->findBlock(m_range.selectionEnd()).blockNumber()};
}

// --- problems and other marks

void JsonEditor::setProblems(const QList<Problem> &problems)
{
    m_marks.set(problems, document());
    updateSelections();
    m_gutter->update();
}

bool JsonEditor::goToNextProblem()
{
    const int next = m_marks.nextAfter(textCursor().position());
    if (next < 0)
        return false;
    goTo(next);
    setFocus(Qt::OtherFocusReason);
    return true;
}

void JsonEditor::setMatches(const QList<QTextCursor> &matches)
{
    m_matches = matches;
    updateSelections();
}

void JsonEditor::updateSelections()
{
    const Colors &colors = Colors::now();
    QList<QTextEdit::ExtraSelection> selections;
    QTextEdit::ExtraSelection line;
    line.cursor = textCursor();
    line.cursor.clearSelection();
    line.format.setBackground(colors.hover);
    line.format.setProperty(QTextFormat::FullWidthSelection, true);
    selections.append(line);
    for (const QTextCursor &match : std::as_const(m_matches)) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = match;
        selection.format.setBackground(colors.warningFill);
        selections.append(selection);
    }
    addBrackets(selections);
    for (const ProblemMarks::Mark &mark : m_marks.list()) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = mark.place;
        selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        selection.format.setUnderlineColor(
            mark.problem.severity == Problem::Severity::Error ? colors.danger : colors.warning);
        selections.append(selection);
    }
    setExtraSelections(selections);
}

void JsonEditor::addBrackets(QList<QTextEdit::ExtraSelection> &selections) const
{
    const int at = textCursor().position();
    for (const int place : {at, at - 1}) {
        const int other = place >= 0 ? matchingBracket(*document(), place) : -1;
        if (other < 0)
            continue;
        for (const int each : {place, other}) {
            QTextEdit::ExtraSelection selection;
            selection.cursor = QTextCursor(document());
            selection.cursor.setPosition(each);
            selection.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
            selection.format.setBackground(Colors::now().selection);
            selection.format.setForeground(Colors::now().text);
            selections.append(selection);
        }
        return;
    }
}

bool JsonEditor::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QTextCursor cursor = cursorForPosition(help->pos());
    const QStringList texts = m_marks.textsAt(cursor.block(), cursor.position());
    if (texts.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), texts.join(QString()), viewport());
    return true;
}

} // namespace creact
