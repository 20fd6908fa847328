// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace creact {

class ProblemsModel;
class StackDraft;

/// The document as JSON text, beside the tree: the same document, the same undo stack.
class TextPane : public QWidget {
    Q_OBJECT
public:
    TextPane(StackDraft &draft, ProblemsModel *problems, QWidget *parent = nullptr);
    /// Shows the value at a JSON pointer, and selects its name.
    void showPointer(const QString &pointer);
    void focusText();

Q_SIGNALS:
    /// The cursor is in this element now.
    void pointerChanged(const QString &pointer);
};

} // namespace creact
