// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/pagetext.h"

#include "core/provider/tools/htmltags.h"
#include "core/provider/tools/htmltext.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringDecoder>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype deepestPage = 500;
constexpr qsizetype longestAddress = 500;
constexpr qsizetype deepestList = 8;

const QSet<QString> &voidTags()
{
    static const QSet<QString> tags{u"area"_s,  u"base"_s,   u"br"_s,    u"col"_s,  u"embed"_s,
                                    u"hr"_s,    u"img"_s,    u"input"_s, u"link"_s, u"meta"_s,
                                    u"param"_s, u"source"_s, u"track"_s, u"wbr"_s};
    return tags;
}

/// Nothing in them is for reading.
const QSet<QString> &skippedTags()
{
    static const QSet<QString> tags{u"script"_s,   u"style"_s,   u"nav"_s,    u"template"_s,
                                    u"svg"_s,      u"iframe"_s,  u"object"_s, u"canvas"_s,
                                    u"audio"_s,    u"video"_s,   u"button"_s, u"select"_s,
                                    u"textarea"_s, u"datalist"_s};
    return tags;
}

/// A paragraph of its own.
const QSet<QString> &blockTags()
{
    static const QSet<QString> tags{
        u"p"_s,       u"div"_s,     u"section"_s, u"article"_s,  u"main"_s,       u"header"_s,
        u"footer"_s,  u"aside"_s,   u"ul"_s,      u"ol"_s,       u"dl"_s,         u"table"_s,
        u"caption"_s, u"pre"_s,     u"form"_s,    u"address"_s,  u"blockquote"_s, u"figure"_s,
        u"h1"_s,      u"h2"_s,      u"h3"_s,      u"h4"_s,       u"h5"_s,         u"h6"_s,
        u"hr"_s,      u"details"_s, u"summary"_s, u"fieldset"_s, u"figcaption"_s, u"body"_s};
    return tags;
}

/// A line of its own.
const QSet<QString> &lineTags()
{
    static const QSet<QString> tags{u"br"_s, u"li"_s, u"tr"_s, u"dt"_s, u"dd"_s, u"option"_s};
    return tags;
}

/// One that opens while another is open ends it.
const QSet<QString> &siblingTags()
{
    static const QSet<QString> tags{u"p"_s,  u"li"_s, u"tr"_s, u"td"_s,
                                    u"th"_s, u"dt"_s, u"dd"_s, u"option"_s};
    return tags;
}

int headingLevel(const QString &name)
{
    const bool isHeading =
        name.size() == 2 && name.at(0) == u'h' && name.at(1) >= u'1' && name.at(1) <= u'6';
    return isHeading ? name.at(1).digitValue() : 0;
}

bool isHiddenTag(const HtmlToken &tag)
{
    if (tag.attributes.contains(u"hidden"_s)
        || tag.attributes.value(u"aria-hidden"_s).compare("true"_L1, Qt::CaseInsensitive) == 0)
        return true;
    QString style = tag.attributes.value(u"style"_s).toLower();
    style.remove(u' ');
    return style.contains("display:none"_L1) || style.contains("visibility:hidden"_L1);
}

/// The text as it grows: spaces folded, never two empty lines.
class PageWriter {
public:
    void line() { m_breaks = qMax(m_breaks, 1); }
    void paragraph() { m_breaks = 2; }
    /// Before the next text, once the breaks before it are made.
    void mark(const QString &text) { m_mark = text; }
    bool hasMark() const { return !m_mark.isEmpty(); }
    qsizetype size() const { return m_out.size(); }

    void put(QStringView text, bool asIs)
    {
        for (const QChar c : text) {
            if (asIs && c == u'\n')
                lineAsIs();
            else if (asIs && (c == u' ' || c == u'\t'))
                character(c);
            else if (c.isSpace() || c == QChar(0x200b))
                m_space = true;
            else if (c.category() != QChar::Other_Control)
                character(c);
        }
    }

