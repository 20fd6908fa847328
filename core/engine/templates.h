// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
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

/// The text of its document; empty for an unknown name.
QByteArray templateDocument(const QString &name);

/// Its page of help, in Markdown: the README.md that is written beside the document. Empty for an
/// unknown name.
QString templateHelp(const QString &name);

/// Whether a stack of that name can be made in that folder. InvalidStackName; AlreadyExists when
/// the folder holds something already. Asks the disk.
Result<void> checkNewStack(const QString &stackName, const QString &folder);

/// Makes the folder with the template's files and, where its document serves a folder "public", the
/// web chat page in it. The stack and its document are called `stackName`; empty: as in the
/// template. Returns the path of the stack document. NotFound for an unknown template, or as
/// checkNewStack(); nothing is ever overwritten.
Result<QString> createFromTemplate(const QString &name, const QString &folder,
                                   const QString &stackName = {});

} // namespace creact
