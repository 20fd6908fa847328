// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/encyclopedia.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype snippetLength = 420;

/// Lower case, without accents, split at what is no letter or digit.
QStringList wordsOf(const QString &text)
{
    static const QRegularExpression gap(u"[^\\p{L}\\p{N}]+"_s,
                                        QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression accent(u"\\p{Mn}"_s);
    QString folded = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    return folded.remove(accent).split(gap, Qt::SkipEmptyParts);
}

/// Without the words that say nothing.
QStringList searchWords(QStringList words)
{
    static const QSet<QString> noise{u"the"_s, u"a"_s,  u"an"_s, u"of"_s,  u"in"_s,    u"on"_s,
                                     u"and"_s, u"is"_s, u"to"_s, u"for"_s, u"about"_s, u"s"_s};
    words.removeIf([](const QString &word) { return noise.contains(word); });
    words.removeDuplicates();
    return words;
}

qsizetype firstMatch(const QString &text, const QStringList &wanted)
{
    qsizetype first = text.size();
    for (const QString &word : wanted) {
        const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
        if (at >= 0)
            first = qMin(first, at);
    }
    return first;
}

/// The beginning of the text, or the sentence with the first match when that comes later.
QString excerpt(const QString &text, const QStringList &wanted)
{
    const qsizetype match = firstMatch(text, wanted);
    qsizetype from = 0;
    if (match < text.size() && match > snippetLength - 40)
        from = qMax<qsizetype>(0, text.lastIndexOf(u". "_s, match) + 2);
    QString piece = text.mid(from, snippetLength);
    if (from + piece.size() == text.size())
        return piece;
    const qsizetype sentenceEnd = piece.lastIndexOf(u". "_s);
    return sentenceEnd > snippetLength / 3 ? piece.left(sentenceEnd + 1)
                                           : piece.left(piece.lastIndexOf(u' '));
}

QString marked(const QString &plain, const QStringList &wanted)
{
    QString html = plain.toHtmlEscaped();
    QStringList patterns;
    for (const QString &word : wanted)
        patterns += QRegularExpression::escape(word);
    if (patterns.isEmpty())
        return html;
    const QRegularExpression match(
        u"(?<![\\p{L}\\p{N}&])(%1)(?![\\p{L}\\p{N};])"_s.arg(patterns.join(u'|')),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return html.replace(match, u"<span class=\"searchmatch\">\\1</span>"_s);
}

} // namespace

Encyclopedia Encyclopedia::builtIn()
{
    QFile file(u":/demo/encyclopedia.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const Result<Encyclopedia> read = fromJson(file.readAll());
    return read ? *read : Encyclopedia();
}

Result<Encyclopedia> Encyclopedia::fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    Encyclopedia out;
    const QJsonArray list = document.array();
    for (const QJsonValue &article : list)
        out.addArticle(article["title"_L1].toString(), article["text"_L1].toString());
    if (!document.isArray() || out.m_articles.size() != list.size())
        return Error{ErrorCode::InvalidArgument,
                     u"The encyclopedia cannot be read."_s,
                     {},
                     u"It is a list of {\"title\", \"text\"}, each title once."_s};
    return out;
}

void Encyclopedia::addArticle(const QString &title, const QString &text)
{
    for (qsizetype i = 0; i < m_articles.size(); ++i) {
        if (m_articles.at(i).title == title) {
            m_articles.removeAt(i);
            m_words.removeAt(i);
            break;
        }
    }
    m_articles.append({title, text});
    m_words.append({wordsOf(title), wordsOf(text)});
}

/// 0 when a word is missing.
int Encyclopedia::score(const Words &words, const QStringList &wanted)
{
    int sum = 1;
    for (const QString &word : wanted) {
        const int inTitle = words.title.contains(word) ? 20 : 0;
        const int inText = int(qMin<qsizetype>(3, words.text.count(word)));
        if (inTitle + inText == 0)
            return 0;
        sum += inTitle + inText;
    }
    // A title that says nothing else is the best there is.
    return searchWords(words.title).size() == wanted.size() ? sum + 10 : sum;
}

QList<Encyclopedia::Article> Encyclopedia::search(const QString &query, int limit) const
{
    const QStringList wanted = searchWords(wordsOf(query));
    if (wanted.isEmpty())
        return {};
    QList<std::pair<int, Article>> hits;
    for (qsizetype i = 0; i < m_articles.size(); ++i) {
        if (const int points = score(m_words.at(i), wanted); points > 0)
            hits.append({points, m_articles.at(i)});
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    QList<Article> out;
    for (const auto &[points, article] : hits.first(qMin<qsizetype>(limit, hits.size())))
        out.append(article);
    return out;
}

QJsonObject Encyclopedia::searchAnswer(const QString &query, int limit) const
{
    const QStringList wanted = searchWords(wordsOf(query));
    QJsonArray hits;
    for (const Article &article : search(query, limit)) {
        hits.append(QJsonObject{{u"ns"_s, 0},
                                {u"title"_s, article.title},
                                {u"size"_s, article.text.size()},
                                {u"wordcount"_s, wordsOf(article.text).size()},
                                {u"snippet"_s, marked(excerpt(article.text, wanted), wanted)}});
    }
    return {{u"batchcomplete"_s, QString()},
            {u"query"_s,
             QJsonObject{{u"searchinfo"_s, QJsonObject{{u"totalhits"_s, hits.size()}}},
                         {u"search"_s, hits}}}};
}

} // namespace creact
