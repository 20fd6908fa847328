// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace creact {

/// SHA-256 of the object's compact JSON with sorted keys, in hexadecimal digits.
QString jsonHash(const QJsonObject &object);

/// What a tool (the outputs of its node) may do, as a hash: the same as long as its kind and what
/// the kind goes by (address, method, headers, hosts, …) are the same. Names, descriptions,
/// parameters and limits do not count.
QString toolPrint(const QJsonObject &tool);

} // namespace creact
