// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace creact {

/// The names in "{name}" of a text, each once, in order.
QStringList placeholdersIn(const QString &text);

/// An address with places for arguments: "https://api.example.org/items/{id}?q={query}". Arguments
/// fill the path and the query, each encoded for its place; they never change scheme, host or port.
/// The template "{url}" alone is an address that the argument gives. A plain value.
class UrlTemplate {
public:
    /// InvalidArgument: no http(s) address, a place in its host, a user name in it.
    static Result<UrlTemplate> parse(const QString &text);

    /// Whether all of the address comes from the argument "url".
    bool isWhole() const { return m_whole; }
    QStringList names() const { return m_names; }
    /// Scheme, host and port; empty when isWhole().
    QUrl origin() const { return m_origin; }
    /// InvalidArgument: an argument is missing or cannot stand in its place. A parameter of the
    /// query whose argument is missing is left out.
    Result<QUrl> expand(const QJsonObject &args) const;

private:
    Result<QString> expandPath(const QJsonObject &args) const;
    QString expandQuery(const QJsonObject &args) const;

    bool m_whole = false;
    QStringList m_names;
    QUrl m_origin;
    /// As written, percent-encoded but for the places.
    QString m_path;
    QString m_query;
};

/// A JSON value with places for arguments: a text that is "{name}" and no more becomes the
/// argument as it is (a member without one is left out), "{name}" within a text its text.
QJsonValue filledBody(const QJsonValue &body, const QJsonObject &args);
QStringList placeholdersIn(const QJsonValue &body);

} // namespace creact
