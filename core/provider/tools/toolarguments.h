// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace creact {

/// The member that holds a model's arguments as it wrote them, when they are no JSON object.
QString rawArgumentsName();

/// What is wrong with the arguments of a call by the tool's parameters (JSON Schema), as a sentence
/// that the model can mend its call by; empty when nothing is.
QString problemWithArguments(const QJsonValue &args, const QJsonObject &parameters);

} // namespace creact
