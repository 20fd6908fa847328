// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/documenteditor.h"

namespace creact {

/// InvalidArgument with that sentence.
Error refusedEdit(const QString &sentence, const QString &where = {}, const QString &hint = {});
/// Whether the text can be edited as a document at all.
Result<void> checkEditable(const LoadedDocument &document);
/// Whether elements may stand in that place.
Result<void> checkPlace(const LoadedDocument &document, const ElementPlace &place);
/// Whether this one may.
Result<void> checkElementFits(const ElementPlace &place, const JsonNode &element);

/// The pointers that name elements, in the order of the text, without those inside others of them.
/// Fails when there is no such element.
Result<QStringList> outermostElements(const LoadedDocument &document, const QStringList &pointers);

} // namespace creact
