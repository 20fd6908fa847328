// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/dotenv.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <optional>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxDotEnvBytes = 64 * 1024;

QChar dotEnvEscape(QChar c)
{
    switch (c.unicode()) {
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return c;
    }
}

/// What stands between the quotes that `text` starts with; nothing when they are not closed or when
/// anything but a comment follows.
std::optional<QString> quotedValue(QStringView text)
{
    const QChar quote = text.front();
    QString value;
    qsizetype i = 1;
    for (; i < text.size() && text[i] != quote; ++i) {
        const bool escaped = quote == u'"' && text[i] == u'\\' && i + 1 < text.size();
        value += escaped ? dotEnvEscape(text[++i]) : text[i];
    }
    if (i >= text.size())
        return {};
    const QStringView rest = text.mid(i + 1).trimmed();
    if (!rest.isEmpty() && !rest.startsWith(u'#'))
        return {};
    return value;
}

QString bareValue(const QString &text)
{
    static const QRegularExpression comment(u"(^|\\s)#.*$"_s);
    QString value = text;
    return value.remove(comment).trimmed();
}

} // namespace

DotEnv parseDotEnv(const QByteArray &text)
{
    static const QRegularExpression line(
        u"^(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)$"_s);
    static const QRegularExpression lineBreak(u"\\r\\n|\\n|\\r"_s);
    DotEnv values;
    QString content = QString::fromUtf8(text);
    if (content.startsWith(QChar::ByteOrderMark))
        content.remove(0, 1);
    for (const QString &raw : content.split(lineBreak)) {
        const QRegularExpressionMatch match = line.match(raw.trimmed());
        if (!match.hasMatch())
            continue;
        const QString value = match.captured(2);
        const bool quoted = value.startsWith(u'"') || value.startsWith(u'\'');
        const std::optional<QString> parsed = quoted ? quotedValue(value) : bareValue(value);
        if (parsed && !parsed->contains(QChar::Null))
            values.insert(match.captured(1), *parsed);
    }
    return values;
}

Result<DotEnv> readDotEnv(const QString &folder)
{
    if (folder.isEmpty())
        return DotEnv{};
    const QString path = QDir(folder).filePath(u".env"_s);
    const QFileInfo info(path);
    if (!info.exists())
        return DotEnv{};
    const auto unreadable = [&path](const QString &why) {
        return Error{ErrorCode::IoError, u"The settings file cannot be read: %1."_s.arg(why), path,
                     u"Correct the file, or remove it."_s};
    };
    // A pipe or a device would make us wait for ever.
    if (!info.isFile())
        return unreadable(u"it is no regular file"_s);
    if (info.size() > maxDotEnvBytes)
        return unreadable(u"it is larger than %1 KiB"_s.arg(maxDotEnvBytes / 1024));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file.errorString());
    return parseDotEnv(file.read(maxDotEnvBytes));
}

} // namespace creact
