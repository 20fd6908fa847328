// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringView>

namespace creact {

/// One piece of a page as it is written.
struct HtmlToken {
    enum class Kind { Text, Open, Close, End };
    Kind kind = Kind::End;
    /// Of a tag; lower case.
    QString name;
    /// Of an opening tag; names in lower case, entities decoded. Of two the first counts.
    QHash<QString, QString> attributes;
    /// Of a text, as written.
    QStringView text;
};

/// Takes a page apart into tags and texts, each character looked at a fixed number of times.
/// Comments, declarations and the insides of scripts and styles are passed over. What is broken
/// becomes text, or ends the page.
class HtmlTags {
public:
    /// `html` must outlive this and its tokens.
    explicit HtmlTags(QStringView html)
        : m_html(html)
    {
    }

    HtmlToken next();

private:
    bool startsTag(qsizetype at) const;
    HtmlToken readTag();
    void readAttributes(HtmlToken &token);
    QStringView readName();
    QString readValue();
    void skipSpaces();
    void skipTo(QStringView mark);
    QChar at(qsizetype i) const { return i < m_html.size() ? m_html.at(i) : QChar(); }

    QStringView m_html;
    qsizetype m_at = 0;
};

} // namespace creact
