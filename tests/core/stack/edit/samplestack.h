// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/documenteditor.h"

namespace creact {

inline DocumentEditor editorOf(const QByteArray &text)
{
    return DocumentEditor(readStackDocument(text, QStringLiteral("f.json")));
}

/// The text after the edit, or what it was refused with.
inline QByteArray after(const QByteArray &text, const Result<DocumentEdit> &edit)
{
    if (!edit)
        return "refused: " + edit.error().message.toUtf8();
    const Result<QByteArray> changed = edited(text, edit->edits);
    if (!changed)
        return "failed: " + changed.error().message.toUtf8();
    if (edited(*changed, inverse(edit->edits)).value() != text)
        return "not undone";
    return *changed;
}

inline JsonNode json(const QByteArray &text)
{
    return JsonDocument::parse(text).root();
}

/// A document of one element a line, as FORMAT.md's example is written.
inline const QByteArray sample = R"({
  "creact": 1,
  "stack": "s",
  "components": {
    "Part": {"props": ["a"], "children": [
      {"yield": {"x": 1.50}}
    ]}
  },
  "children": [
    {"store": {"count": 0}, "as": "counter"},
    {"construct": "Server", "as": "server", "props": {"port": 3000}, "children": [
      {"construct": "Tool", "as": "wiki", "props": {"name": "w"}},
      {"show": {"$": "true"},
       "children": [{"construct": "Box"}]}
    ]},
    {"for": [1, 2], "item": "each", "children": []}
  ]
}
)";

inline QByteArray changed(const QByteArray &from, const QByteArray &to)
{
    QByteArray text = sample;
    Q_ASSERT(text.count(from) == 1);
    return text.replace(from, to);
}

} // namespace creact
