// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/llm/dotenv.h"

#include <QProcessEnvironment>
#include <QUrl>

namespace creact {

/// The value of a secret that a Tool names, for requests to an origin.
///
/// A secret belongs to the origins that stand beside it: NAME=value and NAME_ORIGIN=https://host
/// (several with commas), both in the environment or both in the `.env` beside the document. So no
/// document, and no `.env` that came with one, can have a secret of yours sent elsewhere. NotFound;
/// PermissionDenied: it is for other origins; InvalidArgument: no header can carry it.
Result<QString> toolSecret(const QString &name, const QUrl &url,
                           const QProcessEnvironment &environment, const DotEnv &dotEnv);

} // namespace creact