    QString take()
    {
        while (!m_out.isEmpty() && m_out.back().isSpace())
            m_out.chop(1);
        return std::move(m_out);
    }

private:
    void lineAsIs()
    {
        flush();
        if (!m_out.endsWith("\n\n"_L1))
            m_out += u'\n';
    }
    void character(QChar c)
    {
        flush();
        m_out += c;
    }
    void flush()
    {
        if (m_breaks > 0 && !m_out.isEmpty()) {
            while (m_out.endsWith(u' ') || m_out.endsWith(u'\n'))
                m_out.chop(1);
            m_out += m_breaks > 1 ? u"\n\n"_s : u"\n"_s;
        } else if (m_space && !m_out.isEmpty() && !m_out.back().isSpace()) {
            m_out += u' ';
        }
        m_breaks = 0;
        m_space = false;
        if (!m_mark.isEmpty())
            m_out += std::exchange(m_mark, {});
    }

    QString m_out;
    QString m_mark;
    int m_breaks = 0;
    bool m_space = false;
};

class PageReader {
public:
    PageReader(QStringView html, const QUrl &address)
        : m_tags(html)
        , m_base(address)
    {
    }

    QString read()
    {
        for (HtmlToken token = m_tags.next(); token.kind != HtmlToken::Kind::End;
             token = m_tags.next()) {
            if (token.kind == HtmlToken::Kind::Text)
                text(token.text);
            else if (token.kind == HtmlToken::Kind::Open)
                open(token);
            else
                close(token.name);
        }
        const QString body = m_writer.take();
        const QString title = m_title.simplified();
        const bool repeats = title.isEmpty() || body.startsWith(u"# "_s + title);
        return repeats ? body : (u"# %1\n\n"_s.arg(title) + body).trimmed();
    }

private:
    struct OpenTag {
        QString name;
        bool hidden = false;
        QString href;
        qsizetype from = 0;
    };

    bool isIn(const QString &name) const { return m_openCount.value(name) > 0; }

    void text(QStringView raw)
    {
        if (m_hidden > 0)
            return;
        const QString plain = decodeEntities(raw.toString());
        if (isIn(u"title"_s))
            m_title += plain;
        else
            m_writer.put(plain, isIn(u"pre"_s));
    }

    void open(const HtmlToken &tag)
    {
        if (siblingTags().contains(tag.name) && !m_open.isEmpty() && m_open.last().name == tag.name)
            close(tag.name);
        if (isIn(u"title"_s) && blockTags().contains(tag.name))
            close(u"title"_s);
        const bool hidden = skippedTags().contains(tag.name) || isHiddenTag(tag);
        if (m_hidden == 0 && !hidden)
            begin(tag);
        if (voidTags().contains(tag.name) || m_open.size() >= deepestPage)
            return;
        m_hidden += hidden ? 1 : 0;
        ++m_openCount[tag.name];
        m_open.append(
            {tag.name, hidden,
             tag.name == "a"_L1 ? linkAddress(tag.attributes.value(u"href"_s)) : QString(),
             m_writer.size()});
    }

    /// Ends the tag and what is still open in it. One that is not open ends nothing.
    void close(const QString &name)
    {
        if (!isIn(name)) {
            if (name == "p"_L1)
                m_writer.paragraph();
            return;
        }
        bool found = false;
        while (!found) {
            const OpenTag tag = m_open.takeLast();
            --m_openCount[tag.name];
            m_hidden -= tag.hidden ? 1 : 0;
            if (m_hidden == 0 && !tag.hidden)
                end(tag);
            found = tag.name == name;
        }
    }

