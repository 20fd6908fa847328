// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/stack/constructtype.h"
#include "core/stack/documentreader.h"

#include <functional>

namespace creact {

class ScriptEngine;

/// What a document is checked against. Each part may be missing: then that is not checked.
struct CheckContext {
    const ConstructTypes *types = nullptr;
    /// ScriptEngine::compile.
    std::function<Result<void>(const QString &expression)> compile = {};
    /// Names that every expression may use: ScriptEngine::builtinNames().
    QStringList builtins = {};
    /// Positions; null for trees built in C++.
    std::shared_ptr<const JsonDocument> source = {};
};

/// What is wrong with a tree beyond its structure: construct types and their literal props,
/// components, scopes, expressions, ids. Disabled elements are not looked at. FORMAT.md has the
/// codes.
QList<Problem> checkStackDocument(const StackDocument &document, const CheckContext &context);

/// Reads and checks: all problems, in the order of the document.
LoadedDocument loadStackDocument(const QByteArray &text, const QString &fileName,
                                 const ConstructTypes &types, ScriptEngine &engine);
Result<LoadedDocument> loadStackDocumentFile(const QString &path, const ConstructTypes &types,
                                             ScriptEngine &engine);

} // namespace creact
