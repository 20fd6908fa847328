// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace creact {

/// "utf-8", "utf-16", "latin1", "base64": how the bytes of a file become a text.
QStringList fileEncodings();

/// {text, bytes, modifiedAt, exists} of a file; text and modifiedAt null when it is not there.
/// Blocks. IoError: it cannot be read, is longer than maxBytes, or is no text of that encoding.
Result<QJsonObject> readFileOutputs(const QString &path, const QString &encoding, qint64 maxBytes);

} // namespace creact
