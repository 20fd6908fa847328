// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/scopenames.h"

namespace creact {

QList<ScopeName> namesInScope(const StackDocument &, const ConstructTypes &, const QStringList &,
                              const QString &)
{
    return {};
}

} // namespace creact
