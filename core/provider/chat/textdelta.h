// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace creact {

/// What a model said just now. Shown as it comes, never stored: the answer is in the node's outputs
/// when it is complete.
struct TextDelta {
    QString content;
    /// What a reasoning model thinks aloud before it answers.
    QString reasoning;
    /// The node begins anew: what it said before counts no more.
    bool again = false;

    bool isEmpty() const { return content.isEmpty() && reasoning.isEmpty() && !again; }
    bool operator==(const TextDelta &) const = default;
};

} // namespace creact

Q_DECLARE_METATYPE(creact::TextDelta)
