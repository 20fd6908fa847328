// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace creact {

/// How many letters must be inserted, removed, replaced or swapped with their neighbour.
int editDistance(const QString &a, const QString &b);

/// The candidate nearest to a word with a typo; empty when none is near.
QString nearest(const QString &word, const QStringList &candidates);

/// The hint for an unknown word: `Did you mean "port"?`, or `Known are: host, port.`
QString didYouMean(const QString &word, const QStringList &candidates);

} // namespace creact
