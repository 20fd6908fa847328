// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/drafttext.h"

#include <QStringDecoder>

#include <algorithm>

namespace creact {

namespace {

constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

} // namespace

LineStyle lineStyleOf(const QByteArray &bytes)
{
    LineStyle style;
    style.byteOrderMark = bytes.startsWith(byteOrderMark);
    if (!bytes.contains('\r'))
        return style;
    const qsizetype crLf = bytes.count("\r\n");
    const qsizetype lf = bytes.count('\n') - crLf;
    const qsizetype cr = bytes.count('\r') - crLf;
    if (crLf >= std::max(lf, cr))
        style.ends = LineStyle::Ends::CrLf;
    else if (cr > lf)
        style.ends = LineStyle::Ends::Cr;
    style.mixed = std::max({crLf, lf, cr}) != crLf + lf + cr;
    return style;
}

QByteArray normalizedText(const QByteArray &bytes)
{
    QByteArray text = bytes.startsWith(byteOrderMark) ? bytes.sliced(byteOrderMark.size()) : bytes;
    if (!text.contains('\r'))
        return text;
    text.replace("\r\n", "\n");
    text.replace('\r', '\n');
    return text;
}

QByteArray writtenText(const QByteArray &text, const LineStyle &style)
{
    QByteArray bytes = text;
    if (style.ends == LineStyle::Ends::CrLf)
        bytes.replace("\n", "\r\n");
    else if (style.ends == LineStyle::Ends::Cr)
        bytes.replace('\n', '\r');
    return style.byteOrderMark ? bytes.prepend(byteOrderMark) : bytes;
}

QString stringFromUtf8(QByteArrayView utf8)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder(utf8);
}

} // namespace creact
