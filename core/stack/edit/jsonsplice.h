// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/textedit.h"
#include "core/stack/edit/jsonstyle.h"

#include <functional>
#include <vector>

namespace creact {

/// Changes of one text, each at its place in the text as it is now; none overlaps another.
class JsonSplices {
public:
    explicit JsonSplices(const QByteArray &text)
        : m_text(text)
    {
    }

    /// Only what differs is replaced.
    void replace(qsizetype offset, qsizetype length, const QByteArray &with);
    void replace(const JsonNode &node, const QByteArray &with)
    {
        replace(node.offset, node.length, with);
    }
    /// To be made one after the other: from the end of the text to its beginning.
    TextEdits toEdits() const;

private:
    const QByteArray &m_text;
    TextEdits m_edits;
};

/// Puts entries into one list or object of a JSON text, and takes entries out: with the commas and
/// in the layout of the entries around them.
class ContainerEdit {
public:
    /// Gives the entry's text for a line that is indented so.
    using Entry = std::function<QByteArray(const QByteArray &indent)>;

    /// `owner` is where the object begins in which the container is a member; -1: in none.
    ContainerEdit(const QByteArray &text, const JsonNode &container, const JsonStyle &style,
                  qsizetype owner = -1);

    /// Before the entry of that index as it is now; those of one place in the order of the calls.
    void insert(int index, Entry entry);
    void remove(int index);
    bool isRemoved(int index) const { return m_removed.at(static_cast<std::size_t>(index)); }
    void addTo(JsonSplices &splices) const;

private:
    struct Span {
        qsizetype begin;
        qsizetype end;
    };
    struct Insertion {
        int index;
        Entry entry;
    };

    int count() const { return static_cast<int>(m_spans.size()); }
    qsizetype endOf(int index) const;
    qsizetype beginOf(int index) const;
    QByteArray gap(int index) const;
    QByteArray separator(int before, int after) const;
    QByteArray between(int before, int after) const;
    QByteArray firstGap() const;
    QByteArray lastGap() const;
    bool breaksLines() const;
    QByteArray baseIndent() const;
    QByteArray indentBehind(const QByteArray &gap) const;

    const QByteArray &m_text;
    const JsonNode &m_container;
    const JsonStyle &m_style;
    qsizetype m_owner;
    std::vector<Span> m_spans;
    std::vector<bool> m_removed;
    std::vector<Insertion> m_insertions;
};

} // namespace creact
