// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QString>

namespace creact {

using HttpHeaders = QList<QPair<QByteArray, QByteArray>>;

/// A request as the handlers get it: complete, checked by the guard, HEAD told as GET.
struct ServerRequest {
    QByteArray method;
    /// Decoded; begins with '/'.
    QString path;
    /// What follows the path of the route that took it ("<id>" of "/chat/<id>").
    QString tail;
    HttpHeaders headers;
    QByteArray body;

    /// Empty when there is none; the name's case does not matter.
    QByteArray header(QByteArrayView name) const;
    /// The media type alone, lower case ("application/json").
    QByteArray contentType() const;
};

/// A whole answer.
struct ServerAnswer {
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    HttpHeaders headers = {};

    static ServerAnswer json(int status, const QJsonObject &object);
    /// {"error": {"code", "message"}}
    static ServerAnswer error(int status, const QString &code, const QString &message);
    ServerAnswer &with(const QByteArray &name, const QByteArray &value);
};

QByteArray reasonPhrase(int status);
/// All of it when there is no such mark.
QByteArray textBefore(const QByteArray &text, char mark);
/// The value without what could end the header (CR, LF, NUL and other controls).
QByteArray headerValue(const QByteArray &value);
/// Status line, headers, an empty line, body; the connection is told to be closed.
QByteArray closingResponse(const ServerAnswer &answer, bool withBody);

} // namespace creact