    void begin(const HtmlToken &tag)
    {
        if (blockTags().contains(tag.name))
            m_writer.paragraph();
        else if (lineTags().contains(tag.name))
            m_writer.line();
        if (const int level = headingLevel(tag.name))
            m_writer.mark(QString(level, u'#') + u' ');
        else if (tag.name == "li"_L1)
            m_writer.mark(QString(2 * qBound(0, lists() - 1, int(deepestList)), u' ') + u"- "_s);
        else if (tag.name == "tr"_L1)
            m_firstCell = true;
        else if (tag.name == "td"_L1 || tag.name == "th"_L1)
            cell();
        else if (tag.name == "img"_L1)
            image(tag.attributes.value(u"alt"_s).simplified());
        else if (tag.name == "base"_L1)
            m_base = m_base.resolved(QUrl(tag.attributes.value(u"href"_s)));
    }

    void end(const OpenTag &tag)
    {
        if (blockTags().contains(tag.name))
            m_writer.paragraph();
        else if (lineTags().contains(tag.name))
            m_writer.line();
        // A link around nothing that can be read is left out.
        if (!tag.href.isEmpty() && m_writer.size() > tag.from)
            m_writer.put(u" (%1)"_s.arg(tag.href), false);
        if (headingLevel(tag.name) || tag.name == "li"_L1)
            m_writer.mark({});
    }

    int lists() const { return m_openCount.value(u"ul"_s) + m_openCount.value(u"ol"_s); }

    void cell()
    {
        if (!std::exchange(m_firstCell, false))
            m_writer.put(u" | ", true);
    }

    void image(const QString &alt)
    {
        if (!alt.isEmpty())
            m_writer.put(u"[image: %1]"_s.arg(alt), false);
    }

    QString linkAddress(const QString &href) const
    {
        const QString trimmed = href.trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith(u'#') || trimmed.size() > longestAddress)
            return {};
        const QUrl url = m_base.resolved(QUrl(trimmed));
        const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
        return isWeb ? url.toString(QUrl::FullyEncoded) : QString();
    }

    HtmlTags m_tags;
    QUrl m_base;
    PageWriter m_writer;
    QString m_title;
    QList<OpenTag> m_open;
    QHash<QString, int> m_openCount;
    int m_hidden = 0;
    bool m_firstCell = true;
};

QByteArray charsetOf(const QByteArray &contentType)
{
    static const QRegularExpression pattern(u"charset\\s*=\\s*\"?([A-Za-z0-9._:-]+)"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.match(QString::fromLatin1(contentType)).captured(1).toLatin1();
}

/// A last character that is not whole is no character either.
QString decodedToTheEnd(QStringDecoder &decoder, const QByteArray &bytes)
{
    QString text = decoder.decode(bytes);
    if (qstrcmp(decoder.name(), "UTF-8") != 0)
        return text;
    const QString end = decoder.decode(QByteArray("\n"));
    return text + end.chopped(1);
}

} // namespace

QString decodedText(const QByteArray &bytes, const QByteArray &contentType)
{
    const QByteArray charset = charsetOf(contentType);
    QStringDecoder named(charset.isEmpty() ? "" : charset.constData());
    if (named.isValid())
        return decodedToTheEnd(named, bytes);
    const std::optional<QStringConverter::Encoding> mark = QStringConverter::encodingForData(bytes);
    if (mark)
        return QStringDecoder(*mark).decode(bytes);
    QStringDecoder html = QStringDecoder::decoderForHtml(bytes.left(4096));
    if (!html.isValid())
        html = QStringDecoder(QStringDecoder::Utf8);
    const QString text = decodedToTheEnd(html, bytes);
    return html.hasError() && charset.isEmpty() ? QString::fromLatin1(bytes) : text;
}

QString pageText(const QString &html, const QUrl &address)
{
    return PageReader(html, address).read();
}

QString cutText(const QString &text, qsizetype longest)
{
    const QByteArray bytes = text.toUtf8();
    if (bytes.size() <= longest)
        return text;
    qsizetype end = longest;
    while (end > 0 && (uchar(bytes.at(end)) & 0xc0) == 0x80) // within a character
        --end;
    return QString::fromUtf8(bytes.left(end))
        + u"\n[cut: %1 of %2 bytes]"_s.arg(end).arg(bytes.size());
}

} // namespace creact
