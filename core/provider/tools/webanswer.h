// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/net/addresspolicy.h"

#include <QJsonObject>
#include <QProcessEnvironment>

namespace creact {

struct HttpAnswer;

/// For tools: what came back as text for a model, without the secrets. JSON in one line, HTML
/// reduced to its text (pageText()), other text as it is. ToolFailed: a status that is no success
/// (with what was said), or what is no text.
Result<QString> answerText(const HttpAnswer &answer, const QStringList &secrets);

/// The `allowedHosts` of a Tool. InvalidArgument.
Result<AddressPolicy> allowedHosts(const QJsonObject &tool);
/// CREACT_TOOLS_PROXY=allow: the person leaves it to the system's proxy to look names up.
bool mayUseProxy(const QProcessEnvironment &environment);
QStringList hostList(const QJsonObject &tool);

/// Who asks, for servers that want to know.
QByteArray toolUserAgent();
/// What is taken of an answer; what is longer is an error.
constexpr qint64 longestDownload = 2 * 1024 * 1024;

QString withoutToolSecrets(QString text, const QStringList &secrets);

/// A JSON text without white space, in its own order; as it is when it is none.
QString compactJson(const QString &text);

} // namespace creact
