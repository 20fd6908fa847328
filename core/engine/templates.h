// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

namespace creact {

/// A stack to begin with, built into the programs.
struct TemplateInfo {
    /// "agent": the folder below resources/templates.
    QString name;
    QString title;
    QString description;
};

/// In the order they are offered; title and description in the language of the program.
QList<TemplateInfo> templates();

/// Makes the folder with the template's files and, where its document serves a folder "public", the
/// web chat page in it. Returns the path of the stack document. NotFound for an unknown name,
/// AlreadyExists when the folder holds something already; nothing is ever overwritten.
Result<QString> createFromTemplate(const QString &name, const QString &folder);

} // namespace creact
