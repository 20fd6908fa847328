// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace creact {

/// A small collection of articles with full-text search, answering as MediaWiki does.
class Encyclopedia {
public:
    struct Article {
        QString title;
        QString text;
    };

    /// The one in our resources.
    static Encyclopedia builtIn();
    /// [{"title", "text"}, …]. InvalidArgument.
    static Result<Encyclopedia> fromJson(const QByteArray &json);

    /// Replaces the article of that title.
    void addArticle(const QString &title, const QString &text);
    const QList<Article> &articles() const { return m_articles; }

    /// Articles that have every word of the query that matters, best first.
    QList<Article> search(const QString &query, int limit) const;
    /// The answer of action=query&list=search: snippets are HTML, with <span class="searchmatch">.
    QJsonObject searchAnswer(const QString &query, int limit) const;

private:
    /// Words of each article, in the same order: splitting them is what a search would cost.
    struct Words {
        QStringList title;
        QStringList text;
    };
    static int score(const Words &words, const QStringList &wanted);

    QList<Article> m_articles;
    QList<Words> m_words;
};

} // namespace creact
