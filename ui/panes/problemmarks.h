// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/problem.h"

#include <QTextBlock>
#include <QTextCursor>

#include <optional>

namespace creact {

/// Problems at their places in a text. The places go with the text as it is edited.
class ProblemMarks {
public:
    struct Mark {
        Problem problem;
        QTextCursor place;
    };

    void set(const QList<Problem> &problems, QTextDocument *document);
    const QList<Mark> &list() const { return m_marks; }
    /// The worst in a line; nothing: none.
    std::optional<Problem::Severity> severityIn(const QTextBlock &block) const;
    /// What is told of a place, or (position -1) of a line; as rich text.
    QStringList textsAt(const QTextBlock &block, int position = -1) const;
    /// Where the first after that position is, round and round; -1: there is none.
    int nextAfter(int position) const;

private:
    QList<Mark> m_marks;
};

/// The place of the bracket that belongs to the one at a position of a JSON text; -1: there is
/// none, or it stands in a string.
int matchingBracket(const QTextDocument &document, int position);

/// UTF-16 units that the first `characters` of a line take.
qsizetype unitsOfCharacters(const QString &line, int characters);

} // namespace creact
