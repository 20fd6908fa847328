// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsondocument.h"
#include "core/base/result.h"
#include "core/stack/element.h"
#include "core/stack/problem.h"

#include <memory>

namespace creact {

/// What a text says, and what is wrong with it. Reading does not stop at the first problem: what
/// could be read is in `document`, so that an editor can show it. Deploy it only if !hasErrors().
struct LoadedDocument {
    /// Null when the text is no JSON object, or was written by a newer version.
    StackDocumentPtr document;
    QList<Problem> problems;
    QByteArray text;
    /// Syntax tree and positions of `text`. Never null.
    std::shared_ptr<const JsonDocument> source;
};

/// The document format that this version writes; the highest that it reads.
constexpr int stackDocumentVersion = 1;

/// Reads the structure only: names, props and expressions are checkStackDocument()'s.
LoadedDocument readStackDocument(const QByteArray &text, const QString &fileName);

/// The file's content, one byte more than JsonDocument::maxBytes at the most. NotFound,
/// InvalidArgument (a folder), PermissionDenied, IoError.
Result<QByteArray> readDocumentText(const QString &path);
/// Fails as readDocumentText() does; problems are no failure.
Result<LoadedDocument> readStackDocumentFile(const QString &path);

} // namespace creact
