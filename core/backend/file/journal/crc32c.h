// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace creact {

/// CRC-32C (Castagnoli), as in iSCSI and ext4: crc32c("123456789") is 0xe3069283.
quint32 crc32c(QByteArrayView bytes);

} // namespace creact
