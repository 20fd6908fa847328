// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsonnode.h"
#include "core/base/result.h"
#include "core/stack/element.h"

namespace creact {

/// A tree as a document, keys in the order of FORMAT.md. What was read and is written and read
/// again is the same tree; notes of components and of the document itself are not part of it.
/// Unsupported, with the pointer in `where`, if a binding is a C++ function.
Result<JsonNode> toJsonNode(const StackDocument &document);
Result<QByteArray> writeStackDocument(const StackDocument &document);

} // namespace creact
