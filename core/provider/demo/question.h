// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace creact {

/// What the demo model makes of a person's words: rules, no understanding.
struct Question {
    enum class Kind {
        Greeting,
        Thanks,
        Farewell,
        WellBeing,
        AboutYou,
        AboutHistory, ///< "What did I ask before?"
        Topic,
        Nothing, ///< no word in it
    };

    Kind kind = Kind::Nothing;
    /// What to look up: "Ada Lovelace"; two for "Compare X and Y".
    QStringList topics;

    bool operator==(const Question &) const = default;
};

/// `earlier` are the person's questions before this one, oldest first: "When was she born?" is
/// about the topic of the last one that had any. English, and the common German forms.
Question understand(const QString &text, const QStringList &earlier = {});

/// Another, simpler query for a search that found nothing: the capitalised words, else the longest
/// word; empty when there is nothing simpler.
QString simplerQuery(const QString &query);

} // namespace creact
