// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/filereading.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

Error unreadableFile(const QString &path, const QString &why, const QString &hint = {})
{
    return {ErrorCode::IoError, u"%1 cannot be read: %2"_s.arg(path, why), path, hint};
}

Result<QString> textOf(const QByteArray &bytes, const QString &path, const QString &encoding)
{
    if (encoding == "base64"_L1)
        return QString::fromLatin1(bytes.toBase64());
    if (encoding == "latin1"_L1)
        return QString::fromLatin1(bytes);
    QStringDecoder decoder(encoding == "utf-16"_L1 ? QStringDecoder::Utf16 : QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return unreadableFile(path, u"it is no text in %1."_s.arg(encoding),
                              u"Set encoding to one of %1."_s.arg(fileEncodings().join(u", "_s)));
    return text;
}

} // namespace

QStringList fileEncodings()
{
    return {u"utf-8"_s, u"utf-16"_s, u"latin1"_s, u"base64"_s};
}

Result<QJsonObject> readFileOutputs(const QString &path, const QString &encoding, qint64 maxBytes)
{
    const QFileInfo info(path);
    if (!info.exists())
        return QJsonObject{{u"text"_s, QJsonValue()},
                           {u"bytes"_s, 0},
                           {u"modifiedAt"_s, QJsonValue()},
                           {u"exists"_s, false}};
    if (!info.isFile())
        return unreadableFile(path, u"it is no file."_s);
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return unreadableFile(path, file.errorString());
    const QByteArray bytes = file.read(maxBytes + 1);
    if (file.error() != QFile::NoError)
        return unreadableFile(path, file.errorString());
    if (bytes.size() > maxBytes)
        return unreadableFile(path, u"it has %1 bytes, more than maxBytes."_s.arg(info.size()));
    const Result<QString> text = textOf(bytes, path, encoding);
    if (!text)
        return text.error();
    return QJsonObject{{u"text"_s, *text},
                       {u"bytes"_s, bytes.size()},
                       {u"modifiedAt"_s, info.lastModified().toMSecsSinceEpoch()},
                       {u"exists"_s, true}};
}

} // namespace creact
