// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkReply>
#include <QString>
#include <QUrl>

namespace creact {

/// "host" or "host:port", for sentences.
QString originText(const QUrl &url);
/// What happened, to follow "The server at …"; `words` are Qt's.
QString networkErrorWords(QNetworkReply::NetworkError error, const QString &words);
/// What a person can do about it.
QString networkErrorHint(QNetworkReply::NetworkError error);
/// The connection could not be made or was lost: another try may help.
bool isLostConnection(QNetworkReply::NetworkError error);

} // namespace creact
