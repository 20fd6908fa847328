// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/documentcheck.h"
#include "core/stack/expression/scriptengine.h"

#include <algorithm>
#include <tuple>

namespace creact {

namespace {

void addChecks(LoadedDocument &loaded, const ConstructTypes &types, ScriptEngine &engine)
{
    if (!loaded.document)
        return;
    CheckContext context;
    context.types = &types;
    context.compile = [&](const QString &expression) { return engine.compile(expression); };
    context.builtins = ScriptEngine::builtinNames();
    context.source = loaded.source;
    loaded.problems += checkStackDocument(*loaded.document, context);
    std::stable_sort(loaded.problems.begin(), loaded.problems.end(),
                     [](const Problem &a, const Problem &b) {
                         return std::tie(a.line, a.column) < std::tie(b.line, b.column);
                     });
}

} // namespace

LoadedDocument loadStackDocument(const QByteArray &text, const QString &fileName,
                                 const ConstructTypes &types, ScriptEngine &engine)
{
    LoadedDocument loaded = readStackDocument(text, fileName);
    addChecks(loaded, types, engine);
    return loaded;
}

Result<LoadedDocument> loadStackDocumentFile(const QString &path, const ConstructTypes &types,
                                             ScriptEngine &engine)
{
    Result<LoadedDocument> loaded = readStackDocumentFile(path);
    if (loaded)
        addChecks(loaded.value(), types, engine);
    return loaded;
}

} // namespace creact
