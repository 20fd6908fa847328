// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editing/stackdraft.h"

class QTextDocument;

namespace creact {

/// Keeps a text that is edited on the screen and a draft the same: what is typed goes to the draft
/// as splices, what else changes the draft is spliced into the text. Costs as much as the edit.
class DraftBinding : public QObject {
    Q_OBJECT
public:
    DraftBinding(StackDraft &draft, QTextDocument &document, QObject *parent = nullptr);

    /// The text is looked at from now on. What is opened before costs nothing until then.
    void begin();

    /// Places in the text: UTF-16 units of the one, bytes of the other.
    qsizetype byteAt(int position);
    int positionAt(qsizetype byte);
    const QByteArray &text() const { return m_text; }

Q_SIGNALS:
    /// Another text: nothing of what was there counts.
    void reset();
    /// The draft was changed from elsewhere, and the text is about to be.
    void splicing();
    /// It was, the last time here; what is there now is `length`
    /// long.
    void spliced(int position, int length);

private:
    void onOpened();
    void fill();
    void take(int position, int removed, int added);
    void send();
    void apply(const TextEdits &edits, bool typed);

    StackDraft &m_draft;
    QTextDocument &m_document;
    /// What the document on the screen says.
    QByteArray m_text;
    /// A place that is known both ways; others are counted from it.
    qsizetype m_knownByte = 0;
    int m_knownPosition = 0;
    struct Change {
        int position = 0;
        int removed = 0;
        int added = 0;
    };
    std::optional<Change> m_change;
    bool m_applying = false;
    bool m_begun = false;
};

} // namespace creact
