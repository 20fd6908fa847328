// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/stacknamecheck.h"

#include "core/backend/file/historyfolder.h"
#include "core/stack/stackname.h"

#include <algorithm>

namespace creact {

Result<void> checkStackName(const QString &stack)
{
    if (isValidStackName(stack) && !stack.endsWith(QStringLiteral(".audit"))
        && !isSetAsideName(stack))
        return {};
    return Error{
        ErrorCode::InvalidStackName,
        QStringLiteral("\"%1\" cannot be the name of a stack.").arg(stack.left(80)),
        {},
        QStringLiteral("A name is 1 to 64 letters, digits, '.', '_' and '-', begins with a "
                       "letter or digit, has no \"..\" and does not end with \".audit\".")};
}

QString stackOfStateFile(const QString &fileName)
{
    for (const QString &suffix : {QStringLiteral(".json"), QStringLiteral(".journal")}) {
        const QString stack = fileName.chopped(std::min(suffix.size(), fileName.size()));
        if (fileName.endsWith(suffix) && checkStackName(stack))
            return stack;
    }
    return {};
}

} // namespace creact
