// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/llm/dotenv.h"
#include "core/provider/llm/jsonhttp.h"

#include <QJsonObject>
#include <QProcessEnvironment>
#include <QStringList>

namespace creact {

/// The props of an http Tool, one by one. InvalidArgument: what is wrong with them.
Result<void> checkHttpTool(const QJsonObject &tool);

QStringList httpMethods();
/// "GET" when left out.
QByteArray httpMethod(const QJsonObject &tool);
/// Those that only read may be sent again.
bool onlyReads(const QByteArray &method);
/// The body for these arguments; undefined when the tool has none.
QJsonValue httpBody(const QJsonObject &tool, const QJsonObject &args);
/// Names of the arguments that url and body take.
QStringList httpArguments(const QJsonObject &tool);

/// A request, and the secrets in it: nothing that comes back may show them.
struct HttpCall {
    HttpRequest request;
    QStringList secrets;
};

/// `tool` passed checkHttpTool(). The errors of UrlTemplate::expand() and toolSecret().
Result<HttpCall> makeHttpCall(const QJsonObject &tool, const QJsonObject &args,
                              const QProcessEnvironment &environment, const DotEnv &dotEnv);

} // namespace creact
