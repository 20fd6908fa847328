// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"
#include "core/runtime/tree/instance.h"
#include "core/stack/constructtype.h"
#include "core/stack/element.h"

namespace creact {

/// "Completion", "show", "Agent".
QString titleOf(const Element &element);
/// `as`, or what else tells an element from its siblings: what it reads, what it calls its items.
QString nameOf(const Element &element);
TreeRow::Kind rowKindOf(const Element &element);
/// One line that tells the most about a node's outputs.
QString summaryOf(const ConstructType *type, const std::optional<QJsonObject> &outputs);
/// A JSON value in one short line.
QString oneLine(const QJsonValue &value);
/// The first words of a Markdown text, without its marks.
QString plainLine(const QString &markdown);
/// What is shown of an element that is not there now. Its kind is as if it were.
TreeRow rowOf(const Element &element);
/// What is shown of a component as the document defines it.
TreeRow rowOf(const Component &component, const StackDocument &document);
/// What is shown of an instance, with its node's state if it has one. Uid and parent are not set.
TreeRow rowOf(const Instance &instance);
/// What is shown of a node of a finished turn.
TreeRow rowOf(const NodeRecord &record, const ConstructType *type);

} // namespace creact
