// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylesheet.h"

#include "ui/theme/colors.h"

#include <QList>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString sheetTemplate = uR"(
QMainWindow, QWidget[role="chrome"] { background: @window; }
QWidget[role="page"] { background: @base; }
QToolTip { background: @tipBase; color: @tipText; border: 1px solid @borderStrong; padding: 4px 6px; }

QLabel[role="muted"] { color: @textMuted; }
QLabel[role="faint"] { color: @textFaint; }
QLabel[role="danger"] { color: @danger; }

QPushButton, QComboBox { background: @raised; color: @text; border: 1px solid @borderStrong;
    border-radius: 6px; padding: 4px 12px; min-height: 20px; outline: 0; }
QPushButton:hover, QComboBox:hover { background: @hover; }
QPushButton:pressed { background: @border; }
QPushButton:disabled { color: @textFaint; border-color: @border; background: @window; }
QPushButton:focus, QComboBox:focus { border-color: @accent; }
QPushButton[accent="true"] { background: @accentFill; color: @accentText; border-color: @accentFill;
    font-weight: 600; padding: 4px 16px; }
QPushButton[accent="true"]:hover { background: @accentHover; }
QPushButton[accent="true"]:focus { border-color: @text; }
QPushButton[accent="true"]:disabled { background: @border; border-color: @border; color: @textFaint; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent; color: @accent;
    padding: 2px 4px; text-align: left; min-height: 18px; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border-color: @accent; }
QPushButton[link="true"]:disabled { color: @textFaint; }
QPushButton[chip="true"] { background: transparent; border: 1px solid @border; border-radius: 13px;
    padding: 2px 12px; color: @textMuted; }
QPushButton[chip="true"]:hover { background: @hover; color: @text; }
QPushButton[chip="true"]:checked { background: @selection; color: @accent; border-color: @selection; }
QPushButton[chip="true"]:focus { border-color: @accent; }
QPushButton[disclosure="true"] { background: transparent; border: 1px solid transparent;
    border-radius: 7px; padding: 0; text-align: left; }
QPushButton[disclosure="true"]:hover { background: @hover; }
QPushButton[disclosure="true"]:focus { border-color: @accent; }
QPushButton[card="true"] { text-align: left; border: 1px solid @border; border-radius: 10px; background: @raised; }
QPushButton[card="true"]:hover { border-color: @borderStrong; background: @hover; }
QPushButton[card="true"]:focus, QPushButton[card="true"]:checked { border-color: @accent; }

QRadioButton::indicator { width: 14px; height: 14px; border-radius: 8px; border: 1px solid @borderStrong;
    background: @raised; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accentFill;
    background: @accentText; }
QRadioButton::indicator:focus { border-color: @accent; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px;
    color: @text; }
QToolButton[text="true"] { padding: 4px 10px; }
QToolButton:hover { background: @hoverOnWindow; }
QToolButton:pressed, QToolButton:checked { background: @border; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @textFaint; }
QToolButton::menu-indicator { image: none; }
QToolButton[segment="true"] { padding: 3px 10px; color: @textMuted; }
QToolButton[segment="true"]:checked { background: @selection; color: @accent; }

QLineEdit, QPlainTextEdit[role="field"], QTextEdit[role="field"] { background: @base; color: @text;
    border: 1px solid @borderStrong; border-radius: 6px; padding: 4px 8px;
    selection-background-color: @accentFill; selection-color: @accentText; }
QLineEdit:focus, QPlainTextEdit[role="field"]:focus { border-color: @accent; }
QLineEdit:disabled, QPlainTextEdit[role="field"]:disabled { background: @window; color: @textFaint;
    border-color: @border; }
QPlainTextEdit[role="quiet"] { background: transparent; color: @textMuted; border: 1px solid transparent;
    border-radius: 6px; padding: 4px 8px; selection-background-color: @accentFill;
    selection-color: @accentText; }
QPlainTextEdit[role="quiet"]:hover { border-color: @border; }
QPlainTextEdit[role="quiet"]:focus { border-color: @accent; color: @text; }
QPlainTextEdit[role="field"][readOnly="true"], QLineEdit[readOnly="true"] { background: @window; border-color: @border; }
QLabel[role="strip"] { background: @infoFill; color: @textMuted; border-radius: 6px; padding: 5px 8px; }
QPlainTextEdit[role="code"] { background: @window; border: 0; padding: 6px 10px;
    selection-background-color: @accentFill; selection-color: @accentText; }
