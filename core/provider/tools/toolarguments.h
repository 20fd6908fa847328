// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

namespace creact {

/// The member that holds a model's arguments as it wrote them, when they are no JSON object.
QString rawArgumentsName();

/// {"type": "object", …} of a wikipedia Tool that declares no parameters of its own.
QJsonObject wikipediaParameters();

/// The kinds that a Tool may have.
QStringList toolKindNames();

/// What is wrong with the arguments of a call, as a sentence that the model can mend its call by;
/// empty when nothing is. Checks the required members and their plain types.
QString problemWithArguments(const QJsonValue &args, const QJsonObject &parameters);

} // namespace creact
