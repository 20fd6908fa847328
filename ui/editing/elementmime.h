// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <memory>

class QMimeData;

namespace creact {

class StackDraft;

/// Elements on their way: their JSON for every program (application/json, text/plain), and for this
/// window which elements of which text they are, so that they can be moved.
std::unique_ptr<QMimeData> elementMime(const QByteArray &json, const StackDraft &draft,
                                       const QStringList &pointers);
/// The JSON that the data carry, or the text that may be some; empty: none.
QByteArray elementJson(const QMimeData &data);
bool hasElements(const QMimeData &data);
/// The pointers, if the data come from that draft as it is now; else empty.
QStringList draggedPointers(const QMimeData &data, const StackDraft &draft);

} // namespace creact
