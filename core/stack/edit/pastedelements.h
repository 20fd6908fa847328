// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/editbuilder.h"

namespace creact {

/// The elements that a text on the clipboard holds, as they are to be put there: laid out as they
/// are, if that is the style of the document. InvalidArgument: it is no JSON, no element, or
/// nothing that fits there.
Result<QList<ElementText>> pastedElements(const ElementPlace &place, const QByteArray &json,
                                          const JsonStyle &style);

} // namespace creact