QLineEdit[inPlace="true"] { border-color: @accent; border-radius: 4px; padding: 0 4px; }
QLineEdit[invalid="true"], QLineEdit[invalid="true"]:focus { border-color: @danger; }
QLabel[role="bubbleError"] { background: @dangerFill; color: @text; border: 1px solid @danger;
    border-radius: 4px; padding: 3px 8px; }
QPlainTextEdit[role="editor"] { background: @base; color: @text; border: 0; padding: 0;
    selection-background-color: @accentFill; selection-color: @accentText; }
QTextBrowser { background: transparent; border: 0;
    selection-background-color: @accentFill; selection-color: @accentText; }

QTreeView, QTableView, QListView { background: @base; border: 0; outline: 0;
    selection-background-color: @selection; selection-color: @text; }
QTreeView#problemsList::item, QTreeView#storedStacks::item { height: 26px; padding-left: 4px; }
QTreeView#templateTree::item { height: 22px; }
QTreeView#storedStacks::item, QTreeView#templateTree::item { border: 0; }
QTreeView#storedStacks::item:selected, QTreeView#templateTree::item:selected {
    background: @selection; color: @text; }
QTableView { gridline-color: transparent; }
QTableView[role="rows"]::item { border: 0; padding: 0 5px; }
QTableView[role="rows"]::item:selected { background: @selection; color: @text; }
QHeaderView { background: @base; }
QHeaderView::section { background: @base; color: @textMuted; border: 0; border-bottom: 1px solid @border;
    padding: 4px 8px; }
QScrollArea { background: transparent; border: 0; }

QSplitter::handle { background: @border; }
QSplitter::handle:hover { background: @accent; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @textMuted; padding: 8px 4px 7px 4px; margin: 0 8px;
    border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar:focus { outline: 0; }
QTabBar::tab:focus { color: @accent; }
QTabWidget::pane { border: 0; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @borderStrong; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @textFaint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenuBar { background: @window; color: @text; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: @border; }
QMenu { background: @raised; color: @text; border: 1px solid @borderStrong; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 10px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @textFaint; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }
QMenu::icon { padding-left: 6px; }

QFrame[role="separator"] { background: @border; border: 0; }
QFrame[role="card"] { background: @raised; border: 1px solid @border; border-radius: 8px; }
QFrame[role="popover"] { background: @raised; border: 1px solid @borderStrong; }
QFrame[role="bubble"] { background: @bubble; border: 0; border-radius: 10px; }
QFrame[tone="info"] { background: @infoFill; border: 0; border-radius: 8px; }
QFrame[tone="warning"] { background: @warningFill; border: 0; border-radius: 8px; }
QFrame[tone="danger"] { background: @dangerFill; border: 0; border-radius: 8px; }
)"_s;

} // namespace

QString styleSheet(const Colors &colors)
{
    // Longer names first: "@border" is the beginning of "@borderStrong".
    const QList<std::pair<QString, QColor>> tokens{
        {u"@hoverOnWindow"_s, colors.dark ? colors.hover : colors.border},
        {u"@borderStrong"_s, colors.borderStrong},
        {u"@accentHover"_s, colors.accentHover},
        {u"@warningFill"_s, colors.warningFill},
        {u"@accentFill"_s, colors.accentFill},
        {u"@accentText"_s, colors.accentText},
        {u"@dangerFill"_s, colors.dangerFill},
        {u"@textMuted"_s, colors.textMuted},
        {u"@textFaint"_s, colors.textFaint},
        {u"@selection"_s, colors.selection},
        {u"@infoFill"_s, colors.infoFill},
        {u"@tipBase"_s, colors.dark ? colors.raised : colors.text},
        {u"@tipText"_s, colors.dark ? colors.text : colors.base},
        {u"@warning"_s, colors.warning},
        {u"@window"_s, colors.window},
        {u"@raised"_s, colors.raised},
        {u"@border"_s, colors.border},
        {u"@accent"_s, colors.accent},
        {u"@danger"_s, colors.danger},
        {u"@bubble"_s, colors.bubble},
        {u"@hover"_s, colors.hover},
        {u"@base"_s, colors.base},
        {u"@text"_s, colors.text},
    };
    QString sheet = sheetTemplate;
    for (const auto &[name, color] : tokens)
        sheet.replace(name, color.name());
    return sheet;
}

} // namespace creact
