// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/tools/toolkind.h"

#include <QUrl>

#include <functional>

namespace creact {

class ModelAccess;

/// MediaWiki's full-text search: the three best articles, a line "Title: snippet" each, or
/// "No results for …". Every error begins with "search failed: ".
class Wikipedia final : public ToolKind {
public:
    explicit Wikipedia(ModelAccess &access);

    QString name() const override;
    QString doc() const override;
    QJsonObject parameters(const QJsonObject &tool) const override;
    QList<Reach> reaches(const QJsonObject &props, const QStringList &unknown) const override;
    Result<ToolAction> action(const QJsonObject &args, const QJsonObject &tool) const override;
    Cancel run(const QJsonObject &args, const QJsonObject &tool, std::chrono::milliseconds timeout,
               Done<QString> done) override;

    /// …/w/api.php?action=query&list=search&srsearch=…&format=json&srlimit=3
    static QUrl searchUrl(const QUrl &api, const QString &query);
    /// The text for the model of one answer.
    static Result<QString> resultText(int status, const QByteArray &body, const QString &query);

private:
    ModelAccess &m_access;
};

} // namespace creact
