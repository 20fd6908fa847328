// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace creact {

/// Where a value stands in a JSON text, in bytes.
struct JsonPlace {
    qsizetype offset = 0;
    qsizetype length = 0;
    /// Of its name with its quotes; -1: it is in a list, or the root.
    qsizetype nameOffset = -1;
    qsizetype nameLength = 0;

    bool operator==(const JsonPlace &) const = default;
};

/// Places in a JSON text without reading it as a document: one pass, no tree, and a text that does
/// not parse answers as far as it can be read.
namespace JsonPlaces {

/// Pointer of the innermost value (or member) at that byte.
QString pointerAt(QByteArrayView text, qsizetype offset);
/// Where the value at a pointer stands.
std::optional<JsonPlace> find(QByteArrayView text, const QString &pointer);
/// The same, or of its nearest ancestor that is there; nothing for an empty text.
std::optional<JsonPlace> findNearest(QByteArrayView text, const QString &pointer);
/// The element, or the component's definition, that a pointer points into; empty: neither.
QString elementOf(const QString &pointer);

} // namespace JsonPlaces

} // namespace creact
