// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/freenames.h"

#include "core/stack/edit/placecheck.h"
#include "core/stack/expression/scriptengine.h"
#include "core/stack/stackname.h"

namespace creact {

Result<void> checkNewName(const QString &name)
{
    if (isReservedWord(name))
        return refusedEdit(QStringLiteral("\"%1\" is a word of JavaScript.").arg(name));
    if (!isValidScopeName(name))
        return refusedEdit(QStringLiteral("\"%1\" cannot be used as a name.").arg(name), {},
                           QStringLiteral("Letters, digits, '_' and '$', not starting with a "
                                          "digit."));
    return {};
}

QList<ElementText> FreeNames::freed(const ElementPlace &, const QList<ElementText> &elements)
{
    return elements;
}

} // namespace creact
