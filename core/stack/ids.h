// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace creact {

/// HttpServer -> http-server, as CReact 0.2: a hyphen between [a-z0-9] and [A-Z], then lower case.
QString kebabCase(const QString &name);

/// Percent-escapes what the syntax of ids uses: '-', '.', '%'.
QString escapeKey(const QString &key);

/// The segment of a node under its construct parent: the type, then the keys of the flow elements
/// and components met since that parent, outermost first, then its own. An own key with no flow key
/// before it stands as it is, as in CReact 0.2.
QString segmentFor(const QString &type, const QStringList &flowKeys,
                   const std::optional<QString> &ownKey);

} // namespace creact
