// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/problem.h"

#include <algorithm>

namespace creact {

bool hasErrors(const QList<Problem> &problems)
{
    return std::any_of(problems.cbegin(), problems.cend(), [](const Problem &problem) {
        return problem.severity == Problem::Severity::Error;
    });
}

QString toText(const Problem &problem)
{
    QString text = problem.file;
    if (problem.line > 0) {
        if (!text.isEmpty())
            text += u':';
        text += QString::number(problem.line) + u':' + QString::number(problem.column);
    }
    if (!text.isEmpty())
        text += QStringLiteral(": ");
    const bool error = problem.severity == Problem::Severity::Error;
    text += error ? QStringLiteral("error[") : QStringLiteral("warning[");
    text += problem.code + QStringLiteral("] ") + problem.message;
    if (!problem.pointer.isEmpty())
        text += QStringLiteral(" (at ") + problem.pointer + u')';
    if (!problem.hint.isEmpty())
        text += QStringLiteral("\n    hint: ") + problem.hint;
    return text;
}

} // namespace creact
