// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/constructtype.h"
#include "core/stack/element.h"
#include "core/stack/problemlist.h"

namespace creact {

/// Unknown, missing, ill-typed and out-of-range props of a construct element. Literals only: what
/// an expression gives is known when it runs.
void checkProps(const Element &element, const ConstructType &type, ProblemList &problems);

/// "a string", "a whole number" …
QString describe(ValueType type);
bool hasType(const QJsonValue &value, ValueType type);

} // namespace creact
