// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/journal/journaltext.h"

#include "core/backend/file/journal/crc32c.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

constexpr int journalVersion = 1;
constexpr qsizetype crcDigits = 8;

QString hexOf(quint32 crc)
{
    return u"%1"_s.arg(crc, crcDigits, 16, QLatin1Char('0'));
}

/// The line's JSON; null: the line is not as it was written.
QByteArrayView checkedJson(QByteArrayView line)
{
    if (line.size() < crcDigits + 2 || line.at(crcDigits) != ' ')
        return {};
    bool isHex = false;
    const quint32 crc = line.first(crcDigits).toByteArray().toUInt(&isHex, 16);
    const QByteArrayView json = line.sliced(crcDigits + 1);
    return isHex && crc32c(json) == crc ? json : QByteArrayView();
}

/// The end of the line, after its newline; -1: it has none.
qsizetype lineEnd(QByteArrayView content, qsizetype from)
{
    const qsizetype newline = content.indexOf('\n', from);
    return newline < 0 ? -1 : newline + 1;
}

/// The end of a good line that begins here; -1: there is none.
qsizetype goodLineEnd(QByteArrayView content, qsizetype from)
{
    const qsizetype end = lineEnd(content, from);
    return end >= 0 && !checkedJson(content.sliced(from, end - from - 1)).isNull() ? end : -1;
}

QJsonObject objectOf(QByteArrayView line)
{
    const QByteArrayView json = line.sliced(crcDigits + 1);
    return QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), json.size())).object();
}

} // namespace

SnapshotPrint SnapshotPrint::of(QByteArrayView content)
{
    return {content.size(), crc32c(content)};
}

QByteArray journalLine(const QJsonObject &object)
{
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return hexOf(crc32c(json)).toLatin1() + ' ' + json + '\n';
}

QByteArray journalHeaderLine(const JournalHeader &header)
{
    QJsonValue snapshot = QJsonValue::Null;
    if (header.snapshot)
        snapshot = QJsonObject{{u"bytes"_s, header.snapshot->bytes},
                               {u"crc"_s, hexOf(header.snapshot->crc)}};
    return journalLine({{u"creactJournal"_s, journalVersion},
                        {u"generation"_s, header.generation},
                        {u"snapshot"_s, snapshot}});
}

Error JournalText::damaged(qsizetype offset, const QString &sentence) const
{
    const auto line = std::count(m_content.begin(), m_content.begin() + offset, '\n') + 1;
    return {ErrorCode::StateUnreadable,
            u"%1 is damaged in line %2, at byte %3: %4"_s.arg(QFileInfo(m_where).fileName())
                .arg(line)
                .arg(offset)
                .arg(sentence),
            m_where,
            u"It was left as it is. Go back to an earlier state, or set this one aside to start "
            "with an empty one."_s};
}

Result<JournalText> JournalText::read(const QByteArray &content, const QString &where,
                                      Damage damage)
{
    JournalText text(content, where);
    const qsizetype headerEnd = goodLineEnd(content, 0);
    if (headerEnd < 0)
        return text.damaged(0, u"it does not begin as a journal does."_s);
    if (const Result<void> header = text.readHeader(headerEnd); !header)
        return header.error();
    qsizetype end = headerEnd;
    for (qsizetype next = end; next >= 0; next = goodLineEnd(content, end))
        end = next;
    text.m_firstBatch = headerEnd;
    text.m_goodEnd = end;
    if (damage == Damage::EndsIt)
        return text;
    // A write that was cut short is at the end. A good line after a bad one: something else broke
    // it, and what follows must not be dropped silently.
    for (qsizetype from = lineEnd(content, end); from >= 0; from = lineEnd(content, from)) {
        if (goodLineEnd(content, from) >= 0)
            return text.damaged(end, u"this line is not as it was written, but later ones are."_s);
    }
    return text;
}

Result<void> JournalText::readHeader(qsizetype end)
{
    const QJsonObject object = objectOf(QByteArrayView(m_content).first(end - 1));
    const int version = object.value(u"creactJournal"_s).toInt();
    if (version > journalVersion)
        return Error{ErrorCode::StateNewer, u"A newer CReact Studio wrote this state."_s, m_where,
                     u"Open it with that version; this one leaves it as it is."_s};
    const QJsonValue generation = object.value(u"generation"_s);
    const QJsonValue snapshot = object.value(u"snapshot"_s);
    bool isHex = snapshot.isNull();
    if (snapshot.isObject()) {
        const quint32 crc = snapshot.toObject().value(u"crc"_s).toString().toUInt(&isHex, 16);
        m_header.snapshot = {snapshot.toObject().value(u"bytes"_s).toInteger(-1), crc};
    }
    m_header.generation = generation.toInteger(-1);
    if (version < 1 || m_header.generation < 0 || !isHex)
        return damaged(0, u"it does not begin as a journal does."_s);
    return {};
}

Result<void> JournalText::eachBatch(const std::function<QString(const QJsonObject &)> &take) const
{
    for (qsizetype from = m_firstBatch; from < m_goodEnd;) {
        const qsizetype end = lineEnd(m_content, from);
        const QString complaint =
            take(objectOf(QByteArrayView(m_content).sliced(from, end - from - 1)));
        if (!complaint.isEmpty())
            return damaged(from, complaint);
        from = end;
    }
    return {};
}

} // namespace creact
