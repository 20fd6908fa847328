// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QString>

namespace creact {

/// Name → value.
using DotEnv = QHash<QString, QString>;

/// The text of a `.env`: a line each of `NAME=value`, `export NAME=value`, '# comment'. Double
/// quotes know \n \r \t \" \\ \$, single quotes nothing; unquoted values end before " #". Nothing
/// is expanded or run. A line that is none of these is skipped; of two with one name the last
/// counts.
DotEnv parseDotEnv(const QByteArray &text);

/// The `.env` of a folder; empty when there is none. IoError when it cannot be read, is no regular
/// file, or is over 64 KiB.
Result<DotEnv> readDotEnv(const QString &folder);

} // namespace creact
