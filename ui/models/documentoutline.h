// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/element.h"

#include <QStringList>

class QStandardItemModel;

namespace creact {

/// The elements of a document as rows to look at, its components after them.
void fillOutline(QStandardItemModel &model, const StackDocument &document);

/// What a stack needs from outside, in words: ports, a model, what its tools reach.
QStringList documentNeeds(const StackDocument &document);

} // namespace creact
